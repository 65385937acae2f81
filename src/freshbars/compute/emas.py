"""EMAs as a fold over days: one recursion for all families; a family says what overrides it on which day.

Seeded EMA of x1..xn with period p: undefined before p values, the mean of x1..xp at p, then ``a*x + (1-a)*e`` with
``a = 2/(p+1)``: the classic definition, TA-Lib's default. The mean is rounded once, from the exact sum: a series is
seeded from its first values, never from a running sum.
"""

from collections.abc import Iterator, Sequence
from math import fsum

import numpy as np

from freshbars.compute.families import EmaFamily
from freshbars.compute.fold import HEADER, Block, Emission, Fold, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout, lay_out
from freshbars.compute.timeframe import Timeframe

# What differences look back on: the two newest canonical values of a series, then its two newest values.
_BACK = 4


class EmaFold(Fold):
    """EMAs of some timeframes and periods. Series are numbered timeframe after timeframe, period after period."""

    def __init__(self, family: EmaFamily, timeframes: Sequence[Timeframe], periods: Sequence[int]) -> None:
        self.family, self.timeframes, self.periods = family, tuple(timeframes), tuple(periods)
        self.names = ("ema", "ema_bar") if family.kind == "both" else ("ema",)
        self.n = len(timeframes) * len(periods)
        self.dtype = np.dtype(
            [*HEADER.descr, ("finished", "i8", (len(timeframes),)), ("back", "f8", (len(self.names), _BACK, self.n))]
        )
        self.every = np.tile(np.array(periods), len(timeframes))
        self.nominal = np.repeat([timeframe.nominal_days for timeframe in timeframes], len(periods))
        self.of_bars = 2 / (self.every + 1)
        if family.daily_weight == "root":
            # One power at a time: a vectorised power may round differently with the number of series.
            pairs = zip(self.every.tolist(), self.nominal.tolist(), strict=True)
            self.daily = np.array([1 - (1 - 2 / (p + 1)) ** (1 / d) for p, d in pairs])
        else:
            self.daily = 2 / (self.nominal * self.every + 1)

    def empty(self, assets: int) -> np.ndarray:
        """The state of assets of which no day was seen."""
        carry = super().empty(assets)
        carry["back"] = np.nan
        return carry

    def lay_out(self, histories: Histories) -> Layout:
        """The bar of each daily bar."""
        return lay_out(self.timeframes, histories)

    def needs_history(self, carry: np.ndarray, histories: Histories, layout: Layout) -> np.ndarray:
        """For each asset whether a series is seeded on these days from closes before them: see ``Histories.earlier``."""
        if self.family.kind == "days":
            due = (self.every * self.nominal)[None, :]
            before, now = histories.skipped[:, None], (histories.skipped + histories.counts)[:, None]
        else:
            due, before = self.every[None, :], np.repeat(carry["finished"], len(self.periods), axis=1)
            now = before + np.repeat(
                np.add.reduceat(layout.finished, histories.starts, axis=1, dtype=np.int64).T, len(self.periods), axis=1
            )
        return ((before > 0) & (before < due) & (due <= now)).any(axis=1)

    def _rows(
        self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission, stops: Sequence[Stop]
    ) -> Iterator[Block]:
        grid = _Grid(self, carry, histories, layout)
        yield from grid.rows(emission)
        for stop in stops:
            grid.settle(stop)


class _Grid:
    """Values of all series of some assets, side by side: a row for each day, a column for each asset and series.

    The recursion takes a step for one series and for a thousand alike. The first rows are what was before (``back``).
    """

    def __init__(self, fold: EmaFold, carry: np.ndarray, histories: Histories, layout: Layout) -> None:
        self.fold, self.histories = fold, histories
        assets, days = len(carry), int(histories.counts.max(initial=0))
        at = histories.index - histories.skipped[histories.asset]
        self.close = np.full((days, assets), np.nan)
        self.close[at, histories.asset] = histories.bars["close"]
        finished = np.zeros((days, assets, len(fold.timeframes)), bool)
        finished[at, histories.asset] = layout.finished.T
        self.finished = finished.reshape(days, -1)
        # How many bars each timeframe has finished up to each day.
        self.rank = np.cumsum(self.finished, axis=0)
        self.before = carry["finished"].reshape(-1)
        # Days, names, assets and series; NaN if undefined.
        self.values = np.full((_BACK + days, len(fold.names), assets * fold.n), np.nan)
        self.values[:_BACK] = carry["back"].transpose(2, 1, 0, 3).reshape(_BACK, len(fold.names), -1)
        self._compute(self.values[:_BACK], self.values[_BACK:])
        canonical = np.vstack([np.arange(_BACK)[:, None] < 2 | np.zeros(self.finished.shape[1], bool), self.finished])
        # The newest canonical row up to each row.
        self.newest = np.maximum.accumulate(np.where(canonical, np.arange(len(canonical))[:, None], 0))

    def _compute(self, back: np.ndarray, values: np.ndarray) -> None:
        """Fill in the values of each series. back: what was before."""
        fold = self.fold
        grid = values.reshape(len(values), len(fold.names), -1, fold.n)
        x, last = self.close[:, None, :, None], back[3].reshape(grid.shape[1:])
        if fold.family.kind == "days":
            _seed_from_days(fold, self.histories, self.close, grid[:, 0])
            recur(x, fold.daily, grid, last)
            return
        found, day = self._of_bars(back[1, -1])
        # Assets and timeframes in one.
        of_bars = values.reshape(len(values), len(fold.names), -1, len(fold.periods))
        if fold.family.kind == "bars":
            newest = np.take_along_axis(found, self.rank[:, :, None], axis=0)
            weight = fold.of_bars[: len(fold.periods)]
            x = np.repeat(self.close, len(fold.timeframes), axis=1)[:, :, None]
            of_bars[:, 0] = np.where(self.finished[:, :, None], newest, weight * x + (1.0 - weight) * newest)
            return
        days, columns = np.nonzero(self.finished)
        of_bars[days, 1, columns] = found[self.rank[days, columns], columns]
        # The EMA over days begins with the first value of that over bars.
        defined = ~np.isnan(found[1:])
        column, period = np.nonzero(defined.any(axis=0) & np.isnan(back[3, 0]).reshape(found.shape[1:]))
        first = defined[:, column, period].argmax(axis=0) if len(column) else column
        of_bars[day[first, column], 0, column, period] = found[first + 1, column, period]
        recur(x, fold.daily, grid, last)

    def _of_bars(self, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The seeded EMA over the closes of finished bars, and the days that finished them.

        last: the value before the first day. Returns the values after 0, 1, 2 ... bars, for each asset and timeframe and
        each period; and of bar 0, 1 ... its day, for each asset and timeframe.
        """
        fold = self.fold
        days, columns = np.nonzero(self.finished)
        n = int(self.rank[-1].max(initial=0))
        place = self.rank[days, columns] - 1, columns
        x, day = np.full((n, self.finished.shape[1]), np.nan), np.zeros((n, self.finished.shape[1]), int)
        x[place], day[place] = self.close[days, columns // len(fold.timeframes)], days
        found = np.full((n + 1, x.shape[1], len(fold.periods)), np.nan)
        found[0] = last.reshape(found.shape[1:])
        _seed_from_bars(fold, self.histories, self.before, self.rank[-1], x, found)
        recur(x[:, :, None], fold.of_bars[: len(fold.periods)], found[1:], found[0])
        return found, day

    def rows(self, emission: Emission) -> Iterator[Block]:
        """The columns of the wanted rows, in the order of asset, timeframe, period and day."""
        fold, counts = self.fold, self.histories.counts
        days, assets = self.close.shape
        belongs = ~np.isnan(self.values[_BACK:, 0])
        if (counts < days).any():
            belongs &= np.arange(days)[:, None] < np.repeat(counts, fold.n)
        if emission.finished_only:
            belongs &= np.repeat(self.finished, len(fold.periods), axis=1)
        emission.totals += belongs.sum(axis=0).reshape(assets, -1).sum(axis=1)
        first = emission.since.reshape(assets, -1) - self.histories.skipped[:, None]
        if (first > 0).any():
            belongs &= np.arange(days)[:, None] >= first.reshape(-1)
        series, row = np.nonzero(belongs.T)
        for at in range(0, len(row), Fold.BLOCK):
            these, of = row[at : at + Fold.BLOCK], series[at : at + Fold.BLOCK]
            asset, own = np.divmod(of, fold.n)
            tf, period = np.divmod(own, len(fold.periods))
            bar = self.histories.starts[asset] + these
            roll = ~self.finished[these, of // len(fold.periods)]
            columns = {
                "period": np.array(fold.periods)[period],
                "ts": self.histories.bars["time_close"][bar],
                "tf_days": fold.nominal[own],
                "roll": roll,
                **self._differences(these + _BACK, of, ~roll),
            }
            yield Block(asset, tf, bar, columns)

    def _differences(self, row: np.ndarray, series: np.ndarray, canonical: np.ndarray) -> dict[str, np.ndarray]:
        """The values of some rows, with first and second differences over all and over canonical rows."""
        at = np.flatnonzero(canonical)
        column = series[at] // len(self.fold.periods)
        one = self.newest[row[at] - 1, column]
        two = self.newest[one - 1, column]
        # Numbers in all values, one after the other: several times faster to look up than by row and column.
        values, step = self.values.reshape(-1), self.values[0].size
        result: dict[str, np.ndarray] = {}
        for i, name in enumerate(self.fold.names):
            suffix, of = name.removeprefix("ema"), series + i * self.values.shape[2]
            place = row * step + of
            now, last = values[place], values[place - step]
            roll = now - last
            first, second = np.full(len(row), np.nan), np.full(len(row), np.nan)
            last_of_bar = values[one * step + of[at]]
            first[at] = now[at] - last_of_bar
            second[at] = first[at] - (last_of_bar - values[two * step + of[at]])
            result |= {
                name: now,
                f"d1{suffix}": first,
                f"d2{suffix}": second,
                f"d1_roll{suffix}": roll,
                f"d2_roll{suffix}": roll - (last - values[place - 2 * step]),
            }
        return result

    def settle(self, stop: Stop) -> None:
        """Move states on to before a day of each asset."""
        fold, (carry, day) = self.fold, stop
        tfs, series = len(fold.timeframes), np.arange(len(day) * fold.n)
        of_tf = np.repeat(day, tfs)
        finished = np.where(of_tf > 0, self.rank[of_tf - 1, np.arange(len(of_tf))], 0)
        carry["finished"] += finished.reshape(-1, tfs)
        row, tf = np.repeat(day, fold.n) + _BACK - 1, series // len(fold.periods)
        one = self.newest[row, tf]
        for i in range(len(fold.names)):
            kept = [self.values[at, i, series] for at in (self.newest[one - 1, tf], one, row - 1, row)]
            # One NaN like another: states are compared bit by bit.
            values = [np.where(np.isnan(k), np.nan, k).reshape(len(day), -1) for k in kept]
            carry["back"][:, i] = np.stack(values, axis=1)


def _seed_from_days(fold: EmaFold, histories: Histories, close: np.ndarray, values: np.ndarray) -> None:
    """Fill in the first value of each series over days that is due. values: days by assets by series."""
    skipped = histories.skipped
    for i, n in enumerate((fold.every * fold.nominal).tolist()):
        for asset in np.flatnonzero((skipped < n) & (n <= skipped + histories.counts)).tolist():
            closes = close[: n - skipped[asset], asset]
            if skipped[asset]:
                closes = np.concatenate([_earlier(histories, asset)[0], closes])
            values[n - skipped[asset] - 1, asset, i] = fsum(closes) / n


def _seed_from_bars(
    fold: EmaFold, histories: Histories, before: np.ndarray, now: np.ndarray, x: np.ndarray, found: np.ndarray
) -> None:
    """Fill in the first value of each series over finished bars that is due.

    before, now: for each asset and timeframe how many bars were finished before these days, and how many on them. x: their
    closes, bars by assets and timeframes. found: the same by periods, from no bar on.
    """
    periods = np.array(fold.periods)
    due = (before[:, None] < periods) & (periods <= (before + now)[:, None])
    for column, i in np.argwhere(due).tolist():
        here = fold.periods[i] - before[column]
        closes = x[:here, column]
        if before[column]:
            asset, tf = divmod(column, len(fold.timeframes))
            earlier, finished = _earlier(histories, asset, fold.timeframes[tf])
            closes = np.concatenate([earlier[finished], closes])
        found[here, column, i] = fsum(closes) / fold.periods[i]


def _earlier(histories: Histories, asset: int, *timeframes: Timeframe) -> tuple[np.ndarray, ...]:
    """The closes of an asset before its first day here, and for timeframes which of them finished a bar."""
    n, whole = histories.skipped[asset], histories.earlier[int(histories.ids[asset])]
    return whole.bars["close"][:n], *lay_out(timeframes, whole).finished[:, :n]


def recur(x: np.ndarray, weight: np.ndarray, values: np.ndarray, last: np.ndarray) -> None:
    """Values v[i] = weight*x[i] + (1 - weight)*v[i-1] of many series at once, except where one is given.

    values: NaN if none is given; filled in. A series is NaN until its first value. Any shape after the first axis, which
    is that of i; x[i], weight and last (v[-1], NaN for none) are broadcast to it.
    """
    rest, given = 1.0 - weight, ~np.isnan(values)
    some = given.reshape(len(values), -1).any(axis=1).tolist() if len(values) else []
    fresh, before = np.empty_like(last), last
    # Results in their places: a step is too short to spend it on new arrays.
    for row, close, has, these in zip(values, x, some, given, strict=True):
        np.multiply(weight, close, fresh)
        if has:
            np.copyto(row, fresh + rest * before, where=~these)
        else:
            np.multiply(rest, before, row)
            np.add(row, fresh, row)
        before = row
