"""Which jobs are due although their inputs did not change: another trigger, an untrue marker, a failure the last time.

No file is touched to make a job due: Snakemake is told to run it, in a dry run as in a real one, and its marker stays
until the job makes it again.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.errors import UserError
from freshbars.store.shards import ShardContents
from freshbars.workflow import markers
from freshbars.workflow.jobs import Job
from freshbars.workflow.trigger import Trigger, changes
from freshbars.workflow.triggers import Triggers, some


class Due:
    """Compares markers with the configuration and the database."""

    def __init__(self, config: Config, triggers: Triggers) -> None:
        self._config, self._triggers = config, triggers

    def reasons(self, cursor: Cursor, files: Mapping[Job, Path]) -> dict[Job, str]:
        """The jobs that are due, with the reason. While another run is at work, the answer may change."""
        known: dict[tuple[str, str], dict[int, ShardContents]] = {}
        found = {}
        for job, file in files.items():
            if (key := (job.rule, job.family)) not in known:
                known[key] = self._stored(cursor, job)
            if reason := self._reason(job, file, known[key].get(job.shard, ShardContents())):
                found[job] = reason
        return found

    def _reason(self, job: Job, file: Path, now: ShardContents) -> str:
        config, marker = self._config, markers.read(file)
        if marker is None:
            return f"{file.name} is no marker"
        if config.rebuild and job.rule != "ingest":
            return f"a rebuild of {some(None if config.rebuild == 'all' else config.rebuild)} was asked for"
        if marker.stored.digest != now.digest:
            return f"the database does not hold what {file.name} says"
        if change := self._triggers.change(job, marker.trigger):
            return change
        for one, verb in ((marker.problems, "failed"), (marker.skipped, "was skipped")):
            if one:
                who, why = next(iter(one.items()))
                more = f" (and {len(one) - 1} more)" if len(one) > 1 else ""
                return f"last time {who} {verb}{more}: {why}"
        return ""

    def _stored(self, cursor: Cursor, job: Job) -> dict[int, ShardContents]:
        try:
            return markers.stored(self._config, cursor, job.rule, job.family)
        except UserError:
            return {}


def freshness_reason(file: Path, trigger: Trigger) -> str:
    """Why the freshness report is due; empty if it is not, or if it does not exist yet."""
    if not file.exists():
        return ""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))["trigger"]
    except (OSError, ValueError, KeyError, TypeError):
        return f"{file.name} is no freshness report of this version"
    return changes(Trigger.from_dict(found), trigger)


def existing(jobs: Iterable[Job], place: Callable[[str], str]) -> dict[Job, Path]:
    """The jobs whose marker exists, each with its path."""
    files = {job: Path(place(str(job.marker))) for job in jobs}
    return {job: file for job, file in files.items() if file.exists()}
