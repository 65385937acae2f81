"""Print the statements that create all tables and views, for a DBA: where the program's role may not create them."""

from argparse import ArgumentParser, Namespace

from freshbars.cli import add_configfile
from freshbars.config import load
from freshbars.database.migrations import statements


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars ddl``."""
    parser.add_argument("--owner", help="the role that is to own all of it, of which the program's role is a member")
    add_configfile(parser)


def run(args: Namespace) -> None:
    """Print the statements."""
    config = load(args.configfile)
    if not args.owner:
        print("-- To be run as the role of TARGET_DB_URL, which must own the tables; or see freshbars ddl --owner")
    print("BEGIN;", *(f"{statement.strip()};" for statement in statements(config, args.owner)), "COMMIT;", sep="\n")
