"""List what is stored of timeframes, periods and families that are no longer configured; with --delete, delete it."""

import argparse
from contextlib import closing

from freshbars.config import load
from freshbars.database.migrations import require_stored
from freshbars.database.run_lock import hold_run_lock
from freshbars.refresh import prune
from freshbars.workflow.builder import add_configfile, reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delete", action="store_true", help="delete these rows, in one transaction")
    add_configfile(parser)
    args = parser.parse_args()
    with reporting(None):
        config = load(args.configfile)
        # Not beside a run: it would count on the rows.
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


if __name__ == "__main__":
    main()
