"""List the rows of timeframes, periods and families that are no longer configured; with --delete, delete them."""

from argparse import ArgumentParser, Namespace
from contextlib import closing

from freshbars.cli import add_configfile
from freshbars.config import load
from freshbars.database.migrations import require_stored
from freshbars.database.run_lock import hold_run_lock
from freshbars.refresh import prune


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars prune``."""
    parser.add_argument("--delete", action="store_true", help="delete these rows, in one transaction")
    add_configfile(parser)


def run(args: Namespace) -> None:
    """List the rows, and delete them if asked to."""
    config = load(args.configfile)
    # Not beside a run, which would count on the rows.
    with closing(hold_run_lock(config, "prune")) as connection:
        require_stored(config, connection)
        with connection, connection.cursor() as cursor:
            found = prune.leftovers(config, cursor)
            print(*found, sep="\n", end="\n" if found else "")
            if not found:
                print("Nothing is stored that is not configured.")
            elif args.delete:
                print(f"Deleted: {prune.delete(config, cursor, found):,} rows")
            else:
                print(f"{sum(one.rows for one in found):,} rows would be deleted: run again with --delete")
