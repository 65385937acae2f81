"""The lock that keeps two runs on one database apart."""

import os
import sys
import time

from freshbars.config import Config
from freshbars.database.connection import Connection, connect

# Advisory locks share one number space in a database: the first half is ours, the second tells schema and purpose.
LOCK_SPACE = 0x6672_6573


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
