"""The rows of series as a reader asks for them: finished ones, all, or for each day what was finished by its close."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from freshbars.compute.fold import Block
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from freshbars.compute.series import Series
from freshbars.compute.sessions import EVERY_DAY, Calendars, dates_of
from freshbars.compute.timeframe import DAY_2000
from freshbars.database.columns import DATE, DOUBLE, INSTANT, Column
from freshbars.refresh.stage import Columns
from freshbars.store.series_tables import table_of

DATE_OF_ROW = Column("date", DATE, "trading day of the row's instant", nullable=False)
_TS = Column("ts", INSTANT, "close of the day", nullable=False)
_TIME_CLOSE = Column("time_close", INSTANT, "close of the finished bar", nullable=False)
_SEED_WEIGHT = Column("seed_weight", DOUBLE, "weight that the seed still has in ema, from 1 down to 0", nullable=False)


def columns_of(asked: Sequence[Series], rows: str) -> list[Column]:
    """The columns of an answer: date and key first, then the values; of several families those of all.

    rows: with ``daily`` ``ts`` is the day's close and ``time_close`` that of the finished bar whose values stand there.
    """
    found: dict[str, Column] = {}
    for series in asked:
        own = [_public(series, column) for column in table_of(series).rows.columns if not column.stamped]
        instant = next(column for column in own if column.name == table_of(series).time)
        times = [_TS, _TIME_CLOSE] if rows == "daily" else [instant]
        key = [column for column in own if column.name in ("tf", "period")]
        head = [own[0], DATE_OF_ROW, *times, *key]
        if series.rule == "emas":
            head += [next(column for column in own if column.name == "ema"), _SEED_WEIGHT]
        for column in (*head, *own):
            found.setdefault(column.name, column)
    # A calendar family's own columns are NULL in rows of the others.
    lacking = {name for name in found if any(name not in _names(series) for series in asked)} - _ADDED
    return [_nullable(column) if name in lacking else column for name, column in found.items()]


_ADDED = {"date", "ts", "time_close", "seed_weight"}


def _names(series: Series) -> set[str]:
    return {_public(series, column).name for column in table_of(series).rows.columns}


def _public(series: Series, column: Column) -> Column:
    if series.rule == "bars":
        return column
    name = series.family.public_name(column.name)
    doc = column.comment if name == column.name else f"{name} of the family"
    return Column(name, column.type, doc, column.primary_key, column.nullable)


def _nullable(column: Column) -> Column:
    return Column(column.name, column.type, column.comment, column.primary_key)


def answered(
    series: Series, found: dict[int, np.ndarray], rows: str, calendars: Calendars = EVERY_DAY
) -> Iterator[Columns]:
    """The columns of an answer, block by block in the order of the key. found: daily bars (dtype DAILY) by asset."""
    (label,) = series.timeframes
    for part, layout, blocks in series.computed(found, rows != "all", calendars):
        if series.rule == "emas":
            blocks = _public_emas(series, part, layout, blocks)
        for block in _by_day(part, layout, blocks) if rows == "daily" else blocks:
            if len(block.asset):
                dates = part.dates(part.days[block.row], block.asset) - DAY_2000
                yield {"id": part.ids[block.asset], "tf": label, "date": dates, **block.columns}


def dates_of_rows(bars: np.ndarray, timezone: str, calendars: Calendars) -> np.ndarray:
    """The trading day of each daily bar, in days since 2000-01-01. bars: with id, time_open and time_close, by id."""
    ids, starts = np.unique(bars["id"], return_index=True)
    parts = zip(ids.tolist(), np.split(bars, starts[1:]), strict=len(ids) > 0)
    days = [dates_of(part, timezone, calendars.get(asset)) for asset, part in parts]
    return np.concatenate(days) - DAY_2000 if days else np.empty(0, np.int64)


def merged(parts: Sequence[Columns]) -> Columns:
    """The columns of several series of the same assets, ordered by asset; NaN where a series lacks a number."""
    sizes = [len(part["id"]) for part in parts]
    names = dict.fromkeys(name for part in parts for name in part)
    found = {
        name: np.concatenate(
            [
                values if isinstance(values := part.get(name, np.nan), np.ndarray) else np.full(size, values)
                for part, size in zip(parts, sizes, strict=True)
            ]
        )
        for name in names
    }
    order = np.argsort(found["id"], kind="stable")
    return {name: values[order] for name, values in found.items()}


def _public_emas(series: Series, part: Histories, layout: Layout, blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks of EMAs under the names that readers use, with the seed's weight."""
    # For each daily bar the number of finished bars of its asset up to it, and the days since the last of them.
    finished, number = layout.finished[0], np.arange(len(part.bars))
    count = np.cumsum(finished)
    count = count - (count - finished)[part.starts][part.asset]
    since = number - np.maximum.accumulate(np.where(finished, number, 0))
    for block in blocks:
        period = block.columns["period"]
        daily = series.fold.daily[np.searchsorted(series.periods, period)]
        if series.family.kind == "days":
            (timeframe,) = series.timeframes.values()
            weight = (1 - daily) ** (part.index[block.row] + 1 - period * timeframe.nominal_days)
        else:
            of_bars, days = 2 / (period + 1), since[block.row]
            # Previews go on from the last finished value: by one bar, or day by day.
            preview = (1 - of_bars) ** (days > 0) if series.family.kind == "bars" else (1 - daily) ** days
            weight = (1 - of_bars) ** (count[block.row] - period) * preview
        columns = {series.family.public_name(name): values for name, values in block.columns.items()}
        yield block._replace(columns={**columns, "seed_weight": weight})


def _by_day(part: Histories, layout: Layout, blocks: Iterator[Block]) -> Iterator[Block]:
    """For each day and series the newest row that was finished by the day's close; none before the first."""
    some = list(blocks)
    if not some:
        return
    asset, row = (np.concatenate([getattr(block, name) for block in some]) for name in ("asset", "row"))
    columns = {name: np.concatenate([block.columns[name] for block in some]) for name in some[0].columns}
    # A bar whose last day is missing was not finished before the daily bar that follows it.
    usable = row + ~layout.alone[0][row]
    period = columns.get("period", np.zeros(len(row), np.int64))
    starts = np.flatnonzero(np.append(True, (asset[1:] != asset[:-1]) | (period[1:] != period[:-1])))
    columns["time_close"] = part.bars["time_close"][row]
    for start, end in pairwise([*starts.tolist(), len(row)]):
        one = int(asset[start])
        days = np.arange(usable[start], part.starts[one] + part.counts[one])
        take = start + np.searchsorted(usable[start:end], days, side="right") - 1
        chosen = {name: values[take] for name, values in columns.items()}
        yield Block(asset[take], np.zeros(len(take), int), days, {**chosen, "ts": part.bars["time_close"][days]})
