"""Columns of cells into days: which spelling a file uses is decided over the whole file, never cell by cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from freshbars.compute.instants import DAY_US
from freshbars.source.formats.cells import CellError, shown

EPOCH = date(2000, 1, 1).toordinal()
UNIX = date(1970, 1, 1).toordinal() - EPOCH
_SECOND = 1_000_000
_MONTHS = {
    name: i + 1
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_LONG = {name: i + 1 for i, name in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)} | {"sept": 9}  # fmt: skip

_CLOCK = r"(?P<hour>\d\d?):(?P<minute>\d\d)(:(?P<second>\d\d)(?P<fraction>\.\d{1,9})?)?"
_ISO = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    rf"([T ]{_CLOCK}\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?|[ ](?P<hour12>\d\d?)-(?P<half>[AP]M))?",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_PARTED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})( 0?0:00(:00)?)?", re.ASCII)
_SPELLED = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})|(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})", re.ASCII)
_EPOCHS = re.compile(r"(-?\d{1,16})(\.0*)?", re.ASCII)
# Of an instant since 1970 the number of digits tells the unit: seconds reach 11 digits in the year 5138.
_MILLISECONDS, _MICROSECONDS = 10**11, 10**14
SECONDS, MILLIS, MICROS = 0, 1, 2

ISO, COMPACT, MDY, DMY, PARTED, SPELLED, EPOCHS = "iso", "compact", "mdy", "dmy", "parted", "spelled", "epoch"


@dataclass
class Dates:
    """A column of dates: ``day`` since 2000-01-01, microseconds ``of_day``, and what the spelling leaves open.

    ``of_day`` is -1 where no time is told. ``zoned``: the time is in UTC (stated or an epoch). ``unit`` of an epoch.
    ``parts`` are first and second number of a date such as 03/04/2024 with its year, decided later.
    """

    kind: str
    day: np.ndarray
    of_day: np.ndarray
    zoned: np.ndarray
    unit: np.ndarray
    parts: np.ndarray


def kind_of(cell: str, kinds: Sequence[str]) -> str | None:
    """The first of ``kinds`` that a cell fits."""
    cell = cell.strip()
    for kind in kinds:
        pattern = {ISO: _ISO, COMPACT: _COMPACT, SPELLED: _SPELLED, EPOCHS: _EPOCHS}.get(kind, _PARTED)
        if pattern.fullmatch(cell):
            return kind
    return None


def read(cells: Sequence[str], kind: str) -> Dates:
    """The dates of some cells, all of one kind. Raises CellError with the place of the first that is none."""
    if kind == ISO and (fast := _plain_iso(cells)) is not None:
        return fast
    reader = {ISO: _iso, COMPACT: _compact, SPELLED: _spelled, EPOCHS: _epoch}.get(kind, _parted)
    found = []
    for place, cell in enumerate(cells):
        try:
            found.append(reader(cell.strip()))
        except (ValueError, OverflowError):
            wrong = "empty: it says which day the line is" if not cell.strip() else f"{shown(cell)}, which is no date"
            raise CellError(place, wrong) from None
    # day, of_day, zoned, unit, first, second, year
    table = np.array(found, np.int64).reshape(len(found), 7)
    return Dates(kind, table[:, 0], table[:, 1], table[:, 2] == 1, table[:, 3], table[:, 4:])


def join(pieces: list[Dates]) -> Dates:
    """The dates of a column that was read in pieces."""
    columns = ("day", "of_day", "zoned", "unit", "parts")
    return Dates(pieces[0].kind, *(np.concatenate([getattr(piece, name) for piece in pieces]) for name in columns))


def _plain_iso(cells: Sequence[str]) -> Dates | None:
    """2024-02-29 in every cell, many at once; None where any is something else."""
    if not cells or set(map(len, cells)) != {10}:
        return None
    codes = np.array(cells, "U10").view(np.uint32).reshape(len(cells), 10)
    digits = codes[:, [0, 1, 2, 3, 5, 6, 8, 9]].astype(np.int64) - ord("0")
    if ((digits < 0) | (digits > 9)).any() or (codes[:, [4, 7]] != ord("-")).any():
        return None
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 4] * 10 + digits[:, 5], digits[:, 6] * 10 + digits[:, 7]
    if (year < 1).any() or ((month < 1) | (month > 12)).any():
        return None
    first = ((year - 1970) * 12 + month - 1).astype("M8[M]")
    length = ((first + 1).astype("M8[D]") - first.astype("M8[D]")).astype(np.int64)
    if ((day < 1) | (day > length)).any():
        return None
    days = first.astype("M8[D]").astype(np.int64) + day - 1 + UNIX
    return Dates(
        ISO, days, np.full(len(days), -1), np.zeros(len(days), bool), np.zeros(len(days), np.int64),
        np.zeros((len(days), 3), np.int64),
    )  # fmt: skip


def _number_of(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - EPOCH


@lru_cache(1 << 12)
def _iso(cell: str) -> tuple[int, ...]:
    match = _ISO.fullmatch(cell)
    if not match:
        raise ValueError
    day = _number_of(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour12"]:
        hour = int(match["hour12"])
        if not 1 <= hour <= 12:
            raise ValueError
        return day, (hour % 12 + 12 * (match["half"] == "PM")) * 3600 * _SECOND, 0, 0, 0, 0, 0
    if not match["hour"]:
        return day, -1, 0, 0, 0, 0, 0
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError
    fraction = int(((match["fraction"] or ".")[1:] + "000000")[:6])
    # An offset such as +02:00 marks local midnight: the date as it is written is the day.
    utc = match["zone"] in ("Z", "UTC")
    return day, ((hour * 60 + minute) * 60 + second) * _SECOND + fraction, int(utc), 0, 0, 0, 0


def _compact(cell: str) -> tuple[int, ...]:
    match = _COMPACT.fullmatch(cell)
    if not match:
        raise ValueError
    return _number_of(*map(int, match.groups())), -1, 0, 0, 0, 0, 0


@lru_cache(1 << 12)
def _spelled(cell: str) -> tuple[int, ...]:
    match = _SPELLED.fullmatch(cell)
    if not match:
        raise ValueError
    name, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = _MONTHS.get(name.lower()) or _LONG.get(name.lower())
    if not month:
        raise ValueError
    return _number_of(int(year), month, int(day)), -1, 0, 0, 0, 0, 0


def _epoch(cell: str) -> tuple[int, ...]:
    match = _EPOCHS.fullmatch(cell)
    if not match:
        raise ValueError
    value = int(match[1])
    unit = SECONDS if abs(value) < _MILLISECONDS else MILLIS if abs(value) < _MICROSECONDS else MICROS
    micros = value * (_SECOND, 1000, 1)[unit]
    day, of_day = divmod(micros, DAY_US)
    # Beyond the calendar there is no day.
    date.fromordinal(day + UNIX + EPOCH)
    return day + UNIX, of_day, 1, unit, 0, 0, 0


def _parted(cell: str) -> tuple[int, ...]:
    match = _PARTED.fullmatch(cell)
    if not match:
        raise ValueError
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12 and year):
        raise ValueError
    # With points the day comes first in every country that writes so.
    if match[2] == ".":
        return _number_of(year, second, first), -1, 0, 0, 0, 0, 0
    return 0, -1, 0, 0, first, second, year


def decide(dates: Dates, order: str | None) -> Dates:
    """Dates such as 03/04/2024 with month and day told apart. ``order``: mdy or dmy where the format states it.

    Raises CellError where a date fits no order, or where the whole file leaves open which one is meant.
    """
    open_ = dates.parts[:, 2] > 0
    if not open_.any():
        return dates
    readings = {}
    failures = {}
    for name in (order,) if order else (MDY, DMY):
        month, day = (0, 1) if name == MDY else (1, 0)
        days = dates.day.copy()
        try:
            for place in np.flatnonzero(open_).tolist():
                parts = dates.parts[place].tolist()
                days[place] = _number_of(parts[2], parts[month], parts[day])
        except ValueError:
            failures[name] = place
        else:
            readings[name] = days
    if not readings:
        words = {MDY: "month/day/year", DMY: "day/month/year"}
        place = max(failures.values())
        raise CellError(
            place, f"a date that is not {' or '.join(words[name] for name in failures)} like those before it"
        )
    if len(readings) == 2 and not np.array_equal(readings[MDY], readings[DMY]):
        # A history is ascending or descending: under the wrong reading days of different months are jumbled.
        sorted_ = [name for name, days in readings.items() if _monotonic(days)]
        if len(sorted_) != 1:
            place = int(np.flatnonzero(readings[MDY] != readings[DMY])[0])
            options = " or ".join(_words(readings[name][place]) for name in (MDY, DMY))
            raise CellError(
                place,
                f"a date that may be {options}, and no line of the file decides it; write dates as year-month-day",
            )
        readings = {sorted_[0]: readings[sorted_[0]]}
    return Dates(dates.kind, next(iter(readings.values())), dates.of_day, dates.zoned, dates.unit, dates.parts)


def _monotonic(days: np.ndarray) -> bool:
    steps = np.diff(days)
    ordered = (steps >= 0).all() or (steps <= 0).all()
    # Five days a month apart are the first days of January read the wrong way, or a monthly file, which is none of ours.
    monthly = len(steps) >= 4 and (np.abs(steps[steps != 0]) >= 27).all()
    return bool(ordered and not monthly)


def _words(day: int) -> str:
    return str(date.fromordinal(EPOCH) + timedelta(days=int(day)))


def pattern_reader(pattern: str):
    """A reader of cells in a pattern of strptime, as a configured format may state it."""

    def one(cell: str) -> tuple[int, ...]:
        moment = datetime.strptime(cell.strip(), pattern)
        utc = moment.utcoffset() is not None
        moment = moment - moment.utcoffset() if utc else moment
        of_day = ((moment.hour * 60 + moment.minute) * 60 + moment.second) * _SECOND + moment.microsecond
        timed = utc or re.search(r"%[HIMSfcXzs]", pattern)
        return moment.toordinal() - EPOCH, of_day if timed else -1, int(utc), 0, 0, 0, 0

    return lru_cache(1 << 12)(one)
