"""Rows of any table of ours as arrays, in the order of its series: what certificates and comparisons are made of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from freshbars.database.columns import BIGINT, BOOLEAN, DATE, DOUBLE, INSTANT, INTEGER, Table
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import WIRE, copy_out

_ZERO = {
    BIGINT: "0", BOOLEAN: "false", DATE: "date '2000-01-01'", DOUBLE: "0", INSTANT: "timestamptz '2000-01-01Z'", INTEGER: "0",
}  # fmt: skip
# Assets whose rows are in memory at a time.
_ASSETS = 8


class TableRows(NamedTuple):
    """Some rows of a table, by series and time.

    values: of each column its numbers (instants in microseconds since 2000-01-01 UTC, days since then), or the numbers of
    texts in ``texts``, 0 for NULL. null: of each row a bit for each column that is NULL, in the order of ``values``. year: that
    of the time in UTC, 0 where the table is not divided by time.
    """

    values: dict[str, np.ndarray]
    texts: dict[str, list[str]]
    null: np.ndarray
    year: np.ndarray


def read_table_rows(
    cursor: Cursor, table: Table, columns: Sequence[str], series: Sequence[str], time: str
) -> Iterator[TableRows]:
    """All rows of a table, some assets at a time where the series are those of assets."""
    place = f'"{table.schema}"."{table.name}"' if table.schema else f'"{table.name}"'
    if series[:1] != ("id",):
        yield _read(cursor, place, "true", table, columns, series, time)
        return
    cursor.execute(f"SELECT DISTINCT id FROM {place} ORDER BY id")
    ids = [asset for (asset,) in cursor]
    for first in range(0, len(ids), _ASSETS):
        listed = ",".join(map(str, ids[first : first + _ASSETS]))
        yield _read(cursor, place, f"id = ANY('{{{listed}}}')", table, columns, series, time)


def read_series_rows(
    cursor: Cursor, table: Table, columns: Sequence[str], series: Sequence[str], time: str, name: str
) -> TableRows:
    """The rows of one series of a table; its name is the values of the columns ``series``, joined by slashes."""
    where = " AND ".join(f'"{column}"::text = %s' for column in series) or "true"
    values = tuple(name.split("/", len(series) - 1)) if series else ()
    place = f'"{table.schema}"."{table.name}"' if table.schema else f'"{table.name}"'
    return _read(cursor, place, cursor.mogrify(where, values).decode(), table, columns, series, time)


def _read(
    cursor: Cursor, place: str, where: str, table: Table, columns: Sequence[str], series: Sequence[str], time: str
) -> TableRows:
    texts = {}
    for name in columns:
        if table.c[name].type not in _ZERO:
            cursor.execute(f'SELECT DISTINCT "{name}"::text COLLATE "C" FROM {place} WHERE {where} ORDER BY 1')
            texts[name] = [text for (text,) in cursor if text is not None]
    fields, kinds = [], []
    for name in columns:
        if name in texts:
            listed = cursor.mogrify("%s::text[]", (texts[name],)).decode()
            fields.append(f'coalesce(array_position({listed}, "{name}"::text), 0)')
            kinds.append((name, "i4"))
        else:
            kind = table.c[name].type
            fields.append(f'coalesce("{name}", {_ZERO[kind]})')
            kinds.append((name, "?" if kind == BOOLEAN else np.dtype(WIRE[kind]).newbyteorder("=")))
    fields.append(" | ".join(f'(("{name}" IS NULL)::int::bigint << {bit})' for bit, name in enumerate(sorted(columns))))
    year = f"extract(year FROM \"{time}\" AT TIME ZONE 'UTC')" if time else "0"
    # No calendar has the years of infinite instants.
    fields.append(f'coalesce(CASE WHEN isfinite("{time}") THEN {year} END, 0)::int' if time else "0")
    order = ", ".join([*(f'"{name}"' for name in series), *([f'"{time}"'] if time else [])]) or "1"
    dtype = np.dtype([*kinds, ("null", "i8"), ("year", "i4")])
    found = copy_out(cursor, f"SELECT {', '.join(fields)} FROM {place} WHERE {where} ORDER BY {order}", dtype)
    return TableRows({name: found[name] for name in columns}, texts, found["null"], found["year"])
