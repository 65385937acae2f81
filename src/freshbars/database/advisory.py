"""Advisory locks: who holds one, since when, and waiting for one without doing so in silence."""

import logging
from collections.abc import Sequence

import psycopg2
import psycopg2.errors
import psycopg2.extensions

log = logging.getLogger("freshbars")
SILENT = 10
REPEATED = 60


def holder(cursor: psycopg2.extensions.cursor, space: int, number: int) -> str | None:
    """Who holds the lock of these two numbers in this database, since when; or None.

    What a session of another role does is hidden from most roles: then the role is named instead of the time.
    """
    cursor.execute(
        "SELECT a.application_name, a.pid, a.usename, to_char(coalesce(CASE WHEN l.virtualtransaction LIKE '%%/0' THEN NULL "
        "ELSE a.xact_start END, a.backend_start), 'YYYY-MM-DD HH24:MI:SS TZ') FROM pg_locks l "
        "LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 "
        "AND l.classid = (%s::bigint & 4294967295) AND l.objid = (%s::bigint & 4294967295) "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (space, number),
    )
    row = cursor.fetchone()
    if row is None:
        return None
    application, pid, role, since = row
    name = (application or "").removeprefix("freshbars ") or f"database process {pid}"
    return (
        f"{name}, since {since}"
        if since
        else f"{name}, of the database role {role} (since when is hidden from this role)"
    )


def lock_in_transaction(cursor: psycopg2.extensions.cursor, space: int, numbers: Sequence[int], table: str) -> None:
    """Take the locks of some assets in a table until the end of the transaction; who keeps us waiting is named in the log.

    They are taken in the order of ids, so that two processes never wait for each other.
    """
    wanted = sorted(numbers)
    patience = SILENT
    while True:
        # In the queue for so long at a time, so that there is somebody to say why nothing moves.
        cursor.execute(f"SAVEPOINT waiting; SET LOCAL lock_timeout = '{patience}s'")
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id", (space, wanted))
        except psycopg2.errors.LockNotAvailable:
            cursor.execute("ROLLBACK TO SAVEPOINT waiting")
            for number in wanted:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", (space, number))
                if not cursor.fetchone()[0]:
                    who = holder(cursor, space, number) or "a process that has just ended"
                    log.warning("waiting for asset %d in %s: it is held by %s", number, table, who)
                    break
            patience = REPEATED
        else:
            cursor.execute("RELEASE SAVEPOINT waiting; SET LOCAL lock_timeout = 0")
            return
