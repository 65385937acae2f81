"""EMAs: one recursion for all families; a family says what overrides it on which day.

Seeded EMA of x1..xn with period p: undefined before p values, the mean of x1..xp at p, then ``a*x + (1-a)*e`` with
``a = 2/(p+1)``: the classic definition, TA-Lib's default. Every value is a function of the daily bars alone, computed
by the same sequence of operations however much of it is stored already: a refresh cannot differ from a rebuild.
"""

from collections.abc import Sequence
from math import fsum

import numpy as np

from freshbars.bars import Layout
from freshbars.families import EmaFamily
from freshbars.timeframe import Timeframe

VERSION = 1


def recur(x: np.ndarray, weight: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Values v[i] = weight*x[i] + (1 - weight)*v[i-1] of k series at once, except where a value is given.

    x: n by 1 or n by k values. weight: one for each series. given: n by k, NaN where none is given. A series is NaN
    until its first given value. Returns n by k values.
    """
    result = np.array(given, float)
    fresh, rest = weight * x, 1.0 - weight
    some = ~np.isnan(result)
    rows_given = some.any(axis=1)
    for i in range(1, len(x)):
        if rows_given[i]:
            np.copyto(result[i], fresh[i] + rest * result[i - 1], where=~some[i])
        else:
            np.multiply(rest, result[i - 1], out=result[i])
            result[i] += fresh[i]
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
    canonical: Sequence[np.ndarray],
) -> list[dict[str, np.ndarray]]:
    """For each timeframe its ``ema`` (and ``ema_bar``): n days by as many columns as periods, NaN where undefined.

    close: the asset's n daily closes. canonical: for each timeframe the rows that finish a bar. All series of all
    timeframes go through the recursion side by side: a step costs the same for one and for a hundred.
    """
    n, k, p = len(close), len(periods), np.array(periods)
    x = close[:, None]
    days = np.repeat([timeframe.nominal_days for timeframe in timeframes], k)
    every = np.tile(p, len(timeframes))
    if family.kind == "days":
        ema = seeded(x, every * days, 2 / (every * days + 1))
        return [{"ema": part} for part in np.split(ema, len(timeframes), axis=1)]

    of_bars = _of_bars(close, canonical, p)
    if family.kind == "bars":
        weight, result = 2 / (p + 1), []
        for finishes, bars in zip(canonical, np.split(of_bars, len(timeframes), axis=1), strict=True):
            newest = np.maximum.accumulate(np.where(finishes, np.arange(n), -1))
            preview = weight * x + (1.0 - weight) * bars[newest]
            preview[newest < 0] = np.nan
            result.append({"ema": np.where(finishes[:, None], bars, preview)})
        return result
    if family.daily_weight == "span":
        weight = 2 / (days * every + 1)
    else:
        # One power at a time: a vectorised power may round differently with the number of series.
        weight = np.array(
            [1 - (1 - 2 / (q + 1)) ** (1 / d) for q, d in zip(every.tolist(), days.tolist(), strict=True)]
        )
    defined = ~np.isnan(of_bars)
    first = np.where(defined & (np.cumsum(defined, axis=0) == 1), of_bars, np.nan)
    both = recur(x, np.tile(weight, 2), np.hstack([first, of_bars]))
    halves = [np.split(half, len(timeframes), axis=1) for half in np.split(both, 2, axis=1)]
    return [{"ema": ema, "ema_bar": bar} for ema, bar in zip(*halves, strict=True)]


def _of_bars(close: np.ndarray, canonical: Sequence[np.ndarray], periods: np.ndarray) -> np.ndarray:
    """Seeded EMAs over the canonical closes of each timeframe, laid out on the days of those closes, NaN elsewhere."""
    k, counts = len(periods), [int(finishes.sum()) for finishes in canonical]
    x = np.full((max(counts), len(canonical) * k), np.nan)
    for i, finishes in enumerate(canonical):
        x[: counts[i], i * k : (i + 1) * k] = close[finishes][:, None]
    every = np.tile(periods, len(canonical))
    compact = seeded(x, every, 2 / (every + 1))
    result = np.full((len(close), x.shape[1]), np.nan)
    for i, finishes in enumerate(canonical):
        result[finishes, i * k : (i + 1) * k] = compact[: counts[i], i * k : (i + 1) * k]
    return result


def columns(found: dict[str, np.ndarray], canonical: np.ndarray) -> dict[str, np.ndarray]:
    """The values of one timeframe with their first and second differences."""
    result = _differences("ema", "", found["ema"], canonical)
    return result | (_differences("ema_bar", "_bar", found["ema_bar"], canonical) if "ema_bar" in found else {})


def canonical_rows(n: int, layout: Layout) -> np.ndarray:
    """For each of n daily bars whether it finishes a bar."""
    finishes = np.zeros(n, bool)
    finishes[layout.first :] = layout.finished
    return finishes


def _differences(name: str, suffix: str, found: np.ndarray, canonical: np.ndarray) -> dict[str, np.ndarray]:
    """The values with their first and second differences, over canonical rows only and over all rows."""
    nothing = np.full((1, found.shape[1]), np.nan)

    def difference(v: np.ndarray) -> np.ndarray:
        return np.diff(v, axis=0, prepend=nothing)

    result = {name: found}
    first, second = (np.full(found.shape, np.nan) for _ in range(2))
    if canonical.any():
        first[canonical] = step = difference(found[canonical])
        second[canonical] = difference(step)
    roll = difference(found)
    return result | {
        f"d1{suffix}": first,
        f"d2{suffix}": second,
        f"d1_roll{suffix}": roll,
        f"d2_roll{suffix}": difference(roll),
    }
