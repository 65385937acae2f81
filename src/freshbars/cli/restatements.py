"""List what the vendor changed of days that it had stated before, and loads that changed many assets (waves)."""

import json
from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import UTC, datetime

from freshbars.cli import asset_ids
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_stored
from freshbars.reports import restatements


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars restatements``."""
    parser.add_argument("--since", type=_instant, help="only what was loaded from this day (or instant) on")
    parser.add_argument("--ids", type=asset_ids, help="only these assets, as 1,52")
    parser.add_argument("--most", type=int, default=100, help="days to list, the newest loads first (default 100)")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")


def run(args: Namespace) -> None:
    """Print the restatements."""
    config = load()
    with closing(connect(config, "restatements")) as connection:
        require_stored(config, connection)
        with reading(connection) as cursor:
            found = restatements.ask(config, cursor, args.since, args.ids, None if args.json else args.most)
    print(json.dumps(found.as_dict(), default=datetime.isoformat, indent=1) if args.json else found.text())


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
