"""Days at the end of a history that were not over when they were stated: an append begins before the first of them.

A vendor who ships today's row every morning then costs an append a day, as others do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import NOT_OVER, Built
from freshbars.compute.instants import NO_INSTANT
from freshbars.store.daily_state import DailyState
from freshbars.store.deletes import After
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.price_history import PriceHistory


class Settled(NamedTuple):
    """The rows before such days: how many timestamps they have beyond those known before, and the newest of all.

    left: the fingerprint of all rows up to that one, where others follow.
    """

    n: int
    until: int
    left: Fingerprint | None


def settled(
    asset: int, stamps: np.ndarray, built: Built, before: int, history: PriceHistory, whole: Fingerprint
) -> Settled:
    """How far rows are settled.

    stamps: their timestamps, ascending, each once. before: the newest one known before, NO_INSTANT for none. whole: the
    fingerprint of all rows of the asset.
    """
    bars, rejects = built.bars, built.rejects
    early = rejects["timestamp"][(rejects["id"] == asset) & (rejects["reason"] == NOT_OVER)]
    bar = bars["timestamp"][slice(*np.searchsorted(bars["id"], (asset, asset + 1)))]
    known = np.flatnonzero(~np.isin(stamps, early) | np.isin(stamps, bar))
    n = int(known[-1]) + 1 if len(known) else 0
    if n == 0 and before == NO_INSTANT:
        n = len(stamps)
    until = int(stamps[n - 1]) if n else before
    if n == len(stamps):
        return Settled(n, until, None)
    return Settled(n, until, whole - history.fingerprints_after({asset: until}).get(asset, Fingerprint()))


def stated_again(states: Mapping[int, DailyState], ids: Iterable[int]) -> list[After]:
    """The rejects that an append replaces: of days that were not over when they were stated."""
    tails = {asset: states[asset].tail(asset) for asset in ids}
    until = {asset: tail.until for asset, tail in tails.items() if tail.settled}
    return [After(list(until), list(until.values()))] if until else []


def without_unfinished(state: DailyState, asset: int) -> DailyState:
    """The state without the rejects of days that an append states again."""
    settled_rows = state.tail(asset).settled
    gone = state.fingerprint.rows - settled_rows.rows if settled_rows else 0
    return replace(state, n_rejects=state.n_rejects - gone)
