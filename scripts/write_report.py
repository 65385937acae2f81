"""Write the report: one HTML page that needs nothing else."""

from contextlib import closing
from pathlib import Path

import freshbars.startup  # noqa: F401
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_stored
from freshbars.refresh.freshness import read_report
from freshbars.reports.page.build import build
from freshbars.workflow.builder import arguments, log, reporting


def main() -> None:
    args = arguments(__doc__, "freshness")
    with reporting(args.log):
        config = load()
        freshness = read_report(Path(args.freshness)) if args.freshness else None
        with closing(connect(config, "report")) as connection:
            require_stored(config, connection)
            with reading(connection) as cursor:
                page = build(config, cursor, freshness)
        file = args.output or Path("results/report.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
        log.info("Report: %s, %s kB; open it in a browser", file, f"{len(page.encode()) // 1000:,}")


if __name__ == "__main__":
    main()
