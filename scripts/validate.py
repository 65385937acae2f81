"""Prove what is stored: keys, accounting, contiguity, and a rebuild in memory compared value by value."""

import sys
from contextlib import closing

import freshbars.startup  # noqa: F401
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_stored
from freshbars.validate.audit import audit
from freshbars.validate.findings import lines
from freshbars.workflow import markers
from freshbars.workflow.builder import arguments, log, reporting


def main() -> None:
    args = arguments(__doc__)
    with reporting(args.log):
        config = load()
        with closing(connect(config, "validate")) as connection:
            require_stored(config, connection)
            with reading(connection) as cursor:
                found = audit(config, cursor, config.validate_sample)
        log.info("\n".join(lines(found)))
        if args.output:
            markers.write(args.output, found.as_dict())
        sys.exit(0 if found.ok else 1)


if __name__ == "__main__":
    main()
