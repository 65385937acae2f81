"""The stage of the daily bars: source rows in, 1D bars and rejects out, with every change of the bars in the log."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from freshbars.compute import versions
from freshbars.compute.daily_bars import DAILY, Built, build, chained, first_difference
from freshbars.compute.instants import NO_INSTANT, instant, local_days
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import difference
from freshbars.database.tables import BARS_1D, TABLES, Table
from freshbars.environment import run_id
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.stage import Batch, Columns, Delete, Step, StoredBars, Work
from freshbars.source.price_history import Source, added, source_rows
from freshbars.state.change_log import Entry, log_changes
from freshbars.state.daily import STATE, TAIL, DailyState, read_daily, read_states, write_states
from freshbars.state.source_scan import read_scan

BARS, REJECTS = TABLES[BARS_1D], TABLES[f"{BARS_1D}_rejects"]
EMPTY, UNKNOWN = "", "unknown"


class DailyStage:
    """The 1D bars of a configuration."""

    rule, name, lock = "bars_1d", "", BARS_1D

    def __init__(self, config: Config) -> None:
        self.config = config

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> Work:
        """What to do for each asset of a shard; reads only."""
        config = self.config
        source = Source(config, bars.cursor)
        states = {
            asset: state
            for asset, state in read_states(bars.cursor).items()
            if asset % config.shards == shard and config.wants(asset)
        }
        prints = self._prints(source, bars.cursor, shard, states)
        work = Work(states=states, digests={asset: now for asset, (now, _) in prints.items()})
        for asset in sorted(prints.keys() | states.keys()):
            state = states.get(asset)
            now, old = prints.get(asset, (None, None))
            decision = self._decide(asset, state, now, old)
            work.decisions[asset] = decision
            # The fingerprint begins with the number of rows.
            rows = int(now.rsplit(" ", 1)[1].split(":")[0]) if now else 0
            work.days[asset] = 1 if decision.action in (Action.APPEND, Action.DELETE) else rows
        return work

    def _prints(
        self, source: Source, cursor: Cursor, shard: int, states: dict[int, DailyState]
    ) -> dict[int, tuple[str, str]]:
        """Of each asset what its rows amount to, and what those did that its state knows.

        What the run found when it was planned is believed, as far as it tells that old rows are as they were: only new
        ones are read. Where an old row changed since, the next run will see that fingerprints do not add up.
        """
        config = self.config
        tails = {asset: tail for asset, state in states.items() if (tail := state.tail(asset)) is not None}
        until = {asset: int(tail["until"]) for asset, tail in tails.items()}
        scan = read_scan(cursor, run_id())
        if scan is None:
            found = source.fingerprints(shard, config.shards, until)
        else:
            seen = {asset: value for asset, value in scan.items() if asset % config.shards == shard}
            old = {asset: states[asset].source_digest.rpartition(" ")[2] for asset in tails.keys() & seen.keys()}
            found = {asset: (value, value) for asset, value in old.items() if value == seen[asset]}
            later = source.fingerprints_after({asset: until[asset] for asset in old.keys() - found.keys()})
            sums = {asset: added(old[asset], more) for asset, more in later.items()}
            found |= {asset: (total, old[asset]) for asset, total in sums.items() if total == seen[asset]}
            rest = seen.keys() - found.keys()
            found |= source.fingerprints(shard, config.shards, until, rest) if rest else {}
        return {
            asset: (source_digest(config, now), source_digest(config, before))
            for asset, (now, before) in found.items()
            if config.wants(asset)
        }

    def _decide(self, asset: int, state: DailyState | None, now: str | None, old: str | None) -> Decision:
        if now is None:
            return Decision(asset, Action.DELETE, "gone from the source")
        if self.config.rebuilds(asset):
            return Decision(asset, Action.BUILD, "a rebuild was asked for")
        if state is None:
            return Decision(asset, Action.BUILD, "never built")
        if state.tail(asset) is None:
            return Decision(asset, Action.REWRITE, "its state is of an earlier version, or damaged")
        if state.source_digest == now:
            return Decision(asset, Action.NOTHING)
        if state.source_digest == old:
            return Decision(asset, Action.APPEND, "new source rows")
        return Decision(asset, Action.REWRITE, "source rows changed")

    def batch(self, bars: StoredBars, work: Work, ids: Sequence[int]) -> "DailyBatch":
        """The work for some assets."""
        return DailyBatch(self.config, bars.cursor, work, ids)

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""
        return {asset: state.row_version for asset, state in read_states(cursor, ids).items()}


def source_digest(config: Config, fingerprint: str) -> str:
    """What the daily bars of an asset depend on: its source rows, the time zone, and how bars are made."""
    return f"{versions.BARS_1D} {config.timezone} {fingerprint}"


class DailyBatch(Batch):
    """The daily bars of some assets. new: their bars as later stages will read them, from number ``kept`` on."""

    def __init__(self, config: Config, cursor: Cursor, work: Work, ids: Sequence[int]) -> None:
        super().__init__()
        self.config, self.cursor, self.work, self.ids = config, cursor, work, ids
        self.states: dict[int, DailyState] = {}
        self.entries: dict[int, Entry] = {}
        self.new: dict[int, np.ndarray] = {}
        self.kept: dict[int, int] = {}
        self.gone: list[int] = []
        self.bars_written: Counter = Counter()

    def _of(self, *actions: Action) -> list[int]:
        return [asset for asset in self.ids if self.work.decisions[asset].action in actions]

    def steps(self) -> Iterator[Step]:
        """What is to be written, in order."""
        yield from self._delete(self._of(Action.DELETE))
        again = self._of(Action.BUILD, Action.REWRITE)
        appended = self._of(Action.APPEND)
        if appended:
            built, misfits = self._append(appended)
            again += misfits
            for table, columns in ((BARS, built.bars), (REJECTS, built.rejects)):
                yield Step(table, (), iter([columns]))
        yield from self._again(again)

    def save(self, cursor: Cursor) -> None:
        """Store states and the log of changes."""
        cursor.execute(f"DELETE FROM {STATE} WHERE id = ANY(%s)", (self.gone,))
        if self.states:
            write_states(cursor, self.states, self.bars_written)
        log_changes(cursor, self.entries)

    def _delete(self, ids: list[int]) -> Iterator[Step]:
        stored = read_daily(self.cursor, ids) if ids else {}
        for asset in ids:
            for table in (BARS, REJECTS):
                yield Step(table, [Delete(f"DELETE FROM {table.name} WHERE id = %s", (asset,), asset)], iter(()))
            self.gone.append(asset)
            self._finish(asset, Action.DELETE, stored.get(asset, np.empty(0, DAILY)), np.empty(0, DAILY))

    def _append(self, ids: list[int]) -> tuple[Built, list[int]]:
        """The bars of new source rows, and the assets whose new rows do not just follow the old ones."""
        tails = {asset: self.work.states[asset].tail(asset) for asset in ids}
        until = {asset: int(tail["until"]) for asset, tail in tails.items()}
        rows, names, files = source_rows(Source(self.config, self.cursor), ids, until)
        ranks = np.array([tails[asset]["rank"] for asset in rows["id"].tolist()], np.int64)
        built = build(rows, names, files, self.config.timezone, ranks)
        misfits = set(built.problems)
        new = {asset: built.daily(asset) for asset in ids if asset not in misfits}
        for asset, bars in new.items():
            closes = np.append(tails[asset]["last_close"], bars["time_close"][:1])
            if (
                len(closes) == 2
                and closes[0] != NO_INSTANT
                and np.diff(local_days(closes, self.config.timezone))[0] < 1
            ):
                misfits.add(asset)
        keep = [asset for asset in ids if asset not in misfits]
        for asset in keep:
            self._follow(asset, new[asset], rows[rows["id"] == asset], built)
        if misfits:
            parts = (built.bars, built.rejects)
            built = Built(*(_of(part, keep) for part in parts))
        return built, sorted(misfits)

    def _follow(self, asset: int, new: np.ndarray, rows: np.ndarray, built: Built) -> None:
        """Move an asset's state on by new bars that follow those that are stored."""
        state, digest = self.work.states[asset], self.work.digests[asset]
        tail = np.zeros((), TAIL)
        tail[()] = state.tail(asset)
        last_close = int(tail["last_close"])
        tail["rank"] += len(np.unique(rows["timestamp"]))
        tail["until"] = rows["timestamp"].max()
        bars_digest = chained(state.bars_digest or EMPTY, new) or None
        changed = {"source_digest": digest, "bars_digest": bars_digest, **_counts(built, asset, state)}
        if len(new):
            tail["last_close"] = new["time_close"][-1]
            start = int(new["time_close"][0])
            self.entries[asset] = Entry(state.bars_digest or EMPTY, bars_digest, start, None)
            words = _days_after(len(new), last_close)
        else:
            words = "new source rows, none of which is a bar"
        self.states[asset] = replace(state, **changed).with_tail(asset, tail)
        self.new[asset], self.kept[asset] = new, state.n_bars
        self.bars_written[asset] = len(new)
        self.done.decisions[asset] = Decision(asset, Action.APPEND, words)

    def _again(self, ids: list[int]) -> Iterator[Step]:
        """Build assets from their first row on, and write the rows that are not stored as they must be."""
        if not ids:
            return
        rows, names, files = source_rows(Source(self.config, self.cursor), ids)
        built = build(rows, names, files, self.config.timezone)
        self.done.problems |= built.problems
        good = [asset for asset in ids if asset not in built.problems]
        afresh = [a for a in good if a not in self.work.states or self.work.decisions[a].action == Action.BUILD]
        for table, columns in ((BARS, built.bars), (REJECTS, built.rejects)):
            query = f"DELETE FROM {table.name} WHERE id = ANY(%s) RETURNING id"
            whole = _of(columns, afresh)
            self.bars_written.update(whole["id"].tolist() if table is BARS else ())
            yield Step(table, [Delete(query, (afresh,))], iter([whole]))
            for asset in sorted(set(good) - set(afresh)):
                yield self._difference(table, asset, _of(columns, [asset]))
        olds = read_daily(self.cursor, good) if good else {}
        for asset in good:
            new, old = built.daily(asset), olds.get(asset, np.empty(0, DAILY))
            stamps = rows["timestamp"][rows["id"] == asset]
            stamps = stamps[stamps != NO_INSTANT]
            tail = np.zeros((), TAIL)
            tail["rank"], tail["until"] = len(np.unique(stamps)), stamps.max(initial=NO_INSTANT)
            tail["last_close"] = new["time_close"][-1] if len(new) else NO_INSTANT
            nothing = DailyState(self.work.digests[asset], chained(EMPTY, new) or None, None, 0, 0)
            self.states[asset] = replace(nothing, **_counts(built, asset, nothing)).with_tail(asset, tail)
            self._finish(asset, self.work.decisions[asset].action, old, new)

    def _difference(self, table: Table, asset: int, columns: Columns) -> Step:
        """The rows of a table that differ in any bit from those that are stored."""
        write, drop = difference(self.cursor, table, asset, columns)
        if table is BARS:
            self.bars_written[asset] += int(write.sum())
        key = table.key[1:]
        kinds = ", ".join(f"%s::{table.c[name].type}[]" for name in key)
        same = " AND ".join(f't."{name}" IS NOT DISTINCT FROM k."{name}"' for name in key)
        names = ", ".join(f'"{name}"' for name in key)
        query = f"DELETE FROM {table.name} t USING unnest({kinds}) AS k ({names}) WHERE t.id = %s AND {same}"
        deletes = [Delete(query, (*map(list, zip(*drop, strict=True)), asset), asset)] if drop else ()
        return Step(table, deletes, iter([{name: values[write] for name, values in columns.items()}]))

    def _finish(self, asset: int, action: Action, old: np.ndarray, new: np.ndarray) -> None:
        """Note how the bars of an asset changed."""
        state = self.work.states.get(asset)
        before = (state.bars_digest or EMPTY) if state else EMPTY
        words, k = describe(old, new), first_difference(old, new)
        digest = chained(EMPTY, new)
        known = before in (chained(EMPTY, old), legacy_digest(old))
        if not known:
            # Another program changed the table: what later stages were built from is anybody's guess, and an entry
            # that leads nowhere makes them build from scratch.
            before, old, k = UNKNOWN, old[:0], 0 if len(new) else None
        if k is not None:
            start = min(int(bars["time_close"][k]) for bars in (old, new) if k < len(bars))
            self.entries[asset] = Entry(before, digest, start, int(old["time_close"][k]) if k < len(old) else None)
        elif before != digest:
            # The same bars under a fingerprint of the present kind, or none where another program left some.
            after = int(new["time_close"][-1]) + 1 if len(new) else 0
            self.entries[asset] = Entry(before, digest, after, None)
        self.new[asset], self.kept[asset] = new, 0
        if action == Action.REWRITE:
            action = Action.CARRY if k is None else Action.APPEND if k == len(old) else Action.REWRITE
        elif action == Action.BUILD:
            words = self.work.decisions[asset].reason if state else words
        self.done.decisions[asset] = Decision(
            asset, action, "gone from the source" if action == Action.DELETE else words
        )


def _of(columns: Columns, ids: Sequence[int]) -> Columns:
    chosen = np.isin(columns["id"], list(ids))
    return {name: values[chosen] for name, values in columns.items()}


def _counts(built: Built, asset: int, before: DailyState) -> dict[str, object]:
    """What a state tells of its bars and rejects, with those that are new."""
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


def legacy_digest(bars: np.ndarray) -> str:
    """The fingerprint of daily bars as databases of the first version have it."""
    from hashlib import blake2b

    raw = np.ascontiguousarray(bars, DAILY).tobytes()
    return blake2b(raw, digest_size=16).hexdigest() if len(bars) else EMPTY


def _days_after(n: int, close: int) -> str:
    after = f" after {instant(close):%Y-%m-%d}" if close != NO_INSTANT else ""
    return f"{n} new {'day' if n == 1 else 'days'}{after}"


def describe(old: np.ndarray, new: np.ndarray) -> str:
    """What changed between two histories of daily bars, in words."""
    k = first_difference(old, new)
    if k is None:
        return "only names or load times changed"
    if not len(old):
        return f"{len(new)} bars from scratch"
    if k == len(old):
        return _days_after(len(new) - k, int(old["time_close"][-1]))
    if k == len(new):
        return f"{len(old) - k} days gone from {instant(old['time_close'][k]):%Y-%m-%d} on"
    was, now = old[k], new[k]
    day = f"{instant(min(was['time_close'], now['time_close'])):%Y-%m-%d}"
    if was["time_close"] != now["time_close"]:
        return (
            f"from {day} on ({'a day was removed' if was['time_close'] < now['time_close'] else 'a day was filled in'})"
        )
    name = next(name for name in ("close", "open", "high", "low", "volume", "market_cap", *DAILY.names)
                if was[name].tobytes() != now[name].tobytes())  # fmt: skip
    shown = (instant(v) if name.startswith("time") else f"{v:.12g}" for v in (was[name], now[name]))
    return f"from {day} on (restated: {name} {' to '.join(map(str, shown))})"
