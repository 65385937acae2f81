"""The tables dim_timeframe and dim_asset: what timeframes and assets are, for joins and views."""

from collections.abc import Iterable, Sequence

from freshbars.compute.timeframe import Timeframe
from freshbars.compute.windows import length_range
from freshbars.database.connection import Connection, Cursor
from freshbars.database.transactions import transaction

_COLUMNS = (
    "tf", "label", "base_unit", "tf_qty", "tf_days_nominal", "tf_days_min", "tf_days_max", "alignment_type",
    "calendar_scheme", "allow_partial_start", "is_canonical", "sort_order",
)  # fmt: skip


def describe_timeframes(connection: Connection, timeframes: Iterable[Timeframe]) -> None:
    """Write the timeframes where they are not there as they should be."""
    _put(connection, "dim_timeframe", _COLUMNS, [_description(timeframe) for timeframe in timeframes])


def wrong_timeframes(cursor: Cursor) -> list[str]:
    """The rows that are not what their timeframe is, by its label."""
    cursor.execute(f"SELECT {', '.join(_COLUMNS)} FROM dim_timeframe ORDER BY 1")
    return [label for label, *rest in cursor if not _is_described(label, rest)]


def _is_described(label: str, rest: Sequence[object]) -> bool:
    try:
        return _description(Timeframe.parse(label)) == (label, *rest)
    except ValueError:
        return False


def describe_assets(connection: Connection, assets: Iterable[tuple[int, str, str | None, str]]) -> None:
    """Write assets (id, symbol, name, time zone) where they are not there as they should be."""
    _put(connection, "dim_asset", ("id", "symbol", "name", "timezone"), list(assets))


def _put(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """Make the rows of some keys, which are their first values, what they should be."""
    wanted, names = {row[0]: row for row in rows}, ", ".join(columns)
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} WHERE {columns[0]} = ANY(%s)", (list(wanted),))
        stored = {row[0]: row for row in cursor}
    wrong = {key: row for key, row in wanted.items() if stored.get(key) != row}
    if not wrong:
        return
    with transaction(connection, table, [0]) as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {columns[0]} = ANY(%s)", (list(wrong),))
        values = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", list(wrong.values()))


def _description(timeframe: Timeframe) -> tuple:
    shortest, longest = length_range(timeframe)
    return (
        timeframe.label, str(timeframe), timeframe.unit, timeframe.n, timeframe.nominal_days, shortest, longest,
        timeframe.alignment, timeframe.scheme, timeframe.alignment == "anchor", True, timeframe.nominal_days,
    )  # fmt: skip
