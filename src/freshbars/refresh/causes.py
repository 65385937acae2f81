"""Why the daily bars of an asset are replaced: the first that applies."""

from collections.abc import Mapping, Sequence

import numpy as np

from freshbars.compute import versions
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.refresh.source_digest import source_digest
from freshbars.store.causes import Cause
from freshbars.store.change_log import UNKNOWN, Entry
from freshbars.store.daily_state import DailyState
from freshbars.store.fingerprint import Fingerprint


def cause_of(
    config: Config, asset: int, state: DailyState | None, entry: Entry | None, calendars: Calendars,
    events: Mapping[int, Cause], now: Fingerprint | None,
) -> Cause:  # fmt: skip
    """The cause of replaced bars.

    state: that of the bars of before. entry: how they changed. events: causes of what happened to the source rows since.
    now: the fingerprint of the source rows, None if there are none.
    """
    if state is None:
        return Cause.REPAIR
    if entry and entry.before == UNKNOWN and not config.rebuilds(asset):
        return Cause.REPAIR
    tail = state.tail(asset)
    if tail and state.fingerprint:
        if not state.source_digest.startswith(f"{versions.BARS_1D} "):
            return Cause.VERSION
        if state.source_digest != source_digest(config, state.fingerprint, calendars.get(asset), tail.until):
            return Cause.CALENDAR
        if state.fingerprint == now:
            return Cause.REPAIR
    return events.get(asset, Cause.VENDOR)


def is_adjusted(old: np.ndarray, new: np.ndarray, factors: Sequence[float]) -> bool:
    """Whether all bars whose closes differ (dtype DAILY) differ by one of the confirmed factors."""
    _, before, after = np.intersect1d(old["time_close"], new["time_close"], return_indices=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = new["close"][after] / old["close"][before]
    ratios = ratios[ratios != 1]
    return bool(len(ratios) and any((abs(ratios / factor - 1) < 1e-9).all() for factor in factors))
