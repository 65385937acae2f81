"""The calendar: the window of a timeframe that a day lies in.

Days are integers: proleptic ordinals as in ``datetime.date.toordinal`` (day 1 is 0001-01-01). All arithmetic is on
dates, never on instants, so daylight saving and time zones cannot move a boundary.
"""

from datetime import date

import numpy as np

from freshbars.compute.timeframe import NOMINAL_DAYS, Timeframe

# Weeks start on the weekday of their epoch, and anchored blocks of weeks are counted from it.
WEEK_EPOCH = {"US": date(1970, 1, 4).toordinal(), "ISO": date(1970, 1, 5).toordinal()}
_UNIX_DAY = date(1970, 1, 1).toordinal()


def windows(
    timeframe: Timeframe, days: np.ndarray, first_day: int | np.ndarray, since: int | np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Window number, first day and last day of the window that each of ``days`` lies in.

    ``first_day`` is the first day of the asset, or of each day's asset; between ``since`` and that it could have had none.
    Aligned windows are numbered from 0; days before window 0 get negative numbers and are in no bar. Only for calendar
    timeframes.
    """
    units = _unit_of(timeframe, days)
    origin = np.zeros((), np.int64)
    if timeframe.alignment == "calendar":
        origin = _unit_of(timeframe, np.asarray(first_day))
        origin = origin + (_first_day_of(timeframe, origin) < (first_day if since is None else since))
    number = (units - origin) // timeframe.n
    start = _first_day_of(timeframe, number * timeframe.n + origin)
    end = _first_day_of(timeframe, (number + 1) * timeframe.n + origin) - 1
    return number, start, end


def length_range(timeframe: Timeframe) -> tuple[int, int]:
    """Days of the shortest and of the longest window."""
    if timeframe.unit in "DW":
        days = timeframe.n * NOMINAL_DAYS[timeframe.unit]
        return days, days
    # Every month or year may begin an aligned window; an anchored one begins at multiples of n. The calendar repeats
    # itself after 400 years; anchored blocks of years may take longer to.
    step = timeframe.n if timeframe.alignment == "anchor" else 1
    starts = np.arange(step, 4800 + step if timeframe.unit == "M" else 9000, step)
    lengths = _first_day_of(timeframe, starts + timeframe.n) - _first_day_of(timeframe, starts)
    return int(lengths.min()), int(lengths.max())


def years_of(timeframe: Timeframe) -> int:
    """Years within which a window ends that a day lies in."""
    return -(-timeframe.n * {"D": 0, "W": 7, "M": 31, "Y": 365}[timeframe.unit] // 365)


def _unit_of(timeframe: Timeframe, days: np.ndarray) -> np.ndarray:
    """Number of the week, month or year that each day lies in, from a fixed origin."""
    if timeframe.unit == "W":
        return (days - WEEK_EPOCH[timeframe.scheme or ""]) // 7
    months = (days - _UNIX_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months if timeframe.unit == "M" else months // 12


def _first_day_of(timeframe: Timeframe, units: np.ndarray) -> np.ndarray:
    if timeframe.unit == "W":
        return units * 7 + WEEK_EPOCH[timeframe.scheme or ""]
    months = (units if timeframe.unit == "M" else units * 12) - 1970 * 12
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _UNIX_DAY
