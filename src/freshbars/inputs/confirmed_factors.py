"""The factors that a person confirmed for all prices before a day: a rescaling that the vendor never carried back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from freshbars.compute.instants import microseconds
from freshbars.inputs.confirmations import Confirmations, ConfirmedKind


class ConfirmedFactor(NamedTuple):
    """A person's word that an asset's prices before a day (a proleptic ordinal) are to be multiplied by a factor."""

    day: int
    factor: float


def confirmed_factors(confirmations: Confirmations) -> dict[int, tuple[ConfirmedFactor, ...]]:
    """The factors of each asset that has any, by day."""
    found = {
        asset: tuple(
            ConfirmedFactor(day, one.value) for day, one in sorted(days.items()) if one.kind is ConfirmedKind.RESCALE
        )
        for asset, days in confirmations.items()
    }
    return {asset: factors for asset, factors in found.items() if factors}


def starting_at(
    factors: Mapping[int, Sequence[ConfirmedFactor]], zones: Mapping[int, str], timezone: str
) -> dict[int, tuple[tuple[int, float], ...]]:
    """The factors with the instants at which their days begin, in the zone of the asset or in ``timezone``."""
    return {
        asset: tuple((_midnight(one.day, zones.get(asset, timezone)), one.factor) for one in some)
        for asset, some in factors.items()
    }


def _midnight(day: int, timezone: str) -> int:
    return microseconds(datetime.combine(date.fromordinal(day), time(), ZoneInfo(timezone)))
