"""Stored rows of timeframes, periods and families that are not configured: counted and deleted."""

from collections.abc import Sequence
from typing import NamedTuple

from freshbars.database.checkpoint_tables import CHECKPOINTS
from freshbars.database.connection import Cursor
from freshbars.database.tables import TABLES
from freshbars.store.audit import array


class Configured(NamedTuple):
    """The series of a table that are configured; periods is None in tables of bars. on: whether its family is."""

    table: str
    on: bool
    tfs: Sequence[str]
    periods: Sequence[int] | None

    @property
    def others(self) -> str:
        """SQL that is true of the rows of all other series."""
        if not self.on:
            return "true"
        periods = "" if self.periods is None else f" AND period = ANY({array(self.periods, 'int')})"
        return f"NOT (tf = ANY({array(self.tfs, 'text')}){periods})"


class SeriesCount(NamedTuple):
    """Number of rows of a timeframe (and of EMAs a period)."""

    tf: str
    period: int | None
    rows: int


def count_others(cursor: Cursor, configured: Configured) -> list[SeriesCount]:
    """The series of a table that are not configured."""
    period = "NULL::int" if configured.periods is None else "period"
    cursor.execute(
        f"SELECT tf, {period}, count(*) FROM {configured.table} WHERE {configured.others} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [SeriesCount(*row) for row in cursor]


def delete_others(cursor: Cursor, configured: Configured) -> int:
    """Delete the rows of series that are not configured, and take them off the states. Returns the number of rows.

    A state that listed them is computed again with the next days of its asset. Those of a family
    that is switched off are deleted.
    """
    table, state = configured.table, f"{configured.table}_state"
    cursor.execute(f"DELETE FROM {table} WHERE {configured.others}")
    rows = cursor.rowcount
    if not configured.on:
        cursor.execute(f"DELETE FROM {state}")
        cursor.execute(f"DELETE FROM {CHECKPOINTS} WHERE series = %s", (table,))
        return rows
    columns = {"tfs": array(configured.tfs, "text")}
    if "periods" in TABLES[state].c:
        columns["periods"] = array(configured.periods or (), "int")
    kept = [
        f"{name} = ARRAY(SELECT unnest({name}) INTERSECT SELECT unnest({own}) ORDER BY 1)"
        for name, own in columns.items()
    ]
    listed = " OR ".join(f"NOT {name} <@ {own}" for name, own in columns.items())
    count = f"(SELECT count(*) FROM {table} t WHERE t.id = {state}.id)"
    cursor.execute(f"UPDATE {state} SET {', '.join(kept)}, state = NULL, n_rows = {count} WHERE {listed}")
    return rows
