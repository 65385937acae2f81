"""The lock that keeps two runs on one database apart."""

import os
import sys
import time

import psycopg2

from freshbars.config import Config
from freshbars.database.advisory import holder
from freshbars.database.connection import Connection, connect
from freshbars.environment import LOCK_VARIABLE
from freshbars.errors import UserError

# Advisory locks share one number space in a database: the first half is ours, the second says which schema and purpose.
LOCK_SPACE = 0x6672_6573


def hold_run_lock(config: Config) -> Connection:
    """A connection that holds this database's run lock for as long as it lives; waits, and says for whom.

    The lock goes with the process, however it ends: there is nothing to unlock by hand. Raises UserError if the
    lock does not stay with the connection.
    """
    connection = connect(config, f"run pid {os.getpid()}")
    connection.autocommit = True
    said = 0.0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT pg_try_advisory_lock(%s, hashtext(%s)), pg_backend_pid()", (LOCK_SPACE, config.schema)
            )
            held, backend = cursor.fetchone()
            if held:
                break
            if time.monotonic() - said > 60:
                said = time.monotonic()
                who = run_lock_holder(connection, config) or "it has just ended"
                print(f"freshbars: waiting for another run on this database ({who})", file=sys.stderr, flush=True)
            time.sleep(0.25)
        cursor.execute("SELECT pg_backend_pid()")
        if cursor.fetchone()[0] != backend or not _holds(cursor, config, backend):
            connection.close()
            raise UserError(
                "the lock that keeps two runs apart does not stay with its session, as behind a connection pooler in "
                "transaction mode: connect to PostgreSQL itself, or to a pooler in session mode"
            )
    # For the builders of this run, which look whether it is still so.
    os.environ[LOCK_VARIABLE] = str(backend)
    return connection


def run_lock_holder(connection: Connection, config: Config) -> str | None:
    """Who holds the run lock, since when; or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hashtext(%s)", (config.schema,))
        return holder(cursor, LOCK_SPACE, cursor.fetchone()[0])


def require_run_lock(connection: Connection, config: Config, backend: int) -> None:
    """Raise UserError if the session that held the lock of this run has lost it: another run may be at work."""
    with connection.cursor() as cursor:
        held = _holds(cursor, config, backend)
    connection.rollback()
    if not held:
        raise UserError(
            "this run has lost the lock that keeps two runs apart, because the database ended its session; "
            "everything finished so far is stored: run again"
        )


def _holds(cursor: psycopg2.extensions.cursor, config: Config, backend: int) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = %s AND objsubid = 2 "
        "AND classid = %s AND objid = (hashtext(%s)::bigint & 4294967295) "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
        (backend, LOCK_SPACE, config.schema),
    )
    return cursor.fetchone()[0]
