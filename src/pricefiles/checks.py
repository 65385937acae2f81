"""Checks of a file's numbers: shifted columns, swapped volumes, sparse stretches."""

import numpy as np

from pricefiles.instants import DAY_US
from pricefiles.rows import day_of
from pricefiles.table import Table

# An open or close this many times outside high and low is not a price of that day.
_GROSS = 20
# This many consecutive lines with prices out of order, in a file with hardly any others, mean shifted columns.
_RUN = 3
_TOLERANCE = 0.01


def unslipped(table: Table, rows: np.ndarray) -> None:
    """Raise FileError for the first line whose columns are shifted."""
    with np.errstate(invalid="ignore"):
        top, bottom = rows["high"].copy(), rows["low"].copy()
        # Vendors write 0 for an unknown price.
        stated = (top > 0) & (bottom > 0)
        gross = np.zeros(len(rows), bool)
        mild = stated & (bottom > top * (1 + _TOLERANCE))
        for role in ("open", "close"):
            value = rows[role].copy()
            gross |= stated & (
                (value > _GROSS * np.maximum(top, bottom)) | (value * _GROSS < np.minimum(top, bottom)) & (value > 0)
            )
            mild |= stated & ((value > top * (1 + _TOLERANCE)) | (value < bottom * (1 - _TOLERANCE)) & (value > 0))
    wrong = gross
    runs = np.convolve(mild, np.ones(_RUN, int), "valid") == _RUN if len(mild) >= _RUN else np.zeros(0, bool)
    if runs.any() and mild.mean() <= 0.5:
        wrong = gross.copy()
        wrong[runs.argmax()] = True
    if wrong.any():
        i = int(wrong.argmax())
        prices = ", ".join(f"{role} {rows[role][i]:.10g}" for role in ("open", "high", "low", "close"))
        raise table.error(i, f"holds {prices}, which cannot be one day: the columns slip here; download it again")


def swapped(table: Table, rows: np.ndarray) -> list[str]:
    """A warning if the volumes in both currencies are swapped: their ratio is the price, or its inverse."""
    if not table.has("quotevolume"):
        return []
    volume, quote, close = rows["volume"], table.column("quotevolume"), rows["close"]
    with np.errstate(all="ignore"):
        as_said = np.abs(np.log(quote / (volume * close)))
        turned = np.abs(np.log(volume / (quote * close)))
        odd = (volume > 0) & (quote > 0) & (close > 0) & (turned < 0.7) & (as_said > 1.4)
    if not odd.any():
        return []
    names = table.layout.name("volume"), table.layout.name("quotevolume")
    text = (
        f"{names[0]} and {names[1]} seem to have changed places on {odd.sum()} days, first on line "
        f"{table.lines[odd.argmax()]}; loaded as the columns say"
    )
    return [text]


def begins_late(table: Table) -> list[str]:
    """A warning if the days of a format with UTC days begin at another hour, as on some exchanges."""
    clock = table.column("date")["of_day"]
    # The last minute of a day stands for the day as well as the first one.
    odd = (clock > 0) & (clock < DAY_US - 60_000_000)
    if table.layout.format.zone != "UTC" or not odd.any():
        return []
    minutes = int(clock[odd.argmax()]) // 60_000_000
    return [f"its days begin at {minutes // 60:02}:{minutes % 60:02}; loaded as the UTC days that its dates name"]


def sparse(rows: np.ndarray) -> list[str]:
    """A warning if a daily file begins with weekly or monthly values."""
    gaps = np.diff(np.sort(rows["timestamp"] // DAY_US))
    gaps = gaps[gaps > 0]
    if not len(gaps):
        return []
    wide = gaps >= 6
    lead = len(wide) if wide.all() else int((~wide).argmax())
    if lead < 4:
        return []
    first = day_of(rows[rows["timestamp"].argmin()])
    return [
        f"its first {lead} days, from {first} on, are a week or more apart: weekly or monthly values in a daily file"
    ]
