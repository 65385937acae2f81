"""For cron: exit 0 when the last good run is young enough, 1 (and why) when not, 2 when that cannot be determined."""

import argparse
import sys
from contextlib import closing

import psycopg2

from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_tables
from freshbars.errors import UserError
from freshbars.reports.last_run import check
from freshbars.workflow.builder import add_configfile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=26, help="how old the last good run may be (default 26)")
    parser.add_argument("--target", default="all", help="which target's runs count (default all)")
    add_configfile(parser)
    args = parser.parse_args()
    try:
        config = load(args.configfile)
        with closing(connect(config, "check_last_run")) as connection:
            require_tables(config, connection)
            with reading(connection) as cursor:
                good, words = check(config, cursor, args.hours, args.target)
    except Exception as error:
        known = isinstance(error, UserError | psycopg2.Error)
        reason = (str(error).strip() if known else "") or type(error).__name__
        print(f"freshbars: cannot determine when the last run was: {reason}", file=sys.stderr)
        sys.exit(2)
    print(f"freshbars: {words}", file=sys.stdout if good else sys.stderr)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
