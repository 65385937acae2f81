"""Loaded exports: list them, unload one as if it had never been loaded, or accept rows that another program changed."""

import argparse
from contextlib import closing

from freshbars.config import load
from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.database.migrations import require_stored
from freshbars.source.unload import accept, shown, unload
from freshbars.store.loaded_files import list_files
from freshbars.workflow.builder import reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="list the loaded files").add_argument("assets", type=int, nargs="*", help="ids")
    unloading = verbs.add_parser("unload", help="take back what a file said; others take its place")
    unloading.add_argument("file", help="its name, or the beginning of its content as listed")
    verbs.add_parser("accept", help="take an asset's rows as they are").add_argument("asset", type=int, help="id")
    args = parser.parse_args()
    with reporting(None):
        config = load()
        with closing(connect(config, f"loaded {args.verb}")) as connection:
            require_stored(config, connection)
            if args.verb == "list":
                with connection, connection.cursor() as cursor:
                    print(*map(shown, list_files(cursor, args.assets)), sep="\n")
            else:
                work = {"accept": accept, "unload": unload}[args.verb]
                print(work(Context(config), connection, args.asset if args.verb == "accept" else args.file))


if __name__ == "__main__":
    main()
