"""The daily stage: source rows to stored 1D bars, rejects, state and the log of changes."""

import numpy as np

from freshbars.compute import daily_bars as daily
from freshbars.compute import versions
from freshbars.compute.daily_bars import Built
from freshbars.compute.instants import instant
from freshbars.config import Config
from freshbars.database.copy_format import copy_in, copy_out_body, encode
from freshbars.database.tables import BARS_1D, TABLES, Table
from freshbars.refresh.series_stage import upsert
from freshbars.state.daily import DailyState, read_daily

BARS = TABLES[BARS_1D]
REJECTS = TABLES[f"{BARS_1D}_rejects"]
EMPTY = ""
UNKNOWN = "unknown"


def source_digest(config: Config, fingerprint: str) -> str:
    """What the daily bars of an asset depend on: its source rows, the time zone, and how bars are made."""
    return f"{versions.BARS_1D} {config.timezone} {fingerprint}"


def write(
    cursor, asset: int, built: Built, fingerprint: str, state: DailyState | None, afresh: bool = False
) -> tuple[int, int, str]:
    """Store an asset's bars in the caller's transaction; rows that are as they were are not touched.

    ``afresh`` writes all rows again. Returns the numbers of rows written and deleted, and what changed in words.
    """
    old = _stored(cursor, asset)
    comparable = state is not None and not afresh
    written, deleted = _replace(cursor, BARS, asset, built.bars, comparable)
    written_rejects, deleted_rejects = _replace(cursor, REJECTS, asset, built.rejects, comparable)
    digest = daily.digest(built.daily) if len(built.daily) else EMPTY
    words = _log_change(cursor, asset, state, old, built.daily, digest)
    stamps = built.bars["timestamp"]
    upsert(
        cursor,
        f"{BARS_1D}_state",
        {
            "id": asset,
            "last_src_ts": instant(stamps[-1]) if len(stamps) else None,
            "daily_min_seen": instant(stamps[0]) if len(stamps) else None,
            "last_upserted": written,
            "last_repaired_timehigh": int(built.bars["repaired_timehigh"].sum()),
            "last_repaired_timelow": int(built.bars["repaired_timelow"].sum()),
            "last_rejected": len(built.rejects["timestamp"]),
            "n_bars": len(stamps),
            "source_digest": fingerprint,
            "bars_digest": digest,
        },
        stamp="last_run_ts",
    )
    return written + written_rejects, deleted + deleted_rejects, words


def remove(cursor, asset: int, state: DailyState) -> tuple[int, int, str]:
    """Delete what is stored of an asset that the source no longer has."""
    old = _stored(cursor, asset)
    deleted = 0
    for table in (BARS, REJECTS):
        cursor.execute(f"DELETE FROM {table.name} WHERE id = %s", (asset,))
        deleted += cursor.rowcount
    cursor.execute(f"DELETE FROM {BARS_1D}_state WHERE id = %s", (asset,))
    _log_change(cursor, asset, state, old, old[:0], EMPTY)
    return 0, deleted, "gone from the source"


def _stored(cursor, asset: int) -> np.ndarray:
    return read_daily(cursor, [asset]).get(asset, np.empty(0, daily.DAILY))


def _replace(cursor, table: Table, asset: int, columns: dict[str, object], comparable: bool) -> tuple[int, int]:
    """Make the asset's rows of a table these, writing only from the first row that differs in any bit."""
    rows = encode(table, {"id": asset, **columns}, len(columns["timestamp"]))
    k = 0
    if comparable:
        names = ", ".join(f'"{name}"' for name in rows.names)
        order = "timestamp" if table is BARS else 'timestamp NULLS FIRST, reason COLLATE "C", copy'
        stored = copy_out_body(cursor, f"SELECT {names} FROM {table.name} WHERE id = {asset} ORDER BY {order}")
        if stored == rows.body:
            return 0, 0
        # Rejects may have no timestamp to cut at, and are few.
        k = rows.common_prefix(stored) if table is BARS else 0
    cut = ("AND timestamp > %s", (asset, instant(columns["timestamp"][k - 1]))) if k else ("", (asset,))
    cursor.execute(f"DELETE FROM {table.name} WHERE id = %s {cut[0]}", cut[1])
    deleted = cursor.rowcount
    if k < len(rows):
        copy_in(cursor, table, rows.names, [rows.after(k)])
    return len(rows) - k, deleted


def change(old: np.ndarray, new: np.ndarray) -> tuple[int, int | None] | None:
    """From which instant two histories of daily bars differ, and the first old bar from there on (None for none).

    None where they are the same.
    """
    k = daily.first_difference(old, new)
    if k is None:
        return None
    start = min(int(bars["time_close"][k]) for bars in (old, new) if k < len(bars))
    return start, int(old["time_close"][k]) if k < len(old) else None


def _log_change(cursor, asset: int, state: DailyState | None, old: np.ndarray, new: np.ndarray, digest: str) -> str:
    before = (state.bars_digest or EMPTY) if state else EMPTY
    words = describe(old, new)
    if (daily.digest(old) if len(old) else EMPTY) != before:
        # The table was changed by another program: what later stages were built from is anybody's guess, and an
        # entry that leads nowhere makes them build from scratch.
        before, old = UNKNOWN, old[:0]
    changed = change(old, new)
    if changed:
        start, following = changed
        cursor.execute(
            f"INSERT INTO {BARS_1D}_changes SELECT %s, coalesce(max(seq), 0) + 1, %s, %s, %s, %s, now() "
            f"FROM {BARS_1D}_changes WHERE id = %s",
            (asset, before, digest, instant(start), None if following is None else instant(following), asset),
        )
    return words


def describe(old: np.ndarray, new: np.ndarray) -> str:
    """What changed between two histories of daily bars, in words."""
    k = daily.first_difference(old, new)
    if k is None:
        return "only names or load times changed"
    if not len(old):
        return f"{len(new)} bars from scratch"
    if k == len(old):
        return f"{len(new) - k} new {'day' if len(new) - k == 1 else 'days'} after {instant(old['time_close'][-1]):%Y-%m-%d}"
    if k == len(new):
        return f"{len(old) - k} days gone from {instant(old['time_close'][k]):%Y-%m-%d} on"
    was, now = old[k], new[k]
    day = f"{instant(min(was['time_close'], now['time_close'])):%Y-%m-%d}"
    if was["time_close"] != now["time_close"]:
        return (
            f"from {day} on ({'a day was removed' if was['time_close'] < now['time_close'] else 'a day was filled in'})"
        )
    name = next(name for name in ("close", "open", "high", "low", "volume", "market_cap", *daily.DAILY.names)
                if was[name].tobytes() != now[name].tobytes())  # fmt: skip
    shown = (instant(v) if name.startswith("time") else f"{v:.12g}" for v in (was[name], now[name]))
    return f"from {day} on (restated: {name} {' to '.join(map(str, shown))})"
