"""The checks of an audit: functions that yield the findings for a batch of assets.

The cheap ones look at all assets, in SQL that gives a row for each series; the rebuild compares a sample (or all) to the
last bit.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import datetime

import numpy as np

from freshbars.compute import timeframe_bars as bars
from freshbars.compute.instants import instant, local_days
from freshbars.database.copy_format import Rows, copy_out, copy_out_body, encode, joined
from freshbars.database.tables import BARS_1D, BOOLEAN, DATE, DOUBLE, INSTANT, TABLES, TEXT, Table
from freshbars.refresh.daily_stage import BARS, REJECTS
from freshbars.refresh.series_stage import Stage
from freshbars.state.change_log import ChangeLog
from freshbars.validate.findings import Batch, Finding, Run

_ORDER = {BARS: "timestamp", REJECTS: 'timestamp NULLS FIRST, reason COLLATE "C", copy'}

# What must hold of each row of a series; "was" and "next" columns are those of the rows before and after it.
# NaN is above every number for the server, so that a bound on either side makes all four prices finite.
_PRICES = "low > '-infinity' AND low <= least(open, close) AND greatest(open, close) <= high AND high < 'infinity'"
_DAILY_LAGS = "lag(bar_seq) OVER w AS was_seq"
_DAILY_RULES = {
    "its prices are not finite, or not low <= open, close <= high": _PRICES,
    "its window is not finite": "isfinite(time_open) AND isfinite(time_close)",
    "timestamp is not within time_open to time_close": "timestamp BETWEEN time_open AND time_close",
    "time_high is not within time_open to time_close": "time_high BETWEEN time_open AND time_close",
    "time_low is not within time_open to time_close": "time_low BETWEEN time_open AND time_close",
    "bar_seq does not grow with timestamp": "bar_seq > coalesce(was_seq, 0)",
    "its tf is not 1D": "tf = '1D'",
}
_BAR_LAGS = """lag(bar_seq) OVER w AS was_seq, lag(time_open) OVER w AS was_open, lag(time_close) OVER w AS was_close,
    lag(count_days) OVER w AS was_days, lead(bar_seq) OVER w AS next_seq"""
_BAR_RULES = {
    "its prices are not finite, or not low <= open, close <= high": _PRICES,
    "bar_seq falls": "bar_seq >= coalesce(was_seq, 1)",
    "it is canonical, but its bar goes on after it": "is_partial_end OR next_seq IS DISTINCT FROM bar_seq",
    "it is canonical, but its bar is not finished": "is_partial_end OR next_seq IS NOT NULL OR pos_in_bar = tf_days",
    "it ends a finished bar, but is not canonical": """
        NOT is_partial_end OR coalesce(next_seq = bar_seq, pos_in_bar < tf_days)""",
    "the row before it is not that of the day before: count_days leaps": """
        count_days = CASE WHEN bar_seq = was_seq THEN was_days + 1 ELSE 1 END""",
    "time_open is not 1 ms after the last close of the bar before": """
        time_open = CASE WHEN bar_seq = was_seq THEN was_open
        ELSE coalesce(was_close, time_close - interval '24 hours') + interval '1 ms' END""",
}
_ROLLING_RULES = _BAR_RULES | {"a bar before it is missing: bar_seq leaps": "bar_seq <= coalesce(was_seq, 0) + 1"}


def unique_keys(run: Run, only: str) -> Iterator[Finding]:
    """Keys are unique. Nothing is read where the table's own key proves it: only foreign tables may lack one."""
    stages = [name for stage in run.stages for name in (stage.table.name, stage.state_table)]
    for name in (BARS.name, REJECTS.name, f"{BARS_1D}_state", *stages):
        key = TABLES[name].key
        run.cursor.execute(
            "SELECT 1 FROM pg_index WHERE indrelid = to_regclass(%s) AND indisunique AND indisvalid AND indpred IS NULL AND "
            "indexprs IS NULL AND (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = indrelid AND "
            "attnum = ANY (indkey)) <@ %s",
            (name, list(key)),
        )
        if run.cursor.fetchone() is not None:
            continue
        columns = ", ".join(f'"{column}"' for column in key)
        todo = f"create one with: CREATE UNIQUE INDEX ON {name} ({columns})"
        yield run.finding("keys", name, "the table has no key", todo=todo, note=True)
        for *values, number in run.select(
            f"SELECT {columns}, count(*) FROM {name} WHERE true{only} GROUP BY {columns} HAVING count(*) > 1 ORDER BY {columns}"
        ):
            row = dict(zip(key, values, strict=True))
            at = next((value for value in values if isinstance(value, datetime)), None)
            tf = row.get("tf", "1D" if at else None)
            yield run.finding("keys", name, f"{number} rows have one key", row["id"], tf, row.get("period", 0), at)


def _source_rows(batch: Batch) -> Iterator[Finding]:
    """Source rows are bars or rejects; the daily state tells what is stored."""
    run, stored = batch.run, {}
    for table in (BARS, REJECTS):
        query = f"SELECT id, count(*), max(timestamp) FROM {table.name} WHERE {batch.span} GROUP BY id"
        stored[table] = {row[0]: row[1:] for row in run.select(query)}
        run.audit.rows += sum(number for number, _ in stored[table].values())
        for asset in sorted(stored[table].keys() - batch.states.keys()):
            todo = f"run bars, or DELETE FROM {table.name} WHERE id = {asset} where the source has no such asset"
            yield run.finding("state", table.name, "rows of an asset that has no state", asset, "1D", todo=todo)
    for asset in batch.ids:
        state, has = batch.states.get(asset), run.prints.get(asset)
        if asset not in batch.current and (has or state):
            what = "source changed since the bars were built" if state else "no bars were built from the source"
            yield run.finding("source", BARS.name, what, asset, "1D", todo="run bars", note=True)
        if state is None:
            continue
        (n_bars, newest), n_rejects = stored[BARS].get(asset, (0, None)), stored[REJECTS].get(asset, (0,))[0]
        if asset in batch.current and (n_source := int(has.split(":")[0])) != n_bars + n_rejects:
            what = f"{n_source} source rows, but {n_bars} bars and {n_rejects} rejects"
            yield run.finding("source", BARS.name, what, asset, "1D")
        if batch.digests.get(asset) != state.bars_digest:
            what = "tampered: the bars, or the bars_digest of their state, are not those that Freshbars wrote"
            yield run.finding("state", BARS.name, what, asset, "1D")
        told = (state.n_bars, state.n_rejects, state.last_src_ts)
        if told != (n_bars, n_rejects, newest):
            what = "the state tells of {} bars, {} rejects and {} as the newest, stored are {}, {} and {}"
            what = what.format(*told, n_bars, n_rejects, newest)
            yield run.finding("state", f"{BARS_1D}_state", what, asset, "1D")


def _rules(batch: Batch) -> Iterator[Finding]:
    """Prices in order, instants within their window; bars follow one another, finished ones with one canonical row."""
    yield from _broken(batch, "daily", BARS, "timestamp", _DAILY_RULES, _DAILY_LAGS)
    for stage in batch.run.stages:
        if stage.rule == "bars":
            rules = _ROLLING_RULES if stage.family.alignment == "rolling" else _BAR_RULES
            yield from _broken(batch, "snapshots", stage.table, stage.time, rules, _BAR_LAGS, tuple(stage.timeframes))
    for asset, history in batch.stored.items():
        days = local_days(history["time_close"], batch.run.config.timezone)
        for i in np.flatnonzero(days[1:] == days[:-1])[:1]:
            yield batch.run.finding("daily", BARS.name, "two bars on one day", asset, "1D", at=history["time_close"][i])


def _broken(
    batch: Batch, check: str, table: Table, at: str, rules: dict[str, str], lags: str, tfs: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """For each series and rule the first row that breaks it; of each row only the first rule that it breaks counts."""
    cases = " ".join(f"WHEN ({must}) IS NOT TRUE THEN {i}" for i, must in enumerate(rules.values()))
    some = f" AND tf = ANY('{{{','.join(tfs)}}}')" if tfs else ""
    for asset, tf, rule, first, rows in batch.run.select(
        f"SELECT id, tf, rule, min(at), count(*) FROM (SELECT id, tf, {at} AS at, CASE {cases} END AS rule FROM (SELECT *, "
        f"{lags} FROM {table.name} WHERE {batch.span}{some} WINDOW w AS (PARTITION BY id, tf ORDER BY {at})) r) s "
        "WHERE rule IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 4"
    ):
        what = list(rules)[rule] + (f" (nor are {rows - 1} more rows right)" if rows > 1 else "")
        yield batch.run.finding(check, table.name, what, asset, tf, at=first)


def _series_rows(batch: Batch) -> Iterator[Finding]:
    """Each series has one row for every daily bar from its first one on, and no others."""
    canonicals: dict[tuple[int, str, str], tuple[int, np.ndarray]] = {}
    for stage, asset, state, history, days in batch.built():
        found = batch.of_stage[stage][1].get(asset, {})
        for tf, period in sorted(stage.wanted & state.series):
            key = (asset, state.built_from, tf)
            if key not in canonicals:
                layout = bars.lay_out(stage.timeframes[tf], days)
                canonicals[key] = layout.first, layout.first + np.flatnonzero(layout.finished)
            first, canonical = canonicals[key]
            if stage.rule == "emas" and stage.family.kind == "days":
                first = period * stage.timeframes[tf].nominal_days - 1
            elif stage.rule == "emas":
                first = canonical[period - 1] if period <= len(canonical) else len(days)
            must = history["time_close"][first:]
            if found.get((tf, period), (0, None, 0)) == (len(must), instant(must[0]) if len(must) else None, 0):
                continue
            query = f"SELECT {stage.time} FROM {stage.table.name} WHERE {_of_series(stage, asset, [tf], (period,))}"
            has = copy_out(batch.run.cursor, query, np.dtype([("at", "i8")]))["at"]
            missing, surplus = np.setdiff1d(must, has), np.setdiff1d(has, must)
            for wrong, words in ((missing, "a row is missing"), (surplus, "a row stands there that must not")):
                if len(wrong):
                    what = f"{words} ({len(must)} rows belong to the series, {len(has)} are stored)"
                    yield batch.run.finding("rows", stage.table.name, what, asset, tf, period, wrong[0])


def _of_series(stage: Stage, asset: int, tfs: Iterable[str], periods: tuple[int, ...]) -> str:
    some = f" AND period = ANY('{{{','.join(map(str, periods))}}}')" if stage.rule == "emas" else ""
    return f"id = {asset} AND tf = ANY('{{{','.join(tfs)}}}'){some}"


def _stage_states(batch: Batch) -> Iterator[Finding]:
    """States tell what is stored, from the daily bars as they are; what a run would bring up to date is only a note."""
    run, changes = batch.run, ChangeLog(batch.run.cursor, batch.ids)
    behind: dict[tuple[int, str, str], list[str]] = {}
    for stage, (states, series) in batch.of_stage.items():
        for asset in sorted(series.keys() - states.keys()):
            todo = f"DELETE FROM {stage.table.name} WHERE id = {asset}, then run {stage.rule}"
            yield run.finding("state", stage.table.name, "rows of an asset that has no state", asset, todo=todo)
        for asset in batch.ids:
            state, digest = states.get(asset), batch.states[asset].bars_digest if asset in batch.states else None
            decision = stage.decide(asset, digest, state, changes, False)
            wrong: list[tuple[str, int | None]] = []
            if decision.action == "build" and state and state.version == stage.version:
                wrong.append(("built_from names daily bars that there never were", None))
            elif decision.action not in ("nothing", "forget"):
                behind.setdefault((asset, stage.rule, decision.reason), []).append(stage.name)
            rows = sum(series[asset][one][0] for one in state.series & series.get(asset, {}).keys()) if state else 0
            if state and rows != state.n_rows:
                wrong.append((f"the state tells of {state.n_rows} rows, stored are {rows}", None))
            history = batch.history(asset, state.built_from) if state else None
            if history and state.last_ts != (newest := history[0]["time_close"][-1]):
                wrong.append(
                    (f"last_ts is {instant(state.last_ts)}, but its daily bars end at {instant(newest)}", newest)
                )
            for what, at in wrong:
                yield run.finding("state", stage.state_table, what, asset, at=at)
    for (asset, rule, reason), names in behind.items():
        what = f"{'EMAs behind bars' if rule == 'emas' else 'bars behind 1D bars'} in {', '.join(names)}: {reason}"
        todo = "run bars" if rule == "bars" else "run emas (an asset that is not fresh waits until it is)"
        yield run.finding("behind", BARS_1D, what, asset, todo=todo, note=True)


def _rebuild(batch: Batch) -> Iterator[Finding]:
    """What is stored is to the last bit what a rebuild in memory gives."""
    compared = set(batch.rebuilt)
    for asset, built in batch.rebuilt.items():
        for table, columns in ((BARS, built.bars), (REJECTS, built.rejects)):
            rows = encode(table, {"id": asset, **columns}, len(columns["timestamp"]))
            yield from _compare(batch, table, rows, f"id = {asset}", _ORDER[table], asset)
    for stage, asset, state, history, days in batch.built():
        if asset in batch.run.sample:
            compared.add(asset)
            starts = {period: 0 if period in state.periods else len(days) for period in stage.periods}
            work = dict.fromkeys(sorted(stage.timeframes.keys() & set(state.tfs)), starts)
            order = 'tf COLLATE "C", period, ts' if stage.rule == "emas" else 'tf COLLATE "C", time_close'
            where = _of_series(stage, asset, work, tuple(period for period in starts if period in state.periods))
            rows = joined(list(stage.encoded(asset, history, days, work)))
            yield from _compare(batch, stage.table, rows, where, order, asset)
    batch.run.audit.rebuilt_assets += len(compared)


def _compare(batch: Batch, table: Table, rows: Rows, where: str, order: str, asset: int) -> Iterator[Finding]:
    """The first row that is not as it must be. rows: those that must be."""
    names = ", ".join(f'"{name}"' for name in rows.names)
    stored = copy_out_body(batch.run.cursor, f"SELECT {names} FROM {table.name} WHERE {where} ORDER BY {order}")
    batch.run.audit.rebuilt_rows += len(rows)
    if stored == rows.body:
        return
    k = rows.common_prefix(stored)
    must, has = (_decode(table, rows.names, body, int(rows.ends[k - 1]) if k else 0) for body in (rows.body, stored))
    if must is None or has is None:
        must, what = must or has, "a row is missing" if must else "a row stands there that must not"
    else:
        # By their spelling, as a zero may differ from a zero in its sign.
        wrong = [name for name in rows.names if repr(must[name]) != repr(has[name])]
        what = ", ".join(f"{name} is {_spelled(has[name])} and must be {_spelled(must[name])}" for name in wrong[:3])
        what += f", and {len(wrong) - 3} more columns" if len(wrong) > 3 else ""
    at = next(must[name] for name in ("ts", "timestamp", "time_close") if name in must)
    yield batch.run.finding("rebuild", table.name, what, asset, must.get("tf", "1D"), must.get("period", 0), at)


def _spelled(value: object) -> str:
    return "NULL" if value is None else str(value)


def _decode(table: Table, names: tuple[str, ...], body: bytes, at: int) -> dict[str, object] | None:
    """The row in wire format that begins there, or None at the end."""
    if at == len(body):
        return None
    row, at = {}, at + 2
    for name in names:
        width = int.from_bytes(body[at : at + 4], signed=True)
        raw, kind = body[at + 4 : at + 4 + max(width, 0)], table.c[name].type
        at += 4 + len(raw)
        row[name] = None if width < 0 else _VALUES[kind](raw) if kind in _VALUES else int.from_bytes(raw, signed=True)
    return row


_VALUES = {
    TEXT: bytes.decode,
    BOOLEAN: lambda raw: raw != b"\0",
    DOUBLE: lambda raw: struct.unpack(">d", raw)[0],
    INSTANT: lambda raw: instant(int.from_bytes(raw, signed=True)),
    DATE: lambda raw: instant(int.from_bytes(raw, signed=True) * 86_400_000_000).date(),
}


def left_in_tables(run: Run, off: list[Stage], only: str) -> Iterator[Finding]:
    """Series that are no longer configured stay in their tables until somebody deletes them."""
    words = "left in the table, no longer kept up to date"
    for (stage, series), rows in sorted(run.leftovers.items(), key=lambda item: (item[0][0].table.name, item[0][1])):
        what = f"{series} is not configured: {rows} rows are {words}"
        # A state that still lists a series would believe in its rows; the run takes it off the list.
        todo = f"run {stage.rule}, then delete with: DELETE FROM {stage.table.name} WHERE {series}"
        tf = series.split("'")[1] if "'" in series else None
        yield run.finding("configured", stage.table.name, what, tf=tf, todo=todo, note=True)
    for stage in off:
        if run.select(f"SELECT id FROM {stage.table.name} WHERE true{only} LIMIT 1"):
            todo = f"delete with: DELETE FROM {stage.table.name}; DELETE FROM {stage.state_table}"
            what = f"{stage.rule} {stage.name} are not configured: their rows are {words}"
            yield run.finding("configured", stage.table.name, what, todo=todo, note=True)


CHECKS = (_source_rows, _rules, _series_rows, _stage_states, _rebuild)
