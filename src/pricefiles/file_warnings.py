"""What of an export is possible, but hardly right: reported as warnings, never a reason to refuse a file."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from pricefiles.file_names import promised
from pricefiles.instants import DAY_US, instant, microseconds
from pricefiles.price_file import FilePart, day_of

JUMP = 20
# CoinMarketCap's own windows end up to two days before the day that the file name promises.
TOLERATED_DAYS = 3
# Downloads were cut at this many days for years. A longer file that starts late is of an asset that began late.
VENDOR_CUT = 400


def doubts(export: FilePart, until: datetime, timezone: str = "UTC") -> list[str]:
    """What is possible, but hardly right, one line a kind. ``until``: no day should end later than this instant."""
    found = list(export.warnings)
    priced = export.rows[~np.isnan(export.rows["close"])]
    low, high = (pick(priced["close"][1:], priced["close"][:-1]) for pick in (np.minimum, np.maximum))
    jumps = np.flatnonzero((high >= JUMP * low) & (high != low)) + 1
    if len(jumps):
        before, after = priced[jumps[0] - 1], priced[jumps[0]]
        more = f" (and {len(jumps) - 1} more)" if len(jumps) > 1 else ""
        found.append(f"the close goes from {before['close']:.10g} to {after['close']:.10g} on {day_of(after)}{more}")
    # The day that is under way may be the last one, with the prices so far; CoinMarketCap leaves it out.
    newest = export.rows["timestamp" if export.series.vendor == "coinmarketcap" else "timeopen"][-1]
    if newest > microseconds(until):
        found.append(f"ends in the future, on {day_of(export.rows[-1])}")
    if early := days_too_early(export.rows["timestamp"], timezone):
        found.append(early)
    windows = [_lacking(export, *window, until.date()) for window in promised(export.file)]
    # 9_2_2022 may be September or February: the reading that fits the file best is meant.
    if windows and max((best := min(windows))[1]) > TOLERATED_DAYS:
        found.append(best[2])
    return found


def days_too_early(stamps: np.ndarray, timezone: str) -> str | None:
    """A warning if an exchange's week appears to run from Sunday to Thursday: its days are a day too early."""
    zone = ZoneInfo(timezone)
    weekdays = np.array([instant(stamp).astimezone(zone).weekday() for stamp in stamps.tolist()], np.int64)
    counts = np.bincount(weekdays, minlength=7)
    friday, saturday, sunday = counts[4:]
    if sunday < 5 or sunday < 0.1 * len(weekdays) or max(friday, saturday) > 0.1 * sunday:
        return None
    return (
        f"{sunday} of its {len(weekdays)} days are Sundays in {timezone} and hardly any a Friday: its days seem to be a day "
        "too early; midnight in UTC is the evening before in the west, so set timezone to UTC or to the exchange's own"
    )


def _lacking(export: FilePart, since: date, until: date, today: date) -> tuple[int, tuple[int, ...], str]:
    """How many days of a promised window the file lacks: in all, of a kind that counts, and in words."""
    first, last, n = day_of(export.rows[0]), day_of(export.rows[-1]), len(export.rows)
    start = max((first - since).days, 0)
    end = max((min(until, today) - last).days, 0)
    between = int(export.days[-1] - export.days[0]) + 1 - n
    words = f"its name promises {since} to {until}, it holds {first} to {last}"
    words += f" without {between} days" if between else ""
    return start + end, (start if n <= VENDOR_CUT else 0, end, between), words


def later_than_tomorrow(export: FilePart, until: datetime) -> str | None:
    """Why the file must be refused: a day later than tomorrow would rank it above all later files, for ever."""
    if (
        export.rows["timeopen" if export.series.vendor != "coinmarketcap" else "timestamp"][-1]
        <= microseconds(until) + DAY_US
    ):
        return None
    return f"holds the day {day_of(export.rows[-1])}, later than tomorrow: a damaged date; download it again"
