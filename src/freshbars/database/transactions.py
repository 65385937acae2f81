"""Work asset by asset: each in a transaction of its own, whatever happens to the others."""

import os
from contextlib import suppress
from zlib import crc32

import psycopg2

from freshbars.config import Config
from freshbars.database.advisory import lock_in_transaction
from freshbars.database.connection import Connection, connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import require_run_lock
from freshbars.environment import DSN_VARIABLE, LOCK_VARIABLE
from freshbars.errors import UserError


class two_connections:  # noqa: N801
    """One connection to read a snapshot through, one to write asset by asset."""

    def __init__(self, config: Config, purpose: str) -> None:
        self._config, self._purpose = config, purpose

    def __enter__(self) -> tuple[Connection, Connection]:
        self._open: list[Connection] = []
        try:
            self._open.append(connect(self._config, self._purpose))
            ensure_tables(self._config, self._open[0])
            if DSN_VARIABLE in os.environ and LOCK_VARIABLE in os.environ:
                require_run_lock(self._open[0], self._config, int(os.environ[LOCK_VARIABLE]))
            self._open.append(connect(self._config, self._purpose))
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self._open[0], self._open[1]

    def __exit__(self, kind, error, trace) -> None:
        gone = isinstance(error, psycopg2.Error) and is_lost(error, *self._open)
        for connection in self._open:
            with suppress(psycopg2.Error):
                connection.close()
        if gone:
            raise lost(error) from None


def is_lost(error: psycopg2.Error, *connections: Connection) -> bool:
    """Whether an error means that the database went away.

    Its class does not say it: a COPY that a crash interrupts ends in a plain DatabaseError, and the driver may not
    have noticed yet that the connection is closed. So they are asked.
    """
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return True
    for connection in connections:
        try:
            connection.rollback()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            connection.rollback()
        except psycopg2.Error:
            return True
    return False


def lost(error: Exception) -> UserError:
    """What to say to a person when the database went away in the middle."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return UserError(
        f"the database went away ({reason}). Every asset is stored wholly or as it was before; "
        "run again when the database is back"
    )


class transaction:  # noqa: N801
    """A transaction that alone writes this asset in this table; other processes wait, and say for whom after a while."""

    def __init__(self, connection: Connection, table: str, asset: int) -> None:
        self._connection, self._table, self._asset = connection, table, asset

    def __enter__(self):
        self._cursor = self._connection.cursor()
        key = crc32(self._table.encode()) - 2**31
        # Not one by one to the disk: the commit of the job's step, which its marker waits for, takes all before it along.
        self._cursor.execute("SET LOCAL synchronous_commit = off")
        lock_in_transaction(self._cursor, key, self._asset, f"asset {self._asset} in {self._table}")
        return self._cursor

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self._connection.commit()
        else:
            with suppress(psycopg2.Error):
                self._connection.rollback()
