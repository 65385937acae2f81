"""EMAs as a fold over days: one recursion for all families; a family says what overrides it on which day.

Seeded EMA of x1..xn with period p: undefined before p values, the mean of x1..xp at p, then ``a*x + (1-a)*e`` with
``a = 2/(p+1)``: the classic definition, TA-Lib's default. The mean is rounded once, from the exact sum: a series is
seeded from its first values, never from a running sum.
"""

from collections.abc import Iterator, Sequence
from math import fsum

import numpy as np

from freshbars.compute.families import EmaFamily
from freshbars.compute.fold import HEADER, Block, Emission, Fold
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
        """Of each asset whether a series is seeded on one of these days: that takes the closes before them."""
        if self.family.kind == "days":
            due = (self.every * self.nominal)[None, :]
            before, now = histories.skipped[:, None], (histories.skipped + histories.counts)[:, None]
        else:
            due, before = self.every[None, :], np.repeat(carry["finished"], len(self.periods), axis=1)
            now = before + np.repeat(
                np.add.reduceat(layout.finished, histories.starts, axis=1, dtype=np.int64).T, len(self.periods), axis=1
            )
        return ((before > 0) & (before < due) & (due <= now)).any(axis=1)

    def advance(self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission) -> Iterator[Block]:
        """The rows, series after series; ``carry`` moves on to before the last day."""
        grid = _Grid(self, carry, histories, layout)
        yield from grid.rows(emission)
        grid.settle(carry)


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
        # assets, names, back, series -> names, back, assets and series
        back = carry["back"].transpose(1, 2, 0, 3).reshape(len(fold.names), _BACK, -1)
        self.values = {name: np.vstack([back[i], v]) for i, (name, v) in enumerate(self._values(back).items())}
        canonical = np.vstack([np.arange(_BACK)[:, None] < 2 | np.zeros(self.finished.shape[1], bool), self.finished])
        # The newest canonical row up to each row.
        self.newest = np.maximum.accumulate(np.where(canonical, np.arange(len(canonical))[:, None], 0))

    def _values(self, back: np.ndarray) -> dict[str, np.ndarray]:
        """The values of each series, NaN if undefined. back: what was before."""
        fold, assets = self.fold, self.close.shape[1]
        daily, last = np.tile(fold.daily, assets), back[:, 3]
        # One asset's closes serve all of its series.
        x = self.close if assets == 1 else np.repeat(self.close, fold.n, axis=1)
        if fold.family.kind == "days":
            given = np.full((len(x), assets * fold.n), np.nan)
            for i, n in enumerate((fold.every * fold.nominal).tolist()):
                for asset in np.flatnonzero((self.histories.skipped == 0) & (n <= self.histories.counts)):
                    given[n - 1, asset * fold.n + i] = fsum(self.close[:n, asset]) / n
            return {"ema": recur(x, daily, given, last[0])}
        here = np.repeat(self.finished, len(fold.periods), axis=1)
        newest = self._of_bars(back[-1, 1])
        if fold.family.kind == "bars":
            weight = np.tile(fold.of_bars, assets)
            return {"ema": np.where(here, newest, weight * x + (1.0 - weight) * newest)}
        ema_bar = np.where(here, newest, np.nan)
        begun = np.maximum.accumulate(~np.isnan(ema_bar))
        first = begun.copy()
        first[1:] &= ~begun[:-1]
        first &= np.isnan(last[0])
        given = np.hstack([np.where(first, ema_bar, np.nan), ema_bar])
        both = recur(np.hstack([x, x]) if assets > 1 else x, np.tile(daily, 2), given, last.reshape(-1))
        return dict(zip(fold.names, np.hsplit(both, 2), strict=True))

    def _of_bars(self, last: np.ndarray) -> np.ndarray:
        """For each day the seeded EMA over the closes of finished bars up to it. last: that before the first day."""
        fold, periods = self.fold, len(self.fold.periods)
        days, columns = np.nonzero(self.finished)
        x = np.full((int(self.rank[-1].max(initial=0)), self.finished.shape[1]), np.nan)
        x[self.rank[days, columns] - 1, columns] = self.close[days, columns // len(fold.timeframes)]
        given = np.full((len(x), len(last)), np.nan)
        for column in np.flatnonzero((self.before == 0) & (self.rank[-1] > 0)):
            for i, p in enumerate(fold.periods):
                if p <= self.rank[-1, column]:
                    given[p - 1, column * periods + i] = fsum(x[:p, column]) / p
        weight = np.tile(fold.of_bars, self.close.shape[1])
        found = np.vstack([last, recur(np.repeat(x, periods, axis=1), weight, given, last)])
        return np.take_along_axis(found, np.repeat(self.rank, periods, axis=1), axis=0)

    def rows(self, emission: Emission) -> Iterator[Block]:
        """The columns of the wanted rows, in the order of asset, timeframe, period and day."""
        fold, counts = self.fold, self.histories.counts
        days, assets = self.close.shape
        belongs = ~np.isnan(self.values["ema"][_BACK:])
        belongs &= np.arange(days)[:, None] < np.repeat(counts, fold.n)
        if emission.finished_only:
            belongs &= np.repeat(self.finished, len(fold.periods), axis=1)
        emission.totals += belongs.sum(axis=0).reshape(assets, -1).sum(axis=1)
        first = emission.since.reshape(assets, -1) - self.histories.skipped[:, None]
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
        result = {}
        for name, v in self.values.items():
            suffix = name.removeprefix("ema")
            now, last = v[row, series], v[row - 1, series]
            roll = now - last
            first, second = np.full((2, len(row)), np.nan)
            last_of_bar = v[one, series[at]]
            first[at] = now[at] - last_of_bar
            second[at] = first[at] - (last_of_bar - v[two, series[at]])
            result |= {
                name: now,
                f"d1{suffix}": first,
                f"d2{suffix}": second,
                f"d1_roll{suffix}": roll,
                f"d2_roll{suffix}": roll - (last - v[row - 2, series]),
            }
        return result

    def settle(self, carry: np.ndarray) -> None:
        """Move the states on to before each asset's last day."""
        fold, settled = self.fold, self.histories.counts - 1
        tfs, series = len(fold.timeframes), np.arange(len(self.histories.counts) * fold.n)
        of_tf = np.repeat(settled, tfs)
        finished = np.where(of_tf > 0, self.rank[of_tf - 1, np.arange(len(of_tf))], 0)
        carry["finished"] += finished.reshape(-1, tfs)
        row, tf = np.repeat(settled, fold.n) + _BACK - 1, series // len(fold.periods)
        one = self.newest[row, tf]
        for i, v in enumerate(self.values.values()):
            kept = [v[at, series] for at in (self.newest[one - 1, tf], one, row - 1, row)]
            # One NaN like another: states are compared bit by bit.
            values = [np.where(np.isnan(k), np.nan, k).reshape(len(settled), -1) for k in kept]
            carry["back"][:, i] = np.stack(values, axis=1)


def recur(x: np.ndarray, weight: np.ndarray, given: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Values v[i] = weight*x[i] + (1 - weight)*v[i-1] of k series at once, except where a value is given.

    x: n by 1 or n by k values. weight, last (v[-1], NaN for none): one for each series. given: n by k, NaN if none
    is given. A series is NaN until its first value. Returns n by k values.
    """
    result = np.array(given, float)
    rest, some = 1.0 - weight, ~np.isnan(result)
    # Rows as objects of their own, and results in their places: a step is too short to spend it on indexing.
    rows, fresh, rows_given = list(result), list(weight * x), some.any(axis=1).tolist()
    for i in range(len(rows)):
        before = rows[i - 1] if i else last
        if rows_given[i]:
            np.copyto(rows[i], fresh[i] + rest * before, where=~some[i])
        else:
            np.multiply(rest, before, rows[i])
            np.add(rows[i], fresh[i], rows[i])
    return result
