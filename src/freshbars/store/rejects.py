"""The rejects of the daily bars, and bars that were repaired: counts for reports."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D

REJECTS = f"{BARS_1D}_rejects"


class RejectCount(NamedTuple):
    """Number of an asset's rejects with a reason, and the newest days of these."""

    asset: int
    reason: str
    rows: int
    days: Sequence[date]


class RepairCount(NamedTuple):
    """Number of an asset's daily bars with each kind of repair, and of all its daily bars."""

    timehigh: int = 0
    timelow: int = 0
    ohlc: int = 0
    bars: int = 0


def count_by_reason(cursor: Cursor) -> dict[str, int]:
    """The number of rejects of all assets, by reason."""
    cursor.execute(f"SELECT reason, count(*) FROM {REJECTS} GROUP BY 1 ORDER BY 1")
    return dict(cursor.fetchall())


def count_by_asset(cursor: Cursor, timezone: str, days: int) -> list[RejectCount]:
    """The rejects by asset and reason. days: at most so many of the newest are named."""
    cursor.execute(
        'SELECT id, reason, count(*), (array_agg(("timestamp" AT TIME ZONE %s)::date ORDER BY "timestamp" DESC '
        f"NULLS LAST))[1:%s] FROM {REJECTS} GROUP BY id, reason ORDER BY id, reason",
        (timezone, days),
    )
    return [RejectCount(asset, reason, rows, [day for day in some if day]) for asset, reason, rows, some in cursor]


def count_repairs(cursor: Cursor) -> dict[int, RepairCount]:
    """The repairs of each asset that has any."""
    cursor.execute(
        "SELECT id, count(*) FILTER (WHERE repaired_timehigh), count(*) FILTER (WHERE repaired_timelow), "
        f"count(*) FILTER (WHERE repaired_ohlc), count(*) FROM {BARS_1D} GROUP BY id "
        "HAVING bool_or(repaired_timehigh OR repaired_timelow OR repaired_ohlc)"
    )
    return {asset: RepairCount(*counts) for asset, *counts in cursor}
