"""What the vendor changed of days that it had stated before, and loads that changed many assets (waves)."""

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

from freshbars.config import load, parse_ids
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_tables
from freshbars.errors import UserError
from freshbars.reports.restatements import changes_table, table, waves_table
from freshbars.source import restatements
from freshbars.workflow.builder import reporting


def instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--since", type=instant, help="only what was loaded from this day (or instant) on")
parser.add_argument("--ids", type=parse_ids, help="only these assets, as 1,52")
parser.add_argument("--most", type=int, default=100, help="days to list, the newest loads first (default 100)")
parser.add_argument("--json", action="store_true", help="everything, as JSON")
args = parser.parse_args()

with reporting(None):
    config = load()
    with closing(connect(config, "restatements")) as connection:
        if not require_tables(config, connection):
            raise UserError("nothing is stored yet: run `snakemake all` first")
        with reading(connection) as cursor:
            given = config, cursor, args.since, args.ids
            size = restatements.wave_size(config, cursor)
            loads = restatements.waves(*given, least=1)
            exports = config.source.kind == "exports"
            found = restatements.read(*given, None if args.json else args.most)
            changes = [] if exports else restatements.changes(*given)
    waves = [load for load in loads if len(load.assets) >= size]
    if args.json:
        parts = {"restatements": found, "changes": changes, "waves": waves}
        print(
            json.dumps(
                {"wave_size": size} | {name: [asdict(item) for item in items] for name, items in parts.items()},
                default=datetime.isoformat,
                indent=1,
            )
        )
    elif not loads:
        print("No stored day was restated.")
    else:
        if exports:
            total = sum(load.days for load in loads)
            print(f"Restated days: {total:,}")
            print("\n".join(table(found)))
            if total > args.most:
                print(f"  and {total - args.most:,} more days: see --most, --since, --ids, --json")
        else:
            print(f"Changes of stored daily bars: {len(changes):,}. {config.source.table} is filled by another program")
            print("and keeps no old values: what is known is from which day on the bars changed, and when.")
            print("\n".join(changes_table(changes[: args.most])))
            if len(changes) > args.most:
                print(f"  and {len(changes) - args.most:,} more: see --most, --since, --ids, --json")
        print(f"\nWaves, {size} assets or more in one {'load' if exports else 'run'}: {len(waves) or 'none'}")
        if waves:
            print("\n".join(waves_table(waves)))
