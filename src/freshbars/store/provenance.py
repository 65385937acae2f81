"""Where single daily bars come from: the file and load that said each, what was said before, and the value stored of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from freshbars.compute.instants import instant
from freshbars.database.connection import Cursor
from freshbars.store.rejects import REJECTS
from freshbars.store.revisions import REVISIONS


class Origin(NamedTuple):
    """Who said a daily bar: the file, when it was loaded, and since when the bar is stored as it is."""

    file: str | None
    loaded: datetime | None
    known_from: datetime


class EarlierClose(NamedTuple):
    """A close that was replaced: its value, and since when and until when it was stored."""

    close: float
    known_from: datetime
    known_until: datetime


class Reject(NamedTuple):
    """A source row that is no bar."""

    day: date | None
    reason: str


def origins(cursor: Cursor, relation: str, asset: int, closes: Sequence[int]) -> dict[int, Origin]:
    """By ``time_close`` (microseconds since 2000) who said the daily bars of an asset. relation: where bars are read from."""
    cursor.execute(
        "SELECT round(extract(epoch FROM time_close - timestamptz '2000-01-01Z') * 1000000)::bigint, src_file, "
        f"src_load_ts, ingested_at FROM {relation} WHERE id = %s AND time_close = ANY(%s::timestamptz[])",
        (asset, [instant(close) for close in closes]),
    )
    return {close: Origin(*rest) for close, *rest in cursor}


def earlier_closes(cursor: Cursor, asset: int, first: int, last: int) -> dict[int, list[EarlierClose]]:
    """By ``time_close`` the replaced closes of an asset's daily bars of a span, oldest first."""
    cursor.execute(
        "SELECT round(extract(epoch FROM time_close - timestamptz '2000-01-01Z') * 1000000)::bigint, close, known_from, "
        f"known_until FROM {REVISIONS} WHERE id = %s AND time_close BETWEEN %s AND %s ORDER BY known_until",
        (asset, instant(first), instant(last)),
    )
    found: dict[int, list[EarlierClose]] = {}
    for close, *rest in cursor:
        found.setdefault(close, []).append(EarlierClose(*rest))
    return found


def rejects_between(cursor: Cursor, asset: int, first: int, last: int, timezone: str) -> list[Reject]:
    """The source rows of a span that are no bars."""
    cursor.execute(
        f'SELECT ("timestamp" AT TIME ZONE %s)::date, reason FROM {REJECTS} WHERE id = %s AND "timestamp" BETWEEN %s AND %s '
        'ORDER BY "timestamp", reason',
        (timezone, asset, instant(first), instant(last)),
    )
    return [Reject(*row) for row in cursor]


def stored_ema(cursor: Cursor, table: str, column: str, key: tuple[int, str, int], ts: int) -> float | None:
    """The value that a table of EMAs holds at an instant; None where it has no such row. key: asset, timeframe, period."""
    cursor.execute(
        f'SELECT "{column}" FROM {table} WHERE id = %s AND tf = %s AND period = %s AND ts = %s', (*key, instant(ts))
    )
    return next((value for (value,) in cursor), None)
