"""Say what the run did, and end with an error if something failed."""

import json
import sys
from contextlib import closing

import freshbars.startup  # noqa: F401
from freshbars.config import load
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.environment import run_id
from freshbars.reports import last_run, summary, summary_text
from freshbars.store import runs
from freshbars.workflow import logs, markers
from freshbars.workflow.builder import arguments, log, reporting


def main() -> None:
    args = arguments(__doc__, "target", "inputs")
    with reporting(args.log):
        config = load()
        with closing(connect(config, "summary")) as connection:
            ensure_tables(config, connection)
            with connection, connection.cursor() as cursor:
                found = summary.summarize(config, cursor, args.target, args.inputs)
                before = last_run.previous(cursor, args.target, run_id())
                runs.close(cursor, run_id(), "ok" if found.ok else "failed", json.dumps(found.as_dict()))
        words = "\n".join([*summary_text.lines(found), *last_run.compare(found, before)])
        (log.debug if run_id() else log.info)("%s", words)  # a run shows them itself, as its last lines
        logs.prune(args.log.parent)
        # Snakemake removes the output of a failed job.
        failed = args.output.with_suffix(".failed.json")
        failed.unlink(missing_ok=True)
        markers.write(args.output if found.ok else failed, found.as_dict())
        args.output.with_suffix(".txt").write_text(f"{words}\n", encoding="utf-8")
        sys.exit(0 if found.ok else 1)


if __name__ == "__main__":
    main()
