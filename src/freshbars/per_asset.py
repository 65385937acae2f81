"""Work asset by asset: each in a transaction of its own, whatever happens to the others."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from zlib import crc32

import psycopg2

from freshbars.config import Config
from freshbars.db import Connection, connect, ensure_tables
from freshbars.errors import UserError

log = logging.getLogger("freshbars")
PROGRESS_SECONDS = 5.0


@dataclass
class Outcome:
    """What a job did. ``problems`` and ``skipped`` tell, for each asset (or file) that failed or was passed over, why."""

    written: int = 0
    deleted: int = 0
    changed: dict[int, str] = field(default_factory=dict)
    problems: dict[int | str, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)


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
    """A transaction that alone writes this asset in this table; other processes wait."""

    def __init__(self, connection: Connection, table: str, asset: int) -> None:
        self._connection, self._table, self._asset = connection, table, asset

    def __enter__(self):
        self._cursor = self._connection.cursor()
        key = crc32(self._table.encode()) - 2**31
        # Not one by one to the disk: the commit of the job's step, which its marker waits for, takes all before it along.
        self._cursor.execute(
            "SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock(%s, %s)", (key, self._asset)
        )
        return self._cursor

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self._connection.commit()
        else:
            with suppress(psycopg2.Error):
                self._connection.rollback()


class isolated:  # noqa: N801
    """What goes wrong with an asset is noted and stays with it; only a lost database ends the job."""

    def __init__(self, outcome: Outcome, asset: int, writer: Connection) -> None:
        self._outcome, self._asset, self._writer = outcome, asset, writer

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, trace) -> bool:
        if error is None or not isinstance(error, Exception) or self._writer.closed:
            return False
        if isinstance(error, UserError):
            message = str(error)
        else:
            message = f"{kind.__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
            log.debug("asset %s", self._asset, exc_info=(kind, error, trace))
        self._outcome.problems[self._asset] = message
        log.error("asset %s failed: %s", self._asset, message)
        return True


class Progress:
    """Tells every few seconds how far a job is."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = self._told = time.monotonic()
        if total:
            log.info("%s: %d %s to do", what, total, "asset" if total == 1 else "assets")

    def step(self, outcome: Outcome) -> None:
        """Count an asset."""
        self._done += 1
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS and self._done < self._total:
            return
        self._told, spent = now, max(now - self._began, 1e-3)
        left = spent / self._done * (self._total - self._done)
        log.info(
            "%s: %d of %d assets, %s rows, %s rows/s%s",
            self._what, self._done, self._total, f"{outcome.written:,}", f"{outcome.written / spent:,.0f}",
            f", {left:.0f} s left" if left else f", done in {spent:.1f} s",
        )  # fmt: skip
