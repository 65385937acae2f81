"""The table dim_timeframe: what the configured timeframes are, for joins."""

from collections.abc import Iterable

from freshbars.compute.timeframe import Timeframe
from freshbars.compute.windows import length_range
from freshbars.database.connection import Connection
from freshbars.database.transactions import transaction

_COLUMNS = (
    "tf", "label", "base_unit", "tf_qty", "tf_days_nominal", "tf_days_min", "tf_days_max", "alignment_type",
    "calendar_scheme", "allow_partial_start", "is_canonical", "sort_order",
)  # fmt: skip


def describe_timeframes(connection: Connection, timeframes: Iterable[Timeframe]) -> None:
    """Write the timeframes where they are not there as they should be."""
    wanted = {timeframe.label: _description(timeframe) for timeframe in timeframes}
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_COLUMNS)} FROM dim_timeframe WHERE tf = ANY(%s)", (list(wanted),))
        stored = {row[0]: row for row in cursor}
    wrong = {label: values for label, values in wanted.items() if stored.get(label) != values}
    if not wrong:
        return
    with transaction(connection, "dim_timeframe", [0]) as cursor:
        cursor.execute("DELETE FROM dim_timeframe WHERE tf = ANY(%s)", (list(wrong),))
        for values in wrong.values():
            cursor.execute(
                f"INSERT INTO dim_timeframe ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(values))})", values
            )


def _description(timeframe: Timeframe) -> tuple:
    shortest, longest = length_range(timeframe)
    return (
        timeframe.label, str(timeframe), timeframe.unit, timeframe.n, timeframe.nominal_days, shortest, longest,
        timeframe.alignment, timeframe.scheme, timeframe.alignment == "anchor", True, timeframe.nominal_days,
    )  # fmt: skip
