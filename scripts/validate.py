"""Prove what is stored: keys, accounting, contiguity, and a rebuild in memory compared value by value."""

import sys
from contextlib import closing

from freshbars import markers
from freshbars.config import load
from freshbars.db import connect, ensure_tables, reading
from freshbars.findings import lines
from freshbars.job import arguments, log, reporting
from freshbars.validate import audit

args = arguments(__doc__)
with reporting(args.log):
    config = load()
    with closing(connect(config, "validate")) as connection:
        ensure_tables(config, connection)
        with reading(connection) as cursor:
            found = audit(config, cursor, config.validate_sample)
    log.info("\n".join(lines(found)))
    if args.output:
        markers.write(args.output, found.as_dict())
    sys.exit(0 if found.ok else 1)
