"""Whether files fit what is stored of their asset: the same prices, on the same scale.

Judged are the rows that a load would leave. Where it would leave days on two scales, the files are refused; where a vendor
rescaled all days up to some day, that is one rescaling.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import local_days
from freshbars.inputs.confirmed_factors import ConfirmedFactor
from freshbars.plausibility.scale import Comparison, compare
from pricefiles.errors import FileError

# What a confirmed factor may differ from the one found, whose closes are rounded.
_TOLERANCE = 0.01


class Closes(NamedTuple):
    """Days (UTC days of their timestamps, ascending, counted from 2000-01-01), their timestamps and closes."""

    days: np.ndarray
    stamps: np.ndarray
    closes: np.ndarray

    def where(self, mask: np.ndarray) -> "Closes":
        """Some of the days."""
        return Closes(self.days[mask], self.stamps[mask], self.closes[mask])

    def over(self, other: "Closes") -> "Closes":
        """These days, and the others of another set."""
        rest = other.where(~np.isin(other.days, self.days))
        order = np.argsort(np.concatenate([self.days, rest.days]), kind="stable")
        return Closes(*(np.concatenate(both)[order] for both in zip(self, rest, strict=True)))


class Rescaling(NamedTuple):
    """A vendor's new scale of all days up to one: new close / old close, and how many days and from when to when."""

    file: str
    factor: float
    first: date
    last: date
    n: int


class ScaleJudge:
    """Judges the files of one asset. confirmed: the rescalings that a person confirmed."""

    def __init__(self, asset: int, timezone: str, confirmed: Sequence[ConfirmedFactor] = ()) -> None:
        self._asset, self._timezone, self._confirmed = asset, timezone, confirmed

    def judge(self, file: str, stated: Closes, taken: np.ndarray, stored: Closes, adjusted: bool) -> list[Rescaling]:
        """The rescalings that a file makes. Raises FileError for one that must not be loaded.

        taken: which of its days would be stored. adjusted: whether its vendor adjusts old prices.
        """
        _, mine, its = np.intersect1d(stated.days, stored.days, return_indices=True)
        found = compare(stated.days[mine], stored.closes[its], stated.closes[mine], adjusted)
        if found.foreign:
            raise FileError(file, None, self._foreign_words(stated.where(mine), stored.where(its)))
        if not found.segments:
            return []
        end = found.segments[-1].days[1]
        new = stated.where(taken & (stated.days <= end))
        old = stored.where(~np.isin(stored.days, new.days) & (stored.days <= end))
        if not len(new.days):
            return []
        if len(old.days) and not self._is_confirmed(found, new, old):
            raise FileError(file, None, self._mixed_words(found, new, old))
        if len(old.days):
            return []
        if self._is_confirmed_already(found, stored.where(stored.days <= end)):
            raise FileError(file, None, self._twice_words(found))
        span = (stored.days <= end).sum()
        return [
            Rescaling(file, one.factor, self._dates(stated)[0], self._day_of(stated, one.days[1]), int(span))
            for one in found.segments
        ]

    def _dates(self, closes: Closes) -> list[date]:
        return [date.fromordinal(int(day)) for day in local_days(closes.stamps, self._timezone)]

    def _day_of(self, closes: Closes, day: int) -> date:
        return self._dates(closes.where(closes.days == day))[0]

    def _is_confirmed(self, found: Comparison, new: Closes, old: Closes) -> bool:
        """Whether confirmed factors bring the days that would stay to the scale of the new ones."""
        if not self._confirmed:
            return False
        ours, theirs = (self._multiplied(some) for some in (new, old))
        wanted = np.log(found.segments[0].factor)
        return bool((abs(np.log(theirs) - np.log(ours[0]) - wanted) < _TOLERANCE).all() and (ours == ours[0]).all())

    def _is_confirmed_already(self, found: Comparison, old: Closes) -> bool:
        """Whether days would be multiplied by a confirmed factor that the file's prices have in them already."""
        if not self._confirmed:
            return False
        factors = np.log(self._multiplied(old))
        return bool(((factors != 0) & (abs(factors - np.log(found.segments[0].factor)) < _TOLERANCE)).any())

    def _twice_words(self, found: Comparison) -> str:
        days = " and ".join(str(date.fromordinal(one.day)) for one in self._confirmed)
        return (
            f"its older closes are {found.segments[0].factor:.6g} times those that are stored of asset {self._asset}, and the "
            f"file of confirmations multiplies them once more: take the line rescale of {days} out of it"
        )

    def _multiplied(self, closes: Closes) -> np.ndarray:
        days = local_days(closes.stamps, self._timezone)
        return np.prod([np.where(days < one.day, one.factor, 1.0) for one in self._confirmed], axis=0)

    def _foreign_words(self, stated: Closes, stored: Closes) -> str:
        n = len(stated.days)
        return (
            f"its prices have nothing to do with what is stored of asset {self._asset} on the {n} days that both hold (on "
            f"{self._dates(stated)[-1]} {stored.closes[-1]:.10g} is stored, and it says {stated.closes[-1]:.10g}): put it "
            "under the asset that it is of, or unload what was loaded wrongly (freshbars unload)"
        )

    def _mixed_words(self, found: Comparison, new: Closes, old: Closes) -> str:
        factor, n = found.segments[0].factor, sum(one.n for one in found.segments)
        days = "1 older day" if len(old.days) == 1 else f"{len(old.days)} older days"
        words = (
            f"its closes of {n} days are {factor:.6g} times those that are stored of asset {self._asset}, and {days} would "
            f"stay on the old scale ({self._dates(old)[0]} is the first): load the vendor's whole history"
        )
        if old.days[-1] < new.days[0]:
            first = self._dates(new)[0]
        elif new.days[-1] < old.days[0]:
            first, factor = self._dates(old)[0], 1 / factor
        else:
            return words
        return f"{words}, or multiply the days before: freshbars confirm {self._asset} --rescale {first} {factor:.6g}"


def describe(one: Rescaling) -> str:
    """A rescaling as a sentence."""
    return f"{one.file}: the vendor rescaled the whole history up to {one.last}, {one.n:,} days, by the factor {one.factor:.6g}"
