"""The tables of a database brought to the present form: those that are missing are made, foreign ones refused."""

import os

from freshbars.config import Config
from freshbars.database.connection import Connection, connect
from freshbars.database.run_lock import LOCK_SPACE
from freshbars.database.tables import TABLES, history, source_table
from freshbars.environment import DSN_VARIABLE
from freshbars.errors import UserError


def ensure_tables(config: Config, connection: Connection) -> None:
    """Create the schema and the tables that are missing; refuse tables whose columns are not ours.

    Raises UserError that names table and column. Builders of a run need not look again.
    """
    if DSN_VARIABLE in os.environ:
        return
    own = list(TABLES.values())
    if config.source.kind == "exports":
        own.append(history(*source_table(config)))
    place = {table: (table.schema or config.schema, table.name) for table in own}
    stored = _stored_columns(connection, {schema for schema, _ in place.values()})
    for table in own:
        for column in table.columns if place[table] in stored else ():
            found, expected = stored[place[table]].get(column.name), column.type
            if found != expected:
                raise UserError(
                    f"table {'.'.join(place[table])} was made by another program: its column {column.name} is "
                    f"{found or 'missing'}, not {expected}; set another 'schema' (or source.table) in the configuration"
                )
    missing = [table for table in own if place[table] not in stored]
    if not missing:
        return
    with connection.cursor() as cursor:
        # Two processes may come here at once: the second waits and finds everything made.
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", (LOCK_SPACE,))
        from freshbars.database import ddl

        ddl.create(lambda: connect(config, "tables"), missing, config.schema)
    connection.commit()


def _stored_columns(connection: Connection, schemas: set[str]) -> dict[tuple[str, str], dict[str, str]]:
    """Type names by column for each table (schema, name) of some schemas."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname, c.relname, a.attname, t.typname FROM pg_class c JOIN pg_namespace n ON n.oid = "
            "c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid "
            "WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped",
            (list(schemas),),
        )
        stored: dict[tuple[str, str], dict[str, str]] = {}
        for schema, table, column, kind in cursor:
            stored.setdefault((schema, table), {})[column] = kind
    connection.rollback()
    return stored
