"""Which rows of series take the place of which: in each series, all from the first row that differs to the last one."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from freshbars.compute.fold import Block
from freshbars.compute.row_differences import lone_rows
from freshbars.compute.series import Series
from freshbars.refresh.chunks import Chunk
from freshbars.refresh.stage import Columns
from freshbars.store.deletes import Ranges


class Replacement(NamedTuple):
    """deletes: what is deleted; deleted: how many rows that are of each asset, by number; new: the columns that follow."""

    deletes: Ranges
    deleted: np.ndarray
    new: Columns


def gathered(blocks: Iterable[Block]) -> Columns:
    """The columns of blocks one after the other, ``asset`` and ``tf`` by number; nothing at all without a row."""
    parts = [{"asset": block.asset, "tf": block.tf, **block.columns} for block in blocks if len(block.asset)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def replacement(series: Series, time: str, ids: np.ndarray, new: Columns, old: Columns) -> Replacement:
    """What turns old rows into new ones. Rows as ``gathered`` gives them; ids: of the assets by number."""
    if not old:
        nothing: list[int] = []
        return Replacement(Ranges(*[nothing] * 5), np.zeros(len(ids), np.int64), new)
    new = new or {name: values[:0] for name, values in old.items()}
    key = ("asset", "tf", *(("period",) if "period" in old else ()), time)
    lone_new, lone_old = lone_rows(new, old, key)
    n = len(ids) * len(series.wanted)
    first, last = np.full(n, np.iinfo(np.int64).max), np.full(n, np.iinfo(np.int64).min)
    for rows, lone in ((new, lone_new), (old, lone_old)):
        np.minimum.at(first, _number(series, rows)[lone], rows[time][lone])
        np.maximum.at(last, _number(series, rows)[lone], rows[time][lone])
    chosen, gone = ((first[k] <= rows[time]) & (rows[time] <= last[k])
                    for rows in (new, old) for k in [_number(series, rows)])  # fmt: skip
    ranges = np.unique(_number(series, old)[gone])
    pair, period = np.divmod(ranges, len(series.periods))
    asset, tf = np.divmod(pair, len(series.timeframes))
    labels, periods = list(series.timeframes), np.array(series.periods)
    deletes = Ranges(
        ids[asset].tolist(),
        [labels[i] for i in tf.tolist()],
        periods[period].tolist(),
        first[ranges].tolist(),
        last[ranges].tolist(),
    )
    deleted = np.bincount(old["asset"][gone], minlength=len(ids))
    return Replacement(deletes, deleted, {name: values[chosen] for name, values in new.items()})


def from_first_days(series: Series, chunk: Chunk) -> Ranges:
    """All old rows of whole histories from the first wanted day of each series on."""
    part, (tfs, periods) = chunk.histories, series.shape
    newest = [max(tail.old["time_close"][-1], tail.new["time_close"][-1]) for tail in chunk.tails]
    at = (part.starts[:, None, None] + chunk.since).clip(max=(part.starts + part.counts - 1)[:, None, None])
    # The first day itself may have been another one.
    oldest = np.array([tail.old["time_close"][0] for tail in chunk.tails])[:, None, None]
    closes = part.bars["time_close"][at]
    first = np.where(chunk.since > 0, closes, np.minimum(closes, oldest))
    return Ranges(
        np.repeat(part.ids, tfs * periods).tolist(),
        [label for label in series.timeframes for _ in range(periods)] * len(part.ids),
        list(series.periods) * tfs * len(part.ids),
        first.reshape(-1).tolist(),
        np.repeat(newest, tfs * periods).tolist(),
    )


def _number(series: Series, rows: Columns) -> np.ndarray:
    """The number of each row's series: assets by timeframes by periods."""
    pair = rows["asset"] * len(series.timeframes) + rows["tf"]
    if "period" not in rows:
        return pair
    return pair * len(series.periods) + np.searchsorted(series.periods, rows["period"])
