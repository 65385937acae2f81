"""A job's trigger: all that it depends on besides its input files. Its marker keeps it, and the job is due when it changes."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Trigger(NamedTuple):
    """Each part in a form that differs whenever what it stands for differs; None if the job does not depend on it."""

    version: str
    timezone: str | None = None
    sessions: str | None = None
    assets: str | None = None
    source: str | None = None
    excluded: str | None = None
    exports: str | None = None
    timeframes: str | None = None
    periods: str | None = None
    kept_rows: str | None = None
    as_of: str | None = None
    staleness: str | None = None
    retired: str | None = None
    suspects: str | None = None
    confirmed: str | None = None

    def as_dict(self) -> dict[str, str]:
        """For JSON: the parts that count."""
        return {name: value for name, value in self._asdict().items() if value is not None}

    def __str__(self) -> str:
        return json.dumps(self.as_dict(), sort_keys=True)

    @classmethod
    def from_dict(cls, parts: Any) -> "Trigger | None":
        """Of JSON; None if it was written by another version, which knew other parts, or by nobody."""
        try:
            return cls(**parts) if isinstance(parts, Mapping) else None
        except TypeError:
            return None

    @classmethod
    def from_text(cls, text: str) -> "Trigger | None":
        """Of ``str(trigger)``, as a command line holds it."""
        return cls.from_dict(json.loads(text))


def changes(before: Trigger | None, now: Trigger) -> str:
    """What is new since a marker was made, for a person; empty if nothing is."""
    if before is None:
        return "its marker does not say what it was made from: it was made by hand, or by another version of Freshbars"
    found = [
        f"{_WORDS.get(name, name)} changed from {old or 'none'} to {new or 'none'}"
        for name, old, new in zip(Trigger._fields, before, now, strict=True)
        if old != new
    ]
    return ", and ".join(found)


_WORDS = {
    "version": "the version of the code",
    "timezone": "the time zone",
    "sessions": "the calendars",
    "assets": "the assets",
    "source": "the source",
    "excluded": "the excluded days",
    "exports": "the exports",
    "timeframes": "the timeframes",
    "periods": "the periods",
    "kept_rows": "the stored rows",
    "staleness": "the limit",
    "retired": "the retired assets",
    "suspects": "what is done about implausible bars",
    "confirmed": "the confirmed days",
}
