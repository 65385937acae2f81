"""Restatements as tables for the console."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.source import restatements as source
from freshbars.source.restatements import Restatement, Wave


@dataclass(frozen=True)
class Found:
    """An answer about restatements: the newest days, all runs with any, and how many assets make a wave."""

    restatements: list[Restatement]
    loads: list[Wave]
    wave_size: int
    most: int | None

    @property
    def waves(self) -> list[Wave]:
        """The runs that restated enough assets to count as waves."""
        return [load for load in self.loads if len(load.assets) >= self.wave_size]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        parts = {"restatements": self.restatements, "waves": self.waves}
        return {"wave_size": self.wave_size} | {name: [asdict(one) for one in some] for name, some in parts.items()}

    def text(self) -> str:
        """For the console."""
        if not self.loads:
            return "No stored day was restated."
        total = sum(load.days for load in self.loads)
        out = [f"Restated days: {total:,}", *table(self.restatements)]
        if self.most is not None and total > self.most:
            out.append(f"  and {total - self.most:,} more days: see --most, --since, --ids, --json")
        out.append(f"\nWaves, {self.wave_size} assets or more in one run: {len(self.waves) or 'none'}")
        return "\n".join([*out, *(waves_table(self.waves) if self.waves else [])])


def ask(config: Config, cursor: Cursor, since: datetime | None, ids: Iterable[int] | None, most: int | None) -> Found:
    """The restatements since an instant and of some assets (None: all); at most ``most`` days."""
    return Found(
        restatements=source.read(config, cursor, since, ids, most),
        loads=source.waves(config, cursor, since, ids, least=1),
        wave_size=source.wave_size(config, cursor),
        most=most,
    )


def table(found: list[Restatement]) -> list[str]:
    """Restatements as lines for the console."""
    return _aligned(
        ("asset", "", "day", "field", "old", "new", "change", "first seen", "replaced", "day's age"),
        [
            (str(r.asset), r.symbol, f"{r.day:%Y-%m-%d}", r.field, _value(r.old), _value(r.new), _percent(r.change),
             _value(r.first_seen), _value(r.replaced_at), f"{r.age} days")
            for r in found
        ],
    )  # fmt: skip


def waves_table(found: list[Wave]) -> list[str]:
    """Waves as lines for the console."""
    rows = [
        (_value(w.at), f"{len(w.assets):,}", f"{w.days:,}", f"{w.oldest:%Y-%m-%d}",
         _percent(w.close_change), ", ".join(w.fields))
        for w in found
    ]  # fmt: skip
    return _aligned(("run", "assets", "days", "oldest day", "close by up to", "fields"), rows)


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
