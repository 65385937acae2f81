"""Report which assets are fresh enough to compute EMAs on."""

from contextlib import closing
from pathlib import Path

from freshbars import markers
from freshbars.config import load
from freshbars.db import connect, ensure_tables, reading
from freshbars.freshness import check_bar_freshness, table
from freshbars.job import arguments, log, reporting

args = arguments(__doc__, "inputs")
with reporting(args.log):
    config = load()
    bars = [marker for path in args.inputs if (marker := markers.read(Path(path)))]
    failed = {
        int(asset): why for marker in bars for asset, why in marker["problems"].items() if marker["rule"] != "ingest"
    }
    with closing(connect(config, "freshness")) as connection:
        ensure_tables(config, connection)
        with reading(connection) as cursor:
            report = check_bar_freshness(config, cursor, failed)
    markers.write(args.output, report)
    log.info("\n".join(table(report)))
