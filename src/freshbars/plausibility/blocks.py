"""Checks of blocks of bars: a block that stands twice, and a close that never moves."""

from collections.abc import Iterator

import numpy as np

from freshbars.plausibility.findings import Kind
from freshbars.plausibility.steps import Suspicion
from freshbars.plausibility.view import View

_PRICES = ("open", "high", "low", "close")


def repeated(view: View) -> Iterator[Suspicion]:
    """Blocks of bars that stood before, price by price, and volume by volume where it is stated."""
    known, length = view.thresholds, view.thresholds.repeated
    if len(view.bars) < 2 * length:
        return
    # A block is known by its closes; one whose closes are all the same is a price that rests.
    bits = view.close.view(np.uint64)
    key = view.asset.astype(np.uint64)
    for back in range(length):
        key = key * np.uint64(0x9E3779B97F4A7C15) ^ np.roll(bits, back)
    inside = np.arange(len(bits)) - view.starts[view.asset] >= length - 1
    moving = np.roll(view.close, 1) != view.close
    rows = np.flatnonzero(inside & moving)
    _, seen, number = np.unique(key[rows], return_index=True, return_inverse=True)
    again = rows[seen[number] < np.arange(len(rows))]
    before = dict(zip(rows.tolist(), rows[seen[number]].tolist(), strict=True))
    told = -1
    for row in again[view.judged[again]].tolist():
        first = row - length + 1
        if first <= told:
            told = max(told, row)
            continue
        n = known.repeated if _stated(view, row - length + 1, row) else known.repeated_unstated
        if _same(view, before[row], row, n):
            told = row
            yield Suspicion(row - n + 1, Kind.REPEATED, float(view.close[row - n + 1]), float(view.close[row - n]))


def _stated(view: View, first: int, last: int) -> bool:
    """Whether the volumes of these bars are known, and enough of them differ to tell the bars apart."""
    volume = view.bars["volume"][first : last + 1]
    return len(np.unique(volume[volume > 0])) >= 2


def _same(view: View, before: int, row: int, length: int) -> bool:
    """Whether the ``length`` bars up to one are those up to another, of enough different values to be no chance."""
    if before - length + 1 < view.starts[view.asset[row]] or before > row - length:
        return False
    old, new = (view.bars[last - length + 1 : last + 1] for last in (before, row))
    if any((old[name] != new[name]).any() for name in _PRICES):
        return False
    volumes = (old["volume"] == new["volume"]) | np.isnan(old["volume"]) & np.isnan(new["volume"])
    values = np.unique(np.concatenate([new[name] for name in _PRICES]))
    return bool(volumes.all()) and len(np.unique(new["close"])) > 1 and len(values) > length


def frozen(view: View) -> Iterator[Suspicion]:
    """Assets whose newest closes are all the same, without any volume: the vendor repeats what it once knew."""
    known = view.thresholds.frozen
    still = np.zeros(len(view.bars), bool)
    still[1:] = (view.close[1:] == view.close[:-1]) & ~(view.bars["volume"][1:] > 0)
    still[view.first] = False
    # At the end of each asset: how many bars in a row stand still.
    moved = np.where(still, -1, np.arange(len(still)))
    newest = np.maximum.accumulate(moved) if len(moved) else moved
    for end in view.ends[view.counts > known].tolist():
        if end - 1 - newest[end - 1] >= known and view.judged[end - 1]:
            close = float(view.close[end - 1])
            yield Suspicion(end - 1, Kind.FROZEN, close, close)
