"""Columns of dates. The spelling is decided over the whole file, never cell by cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

import numpy as np

from pricefiles.cells import CellError, shown
from pricefiles.fast_csv import UNIX, Grid, calendar_days
from pricefiles.instants import DAY_2000, DAY_US

# A date: its day (since 2000-01-01) and microseconds of that day (-1 if no time is stated). ``zoned``: both are in UTC, and
# the date was written with an offset of so many minutes (epochs: 0). millis: an epoch in milliseconds. Of a date such as
# 03/04/2024 both numbers and the year instead of the day.
DATE = np.dtype(
    [
        ("day", "i8"), ("of_day", "i8"), ("zoned", "?"), ("offset", "i2"), ("millis", "?"), ("first", "i2"),
        ("second", "i2"), ("year", "i2"),
    ]
)  # fmt: skip
ISO, COMPACT, MDY, DMY, PARTED, SPELLED, EPOCHS = "iso", "compact", "mdy", "dmy", "parted", "spelled", "epoch"

_SECOND = 1_000_000
_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:n]: i for i, name in enumerate(_MONTHS.split(), 1) for n in (3, len(name))} | {"sept": 9}
_CLOCK = r"(?P<hour>\d\d?):(?P<minute>\d\d)(:(?P<seconds>\d\d(\.\d{1,9})?))?"
_PATTERNS = {
    kind: re.compile(pattern, re.ASCII)
    for kind, pattern in {
        ISO: r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
        rf"([T ]{_CLOCK}\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?|[ ](?P<hour12>0?[1-9]|1[0-2])-(?P<half>[AP]M))?",
        COMPACT: r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        PARTED: r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
        rf"( {_CLOCK})?",
        SPELLED: r"(?=.*?\b(?P<day>\d{1,2})\b)(?=.*?(?P<name>[A-Za-z]{3,9}))(?=.*(?P<year>\d{4})$)"
        r"([A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{4})",
        EPOCHS: r"(?P<epoch>-?\d{1,19})(\.0*)?",
    }.items()
}
# Of an instant since 1970 the number of digits shows the unit: seconds reach 11 digits in the year 5138.
_MILLISECONDS, _MICROSECONDS, _NANOSECONDS = 10**11, 10**14, 10**17


def kind_of(cell: str, kinds: Sequence[str]) -> str | None:
    """The first of ``kinds`` that matches a cell; None if none does."""
    return next((kind for kind in kinds if _PATTERNS[kind].fullmatch(cell.strip())), None)


def read(piece: Grid, column: int, kind: str) -> np.ndarray:
    """The dates of a column (dtype DATE), all of one kind or pattern of strptime.

    Raises CellError for the first cell that is not a date.
    """
    found = np.zeros(len(piece), DATE)
    if kind in (ISO, COMPACT) and (stamps := piece.stamps(column)):
        found["day"], found["of_day"], found["zoned"] = stamps
    elif kind == EPOCHS and (values := piece.integers(column)) is not None:
        found["millis"] = (values >= _MILLISECONDS) & (values < _MICROSECONDS)
        micros = values * np.where(values < _MILLISECONDS, _SECOND, np.where(found["millis"], 1000, 1))
        found["day"], found["of_day"], found["zoned"] = micros // DAY_US + UNIX, micros % DAY_US, True
    else:
        reader = partial(_one, kind=kind) if kind in _PATTERNS else _patterned(kind)
        for place, cell in enumerate(piece.cells(column)):
            try:
                found[place] = reader(cell.strip())
            except (ValueError, OverflowError):
                like = "" if kind in _PATTERNS else f" like {kind}"
                wrong = f"{shown(cell)}, which is not a date{like}"
                raise CellError(place, wrong if cell.strip() else "empty: it says which day the line is") from None
    return found


@lru_cache(1 << 12)
def _one(cell: str, kind: str) -> tuple[int, ...]:
    """A date as DATE holds it. Raises ValueError or OverflowError if the cell is not a date."""
    match = _PATTERNS[kind].fullmatch(cell)
    if not match:
        raise ValueError
    given = match.groupdict()
    if kind == EPOCHS:
        micros, millis = _micros(int(given["epoch"]))
        days, of_day = divmod(micros, DAY_US)
        # Raises OverflowError beyond the calendar.
        date.fromordinal(days + UNIX + DAY_2000)
        return days + UNIX, of_day, True, 0, millis, 0, 0, 0
    year = int(given["year"])
    if kind == PARTED and given["mark"] != ".":
        first, second = int(given["first"]), int(given["second"])
        if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12 and year):
            raise ValueError
        return 0, _of_day(given), False, 0, False, first, second, year
    # Every country that writes dates with points puts the day first.
    month = given.get("month") or given.get("second") or _MONTH.get(given.get("name", "").lower(), 0)
    days = date(year, int(month), int(given.get("day") or given["first"])).toordinal() - DAY_2000
    of_day, zone = _of_day(given), given.get("zone")
    if of_day < 0 or zone is None:
        return days, of_day, False, 0, False, 0, 0, 0
    offset = 0 if zone in ("Z", "UTC") else int(zone[1:3]) * 60 + int(zone[-2:])
    offset = -offset if zone[0] == "-" else offset
    if abs(offset) >= 24 * 60:
        raise ValueError
    before, of_day = divmod(of_day - offset * 60 * _SECOND, DAY_US)
    return days + before, of_day, True, offset, False, 0, 0, 0


def _micros(epoch: int) -> tuple[int, bool]:
    """Microseconds since 1970, and whether the epoch was in milliseconds."""
    size = abs(epoch)
    if size < _MILLISECONDS:
        return epoch * _SECOND, False
    if size < _MICROSECONDS:
        return epoch * 1000, True
    return epoch if size < _NANOSECONDS else epoch // 1000, False


def _of_day(given: Mapping[str, str | None]) -> int:
    """Microseconds of the day as a clock shows them, -1 where none is stated. Raises ValueError for an hour past 23:59:59."""
    hour, minute, seconds = given.get("hour"), given.get("minute") or 0, given.get("seconds") or "0"
    if given.get("hour12"):
        hour = int(given["hour12"]) % 12 + 12 * (given["half"] == "PM")
    if hour is None:
        return -1
    whole, _, fraction = seconds.partition(".")
    if int(hour) > 23 or int(minute) > 59 or int(whole) > 59:
        raise ValueError
    return ((int(hour) * 60 + int(minute)) * 60 + int(whole)) * _SECOND + int(fraction[:6].ljust(6, "0"))


@lru_cache(8)
def _patterned(pattern: str) -> Callable[[str], tuple[int, ...]]:
    """A reader of cells in a pattern of strptime."""
    timed = bool(re.search(r"%[HIMSfcXzs]", pattern))

    def one(cell: str) -> tuple[int, ...]:
        moment = datetime.strptime(cell, pattern)
        offset = moment.utcoffset()
        moment = moment.replace(tzinfo=None) - (offset or timedelta())
        days, of_day = divmod(moment - datetime(2000, 1, 1), timedelta(days=1))
        zoned = offset is not None
        minutes = offset // timedelta(minutes=1) if zoned else 0
        return days, of_day // timedelta(microseconds=1) if timed else -1, zoned, minutes, False, 0, 0, 0

    return one


def decide(dates: np.ndarray, order: str | None) -> np.ndarray:
    """Dates such as 03/04/2024 with month and day distinguished. ``order``: mdy or dmy where the format states it.

    Raises CellError where a date fits no order, or where the whole file leaves open which one is meant.
    """
    parted = np.flatnonzero(dates["year"])
    if not len(parted):
        return dates
    readings, failures = {}, {}
    for name in (order,) if order else (MDY, DMY):
        month, day = ("first", "second") if name == MDY else ("second", "first")
        days, real = calendar_days(*(dates[part][parted].astype(np.int64) for part in ("year", month, day)))
        if real.all():
            readings[name] = dates["day"].copy()
            readings[name][parted] = days
        else:
            failures[name] = int(parted[real.argmin()])
    if not readings:
        words = {MDY: "month/day/year", DMY: "day/month/year"}
        raise CellError(
            max(failures.values()), f"a date that is not {' or '.join(map(words.get, failures))} like those before it"
        )
    if len(readings) == 2 and (differ := readings[MDY] != readings[DMY]).any():
        # A history is ascending or descending; the wrong reading jumbles days of different months.
        ordered = {name: days for name, days in readings.items() if _monotonic(days)}
        if len(ordered) != 1:
            place = int(differ.argmax())
            options = " or ".join(str(date.fromordinal(DAY_2000 + int(readings[name][place]))) for name in (MDY, DMY))
            raise CellError(
                place,
                f"a date that may be {options}, and no line of the file decides it; write dates as year-month-day",
            )
        readings = ordered
    decided = dates.copy()
    decided["day"] = next(iter(readings.values()))
    return decided


def _monotonic(days: np.ndarray) -> bool:
    steps = np.diff(days)
    ordered = (steps >= 0).all() or (steps <= 0).all()
    # Five days a month apart are the first days of January misread, or a monthly file, which is refused anyway.
    monthly = len(steps) >= 4 and (np.abs(steps[steps != 0]) >= 27).all()
    return bool(ordered and not monthly)
