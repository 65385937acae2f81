"""A run: the lock that keeps others away, its place in the history, and what it hands to its jobs.

Jobs may run on other machines, where nothing is known but what an executor passes on: a few environment variables.
"""

import atexit
import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2

from freshbars.config import Config
from freshbars.database.connection import Connection, address, identified
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock, run_purpose
from freshbars.database.url import ENV_NAMES
from freshbars.environment import (
    CONFIG_VARIABLE,
    DATABASE_VARIABLE,
    LOCK_VARIABLE,
    LONGEST,
    PYTHON_VARIABLE,
    RUN_VARIABLE,
    SCRIPTS_VARIABLE,
    SESSIONS_VARIABLE,
    SOURCE_VARIABLE,
)
from freshbars.errors import UserError
from freshbars.source.calendars import ensure_calendars
from freshbars.store import runs
from freshbars.store.source_scan import record_scan
from freshbars.workflow import location
from freshbars.workflow.job_context import machine

# Where a run's files lie, with its password or a long configuration: in the working directory, which all machines see.
FOLDER = Path(".freshbars")


class Run:
    """The run of this process, from the first line of the Snakefile to its last job."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        self._lock: Connection | None = None
        self._begun = False
        self._files: list[Path] = []
        os.environ[RUN_VARIABLE] = self.id
        os.environ[CONFIG_VARIABLE] = config.raw if len(config.raw) < LONGEST else ""
        # Known when the run begins; Snakemake wants to see at once each variable that it is to pass on.
        for name in (DATABASE_VARIABLE, SOURCE_VARIABLE, SESSIONS_VARIABLE, LOCK_VARIABLE):
            os.environ[name] = ""

    @property
    def locked(self) -> bool:
        """Whether this process keeps other runs away."""
        return self._lock is not None

    def lock(self) -> Connection:
        """The connection that keeps other runs away for as long as this process lives; waits for the lock.

        Taken before anything is decided: while another run is at work, nobody knows which jobs are due.
        """
        if self._lock is None:
            self._lock = hold_run_lock(self.config, run_purpose(self.id))
        return self._lock

    def begin(self, target: str, elsewhere: bool, scan: Mapping[int, str] | None = None) -> None:
        """Before the first job: note the run and prepare what its jobs are handed.

        elsewhere: jobs may run on other machines. scan: what the plan found in the source table, by asset.
        Raises UserError if such jobs could not reach the database.
        """
        if self._begun:
            return
        where = address()
        arguments = where.arguments
        if elsewhere and on_this_machine_only(arguments):
            raise UserError(
                "jobs on other machines cannot reach this database: it is the embedded one, or it is reached through a "
                "socket; set TARGET_DB_URL in db_config.env to a PostgreSQL that listens on the network"
            )
        connection = self.lock()
        # It may have been read through, on a snapshot.
        connection.rollback()
        connection.set_session(isolation_level="DEFAULT", readonly="DEFAULT")
        ensure_tables(self.config, connection)
        ensure_calendars(self.config, connection)
        with connection, connection.cursor() as cursor:
            runs.begin(cursor, self.id, target)
            if scan is not None:
                record_scan(cursor, self.id, scan)
        self._begun = True
        if not os.environ[CONFIG_VARIABLE]:
            os.environ[CONFIG_VARIABLE] = f"@{self._file('json', self.config.raw)}"
        # No file of libpq's holds the password of a client's key: with one, each job finds the database by itself.
        if "sslpassword" not in arguments:
            if elsewhere:
                # Schedulers keep the environment of their jobs.
                for name in ENV_NAMES:
                    os.environ.pop(name, None)
                arguments = {"password": os.environ.pop("PGPASSWORD", None), **arguments}
            database = identified(where, connection)._replace(arguments=self._without_secret(arguments))
            os.environ[DATABASE_VARIABLE] = json.dumps({"host": machine(), "database": database._asdict()})

    def end(self, outcome: str) -> None:
        """After the last job: note the end of a run that made no summary, and the failure of one that did."""
        self._forget_files()
        if self._lock is not None and self._begun:
            with suppress(psycopg2.Error), self._lock, self._lock.cursor() as cursor:
                runs.end(cursor, self.id, outcome)

    def _without_secret(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments with a password file, which only its owner reads, instead of a password."""
        dsn = dict(arguments)
        if password := dsn.pop("password", None):
            escaped = re.sub(r"([\\:])", r"\\\1", str(password))
            dsn["passfile"] = str(self._file("pgpass", f"*:*:*:*:{escaped}\n"))
        return dsn

    def _file(self, kind: str, text: str) -> Path:
        """A file of the run, which only its owner reads, until it ends."""
        FOLDER.mkdir(exist_ok=True)
        if not self._files:
            _forget_killed(FOLDER)
            atexit.register(self._forget_files)
        path = (FOLDER / f"run-{machine()}-{self.id}.{kind}").resolve()
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        self._files.append(path)
        return path

    def _forget_files(self) -> None:
        for file in self._files:
            file.unlink(missing_ok=True)


_current: Run | None = None


def of_this_process(config: Config) -> Run:
    """The run of this process, the same however often the Snakefile is read. Raises UserError for a second configuration."""
    global _current
    if _current is None:
        _current = Run(config)
    elif _current.config.raw != config.raw:
        raise UserError(
            "this workflow uses Freshbars with two configurations; run them one after the other, each in a workflow of its "
            "own"
        )
    return _current


def set_up_process() -> None:
    """What every process that starts builders needs, on whichever machine."""
    # The interpreter that runs Snakemake, whatever "python" is on the PATH.
    os.environ[PYTHON_VARIABLE] = sys.executable
    os.environ[SCRIPTS_VARIABLE] = str(location.scripts())
    # NumPy's linear algebra, which no builder uses, starts its threads with half of the time of the import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def on_this_machine_only(arguments: Mapping[str, Any]) -> bool:
    """Whether a database is reached through a socket, as the embedded one is."""
    host = arguments.get("host")
    return "service" not in arguments and (not host or str(host).startswith(("/", "@")))


def _forget_killed(folder: Path) -> None:
    """Remove the files of runs of this machine that were killed; a run's name ends with its process number."""
    for file in folder.glob(f"run-{machine()}-*"):
        try:
            os.kill(int(file.stem.rpartition("-")[2]), 0)
        except (ProcessLookupError, ValueError):
            file.unlink(missing_ok=True)
        except PermissionError:
            pass
