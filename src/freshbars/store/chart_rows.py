"""The newest bars and EMAs of some assets, for charts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import numpy as np

from freshbars.compute.instants import instant
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_out
from freshbars.database.tables import BARS_1D
from freshbars.store.audit import array

# Instants in microseconds since 2000. done: the bar is finished.
BAR = np.dtype([("id", "i4"), ("at", "i8"), *((name, "f8") for name in ("o", "h", "l", "c")), ("done", "?")])
EMA = np.dtype([("id", "i4"), ("period", "i4"), ("at", "i8"), ("ema", "f8")])


def newest_daily(cursor: Cursor, ids: Iterable[int], limit: int) -> dict[int, np.ndarray]:
    """The newest daily bars of each asset that has any, at most ``limit`` (dtype BAR)."""
    return _newest(cursor, ids, limit, "true", f"{BARS_1D} WHERE id = a.id", '"timestamp"')


def newest_bars(cursor: Cursor, table: str, tf: str, ids: Iterable[int], limit: int) -> dict[int, np.ndarray]:
    """The newest finished bars of a timeframe and the one under way, by asset, at most ``limit`` (dtype BAR)."""
    mine = f"{table} WHERE id = a.id AND tf = '{tf}'"
    where = f"{mine} AND (NOT is_partial_end OR time_close = (SELECT max(time_close) FROM {mine}))"
    return _newest(cursor, ids, limit, "NOT is_partial_end", where, "time_close")


def _newest(cursor: Cursor, ids: Iterable[int], limit: int, done: str, where: str, order: str) -> dict[int, np.ndarray]:
    rows = copy_out(
        cursor,
        f"SELECT b.* FROM unnest({array(ids, 'int')}) a(id), LATERAL (SELECT id, time_close, open, high, low, close, "
        f"{done} FROM {where} ORDER BY {order} DESC LIMIT {limit}) b ORDER BY b.id, b.time_close",
        BAR,
    )
    found, starts = np.unique(rows["id"], return_index=True)
    return dict(zip(found.tolist(), np.split(rows, starts[1:]), strict=len(found) > 0))


def daily_around(cursor: Cursor, instants: Mapping[int, datetime], before: int, after: int) -> dict[int, np.ndarray]:
    """The daily bars up to an instant of each asset, and those after it: at most so many of either (dtype BAR)."""
    bars = f"SELECT id, time_close, open, high, low, close, true FROM {BARS_1D} WHERE id = a.id AND"
    moments = [f"{moment:%Y-%m-%dT%H:%M:%S.%f%z}" for moment in instants.values()]
    rows = copy_out(
        cursor,
        f"SELECT b.* FROM unnest({array(instants, 'int')}, {array(moments, 'timestamptz')}) a(id, at), LATERAL ("
        f"({bars} time_close <= a.at ORDER BY time_close DESC LIMIT {before + 1}) UNION ALL "
        f"({bars} time_close > a.at ORDER BY time_close LIMIT {after})) b ORDER BY b.id, b.time_close",
        BAR,
    )
    found, starts = np.unique(rows["id"], return_index=True)
    return dict(zip(found.tolist(), np.split(rows, starts[1:]), strict=len(found) > 0))


def emas_at_bars(
    cursor: Cursor, table: str, column: str, tf: str, periods: Iterable[int], bars: Mapping[int, np.ndarray]
) -> dict[tuple[int, int], np.ndarray]:
    """The EMAs within the span of each asset's bars, by asset and period (dtype EMA).

    column: which of the table's. bars: by asset (dtype BAR). Previews are left out, but for the last bar.
    """
    first, last = ([f"{instant(b['at'][i]):%Y-%m-%dT%H:%M:%S.%fZ}" for b in bars.values()] for i in (0, -1))
    rows = copy_out(
        cursor,
        f"SELECT e.* FROM unnest({array(bars, 'int')}, {array(first, 'timestamptz')}, {array(last, 'timestamptz')}) "
        f"a(id, first, last), LATERAL (SELECT id, period, ts, {column} FROM {table} WHERE id = a.id "
        f"AND tf = '{tf}' AND period = ANY({array(periods, 'int')}) AND ts BETWEEN a.first AND a.last "
        "AND (NOT roll OR ts = a.last)) e ORDER BY e.id, e.period",
        EMA,
    )
    keys, starts = np.unique(rows[["id", "period"]], return_index=True)
    return dict(zip(map(tuple, keys.tolist()), np.split(rows, starts[1:]), strict=len(keys) > 0))
