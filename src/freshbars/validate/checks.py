"""The checks of an audit: functions that yield findings for the whole scope or for a batch of assets.

The cheap checks look at all assets, in SQL that returns a row for each series. The rebuild compares a sample (or all) to
the last bit.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np

from freshbars.compute.histories import Histories
from freshbars.compute.instants import instant
from freshbars.compute.layout import lay_out
from freshbars.compute.sessions import trading_days
from freshbars.compute.versions import keeps_finished_only
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.refresh.daily_batch import BARS, REJECTS
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.freshness import implausible
from freshbars.refresh.series_stage import SeriesStage
from freshbars.store import audit, row_rules
from freshbars.store.accepted_bars import read_accepted
from freshbars.store.audit import DailyCounts, SeriesRows, Span
from freshbars.store.change_log import LOG, ChangeLog
from freshbars.store.daily_state import STATE, DailyState
from freshbars.store.dimensions import wrong_timeframes
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.loaded_fingerprints import read_loaded
from freshbars.store.series_state import SeriesState, read_carried
from freshbars.store.suspects import read_suspects
from freshbars.validate.batch import AuditBatch, Scope
from freshbars.validate.findings import AuditFinding
from freshbars.validate.rebuild import rebuild

PRUNE = "freshbars prune lists and deletes them"
DAMAGED = "the state is damaged, or another program changed it"
MISSING, UNEXPECTED = "a row is missing", "unexpected row"


# -- the scope ---------------------------------------------------------------------------------------------------------


def unique_keys(scope: Scope, span: Span) -> Iterator[AuditFinding]:
    """Keys are unique. A table is only read if no unique index proves it, which happens in tables of other programs."""
    stages = [name for stage in scope.stages for name in (stage.table.name, stage.table.state)]
    for name in (BARS.name, REJECTS.name, STATE, *stages):
        key = TABLES[name].key
        if audit.has_key(scope.cursor, name, key):
            continue
        todo = f"create one with: {audit.key_statement(name, key)}"
        yield scope.finding("keys", name, "the table has no key", todo=todo, note=True)
        for row, number in audit.double_keys(scope.cursor, name, key, span):
            at = next((value for value in row.values() if isinstance(value, datetime)), None)
            tf = row.get("tf", "1D" if at else None)
            yield scope.finding("keys", name, f"{number} rows share a key", row["id"], tf, row.get("period"), at)


def changed_source(scope: Scope) -> Iterator[AuditFinding]:
    """The price history is as the loads left it, and every row belongs to an asset."""
    table = scope.source.name
    count, examples = scope.source.strays()
    if count:
        shown = "; ".join(examples) + (" ..." if count > len(examples) else "")
        rows = "1 row belongs" if count == 1 else f"{count} rows belong"
        what = f"{rows} to no asset, because an id is a whole number of 32 bits: {shown}"
        yield scope.finding("source", table, what, todo="correct or delete them", note=True)
    if scope.config.source.kind != "exports":
        return
    held = scope.source.stated()
    for asset, left in sorted(read_loaded(scope.cursor).items()):
        if left != held.get(asset, Fingerprint()) and (scope.config.ids is None or asset in scope.config.ids):
            what = "another program changed the source rows after they were loaded"
            yield scope.finding("loaded", table, what, asset, todo="run ingest")


def dimensions(scope: Scope) -> Iterator[AuditFinding]:
    """The rows of dim_timeframe describe their timeframes correctly."""
    for label in wrong_timeframes(scope.cursor):
        todo = f"{audit.deletion('dim_timeframe', tf=label)}, then run once with --config rebuild=all"
        yield scope.finding(
            "dimensions", "dim_timeframe", "the row describes its timeframe wrongly", tf=label, todo=todo
        )


def left_in_tables(scope: Scope, off: list[SeriesStage], span: Span) -> Iterator[AuditFinding]:
    """Series that are no longer configured stay in their tables until someone deletes them. off: unconfigured stages."""
    words = "left in the table and no longer updated"
    for one, rows in sorted(
        scope.unconfigured.items(), key=lambda item: (item[0].table, item[0].tf or "", item[0].period)
    ):
        series = f"timeframe {one.tf}" if one.tf else f"period {one.period}"
        what = f"{series} is not configured: {rows} {'row is' if rows == 1 else 'rows are'} {words}"
        yield scope.finding("configured", one.table, what, tf=one.tf, todo=PRUNE, note=True)
    for stage in off:
        if audit.has_rows(scope.cursor, stage.table.name, span):
            what = f"{stage.rule} {stage.name} are not configured: their rows are {words}"
            yield scope.finding("configured", stage.table.name, what, todo=PRUNE, note=True)


# -- daily bars --------------------------------------------------------------------------------------------------------


def _change_log(batch: AuditBatch) -> Iterator[AuditFinding]:
    """The log of changes leads from nothing to the present bars, entry by entry."""
    broken: dict[int, datetime] = {}
    last: dict[int, str] = {}
    for entry in audit.log_entries(batch.scope.cursor, batch.span):
        if not (entry.sound and entry.linked):
            broken.setdefault(entry.asset, entry.at)
        if entry.newest is not None:
            last[entry.asset] = entry.newest
    for asset in sorted(last.keys() | batch.states.keys()):
        state = batch.states.get(asset)
        if asset in broken or last.get(asset, "") != ((state and state.bars_digest) or ""):
            what = "another program changed the log of changes"
            yield batch.scope.finding("changes", LOG, what, asset, at=broken.get(asset))


def _source_rows(batch: AuditBatch) -> Iterator[AuditFinding]:
    """Every source row is a bar or a reject, and the daily state describes what is stored."""
    scope = batch.scope
    bars = audit.daily_counts(scope.cursor, batch.span)
    rejects = audit.reject_counts(scope.cursor, batch.span)
    scope.audit.rows += sum(one.bars for one in bars.values()) + sum(rejects.values())
    for table, stored in ((BARS, bars), (REJECTS, rejects)):
        for asset in sorted(stored.keys() - batch.states.keys()):
            todo = f"run bars, or {audit.deletion(table.name, id=asset)} if the source has no such asset"
            yield scope.finding("state", table.name, "rows of an asset without a state", asset, "1D", todo=todo)
    for asset in batch.ids:
        state, source = batch.states.get(asset), scope.prints.get(asset)
        if asset not in batch.current and (source or state):
            what = "source changed since the bars were built" if state else "no bars were built from the source"
            yield scope.finding("source", BARS.name, what, asset, "1D", todo="run bars", note=True)
        if state:
            yield from _daily_state(batch, asset, state, bars.get(asset, DailyCounts()), rejects.get(asset, 0))


def _daily_state(
    batch: AuditBatch, asset: int, state: DailyState, bars: DailyCounts, rejects: int
) -> Iterator[AuditFinding]:
    """The state of an asset describes its stored bars, and these account for the source rows."""
    scope = batch.scope
    if asset in batch.current and (rows := scope.prints[asset].rows) != bars.bars + rejects:
        what = f"{rows} source rows, but {bars.bars} bars and {rejects} rejects"
        yield scope.finding("source", BARS.name, what, asset, "1D")
    if batch.digests.get(asset) != state.bars_digest:
        what = "tampered: another program changed the bars, or the bars_digest of their state"
        yield scope.finding("state", BARS.name, what, asset, "1D")
    pairs = {
        "n_bars": (state.n_bars, bars.bars),
        "n_rejects": (state.n_rejects, rejects),
        "last_src_ts": (state.last_src_ts, bars.newest),
        "daily_min_seen": (state.daily_min_seen, bars.oldest),
        "repaired_timehigh": (state.repaired_timehigh, bars.repaired_timehigh),
        "repaired_timelow": (state.repaired_timelow, bars.repaired_timelow),
    }
    wrong = [
        f"{name} is {said} in the state and {has} in the tables" for name, (said, has) in pairs.items() if said != has
    ]
    if wrong:
        yield scope.finding("state", STATE, ", ".join(wrong), asset, "1D")
    elif state.sealed is not None and state.tail(asset) is None:
        yield scope.finding("state", STATE, DAMAGED, asset, "1D")


def _row_rules(batch: AuditBatch) -> Iterator[AuditFinding]:
    """Prices are in order and instants within their window; bars follow one another, with one canonical row each."""
    scope = batch.scope
    broken = [
        ("daily", BARS.name, one)
        for one in row_rules.broken_rules(scope.cursor, BARS.name, row_rules.DAILY, batch.span)
    ]
    for stage in scope.stages:
        if stage.rule == "bars":
            rules = row_rules.bar_rules(stage.series.finished_only, stage.series.family.alignment == "rolling")
            # Rows built before the setting `rows` changed follow other rules until the next run.
            states = batch.of_stage[stage].states
            others = [a for a, s in states.items() if keeps_finished_only(s.version) != stage.series.finished_only]
            name = stage.table.name
            found = row_rules.broken_rules(scope.cursor, name, rules, batch.span, stage.series.timeframes, others)
            broken += [("snapshots", name, one) for one in found]
    for check, table, one in broken:
        what = one.what + (f" ({one.rows - 1} more rows break this rule)" if one.rows > 1 else "")
        yield scope.finding(check, table, what, one.asset, one.tf, at=one.first)
    for asset, history in batch.stored.items():
        days = trading_days(history, scope.config.timezone, scope.calendars.get(asset))
        for i in np.flatnonzero(days[1:] == days[:-1])[:1]:
            yield scope.finding("daily", BARS.name, "two bars on one day", asset, "1D", at=history["time_close"][i])


# -- series ------------------------------------------------------------------------------------------------------------


class _Layout(NamedTuple):
    """Days of an asset before the first bar of a timeframe, and the days that finish one of its bars."""

    outside: int
    canonical: np.ndarray


def _series_rows(batch: AuditBatch) -> Iterator[AuditFinding]:
    """Each series has a row for every daily bar (or every finished bar) from its first value on, and no others."""
    scope, layouts = batch.scope, {}
    for stage, asset, state, history, days in batch.built():
        for tf, period in sorted(stage.series.wanted & state.series):
            key = (asset, state.built_from, tf)
            if key not in layouts:
                histories = Histories.whole({asset: history}, stage.series.timezone, scope.calendars)
                layout = lay_out([stage.series.timeframes[tf]], histories)
                layouts[key] = _Layout(int((layout.bar[0] == 0).sum()), np.flatnonzero(layout.finished[0]))
            expected = _expected_rows(stage, tf, period, layouts[key], history, len(days))
            yield from _compare_rows(batch, stage, asset, tf, period, expected)


def _expected_rows(
    stage: SeriesStage, tf: str, period: int, layout: _Layout, history: np.ndarray, days: int
) -> np.ndarray:
    """The instants of the rows that a series must have, in microseconds since 2000."""
    first, canonical = layout
    if stage.rule == "emas" and stage.series.family.kind == "days":
        first = period * stage.series.timeframes[tf].nominal_days - 1
    elif stage.rule == "emas":
        first = canonical[period - 1] if period <= len(canonical) else days
    numbers = canonical if stage.series.finished_only else np.arange(days)
    return history["time_close"][numbers[numbers >= first]]


def _compare_rows(
    batch: AuditBatch, stage: SeriesStage, asset: int, tf: str, period: int, expected: np.ndarray
) -> Iterator[AuditFinding]:
    """The first missing and the first unexpected row of a series."""
    first = instant(expected[0]) if len(expected) else None
    must = SeriesRows(len(expected), first, 0, sum(expected.tolist()) if stage.series.finished_only else 0)
    if batch.of_stage[stage].rows.get(asset, {}).get((tf, period), SeriesRows()) == must:
        return
    stored = audit.series_instants(batch.scope.cursor, stage.table.rows, stage.table.time, asset, tf, period)
    missing, surplus = np.setdiff1d(expected, stored), np.setdiff1d(stored, expected)
    for wrong, words in ((missing, MISSING), (surplus, UNEXPECTED)):
        if len(wrong):
            what = f"{words} (the series must have {len(expected)} rows and has {len(stored)})"
            yield batch.scope.finding("rows", stage.table.name, what, asset, tf, period, wrong[0])


def _stage_states(batch: AuditBatch) -> Iterator[AuditFinding]:
    """States describe what is stored, from the present daily bars. What a run would bring up to date is only a note."""
    scope, changes = batch.scope, ChangeLog(batch.scope.cursor, batch.ids)
    behind: dict[tuple[int, str, str], list[str]] = {}
    for stage, stored in batch.of_stage.items():
        carried = read_carried(scope.cursor, stage.table.state, stored.states)
        damaged = {asset for asset, payload in carried.items() if payload is None}
        for asset in sorted(stored.rows.keys() - stored.states.keys()):
            todo = f"{audit.deletion(stage.table.name, id=asset)}, then run {stage.rule}"
            yield scope.finding("state", stage.table.name, "rows of an asset without a state", asset, todo=todo)
        for asset in batch.ids:
            state, digest = stored.states.get(asset), batch.states[asset].bars_digest if asset in batch.states else None
            decision = stage.decide_one(asset, digest, state, changes, scope.calendars.get(asset))
            unknown = state is not None and _built_from_unknown(batch, stage, state, decision)
            if not unknown and decision.action not in (Action.NOTHING, Action.FORGET):
                behind.setdefault((asset, stage.rule, decision.reason), []).append(stage.name)
            if state:
                yield from _series_state(batch, stage, asset, state, unknown, asset in damaged)
    for (asset, rule, reason), names in behind.items():
        what = f"{'EMAs behind bars' if rule == 'emas' else 'bars behind 1D bars'} in {', '.join(names)}: {reason}"
        todo = "run bars" if rule == "bars" else "run emas (an asset that is not fresh waits until it is)"
        yield scope.finding("behind", BARS_1D, what, asset, todo=todo, note=True)


def _built_from_unknown(batch: AuditBatch, stage: SeriesStage, state: SeriesState, decision: Decision) -> bool:
    """Whether a state of the present version names daily bars that the log of changes has never seen."""
    sessions = batch.scope.calendars.get(decision.asset)
    present = state.version == str(stage.series.version_of(sessions, state.tfs, state.last_ts))
    return decision.action == Action.BUILD and present


def _series_state(
    batch: AuditBatch, stage: SeriesStage, asset: int, state: SeriesState, unknown: bool, damaged: bool
) -> Iterator[AuditFinding]:
    """The state of an asset describes its stored rows. unknown: what it was built from; damaged: its seal."""
    wrong: list[tuple[str, int | None]] = []
    if unknown:
        wrong.append(("built_from names daily bars that never existed", None))
    stored = batch.of_stage[stage].rows.get(asset, {})
    rows = sum(stored[one].rows for one in state.series & stored.keys())
    if rows != state.n_rows:
        wrong.append((f"the state counts {state.n_rows} rows, but {rows} are stored", None))
    history = batch.history(asset, state.built_from)
    if history and state.last_ts != (newest := history[0]["time_close"][-1]):
        wrong.append((f"last_ts is {instant(state.last_ts)}, but its daily bars end at {instant(newest)}", newest))
    if damaged and not wrong:
        wrong.append((DAMAGED, None))
    for what, at in wrong:
        yield batch.scope.finding("state", stage.table.state, what, asset, at=at)


def _accepted_bars(batch: AuditBatch) -> Iterator[AuditFinding]:
    """Which bars EMAs may use is known of each asset, and these bars are. An asset that is held is a note."""
    scope, suspects = batch.scope, read_suspects(batch.scope.cursor, batch.ids)
    confirm = "run bars, then confirm its newest bar: freshbars confirm {}"
    for asset, state in batch.states.items():
        frontier = state.accepted(asset)
        held = implausible(asset, state, suspects)
        if frontier is None:
            what = "the record of the bars that EMAs may use is missing or damaged"
            yield scope.finding("suspect", STATE, what, asset, "1D", todo=confirm.format(asset))
        elif bool(held) != (state.held_from is not None):
            what = f"held_from is {state.held_from}, but EMAs may use {'only some' if held else 'all'} of the bars"
            yield scope.finding("suspect", STATE, what, asset, "1D")
        elif held and not frontier.lost and read_accepted(scope.cursor, asset, frontier) is None:
            what = "the bars that EMAs may use are not in the table and its revisions: another program changed these"
            yield scope.finding("suspect", STATE, what, asset, "1D", todo=confirm.format(asset))
        elif held:
            todo = "correct, exclude or confirm them; its EMAs wait"
            yield scope.finding("suspect", BARS.name, held.what, asset, "1D", at=state.held_from, todo=todo, note=True)


CHECKS = (_source_rows, _accepted_bars, _change_log, _row_rules, _series_rows, _stage_states, rebuild)
