"""EMAs: one recursion for all families; a family says what overrides it on which day.

Seeded EMA of x1..xn with period p: undefined before p values, the mean of x1..xp at p, then ``a*x + (1-a)*e`` with
``a = 2/(p+1)``: the classic definition, TA-Lib's default. Every value is a function of the daily bars alone, computed
by the same sequence of operations however much of it is stored already: a refresh cannot differ from a rebuild.
"""

from collections.abc import Sequence
from math import fsum

import numpy as np

from freshbars.compute.families import EmaFamily
from freshbars.compute.timeframe import Timeframe
from freshbars.compute.timeframe_bars import lay_out


def recur(x: np.ndarray, weight: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Values v[i] = weight*x[i] + (1 - weight)*v[i-1] of k series at once, except where a value is given.

    x: n by 1 or n by k values. weight: one for each series. given: n by k, NaN where none is given. A series is NaN
    until its first given value. Returns n by k values.
    """
    result = np.array(given, float)
    rest, some = 1.0 - weight, ~np.isnan(result)
    # Rows as objects of their own, and results in their places: a step is too short to spend it on indexing.
    rows, fresh, rows_given = list(result), list(weight * x), some.any(axis=1).tolist()
    for i in range(1, len(rows)):
        if rows_given[i]:
            np.copyto(rows[i], fresh[i] + rest * rows[i - 1], where=~some[i])
        else:
            np.multiply(rest, rows[i - 1], rows[i])
            np.add(rows[i], fresh[i], rows[i])
    return result


def seeded(x: np.ndarray, periods: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Seeded EMAs of k series, each with its period in values: n by k, NaN before the period-th value.

    x: n by 1 or n by k values; a series may end early, NaN from there on.
    """
    given = np.full((len(x), len(periods)), np.nan)
    for k, period in enumerate(periods.tolist()):
        if period <= len(x):
            given[period - 1, k] = fsum(x[:period, k % x.shape[1]]) / period
    return recur(x, weight, given)


def values(
    family: EmaFamily,
    timeframes: Sequence[Timeframe],
    periods: Sequence[int],
    close: np.ndarray,
    canonical: np.ndarray,
) -> dict[str, np.ndarray]:
    """``ema`` (and ``ema_bar``) of all series, timeframe after timeframe: n days by k series, NaN where undefined.

    close: the asset's n daily closes. canonical: n days by timeframes, whether the day finishes a bar. All series go
    through the recursion side by side: a step costs the same for one and for a hundred.
    """
    p = np.array(periods)
    x = close[:, None]
    days = np.repeat([timeframe.nominal_days for timeframe in timeframes], len(p))
    every = np.tile(p, len(timeframes))
    if family.kind == "days":
        return {"ema": seeded(x, every * days, 2 / (every * days + 1))}

    of_bars = _of_bars(close, canonical, p)
    if family.kind == "bars":
        weight = 2 / (every + 1)
        newest = np.repeat(_newest(canonical), len(p), axis=1)
        preview = weight * x + (1.0 - weight) * np.take_along_axis(of_bars, newest.clip(0), axis=0)
        preview[newest < 0] = np.nan
        return {"ema": np.where(np.repeat(canonical, len(p), axis=1), of_bars, preview)}
    if family.daily_weight == "span":
        weight = 2 / (days * every + 1)
    else:
        # One power at a time: a vectorised power may round differently with the number of series.
        weight = np.array(
            [1 - (1 - 2 / (q + 1)) ** (1 / d) for q, d in zip(every.tolist(), days.tolist(), strict=True)]
        )
    defined = ~np.isnan(of_bars)
    first = np.where(defined & (np.cumsum(defined, axis=0) == 1), of_bars, np.nan)
    ema, ema_bar = np.hsplit(recur(x, np.tile(weight, 2), np.hstack([first, of_bars])), 2)
    return {"ema": ema, "ema_bar": ema_bar}


def _of_bars(close: np.ndarray, canonical: np.ndarray, periods: np.ndarray) -> np.ndarray:
    """Seeded EMAs over the canonical closes of each timeframe, laid out on the days of those closes, NaN elsewhere."""
    k, (n, timeframes) = len(periods), canonical.shape
    places = [np.flatnonzero(canonical[:, i]) for i in range(timeframes)]
    x = np.full((max(map(len, places)), timeframes * k), np.nan)
    for i, place in enumerate(places):
        x[: len(place), i * k : (i + 1) * k] = close[place][:, None]
    every = np.tile(periods, timeframes)
    compact = seeded(x, every, 2 / (every + 1))
    result = np.full((n, timeframes * k), np.nan)
    for i, place in enumerate(places):
        result[place, i * k : (i + 1) * k] = compact[: len(place), i * k : (i + 1) * k]
    return result


class Columns:
    """The columns of EMA rows: values, with first and second differences over canonical and over all rows.

    values, canonical: as of ``values``.
    """

    def __init__(self, values: dict[str, np.ndarray], canonical: np.ndarray) -> None:
        self._canonical = canonical
        self._periods = values["ema"].shape[1] // canonical.shape[1]
        # A row more than there are days, so that row -1, what lies before the first day, reads as undefined.
        self._newest = np.vstack([_newest(canonical), np.full((1, canonical.shape[1]), -1)])
        self._values = {name: np.vstack([v, np.full((1, v.shape[1]), np.nan)]) for name, v in values.items()}

    def at(self, row: np.ndarray, series: np.ndarray) -> dict[str, np.ndarray]:
        """The columns of some rows. row, series: for each of them its day and its series, as numbers from 0."""
        timeframe = series // self._periods
        of_bar = np.flatnonzero(self._canonical[row, timeframe])
        one = self._newest[row[of_bar] - 1, timeframe[of_bar]]
        two = self._newest[one - 1, timeframe[of_bar]]
        result = {}
        for name, v in self._values.items():
            suffix = name.removeprefix("ema")
            now, last = v[row, series], v[row - 1, series]
            roll = now - last
            first, second = np.full((2, len(row)), np.nan)
            last_of_bar = v[one, series[of_bar]]
            first[of_bar] = now[of_bar] - last_of_bar
            second[of_bar] = first[of_bar] - (last_of_bar - v[two, series[of_bar]])
            result |= {
                name: now,
                f"d1{suffix}": first,
                f"d2{suffix}": second,
                f"d1_roll{suffix}": roll,
                f"d2_roll{suffix}": roll - (last - v[row - 2, series]),
            }
        return result


def _newest(canonical: np.ndarray) -> np.ndarray:
    """The newest canonical day so far of each day and timeframe, or -1."""
    return np.maximum.accumulate(np.where(canonical, np.arange(len(canonical))[:, None], -1))


def canonical_rows(timeframes: Sequence[Timeframe], days: np.ndarray) -> np.ndarray:
    """For each day and timeframe whether the daily bar finishes a bar."""
    result = np.zeros((len(days), len(timeframes)), bool)
    for i, timeframe in enumerate(timeframes):
        layout = lay_out(timeframe, days)
        result[layout.first :, i] = layout.finished
    return result
