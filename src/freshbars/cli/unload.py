"""List loaded files; take one back, as if it had never come; or accept rows that another program changed."""

from argparse import ArgumentParser, Namespace
from contextlib import closing

from freshbars.cli import asset_ids
from freshbars.config import load
from freshbars.database.connection import connect
from freshbars.database.migrations import require_stored
from freshbars.source.unload import accept, disown, loaded


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars unload``."""
    parser.add_argument("file", nargs="?", help="a file to take back: its name, or the first column of the list")
    parser.add_argument("--ids", type=asset_ids, help="list only the files of these assets, as 1,52")
    parser.add_argument(
        "--accept", type=int, metavar="ID", help="keep the rows of this asset as another program left them"
    )


def run(args: Namespace) -> None:
    """Take back, accept, or list."""
    config = load()
    with closing(connect(config, "unload")) as connection:
        require_stored(config, connection)
        if args.accept is not None:
            print(accept(config, connection, args.accept))
        elif args.file:
            print(disown(config, connection, args.file))
        else:
            with connection, connection.cursor() as cursor:
                print(*loaded(cursor, args.ids or ()), sep="\n")
