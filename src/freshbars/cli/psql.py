"""Open psql on the configured database, the embedded one too: freshbars psql -c "SELECT 1". All arguments are psql's."""

from argparse import Namespace

from freshbars.database.psql import psql
from freshbars.database.url import resolve_address


def run(args: Namespace) -> int:
    """Run psql; its exit code."""
    return psql(args.arguments, resolve_address())
