"""Timeframe bars as a fold over days: the state is the bar under way, and a step adds a daily bar to it."""

from collections.abc import Iterator, Sequence

import numpy as np

from freshbars.compute.fold import HEADER, Block, Emission, Fold
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

    def advance(self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission) -> Iterator[Block]:
        """The rows, some timeframes at once, in the order of the key; ``carry`` moves on to before the last day."""
        step = max(1, self.BLOCK // max(len(histories.bars), 1))
        for at in range(0, len(self.timeframes), step):
            some = slice(at, at + step)
            table = _Table(self.timeframes[some], carry, carry["under_way"][:, some], histories, layout, some)
            yield from table.rows(emission.since[:, some, 0], emission, at)
            carry["under_way"][:, some] = table.settled()


class _Table:
    """The snapshots of some timeframes and assets: for each asset and timeframe the bar under way, then its days."""

    def __init__(
        self, timeframes: Sequence[Timeframe], carry: np.ndarray, under_way: np.ndarray, histories: Histories,
        layout: Layout, some: slice,
    ) -> None:  # fmt: skip
        self.histories, self.timeframes = histories, timeframes
        lengths = np.repeat(histories.counts + 1, len(timeframes))
        self.ends = np.cumsum(lengths) - 1
        pair = np.repeat(np.arange(len(lengths)), lengths)
        asset, self.tf = np.divmod(pair, len(timeframes))
        at = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        row = self.row = histories.starts[asset] + np.maximum(at - 1, 0)
        self.pair, self.asset = pair, asset
        self.new = at > 0
        # Where the bar under way stands, one element for each asset and timeframe.
        under_way, first = under_way.reshape(-1), np.flatnonzero(at == 0)

        def after(values: np.ndarray, before: np.ndarray) -> np.ndarray:
            values[first] = before
            return values

        def joined(values: np.ndarray, before: np.ndarray) -> np.ndarray:
            return after(values[row], before)

        place = np.arange(len(layout.bar))[some][self.tf], row
        self.bar = after(layout.bar[place], under_way["bar"])
        self.finished, start, end = layout.finished[place], layout.start[place], layout.end[place]
        bars = histories.bars
        days = joined(histories.days, carry["last_day"][asset[first]])
        close = joined(bars["time_close"], carry["last_close"][asset[first]])
        first_day = histories.first_day[asset]
        opens = np.ones(len(pair), bool)
        opens[1:] = (self.bar[1:] != self.bar[:-1]) | (pair[1:] != pair[:-1])
        begin = np.flatnonzero(opens)
        group = np.cumsum(opens) - 1
        element = np.arange(len(pair))
        within = element - begin[group]
        width = int(within.max(initial=0)) + 1

        def fill(values: np.ndarray, blank: object) -> np.ndarray:
            """The values laid out as one line for each bar, so that a running total restarts with the bar."""
            grid = np.full((len(begin), width), blank, values.dtype)
            grid[group, within] = values
            return grid

        def total(values: np.ndarray) -> np.ndarray:
            return np.cumsum(fill(values, 0), axis=1)[group, within]

        def last(condition: np.ndarray) -> np.ndarray:
            """For each element the newest one of its bar so far where the condition holds, or -1."""
            return np.maximum.accumulate(fill(np.where(condition, element, -1), -1), axis=1)[group, within]

        high = np.maximum.accumulate(fill(joined(bars["high"], under_way["high"]), -np.inf), axis=1)[group, within]
        low = np.minimum.accumulate(fill(joined(bars["low"], under_way["low"]), np.inf), axis=1)[group, within]
        higher, lower = opens.copy(), opens.copy()
        higher[1:] |= high[1:] > high[:-1]
        lower[1:] |= low[1:] < low[:-1]
        volume = joined(bars["volume"], under_way["volume"])
        cap = joined(bars["market_cap"], under_way["market_cap"])
        known = last(~np.isnan(cap))

        count = total(after(np.ones(len(pair), np.int64), under_way["days"]))
        self.rolling = np.array([timeframe.alignment == "rolling" for timeframe in timeframes])[self.tf]
        # A bar opens 1 ms after the last close of the bar before; the first one a day before its first close.
        opened = close[begin] - DAY_US + _MS
        later = begin[1:] - 1
        follows = (self.bar[later] > 0) & (pair[later] == pair[begin[1:]])
        opened[1:] = np.where(follows, close[later] + _MS, opened[1:])
        opened[group[first]] = under_way["time_open"]
        # Missing days are gaps before a row: between daily bars, and before a bar's first one where a calendar says so.
        gap = np.zeros(len(pair), np.int64)
        gap[1:] = days[1:] - days[:-1] - 1
        gap[begin] = np.where(self.rolling, 0, days - np.maximum(start, first_day))[begin]
        gap = after(gap, under_way["missing"])
        missing = total(gap)
        oldest, newest = last((gap > 0) & (total((gap > 0).astype(np.int64)) == 1)), last(gap > 0)
        has_gap = missing > 0
        self.start, self.first_day = start, first_day
        self.length = np.where(
            self.rolling, np.array([timeframe.n for timeframe in timeframes])[self.tf], end - start + 1
        )
        self.position = np.where(self.rolling, count, days - start + 1)
        self.close_time = close
        self.state = {
            "bar": self.bar,
            "time_open": opened[group],
            "time_high": joined(bars["time_high"], under_way["time_high"])[last(higher)],
            "time_low": joined(bars["time_low"], under_way["time_low"])[last(lower)],
            "open": joined(bars["open"], under_way["open"])[begin][group],
            "high": high,
            "low": low,
            "volume": total(np.where(np.isnan(volume), 0.0, volume)),
            "market_cap": np.where(known >= 0, cap[known], np.nan),
            "days": count,
            "missing": missing,
            "missing_start": after(gap.copy(), under_way["missing_start"])[begin][group],
            "first_missing": np.where(has_gap, after(days - gap, under_way["first_missing"])[oldest], 0),
            "last_missing": np.where(has_gap, after(days - 1, under_way["last_missing"])[newest], 0),
        }

    def settled(self) -> np.ndarray:
        """The bars under way before each asset's last day: that one is not settled until the next is known."""
        result = np.zeros(len(self.ends), UNDER_WAY)
        at = self.ends - 1
        inside = self.bar[at] > 0
        for name, values in self.state.items():
            result[name][inside] = values[at][inside]
        return result.reshape(-1, len(self.timeframes))

    def rows(self, since: np.ndarray, emission: Emission, first_tf: int) -> Iterator[Block]:
        """The snapshots from each series' first wanted day on."""
        belongs = self.new & (self.bar > 0)
        if emission.finished_only:
            belongs &= self.finished
        emission.totals += np.bincount(self.asset[belongs], minlength=len(emission.totals))
        chosen = np.flatnonzero(belongs & (self.histories.index[self.row] >= since.reshape(-1)[self.pair]))
        for at in range(0, len(chosen), Fold.BLOCK):
            these = chosen[at : at + Fold.BLOCK]
            yield Block(self.asset[these], self.tf[these] + first_tf, self.row[these], self._columns(these))

    def _columns(self, these: np.ndarray) -> dict[str, np.ndarray]:
        s = {name: values[these] for name, values in self.state.items()}
        bars, row, length, position = self.histories.bars, self.row[these], self.length[these], self.position[these]
        has_gap, rolling, asset = s["missing"] > 0, self.rolling[these], self.asset[these]
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
            "is_partial_start": anchored & (self.start[these] < self.first_day[these]),
            "is_partial_end": ~self.finished[these],
        }
