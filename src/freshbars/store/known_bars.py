"""The daily bars as they are stored, or as they were known at an instant: the relation that readers read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np

from freshbars.database.columns import BOOLEAN, DOUBLE, Column
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import WIRE, copy_out
from freshbars.database.tables import BARS_1D
from freshbars.store.daily_state import STATE
from freshbars.store.revisions import COLUMNS, REVISIONS


class Versions(NamedTuple):
    """Number of an asset's daily bars, replaced ones included, and when the first of them was loaded."""

    bars: int
    first_known: datetime


class Extent(NamedTuple):
    """Number of an asset's daily bars, the days of the first and the newest, and the timestamp of the newest."""

    bars: int
    first_day: date
    last_day: date
    newest: datetime


def stored_ids(cursor: Cursor, revised: bool = False) -> set[int]:
    """The assets that have a daily state; revised: or bars that were replaced or deleted."""
    more = f" UNION SELECT id FROM {REVISIONS}" if revised else ""
    cursor.execute(f"SELECT id FROM {STATE}{more}")
    return {asset for (asset,) in cursor}


def bar_counts(cursor: Cursor, ids: Sequence[int]) -> dict[int, int]:
    """The number of stored daily bars of each asset that has any."""
    cursor.execute(f"SELECT id, n_bars FROM {STATE} WHERE id = ANY(%s) AND n_bars > 0 ORDER BY id", (list(ids),))
    return dict(cursor.fetchall())


def version_counts(cursor: Cursor, ids: Sequence[int]) -> dict[int, Versions]:
    """The versions of the daily bars of each asset that has or had any."""
    cursor.execute(
        f"SELECT id, count(*), min(known) FROM (SELECT id, ingested_at AS known FROM {BARS_1D} UNION ALL SELECT id, "
        f"known_from FROM {REVISIONS}) AS versions WHERE id = ANY(%s) GROUP BY id ORDER BY id",
        (list(ids),),
    )
    return {asset: Versions(*rest) for asset, *rest in cursor}


def relation_at(at: datetime, delay: float | None, first_known: Mapping[int, datetime]) -> str:
    """SQL for the daily bars known at an instant, with the columns of their table; ``ingested_at``: since when.

    first_known: the assets, and when their first bars were loaded. delay: hours after its close at which a bar of the
    first load counts as known, for assets that were loaded after ``at``; None if nothing of them does.
    """
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    firsts = ", ".join(f"({asset}, timestamptz '{first}')" for asset, first in first_known.items())
    early = "false"
    if delay is not None:
        early = f"known_from <= first AND time_close <= timestamptz '{at - timedelta(hours=delay)}'"
    moment = f"timestamptz '{at}'"
    return (
        f"(SELECT {columns}, known_from AS ingested_at FROM (SELECT {columns}, ingested_at AS known_from, "
        f"timestamptz 'infinity' AS known_until FROM {BARS_1D} UNION ALL SELECT {columns}, known_from, known_until FROM "
        f"{REVISIONS}) AS versions JOIN (VALUES {firsts}) AS firsts (asset, first) ON id = asset WHERE CASE WHEN "
        f"first <= {moment} THEN known_from <= {moment} AND known_until > {moment} ELSE {early} END) AS known"
    )


def extents(cursor: Cursor, relation: str, timezone: str) -> dict[int, Extent]:
    """The extent of each asset's daily bars. relation: BARS_1D, or what ``relation_at`` returns."""
    cursor.execute(
        "SELECT id, count(*), (min(time_close) AT TIME ZONE %s)::date, (max(time_close) AT TIME ZONE %s)::date, "
        f"max(timestamp) FROM {relation} GROUP BY id",
        (timezone, timezone),
    )
    return {asset: Extent(*rest) for asset, *rest in cursor}


def read_bars(cursor: Cursor, relation: str, ids: Iterable[int], columns: Sequence[Column]) -> np.ndarray:
    """Columns of the daily bars of some assets, and ``known_from``, as a structured array by id and timestamp.

    Unknown numbers are NaN, instants and days as in ``compute.instants``.
    """
    fields = ", ".join(f"coalesce(\"{one.name}\", 'NaN')" if one.type == DOUBLE else f'"{one.name}"' for one in columns)
    kinds = [(one.name, "?" if one.type == BOOLEAN else np.dtype(WIRE[one.type]).newbyteorder("=")) for one in columns]
    return copy_out(
        cursor,
        f"SELECT {fields}, ingested_at FROM {relation} WHERE id = ANY('{{{','.join(map(str, ids))}}}') ORDER BY id, timestamp",
        np.dtype([*kinds, ("known_from", "i8")]),
    )
