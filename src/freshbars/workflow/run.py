"""A run: its lock, its entry in the history, and what it hands to its jobs.

Jobs may run on other machines, where an executor passes on nothing but environment variables.
"""

import json
import os
import re
import secrets
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
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
from freshbars.workflow.interrupts import EndOnInterrupt
from freshbars.workflow.job_context import machine
from freshbars.workflow.run_files import RunFiles, remove_left_over

# Seconds that a run waits at its end for a database that may not answer any more.
LAST_WORDS = 2.0


class Run:
    """The run of this process, from the first line of the Snakefile to its last job."""

    def __init__(self, config: Config) -> None:
        self.config = config
        # In containers every run has the same process number, and several may begin in one second.
        self.id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}-{secrets.token_hex(2)}"
        self._lock: Connection | None = None
        self._begun = False
        self._files = RunFiles(self.id)
        self._interrupts = EndOnInterrupt()
        os.environ[RUN_VARIABLE] = self.id
        os.environ[CONFIG_VARIABLE] = config.raw if len(config.raw) < LONGEST else ""
        # Snakemake checks at once that each variable that it passes on exists; they are filled when the run begins.
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
            self._interrupts.start()
            self._lock = hold_run_lock(self.config, run_purpose(self.id))
        return self._lock

    def begin(self, target: str, elsewhere: bool, scan: Mapping[int, str] | None = None) -> None:
        """Before the first job: note the run, and prepare what it hands to its jobs.

        elsewhere: jobs may run on other machines. scan: what the plan found in the source table, by asset.
        Raises UserError if such jobs could not reach the database.
        """
        if self._begun:
            return
        where = address()
        if elsewhere and on_this_machine_only(where.arguments):
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
            # Noted in this database and without its lock: they are over.
            remove_left_over(lambda ids: runs.noted(cursor, ids) - {self.id})
        self._begun = True
        if not os.environ[CONFIG_VARIABLE]:
            os.environ[CONFIG_VARIABLE] = f"@{self._files.add('config.json', self.config.raw)}"
        database = identified(where, connection)._replace(arguments=self._handed(where.arguments, elsewhere))
        os.environ[DATABASE_VARIABLE] = json.dumps({"host": machine(), "database": database._asdict()})
        # From here on Snakemake ends the run, and waits for nothing that the database could delay.
        self._interrupts.stop()

    def end(self, outcome: str) -> None:
        """After the last job: note the end of the run, unless its summary has; a failure is noted in any case."""
        self._files.remove()
        if self._lock is not None and self._begun:
            # Not in this thread: a database that does not answer must not keep the process from ending.
            last = threading.Thread(target=self._note_end, args=(self._lock, outcome), daemon=True)
            last.start()
            last.join(LAST_WORDS)

    def _note_end(self, connection: Connection, outcome: str) -> None:
        with suppress(psycopg2.Error), connection, connection.cursor() as cursor:
            runs.end(cursor, self.id, outcome)

    def _handed(self, arguments: Mapping[str, Any], elsewhere: bool) -> dict[str, Any] | None:
        """The arguments with a password file, which only its owner can read, instead of a password.

        None if each job has to resolve the database by itself: libpq reads the password of a client's key from no file.
        """
        if "sslpassword" in arguments:
            return None
        shown = dict(arguments)
        if elsewhere:
            # Schedulers keep the environment of their jobs.
            for name in ENV_NAMES:
                os.environ.pop(name, None)
            shown.setdefault("password", os.environ.pop("PGPASSWORD", None))
        if password := shown.pop("password", None):
            escaped = re.sub(r"([\\:])", r"\\\1", str(password))
            shown["passfile"] = str(self._files.add("pgpass", f"*:*:*:*:{escaped}\n"))
        return shown


_current: Run | None = None


def of_this_process(config: Config) -> Run:
    """The run of this process, however often the Snakefile is read. Raises UserError for a second configuration."""
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
    """Prepare the environment of builders, in each process that starts some, on any machine."""
    # The interpreter that runs Snakemake, whatever `python` on the PATH is.
    os.environ[PYTHON_VARIABLE] = sys.executable
    os.environ[SCRIPTS_VARIABLE] = str(location.scripts())
    # NumPy's linear algebra, which no builder uses, starts its threads with half of the time of the import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def on_this_machine_only(arguments: Mapping[str, Any]) -> bool:
    """Whether a database is reached through a socket, as the embedded one is."""
    host = arguments.get("host")
    return "service" not in arguments and (not host or str(host).startswith(("/", "@")))
