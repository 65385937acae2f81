"""Connections and transactions for work asset by asset."""

import os
from collections.abc import Sequence
from contextlib import suppress
from zlib import crc32

import psycopg2

from freshbars.config import Config
from freshbars.database.advisory import lock_in_transaction
from freshbars.database.connection import Connection, Cursor, connect
from freshbars.database.disconnects import is_lost, lost
from freshbars.database.run_lock import require_run_lock
from freshbars.environment import LOCK_VARIABLE, is_builder


class two_connections:  # noqa: N801
    """Two connections: one to read a snapshot through, one to write asset by asset."""

    def __init__(self, config: Config, purpose: str) -> None:
        self._config, self._purpose = config, purpose

    def __enter__(self) -> tuple[Connection, Connection]:
        self._open: list[Connection] = []
        try:
            self._open.append(connect(self._config, self._purpose))
            if not is_builder():
                # A builder's run has made the tables, and the import would cost the builder milliseconds.
                from freshbars.database.migrations import ensure_tables

                ensure_tables(self._config, self._open[0])
            elif os.environ.get(LOCK_VARIABLE):
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


class transaction:  # noqa: N801
    """A transaction that holds the locks of some assets in a table; other processes wait, and after a while log for whom."""

    def __init__(self, connection: Connection, table: str, assets: Sequence[int]) -> None:
        self._connection, self._table, self._assets = connection, table, sorted(assets)

    def __enter__(self) -> Cursor:
        self._cursor = self._connection.cursor()
        key = crc32(self._table.encode()) - 2**31
        # Commits need not reach the disk one by one: that of the job's step, before its marker, flushes those before it.
        self._cursor.execute("SET LOCAL synchronous_commit = off")
        lock_in_transaction(self._cursor, key, self._assets, self._table)
        return self._cursor

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self._connection.commit()
        else:
            with suppress(psycopg2.Error):
                self._connection.rollback()
