"""Timeframe bars as a fold over days: the state is the bar under way, and a step adds a daily bar to it."""

from collections.abc import Iterator, Sequence

import numpy as np

from freshbars.compute.fold import HEADER, Block, Emission, Fold, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.instants import DAY_US, NO_DAY
from freshbars.compute.layout import Layout, lay_out
from freshbars.compute.timeframe import DAY_2000, Timeframe

_MS = 1_000
# The bar under way after a day; number 0 for none. Days are those of ``Histories``.
UNDER_WAY = np.dtype(
    [(name, "i8") for name in ("bar", "time_open", "time_high", "time_low")]
    + [(name, "f8") for name in ("open", "high", "low", "volume", "market_cap")]
    + [(name, "i8") for name in ("days", "missing", "missing_start", "first_missing", "last_missing")]
)


class BarFold(Fold):
    """Snapshots of the bars of some timeframes."""

    def __init__(self, timeframes: Sequence[Timeframe]) -> None:
        self.timeframes = tuple(timeframes)
        self.dtype = np.dtype([*HEADER.descr, ("under_way", UNDER_WAY, (len(timeframes),))])

    def lay_out(self, histories: Histories) -> Layout:
        """The bar of each daily bar."""
        return lay_out(self.timeframes, histories)

    def _rows(
        self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission, stops: Sequence[Stop]
    ) -> Iterator[Block]:
        step = max(1, self.BLOCK // max(len(histories.bars), 1))
        for at in range(0, len(self.timeframes), step):
            some = slice(at, at + step)
            table = _Table(self.timeframes[some], carry, carry["under_way"][:, some], histories, layout, some)
            yield from table.rows(emission.since[:, some, 0], emission, at)
            for stop in stops:
                stop.carry["under_way"][:, some] = table.settled(stop.day)


class _Elements:
    """The elements of a table: for each asset and timeframe (a pair) the bar under way, then a snapshot for each day.

    first: number of each pair's bar under way. row: the daily bar of each element.
    """

    def __init__(self, histories: Histories, timeframes: int) -> None:
        lengths = np.repeat(histories.counts + 1, timeframes)
        self.first = np.cumsum(lengths) - lengths
        self.pair = np.repeat(np.arange(len(lengths)), lengths)
        self.asset, self.tf = np.divmod(self.pair, timeframes)
        at = np.arange(len(self.pair)) - np.repeat(self.first, lengths)
        self.row = histories.starts[self.asset] + np.maximum(at - 1, 0)
        self.is_day = at > 0

    def joined(self, values: np.ndarray, before: np.ndarray) -> np.ndarray:
        """For each element the value of its daily bar, or of the bar under way."""
        return self.after(values[self.row], before)

    def after(self, values: np.ndarray, before: np.ndarray) -> np.ndarray:
        """The values of elements, those of the bars under way replaced."""
        values[self.first] = before
        return values


class _Runs:
    """The elements of each bar stand together in a run: running totals and extremes that restart with every bar.

    opens: whether an element is the first of its bar. begin: the first element of each bar. group: the bar of each element.
    """

    def __init__(self, bar: np.ndarray, pair: np.ndarray) -> None:
        self.opens = np.ones(len(pair), bool)
        self.opens[1:] = (bar[1:] != bar[:-1]) | (pair[1:] != pair[:-1])
        self.begin = np.flatnonzero(self.opens)
        self.group = np.cumsum(self.opens) - 1
        self._element = np.arange(len(pair))
        self._within = self._element - self.begin[self.group]
        self._width = int(self._within.max(initial=0)) + 1

    def _running(self, how: np.ufunc, values: np.ndarray, blank: object) -> np.ndarray:
        """The running total or extreme: each bar takes a line of a grid, whose end is left blank."""
        grid = np.full((len(self.begin), self._width), blank, values.dtype)
        grid[self.group, self._within] = values
        return how.accumulate(grid, axis=1)[self.group, self._within]

    def total(self, values: np.ndarray) -> np.ndarray:
        return self._running(np.add, values, 0)

    def highest(self, values: np.ndarray) -> np.ndarray:
        return self._running(np.maximum, values, -np.inf)

    def lowest(self, values: np.ndarray) -> np.ndarray:
        return self._running(np.minimum, values, np.inf)

    def last(self, condition: np.ndarray) -> np.ndarray:
        """For each element the newest one of its bar so far where the condition holds, or -1."""
        return self._running(np.maximum, np.where(condition, self._element, -1), -1)


class _Table:
    """The snapshots of some timeframes and assets: for each asset and timeframe the bar under way, then its days."""

    def __init__(
        self, timeframes: Sequence[Timeframe], carry: np.ndarray, under_way: np.ndarray, histories: Histories,
        layout: Layout, some: slice,
    ) -> None:  # fmt: skip
        self.histories, self.timeframes = histories, timeframes
        elements = self.elements = _Elements(histories, len(timeframes))
        self.tf, self.row, self.asset, self.pair = elements.tf, elements.row, elements.asset, elements.pair
        place, before = (np.arange(len(layout.bar))[some][self.tf], self.row), under_way.reshape(-1)
        self.bar = elements.after(layout.bar[place], before["bar"])
        self.finished, self.start, self.end = layout.finished[place], layout.start[place], layout.end[place]
        owner = self.asset[elements.first]
        self.days = elements.joined(histories.days, carry["last_day"][owner])
        self.close = elements.joined(histories.bars["time_close"], carry["last_close"][owner])
        self.first_day = histories.first_day[self.asset]
        self.rolling = np.array([timeframe.alignment == "rolling" for timeframe in timeframes])[self.tf]
        runs = _Runs(self.bar, self.pair)
        self.state = {
            "bar": self.bar,
            "time_open": self._opened(runs, before),
            **self._prices(runs, before),
            **self._counts(runs, before),
        }

    def _opened(self, runs: _Runs, before: np.ndarray) -> np.ndarray:
        """A bar opens 1 ms after the last close of the bar before; the first one a day before its first close."""
        begin, close = runs.begin, self.close
        opened = close[begin] - DAY_US + _MS
        later = begin[1:] - 1
        follows = (self.bar[later] > 0) & (self.pair[later] == self.pair[begin[1:]])
        opened[1:] = np.where(follows, close[later] + _MS, opened[1:])
        opened[runs.group[self.elements.first]] = before["time_open"]
        return opened[runs.group]

    def _prices(self, runs: _Runs, before: np.ndarray) -> dict[str, np.ndarray]:
        bars, joined = self.histories.bars, self.elements.joined
        high = runs.highest(joined(bars["high"], before["high"]))
        low = runs.lowest(joined(bars["low"], before["low"]))
        higher, lower = runs.opens.copy(), runs.opens.copy()
        higher[1:] |= high[1:] > high[:-1]
        lower[1:] |= low[1:] < low[:-1]
        volume = joined(bars["volume"], before["volume"])
        cap = joined(bars["market_cap"], before["market_cap"])
        known = runs.last(~np.isnan(cap))
        return {
            "time_high": joined(bars["time_high"], before["time_high"])[runs.last(higher)],
            "time_low": joined(bars["time_low"], before["time_low"])[runs.last(lower)],
            "open": joined(bars["open"], before["open"])[runs.begin][runs.group],
            "high": high,
            "low": low,
            "volume": runs.total(np.where(np.isnan(volume), 0.0, volume)),
            "market_cap": np.where(known >= 0, cap[known], np.nan),
        }

    def _counts(self, runs: _Runs, before: np.ndarray) -> dict[str, np.ndarray]:
        """Days in the bar so far, and those that are missing.

        Missing days are gaps before a row: between daily bars, and before a bar's first one where a calendar says so.
        """
        after, days, begin = self.elements.after, self.days, runs.begin
        gap = np.zeros(len(days), np.int64)
        gap[1:] = days[1:] - days[:-1] - 1
        gap[begin] = np.where(self.rolling, 0, days - np.maximum(self.start, self.first_day))[begin]
        gap = after(gap, before["missing"])
        missing, is_gap = runs.total(gap), gap > 0
        oldest, newest = runs.last(is_gap & (runs.total(is_gap.astype(np.int64)) == 1)), runs.last(is_gap)
        return {
            "days": runs.total(after(np.ones(len(days), np.int64), before["days"])),
            "missing": missing,
            "missing_start": after(gap.copy(), before["missing_start"])[begin][runs.group],
            "first_missing": np.where(missing > 0, after(days - gap, before["first_missing"])[oldest], 0),
            "last_missing": np.where(missing > 0, after(days - 1, before["last_missing"])[newest], 0),
        }

    def settled(self, day: np.ndarray) -> np.ndarray:
        """The bars under way before a day of each asset, by its number here: none is settled until the next is known."""
        at = self.elements.first + np.repeat(day, len(self.timeframes))
        result = np.zeros(len(at), UNDER_WAY)
        inside = self.bar[at] > 0
        for name, values in self.state.items():
            result[name][inside] = values[at][inside]
        return result.reshape(-1, len(self.timeframes))

    def rows(self, since: np.ndarray, emission: Emission, first_tf: int) -> Iterator[Block]:
        """The snapshots from each series' first wanted day on."""
        belongs = self.elements.is_day & (self.bar > 0)
        if emission.finished_only:
            belongs &= self.finished
        emission.totals += np.bincount(self.asset[belongs], minlength=len(emission.totals))
        chosen = np.flatnonzero(belongs & (self.histories.index[self.row] >= since.reshape(-1)[self.pair]))
        for at in range(0, len(chosen), Fold.BLOCK):
            these = chosen[at : at + Fold.BLOCK]
            yield Block(self.asset[these], self.tf[these] + first_tf, self.row[these], self._columns(these))

    def _columns(self, these: np.ndarray) -> dict[str, np.ndarray]:
        s = {name: values[these] for name, values in self.state.items()}
        bars, row, start = self.histories.bars, self.row[these], self.start[these]
        has_gap, rolling, asset = s["missing"] > 0, self.rolling[these], self.asset[these]
        nominal = np.array([timeframe.n for timeframe in self.timeframes])[self.tf[these]]
        length = np.where(rolling, nominal, self.end[these] - start + 1)
        position = np.where(rolling, s["days"], self.days[these] - start + 1)
        first, last = (self.histories.dates(s[name], asset) for name in ("first_missing", "last_missing"))
        anchored = np.array([timeframe.alignment == "anchor" for timeframe in self.timeframes])[self.tf[these]]
        return {
            "time_close": bars["time_close"][row],
            "bar_seq": s["bar"],
            **{name: s[name] for name in ("time_open", "time_high", "time_low", "open", "high", "low")},
            "close": bars["close"][row],
            "volume": s["volume"],
            "market_cap": s["market_cap"],
            "tf_days": length,
            "pos_in_bar": position,
            "count_days": s["days"],
            "count_days_remaining": length - position,
            "count_missing_days": s["missing"],
            "count_missing_days_start": np.where(rolling, 0, s["missing_start"]),
            "count_missing_days_interior": s["missing"] - s["missing_start"],
            "first_missing_day": np.where(has_gap, first - DAY_2000, NO_DAY),
            "last_missing_day": np.where(has_gap, last - DAY_2000, NO_DAY),
            "is_missing_days": has_gap,
            "is_partial_start": anchored & (start < self.first_day[these]),
            "is_partial_end": ~self.finished[these],
        }
