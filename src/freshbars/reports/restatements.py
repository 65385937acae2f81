"""Restatements as tables for a person."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.source import restatements as source
from freshbars.source.restatements import Change, Restatement, Wave


@dataclass(frozen=True)
class Found:
    """What was asked of the restatements: the newest days, all loads with any, and what a wave is.

    table: the source table, where another program fills it: it keeps no old values, and ``changes`` is what is known.
    """

    restatements: list[Restatement]
    changes: list[Change]
    loads: list[Wave]
    wave_size: int
    table: str | None
    most: int | None

    @property
    def waves(self) -> list[Wave]:
        """The loads that restated so many assets that they are called waves."""
        return [load for load in self.loads if len(load.assets) >= self.wave_size]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        parts = {"restatements": self.restatements, "changes": self.changes, "waves": self.waves}
        return {"wave_size": self.wave_size} | {name: [asdict(one) for one in some] for name, some in parts.items()}

    def text(self) -> str:
        """For a person."""
        if not self.loads:
            return "No stored day was restated."
        where = "load" if self.table is None else "run"
        waves = [f"\nWaves, {self.wave_size} assets or more in one {where}: {len(self.waves) or 'none'}"]
        waves += waves_table(self.waves) if self.waves else []
        return "\n".join([*(self._days() if self.table is None else self._changes()), *waves])

    def _days(self) -> list[str]:
        total = sum(load.days for load in self.loads)
        out = [f"Restated days: {total:,}", *table(self.restatements)]
        if self.most is not None and total > self.most:
            out.append(f"  and {total - self.most:,} more days: see --most, --since, --ids, --json")
        return out

    def _changes(self) -> list[str]:
        out = [
            f"Changes of stored daily bars: {len(self.changes):,}. {self.table} is filled by another program",
            "and keeps no old values: what is known is from which day on the bars changed, and when.",
            *changes_table(self.changes[: self.most]),
        ]
        if self.most is not None and len(self.changes) > self.most:
            out.append(f"  and {len(self.changes) - self.most:,} more: see --most, --since, --ids, --json")
        return out


def ask(config: Config, cursor: Cursor, since: datetime | None, ids: Iterable[int] | None, most: int | None) -> Found:
    """The restatements since an instant and of some assets (None: all); at most ``most`` days."""
    exports = config.source.kind == "exports"
    return Found(
        restatements=source.read(config, cursor, since, ids, most),
        changes=[] if exports else source.changes(config, cursor, since, ids),
        loads=source.waves(config, cursor, since, ids, least=1),
        wave_size=source.wave_size(config, cursor),
        table=None if exports else config.source.table,
        most=most,
    )


def table(found: list[Restatement]) -> list[str]:
    """Restatements as lines for a person."""
    return _aligned(
        ("asset", "", "day", "field", "old", "new", "change", "first seen", "replaced", "day's age"),
        [
            (str(r.asset), r.symbol, f"{r.day:%Y-%m-%d}", r.field, _value(r.old), _value(r.new), _percent(r.change),
             _value(r.first_seen), _value(r.replaced_at), f"{r.age} days")
            for r in found
        ],
    )  # fmt: skip


def changes_table(found: list[Change]) -> list[str]:
    """Changes of daily bars as lines for a person."""
    words = {"changed": "changed from this day on", "filled": "days came in before stored ones, from this day on"}
    rows = [(str(c.asset), c.symbol, f"{c.day:%Y-%m-%d}", words[c.kind], _value(c.changed_at)) for c in found]
    return _aligned(("asset", "", "day", "what", "when"), rows)


def waves_table(found: list[Wave]) -> list[str]:
    """Waves as lines for a person."""
    rows = [
        (_value(w.at), f"{len(w.assets):,}", "?" if w.days is None else f"{w.days:,}", f"{w.oldest:%Y-%m-%d}",
         _percent(w.close_change), " ".join(w.fields))
        for w in found
    ]  # fmt: skip
    return _aligned(("loaded", "assets", "days", "oldest day", "close by up to", "fields"), rows)


def _value(value: float | datetime | None) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "-" if value is None else f"{value:.10g}"


def _percent(change: float | None) -> str:
    return "-" if change is None else f"{change:+.3g} %"


def _aligned(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
