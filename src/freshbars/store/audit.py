"""What ``validate`` reads of all tables: keys, counts per asset and series, and rows to compare with a rebuild."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_out, copy_out_body
from freshbars.database.tables import BARS_1D, Table
from freshbars.store.change_log import LOG, SOUND, UNKNOWN
from freshbars.store.daily_state import STATE

REJECTS = f"{BARS_1D}_rejects"
_ORDER = {BARS_1D: "timestamp", REJECTS: 'timestamp NULLS FIRST, reason COLLATE "C", copy'}


class Span(NamedTuple):
    """The assets whose ids lie between two bounds, both included. only: and are among these; None for no limit."""

    low: int = -(2**31)
    high: int = 2**31 - 1
    only: tuple[int, ...] | None = None

    @property
    def where(self) -> str:
        """SQL that is true of the rows of these assets."""
        listed = "" if self.only is None else f" AND id = ANY({array(self.only, 'int')})"
        return f"id BETWEEN {self.low} AND {self.high}{listed}"


def array(values: Iterable, kind: str) -> str:
    """An SQL array of values that need no quotes."""
    return f"'{{{','.join(map(str, values))}}}'::{kind}[]"


def of_series(table: Table, asset: int, tfs: Iterable[str], periods: Iterable[int]) -> str:
    """SQL that is true of the rows of some series of an asset."""
    some = f" AND period = ANY({array(periods, 'int')})" if "period" in table.c else ""
    return f"id = {asset} AND tf = ANY({array(tfs, 'text')}){some}"


def known_assets(cursor: Cursor, state_tables: Iterable[str]) -> set[int]:
    """The assets that have a state in any of these tables or a state of daily bars."""
    cursor.execute(" UNION ".join(f"SELECT id FROM {name}" for name in (STATE, *state_tables)))
    return {asset for (asset,) in cursor}


def has_rows(cursor: Cursor, table: str, span: Span) -> bool:
    """Whether a table has any row of these assets."""
    cursor.execute(f"SELECT FROM {table} WHERE {span.where} LIMIT 1")
    return cursor.fetchone() is not None


def deletion(table: str, **key: object) -> str:
    """The statement with which a person deletes the rows of a key."""
    return f"DELETE FROM {table} WHERE " + " AND ".join(f"{name} = {value!r}" for name, value in key.items())


def key_statement(table: str, key: Sequence[str]) -> str:
    """The statement with which a person gives a table its key."""
    columns = ", ".join(f'"{column}"' for column in key)
    return f"CREATE UNIQUE INDEX ON {table} ({columns})"


# -- keys --------------------------------------------------------------------------------------------------------------


def has_key(cursor: Cursor, table: str, key: Sequence[str]) -> bool:
    """Whether a unique index of the table proves that its key is unique."""
    cursor.execute(
        "SELECT FROM pg_index WHERE indrelid = to_regclass(%s) AND indisunique AND indisvalid AND indpred IS NULL AND "
        "indexprs IS NULL AND (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = indrelid AND "
        "attnum = ANY (indkey)) <@ %s",
        (table, list(key)),
    )
    return cursor.fetchone() is not None


def double_keys(cursor: Cursor, table: str, key: Sequence[str], span: Span) -> list[tuple[Mapping[str, Any], int]]:
    """The keys that several rows share, each with the number of these rows."""
    columns = ", ".join(f'"{column}"' for column in key)
    cursor.execute(
        f"SELECT {columns}, count(*) FROM {table} WHERE {span.where} GROUP BY {columns} HAVING count(*) > 1 ORDER BY {columns}"
    )
    return [(dict(zip(key, values, strict=True)), number) for *values, number in cursor]


# -- daily bars --------------------------------------------------------------------------------------------------------


class DailyCounts(NamedTuple):
    """The stored daily bars of an asset, counted."""

    bars: int = 0
    newest: datetime | None = None
    oldest: datetime | None = None
    repaired_timehigh: int = 0
    repaired_timelow: int = 0


def daily_counts(cursor: Cursor, span: Span) -> dict[int, DailyCounts]:
    """The daily bars of each asset that has any."""
    cursor.execute(
        "SELECT id, count(*), max(timestamp), min(timestamp), count(*) FILTER (WHERE repaired_timehigh), "
        f"count(*) FILTER (WHERE repaired_timelow) FROM {BARS_1D} WHERE {span.where} GROUP BY id"
    )
    return {asset: DailyCounts(*rest) for asset, *rest in cursor}


def reject_counts(cursor: Cursor, span: Span) -> dict[int, int]:
    """The number of rejects of each asset that has any."""
    cursor.execute(f"SELECT id, count(*) FROM {REJECTS} WHERE {span.where} GROUP BY id")
    return dict(cursor.fetchall())


class LogEntry(NamedTuple):
    """An entry of the change log. sound: as it was written. linked: it follows the entry before it.

    newest: the fingerprint that it leads to, of an asset's last entry; else None.
    """

    asset: int
    at: datetime
    sound: bool
    linked: bool
    newest: str | None


def log_entries(cursor: Cursor, span: Span) -> list[LogEntry]:
    """The change log of some assets, asset by asset, the oldest entry first."""
    cursor.execute(
        f"SELECT id, from_ts, {SOUND}, seq = row_number() OVER w AND digest_before IN ('{UNKNOWN}', "
        "coalesce(lag(digest_after) OVER w, '')), CASE WHEN lead(seq) OVER w IS NULL THEN digest_after END "
        f"FROM {LOG} WHERE {span.where} WINDOW w AS (PARTITION BY id ORDER BY seq) ORDER BY id, seq"
    )
    return [LogEntry(*row) for row in cursor]


# -- series ------------------------------------------------------------------------------------------------------------


class SeriesRows(NamedTuple):
    """The stored rows of a series, counted.

    orphans: rows without a daily bar. instants: the sum of their instants in microseconds since 2000, which tells what
    days have a row; 0 where it was not asked for.
    """

    rows: int = 0
    first: datetime | None = None
    orphans: int = 0
    instants: int = 0


def series_rows(
    cursor: Cursor, table: Table, time: str, span: Span, instants: bool
) -> dict[int, dict[tuple[str, int], SeriesRows]]:
    """For each asset its series by timeframe and period (0 for bars). time: the column with a row's instant."""
    period = "period" if "period" in table.c else "0 AS period"
    total = "sum(extract(epoch FROM time_close) - 946684800) * 1000000" if instants else "0"
    cursor.execute(
        f"SELECT id, tf, period, count(*), min(time_close), count(*) FILTER (WHERE d.id IS NULL), {total} "
        f"FROM (SELECT id, tf, {period}, {time} AS time_close FROM {table.name} WHERE {span.where}) s "
        f"LEFT JOIN (SELECT DISTINCT id, time_close FROM {BARS_1D} WHERE {span.where}) d USING (id, time_close) "
        "GROUP BY 1, 2, 3"
    )
    found: dict[int, dict[tuple[str, int], SeriesRows]] = {}
    for asset, tf, number, *counts in cursor:
        found.setdefault(asset, {})[tf, number] = SeriesRows(*counts)
    return found


def series_instants(cursor: Cursor, table: Table, time: str, asset: int, tf: str, period: int) -> np.ndarray:
    """The instants of the rows of a series, in microseconds since 2000."""
    query = f"SELECT {time} FROM {table.name} WHERE {of_series(table, asset, [tf], [period])}"
    return copy_out(cursor, query, np.dtype([("at", "i8")]))["at"]


# -- rows to compare ---------------------------------------------------------------------------------------------------


def daily_body(cursor: Cursor, table: Table, names: Sequence[str], asset: int) -> bytes:
    """The stored daily bars or rejects of an asset in wire format, in their order. names: the columns."""
    return _body(cursor, table, names, f"id = {asset}", _ORDER[table.name])


def series_body(
    cursor: Cursor, table: Table, names: Sequence[str], asset: int, tfs: Iterable[str], periods: Iterable[int]
) -> bytes:
    """The stored rows of some series of an asset in wire format, in the order of the key. names: the columns."""
    order = 'tf COLLATE "C", period, ts' if "period" in table.c else 'tf COLLATE "C", time_close'
    return _body(cursor, table, names, of_series(table, asset, tfs, periods), order)


def _body(cursor: Cursor, table: Table, names: Sequence[str], where: str, order: str) -> bytes:
    columns = ", ".join(f'"{name}"' for name in names)
    return copy_out_body(cursor, f"SELECT {columns} FROM {table.name} WHERE {where} ORDER BY {order}")
