"""Open psql on the configured database, also on the embedded one: python scripts/operate/psql.py -c "SELECT 1"."""

import sys

from freshbars.database.psql import psql
from freshbars.database.url import resolve_address
from freshbars.workflow.builder import reporting


def main() -> None:
    with reporting(None):
        sys.exit(psql(sys.argv[1:], resolve_address()))


if __name__ == "__main__":
    main()
