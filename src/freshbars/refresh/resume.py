"""Which assets a stage can go on with from their states: those that get new days, and no series of which begins on them."""

from collections.abc import Sequence

import numpy as np

from freshbars.compute.daily_bars import DAILY, chained
from freshbars.compute.histories import Histories
from freshbars.refresh.decision import Action
from freshbars.refresh.series import Series
from freshbars.refresh.stage import StoredBars, Work
from freshbars.store.series_state import read_carried


def resumable(
    stage: Series, bars: StoredBars, work: Work, ids: Sequence[int]
) -> tuple[list[int], np.ndarray, Histories | None, list[int]]:
    """Assets that only get new days and whose states can be gone on from: the states, and the days from them on.

    Last, the assets whose states do not verify.
    """
    states = work.states
    asked = {
        asset: states[asset]
        for asset in ids
        if work.decisions[asset].action == Action.APPEND
        and states[asset].tfs == tuple(stage.timeframes)
        and states[asset].periods == stage.periods
    }
    carried = read_carried(bars.cursor, stage.state_table, asked) if asked else {}
    size = stage.fold.dtype.itemsize
    damaged = [asset for asset, payload in carried.items() if payload is None or len(payload) != size]
    for asset in damaged:
        del carried[asset]
    if not carried:
        return [], stage.fold.empty(0), None, damaged
    found = list(carried)
    carry = np.frombuffer(b"".join(carried.values()), stage.fold.dtype).copy()
    new = bars.after({asset: one["newest"] for asset, one in zip(found, carry, strict=True)})
    nothing = np.empty(0, DAILY)
    # Where these are not all that came since, all of them are read.
    right = [
        i for i, asset in enumerate(found)
        if chained(states[asset].built_from, new.get(asset, nothing)) == work.digests[asset]
    ]  # fmt: skip
    if not right:
        return [], carry, None, damaged
    found, carry = [found[i] for i in right], carry[right]
    counts = np.array([1 + len(new.get(asset, nothing)) for asset in found])
    rows = np.empty(counts.sum(), DAILY)
    starts = np.cumsum(counts) - counts
    rows[starts] = carry["newest"]
    for asset, start, end in zip(found, (starts + 1).tolist(), np.cumsum(counts).tolist(), strict=True):
        rows[start:end] = new.get(asset, nothing)
    some = np.array(found), rows, counts, carry["first_day"], carry["skipped"]
    histories = Histories.following(*some, stage.timezone, bars.calendars)
    layout = stage.fold.lay_out(histories)
    easy = np.flatnonzero(~stage.fold.needs_history(carry, histories, layout))
    return [found[i] for i in easy], carry[easy], histories.of(easy) if len(easy) else None, damaged
