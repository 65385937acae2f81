"""The days of a table: when each opens and closes, and what shows that the file holds no days at all."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import numpy as np

from pricefiles.dates import EPOCH
from pricefiles.errors import FileError
from pricefiles.instants import DAY_US, HOUR_US, instant, microseconds
from pricefiles.reader import Table

_MS = 1000
# Given days since 2000-01-01: the first and the last instant of each.
DayHours = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def day_hours(days: np.ndarray, timezone: str) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last instant of days (since 2000-01-01): from midnight in ``timezone`` to the next less 1 ms.

    An asset with a calendar has the hours of its sessions instead.
    """
    if timezone == "UTC" or not len(days):
        return days * DAY_US, (days + 1) * DAY_US - _MS
    zone = ZoneInfo(timezone)
    wanted, places = np.unique(np.concatenate([days, days + 1]), return_inverse=True)
    midnights = np.array([_midnight(day, zone) for day in wanted.tolist()], np.int64)[places]
    return midnights[: len(days)], midnights[len(days) :] - _MS


def _midnight(day: int, zone: ZoneInfo) -> int:
    moment = datetime.combine(date.fromordinal(EPOCH + day), time(), zone)
    return microseconds(moment)


def place(
    table: Table, timezone: str, hours: DayHours | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, str | None]:
    """For each line its day (since 2000-01-01), the day's first and last instant, and by what hours they were given.

    Raises FileError for hourly, weekly or monthly data, for a time of day that changes, and for a date that
    contradicts the stamp beside it.
    """
    zone = table.layout.format.zone
    dates = table.dates("date")
    _not_hourly(table, dates)
    days = _days(table, dates, zone, timezone)
    if table.has("unix"):
        _agree(table, dates, table.dates("unix"))
    if table.has("closetime"):
        _one_day(table, dates, table.dates("closetime"))
    if table.texts.get("period", {}).keys() - {"D", "d"}:
        period, line = next((p, n) for p, n in table.texts["period"].items() if p not in "Dd")
        raise FileError(table.file, line, f"holds data of the period {period!r}, not daily data (D)")
    _not_weekly(table, days)
    own = hours if hours and not zone else partial(day_hours, timezone=zone or timezone)
    return days, *own(days), None if zone else timezone


def stamp_rank(table: Table) -> np.ndarray | None:
    """For each line whether its stamp is in milliseconds, where the format prefers that; else None."""
    if not (table.layout.format.millis_win and table.has("unix")):
        return None
    return table.dates("unix")["millis"].astype(np.int8)


def _first(mask: np.ndarray) -> int:
    return int(mask.argmax())


def _clock(of_day: int) -> str:
    minutes = int(of_day) // 60_000_000
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(day: int) -> str:
    return str(date.fromordinal(EPOCH + int(day)))


def _not_hourly(table: Table, dates: np.ndarray) -> None:
    """Refuse a file with several times on one day."""
    steps = np.diff(dates["day"])
    if (steps > 0).all() or (steps < 0).all():
        return
    order = np.lexsort((dates["of_day"], dates["day"]))
    day, clock = dates["day"][order], dates["of_day"][order]
    several = (day[1:] == day[:-1]) & (clock[1:] != clock[:-1]) & (clock[:-1] >= 0)
    if not several.any():
        return
    i = _first(several)
    first, second = sorted(order[i : i + 2])
    times = f"{_clock(dates['of_day'][second])} of {_day(day[i])} where line {table.lines[first]} holds "
    times += f"{_clock(dates['of_day'][first])} of the same day"
    raise table.error(second, f"holds {times}: hourly data or shorter; Freshbars takes daily histories")


def _days(table: Table, dates: np.ndarray, zone: str | None, timezone: str) -> np.ndarray:
    """The day of each line, where one and the same time of day is stated or none."""
    timed = dates["of_day"] >= 0
    clock = np.where(timed, dates["of_day"], 0)
    if not clock.any():
        return dates["day"]
    days = dates["day"]
    if (dates["zoned"] & timed).any():
        if zone == "UTC":
            i = _first(clock != 0)
            raise table.error(
                i, f"begins at {_clock(clock[i])} UTC, not at midnight: no daily data whose days are UTC days"
            )
        # An instant such as the opening of a session lies on the day that people there call it.
        local = [instant(us).astimezone(ZoneInfo(zone or timezone)) for us in (days * DAY_US + clock).tolist()]
        days = np.array([moment.toordinal() - EPOCH for moment in local])
        clock = np.array([(moment.hour * 60 + moment.minute) * 60_000_000 for moment in local])
    usual = int(np.bincount(clock // 60_000_000).argmax()) * 60_000_000
    # Summer time moves an opening by an hour.
    off = np.abs(clock - usual) > HOUR_US
    if off.any():
        i = _first(off)
        times = f"the time {_clock(clock[i])} where other lines hold {_clock(usual)}"
        raise table.error(i, f"holds {times}: a daily history has one time of day")
    return days


def _agree(table: Table, dates: np.ndarray, unix: np.ndarray) -> None:
    days = dates["day"]
    differs = (unix["day"] != days) | (unix["of_day"] != np.maximum(dates["of_day"], 0))
    if differs.any():
        i = _first(differs)
        stamp = f"{_day(unix['day'][i])} {_clock(unix['of_day'][i])} UTC"
        raise table.error(i, f"holds the date {_day(days[i])} beside the stamp of {stamp}; download it again")


def _one_day(table: Table, opens: np.ndarray, closes: np.ndarray) -> None:
    length = closes["day"] * DAY_US + closes["of_day"] - (opens["day"] * DAY_US + np.maximum(opens["of_day"], 0))
    # The last unit before the next day: a millisecond or a microsecond.
    wrong = (length > DAY_US) | (length < DAY_US - 1_000_000)
    if wrong.any():
        i = _first(wrong)
        span = timedelta(seconds=round(int(length[i]) / 1_000_000))
        raise table.error(i, f"covers {span} (days, hours:minutes), not one day: Freshbars takes daily histories")


def _not_weekly(table: Table, days: np.ndarray) -> None:
    """Refuse a file whose lines are weeks, months or longer apart throughout."""
    # Not np.unique, which hashes: on days it takes fifty times as long.
    held = np.sort(days)
    held = held[np.append(True, held[1:] > held[:-1])]
    gaps = np.diff(held)
    if len(gaps) < 4:
        return
    for low, high, word in ((6, 8, "weekly"), (27, 32, "monthly"), (88, 94, "quarterly"), (360, 370, "yearly")):
        if ((gaps >= low) & (gaps <= high)).mean() > 0.9:
            i = int(np.flatnonzero(days == held[1])[0])
            days = f"{_day(held[1])} after {_day(held[0])}"
            raise table.error(i, f"holds {days}, and so on: {word} data; Freshbars takes daily histories")
