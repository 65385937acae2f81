"""What is known when a run is planned: what each job depends on, and which jobs are due."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from functools import cache, cached_property
from typing import Any

from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Connection, Cursor, connect, reading
from freshbars.database.run_lock import warning_of_other_run
from freshbars.environment import SESSIONS_VARIABLE, SOURCE_VARIABLE
from freshbars.inputs.assets import assets_of
from freshbars.source.calendars import fingerprint
from freshbars.source.file_digests import look
from freshbars.store.price_history import by_shard
from freshbars.workflow.jobs import Job, all_jobs
from freshbars.workflow.rerun_reasons import Due, existing
from freshbars.workflow.run import Run
from freshbars.workflow.triggers import Fingerprint, Triggers


class Planner:
    """Answers from the database and the folder of exports; each question is asked once.

    run: None in the processes of single jobs, which are handed what their run knew and never ask the database.
    place: where the output of a rule lies.
    """

    def __init__(self, config: Config, run: Run | None, place: Callable[[str], str]) -> None:
        self._config, self._run, self._place = config, run, place
        self.triggers = Triggers(config, lambda: self._fingerprints, cache(lambda: look(config)), self._sessions)
        # By asset what was found in the source table, where it was looked at.
        self.scan: dict[int, str] | None = None

    @cached_property
    def due(self) -> dict[Job, str]:
        """The jobs that are due, with the reason."""
        files = existing(all_jobs(self._config), self._place)
        if not files:
            return {}

        def reasons(cursor: Cursor) -> dict[Job, str]:
            if warning := warning_of_other_run(cursor.connection, self._config):
                print(f"freshbars: {warning}", file=sys.stderr)
            return Due(self._config, self.triggers).reasons(cursor, files)

        return self._ask(reasons)

    @cached_property
    def _fingerprints(self) -> dict[int, Fingerprint]:
        """Assets, rows and fingerprint of the source table for each shard."""
        if text := os.environ.get(SOURCE_VARIABLE):
            return {int(shard): tuple(values) for shard, values in json.loads(text).items()}
        every = self._ask(lambda cursor: Context(self._config).price_history(cursor).fingerprints())
        self.scan = {asset: whole for asset, (whole, _) in every.items()}
        found = by_shard(self.scan, self._config.shards)
        os.environ[SOURCE_VARIABLE] = json.dumps(found)
        return found

    def _sessions(self) -> str:
        """What changes when the sessions of any asset do."""
        known = os.environ.get(SESSIONS_VARIABLE, "")
        if self._run and not known and any(asset.calendar for asset in assets_of(self._config).values()):
            known = os.environ[SESSIONS_VARIABLE] = self._ask(lambda cursor: fingerprint(self._config, cursor))
        return known

    def _ask(self, question: Callable[[Cursor], Any]) -> Any:
        with self._connection() as connection, reading(connection) as cursor:
            return question(cursor)

    def _connection(self) -> AbstractContextManager[Connection]:
        if self._run is not None and self._run.locked:
            return nullcontext(self._run.lock())
        return closing(connect(self._config, "plan"))
