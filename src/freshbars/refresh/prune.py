"""Stored rows of timeframes, periods and families that are no longer configured: listed, and deleted on request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.timeframe import DAILY
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.store.unconfigured import Configured, count_others, delete_others


@dataclass(frozen=True)
class Leftover:
    """Rows of a timeframe (and of EMAs a period) in a table; ``whole``: its family is switched off."""

    table: str
    tf: str
    period: int | None
    rows: int
    whole: bool

    def __str__(self) -> str:
        period = "" if self.period is None else f" period {self.period}"
        return f"{self.table} {self.tf}{period}: {self.rows:,} {'row' if self.rows == 1 else 'rows'}"


def leftovers(config: Config, cursor: Cursor) -> list[Leftover]:
    """Everything that is stored and not configured."""
    return [
        Leftover(table.table, *series, not table.on)
        for table in _configured(config)
        for series in count_others(cursor, table)
    ]


def delete(config: Config, cursor: Cursor, found: Iterable[Leftover]) -> int:
    """Delete what ``leftovers`` found, in the caller's transaction. Returns the number of rows."""
    tables = {one.table for one in found}
    return sum(delete_others(cursor, table) for table in _configured(config) if table.table in tables)


def _configured(config: Config) -> Iterator[Configured]:
    """The configured series of each family."""
    for name, family in BAR_FAMILIES.items():
        tfs = [timeframe.label for timeframe in getattr(config.bars, name)]
        yield Configured(family.table, bool(tfs), tfs, None)
    for name, family in EMA_FAMILIES.items():
        bars = (*((DAILY,) if family.has_1d else ()), *getattr(config.bars, family.bars))
        tfs = [timeframe.label for timeframe in bars]
        yield Configured(family.table, name in config.emas.families, tfs, config.emas.periods)
