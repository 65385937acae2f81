"""Deleted rows: which ones, as values, and the statement that deletes them and counts those of each asset.

Daily bars that are deleted go to their revisions in the same statement (``kept_at``).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from freshbars.compute.instants import instant
from freshbars.database.connection import Cursor
from freshbars.database.tables import Table
from freshbars.store.revisions import COLUMNS, REVISIONS


class OfAssets(NamedTuple):
    """All rows of some assets."""

    ids: Sequence[int]


class OfSeries(NamedTuple):
    """All rows of some timeframes, and of EMAs of some periods, of some assets."""

    ids: Sequence[int]
    tfs: Sequence[str]
    periods: Sequence[int]


class Ranges(NamedTuple):
    """Rows of series between two instants (both included): a range for each element of these. Bars have period 0."""

    ids: Sequence[int]
    tfs: Sequence[str]
    periods: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]


class Keyed(NamedTuple):
    """Rows by their keys, column by column; values as the driver takes them."""

    values: Sequence[Sequence]


class After(NamedTuple):
    """Rows of some assets with a timestamp after an instant, one for each asset."""

    ids: Sequence[int]
    stamps: Sequence[int]


Rows = OfAssets | OfSeries | Ranges | Keyed | After


def delete(cursor: Cursor, table: Table, rows: Rows, kept_at: datetime | None = None) -> Counter:
    """Delete rows; how many of each asset. kept_at: daily bars go to the revisions, as known until then."""
    using, where, values = _which(table, rows)
    gone = f"DELETE FROM {table.name} t {using} WHERE {where} RETURNING t.*"
    kept = ""
    if kept_at is not None:
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        kept = (
            f", kept AS (INSERT INTO {REVISIONS} ({columns}, known_from, known_until) "
            f"SELECT {columns}, ingested_at, %s FROM gone)"
        )
        values = (*values, kept_at)
    # Keys are looked up in the index one by one, whatever the server thinks of a table that it has not analysed yet.
    cursor.execute(
        "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; "
        f"WITH gone AS ({gone.replace('t.*', 't.*' if kept else 't.id')}){kept} SELECT id, count(*) FROM gone GROUP BY id",
        values,
    )
    return Counter(dict(cursor.fetchall()))


def _which(table: Table, rows: Rows) -> tuple[str, str, tuple]:
    """What a statement joins with, its condition, and its values."""
    match rows:
        case OfAssets(ids):
            return "", "t.id = ANY(%s)", (list(ids),)
        case OfSeries(ids, tfs, periods):
            of_periods, values = _of_periods(table, "t.period = ANY(%s)"), (list(ids), list(tfs))
            return (
                "",
                f"t.id = ANY(%s) AND t.tf = ANY(%s){of_periods}",
                (*values, list(periods)) if of_periods else values,
            )
        case Ranges(ids, tfs, periods, first, last):
            time = table.key[-1]
            using = (
                "USING unnest(%s::int[], %s::text[], %s::int[], %s::timestamptz[], %s::timestamptz[]) "
                "AS k (id, tf, period, first, last)"
            )
            of_periods = _of_periods(table, "t.period = k.period")
            where = f"t.id = k.id AND t.tf = k.tf{of_periods} AND t.{time} >= k.first AND t.{time} <= k.last"
            spans = ([instant(at) for at in some] for some in (first, last))
            return using, where, (list(ids), list(tfs), list(periods), *spans)
        case After(ids, stamps):
            using = "USING unnest(%s::int[], %s::timestamptz[]) AS k (id, stamp)"
            return using, "t.id = k.id AND t.timestamp > k.stamp", (list(ids), [instant(at) for at in stamps])
        case Keyed(columns):
            key = table.key
            kinds = ", ".join(f"%s::{table.c[name].type}[]" for name in key)
            names = ", ".join(f'"{name}"' for name in key)
            # An index serves the first kind of comparison alone.
            equal = {False: "=", True: "IS NOT DISTINCT FROM"}
            same = " AND ".join(f't."{name}" {equal[table.c[name].nullable]} k."{name}"' for name in key)
            return f"USING unnest({kinds}) AS k ({names})", same, tuple(map(list, columns))


def _of_periods(table: Table, condition: str) -> str:
    return f" AND {condition}" if "period" in table.c else ""
