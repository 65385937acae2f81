"""Print the statements that make the schema with all tables and views: for a DBA, where the role may not create them."""

import argparse

from freshbars.config import load
from freshbars.database.migrations import statements
from freshbars.workflow.builder import add_configfile, reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_configfile(parser)
    args = parser.parse_args()
    with reporting(None):
        config = load(args.configfile)
        print("-- Run these as the role of TARGET_DB_URL, or make it the owner afterwards: upgrades alter the tables.")
        print(*(f"{statement.strip()};" for statement in statements(config)), sep="\n")


if __name__ == "__main__":
    main()
