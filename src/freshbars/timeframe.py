"""Timeframes: from a label such as ``2W_CAL_US`` to the window that a day lies in.

Days are integers: proleptic ordinals as in ``datetime.date.toordinal`` (day 1 is 0001-01-01). All arithmetic is on
dates, never on instants, so daylight saving and time zones cannot move a boundary.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

# Weeks start on the weekday of their epoch, and anchored blocks of weeks are counted from it.
WEEK_EPOCH = {"US": date(1970, 1, 4).toordinal(), "ISO": date(1970, 1, 5).toordinal()}
NOMINAL_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
LABEL = re.compile(r"([1-9][0-9]{0,3})([DWMY])(_CAL(_ANCHOR)?(_(US|ISO))?)?")


@dataclass(frozen=True)
class Timeframe:
    """A bar length: ``n`` units of days, weeks, months or years, and how its bars are laid on the calendar.

    alignment: ``rolling`` (n daily bars, counted from the asset's first), ``calendar`` (whole units, counted from the
    first boundary in the asset's life) or ``anchor`` (windows that are the same for all assets).
    """

    label: str
    n: int
    unit: str
    alignment: str
    scheme: str | None = None

    @classmethod
    def parse(cls, label: str) -> "Timeframe":
        """The timeframe that a label names. Raises ValueError with a sentence for a person."""
        match = LABEL.fullmatch(label)
        if not match:
            raise ValueError(f"'{label}' is not a timeframe: write 7D, 2W_CAL_US, 3M_CAL, 2W_CAL_ANCHOR_ISO ...")
        n, unit, calendar, anchor, _, scheme = match.groups()
        timeframe = cls(label, int(n), unit, "anchor" if anchor else "calendar" if calendar else "rolling", scheme)
        if (unit == "D") != (timeframe.alignment == "rolling"):
            raise ValueError(
                f"'{label}': days roll (7D), weeks, months and years follow the calendar (2W_CAL_ISO, 3M_CAL)"
            )
        if (unit == "W") != (scheme is not None):
            raise ValueError(
                f"'{label}': weeks, and only weeks, name their scheme: ..._US (Sunday) or ..._ISO (Monday)"
            )
        if anchor and unit == "M" and 12 % timeframe.n:
            raise ValueError(f"'{label}': anchored months must divide the year: 1, 2, 3, 4, 6 or 12")
        return timeframe

    @cached_property
    def nominal_days(self) -> int:
        """Length in days as EMA formulas use it: D 1, W 7, M 30, Y 365, times n."""
        return self.n * NOMINAL_DAYS[self.unit]

    def windows(self, days: np.ndarray, first_day: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Window number, first day and last day of the window that each of ``days`` lies in.

        ``first_day`` is the asset's first day. Aligned windows are numbered from 0; days before window 0 get negative
        numbers and are in no bar. Only for calendar timeframes.
        """
        units = self._unit_of(days)
        origin = 0
        if self.alignment == "calendar":
            origin = int(self._unit_of(np.array([first_day]))[0])
            origin += int(self._first_day_of(np.array([origin]))[0]) < first_day
        number = (units - origin) // self.n
        start = self._first_day_of(number * self.n + origin)
        end = self._first_day_of((number + 1) * self.n + origin) - 1
        return number, start, end

    def length_range(self) -> tuple[int, int]:
        """Days of the shortest and of the longest window."""
        if self.unit in "DW":
            days = self.n * NOMINAL_DAYS[self.unit]
            return days, days
        # Every month or year may begin an aligned window; an anchored one begins at multiples of n.
        step = self.n if self.alignment == "anchor" else 1
        starts = np.arange(step, 9000 * (12 if self.unit == "M" else 1), step)
        lengths = self._first_day_of(starts + self.n) - self._first_day_of(starts)
        return int(lengths.min()), int(lengths.max())

    def __str__(self) -> str:
        words = {"D": "daily bars", "W": f"{self.scheme} weeks", "M": "months", "Y": "years"}[self.unit]
        words = words.removesuffix("s") if self.n == 1 else words
        return f"{self.n} {words}, {self.alignment}"

    def _unit_of(self, days: np.ndarray) -> np.ndarray:
        """Number of the week, month or year that each day lies in, from a fixed origin."""
        if self.unit == "W":
            return (days - WEEK_EPOCH[self.scheme]) // 7
        months = (days - _UNIX_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
        return months if self.unit == "M" else months // 12

    def _first_day_of(self, units: np.ndarray) -> np.ndarray:
        if self.unit == "W":
            return units * 7 + WEEK_EPOCH[self.scheme]
        months = (units if self.unit == "M" else units * 12) - 1970 * 12
        return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _UNIX_DAY


_UNIX_DAY = date(1970, 1, 1).toordinal()
DAILY = Timeframe("1D", 1, "D", "rolling")
DAY_2000 = date(2000, 1, 1).toordinal()
