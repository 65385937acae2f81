"""The lock that keeps two runs on one database apart."""

import os
import sys
import time

from freshbars.config import Config
from freshbars.database.advisory import Holder, holder
from freshbars.database.connection import Connection, Cursor, connect
from freshbars.environment import LOCK_VARIABLE, run_id
from freshbars.errors import UserError

# Advisory locks share one number space in a database: the first half is ours, the second says which schema and purpose.
LOCK_SPACE = 0x6672_6573
# Seconds between two attempts, and between two messages about the wait.
RETRY, REPEATED = 0.25, 60


def hold_run_lock(config: Config, purpose: str) -> Connection:
    """A connection that holds this database's run lock for as long as it lives; waits for it, and says for whom.

    purpose: what others who wait for the lock are told about this process. The database releases the lock when the
    connection ends, so nothing has to be unlocked by hand after a crash. Raises UserError if the lock does not stay with
    the connection.
    """
    connection = connect(config, purpose)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            backend = _wait(cursor, config)
            cursor.execute("SELECT pg_backend_pid()")
            if cursor.fetchone()[0] != backend or not _holds(cursor, config, backend):
                raise UserError(
                    "the lock that keeps two runs apart does not stay with its session, as behind a connection pooler in "
                    "transaction mode: connect to PostgreSQL itself, or to a pooler in session mode"
                )
    except BaseException:
        connection.close()
        raise
    connection.autocommit = False
    # The builders of this run check that it still holds the lock.
    os.environ[LOCK_VARIABLE] = str(backend)
    return connection


def run_lock_holder(connection: Connection, config: Config) -> Holder | None:
    """Who holds the run lock; None if nobody does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hashtext(%s)", (config.schema,))
        return holder(cursor, LOCK_SPACE, cursor.fetchone()[0])


def run_purpose(run: str) -> str:
    """What the session that holds the lock of a run says of itself."""
    return f"run {run}"


def warning_of_other_run(connection: Connection, config: Config) -> str:
    """What a plan says while another run than that of this process holds the lock; empty if none does."""
    found = run_lock_holder(connection, config)
    if found is None or found.purpose == run_purpose(run_id()):
        return ""
    return f"another run is at work on this database ({found}): what this plan says may change until that run ends"


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


def _wait(cursor: Cursor, config: Config) -> int:
    """Wait for the lock; the server process that has it."""
    reported = None
    while True:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s)), pg_backend_pid()", (LOCK_SPACE, config.schema))
        held, backend = cursor.fetchone()
        if held:
            return backend
        if reported is None or time.monotonic() - reported > REPEATED:
            who = run_lock_holder(cursor.connection, config)
            message = f"freshbars: waiting for another run on this database ({who or 'it has just ended'})"
            if who and reported is not None:
                message += f"; if it was killed, end its session with SELECT pg_terminate_backend({who.backend})"
            print(message, file=sys.stderr, flush=True)
            reported = time.monotonic()
        time.sleep(RETRY)


def _holds(cursor: Cursor, config: Config, backend: int) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = %s AND objsubid = 2 "
        "AND classid = %s AND objid = (hashtext(%s)::bigint & 4294967295) "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
        (backend, LOCK_SPACE, config.schema),
    )
    return cursor.fetchone()[0]
