"""The console output of a run: of Snakemake's messages only a line when a job starts, with the progress, and errors.

The log file in ``.snakemake/log`` gets all of them, as usual.
"""

import logging
import re
import sys

# Snakemake's messages about itself, in every run, that belong to no event.
_ITSELF = (
    "Building DAG of jobs", "Using shell: ", "Provided ", "Rules claiming more threads", "Select jobs to execute", "Execute ",
)  # fmt: skip
# Snakemake's words for how a builder ended.
_ENDED = re.compile(
    r"^CalledProcessError in file .*(returned non-zero exit status \d+|died with .*)\.$", re.DOTALL | re.MULTILINE
)
_INTERRUPTED = "Terminating processes on user request"
_FAILED = "At least one job did not complete successfully"
_EVENTS = {"workflow_started", "resources_info", "group_info", "job_finished", "job_started", "progress"}


class Calm(logging.Handler):
    """Replaces Snakemake's handler for the console, and passes on to it what has no shorter form here."""

    def __init__(self, usual: logging.Handler) -> None:
        super().__init__()
        self._usual = usual
        self._done, self._total = 0, 0
        self._interrupted = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message, shorten it, or leave it out."""
        if not self._usual.filter(record):
            return
        try:
            line = self._line(record)
        except Exception:
            # An error here would end the run.
            line = None
        if line is None:
            self._usual.handle(record)
        elif line:
            # In one write: builders print too.
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def _line(self, record: logging.LogRecord) -> str | None:
        """The line for a message, empty for one to leave out; None to print it as it is."""
        event, said = str(getattr(record, "event", None) or ""), str(record.msg)
        ended = _ENDED.search(said) if event == "error" else None
        if said.startswith(_INTERRUPTED):
            self._interrupted = True
            return "Interrupted: ending the builders at work"
        # Ctrl-C reaches the builders too, and they may end first.
        self._interrupted |= bool(ended) and ended[1].endswith(("Signals.SIGINT: 2>", " 130"))
        match event:
            case "job_error" | "error" if self._interrupted:
                ours = "freshbars: interrupted; every asset is stored wholly or as it was before: run again"
                return ours if _FAILED in said else ""
            case "run_info":
                self._total = record.stats["total"]
                return f"{self._total} {'job' if self._total == 1 else 'jobs'} to do"
            case "job_info" if record.rule_msg:
                return f"[{self._done:{len(str(self._total))}}/{self._total}] {record.rule_msg}"
            case "job_info":
                # A target has no output, and nothing to do; a rule of somebody's own may have no message.
                return (
                    f"[{self._done:{len(str(self._total))}}/{self._total}] {record.rule_name}" if record.output else ""
                )
            case "progress":
                self._done, self._total = record.done, record.total
            case "job_error" if not record.aux:
                # The builder has printed the reason, but for a job on another machine nobody has seen it.
                return f"Error in rule {record.rule_name}: see {', '.join(record.log)}"
            case "error" if ended:
                # A builder that ends with 1 has printed the reason.
                return "" if ended[1].endswith(" 1") else f"A command {ended[1]}"
        if record.levelno != logging.INFO:
            return None
        noise = event in _EVENTS or (not event and said.startswith(_ITSELF))
        return "" if noise else None
