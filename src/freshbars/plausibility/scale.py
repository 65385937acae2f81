"""Scale and identity of a load: what its closes say beside the stored ones of the days that both hold.

A load is *rescaled* if the oldest of the shared days have one factor that the rounding of both closes allows, and 1 does
not fit. It is *foreign* if nearly all shared days differ widely and no factor explains it. Everything else is a
restatement, whatever its size.
"""

from typing import NamedTuple

import numpy as np

# Shared days with one factor that make a rescaling. Fewer will do where there are no others and rounding leaves the factor
# precise: for one that no restatement has, and for series whose vendor adjusts old prices as a matter of course.
DAYS, FEW_DAYS = 5, 2
LARGE, PRECISE = np.log(1.5), 1.01
# Of the days of a segment so many may have been restated besides, if each of them changed.
STRAY = 0.1
# What single precision, in which some vendors keep prices, loses of a number.
SINGLE = 1.2e-7
# Foreign: of at least so many shared days this share differs by more than this; or, of more days, fewer by less, while the
# ratio of both closes changes from day to day about as much as the price does.
FOREIGN_DAYS, FOREIGN_SHARE, FOREIGN_CHANGE = 5, 0.9, np.log(1.25)
DRIFTING_DAYS, DRIFTING_SHARE, DRIFTING_CHANGE, DRIFT = 10, 0.7, np.log(1.01), 0.5


class Segment(NamedTuple):
    """Consecutive shared days with one factor (new close / stored close); ``days`` are its first and last one."""

    factor: float
    days: tuple[int, int]
    n: int


class Comparison(NamedTuple):
    """What a load is beside the stored days: ``segments`` of a rescaling, oldest first, and whether it is foreign."""

    segments: tuple[Segment, ...] = ()
    foreign: bool = False


def compare(days: np.ndarray, stored: np.ndarray, stated: np.ndarray, adjusted: bool = False) -> Comparison:
    """Compare the closes of shared days.

    days: shape (n,), ascending. stored, stated: closes, shape (n,). adjusted: whether the vendor adjusts old prices for
    dividends or splits. Days on which either close is zero, negative or unknown say nothing.
    """
    with np.errstate(invalid="ignore"):
        some = (stored > 0) & (stated > 0) & np.isfinite(stored) & np.isfinite(stated)
    days, stored, stated = days[some], stored[some], stated[some]
    if (stored == stated).all():
        return Comparison()
    low, high = _factors(stored, stated)
    found = _rescaled(days, low, high, adjusted)
    return Comparison(found, not found and _foreign(np.log(stated / stored), np.log(stored)))


def _rescaled(days: np.ndarray, low: np.ndarray, high: np.ndarray, adjusted: bool) -> tuple[Segment, ...]:
    """The segments of a rescaling; none if the oldest days have no factor besides 1."""
    found, start = [], 0
    while start < len(days):
        end, n, least, most = _run(low, high, start)
        factor = float(np.sqrt(least * most))
        sure = end - start == len(days) and most < least * PRECISE and (adjusted or abs(np.log(factor)) > LARGE)
        few = FEW_DAYS if sure else DAYS
        if not least <= 1 <= most and n >= few:
            found.append(Segment(factor, (int(days[start]), int(days[end - 1])), n))
        elif not start:
            return ()
        start = end
    return tuple(found)


def _run(low: np.ndarray, high: np.ndarray, start: int) -> tuple[int, int, float, float]:
    """The days from ``start`` on that one factor explains: their end, how many they are, and the bounds of the factor."""
    least, most, end, n, strays = low[start], high[start], start + 1, 1, 0
    while end < len(low):
        fits = (low[end : end + 4] <= most) & (high[end : end + 4] >= least)
        if fits[0]:
            least, most, n = max(least, low[end]), min(most, high[end]), n + 1
        elif low[end] <= 1 <= high[end] or fits[1:].sum() < 2 or strays + 1 > STRAY * (n + 10):
            break
        else:
            strays += 1
        end += 1
    return end, n, float(least), float(most)


def _factors(stored: np.ndarray, stated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each day the smallest and the largest factor that the rounding of both closes allows."""
    one, other = rounding(stored), rounding(stated)
    return (stated - other).clip(min=0) / (stored + one), (stated + other) / (stored - one).clip(min=1e-300)


def rounding(closes: np.ndarray) -> np.ndarray:
    """By how much each close may differ from what it was before it was rounded.

    Vendors round to a number of decimals or of significant digits: the series shows the most of either, and each close has
    the fewer decimals of both.
    """
    texts = [np.format_float_positional(close, trim="-").partition(".") for close in closes]
    whole = np.array([len(before.lstrip("0")) for before, _, _ in texts])
    decimals = np.array([len(after) for _, _, after in texts])
    # Zeros behind the point of a number below 1 are not significant; a number counts from its first digit on.
    leading = np.array([len(after) - len(after.lstrip("0")) for _, _, after in texts])
    significant = (whole + decimals - np.where(whole == 0, leading, 0)).max()
    places = np.minimum(decimals.max(), significant - np.where(whole == 0, -leading, whole))
    return np.maximum(0.5 * 10.0 ** -places.astype(float), SINGLE * closes) * (1 + 1e-9)


def _foreign(change: np.ndarray, prices: np.ndarray) -> bool:
    """Whether the stated closes have nothing to do with the stored ones. change: log of the ratio of each day."""
    n = len(change)
    if n < FOREIGN_DAYS:
        return False
    if (abs(change) > FOREIGN_CHANGE).mean() >= FOREIGN_SHARE:
        return True
    if n < DRIFTING_DAYS or (abs(change) > DRIFTING_CHANGE).mean() < DRIFTING_SHARE:
        return False
    return bool(np.median(abs(np.diff(change))) > DRIFT * np.median(abs(np.diff(prices))))
