"""The checks of an audit: functions that yield the findings for a batch of assets.

The cheap ones look at all assets, in SQL that gives a row for each series; the rebuild compares a sample (or all) to the
last bit.
"""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from freshbars.compute.histories import Histories
from freshbars.compute.instants import instant
from freshbars.compute.layout import lay_out
from freshbars.database.copy_format import copy_out
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.refresh.daily_batch import BARS, REJECTS
from freshbars.refresh.decision import Action
from freshbars.refresh.series_stage import SeriesStage
from freshbars.store.change_log import LOG, SOUND, UNKNOWN, ChangeLog
from freshbars.store.dimensions import wrong_timeframes
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.loaded_fingerprints import read_loaded
from freshbars.store.price_history import stray_words
from freshbars.store.series_state import read_carried
from freshbars.validate.batch import Batch, Scope, of_series
from freshbars.validate.findings import Finding
from freshbars.validate.rebuild import rebuild
from freshbars.validate.rules import row_rules

PRUNE = "python scripts/operate/prune.py lists and deletes them"


def unique_keys(scope: Scope, only: str) -> Iterator[Finding]:
    """Keys are unique. Nothing is read if the table's own key proves it: only foreign tables may lack one."""
    stages = [name for stage in scope.stages for name in (stage.table.name, stage.state_table)]
    for name in (BARS.name, REJECTS.name, f"{BARS_1D}_state", *stages):
        key = TABLES[name].key
        scope.cursor.execute(
            "SELECT 1 FROM pg_index WHERE indrelid = to_regclass(%s) AND indisunique AND indisvalid AND indpred IS NULL AND "
            "indexprs IS NULL AND (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = indrelid AND "
            "attnum = ANY (indkey)) <@ %s",
            (name, list(key)),
        )
        if scope.cursor.fetchone() is not None:
            continue
        columns = ", ".join(f'"{column}"' for column in key)
        todo = f"create one with: CREATE UNIQUE INDEX ON {name} ({columns})"
        yield scope.finding("keys", name, "the table has no key", todo=todo, note=True)
        for *values, number in scope.select(
            f"SELECT {columns}, count(*) FROM {name} WHERE true{only} GROUP BY {columns} HAVING count(*) > 1 ORDER BY {columns}"
        ):
            row = dict(zip(key, values, strict=True))
            at = next((value for value in values if isinstance(value, datetime)), None)
            tf = row.get("tf", "1D" if at else None)
            yield scope.finding("keys", name, f"{number} rows have one key", row["id"], tf, row.get("period", 0), at)


def changed_source(scope: Scope) -> Iterator[Finding]:
    """The price history is what the loads left: what differs was changed by another program; every row has an asset."""
    if stray := stray_words(scope.source):
        yield scope.finding("source", scope.source.name, stray, todo="correct or delete them", note=True)
    if scope.config.source.kind != "exports":
        return
    held = scope.source.stated()
    for asset, left in sorted(read_loaded(scope.cursor).items()):
        if left != held.get(asset, Fingerprint()) and (scope.config.ids is None or asset in scope.config.ids):
            what = "the source rows are not those that were loaded: another program changed them"
            yield scope.finding("loaded", scope.source.name, what, asset, todo="run ingest")


# What the daily state says of the bars, and SQL for what they are.
_NAMES = ("last_src_ts", "daily_min_seen", "repaired_timehigh", "repaired_timelow")
_TOLD = (
    ", max(timestamp), min(timestamp), count(*) FILTER (WHERE repaired_timehigh), "
    "count(*) FILTER (WHERE repaired_timelow)"
)
DAMAGED = "the state is damaged, or another program changed it"


def _change_log(batch: Batch) -> Iterator[Finding]:
    """The log of changes leads from nothing to the bars as they are, entry by entry."""
    scope = batch.scope
    query = (
        f"SELECT id, from_ts, {SOUND}, seq = row_number() OVER w AND digest_before IN ('{UNKNOWN}', coalesce(lag(digest_after) "
        f"OVER w, '')), CASE WHEN lead(seq) OVER w IS NULL THEN digest_after END FROM {LOG} WHERE {batch.span} WINDOW w AS "
        "(PARTITION BY id ORDER BY seq) ORDER BY id, seq"
    )
    found: dict[int, tuple[bool, datetime]] = {}
    last: dict[int, str] = {}
    for asset, at, sound, linked, newest in scope.select(query):
        if not (sound and linked):
            found.setdefault(asset, at)
        if newest is not None:
            last[asset] = newest
    for asset in sorted(last.keys() | batch.states.keys()):
        state = batch.states.get(asset)
        if asset in found or last.get(asset, "") != ((state and state.bars_digest) or ""):
            what = "the log of changes is not as it was written: another program changed it"
            yield scope.finding("changes", LOG, what, asset, at=found.get(asset))


def _source_rows(batch: Batch) -> Iterator[Finding]:
    """Source rows are bars or rejects; the daily state says what is stored."""
    scope, stored = batch.scope, {}
    for table in (BARS, REJECTS):
        more = _TOLD if table is BARS else ""
        query = f"SELECT id, count(*){more} FROM {table.name} WHERE {batch.span} GROUP BY id"
        stored[table] = {row[0]: row[1:] for row in scope.select(query)}
        scope.audit.rows += sum(number for number, *_ in stored[table].values())
        for asset in sorted(stored[table].keys() - batch.states.keys()):
            todo = f"run bars, or DELETE FROM {table.name} WHERE id = {asset} where the source has no such asset"
            yield scope.finding("state", table.name, "rows of an asset that has no state", asset, "1D", todo=todo)
    for asset in batch.ids:
        state, has = batch.states.get(asset), scope.prints.get(asset)
        if asset not in batch.current and (has or state):
            what = "source changed since the bars were built" if state else "no bars were built from the source"
            yield scope.finding("source", BARS.name, what, asset, "1D", todo="run bars", note=True)
        if state is None:
            continue
        (n_bars, *has_bars), n_rejects = (
            stored[BARS].get(asset, (0, None, None, 0, 0)),
            stored[REJECTS].get(asset, (0,))[0],
        )
        if asset in batch.current and (n_source := has.rows) != n_bars + n_rejects:
            what = f"{n_source} source rows, but {n_bars} bars and {n_rejects} rejects"
            yield scope.finding("source", BARS.name, what, asset, "1D")
        if batch.digests.get(asset) != state.bars_digest:
            what = "tampered: the bars, or the bars_digest of their state, are not those that Freshbars wrote"
            yield scope.finding("state", BARS.name, what, asset, "1D")
        stated = {name: getattr(state, name) for name in ("n_bars", "n_rejects", *_NAMES)}
        holds = dict(zip(stated, (n_bars, n_rejects, *has_bars), strict=True))
        if wrong := [name for name in stated if stated[name] != holds[name]]:
            what = ", ".join(f"{name} is {stated[name]} in the state and {holds[name]} in the tables" for name in wrong)
            yield scope.finding("state", f"{BARS_1D}_state", what, asset, "1D")
        elif state.sealed is not None and state.tail(asset) is None:
            yield scope.finding("state", f"{BARS_1D}_state", DAMAGED, asset, "1D")


def _series_rows(batch: Batch) -> Iterator[Finding]:
    """Each series has one row for every daily bar (or for every finished bar) from its first one on, and no others."""
    scope, canonicals = batch.scope, {}
    for stage, asset, state, history, days in batch.built():
        found = batch.of_stage[stage][1].get(asset, {})
        for tf, period in sorted(stage.wanted & state.series):
            key = (asset, state.built_from, tf)
            if key not in canonicals:
                layout = lay_out(
                    [stage.timeframes[tf]], Histories.whole({asset: history}, stage.timezone, scope.calendars)
                )
                outside = int((layout.bar[0] == 0).sum())
                canonicals[key] = outside, np.flatnonzero(layout.finished[0])
            first, canonical = canonicals[key]
            if stage.rule == "emas" and stage.family.kind == "days":
                first = period * stage.timeframes[tf].nominal_days - 1
            elif stage.rule == "emas":
                first = canonical[period - 1] if period <= len(canonical) else len(days)
            numbers = canonical if stage.finished_only else np.arange(len(days))
            must = history["time_close"][numbers[numbers >= first]]
            which = sum(must.tolist()) if stage.finished_only else 0
            stated = (len(must), instant(must[0]) if len(must) else None, 0, which)
            if found.get((tf, period), (0, None, 0, 0)) == stated:
                continue
            query = f"SELECT {stage.time} FROM {stage.table.name} WHERE {of_series(stage, asset, [tf], (period,))}"
            has = copy_out(batch.scope.cursor, query, np.dtype([("at", "i8")]))["at"]
            missing, surplus = np.setdiff1d(must, has), np.setdiff1d(has, must)
            for wrong, words in ((missing, "a row is missing"), (surplus, "a row stands there that must not")):
                if len(wrong):
                    what = f"{words} ({len(must)} rows belong to the series, {len(has)} are stored)"
                    yield batch.scope.finding("rows", stage.table.name, what, asset, tf, period, wrong[0])


def _stage_states(batch: Batch) -> Iterator[Finding]:
    """States say what is stored, from the daily bars as they are; what a run would bring up to date is only a note."""
    scope, changes = batch.scope, ChangeLog(batch.scope.cursor, batch.ids)
    behind: dict[tuple[int, str, str], list[str]] = {}
    for stage, (states, series) in batch.of_stage.items():
        carried = read_carried(scope.cursor, stage.state_table, states)
        damaged = {asset for asset, payload in carried.items() if payload is None}
        for asset in sorted(series.keys() - states.keys()):
            todo = f"DELETE FROM {stage.table.name} WHERE id = {asset}, then run {stage.rule}"
            yield scope.finding("state", stage.table.name, "rows of an asset that has no state", asset, todo=todo)
        for asset in batch.ids:
            state, digest = states.get(asset), batch.states[asset].bars_digest if asset in batch.states else None
            sessions = scope.calendars.get(asset)
            decision = stage.decide_one(asset, digest, state, changes, sessions)
            wrong: list[tuple[str, int | None]] = []
            if decision.action == Action.BUILD and state and state.version.partition("; ")[0] == stage.version:
                wrong.append(("built_from names daily bars that there never were", None))
            elif decision.action not in (Action.NOTHING, Action.FORGET):
                behind.setdefault((asset, stage.rule, decision.reason), []).append(stage.name)
            rows = sum(series[asset][one][0] for one in state.series & series.get(asset, {}).keys()) if state else 0
            if state and rows != state.n_rows:
                wrong.append((f"the state counts {state.n_rows} rows, stored are {rows}", None))
            history = batch.history(asset, state.built_from) if state else None
            if history and state.last_ts != (newest := history[0]["time_close"][-1]):
                wrong.append(
                    (f"last_ts is {instant(state.last_ts)}, but its daily bars end at {instant(newest)}", newest)
                )
            if asset in damaged and not wrong:
                wrong.append((DAMAGED, None))
            for what, at in wrong:
                yield scope.finding("state", stage.state_table, what, asset, at=at)
    for (asset, rule, reason), names in behind.items():
        what = f"{'EMAs behind bars' if rule == 'emas' else 'bars behind 1D bars'} in {', '.join(names)}: {reason}"
        todo = "run bars" if rule == "bars" else "run emas (an asset that is not fresh waits until it is)"
        yield scope.finding("behind", BARS_1D, what, asset, todo=todo, note=True)


def left_in_tables(scope: Scope, off: list[SeriesStage], only: str) -> Iterator[Finding]:
    """Series that are no longer configured stay in their tables until somebody deletes them."""
    words = "left in the table, no longer kept up to date"
    for (stage, series), rows in sorted(scope.leftovers.items(), key=lambda item: (item[0][0].table.name, item[0][1])):
        what = f"{series} is not configured: {rows} {'row is' if rows == 1 else 'rows are'} {words}"
        tf = series.split("'")[1] if "'" in series else None
        yield scope.finding("configured", stage.table.name, what, tf=tf, todo=PRUNE, note=True)
    for stage in off:
        if scope.select(f"SELECT id FROM {stage.table.name} WHERE true{only} LIMIT 1"):
            what = f"{stage.rule} {stage.name} are not configured: their rows are {words}"
            yield scope.finding("configured", stage.table.name, what, todo=PRUNE, note=True)


def dimensions(scope: Scope) -> Iterator[Finding]:
    """Timeframes are described as they are."""
    for label in wrong_timeframes(scope.cursor):
        todo = f"DELETE FROM dim_timeframe WHERE tf = '{label}', then run once with --config rebuild=all"
        yield scope.finding(
            "dimensions", "dim_timeframe", "the row does not say what its timeframe is", tf=label, todo=todo
        )


CHECKS = (_source_rows, _change_log, row_rules, _series_rows, _stage_states, rebuild)
