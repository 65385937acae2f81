"""List loaded files; unload one, as if it had never been loaded; or accept rows that another program changed."""

from argparse import ArgumentParser, Namespace
from contextlib import closing

from freshbars.cli import asset_ids
from freshbars.config import load
from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.database.migrations import require_stored
from freshbars.database.run_lock import hold_run_lock
from freshbars.errors import UserError
from freshbars.source.unload import accept, shown, unload, unload_all
from freshbars.store.loaded_files import list_files


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars unload``."""
    parser.add_argument("file", nargs="?", help="a file to unload: its name, or the first column of the list")
    parser.add_argument(
        "--ids", type=asset_ids, help="only these assets, as 1,52: list their files or, with --all, ..."
    )
    parser.add_argument("--all", action="store_true", help="... unload every file of the assets in --ids")
    parser.add_argument(
        "--accept", type=int, metavar="ID", help="keep the rows of this asset as another program left them"
    )


def run(args: Namespace) -> None:
    """Unload, accept, or list."""
    config = load()
    # Not beside a run, which would count on the rows.
    writes = args.all or args.file or args.accept is not None
    with closing((hold_run_lock if writes else connect)(config, "unload")) as connection:
        require_stored(config, connection)
        if args.all:
            if not args.ids:
                raise UserError("--all needs --ids: the assets of which all files are unloaded")
            for asset in args.ids:
                print(unload_all(Context(config), connection, asset))
        elif args.accept is not None:
            print(accept(Context(config), connection, args.accept))
        elif args.file:
            print(unload(Context(config), connection, args.file))
        else:
            with connection, connection.cursor() as cursor:
                print(*map(shown, list_files(cursor, args.ids or ())), sep="\n")
