"""What the Snakefile asks at plan time: which jobs there are, why each would run, and which markers are still true."""

import json
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import psycopg2

from freshbars.compute import versions
from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import validate
from freshbars.database.connection import Connection, connect, reading
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock, run_lock_holder
from freshbars.database.url import resolve_dsn
from freshbars.environment import CONFIG_VARIABLE, DSN_VARIABLE, PYTHON_VARIABLE, RUN_VARIABLE
from freshbars.errors import UserError
from freshbars.source.assets import csv_files
from freshbars.source.price_history import Source
from freshbars.workflow import markers
from freshbars.workflow.jobs import FRESHNESS, Job, all_jobs

# These neither write nor need to keep others from writing: they see one snapshot of the database.
READ_ONLY = {"plan", "validate"}


class Workflow:
    """The workflow under one configuration. A mistake of the user's ends the process with a message."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        try:
            self.config = validate(given)
        except UserError as mistake:
            sys.exit(str(mistake))
        # Builders run in processes of their own and read the configuration and the run's name from here.
        os.environ[CONFIG_VARIABLE] = self.config.raw
        # The interpreter that runs Snakemake, whatever "python" is on the PATH.
        os.environ[PYTHON_VARIABLE] = sys.executable
        # NumPy's linear algebra, which no builder uses, starts its threads with half of the time of the import.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self.run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        os.environ[RUN_VARIABLE] = self.run_id
        self._lock: Connection | None = None
        self._checked = False

    # -- which jobs there are ------------------------------------------------------------------------------------

    def shards(self) -> range:
        """The shards of every family."""
        return range(self.config.shards)

    def exports(self) -> list[str]:
        """The files that ingest reads."""
        if self.config.source.kind != "exports":
            return []
        folder = Path(self.config.source.exports)
        files = map(str, csv_files(folder)) if folder.is_dir() else []
        return [*files, *filter(os.path.exists, [self.config.source.assets])]

    def source_marker(self) -> list[str]:
        """The input of the daily bars; none where another program fills the table."""
        return [str(Job("ingest").marker)] if self.config.source.kind == "exports" else []

    def bar_markers(self) -> list[str]:
        """The markers of all daily and timeframe bars; none where bars are to be left as they are."""
        if not self.config.refresh_bars:
            return []
        return self._markers("bars_1d", "bars")

    def ema_inputs(self, family: str, shard: str | int) -> list[str]:
        """The bars that the EMAs of a family are computed from."""
        if not self.config.refresh_bars:
            return []
        jobs = [Job("bars_1d", shard=int(shard)), Job("bars", EMA_FAMILIES[family].bars, int(shard))]
        known = set(all_jobs(self.config))
        return [str(job.marker) for job in jobs if job in known]

    def results(self, target: str) -> list[str]:
        """Everything that a target brings up to date; the summary reads it."""
        parts = {
            "ingest": self.source_marker(),
            "bars": [*self.source_marker(), *self.bar_markers()],
            "freshness": [*self.source_marker(), *self.bar_markers(), FRESHNESS],
        }
        emas = [*self.source_marker(), *self.bar_markers(), FRESHNESS, *self._markers("emas")]
        return parts.get(target, emas if self.config.refresh_bars else [FRESHNESS, *self._markers("emas")])

    def true_results(self, target: str, persistence: Any) -> list[str]:
        """The same, called when the jobs of a target are first looked for: untrue markers are discarded before that.

        Snakemake reads the Snakefile before it knows the targets; help or lint must not ask the database.
        persistence: Snakemake's memory of the triggers that it saw.
        """
        if not self._checked:
            self._checked = True
            self._discard_untrue_markers(persistence)
        return self.results(target)

    def _markers(self, *rules: str) -> list[str]:
        return [str(job.marker) for job in all_jobs(self.config) if job.rule in rules]

    # -- why a job would run -------------------------------------------------------------------------------------

    def trigger(self, rule: str, family: str = "", shard: str | int = 0) -> str:
        """All that a job depends on besides its input files, as one sentence: Snakemake shows it when it changes."""
        config = self.config
        where = f"of {_some(config.ids)}"
        daily_version = f"v{versions.BARS_1D}, {config.timezone}"
        match rule:
            case "ingest":
                return f"ingest v{versions.INGEST} into {config.source.table}"
            case "bars_1d":
                source = f"from {config.source.table}"
                if config.source.kind == "table":
                    assets, rows, digest = self._source.get(int(shard), (0, 0, "none"))
                    source += f" with {assets} assets, {rows} rows, fingerprint {digest}"
                return f"1D bars {daily_version}, {where}, {source}"
            case "bars":
                labels = " ".join(timeframe.label for timeframe in getattr(config.bars, family))
                return f"{family} bars v{versions.BARS}, {config.timezone}, {where}: {labels}"
            case "emas":
                labels = " ".join(timeframe.label for timeframe in getattr(config.bars, EMA_FAMILIES[family].bars))
                periods = " ".join(map(str, config.emas.periods))
                version = f"v{versions.BARS}.{versions.EMAS}, {config.timezone}"
                return f"{family} EMAs {version}, {where}: periods {periods} of {labels}"
            case "freshness":
                as_of = f"{config.as_of:%Y-%m-%dT%H:%M:%SZ}" if config.as_of else f"today, {datetime.now(UTC):%Y-%m-%d}"
                lenient = ", stale assets let through" if config.skip_stale_check else ""
                return f"freshness {where} as of {as_of}, within {config.staleness_hours:g} hours{lenient}"
        raise AssertionError(rule)

    @cached_property
    def _source(self) -> dict[int, tuple[int, int, str]]:
        """Assets, rows and fingerprint of the source table for each shard, read at plan time."""
        return self._ask(lambda cursor: Source(self.config, cursor).shard_fingerprints(self.config.shards))

    # -- before and during a run ---------------------------------------------------------------------------------

    def begin(self, targets: Iterable[str]) -> None:
        """Called before the first job: keep other runs away, for as long as this process lives, and note the run."""
        asked = set(map(str, targets))
        if asked <= READ_ONLY:
            return
        # The report is one of everything, and its run one of all.
        asked |= {"all"} if "report" in asked else set()
        try:
            connection = hold_run_lock(self.config)
            connection.autocommit = False
            ensure_tables(self.config, connection)
            os.environ[DSN_VARIABLE] = json.dumps(resolve_dsn())
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO freshbars_runs (run_id, started, target) VALUES (%s, now(), %s)",
                    (self.run_id, " ".join(sorted(asked))),
                )
            connection.commit()
        except UserError as mistake:
            sys.exit(f"freshbars: {mistake}")
        self._lock = connection

    def end(self, outcome: str) -> None:
        """Called after the last job: note the end of a run that made no summary, and the failure of one that did."""
        # Snakemake counts jobs per second by timers, and would wait for the last one to run out before it ends.
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.cancel()
        if self._lock is None:
            return
        with suppress(psycopg2.Error), self._lock, self._lock.cursor() as cursor:
            cursor.execute(
                "UPDATE freshbars_runs SET outcome = %s, finished = coalesce(finished, now()) WHERE run_id = %s "
                "AND (outcome IS NULL OR %s = 'failed')",
                (outcome, self.run_id, outcome),
            )

    def _discard_untrue_markers(self, persistence: Any) -> None:
        """Remove markers that say what is not so, or that record a failure: Snakemake then makes them again.

        Left alone while another run is at work: its markers come and go.
        """
        jobs = {job: markers.read(job.marker) for job in all_jobs(self.config) if job.marker.exists()}
        if not jobs:
            return
        for job, reason in self._ask(lambda cursor: self._untrue(cursor, jobs, persistence)).items():
            print(f"freshbars: {job} is due: {reason}", file=sys.stderr)
            job.marker.unlink(missing_ok=True)

    def _untrue(self, cursor, jobs: dict[Job, dict | None], persistence: Any) -> dict[Job, str]:
        if run_lock_holder(cursor.connection, self.config):
            return {}
        reasons, known = {}, {}
        for job, marker in jobs.items():
            if marker is None:
                reasons[job] = f"{job.marker.name} is no marker"
                continue
            if (rule_family := (job.rule, job.family)) not in known:
                known[rule_family] = self._stored(cursor, job)
            now = known[rule_family].get(job.shard, markers.NOTHING)
            if self.config.rebuild and job.rule != "ingest":
                reasons[job] = (
                    f"a rebuild of {_some(None if self.config.rebuild == 'all' else self.config.rebuild)} was asked for"
                )
            elif marker["digest"] != now["digest"]:
                reasons[job] = f"the database does not hold what {job.marker.name} says"
            elif self._missed(job, marker, persistence):
                reasons[job] = f"it was made for '{marker.get('trigger')}', and now it is '{self._trigger_of(job)}'"
            elif marker.get("problems"):
                who, why = next(iter(marker["problems"].items()))
                more = f" (and {len(marker['problems']) - 1} more)" if len(marker["problems"]) > 1 else ""
                reasons[job] = f"last time {who} failed{more}: {why}"
            elif marker.get("skipped"):
                who, why = next(iter(marker["skipped"].items()))
                reasons[job] = f"last time {who} was passed over: {why}"
        return reasons

    def _trigger_of(self, job: Job) -> str:
        return self.trigger(job.rule, job.family, job.shard)

    def _missed(self, job: Job, marker: dict, persistence: Any) -> bool:
        """Whether a marker was made for another trigger and Snakemake does not see it.

        It remembers triggers in .snakemake/, which may be deleted, and takes the new one for the old after --touch.
        """
        now = self._trigger_of(job)
        if marker.get("trigger") == now:
            return False
        remembered = None
        # Not a public interface of Snakemake: should it change, we see to every changed trigger ourselves.
        with suppress(Exception):
            from snakemake.io import IOFile

            remembered = persistence.params(IOFile(str(job.marker)))
        return remembered is None or any(now in str(value) for value in remembered)

    def _stored(self, cursor, job: Job) -> dict[int, dict]:
        try:
            return markers.stored(self.config, cursor, job.rule, job.family)
        except UserError:
            return {}

    def _ask(self, question) -> Any:
        try:
            with closing(connect(self.config, "plan")) as connection, reading(connection) as cursor:
                return question(cursor)
        except UserError as mistake:
            sys.exit(f"freshbars: {mistake}")
        except psycopg2.Error as error:
            sys.exit(f"freshbars: the database refused to answer: {str(error).strip().splitlines()[0]}")


def _some(ids: Iterable[int] | None) -> str:
    """Assets for a person, and different for different assets."""
    if ids is None:
        return "all assets"
    listed = ",".join(map(str, ids))
    if len(listed) <= 60:
        return f"assets {listed}"
    return f"{len(tuple(ids))} assets ({blake2b(listed.encode(), digest_size=4).hexdigest()})"
