"""The day that each line is of: which one, when it opens and closes, and what shows that a file holds no days at all."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from pricefiles.cells import shown
from pricefiles.declaration import Format
from pricefiles.instants import DAY_2000, DAY_US, HOUR_US, instant, iso_day, microseconds
from pricefiles.table import Table

_MS = 1000
# Days that every time zone's calendar has, with those beside them.
_FIRST, _LAST = (date(*day).toordinal() - DAY_2000 for day in ((1, 1, 3), (9999, 12, 29)))


class Sessions(NamedTuple):
    """The sessions of an exchange: days (ascending, since 2000-01-01), the instants of their opens and closes, its zone."""

    days: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    zone: str | None = None

    def hours(self, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The open and close of days; of one without a known session its first and last instant in UTC."""
        at, known = self._at(days)
        start, end = days * DAY_US, (days + 1) * DAY_US - _MS
        return np.where(known, self.opens[at], start), np.where(known, self.closes[at], end)

    def marked(self, instants: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each instant the day of the session that opens then, else of the one that closes then; whether one does."""
        days, found = np.zeros(len(instants), np.int64), np.zeros(len(instants), bool)
        for bounds in (self.closes, self.opens):
            at = np.searchsorted(bounds, instants).clip(max=len(bounds) - 1)
            equal = bounds[at] == instants
            days[equal], found = self.days[at][equal], found | equal
        return days, found

    def _at(self, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        at = np.searchsorted(self.days, days).clip(max=len(self.days) - 1)
        return at, self.days[at] == days


class Placed(NamedTuple):
    """For each line its day (since 2000-01-01), the day's first and last instant; the zone that gave the hours.

    zone is None where the format bounds the days. dated: whether the file states dates, not instants.
    """

    days: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    zone: str | None
    dated: bool


def day_hours(days: np.ndarray, timezone: str) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last instant of days (since 2000-01-01): from midnight in ``timezone`` to the next less 1 ms."""
    if timezone == "UTC" or not len(days):
        return days * DAY_US, (days + 1) * DAY_US - _MS
    midnights = _midnights(np.concatenate([days, days + 1]), timezone)
    return midnights[: len(days)], midnights[len(days) :] - _MS


def _midnights(days: np.ndarray, timezone: str) -> np.ndarray:
    """The first instant of each day."""
    wanted, places = np.unique(days, return_inverse=True)
    return np.array([_midnight(day, timezone) for day in wanted.tolist()], np.int64)[places]


@lru_cache(1 << 15)
def _midnight(day: int, timezone: str) -> int:
    return microseconds(datetime.combine(date.fromordinal(DAY_2000 + day), time(), ZoneInfo(timezone)))


def place(table: Table, timezone: str, sessions: Sessions | None = None) -> Placed:
    """The day of each line.

    timezone: whose midnights bound days that the file only dates; ``sessions`` instead, where the asset has them. Raises
    FileError for hourly, weekly or monthly data, for a time of day that changes, and for a date that contradicts the stamp
    beside it.
    """
    format_ = table.layout.format
    dates = table.column("date")
    far = (dates["day"] < _FIRST) | (dates["day"] > _LAST)
    if far.any():
        raise table.error(
            int(far.argmax()), f"column {table.layout.name('date')} holds a day at the end of the calendar"
        )
    _not_hourly(table, dates)
    days = _days(table, dates, timezone, sessions)
    if table.has("unix"):
        _agree(table, dates, table.column("unix"))
    if table.has("closetime"):
        _one_day(table, dates, table.column("closetime"))
    others = [(line, period) for period, line in table.texts("period").items() if period not in ("D", "d")]
    if others:
        line, period = min(others)
        raise table.error_on(line, f"holds data of the period {shown(period)}, not daily data (D)")
    if len(clocks := table.texts("clock")) > 1:
        line = sorted(clocks.values())[1]
        raise table.error_on(line, "holds another time of day than the first line: hourly data or shorter, not daily")
    _not_weekly(table, days)
    by_session = sessions and not format_.zone
    hours = sessions.hours(days) if by_session else day_hours(days, format_.zone or timezone)
    return Placed(days, *hours, None if format_.zone else timezone, not dates["zoned"].any())


def stamp_rank(table: Table) -> np.ndarray | None:
    """For each line whether its stamp is in milliseconds, where the format prefers that; else None."""
    if not (table.layout.format.millis_win and table.has("unix")):
        return None
    return table.column("unix")["millis"].astype(np.int8)


def _clock(of_day: int) -> str:
    minutes = int(of_day) // 60_000_000
    return f"{minutes // 60:02}:{minutes % 60:02}"


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
    i = int(several.argmax())
    first, second = sorted(order[i : i + 2])
    times = f"{_clock(dates['of_day'][second])} of {iso_day(day[i])} where line {table.lines[first]} holds "
    times += f"{_clock(dates['of_day'][first])} of the same day"
    raise table.error(second, f"holds {times}: hourly data or shorter; only daily histories are read")


def _days(table: Table, dates: np.ndarray, timezone: str, sessions: Sessions | None) -> np.ndarray:
    """The day of each line: of a date the date, whatever time of day it has, of an instant the day that it marks.

    An instant marks its local day if it is a midnight there, or the open or close of its session. Any other is on the date
    as it is written if its own offset makes it a midnight, else on its local day if all have one time of day.
    """
    format_ = table.layout.format
    timed = dates["of_day"] >= 0
    clock = np.where(timed, dates["of_day"], 0)
    if not clock.any():
        return dates["day"]
    if not (dates["zoned"] & timed).any():
        return _dated(table, dates["day"], clock, sessions)
    if format_.zone == "UTC":
        i = int((clock != 0).argmax())
        raise table.error(
            i, f"begins at {_clock(clock[i])} UTC, not at midnight: no daily data whose days are UTC days"
        )
    instants = dates["day"] * DAY_US + clock
    zone = (sessions and sessions.zone) or format_.midnights or format_.zone or timezone
    local = [instant(us).astimezone(ZoneInfo(zone)) for us in instants.tolist()]
    days = np.array([moment.toordinal() - DAY_2000 for moment in local])
    marks = _midnights(days, zone) == instants
    if sessions:
        session, of_session = sessions.marked(instants)
        days, marks = np.where(of_session, session, days), marks | of_session
    if not marks.any() and (evenings := _evenings(instants, format_)) is not None:
        return evenings
    written, of_day = divmod(instants + dates["offset"] * np.int64(60_000_000), DAY_US)
    as_written = ~marks & (of_day == 0)
    days = np.where(as_written, written, days)
    clock = np.array([(moment.hour * 60 + moment.minute) * 60_000_000 for moment in local])
    _one_time(table, clock, ~(marks | as_written), format_)
    return days


def _evenings(instants: np.ndarray, format_: Format) -> np.ndarray | None:
    """The days that begin at these instants, if all are at the hour of the evening at which the format's days begin."""
    if not format_.evening:
        return None
    zone, hour = format_.evening
    local = [instant(us).astimezone(ZoneInfo(zone)) for us in instants.tolist()]
    if any((moment.hour, moment.minute, moment.second) != (hour, 0, 0) for moment in local):
        return None
    return np.array([moment.toordinal() + 1 - DAY_2000 for moment in local])


def _dated(table: Table, days: np.ndarray, clock: np.ndarray, sessions: Sessions | None) -> np.ndarray:
    """The dates, if their time of day is one and the same, or that of each session's open or close."""
    unknown = np.ones(len(days), bool)
    if sessions and sessions.zone:
        zone = ZoneInfo(sessions.zone)
        naive = [instant(us).replace(tzinfo=zone) for us in (days * DAY_US + clock).tolist()]
        session, of_session = sessions.marked(np.array([microseconds(moment) for moment in naive]))
        unknown = ~(of_session & (session == days))
    _one_time(table, clock, unknown, table.layout.format)
    return days


def _one_time(table: Table, clock: np.ndarray, unknown: np.ndarray, format_: Format) -> None:
    """Refuse lines whose time of day differs from the usual one and marks no day, give or take an hour of summer time."""
    usual = int(np.bincount(clock // 60_000_000).argmax()) * 60_000_000
    off = unknown & (np.abs(clock - usual) > HOUR_US)
    if format_.half_days and off.mean() <= 0.1:
        off &= clock > usual
    if off.any():
        i = int(off.argmax())
        times = f"the time {_clock(clock[i])} where other lines hold {_clock(usual)}"
        raise table.error(
            i, f"holds {times}: a daily history has one time of day, or those of the asset's calendar if it has one"
        )


def _agree(table: Table, dates: np.ndarray, unix: np.ndarray) -> None:
    days = dates["day"]
    differs = (unix["day"] != days) | (unix["of_day"] != np.maximum(dates["of_day"], 0))
    if differs.any():
        i = int(differs.argmax())
        stamp = f"{iso_day(unix['day'][i])} {_clock(unix['of_day'][i])} UTC"
        raise table.error(i, f"holds the date {iso_day(days[i])} beside the stamp of {stamp}; download it again")


def _one_day(table: Table, opens: np.ndarray, closes: np.ndarray) -> None:
    length = closes["day"] * DAY_US + closes["of_day"] - (opens["day"] * DAY_US + np.maximum(opens["of_day"], 0))
    # The last unit before the next day: a millisecond or a microsecond.
    wrong = (length > DAY_US) | (length < DAY_US - 1_000_000)
    if wrong.any():
        i = int(wrong.argmax())
        span = timedelta(seconds=round(int(length[i]) / 1_000_000))
        raise table.error(i, f"covers {span} (days, hours:minutes), not one day; only daily histories are read")


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
            spans = f"{iso_day(held[1])} after {iso_day(held[0])}"
            raise table.error(i, f"holds {spans}, and so on: {word} data; only daily histories are read")
