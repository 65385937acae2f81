"""The rows of series as somebody wants to read them: finished ones, all, or for each day what was finished by its close."""

from collections.abc import Iterator

import numpy as np

from freshbars.compute.fold import Block
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from freshbars.compute.series import Series
from freshbars.compute.sessions import EVERY_DAY, Calendars
from freshbars.database.columns import INSTANT, Column
from freshbars.refresh.stage import Columns
from freshbars.store.series_tables import series_table


def columns_of(series: Series, rows: str) -> list[Column]:
    """The columns of an answer: those of the table, without stamps; the key comes first.

    For each day: ``ts`` is the day's close, and ``time_close`` that of the finished bar whose values stand there.
    """
    table = series_table(series.rule, series.name)
    columns = [column for column in table.rows.columns if not column.stamped]
    if rows == "daily":
        close = Column("time_close", INSTANT, "close of the finished bar", nullable=False)
        ts = Column("ts", INSTANT, "close of the day", primary_key=True, nullable=False)
        columns = [ts if column.name == table.time else column for column in columns]
        columns.insert(len(table.rows.key), close)
    return columns


def answered(
    series: Series, found: dict[int, np.ndarray], rows: str, calendars: Calendars = EVERY_DAY
) -> Iterator[Columns]:
    """The columns of an answer, block by block in the order of the key. found: daily bars (dtype DAILY) by asset."""
    (label,) = series.timeframes
    for part, layout, blocks in series.computed(found, rows != "all", calendars):
        for block in _by_day(series, part, layout, blocks) if rows == "daily" else blocks:
            if len(block.asset):
                yield {"id": part.ids[block.asset], "tf": label, **block.columns}


def _by_day(series: Series, part: Histories, layout: Layout, blocks: Iterator[Block]) -> Iterator[Block]:
    """For each day and series the newest row that was finished by the day's close; none before the first."""
    some = list(blocks)
    if not some:
        return
    asset, row = (np.concatenate([getattr(block, name) for block in some]) for name in ("asset", "row"))
    columns = {name: np.concatenate([block.columns[name] for block in some]) for name in some[0].columns}
    # A bar whose last day is missing was not finished before the daily bar that follows it.
    usable = row + ~layout.alone[0][row]
    period = columns.get("period", np.zeros(len(row), np.int64))
    first = np.flatnonzero(np.append(True, (asset[1:] != asset[:-1]) | (period[1:] != period[:-1])))
    columns["time_close"] = part.bars["time_close"][row]
    for start, end in zip(first.tolist(), [*first[1:].tolist(), len(row)], strict=True):
        one = int(asset[start])
        days = np.arange(usable[start], part.starts[one] + part.counts[one])
        take = start + np.searchsorted(usable[start:end], days, side="right") - 1
        chosen = {name: values[take] for name, values in columns.items()}
        yield Block(asset[take], np.zeros(len(take), int), days, {**chosen, "ts": part.bars["time_close"][days]})
