"""What every builder does around its work: logging, error messages, a step in the history of runs, and the marker."""

import argparse
import gc
import logging
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import psycopg2

from freshbars.config import Config, load
from freshbars.database.connection import Connection, Cursor, reading
from freshbars.database.transactions import lost, two_connections
from freshbars.environment import run_id
from freshbars.errors import UserError
from freshbars.job_result import JobResult
from freshbars.store.runs import note_step
from freshbars.store.shards import ShardContents
from freshbars.store.source_scan import record_scan
from freshbars.workflow import logs, markers
from freshbars.workflow.interrupts import EndOnInterrupt
from freshbars.workflow.job_context import adopt_database
from freshbars.workflow.jobs import Job
from freshbars.workflow.markers import Marker
from freshbars.workflow.trigger import Trigger

log = logging.getLogger("freshbars")
_LOGGERS = (log, logging.getLogger("localpostgres"))


def arguments(description: str, *names: str) -> argparse.Namespace:
    """The command line of a builder: --output, --log, --trigger, and ``names`` of others such as --family, --shard."""
    parser = argparse.ArgumentParser(description=description)
    kinds = {
        "shard": {"type": int, "default": 0},
        "output": {"type": Path},
        "log": {"type": Path},
        "inputs": {"nargs": "*"},
        "trigger": {"type": Trigger.from_text},
    }
    for name in (*names, "trigger", "output", "log"):
        parser.add_argument(f"--{name}", **kinds.get(name, {}))
    return parser.parse_args()


def counted(rows: int) -> str:
    """A number of rows, as text."""
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"


@contextmanager
def reporting(file: Path | None, quiet: bool = False):
    """Send messages to the console and the log file, and turn a mistake into one line and exit code 1, without a traceback.

    quiet: only warnings and errors go to the console.
    """
    for logger in _LOGGERS:
        logger.setLevel(logging.DEBUG)
    interrupts = EndOnInterrupt()
    interrupts.start()
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        handlers = logs.handlers(file, logs.wants_verbose())
    except OSError as error:
        sys.exit(f"freshbars: {logs.unwritten(error) or error}")
    if quiet:
        handlers[0].setLevel(logging.WARNING)
    for logger, handler in product(_LOGGERS, handlers):
        logger.addHandler(handler)
    try:
        adopt_database()
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader closed the pipe, as head does. Python would try again to write the rest when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UserError as mistake:
        log.error("freshbars: %s", mistake)
        sys.exit(1)
    except psycopg2.OperationalError as error:
        log.error("freshbars: %s", lost(error))
        sys.exit(1)
    except KeyboardInterrupt:
        log.error("freshbars: interrupted; every asset is stored wholly or as it was before: run again")
        sys.exit(130)
    except Exception as error:
        if reason := logs.unwritten(error):
            log.error("freshbars: %s", reason)
            sys.exit(1)
        log.error("freshbars: unexpected error; please report it with this log\n%s", traceback.format_exc())
        sys.exit(2)
    finally:
        interrupts.stop()
        for logger, handler in product(_LOGGERS, handlers):
            logger.removeHandler(handler)
            handler.close()


def build(
    job: Job, args: argparse.Namespace, work: Callable[[Config, tuple[Connection, Connection]], JobResult]
) -> None:
    """Run a builder's work and write its marker, after everything that it stands for is committed.

    work: called with a connection to read through and one to write through.
    """
    with reporting(args.log):
        config = load()
        started = datetime.now(UTC)
        # The objects of the imports live to the end: the garbage collector need not look at them again and again.
        gc.freeze()
        with two_connections(config, str(job)) as (reader, writer):
            outcome = work(config, (reader, writer))
            with reading(reader) as cursor:
                stored = _stored(config, cursor, writer, job)
            note_step(writer, job.rule, job.family, job.shard, started, outcome)
        problems, skipped = (
            {str(who): why for who, why in sorted(some.items())} for some in (outcome.problems, outcome.skipped)
        )
        marker = Marker(job, stored, args.trigger, problems, skipped)
        markers.write(args.output or job.marker, marker.as_dict())
        log.debug("peak memory %d MB", _peak_memory())
        log.info(
            "%s: %d changed, %s written, %s deleted%s", job, len(outcome.changed), counted(outcome.written),
            f"{outcome.deleted:,}", f", {len(outcome.problems)} FAILED" if outcome.problems else "",
        )  # fmt: skip


def _stored(config: Config, cursor: Cursor, writer: Connection, job: Job) -> ShardContents:
    """What the database holds of a job. A load looks at the price history once, for its marker and for later builders."""
    if job.rule != "ingest":
        return markers.stored(config, cursor, job.rule, job.family).get(job.shard, ShardContents())
    from freshbars.context import Context

    every, contents = Context(config).price_history(cursor).scan()
    if run_id():
        with writer, writer.cursor() as writing:
            record_scan(writing, run_id(), every)
    return ShardContents(*contents)


def _peak_memory() -> int:
    """The peak memory of this process in MB. The kernel's count comes first: getrusage includes the time before exec."""
    with suppress(OSError, StopIteration):
        status = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
