"""What the vendor changed of days that it had stated before, and loads that changed many assets (waves)."""

import argparse
import json
from contextlib import closing
from datetime import UTC, datetime

from freshbars.config import load, parse_ids
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_stored
from freshbars.reports import restatements
from freshbars.workflow.builder import reporting


def instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", type=instant, help="only what was loaded from this day (or instant) on")
    parser.add_argument("--ids", type=parse_ids, help="only these assets, as 1,52")
    parser.add_argument("--most", type=int, default=100, help="days to list, the newest loads first (default 100)")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")
    args = parser.parse_args()
    with reporting(None):
        config = load()
        with closing(connect(config, "restatements")) as connection:
            require_stored(config, connection)
            with reading(connection) as cursor:
                found = restatements.ask(config, cursor, args.since, args.ids, None if args.json else args.most)
        print(json.dumps(found.as_dict(), default=datetime.isoformat, indent=1) if args.json else found.text())


if __name__ == "__main__":
    main()
