"""Connection poolers: whether one between us and the database gives each session a server process of its own."""

import select
import time
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import psycopg2
import psycopg2.extensions

from freshbars.errors import UserError

PATIENCE = 10.0
_checked: set[str] = set()


def refuse_transaction_pooling(cursor: psycopg2.extensions.cursor, arguments: Mapping[str, Any]) -> None:
    """Raise UserError if this session, in autocommit, changes its server process from transaction to transaction.

    While a second client is in a transaction, it has the process that the pooler would otherwise give to us again.
    Raises UserError too if the pooler has no place for that second client.
    """
    key = repr(sorted(arguments.items()))
    if key in _checked:
        return
    before = _backend(cursor)
    given = {name: value for name, value in arguments.items() if name != "options"}
    try:
        with closing(psycopg2.connect(**{**given, "application_name": "freshbars check"}, async_=True)) as other:
            _wait(other)
            with other.cursor() as asking:
                asking.execute("BEGIN; SELECT pg_backend_pid()")
                _wait(other)
                apart = asking.fetchone()[0] == before or _backend(cursor) != before
    except psycopg2.DatabaseError as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        if "statement pooling" not in reason:
            raise _too_small(reason) from None
        # In statement mode there are no transactions either.
        apart = True
    if apart:
        raise UserError(
            "the database is behind a connection pooler in transaction mode, where neither the schema nor the lock that "
            "keeps two runs apart holds: connect to PostgreSQL itself, or to a pooler in session mode (in PgBouncer: "
            "pool_mode=session for this database)"
        )
    _checked.add(key)


def _too_small(reason: str) -> UserError:
    return UserError(
        f"the connection pooler in front of the database gave no second connection ({reason}); a run needs two for each of "
        "its jobs and one more: raise its limits (in PgBouncer: default_pool_size, max_client_conn)"
    )


def _backend(cursor: psycopg2.extensions.cursor) -> int:
    cursor.execute("SELECT pg_backend_pid()")
    return cursor.fetchone()[0]


def _wait(connection: psycopg2.extensions.connection) -> None:
    """Wait for an asynchronous connection, but not for ever, as a pooler without a free place would have it."""
    patience = time.monotonic() + PATIENCE
    while (state := connection.poll()) != psycopg2.extensions.POLL_OK:
        wanted = [connection] if state == psycopg2.extensions.POLL_READ else []
        left = patience - time.monotonic()
        if left <= 0:
            raise _too_small(f"none within {PATIENCE:.0f} s")
        select.select(wanted, [] if wanted else [connection], [], left)
