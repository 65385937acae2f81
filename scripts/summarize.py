"""Tell what the run did, and end with an error where something failed."""

import os
import sys
from contextlib import closing

from freshbars.config import load
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.environment import RUN_VARIABLE
from freshbars.reports import last_run, summary
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
                before = last_run.previous(cursor, args.target, os.environ.get(RUN_VARIABLE, ""))
                summary.close_run(cursor, found)
        head, *rest = summary.lines(found)
        log.info("\n".join([head, *rest[:-1], *last_run.compare(found, before), *rest[-1:]]))
        if args.log:
            logs.prune(args.log.parent)
        if not found["ok"]:
            # Snakemake removes the output of a failed job.
            markers.write(args.output.with_suffix(".failed.json"), summary.kept(found))
            sys.exit(1)
        args.output.with_suffix(".failed.json").unlink(missing_ok=True)
        markers.write(args.output, summary.kept(found))


if __name__ == "__main__":
    main()
