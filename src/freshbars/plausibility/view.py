"""Daily bars of several assets, with what all checks ask of them: log closes, returns, gaps, and an asset's own habits."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from freshbars.plausibility.thresholds import Thresholds

_DAY_US = 86_400_000_000


class Habits(NamedTuple):
    """How an asset moved before a bar: the number of returns that it is known from, its volatility, and its usual gaps.

    volatility: of daily log returns. gap: the largest log distance between a bar's range and the close before it. gaps: the
    share of bars that did not reach it. wick: the ninth decile of the log distance of high and low from open and close.
    """

    returns: int
    volatility: float
    gap: float
    gaps: float
    wick: float


class View:
    """Bars of several assets, one after the other, and which of them are judged.

    bars: structured array with time_close, open, high, low, close, volume, each asset's in the order of time_close. counts:
    bars of each asset. judged: for each bar whether it is new or changed. A bar without a logarithm has NaN returns, and no
    check that needs one judges it.
    """

    def __init__(self, bars: np.ndarray, counts: np.ndarray, judged: np.ndarray, thresholds: Thresholds) -> None:
        self.bars, self.counts, self.judged, self.thresholds = bars, counts, judged, thresholds
        self.ends = np.cumsum(counts)
        self.starts = self.ends - counts
        self.asset = np.repeat(np.arange(len(counts)), counts)
        self.close = np.ascontiguousarray(bars["close"])

    @cached_property
    def first(self) -> np.ndarray:
        """Whether a bar is its asset's first one here."""
        first = np.zeros(len(self.bars), bool)
        first[self.starts[self.counts > 0]] = True
        return first

    @cached_property
    def reached(self) -> np.ndarray:
        """Whether the step from the bar before to this one is judged: either of the two is new or changed."""
        found = self.judged.copy()
        found[1:] |= self.judged[:-1]
        return found & ~self.first

    @cached_property
    def logs(self) -> np.ndarray:
        """Natural logarithm of each close; NaN where it is not positive, and until a price through zero has settled.

        Near zero any ratio is possible: oil went from 18.27 to -37.63 in a day of April 2020, and doubled twice in the next.
        """
        found = logs(self.close)
        through = self.close <= 0
        if through.any():
            rows = np.arange(len(through))
            newest = np.maximum.accumulate(np.where(through, rows, -len(rows)))
            inside = newest >= self.starts[self.asset]
            found[inside & (rows - newest <= self.thresholds.spike_days)] = np.nan
        return found

    @cached_property
    def returns(self) -> np.ndarray:
        """Log return of each bar from the bar before; NaN for the first of an asset."""
        found = np.full(len(self.bars), np.nan)
        found[1:] = self.logs[1:] - self.logs[:-1]
        found[self.first] = np.nan
        return found

    @cached_property
    def gaps(self) -> np.ndarray:
        """Log distance of each bar's range from the close before it; 0 where it reaches it, NaN where there is none."""
        before = np.full(len(self.bars), np.nan)
        before[1:] = self.logs[:-1]
        before[self.first] = np.nan
        low, high = logs(self.bars["low"]), logs(self.bars["high"])
        return np.maximum(np.maximum(low - before, before - high), 0)

    @cached_property
    def days(self) -> np.ndarray:
        """Days since the bar before, at least 1."""
        found = np.ones(len(self.bars))
        found[1:] = np.maximum(np.rint(np.diff(self.bars["time_close"]) / _DAY_US), 1)
        return found

    @cached_property
    def wicks(self) -> np.ndarray:
        """The larger log distance of high and low from the nearer of open and close."""
        opened = logs(self.bars["open"])
        high = logs(self.bars["high"]) - np.fmax(opened, self.logs)
        return np.fmax(high, np.fmin(opened, self.logs) - logs(self.bars["low"]))

    def habits(self, row: int) -> Habits:
        """How the asset of a bar moved before it; the bar itself and all later ones do not count."""
        start, least = self.starts[self.asset[row]], self.thresholds.least_volatility
        part = slice(max(start + 1, row - self.thresholds.window), row)
        moves = np.abs(self.returns[part])
        moves = moves[~np.isnan(moves)]
        if not len(moves):
            return Habits(0, least, 0.0, 0.0, 0.0)
        ordered = np.sort(moves)
        # An asset that hardly ever trades has a median return of zero: the ninth decile knows better.
        volatility = max(1.4826 * ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10] / 1.645, least)
        gaps, wicks = self.gaps[part], np.sort(self.wicks[part])
        largest = np.nanmax(gaps) if not np.isnan(gaps).all() else 0.0
        share = np.mean(gaps > self.thresholds.gap_seen)
        return Habits(len(moves), float(volatility), float(largest), float(share), float(wicks[len(wicks) * 9 // 10]))


def logs(prices: np.ndarray) -> np.ndarray:
    """Natural logarithms; NaN where a price is not positive."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(prices > 0, np.log(prices), np.nan)
