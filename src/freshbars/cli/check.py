"""For cron and monitoring: exit with 0 if the last good run is recent enough, 1 if not, 2 if that cannot be determined."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing

import psycopg2

from freshbars.cli import add_configfile
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_tables
from freshbars.errors import UserError
from freshbars.reports import last_run


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars check``."""
    parser.add_argument("--hours", type=float, default=26, help="how old the last good run may be (default 26)")
    parser.add_argument("--target", default="all", help="which target's runs count (default all)")
    add_configfile(parser)


def run(args: Namespace) -> int:
    """Print the verdict; to stderr if it is bad."""
    try:
        config = load(args.configfile)
        with closing(connect(config, "check")) as connection:
            require_tables(config, connection)
            with reading(connection) as cursor:
                good, words = last_run.check(config, cursor, args.hours, args.target)
    except Exception as error:
        known = isinstance(error, UserError | psycopg2.Error)
        reason = (str(error).strip() if known else "") or type(error).__name__
        print(f"freshbars: cannot determine when the last run was: {reason}", file=sys.stderr)
        return 2
    print(f"freshbars: {words}", file=sys.stdout if good else sys.stderr)
    return 0 if good else 1
