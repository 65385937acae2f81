"""Advisory locks: who holds one, since when, and how to wait for one while saying whom we wait for."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import psycopg2
import psycopg2.errors

from freshbars.database.connection import NAME, Cursor

log = logging.getLogger("freshbars")
SILENT = 10
REPEATED = 60


class Holder(NamedTuple):
    """Who holds an advisory lock. purpose: what the process said of itself, empty if it is none of ours.

    A session of another role hides most of what it does: then ``since`` is None.
    """

    purpose: str
    backend: int
    role: str | None
    since: datetime | None

    def __str__(self) -> str:
        name = self.purpose or f"database process {self.backend}"
        if self.since:
            return f"{name}, since {self.since.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        return f"{name}, of the database role {self.role} (since when is hidden from this role)"


def holder(cursor: Cursor, space: int, number: int) -> Holder | None:
    """Who holds the lock of these two numbers in this database; None if nobody does."""
    # A lock of a session is held since the session began, at the latest; one of a transaction since that began.
    cursor.execute(
        "SELECT coalesce(a.application_name, ''), l.pid, a.usename, coalesce(CASE WHEN l.virtualtransaction LIKE '%%/0' "
        "THEN NULL ELSE a.xact_start END, a.backend_start) FROM pg_locks l "
        "LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 "
        "AND l.classid = (%s::bigint & 4294967295) AND l.objid = (%s::bigint & 4294967295) "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (space, number),
    )
    row = cursor.fetchone()
    return Holder(row[0].removeprefix(NAME).strip(), *row[1:]) if row else None


def lock_in_transaction(cursor: Cursor, space: int, numbers: Sequence[int], table: str) -> None:
    """Take the locks of some assets in a table until the end of the transaction; the log names who keeps us waiting.

    They are taken in the order of ids, so that two processes never wait for each other.
    """
    wanted = sorted(numbers)
    patience = SILENT
    while True:
        # PostgreSQL's own queue is fair but silent: leave it now and then to say who holds the lock.
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
