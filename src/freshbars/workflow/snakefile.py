"""The interface of the Snakefile: the inputs of each job, the reasons to run it, and the start and end of a run."""

import atexit
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.errors import InsufficientPrivilege

from freshbars.config import validate
from freshbars.errors import UserError, end_briefly
from freshbars.inputs.assets import refuse_unknown_ids
from freshbars.inputs.confirmations import read_confirmations
from freshbars.inputs.exclusions import read_exclusions
from freshbars.workflow import run, targets
from freshbars.workflow.console import Calm
from freshbars.workflow.job_context import handed_config
from freshbars.workflow.jobs import FRESHNESS, SUMMARIES, TARGETS, Job
from freshbars.workflow.logs import require_writable
from freshbars.workflow.markers import date_back
from freshbars.workflow.planner import Planner
from freshbars.workflow.rerun_reasons import freshness_reason
from freshbars.workflow.snakemake_internals import Snakemake


def command(script: str, *options: str) -> str:
    """The shell line of a rule: runs the builder of that name with its options, output and log.

    The interpreter and the folder of scripts are environment variables that each machine sets for itself: the line, which
    Snakemake compares, stays the same when the clone or the environment moves.
    """
    return " ".join(('"$FRESHBARS_PYTHON"', f'"$FRESHBARS_SCRIPTS/{script}.py"', *options, "--log {log:q}"))


@contextmanager
def _ending() -> Iterator[None]:
    """End the process with a message for a mistake of the user's, for which Snakemake would print a traceback."""
    try:
        yield
    except UserError as mistake:
        sys.exit(f"freshbars: {mistake}")
    except psycopg2.Error as error:
        todo = "; freshbars doctor checks the rights" if isinstance(error, InsufficientPrivilege) else ""
        sys.exit(f"freshbars: the database refused to answer: {str(error).strip().splitlines()[0]}{todo}")


class Workflow:
    """The workflow under one configuration. A mistake of the user's ends the process with a message."""

    def __init__(self, given: Mapping[str, Any], workflow: Any) -> None:
        self._snakemake = Snakemake(workflow)
        self._forced: set[str] = set()
        run.set_up_process()
        end_briefly()
        if self._snakemake.is_main and not self._snakemake.is_renamed:
            self._snakemake.print_through(Calm)
        try:
            self.config = validate(given if self._snakemake.is_main else handed_config())
            refuse_unknown_ids(self.config)
            # Read now, so that a mistake in them is reported before the plan.
            read_exclusions(self.config)
            read_confirmations(self.config)
            self._run = run.of_this_process(self.config) if self._snakemake.is_main else None
        except UserError as mistake:
            sys.exit(str(mistake))
        self._planner = Planner(self.config, self._run, self.place)

    # -- what jobs read --------------------------------------------------------------------------------------------

    def exports(self) -> list[str]:
        """No files: the content of the folder is part of the trigger, so that no file name can confuse Snakemake."""
        self._see_whether_due(Job("ingest"))
        return []

    def history(self, shard: str) -> list[str]:
        """The inputs of a shard of the 1D bars; none if another program fills the table."""
        self._see_whether_due(Job("ingest"))
        self._see_whether_due(Job("bars_1d", shard=int(shard)))
        return targets.source_marker(self.config)

    def daily_bars(self, family: str, shard: str) -> list[str]:
        """The inputs of a family's bars."""
        self._see_whether_due(Job("bars", family, int(shard)))
        return [str(Job("bars_1d", shard=int(shard)).marker)]

    def ema_inputs(self, family: str, shard: str) -> list[str]:
        """The inputs of a family's EMAs."""
        self._see_whether_due(Job("emas", family, int(shard)))
        return targets.ema_inputs(self.config, family, int(shard))

    def bar_markers(self) -> list[str]:
        """The inputs of the freshness report."""
        report, trigger = Path(self.place(FRESHNESS)), self._planner.triggers.of_freshness
        self._force("freshness", FRESHNESS, lambda: freshness_reason(report, trigger()))
        return targets.bar_markers(self.config)

    def results(self, target: str) -> list[str]:
        """All files that a target brings up to date."""
        return targets.results(self.config, target)

    def summarized(self, target: str) -> list[str]:
        """What the summary of a target reads."""
        self._see_whether_due(Job("ingest"))
        return self.results(target)

    def place(self, path: str) -> str:
        """The path of a file that is not the output of a rule."""
        return self._snakemake.place(path)

    # -- why a job would run ---------------------------------------------------------------------------------------

    def trigger(self, rule: str, family: str = "", shard: str | int = 0) -> str:
        """All that a job depends on besides its input files, for its builder, which writes it into the marker."""
        with _ending():
            if rule == "freshness":
                return str(self._planner.triggers.of_freshness())
            return str(self._planner.triggers.of(Job(rule, family, int(shard))))

    def _see_whether_due(self, job: Job) -> None:
        self._force(str(job), str(job.marker), lambda: self._planner.due.get(job))

    def _force(self, what: str, file: str, why: Callable[[], str | None]) -> None:
        """Have Snakemake run the job that makes a file if there is a reason to.

        Called when Snakemake asks for the inputs of a job, before it decides which jobs run. Not earlier: neither help
        and lint nor the processes that run single jobs may ask the database.
        """
        if not self._snakemake.is_main:
            return
        if self._snakemake.is_module:
            self._snakemake.add_hooks(self.begin, lambda: self.end("ok"), lambda: self.end("failed"))
        with _ending():
            if self._run is not None and self._snakemake.is_run and not self._run.locked:
                # While another run is at work, markers and rows come and go: this one waits, and then decides.
                self._run.lock()
                if ahead := date_back(Path(self.place("results"))):
                    print(
                        f"freshbars: {ahead} files in results/ were dated in the future; they are dated now",
                        file=sys.stderr,
                    )
            reason = None if file in self._forced else why()
        if reason:
            self._forced.add(file)
            self._snakemake.force(self.place(file))
            print(f"freshbars: {what} is due: {reason}", file=sys.stderr)

    # -- before and after a run ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Before the first job of a run that writes."""
        made = self._snakemake.outputs_to_make()
        target = targets.name(self.config, made, self.place)
        if self._run is None or self._snakemake.is_touch or not target:
            return
        with _ending():
            require_writable(Path(self.place("results")), Path(self.place("logs")))
            self._run.begin(target, self._snakemake.is_remote, self._planner.scan)
        for summary in sorted(made & {self.place(SUMMARIES.format(target=name)) for name in TARGETS}):
            words = Path(summary).with_suffix(".txt").resolve()
            words.unlink(missing_ok=True)
            # After Snakemake's own last lines.
            atexit.register(_show, words)

    def end(self, outcome: str) -> None:
        """After the last job."""
        self._snakemake.stop_waiting()
        if self._run is not None:
            self._run.end(outcome)


def _show(words: Path) -> None:
    """Print a summary, if it was written."""
    if words.exists():
        print(words.read_text(encoding="utf-8"), end="", file=sys.stderr)
