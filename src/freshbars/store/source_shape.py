"""The shape of the source table: which columns it has, and the SQL that reads each, whatever its type."""

from collections.abc import Mapping
from dataclasses import dataclass

from freshbars.config import Config
from freshbars.database.columns import source_table
from freshbars.database.connection import Cursor
from freshbars.errors import UserError
from freshbars.store import lenient_sql

REQUIRED = ("id", "timestamp", "timeopen", "timeclose", "open", "high", "low", "close")
INSTANTS = ("timestamp", "timeopen", "timeclose", "timehigh", "timelow", "load_ts")
NUMBERS = ("open", "high", "low", "close", "volume", "marketcap")
TEXTS = ("name", "source_file")
_KINDS = {INSTANTS: "timestamptz", NUMBERS: "float8", TEXTS: "text"}


@dataclass(frozen=True)
class SourceShape:
    """How the price-history table is read. All fields are SQL.

    table: its quoted name. id: the id of a row's asset, NULL if it belongs to none. key: what a row is looked up by.
    each: stands behind a subquery for each asset. column: every column that a row may have, by name; those that a
    foreign table lacks (name, source_file, load_ts, timehigh, timelow, volume, marketcap) read as NULL.
    may_stray: whether a row may belong to no asset. has_load_ts: whether rows say when they were loaded.
    """

    table: str
    id: str
    key: str
    each: str
    column: Mapping[str, str]
    may_stray: bool
    has_load_ts: bool

    @property
    def stamp(self) -> str:
        """A row's timestamp; rows without one come before all others."""
        return lenient_sql.possible(self.column["timestamp"])


def read_shape(config: Config, cursor: Cursor) -> SourceShape:
    """The shape of the source table. Raises UserError where the table or a column that bars need is missing."""
    schema, name = source_table(config)
    table = f'"{schema}"."{name}"'
    cursor.execute(
        "SELECT attname, coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text, attnotnull FROM pg_attribute JOIN "
        "pg_type t ON t.oid = atttypid WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
        (table,),
    )
    has = {name: (kind, needed) for name, kind, needed in cursor}
    if not has:
        raise UserError(f"there is no table {schema}.{name} (source.table) in the database")
    if missing := [column for column in REQUIRED if column not in has]:
        raise UserError(
            f"table {schema}.{name} (source.table) lacks {', '.join(missing)}; daily rows need {', '.join(REQUIRED)}"
        )
    kinds = {name: kind for name, (kind, _) in has.items()}
    return SourceShape(
        table,
        lenient_sql.as_id('"id"', kinds["id"]),
        lenient_sql.key('"id"', kinds["id"]),
        "OFFSET 0" if _has_index(cursor, table) else "",
        _columns(kinds, cursor.connection.server_version),
        may_stray=not (lenient_sql.is_whole(kinds["id"]) and has["id"][1]),
        has_load_ts="load_ts" in kinds,
    )


def _has_index(cursor: Cursor, table: str) -> bool:
    """Whether an index on the id serves look-ups asset by asset.

    Without one, or in a view, such a look-up would read everything again for each asset, and the server joins instead.
    """
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM pg_index JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[0] "
        "WHERE indrelid = to_regclass(%s) AND indisvalid AND indpred IS NULL AND attname = 'id')",
        (table,),
    )
    return cursor.fetchone()[0]


def _columns(kinds: Mapping[str, str], version: int) -> dict[str, str]:
    """SQL for every column that a row may have. kinds: the types of those that the table has."""
    column = {name: f"NULL::{kind}" for some, kind in _KINDS.items() for name in some}
    for name in column.keys() & kinds.keys():
        if name in INSTANTS:
            column[name] = lenient_sql.as_instant(f'"{name}"', kinds[name], version)
        elif name in NUMBERS:
            column[name] = lenient_sql.as_number(f'"{name}"', kinds[name])
        else:
            column[name] = f'"{name}"::text COLLATE "C"'
    return column
