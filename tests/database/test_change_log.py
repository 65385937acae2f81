"""The log of changes: walked back to what a stage was built from, it gives the first day that differs."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from freshbars.compute.daily_bars import DAILY, chained
from freshbars.config import validate
from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.refresh.daily_batch import DailyBatch
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.stage import Work
from freshbars.store.change_log import Change, ChangeLog, Entry, log_changes
from freshbars.store.daily_state import DailyState
from oracle import tries

CONTEXT, DAYS = Context(validate({})), 7
# A history says for each of a few days the close, or that there is no bar: few values, so that old ones return.
histories = st.tuples(*[st.sampled_from((None, 1.0, 2.0))] * DAYS)
sequences = st.lists(histories, min_size=2, max_size=7)


class ShortSighted(ChangeLog):
    """Has to look further back for all but the newest changes."""

    RECENT = 2


class Log:
    """A cursor on a table of changes that exists only here."""

    def __init__(self) -> None:
        self.entries: list[tuple] = []

    def execute(self, query: str, values: tuple) -> None:
        if query.startswith("INSERT"):
            _, *columns = values
            self.entries += zip(*columns, strict=True)
        else:
            newest_first = [(1, seq, *entry, True) for seq, entry in enumerate(self.entries, 1)][::-1]
            *_, limit = values
            recent = query.endswith("LIMIT %s) AS c")
            self.found = newest_first[:limit] if recent else [row for row in newest_first if row[1] < limit]

    def __iter__(self):
        return iter(self.found)

    def changed(self, old: np.ndarray, new: np.ndarray, digest: str | None = None) -> None:
        """The daily stage writes ``new`` where it finds ``old``; it remembers ``digest``."""
        log_changes(self, changed(old, new, chained("", old) if digest is None else digest))

    def since(self, digest: str) -> Change | None:
        return ShortSighted(self, [1]).since(1, digest)


def changed(old: np.ndarray, new: np.ndarray, digest: str) -> dict[int, Entry]:
    """What the daily stage notes when it finds ``old``, writes ``new`` and remembers ``digest``."""
    state = DailyState("source", digest or None, None, len(old), 0)
    stored = SimpleNamespace(cursor=None, calendars={})
    batch = DailyBatch(CONTEXT, stored, Work({1: Decision(1, Action.REWRITE)}, {1: state}), [1])
    batch._finish(1, Action.REWRITE, old, new)
    return batch.entries


def bars(history: tuple) -> np.ndarray:
    result = np.zeros(sum(close is not None for close in history), DAILY)
    result["time_close"] = [day for day, close in enumerate(history) if close is not None]
    result["close"] = [close for close in history if close is not None]
    return result


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
@tries(300)
def test_composed_changes_give_the_first_day_that_differs(sequence):
    log, newest = logged(sequence), sequence[-1]
    for known in set(sequence) - {newest}:
        # Nothing that happened before the history was last like this matters.
        last = max(i for i, history in enumerate(sequence) if history == known)
        steps = [compared(*pair) for pair in pairwise(sequence[last:])]
        first = min(step.from_ts for step in steps if step)
        change = log.since(chained("", bars(known)))
        assert change == Change(first, following(known, first))
        assert known[:first] == newest[:first]
        # Where something was undone on the way, the change begins there: too early, never too late.
        direct = compared(known, newest)
        assert change == direct or change.from_ts < direct.from_ts


@given(history=histories, appended=st.lists(st.floats(3, 9), min_size=1, max_size=4, unique=True))
@tries(90)
def test_changes_of_which_none_is_undone_compose_to_the_direct_difference(history, appended):
    sequence = [history]
    for close in appended:
        day = int(close * 1000) % DAYS
        sequence.append((*sequence[-1][:day], close, *sequence[-1][day + 1 :]))
    log = logged(sequence)
    for known in sequence[:-1]:
        assert log.since(chained("", bars(known))) == compared(known, sequence[-1])


@given(sequence=sequences)
@tries(90)
def test_an_unknown_fingerprint_has_no_record(sequence):
    assert logged(sequence).since("0" * 32) is None


@given(sequence=sequences, found=histories)
@tries(90)
def test_after_a_change_behind_our_back_no_bar_is_taken_for_untouched(sequence, found):
    """Bars that another program changed were in no history that a stage was built from."""
    *before, newest = sequence
    log = logged(before)
    if found == before[-1]:
        return
    log.changed(bars(found), bars(newest), chained("", bars(before[-1])))
    for known in set(before) - {newest}:
        change = log.since(chained("", bars(known)))
        assert change is None or not any(newest[: change.from_ts])


def test_entries_of_several_assets_go_to_the_table_and_back(make_config):
    """Each asset has numbers and a record of its own; what lies further back is read when it is asked for."""
    config = make_config()
    connection = connect(config)
    ensure_tables(config, connection)
    with connection, connection.cursor() as cursor:
        log_changes(cursor, {})
        for k in range(12):
            entries = {asset: Entry(f"{asset} {k}", f"{asset} {k + 1}", 1000 * k, None) for asset in (1, 2)}
            entries[2] = entries[2]._replace(from_ts=1000 * (20 - k), next_ts=1000 * (30 - k))
            log_changes(cursor, entries if k % 2 else dict(reversed(entries.items())))
        log_changes(cursor, {3: Entry("", "3 1", 7, None)})
        cursor.execute("SELECT id, array_agg(seq ORDER BY seq) FROM cmc_price_bars_1d_changes GROUP BY id ORDER BY id")
        every = [*range(1, 13)]
        assert cursor.fetchall() == [(1, every), (2, every), (3, [1])]
        log = ChangeLog(cursor, [1, 2, 4])
        for k in (11, 4, 3, 0):
            assert log.since(1, f"1 {k}") == Change(1000 * k, None)
            # The bar that followed was changed by each older entry, and what it was before counts.
            assert log.since(2, f"2 {k}") == Change(9000, 1000 * (30 - k))
        assert log.since(1, "2 3") is None
        assert log.since(3, "") is None
        log = ChangeLog(cursor, [3])
        assert log.since(3, "") == Change(7, None)
    connection.close()


def test_a_planned_change_is_taken_for_the_newest():
    log = logged([(1.0,) * DAYS, (2.0,) + (1.0,) * (DAYS - 1)])
    read = ShortSighted(log, [1])
    newest = chained("", bars((2.0,) + (1.0,) * (DAYS - 1)))
    read.expect(1, Entry(newest, "planned", 3, None))
    read.expect(2, Entry("", "planned", 5, None))
    assert read.since(1, newest) == Change(3, None)
    assert read.since(1, chained("", bars((1.0,) * DAYS))) == Change(0, 0)
    assert read.since(2, "") == Change(5, None)
