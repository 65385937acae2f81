"""A check of the configured database before the first run: one finding for each thing, with what to do about it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

import psycopg2
import psycopg2.errors
import psycopg2.extensions

from freshbars.config import Config
from freshbars.database.connection import LIMITS, OLDEST, connect
from freshbars.database.migrations import require_tables
from freshbars.database.tables import TABLES
from freshbars.database.views import VIEWS
from freshbars.errors import UserError

# Our tables and views in a schema: who owns them, whether this role may act as the owner, and whether it may write.
OWNERS = """
SELECT relname, relowner::regrole::text, pg_has_role(relowner, 'USAGE'),
       has_table_privilege(oid, 'SELECT') AND (relkind = 'v' OR has_table_privilege(oid, 'INSERT')
       AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s) AND relname = ANY (%s)
AND relkind IN ('r', 'p', 'v') ORDER BY relname
"""
# A run holds a lock, plans, and each of its jobs reads and writes.
CONNECTIONS = 10


class Owned(NamedTuple):
    """A table or view, its owner, and whether the role of this session may act as the owner, and may write."""

    name: str
    owner: str
    owned: bool
    writable: bool


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``todo`` is empty if it is in order."""

    subject: str
    found: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{'TO DO' if self.todo else 'ok':5}  {self.subject}: {self.found}" + (
            f"; {self.todo}" if self.todo else ""
        )


def examine(config: Config) -> list[Finding]:
    """What a run would meet in the configured database. Changes nothing in it."""
    try:
        connection = connect(config, "doctor")
    except UserError as mistake:
        return [Finding("connection", str(mistake), "set TARGET_DB_URL to a database that can be used, then try again")]
    with closing(connection), connection.cursor() as cursor:
        through = " through a connection pooler in session mode" if _pooled(connection, cursor) else ""
        findings = [Finding("connection", f"works{through}")]
        for check in (_version, _encoding, _rights, _room, _limits):
            findings += check(config, cursor)
            connection.rollback()
        return findings


def _ask(cursor: psycopg2.extensions.cursor, query: str, *values: Any) -> tuple:
    cursor.execute(query, values)
    return cursor.fetchone()


def _pooled(connection: psycopg2.extensions.connection, cursor: psycopg2.extensions.cursor) -> bool:
    return _ask(cursor, "SELECT pg_backend_pid()")[0] != connection.info.backend_pid


def _version(config: Config, cursor: psycopg2.extensions.cursor) -> Iterator[Finding]:
    # An older one is refused when connecting.
    yield Finding("version", f"PostgreSQL {_ask(cursor, 'SHOW server_version')[0]} ({OLDEST} or later is needed)")


def _encoding(config: Config, cursor: psycopg2.extensions.cursor) -> Iterator[Finding]:
    (encoding,) = _ask(cursor, "SHOW server_encoding")
    todo = f"names outside {encoding} cannot be stored: create the database with ENCODING 'UTF8' TEMPLATE template0"
    yield Finding("encoding", encoding, "" if encoding == "UTF8" else todo)


def _rights(config: Config, cursor: psycopg2.extensions.cursor) -> Iterator[Finding]:
    role, database, exists = _ask(
        cursor,
        "SELECT current_user, current_database(), EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)",
        config.schema,
    )
    subject = f"schema {config.schema}"
    if exists:
        complete, outdated = _complete(config, cursor)
        yield _schema(config, cursor, role, complete)
        yield from _tables(config, cursor, role, complete, outdated)
    else:
        (may,) = _ask(cursor, "SELECT has_database_privilege(current_database(), 'CREATE')")
        make = f'as owner of the database {database}: CREATE SCHEMA "{config.schema}" AUTHORIZATION "{role}"'
        found = "is not there yet; the first run creates it" if may else f"is not there, and {role} may not create it"
        yield Finding(subject, found, "" if may else make)
    if config.source.kind == "table":
        yield _source(config, cursor, role)


def _schema(config: Config, cursor: psycopg2.extensions.cursor, role: str, complete: bool) -> Finding:
    """The rights on a schema that is there. With complete tables a run creates none, but the next upgrade may."""
    create, use = _ask(
        cursor, "SELECT has_schema_privilege(%s, 'CREATE'), has_schema_privilege(%s, 'USAGE')", *[config.schema] * 2
    )
    subject = f"schema {config.schema}"
    grant = f'as its owner: GRANT USAGE, CREATE ON SCHEMA "{config.schema}" TO "{role}"'
    if not use or not (create or complete):
        return Finding(subject, f"{role} may not {'create tables in it' if use else 'use it'}", grant)
    if not create:
        return Finding(subject, f"{role} may use it; an upgrade that adds tables will need the right to create them")
    return Finding(subject, f"{role} may create tables in it")


def _tables(
    config: Config, cursor: psycopg2.extensions.cursor, role: str, complete: bool, outdated: str
) -> Iterator[Finding]:
    """Who owns the tables that are there: only an owner, or a member of it, can alter them, as upgrades do."""
    cursor.execute(OWNERS, (config.schema, [*TABLES, *VIEWS]))
    tables = [Owned(*row) for row in cursor]
    foreign = [table for table in tables if not table.owned]
    owners = ", ".join(sorted({table.owner for table in foreign}))
    change = f"as {owners} or a superuser:" + "".join(
        f'\n         ALTER TABLE "{config.schema}"."{table.name}" OWNER TO "{role}";' for table in foreign
    )
    if outdated:
        yield Finding("tables", outdated, change if foreign else "")
    elif tables and not foreign:
        yield Finding("tables", f"{role} owns all {len(tables)} tables and views")
    elif foreign and complete and all(table.writable for table in foreign):
        yield Finding("tables", f"{role} may write them; they belong to {owners}, as whom upgrades have to be run")
    elif foreign:
        found = f"{len(foreign)} tables and views belong to {owners}; {role} may not write or alter them"
        yield Finding("tables", found, change)


def _complete(config: Config, cursor: psycopg2.extensions.cursor) -> tuple[bool, str]:
    """Whether all tables are there; and, if they are of another version or another program's, what is to be done."""
    try:
        return require_tables(config, cursor.connection), ""
    except UserError as mistake:
        return False, str(mistake)
    except psycopg2.errors.InsufficientPrivilege:
        # Who owns them, and whether they can be read, is the next finding.
        return False, ""


def _source(config: Config, cursor: psycopg2.extensions.cursor, role: str) -> Finding:
    table = config.source.table
    subject = f"source table {table}"
    (found,) = _ask(cursor, "SELECT to_regclass(%s)::oid", table)
    if found is None:
        return Finding(
            subject, "is not there or cannot be seen", "create it, or correct source.table in the configuration"
        )
    (may,) = _ask(cursor, "SELECT has_table_privilege(%s::oid, 'SELECT')", found)
    return _may(subject, role, may, "read it", f'as its owner: GRANT SELECT ON {table} TO "{role}"')


def _may(subject: str, role: str, may: bool, what: str, todo: str) -> Finding:
    return Finding(subject, f"the role {role} may{'' if may else ' not'} {what}", "" if may else todo)


def _room(config: Config, cursor: psycopg2.extensions.cursor) -> Iterator[Finding]:
    limit, used = _ask(
        cursor,
        "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int, "
        "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')",
    )
    (own,) = _ask(cursor, "SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user")
    left = min(limit - used, own if own >= 0 else limit)
    todo = f"a run with 4 cores needs {CONNECTIONS}: raise max_connections or the role's limit, or run with fewer cores"
    yield Finding("connections", f"{left} are left", todo if left < CONNECTIONS else "")


def _limits(config: Config, cursor: psycopg2.extensions.cursor) -> Iterator[Finding]:
    """Limits that hold for sessions in general; Freshbars lifts those that a session may lift, and says which stay."""
    stay = {name: value for name in LIMITS if (value := _ask(cursor, f"SHOW {name}")[0]) not in ("0", "0ms")}
    listed = ", ".join(f"{name} = {value}" for name, value in stay.items())
    todo = "a job that takes longer is ended: take it out of the options of the database URL"
    yield Finding("timeouts", listed or "none for the sessions of Freshbars", todo if stay else "")


def healthy(findings: list[Finding]) -> bool:
    """Whether there is nothing to do."""
    return not any(finding.todo for finding in findings)
