"""Print the statements that create all tables and views, for a DBA: where the program's role may not create them."""

from argparse import ArgumentParser, Namespace

from freshbars.cli import add_configfile
from freshbars.config import load
from freshbars.database.migrations import statements


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars ddl``."""
    add_configfile(parser)


def run(args: Namespace) -> None:
    """Print the statements."""
    config = load(args.configfile)
    print("-- Run these as the role of TARGET_DB_URL, or make it the owner afterwards: upgrades alter the tables.")
    print(*(f"{statement.strip()};" for statement in statements(config)), sep="\n")
