"""The log of changes: walked back to what a stage was built from, it tells the first day that differs."""

from datetime import datetime
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from freshbars.compute import daily_bars as daily
from freshbars.compute.daily_bars import DAILY
from freshbars.refresh.daily_stage import _log_change
from freshbars.state.change_log import Change, ChangeLog
from freshbars.state.daily import DailyState

DAYS = 7
# A history says for each of a few days the close, or that there is no bar: few values, so that old ones return.
histories = st.tuples(*[st.sampled_from((None, 1.0, 2.0))] * DAYS)
sequences = st.lists(histories, min_size=2, max_size=7)


class ShortSighted(ChangeLog):
    """Has to look further back for all but the newest changes."""

    RECENT = 2


class Log:
    """A cursor on a table of changes that exists only here."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, datetime, datetime | None]] = []

    def execute(self, query: str, values: tuple) -> None:
        if query.startswith("INSERT"):
            self.entries.append(values[1:5])
        else:
            newest_first = [(1, seq, *entry) for seq, entry in enumerate(self.entries, 1)][::-1]
            *_, limit = values
            recent = query.endswith("LIMIT %s) AS c")
            self.found = newest_first[:limit] if recent else [row for row in newest_first if row[1] < limit]

    def __iter__(self):
        return iter(self.found)

    def changed(self, old: np.ndarray, new: np.ndarray, digest: str | None = None) -> None:
        """The daily stage writes ``new`` where it finds ``old``; it remembers ``digest``."""
        state = DailyState("source", fingerprint(old) if digest is None else digest, None, len(old), 0)
        _log_change(self, 1, state, old, new, fingerprint(new))

    def since(self, digest: str) -> Change | None:
        return ShortSighted(self, [1]).since(1, digest)


def bars(history: tuple) -> np.ndarray:
    result = np.zeros(sum(close is not None for close in history), DAILY)
    result["time_close"] = [day for day, close in enumerate(history) if close is not None]
    result["close"] = [close for close in history if close is not None]
    return result


def fingerprint(some: np.ndarray) -> str:
    return daily.digest(some) if len(some) else ""


def logged(sequence: list[tuple]) -> Log:
    log = Log()
    for old, new in pairwise(sequence):
        log.changed(bars(old), bars(new))
    return log


def compared(old: tuple, new: tuple) -> Change | None:
    """The change between two histories, found by looking at every day."""
    day = next((day for day in range(DAYS) if old[day] != new[day]), None)
    return None if day is None else Change(day, following(old, day))


def following(history: tuple, day: int) -> int | None:
    return next((other for other in range(day, DAYS) if history[other] is not None), None)


@given(sequence=sequences)
@settings(max_examples=1500, deadline=None)
def test_composed_changes_tell_the_first_day_that_differs(sequence):
    log, newest = logged(sequence), sequence[-1]
    for known in set(sequence) - {newest}:
        # Nothing that happened before the history was last like this matters.
        last = max(i for i, history in enumerate(sequence) if history == known)
        steps = [compared(*pair) for pair in pairwise(sequence[last:])]
        first = min(step.from_ts for step in steps if step)
        change = log.since(fingerprint(bars(known)))
        assert change == Change(first, following(known, first))
        assert known[:first] == newest[:first]
        # Where something was undone on the way, the change begins there: too early, never too late.
        direct = compared(known, newest)
        assert change == direct or change.from_ts < direct.from_ts


@given(history=histories, appended=st.lists(st.floats(3, 9), min_size=1, max_size=4, unique=True))
@settings(max_examples=300, deadline=None)
def test_changes_of_which_none_is_undone_compose_to_the_direct_difference(history, appended):
    sequence = [history]
    for close in appended:
        day = int(close * 1000) % DAYS
        sequence.append((*sequence[-1][:day], close, *sequence[-1][day + 1 :]))
    log = logged(sequence)
    for known in sequence[:-1]:
        assert log.since(fingerprint(bars(known))) == compared(known, sequence[-1])


@given(sequence=sequences)
def test_an_unknown_fingerprint_has_no_record(sequence):
    assert logged(sequence).since("0" * 32) is None


@given(sequence=sequences, found=histories)
@settings(max_examples=300, deadline=None)
def test_after_a_change_behind_our_back_no_bar_is_taken_for_untouched(sequence, found):
    """Bars that another program changed were in no history that a stage was built from."""
    *before, newest = sequence
    log = logged(before)
    if found == before[-1]:
        return
    log.changed(bars(found), bars(newest), fingerprint(bars(before[-1])))
    for known in set(before) - {newest}:
        change = log.since(fingerprint(bars(known)))
        assert change is None or not any(newest[: change.from_ts])
