"""A check of the configured database before the first run: one finding for each thing, with what to do about it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

from freshbars.config import Config
from freshbars.database.connection import LIMITS, OLDEST, Connection, Cursor, connect
from freshbars.database.migrations import require_tables
from freshbars.database.tables import TABLES
from freshbars.errors import UserError

# A run holds a lock, plans, and each of its jobs reads and writes.
CONNECTIONS = 10


class Finding(NamedTuple):
    """One thing that was checked. todo: what to do, empty if it is in order; statement: the SQL that does it, if any does."""

    subject: str
    found: str
    todo: str = ""
    statement: str = ""

    def __str__(self) -> str:
        if not self.todo:
            return f"{'ok':5}  {self.subject}: {self.found}"
        return f"TO DO  {self.subject}: {self.found}; {self.todo}" + (f": {self.statement}" if self.statement else "")


def examine(config: Config) -> list[Finding]:
    """What a run would meet in the configured database. Makes no changes."""
    try:
        connection = connect(config, "doctor")
    except UserError as mistake:
        return [Finding("connection", str(mistake), "set TARGET_DB_URL to a database that can be used, then try again")]
    with closing(connection), connection.cursor() as cursor:
        through = " through a connection pooler in session mode" if _pooled(connection, cursor) else ""
        findings = [Finding("connection", f"works{through}")]
        for check in (_version, _encoding, _schema, _source, _room, _limits):
            findings += check(config, cursor)
            connection.rollback()
        return findings


def healthy(findings: list[Finding]) -> bool:
    """Whether there is nothing to do."""
    return not any(finding.todo for finding in findings)


def _ask(cursor: Cursor, query: str, *values: Any) -> tuple:
    cursor.execute(query, values)
    return cursor.fetchone()


def _pooled(connection: Connection, cursor: Cursor) -> bool:
    return _ask(cursor, "SELECT pg_backend_pid()")[0] != connection.info.backend_pid


def _version(config: Config, cursor: Cursor) -> Iterator[Finding]:
    # An older one is refused when connecting.
    yield Finding("version", f"PostgreSQL {_ask(cursor, 'SHOW server_version')[0]} ({OLDEST} or later is needed)")


def _encoding(config: Config, cursor: Cursor) -> Iterator[Finding]:
    (encoding,) = _ask(cursor, "SHOW server_encoding")
    todo = f"names outside {encoding} cannot be stored: create the database with ENCODING 'UTF8' TEMPLATE template0"
    yield Finding("encoding", encoding, "" if encoding == "UTF8" else todo)


def _schema(config: Config, cursor: Cursor) -> Iterator[Finding]:
    """The rights in the schema: to create tables or, where a DBA has created them all, to read and write them."""
    subject, schema = f"schema {config.schema}", f'"{config.schema}"'
    role, database, exists = _ask(
        cursor,
        "SELECT current_user, current_database(), EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)",
        config.schema,
    )
    if not exists:
        (may,) = _ask(cursor, "SELECT has_database_privilege(current_database(), 'CREATE')")
        if may:
            yield Finding(subject, "does not exist yet; the first run creates it")
        else:
            found = f"does not exist, and the role {role} may not create it"
            make = f'CREATE SCHEMA {schema} AUTHORIZATION "{role}"'
            yield Finding(subject, found, f"as owner of the database {database}", make)
        return
    create, use = _ask(
        cursor, "SELECT has_schema_privilege(%s, 'CREATE'), has_schema_privilege(%s, 'USAGE')", *[config.schema] * 2
    )
    grant = f'GRANT USAGE, CREATE ON SCHEMA {schema} TO "{role}"'
    if closed := _closed(config, cursor):
        found = f"the role {role} may not read and write {len(closed)} tables in it, such as {closed[0]}"
        found += f", which {_owners(config, cursor)} owns"
        write = f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO "{role}"'
        yield Finding(subject, found, "as their owner", write)
        return
    try:
        present = use and require_tables(config, cursor.connection)
    except UserError as mistake:
        owners = _owners(config, cursor)
        yield Finding(
            subject, str(mistake), f"that run has to connect as their owner, {owners}" if owners else "then try again"
        )
        return
    if not present:
        yield _may(subject, role, create and use, "create tables in it", grant)
    else:
        owners = _owners(config, cursor)
        later = f"; {owners} owns them, as whom the first run after an upgrade has to connect" if owners else ""
        yield Finding(subject, f"all tables exist, and the role {role} may write them{later}")


def _closed(config: Config, cursor: Cursor) -> list[str]:
    """Our tables that the role may not read and write."""
    rights = " AND ".join(
        f"has_table_privilege(c.oid, '{right}')" for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
    )
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE n.nspname = %s AND c.relname = ANY(%s) AND NOT ({rights}) ORDER BY 1",
        (config.schema, list(TABLES)),
    )
    return [name for (name,) in cursor]


def _owners(config: Config, cursor: Cursor) -> str:
    """The owners of our tables, if they are others than this role and those it is a member of: they alone may alter them."""
    cursor.execute(
        "SELECT DISTINCT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = %s AND c.relname = ANY(%s) AND NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1",
        (config.schema, list(TABLES)),
    )
    return ", ".join(owner for (owner,) in cursor)


def _source(config: Config, cursor: Cursor) -> Iterator[Finding]:
    if config.source.kind != "table":
        return
    table = config.source.table
    subject = f"source table {table}"
    role, found = _ask(cursor, "SELECT current_user, to_regclass(%s)::oid", table)
    if found is None:
        todo = "create it, or correct source.table in the configuration"
        yield Finding(subject, "does not exist or cannot be seen", todo)
        return
    (may,) = _ask(cursor, "SELECT has_table_privilege(%s::oid, 'SELECT')", found)
    yield _may(subject, role, may, "read it", f'GRANT SELECT ON {table} TO "{role}"')


def _may(subject: str, role: str, may: bool, what: str, statement: str) -> Finding:
    found = f"the role {role} may{'' if may else ' not'} {what}"
    return Finding(subject, found) if may else Finding(subject, found, "as its owner", statement)


def _room(config: Config, cursor: Cursor) -> Iterator[Finding]:
    limit, used = _ask(
        cursor,
        "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int, "
        "(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')",
    )
    (own,) = _ask(cursor, "SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user")
    left = min(limit - used, own if own >= 0 else limit)
    todo = f"a run with 4 cores needs {CONNECTIONS}: raise max_connections or the role's limit, or run with fewer cores"
    yield Finding("connections", f"{left} are left", todo if left < CONNECTIONS else "")


def _limits(config: Config, cursor: Cursor) -> Iterator[Finding]:
    """Limits that sessions have in general. Freshbars lifts those that a session may lift; this reports those that stay."""
    stay = {name: value for name in LIMITS if (value := _ask(cursor, f"SHOW {name}")[0]) not in ("0", "0ms")}
    listed = ", ".join(f"{name} = {value}" for name, value in stay.items())
    todo = "longer jobs are cancelled: take it out of the options of the database URL"
    yield Finding("timeouts", listed or "none for the sessions of Freshbars", todo if stay else "")
