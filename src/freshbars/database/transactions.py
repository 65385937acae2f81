"""Work asset by asset: each in a transaction of its own, whatever happens to the others."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from zlib import crc32

import psycopg2

from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor, connect
from freshbars.database.migrations import ensure_tables
from freshbars.errors import UserError

log = logging.getLogger("freshbars")


class two_connections:  # noqa: N801
    """One connection to read a snapshot through, one to write asset by asset."""

    def __init__(self, config: Config, purpose: str) -> None:
        self._config, self._purpose = config, purpose

    def __enter__(self) -> tuple[Connection, Connection]:
        self._open: list[Connection] = []
        try:
            self._open.append(connect(self._config, self._purpose))
            ensure_tables(self._config, self._open[0])
            self._open.append(connect(self._config, self._purpose))
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self._open[0], self._open[1]

    def __exit__(self, kind, error, trace) -> None:
        gone = any(connection.closed for connection in self._open)
        for connection in self._open:
            with suppress(psycopg2.Error):
                connection.close()
        # A server that crashes in the middle of a COPY is told as a plain error of the database.
        if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError) or (
            gone and isinstance(error, psycopg2.Error)
        ):
            raise lost(error) from None


def lost(error: Exception) -> UserError:
    """What to tell a person when the database went away in the middle."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return UserError(
        f"the database went away ({reason}). Every asset is stored wholly or as it was before; "
        "run again when the database is back"
    )


class transaction:  # noqa: N801
    """A transaction that alone writes some assets in a table; other processes wait."""

    def __init__(self, connection: Connection, table: str, assets: Sequence[int]) -> None:
        self._connection, self._table, self._assets = connection, table, sorted(assets)

    def __enter__(self) -> Cursor:
        self._cursor = self._connection.cursor()
        key = crc32(self._table.encode()) - 2**31
        # Not one by one to the disk: the commit of the job's step, which its marker waits for, takes all before it along.
        # Locks are taken in the order of ids, so that two processes never wait for each other.
        self._cursor.execute(
            "SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id",
            (key, self._assets),
        )
        return self._cursor

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self._connection.commit()
        else:
            with suppress(psycopg2.Error):
                self._connection.rollback()
