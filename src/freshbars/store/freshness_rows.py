"""The newest freshness report as a table: one row for each asset, for those who read with SQL."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.suspect_tables import FRESHNESS_TABLE

_COLUMNS = ("id", "symbol", "status", "reason", "gets_emas", "last_src_ts", "as_of")


class FreshnessRow(NamedTuple):
    """What the report says of an asset."""

    id: int
    symbol: str
    status: str
    reason: str
    gets_emas: bool
    last_src_ts: datetime | None
    as_of: datetime


def write_report(cursor: Cursor, rows: Iterable[FreshnessRow], whole: bool) -> None:
    """Replace the rows of these assets, in the caller's transaction. whole: and take out all others."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in _COLUMNS]
    cursor.execute(f"DELETE FROM {FRESHNESS_TABLE} WHERE %s OR id = ANY(%s)", (whole, columns[0]))
    cursor.execute(
        f"INSERT INTO {FRESHNESS_TABLE} ({', '.join(_COLUMNS)}) SELECT * FROM unnest(%s::int[], %s::text[], %s::text[], "
        "%s::text[], %s::bool[], %s::timestamptz[], %s::timestamptz[])",
        columns,
    )
