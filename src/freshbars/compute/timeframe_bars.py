"""Timeframe bars: one aggregation for all families; a timeframe only says which window each daily bar lies in."""

from dataclasses import dataclass

import numpy as np

from freshbars.compute.instants import NO_DAY
from freshbars.compute.timeframe import DAY_2000, Timeframe
from freshbars.compute.windows import windows

_DAY_US = 86_400_000_000
_MS = 1_000


@dataclass(frozen=True)
class Layout:
    """How an asset's daily bars fall into the bars of one timeframe; arrays have an element for each daily bar.

    first: number of leading daily bars that the arrays leave out; preceded: whether the last of them lies in a bar.
    bar: number of the bar, from 1. start, end: the window's days, or None for rolling bars. finished: canonical rows.
    """

    first: int
    preceded: bool
    bar: np.ndarray
    start: np.ndarray | None
    end: np.ndarray | None
    finished: np.ndarray


def lay_out(timeframe: Timeframe, days: np.ndarray, since: int = 0) -> Layout:
    """Map each day (ascending, proleptic ordinals) to its bar, from the bar on that day number ``since`` lies in."""
    n, first_day = len(days), int(days[0])
    if timeframe.alignment == "rolling":
        since -= since % timeframe.n
        position = np.arange(since, n)
        finished = position % timeframe.n == timeframe.n - 1
        return Layout(since, since > 0, position // timeframe.n + 1, None, None, finished)
    origin = 0
    if timeframe.alignment == "anchor":
        origin = int(windows(timeframe, days[:1], first_day)[0][0])
    if since:
        since = int(np.searchsorted(days, windows(timeframe, days[since : since + 1], first_day)[1][0]))
    # With the day before, to tell whether it is in a bar.
    here = max(since - 1, 0)
    number, start, end = windows(timeframe, days[here:], first_day)
    skipped = max(int(np.searchsorted(number, origin)), since - here)
    preceded = skipped > 0 and bool(number[skipped - 1] >= origin)
    number, start, end, days = number[skipped:], start[skipped:], end[skipped:], days[here + skipped :]
    finished = days == end
    finished[:-1] |= number[1:] != number[:-1]
    return Layout(here + skipped, preceded, number - origin + 1, start, end, finished)


def finish_changed(timeframe: Timeframe, days: np.ndarray, k: int, old_next: int | None) -> bool:
    """Whether the daily bar before number ``k`` became canonical, or ceased to be, when the days from ``k`` on changed.

    A calendar bar whose last day is missing is finished by the day that follows it. ``old_next`` is the day that
    followed before the change, or None.
    """
    if k == 0 or timeframe.alignment == "rolling":
        return False
    here = days[k - 1]
    some = np.array([here, here if old_next is None else old_next, days[k] if k < len(days) else here])
    number, _, end = windows(timeframe, some, int(days[0]))
    in_bar = timeframe.alignment == "anchor" or number[0] >= 0
    old, new = number[1:] != number[0]
    return bool(in_bar and here != end[0] and old != new)


def snapshots(timeframe: Timeframe, daily: np.ndarray, days: np.ndarray, layout: Layout) -> dict[str, np.ndarray]:
    """Columns of the snapshot rows, one row for each daily bar from ``layout.first`` on; the label in bytes.

    daily: the asset's daily bars (dtype DAILY). days: their local days.
    """
    first_day = int(days[0])
    before = daily[layout.first - 1]["time_close"] if layout.preceded else None
    daily, days = daily[layout.first :], days[layout.first :]
    n = len(days)
    opens = np.ones(n, bool)
    opens[1:] = layout.bar[1:] != layout.bar[:-1]
    begin = np.flatnonzero(opens)
    group = np.cumsum(opens) - 1
    row = np.arange(n)
    at = row - begin[group]

    def fill(values: np.ndarray, blank: object) -> np.ndarray:
        """The values laid out as one line for each bar, so that a running total restarts with the bar."""
        grid = np.full((len(begin), int(at.max(initial=0)) + 1), blank, values.dtype)
        grid[group, at] = values
        return grid

    def last(condition: np.ndarray) -> np.ndarray:
        """For each row the newest row of its bar so far where the condition holds, or -1."""
        return np.maximum.accumulate(fill(np.where(condition, row, -1), -1), axis=1)[group, at]

    high = np.maximum.accumulate(fill(daily["high"], -np.inf), axis=1)[group, at]
    low = np.minimum.accumulate(fill(daily["low"], np.inf), axis=1)[group, at]
    higher, lower = opens.copy(), opens.copy()
    higher[1:] |= high[1:] > high[:-1]
    lower[1:] |= low[1:] < low[:-1]
    high_row, low_row = last(higher), last(lower)
    volume = np.cumsum(fill(np.where(np.isnan(daily["volume"]), 0.0, daily["volume"]), 0.0), axis=1)[group, at]
    known = last(~np.isnan(daily["market_cap"]))
    cap = np.where(known >= 0, daily["market_cap"][known], np.nan) if n else daily["market_cap"]

    close = daily["time_close"]
    bar_open = close[begin - 1] + _MS
    bar_open[:1] = (close[:1] - _DAY_US if before is None else before) + _MS

    # Missing days are gaps before a row: between daily bars, and before a bar's first one where a calendar says so.
    gap = np.zeros(n, np.int64)
    gap[1:] = days[1:] - days[:-1] - 1
    if layout.start is None:
        gap[begin] = 0
        length, position = np.full(n, timeframe.n), at + 1
    else:
        gap[begin] = (days - np.maximum(layout.start, first_day))[begin]
        length, position = layout.end - layout.start + 1, days - layout.start + 1
    missing = np.cumsum(fill(gap, 0), axis=1)[group, at]
    at_start = gap[begin][group]
    newest_gap = last(gap > 0)
    gaps_so_far = np.cumsum(fill((gap > 0).astype(np.int64), 0), axis=1)[group, at]
    oldest_gap = last((gap > 0) & (gaps_so_far == 1))
    has_gap = missing > 0
    return {
        "tf": np.full(n, timeframe.label.encode()),
        "time_close": close,
        "bar_seq": layout.bar,
        "time_open": bar_open[group],
        "time_high": daily["time_high"][high_row],
        "time_low": daily["time_low"][low_row],
        "open": daily["open"][begin][group],
        "high": high,
        "low": low,
        "close": daily["close"],
        "volume": volume,
        "market_cap": cap,
        "tf_days": length,
        "pos_in_bar": position,
        "count_days": at + 1,
        "count_days_remaining": length - position,
        "count_missing_days": missing,
        "count_missing_days_start": at_start,
        "count_missing_days_interior": missing - at_start,
        "first_missing_day": np.where(has_gap, (days - gap)[oldest_gap] - DAY_2000, NO_DAY),
        "last_missing_day": np.where(has_gap, days[newest_gap] - 1 - DAY_2000, NO_DAY),
        "is_missing_days": has_gap,
        "is_partial_start": np.zeros(n, bool) if timeframe.alignment != "anchor" else layout.start < first_day,
        "is_partial_end": ~layout.finished,
    }
