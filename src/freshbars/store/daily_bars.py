"""The stored 1D bars, as later stages read them."""

from collections.abc import Iterable, Mapping

import numpy as np

from freshbars.compute.daily_bars import DAILY
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_out
from freshbars.database.tables import BARS_1D
from freshbars.store.revisions import REVISIONS

VERSION = np.dtype([*DAILY.descr, ("known_from", "i8"), ("known_until", "i8")])
_FIELDS = ", ".join(
    f"coalesce({name}, 'NaN')" if name in ("volume", "market_cap") else f'"{name}"' for name in DAILY.names
)


def read_daily(cursor: Cursor, ids: Iterable[int], relation: str = BARS_1D) -> dict[int, np.ndarray]:
    """The stored daily bars of each asset that has any, in the order of time_close (dtype DAILY).

    relation: SQL for what takes the place of the table.
    """
    listed = ",".join(map(str, ids))
    return _read(cursor, f"SELECT id, {_FIELDS} FROM {relation} WHERE id = ANY('{{{listed}}}') ORDER BY id, time_close")


def read_daily_since(cursor: Cursor, places: Mapping[int, tuple[int, int]]) -> dict[int, np.ndarray]:
    """For each asset its stored daily bars from a timestamp on that close after an instant (dtype DAILY)."""
    if not places:
        return {}
    # By timestamp, which the key finds, asset by asset; by time_close, by which bars are ordered.
    return _read(
        cursor,
        f"SELECT later.* FROM (VALUES {_values(places)}) AS k (asset, stamp, shut) CROSS JOIN LATERAL (SELECT id, {_FIELDS} "
        f"FROM {BARS_1D} WHERE id = asset AND timestamp >= stamp AND time_close > shut OFFSET 0) AS later "
        "ORDER BY later.id, time_close",
    )


def read_newest(cursor: Cursor, ids: Iterable[int], count: int) -> dict[int, np.ndarray]:
    """The newest stored daily bars of each asset that has any, at most so many (dtype DAILY)."""
    return _read(
        cursor,
        f"SELECT newest.* FROM unnest('{{{','.join(map(str, ids))}}}'::int[]) AS asked (asset) CROSS JOIN LATERAL (SELECT id, "
        f"{_FIELDS} FROM {BARS_1D} WHERE id = asset ORDER BY timestamp DESC LIMIT {count}) AS newest "
        "ORDER BY newest.id, time_close",
    )


def read_daily_versions(cursor: Cursor, places: Mapping[int, tuple[int, int]]) -> dict[int, np.ndarray]:
    """The same bars in all their versions: dtype DAILY, with ``known_from`` and ``known_until``."""
    some = f"SELECT id, {_FIELDS}, {{}} FROM {{}} WHERE id = asset AND timestamp >= stamp AND time_close > shut"
    present = some.format("ingested_at AS known_from, timestamptz 'infinity'", BARS_1D)
    every = f"{present} UNION ALL {some.format('known_from, known_until', REVISIONS)}"
    return _read(
        cursor,
        f"SELECT v.* FROM (VALUES {_values(places)}) AS k (asset, stamp, shut) CROSS JOIN LATERAL ({every} OFFSET 0) AS v "
        "ORDER BY v.id",
        VERSION,
    )


def _values(places: Mapping[int, tuple[int, int]]) -> str:
    return ", ".join(f"({asset}, {', '.join(_literal(at) for at in place)})" for asset, place in places.items())


def _literal(at: int) -> str:
    return f"timestamptz '{'-infinity' if at == NO_INSTANT else instant(at)}'"


def _read(cursor: Cursor, query: str, dtype: np.dtype = DAILY) -> dict[int, np.ndarray]:
    rows = copy_out(cursor, query, np.dtype([("id", "i4"), *dtype.descr]))
    found, starts = np.unique(rows["id"], return_index=True)
    parts = np.split(rows[list(dtype.names)].astype(dtype), starts[1:])
    return dict(zip(found.tolist(), parts, strict=len(found) > 0))
