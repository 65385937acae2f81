"""Report which assets are fresh enough to compute EMAs on."""

from contextlib import closing
from pathlib import Path

import freshbars.startup  # noqa: F401
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import ensure_tables
from freshbars.environment import run_id
from freshbars.refresh.freshness import judge, lines, write_table
from freshbars.workflow import markers
from freshbars.workflow.builder import arguments, log, reporting


def main() -> None:
    args = arguments(__doc__, "inputs")
    with reporting(args.log):
        config = load()
        bars = [marker for path in args.inputs if (marker := markers.read(Path(path)))]
        failed = {
            int(asset): why for marker in bars for asset, why in marker.problems.items() if marker.job.rule != "ingest"
        }
        with closing(connect(config, "freshness")) as connection:
            ensure_tables(config, connection)
            with reading(connection) as cursor:
                report = judge(config, cursor, failed)
            write_table(config, connection, report)
        markers.write(args.output, {**report.as_dict(), "trigger": args.trigger and args.trigger.as_dict()})
        (log.debug if run_id() else log.info)("%s", "\n".join(lines(report)))  # a run's summary shows them


if __name__ == "__main__":
    main()
