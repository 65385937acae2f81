"""The database: which one, connections to it, its tables, and the lock that keeps two runs apart."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg2
import psycopg2.extensions

from freshbars.config import Config
from freshbars.database.url import resolve_dsn
from freshbars.environment import DSN_VARIABLE
from freshbars.errors import UserError

Connection = psycopg2.extensions.connection
Cursor = psycopg2.extensions.cursor


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
