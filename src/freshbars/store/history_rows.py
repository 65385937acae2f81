"""The rows of the price history that loads of exports write, and what they were before (its revisions)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import DAY_US, instant
from freshbars.config import Config
from freshbars.database.columns import source_table
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_in, copy_out, encode
from freshbars.database.tables import HISTORY, history, source_columns
from freshbars.store.causes import Cause

REVISIONS = f"{HISTORY}_revisions"
_COLUMNS = ", ".join(f'"{column.name}"' for column in source_columns())
_NULL = {"i": "-infinity", "f": "NaN"}


class Written(NamedTuple):
    """Who wrote a row: the file, and when it was loaded (or, of a revision, when the row was replaced)."""

    file: str
    at: datetime


class HistoryRows:
    """The rows of one asset, in a caller's transaction."""

    def __init__(self, config: Config, cursor: Cursor, asset: int) -> None:
        self._cursor, self._asset = cursor, asset
        self._table = history(*source_table(config))
        schema, name = source_table(config)
        self._name = f'"{schema}"."{name}"'

    def read(self, dtype: np.dtype) -> np.ndarray:
        """The stored rows by timestamp. dtype: the columns to read, each an int8 instant or a float8."""
        fields = ", ".join(f"""coalesce("{name}", '{_NULL[dtype[name].kind]}')""" for name in dtype.names)
        query = f"SELECT {fields} FROM {self._name} WHERE id = {self._asset} ORDER BY timestamp"
        return copy_out(self._cursor, query, dtype)

    def delete(self, stamps: np.ndarray) -> None:
        """Delete the rows of some timestamps."""
        if len(stamps):
            query = f"DELETE FROM {self._name} WHERE id = %s AND timestamp = ANY(%s)"
            self._cursor.execute(query, (self._asset, _instants(stamps)))

    def replace(self, stamps: np.ndarray, at: datetime, cause: Cause) -> None:
        """Move the rows of some timestamps to the revisions."""
        if len(stamps):
            self._cursor.execute(
                f"WITH old AS (DELETE FROM {self._name} WHERE id = %s AND timestamp = ANY(%s) RETURNING *) "
                f"INSERT INTO {REVISIONS} (id, timestamp, replaced_at, cause, {_COLUMNS}) "
                f"SELECT id, timestamp, %s, %s, {_COLUMNS} FROM old ON CONFLICT DO NOTHING",
                (self._asset, _instants(stamps), at, cause.value),
            )

    def append(self, columns: Mapping[str, object], n: int) -> None:
        """Write new rows; ``columns`` as ``encode`` takes them, without the id."""
        encoded = encode(self._table, {**columns, "id": self._asset}, n)
        copy_in(self._cursor, self._table, encoded.names, [encoded.body])

    def delete_all(self) -> int:
        """Delete the asset's rows and their revisions. Returns how many rows."""
        self._cursor.execute(f"DELETE FROM {REVISIONS} WHERE id = %s", (self._asset,))
        self._cursor.execute(f"DELETE FROM {self._name} WHERE id = %s", (self._asset,))
        return self._cursor.rowcount

    # -- days taken back ---------------------------------------------------------------------------------------------

    def writer(self, day: int) -> Written | None:
        """Who wrote the row of a UTC day; None without a row."""
        return self._of_day(self._name, "source_file, load_ts", day)

    def latest_revision(self, day: int) -> Written | None:
        """The latest row of a day that was replaced."""
        return self._of_day(REVISIONS, "source_file, replaced_at", day, "ORDER BY replaced_at DESC LIMIT 1")

    def _of_day(self, table: str, columns: str, day: int, more: str = "") -> Written | None:
        self._cursor.execute(f"SELECT {columns} FROM {table} WHERE {_SPAN} {more}", self._span(day))
        row = self._cursor.fetchone()
        return row and Written(*row)

    def _span(self, day: int) -> tuple:
        return self._asset, instant(day * DAY_US), instant((day + 1) * DAY_US)

    def delete_day(self, day: int) -> None:
        """Delete the row of a day."""
        self._cursor.execute(f"DELETE FROM {self._name} WHERE {_SPAN}", self._span(day))

    def restore(self, day: int, replaced_at: datetime) -> None:
        """Move a revision of a day back to the table."""
        self._cursor.execute(
            f"WITH old AS (DELETE FROM {REVISIONS} WHERE {_SPAN} AND replaced_at = %s RETURNING *) INSERT INTO "
            f"{self._name} (id, timestamp, {_COLUMNS}) SELECT id, timestamp, {_COLUMNS} FROM old",
            (*self._span(day), replaced_at),
        )

    def forget_revisions(self, file: str, load_ts: datetime) -> None:
        """Delete the revisions that a load of a file wrote; what it replaced was replaced by what replaced them."""
        self._cursor.execute(
            f"DELETE FROM {REVISIONS} WHERE id = %s AND source_file = %s AND load_ts = %s RETURNING timestamp, replaced_at",
            (self._asset, file, load_ts),
        )
        for stamp, replaced_at in self._cursor.fetchall():
            self._cursor.execute(
                f"UPDATE {REVISIONS} SET replaced_at = %s WHERE id = %s AND timestamp = %s AND replaced_at = %s",
                (replaced_at, self._asset, stamp, load_ts),
            )

    def forget_replaced_by(self, file: str, load_ts: datetime) -> None:
        """Delete the revisions of days whose present row a load of a file wrote."""
        self._cursor.execute(
            f"DELETE FROM {REVISIONS} r USING {self._name} h WHERE h.id = %s AND h.source_file = %s AND h.load_ts = %s "
            "AND r.id = h.id AND r.timestamp = h.timestamp AND r.replaced_at = h.load_ts",
            (self._asset, file, load_ts),
        )


_SPAN = "id = %s AND timestamp >= %s AND timestamp < %s"


def _instants(stamps: np.ndarray) -> list[datetime]:
    return [instant(stamp) for stamp in stamps]
