"""The database: which one, connections to it, its tables, and the lock that keeps two runs apart."""

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions

from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.tables import TABLES, history

ENV_FILE = "db_config.env"
ENV_NAMES = ("TARGET_DB_URL", "MARKETDATA_DB_URL")
PARENTS_SEARCHED = 5
# How the process of a run tells its builders which database it found, and that its tables are in order.
DSN_VARIABLE = "FRESHBARS_DSN"
# Advisory locks share one number space in a database: the first half is ours, the second tells schema and purpose.
LOCK_SPACE = 0x6672_6573

Connection = psycopg2.extensions.connection


def resolve_db_url(explicit: str | None = None, folder: Path | None = None) -> str:
    """The database URL: explicit, else of ``db_config.env``, else of the environment, else of the embedded server.

    ``db_config.env`` is looked for in ``folder`` (the working directory) and up to five levels above. Every dialect
    prefix is accepted; the result starts with ``postgresql+psycopg2://``. Raises UserError for what is no URL of a
    PostgreSQL, without repeating it: it may hold a password.
    """
    url, origin = explicit, "the given URL"
    if not url:
        url, origin = _from_env_file(folder or Path.cwd())
    for name in ENV_NAMES:
        if not url:
            url, origin = os.environ.get(name), f"the environment variable {name}"
    if not url:
        from freshbars import embedded

        url, origin = embedded.start(), "the embedded server"
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url.strip().strip("'\""))
    except ArgumentError:
        raise UserError(
            f"{origin} is not a database URL; write postgresql://user:password@host:5432/database"
        ) from None
    if parsed.drivername.split("+")[0] not in ("postgres", "postgresql"):
        raise UserError(f"{origin} names the database kind '{parsed.drivername}'; Freshbars needs a PostgreSQL")
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def _from_env_file(folder: Path) -> tuple[str | None, str]:
    for place in (folder, *list(folder.parents)[:PARENTS_SEARCHED]):
        file = place / ENV_FILE
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                match = re.fullmatch(r"\s*(?:export\s+)?TARGET_DB_URL\s*=\s*(.+?)\s*", line)
                if match:
                    return match[1], f"TARGET_DB_URL in {ENV_FILE}"
    return None, ""


def resolve_dsn() -> dict[str, Any]:
    """The arguments of a connection to the resolved database, as the driver wants them."""
    from sqlalchemy import make_url

    url = make_url(resolve_db_url())
    given = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    return {name: value for name, value in {**given, **url.query}.items() if value is not None}


def connect(config: Config, purpose: str = "") -> Connection:
    """A connection whose unqualified names mean the configured schema. Raises UserError where there is none."""
    arguments = json.loads(os.environ[DSN_VARIABLE]) if DSN_VARIABLE in os.environ else resolve_dsn()
    options = f"-c search_path={config.schema} -c timezone=UTC -c jit=off -c extra_float_digits=1"
    options += r" -c default_transaction_isolation=read\ committed"
    ours = {
        "application_name": f"freshbars {purpose}".strip(),
        "options": f"{arguments.get('options', '')} {options}".strip(),
    }
    try:
        connection = psycopg2.connect(**{**arguments, **ours})
    except psycopg2.OperationalError as error:
        place = f"{arguments.get('host', 'localhost')}:{arguments.get('port', 5432)}/{arguments.get('dbname', '')}"
        reason = str(error).strip().splitlines()[0]
        if arguments.get("password"):
            reason = reason.replace(arguments["password"], "***")
        raise UserError(f"cannot connect to the database {place}: {reason}") from None
    if connection.server_version < 140000:
        raise UserError(f"the database is PostgreSQL {connection.server_version // 10000}; Freshbars needs 14 or later")
    return connection


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
        from freshbars import ddl

        ddl.create(resolve_db_url(), missing, config.schema)
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


def source_table(config: Config) -> tuple[str, str]:
    """Schema and name of the price-history table."""
    schema, _, name = config.source.table.rpartition(".")
    return schema or config.schema, name


@contextmanager
def reading(connection: Connection) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor on one unchanging snapshot of the database."""
    connection.rollback()
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        with suppress(psycopg2.InterfaceError):
            connection.rollback()


def hold_run_lock(config: Config) -> Connection:
    """A connection that holds this database's run lock for as long as it lives; waits, and says for whom.

    The lock goes with the process, however it ends: there is nothing to unlock by hand.
    """
    connection = connect(config, f"run pid {os.getpid()}")
    connection.autocommit = True
    told = 0.0
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", (LOCK_SPACE, config.schema))
            if cursor.fetchone()[0]:
                return connection
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(
                    f"freshbars: waiting for another run on this database ({run_lock_holder(connection, config)})",
                    file=sys.stderr,
                    flush=True,
                )
            time.sleep(0.25)


def run_lock_holder(connection: Connection, config: Config) -> str | None:
    """Who holds the run lock, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.application_name, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') FROM pg_locks l "
            "JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s "
            "AND l.objid = (hashtext(%s)::bigint & 4294967295) AND l.database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())",
            (LOCK_SPACE, config.schema),
        )
        row = cursor.fetchone()
    return f"{row[0].removeprefix('freshbars ')}, since {row[1]}" if row else None
