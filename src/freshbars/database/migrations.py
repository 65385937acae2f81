"""The tables of a database brought to the present version: missing ones are made, old ones altered, foreign ones refused.

Who writes calls ``ensure_tables``; who only reads calls ``require_tables``, which changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg2.extensions

from freshbars.config import Config
from freshbars.database.columns import Table, source_table
from freshbars.database.connection import Connection
from freshbars.database.run_lock import LOCK_SPACE
from freshbars.database.run_tables import SCHEMA_VERSION
from freshbars.database.schema_upgrades import STEPS, Step
from freshbars.database.tables import TABLES, history
from freshbars.environment import is_builder
from freshbars.errors import UserError

FIRST = 1
# The names of types by column, for each table (schema, name).
Catalog = Mapping[tuple[str, str], Mapping[str, str]]


def newest_version() -> int:
    """The version of the tables that this code works on."""
    return STEPS[-1].version if STEPS else FIRST


def ensure_tables(config: Config, connection: Connection) -> None:
    """Bring the tables to the present version: create what is missing, run the steps that an old database lacks.

    Raises UserError for a table whose columns are not ours, by table and column, and for a database of a newer
    version; before anything is changed. Builders of a run need not look again.
    """
    if is_builder():
        return
    connection.rollback()
    with _transaction(connection) as cursor:
        done = _found(config, cursor).present
    while not done:
        with _transaction(connection) as cursor:
            # Two processes may come here at once: the second waits, and looks again at what the first has made.
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", (LOCK_SPACE,))
            done = _advance(config, cursor, _found(config, cursor))


def require_tables(config: Config, connection: Connection) -> bool:
    """Whether the tables are there; nothing is created or altered.

    Raises UserError for tables of an earlier or a newer version, and for those of another program.
    """
    if is_builder():
        return True
    connection.rollback()
    with _transaction(connection) as cursor:
        found = _found(config, cursor)
    if found.version is not None and found.version < newest_version():
        raise UserError("this database is of an earlier version; run `snakemake all` once, which brings it up to date")
    return found.present


def require_stored(config: Config, connection: Connection) -> None:
    """The same for who only reads. Raises UserError if the tables are not there."""
    if not require_tables(config, connection):
        raise UserError("nothing is stored yet: run `snakemake all` first")


def statements(config: Config, owner: str | None = None) -> list[str]:
    """What makes all of it in an empty database, for whoever runs it by hand. owner: the role that is to own it."""
    from freshbars.database import ddl

    own = _own(config)
    schemas = sorted({table.schema or config.schema for table in own})
    authorization = f' AUTHORIZATION "{owner}"' if owner else ""
    return [
        *(f'CREATE SCHEMA IF NOT EXISTS "{schema}"{authorization}' for schema in schemas),
        *([f'SET ROLE "{owner}"'] if owner else []),
        *(statement for table in own for statement in ddl.create_table(table, config.schema)),
        f'SET search_path TO "{config.schema}"',
        *ddl.create_views(),
        f"INSERT INTO {SCHEMA_VERSION} (version, migrated_at) VALUES ({newest_version()}, now())",
    ]


@contextmanager
def _transaction(connection: Connection) -> Iterator[psycopg2.extensions.cursor]:
    # Not the connection's own context: callers may be inside it already.
    try:
        with connection.cursor() as cursor:
            yield cursor
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@dataclass(frozen=True)
class _Found:
    """What a database holds of ours. version: None if it holds nothing. missing: tables that are not there."""

    version: int | None
    missing: tuple[Table, ...]

    @property
    def present(self) -> bool:
        """Whether nothing is left to do."""
        return self.version == newest_version() and not self.missing


def _found(config: Config, cursor: psycopg2.extensions.cursor) -> _Found:
    """Look. Raises UserError for what is not ours, or of a version that this code does not know."""
    places = {(table.schema or config.schema, table.name): table for table in _own(config)}
    stored = _catalog(cursor, {schema for schema, _ in places})
    missing = tuple(table for place, table in places.items() if place not in stored)
    version = _version(config, cursor, stored)
    later = [step for step in STEPS if version is not None and step.version > version]
    for place, table in places.items():
        if place in stored:
            _refuse_foreign(place, table, stored[place], later)
    return _Found(version, missing)


def _version(config: Config, cursor: psycopg2.extensions.cursor, stored: Catalog) -> int | None:
    place = (config.schema, SCHEMA_VERSION)
    if place not in stored:
        # The first version noted none. The price history alone may be another program's, of the same form.
        return FIRST if any((config.schema, name) in stored for name in TABLES) else None
    _refuse_foreign(place, TABLES[SCHEMA_VERSION], stored[place], ())
    cursor.execute(f'SELECT coalesce(max(version), %s) FROM "{config.schema}".{SCHEMA_VERSION}', (FIRST,))
    version = cursor.fetchone()[0]
    if version > newest_version():
        raise UserError(
            f"this database is of version {version}, newer than this Freshbars, which knows versions up to "
            f"{newest_version()}: use the Freshbars that the database was last used with, or a later one"
        )
    return version


def _own(config: Config) -> list[Table]:
    own = list(TABLES.values())
    return [*own, history(*source_table(config))] if config.source.kind == "exports" else own


def _refuse_foreign(place: tuple[str, str], table: Table, stored: Mapping[str, str], later: Iterable[Step]) -> None:
    """Raise UserError if columns are not ours. later: steps yet to run; what they add may be missing."""
    added = {column for step in later for column in step.adds.get(table.name, ())}
    for column in table.columns:
        found = stored.get(column.name)
        if found != column.type and not (found is None and column.name in added):
            raise UserError(
                f"table {'.'.join(place)} was made by another program: its column {column.name} is "
                f"{found or 'missing'}, not {column.type}; set another 'schema' (or source.table) in the configuration"
            )


def _advance(config: Config, cursor: psycopg2.extensions.cursor, found: _Found) -> bool:
    """Run the next step, or create what is missing; all of it in the caller's transaction. Whether nothing is left."""
    if found.present:
        return True
    _create(config, cursor, [table for table in found.missing if table.name == SCHEMA_VERSION])
    cursor.execute(f'SET LOCAL search_path TO "{config.schema}"')
    step = next((step for step in STEPS if found.version is not None and step.version == found.version + 1), None)
    if step:
        _run(cursor, step)
        if step.version < newest_version():
            return False
        # Once more before it is committed: what the steps made must be what the declarations say.
        found = _found(config, cursor)
    _create(config, cursor, [table for table in found.missing if table.name != SCHEMA_VERSION])
    # Loaded only here: it brings SQLAlchemy along.
    from freshbars.database import ddl

    cursor.execute(";".join(ddl.create_views()))
    if found.version is not None:
        # What older columns are said to mean, as it is said today.
        cursor.execute(";".join(statement for table in TABLES.values() for statement in ddl.comments(table)))
    else:
        _note(cursor, newest_version())
    return True


def _create(config: Config, cursor: psycopg2.extensions.cursor, tables: Iterable[Table]) -> None:
    from freshbars.database import ddl

    tables = list(tables)
    wanted = sorted({table.schema or config.schema for table in tables})
    cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)", (wanted,))
    # Whether a schema is there is asked first: IF NOT EXISTS wants the right to create one even where it is.
    for schema in sorted(set(wanted) - {row[0] for row in cursor}):
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    # At once: with a comment for each column they are hundreds.
    if tables:
        cursor.execute(";".join(one for table in tables for one in ddl.create_table(table, config.schema)))


def _run(cursor: psycopg2.extensions.cursor, step: Step) -> None:
    for statement in step.statements:
        cursor.execute(statement)
    _note(cursor, step.version)


def _note(cursor: psycopg2.extensions.cursor, version: int) -> None:
    """Write the version down. Whoever does holds the lock."""
    cursor.execute(f"INSERT INTO {SCHEMA_VERSION} (version, migrated_at) VALUES (%s, now())", (version,))


def _catalog(cursor: psycopg2.extensions.cursor, schemas: set[str]) -> Catalog:
    cursor.execute(
        "SELECT n.nspname, c.relname, a.attname, t.typname FROM pg_class c JOIN pg_namespace n ON n.oid = "
        "c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid "
        "WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped",
        (list(schemas),),
    )
    stored: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, kind in cursor:
        stored.setdefault((schema, table), {})[column] = kind
    return stored
