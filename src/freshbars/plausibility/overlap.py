"""Checks of accepted days that were restated: by prices of something else, or on another scale than the older days."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from freshbars.plausibility.findings import Kind
from freshbars.plausibility.thresholds import Thresholds
from freshbars.plausibility.view import logs


class Shared(NamedTuple):
    """Days that stand in the accepted and in the present bars of one asset: their rows in each, and both log closes."""

    rows: np.ndarray
    old: np.ndarray
    new: np.ndarray


def shared(accepted: np.ndarray, present: np.ndarray) -> Shared:
    """The bars that close at the same instant and have a positive close in both."""
    _, before, now = np.intersect1d(accepted["time_close"], present["time_close"], return_indices=True)
    old, new = logs(accepted["close"][before]), logs(present["close"][now])
    good = ~np.isnan(old) & ~np.isnan(new)
    return Shared(now[good], old[good], new[good])


def foreign(days: Shared, known: Thresholds) -> Iterator[tuple[Kind, int]]:
    """Restated days whose returns have nothing to do with the accepted ones: FOREIGN and the first such row, or nothing.

    Scale does not matter: the ratio of the same asset's prices hardly moves from day to day, whatever the unit, that of two
    assets moves as much as they do.
    """
    changed = np.flatnonzero(np.abs(days.new - days.old) > known.rescaled_tolerance)
    if len(changed) < known.foreign_days:
        return
    first, last = changed[0], changed[-1]
    ratio = (days.new - days.old)[first : last + 1]
    drift, moves = np.abs(np.diff(ratio)), np.abs(np.diff(days.old[first : last + 1]))
    if np.median(drift) > max(known.foreign_share * np.median(moves), known.foreign_move):
        yield Kind.FOREIGN, int(days.rows[first])


def rescaled(days: Shared, known: Thresholds) -> Iterator[tuple[Kind, int]]:
    """Restated days that all have one factor while older days keep the old scale: RESCALED and the first such row."""
    ratio = days.new - days.old
    changed = np.flatnonzero(np.abs(ratio) > known.rescaled_tolerance)
    if len(changed) < known.rescaled_days:
        return
    first, last = changed[0], changed[-1]
    part = ratio[first : last + 1]
    one_factor = np.abs(part - np.median(part)).max() <= known.rescaled_tolerance
    if one_factor and first > 0:
        yield Kind.RESCALED, int(days.rows[first])
