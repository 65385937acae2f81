"""EMAs: one recursion for all families; a family says what overrides it on which day.

Seeded EMA of x1..xn with period p: undefined before p values, the mean of x1..xp at p, then ``a*x + (1-a)*e`` with
``a = 2/(p+1)``: the classic definition, TA-Lib's default. Every value is a function of the daily bars alone, computed
by the same sequence of operations however much of it is stored already: a refresh cannot differ from a rebuild.
"""

from math import fsum

import numpy as np

from freshbars.bars import Layout
from freshbars.families import EmaFamily
from freshbars.timeframe import Timeframe

VERSION = 1


def recur(x: np.ndarray, weight: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Values v[i] = weight*x[i] + (1 - weight)*v[i-1] of several series at once, except where a value is given.

    x: n values. weight: one for each of k series. given: n by k, NaN where none is given. A series is NaN until its
    first given value. Returns n by k values.
    """
    result = np.array(given, float)
    rest = 1.0 - weight
    some = ~np.isnan(result)
    rows_given = some.any(axis=1)
    for i in range(1, len(x)):
        value = weight * x[i] + rest * result[i - 1]
        if rows_given[i]:
            np.copyto(result[i], value, where=~some[i])
        else:
            result[i] = value
    return result


def seeded(x: np.ndarray, periods: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Seeded EMAs of the values x for each period, in values: n by k, NaN before the period-th value."""
    given = np.full((len(x), len(periods)), np.nan)
    for k, period in enumerate(periods.tolist()):
        if period <= len(x):
            given[period - 1, k] = fsum(x[:period]) / period
    return recur(x, weight, given)


def series(
    family: EmaFamily, timeframe: Timeframe, periods: tuple[int, ...], close: np.ndarray, layout: Layout
) -> dict:
    """The columns of one timeframe's EMAs: arrays of n days by k periods, NaN where a value is not defined.

    close: the asset's daily closes. ``canonical`` (n) tells the rows whose ``roll`` is false.
    """
    p = np.array(periods)
    canonical = np.zeros(len(close), bool)
    canonical[layout.first :] = layout.finished
    if family.kind == "days":
        scaled = p * timeframe.nominal_days
        ema = seeded(close, scaled, 2 / (scaled + 1))
        return {"canonical": canonical, **_differences("ema", "", ema, canonical)}
    weight = 2 / (p + 1)
    of_bars = np.full((len(close), len(p)), np.nan)
    of_bars[canonical] = seeded(close[canonical], p, weight)
    if family.kind == "bars":
        newest = np.maximum.accumulate(np.where(canonical, np.arange(len(close)), -1))
        preview = weight * close[:, None] + (1.0 - weight) * of_bars[newest]
        ema = np.where(canonical[:, None], of_bars, preview)
        ema[newest < 0] = np.nan
        return {"canonical": canonical, **_differences("ema", "", ema, canonical)}
    if family.daily_weight == "span":
        daily_weight = 2 / (timeframe.nominal_days * p + 1)
    else:
        # One power at a time: a vectorised power may round differently with the number of periods.
        daily_weight = np.array([1 - (1 - 2 / (q + 1)) ** (1 / timeframe.nominal_days) for q in periods])
    bar = recur(close, daily_weight, of_bars)
    first = (np.cumsum(~np.isnan(of_bars), axis=0) == 1) & ~np.isnan(of_bars)
    ema = recur(close, daily_weight, np.where(first, of_bars, np.nan))
    return {
        "canonical": canonical,
        **_differences("ema", "", ema, canonical),
        **_differences("ema_bar", "_bar", bar, canonical),
    }


def _differences(name: str, suffix: str, values: np.ndarray, canonical: np.ndarray) -> dict[str, np.ndarray]:
    """The values with their first and second differences, over canonical rows only and over all rows."""
    nothing = np.full((1, values.shape[1]), np.nan)

    def difference(v: np.ndarray) -> np.ndarray:
        return np.diff(v, axis=0, prepend=nothing)

    result = {name: values}
    first, second = (np.full(values.shape, np.nan) for _ in range(2))
    if canonical.any():
        first[canonical] = step = difference(values[canonical])
        second[canonical] = difference(step)
    roll = difference(values)
    return result | {
        f"d1{suffix}": first,
        f"d2{suffix}": second,
        f"d1_roll{suffix}": roll,
        f"d2_roll{suffix}": difference(roll),
    }
