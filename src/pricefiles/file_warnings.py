"""Implausible but possible values in a file: warnings, never a reason to refuse it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from pricefiles.instants import DAY_US, instant, microseconds
from pricefiles.price_file import FilePart
from pricefiles.rows import day_of

JUMP = 20
# CoinMarketCap's own windows end up to two days before the day that the file name promises.
TOLERATED_DAYS = 3
# Downloads were cut at this many days for years. A longer file that starts late is of an asset that began late.
VENDOR_CUT = 400


_EARLY = (
    "{sunday} of its {n} days are Sundays in {timezone} and hardly any a Friday: its days seem to be a day too early; "
)
# What to do about it, by what the file states.
STATED = "midnight in UTC is the evening before in the west, so set timezone to UTC or to the exchange's own"
_INSTANTS = (
    "it states instants, which a calendar places: give the asset one (the column calendar of the file of assets)"
)
_DATES = (
    "give the asset a calendar if its exchange trades from Sunday to Thursday (the column calendar of the file of assets); "
    "if not, the program that wrote the file converted dates between time zones: write it again with local dates"
)


def warnings_of(part: FilePart, until: datetime, timezone: str = "UTC") -> list[str]:
    """What is possible, but hardly right, one line a kind. ``until``: no day should end later than this instant."""
    found = list(part.warnings)
    priced = part.rows[~np.isnan(part.rows["close"])]
    low, high = (pick(priced["close"][1:], priced["close"][:-1]) for pick in (np.minimum, np.maximum))
    jumps = np.flatnonzero((high >= JUMP * low) & (high != low)) + 1
    if len(jumps):
        before, after = priced[jumps[0] - 1], priced[jumps[0]]
        more = f" (and {len(jumps) - 1} more)" if len(jumps) > 1 else ""
        found.append(f"the close goes from {before['close']:.10g} to {after['close']:.10g} on {day_of(after)}{more}")
    if _newest(part) > microseconds(until):
        found.append(f"ends in the future, on {day_of(part.rows[-1])}")
    advice = STATED if part.format.stated else _DATES if part.dated else _INSTANTS
    if not part.in_sessions and (early := days_too_early(part.rows["timestamp"], timezone, advice)):
        found.append(early)
    windows = [_lacking(part, *window, until.date()) for window in part.windows]
    # 9_2_2022 may be September or February: the reading that fits the file best is meant.
    if windows and max((best := min(windows))[1]) > TOLERATED_DAYS:
        found.append(best[2])
    return found


def _newest(part: FilePart) -> int:
    """The instant at which the newest day has ended or, where the day under way may be the last one, has begun."""
    # Who states the instants of a day leaves out the one that is under way.
    return int(part.rows["timestamp" if part.format.stated else "timeopen"][-1])


def days_too_early(stamps: np.ndarray, timezone: str, advice: str = STATED) -> str | None:
    """A warning if an exchange's week appears to run from Sunday to Thursday: its days are a day too early."""
    if timezone == "UTC":
        # Day 0 was a Saturday.
        weekdays = (stamps // DAY_US + 5) % 7
    else:
        zone = ZoneInfo(timezone)
        weekdays = np.array([instant(stamp).astimezone(zone).weekday() for stamp in stamps.tolist()], np.int64)
    counts = np.bincount(weekdays, minlength=7)
    friday, saturday, sunday = counts[4:]
    if sunday < 5 or sunday < 0.1 * len(weekdays) or max(friday, saturday) > 0.1 * sunday:
        return None
    return _EARLY.format(sunday=sunday, n=len(weekdays), timezone=timezone) + advice


def _lacking(part: FilePart, since: date, until: date, today: date) -> tuple[int, tuple[int, ...], str]:
    """How many days of a promised window the file lacks: in all, of a kind that counts, and in words."""
    first, last, n = day_of(part.rows[0]), day_of(part.rows[-1]), len(part.rows)
    start = max((first - since).days, 0)
    end = max((min(until, today) - last).days, 0)
    between = int(part.days[-1] - part.days[0]) + 1 - n
    words = f"its name promises {since} to {until}, it holds {first} to {last}"
    words += f" without {between} days" if between else ""
    return start + end, (start if n <= VENDOR_CUT else 0, end, between), words


def later_than_tomorrow(part: FilePart, until: datetime) -> str | None:
    """Why the file must be refused: a day later than tomorrow would rank it above all later files, for ever."""
    if _newest(part) <= microseconds(until) + DAY_US:
        return None
    return f"holds the day {day_of(part.rows[-1])}, later than tomorrow: a damaged date; download it again"
