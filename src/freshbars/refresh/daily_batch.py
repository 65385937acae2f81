"""The work of the daily stage for some assets: new source rows are added, or all of them built and compared."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

import numpy as np

from freshbars.compute.daily_bars import DAILY, Built, build, chained
from freshbars.compute.instants import NO_INSTANT, instant, local_days, microseconds
from freshbars.compute.sessions import Calendars, dates_of
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D, TABLES, Table
from freshbars.database.wire_rows import difference
from freshbars.refresh.causes import cause_of, is_adjusted
from freshbars.refresh.daily_changes import EMPTY, change, days_after
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.judgement import Judge, cases
from freshbars.refresh.source_digest import source_digest
from freshbars.refresh.stage import Batch, Columns, Done, Step, StoredBars, Work
from freshbars.refresh.unfinished import Settled, settled, stated_again, without_unfinished
from freshbars.source.days_too_early import assets_with_days_too_early
from freshbars.store.causes import Cause
from freshbars.store.change_log import Entry, log_changes
from freshbars.store.daily_bars import read_daily
from freshbars.store.daily_state import STATE, DailyState, Tail, delete_states, write_states
from freshbars.store.deletes import Keyed, OfAssets, Rows, delete
from freshbars.store.history_events import new_causes
from freshbars.store.revisions import clock, keep_unchanged, note_causes
from freshbars.store.source_rows import source_rows
from freshbars.store.suspects import Suspect, write_suspects

log = logging.getLogger("freshbars")
BARS, REJECTS = TABLES[BARS_1D], TABLES[f"{BARS_1D}_rejects"]


class DailyBatch(Batch):
    """The daily bars of some assets. new: their bars as later stages will read them, from number ``kept`` on.

    olds: all bars that stood before, of assets that are built anew. at: when they are written; None while they are only
    counted. suspects: what was found implausible.
    """

    def __init__(self, context: Context, bars: StoredBars, work: Work, ids: Sequence[int]) -> None:
        super().__init__()
        self.context, self.config = context, context.config
        self.cursor, self.work, self.ids = bars.cursor, work, ids
        self.calendars = bars.calendars
        self.at: datetime | None = None
        self.states: dict[int, DailyState] = {}
        self.entries: dict[int, Entry] = {}
        self.new: dict[int, np.ndarray] = {}
        self.kept: dict[int, int] = {}
        self.olds: dict[int, np.ndarray] = {}
        self.suspects: dict[int, tuple[Suspect, ...]] = {}
        self.gone: list[int] = []
        self.bars_written: Counter = Counter()

    def write(self, cursor: Cursor) -> Done:
        """Do it, in the caller's transaction."""
        self.at = clock(cursor, self.ids)
        return super().write(cursor)

    def delete(self, cursor: Cursor, table: Table, rows: Rows) -> Counter:
        """Delete rows; bars go to the revisions."""
        return delete(cursor, table, rows, self.at if table is BARS else None)

    def stamped(self, table: Table, columns: Columns) -> Columns:
        """The columns as they are written: bars with the instant."""
        return {**columns, "ingested_at": microseconds(self.at)} if table is BARS else columns

    def steps(self) -> Iterator[Step]:
        """What is to be written, in order."""
        actions = {asset: self.work.decisions[asset].action for asset in self.ids}
        yield from self._delete([asset for asset, action in actions.items() if action == Action.DELETE])
        again = [asset for asset, action in actions.items() if action in (Action.BUILD, Action.REWRITE)]
        if appended := [asset for asset, action in actions.items() if action == Action.APPEND]:
            built, misfits = self._append(appended)
            again += misfits
            yield Step(BARS, (), iter([built.bars]))
            again_stated = stated_again(self.work.states, set(appended) - set(misfits))
            yield Step(REJECTS, again_stated, iter([built.rejects]))
        yield from self._again(again)
        _judge(self)

    def save(self, cursor: Cursor) -> None:
        """Store states and the log of changes."""
        if self.done.deleted:
            keep_unchanged(cursor, self.ids, self.at)
            note_causes(cursor, _causes(self, cursor), self.at)
        delete_states(cursor, STATE, self.gone)
        write_states(cursor, self.states, self.bars_written, self.at)
        write_suspects(cursor, (*self.states, *self.gone), chain.from_iterable(self.suspects.values()))
        log_changes(cursor, self.entries, [asset for asset in self.entries if self.config.rebuilds(asset)])

    def _delete(self, ids: list[int]) -> Iterator[Step]:
        stored = read_daily(self.cursor, ids) if ids else {}
        for asset in ids:
            for table in (BARS, REJECTS):
                yield Step(table, [OfAssets([asset])], iter(()))
            self.gone.append(asset)
            self._finish(asset, Action.DELETE, stored.get(asset, np.empty(0, DAILY)), np.empty(0, DAILY))

    def _append(self, ids: list[int]) -> tuple[Built, list[int]]:
        """The bars of new source rows, and the assets whose new rows do not just follow the old ones."""
        tails = {asset: self.work.states[asset].tail(asset) for asset in ids}
        until = {asset: tail.until for asset, tail in tails.items()}
        rows, names, files = source_rows(self.context.price_history(self.cursor), ids, until)
        ranks = np.array([tails[asset].rank for asset in rows["id"].tolist()], np.int64)
        built = build(rows, names, files, self.config.timezone, ranks, self.context.exclusions, self.calendars)
        misfits = set(built.problems)
        new = {asset: built.daily(asset) for asset in ids if asset not in misfits}
        for asset, bars in new.items():
            last = _last_day(tails[asset], self.config.timezone)
            if len(bars) and last is not None and _dates(self, asset, bars[:1])[0] <= last:
                misfits.add(asset)
        keep = [asset for asset in ids if asset not in misfits]
        for asset in keep:
            self._follow(asset, new[asset], rows[rows["id"] == asset], built)
        if misfits:
            built = Built(_of(built.bars, keep), _of(built.rejects, keep))
        return built, sorted(misfits)

    def _follow(self, asset: int, new: np.ndarray, rows: np.ndarray, built: Built) -> None:
        """Move an asset's state on by new bars that follow those that are stored."""
        state = self.work.states[asset]
        tail = state.tail(asset)
        known = _settled(self, asset, np.unique(rows["timestamp"]), built, tail.until)
        rank, until = tail.rank + known.n, known.until
        bars_digest = chained(state.bars_digest or EMPTY, new) or None
        digests = {"source_digest": self._digest(asset, until), "bars_digest": bars_digest}
        words = "new source rows, none of which is a bar"
        if len(new):
            self.entries[asset] = Entry(state.bars_digest or EMPTY, bars_digest, int(new["time_close"][0]), None)
            words = days_after(len(new), tail.last_close)
        close = int(new["time_close"][-1]) if len(new) else tail.last_close
        tail = Tail(rank, until, close, self._session(asset, new) or tail.last_day, known.left)
        counts = _counts(built, asset, without_unfinished(state, asset))
        self.states[asset] = replace(state, **digests, **counts).with_tail(asset, tail)
        self.new[asset], self.kept[asset] = new, state.n_bars
        self.bars_written[asset] = len(new)
        self.done.decisions[asset] = Decision(asset, Action.APPEND, words)

    def _again(self, ids: list[int]) -> Iterator[Step]:
        """Build assets from their first row on, and write the rows that are not stored as they must be."""
        if not ids:
            return
        rows, names, files = source_rows(self.context.price_history(self.cursor), ids)
        built = build(rows, names, files, self.config.timezone, None, self.context.exclusions, self.calendars)
        self.done.problems |= built.problems
        _warn_of_days_too_early(self.config, rows, self.calendars)
        good = [asset for asset in ids if asset not in built.problems]
        afresh = [a for a in good if a not in self.work.states or self.work.decisions[a].action == Action.BUILD]
        yield from _replaced(self.cursor, built, afresh, sorted(set(good) - set(afresh)), self.bars_written)
        olds = read_daily(self.cursor, good) if good else {}
        for asset in good:
            new, old = built.daily(asset), olds.get(asset, np.empty(0, DAILY))
            stamps = rows["timestamp"][(rows["id"] == asset) & (rows["timestamp"] != NO_INSTANT)]
            close = int(new["time_close"][-1]) if len(new) else NO_INSTANT
            known = _settled(self, asset, np.unique(stamps), built, NO_INSTANT)
            tail = Tail(known.n, known.until, close, self._session(asset, new), known.left)
            digest = self._finish(asset, self.work.decisions[asset].action, old, new)
            nothing = DailyState(self._digest(asset, known.until), digest or None, None, 0, 0)
            self.states[asset] = replace(nothing, **_counts(built, asset, nothing)).with_tail(asset, tail)
            self.olds[asset] = old

    def _session(self, asset: int, new: np.ndarray) -> int | None:
        return int(_dates(self, asset, new[-1:])[0]) if asset in self.calendars and len(new) else None

    def _digest(self, asset: int, until: int) -> str:
        return source_digest(self.config, self.work.digests[asset], self.calendars.get(asset), until)

    def _finish(self, asset: int, action: Action, old: np.ndarray, new: np.ndarray) -> str:
        """Note how the bars of an asset changed, and what was done; their fingerprint."""
        state = self.work.states.get(asset)
        found = change(state, old, new, self.config.rebuilds(asset))
        if found.entry:
            self.entries[asset] = found.entry
        self.new[asset], self.kept[asset] = new, 0
        self.done.decisions[asset] = _done(
            self.work.decisions[asset], action, state, found.words, found.first, len(old)
        )
        return found.digest


def _causes(batch: DailyBatch, cursor: Cursor) -> dict[int, Cause]:
    """For each asset why its bars are replaced."""
    events, found = new_causes(cursor, batch.ids), {}
    for asset in batch.ids:
        state, entry, now = (some.get(asset) for some in (batch.work.states, batch.entries, batch.work.digests))
        found[asset] = cause_of(batch.config, asset, state, entry, batch.calendars, events, now)
        factors = [one.factor for one in batch.context.confirmed_factors.get(asset, ())]
        if factors and asset in batch.olds and is_adjusted(batch.olds[asset], batch.new[asset], factors):
            found[asset] = Cause.ADJUSTMENT
    return found


def _last_day(tail: Tail, timezone: str) -> int | None:
    """The date of the newest bar before new source rows, if there is one."""
    if tail.last_day is None and tail.last_close != NO_INSTANT:
        return int(local_days(np.array([tail.last_close]), timezone)[0])
    return tail.last_day


def _dates(batch: DailyBatch, asset: int, bars: np.ndarray) -> np.ndarray:
    return dates_of(bars, batch.config.timezone, batch.calendars.get(asset))


def _settled(batch: DailyBatch, asset: int, stamps: np.ndarray, built: Built, before: int) -> Settled:
    history = batch.context.price_history(batch.cursor)
    return settled(asset, stamps, built, before, history, batch.work.digests[asset])


def _judge(batch: DailyBatch) -> None:
    """Move the accepted frontier of each asset, or hold it."""
    for asset in batch.ids:
        if batch.work.decisions[asset].action == Action.JUDGE:
            batch.states[asset], batch.done.decisions[asset] = batch.work.states[asset], batch.work.decisions[asset]
    at = microseconds(batch.at) if batch.at else 0
    judged = cases(batch.cursor, batch.work.states, batch.states, batch.olds, batch.new)
    judge = Judge(batch.config, batch.cursor, batch.calendars, batch.context.confirmations, at)
    for asset, one in judge.verdicts(judged).items():
        frontier = one.frontier.sealed(asset)
        batch.states[asset] = replace(batch.states[asset], frontier=frontier, held_from=one.held_from)
        batch.suspects[asset] = one.found


def _done(decision: Decision, action: Action, state: DailyState | None, words: str, k: int | None, n: int) -> Decision:
    """What was done, in words. k: number of the first bar that differs; n: how many there were."""
    if action == Action.REWRITE:
        action = Action.CARRY if k is None else Action.APPEND if k == n else Action.REWRITE
    elif action == Action.BUILD and state:
        words = decision.reason
    elif action == Action.DELETE:
        words = "gone from the source"
    return Decision(decision.asset, action, words)


def _warn_of_days_too_early(config: Config, rows: np.ndarray, calendars: Calendars) -> None:
    # Of exports each file is looked at when it is loaded.
    if config.source.kind == "table" and (words := assets_with_days_too_early(rows, config.timezone, calendars)):
        log.warning("%s", words)


def _replaced(
    cursor: Cursor, built: Built, afresh: Sequence[int], compared: Sequence[int], bars_written: Counter
) -> Iterator[Step]:
    """All rows of some assets, and of others those that differ from what is stored; counts the bars of each asset."""
    for table, columns in ((BARS, built.bars), (REJECTS, built.rejects)):
        whole = _of(columns, afresh)
        bars_written.update(whole["id"].tolist() if table is BARS else ())
        yield Step(table, [OfAssets(afresh)], iter([whole]))
        if compared:
            some = _of(columns, compared)
            write, drop = difference(cursor, table, compared, some)
            bars_written.update(some["id"][write].tolist() if table is BARS else ())
            deletes = [Keyed(list(zip(*drop, strict=True)))] if drop else ()
            yield Step(table, deletes, iter([{name: values[write] for name, values in some.items()}]))


def _of(columns: Columns, ids: Sequence[int]) -> Columns:
    chosen = np.isin(columns["id"], list(ids))
    return {name: values[chosen] for name, values in columns.items()}


def _counts(built: Built, asset: int, before: DailyState) -> dict[str, object]:
    """What a state says of its bars and rejects, with those that are new."""
    rows = slice(*np.searchsorted(built.bars["id"], (asset, asset + 1)))
    stamps = built.bars["timestamp"][rows]
    return {
        "n_bars": before.n_bars + len(stamps),
        "n_rejects": before.n_rejects + int((built.rejects["id"] == asset).sum()),
        "last_src_ts": instant(stamps[-1]) if len(stamps) else before.last_src_ts,
        "daily_min_seen": before.daily_min_seen or (instant(stamps[0]) if len(stamps) else None),
        "repaired_timehigh": before.repaired_timehigh + int(built.bars["repaired_timehigh"][rows].sum()),
        "repaired_timelow": before.repaired_timelow + int(built.bars["repaired_timelow"][rows].sum()),
    }
