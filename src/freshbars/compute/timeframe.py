"""Timeframes: what a label such as ``2W_CAL_US`` means."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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

    def __str__(self) -> str:
        words = {"D": "daily bars", "W": f"{self.scheme} weeks", "M": "months", "Y": "years"}[self.unit]
        words = words.removesuffix("s") if self.n == 1 else words
        return f"{self.n} {words}, {self.alignment}"


DAILY = Timeframe("1D", 1, "D", "rolling")
DAY_2000 = date(2000, 1, 1).toordinal()
