"""Schemas with the tables of this version, emptied after one test and lent to the next.

Making a schema's tables takes a quarter of a second, which is more than most tests of the database need for the rest.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg2

from freshbars.config import validate
from freshbars.database.connection import Cursor, connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_tables import SCHEMA_VERSION

# Whatever a test may alter of a schema, except what TRUNCATE and VACUUM change.
DEFINITIONS = """
SELECT array_agg(concat_ws(' ', c.oid, c.relowner, c.relname, c.relkind, c.relrowsecurity, c.relacl, c.reloptions)
                 ORDER BY c.oid),
       (SELECT array_agg(ARRAY[a.attrelid, a.attnum]::text || a.xmin::text ORDER BY a.attrelid, a.attnum)
        FROM pg_attribute a JOIN pg_class of ON of.oid = a.attrelid WHERE of.relnamespace = %(schema)s::regnamespace),
       (SELECT array_agg(oid::text || xmin::text ORDER BY oid) FROM pg_constraint
        WHERE connamespace = %(schema)s::regnamespace),
       (SELECT array_agg(t.oid::text || t.xmin::text ORDER BY t.oid) FROM pg_trigger t JOIN pg_class of ON of.oid = tgrelid
        WHERE of.relnamespace = %(schema)s::regnamespace),
       (SELECT array_agg(r.ev_class::text || md5(r.ev_action::text) ORDER BY r.ev_class, r.oid)
        FROM pg_rewrite r JOIN pg_class of ON of.oid = ev_class
        WHERE of.relnamespace = %(schema)s::regnamespace),
       (SELECT array_agg(oid::text || xmin::text ORDER BY oid) FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace),
       (SELECT xmin::text FROM pg_namespace WHERE nspname = %(schema)s)
FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace
"""
KINDS = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE", "f": "FOREIGN TABLE"}


class SchemaPool:
    """The schemas of one session that nobody uses at the moment."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made = 0
        self._spare: dict[str, list[str]] = {}
        self._definitions: dict[str, tuple] = {}
        self._relations: dict[str, set[int]] = {}

    @contextmanager
    def borrow(self, kind: str) -> Iterator[str]:
        """The name of a schema with empty tables, for a kind of source; not used again if its tables were altered."""
        spare = self._spare.setdefault(kind, [])
        schema = spare.pop() if spare else self._make(kind)
        yield schema
        with closing(psycopg2.connect(self._url)) as connection, connection, connection.cursor() as cursor:
            reusable = self._clear(schema, cursor)
        if reusable:
            spare.append(schema)
        else:
            drop_schemas(self._url, [schema])

    def _make(self, kind: str) -> str:
        self._made += 1
        schema = f"pool_{os.getpid()}_{self._made}"
        config = validate({"schema": schema, "source": {"kind": kind}})
        with closing(connect(config)) as connection:
            ensure_tables(config, connection)
            with connection, connection.cursor() as cursor:
                self._definitions[schema] = definitions(schema, cursor)
                self._relations[schema] = {oid for oid, *_ in relations(schema, cursor)}
        return schema

    def _clear(self, schema: str, cursor: Cursor) -> bool:
        """Drop what was added and empty the tables; whether the schema is then as it was made."""
        cursor.execute("SELECT to_regnamespace(%s)", (schema,))
        if cursor.fetchone() == (None,):
            return False
        filled = []
        for oid, name, kind, size in relations(schema, cursor):
            if oid not in self._relations[schema]:
                cursor.execute(f'DROP {KINDS[kind]} IF EXISTS {schema}."{name}" CASCADE')
            elif size and name != SCHEMA_VERSION and kind in "rp":
                filled.append(f'{schema}."{name}"')
        if filled:
            cursor.execute(f"TRUNCATE {', '.join(filled)} RESTART IDENTITY CASCADE")
        cursor.execute("SELECT to_regclass(%s)", (f"{schema}.{SCHEMA_VERSION}",))
        return cursor.fetchone() != (None,) and definitions(schema, cursor) == self._definitions[schema]


def relations(schema: str, cursor: Cursor) -> list[tuple]:
    """Number, name, kind and size in bytes of each table, view and sequence."""
    cursor.execute(
        "SELECT oid, relname, relkind, pg_relation_size(oid) FROM pg_class "
        "WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') "
        # A sequence goes with the column that owns it.
        "ORDER BY relkind = 'S'",
        (schema,),
    )
    return cursor.fetchall()


def definitions(schema: str, cursor: Cursor) -> tuple:
    """How the tables and views of a schema are defined, to be compared with another time."""
    cursor.execute(DEFINITIONS, {"schema": schema})
    found = cursor.fetchone()
    cursor.execute(f"SELECT array_agg(v::text ORDER BY version) FROM {schema}.{SCHEMA_VERSION} v")
    return found + cursor.fetchone()


def drop_schemas(url: str, schemas: Iterable[str]) -> None:
    """Drop schemas with all that is in them, where they are there."""
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for schema in schemas:
            cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
