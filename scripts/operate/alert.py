"""Notify the targets in FRESHBARS_ALERTS (Apprise URLs) of what is wrong, once, and when it is over; run after snakemake."""

import argparse
import logging
import sys
from pathlib import Path

from freshbars.reports import alerts
from freshbars.workflow import logs
from freshbars.workflow.builder import add_configfile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--hours", type=float, default=26, help="alert when no run was complete for so long (default 26)"
    )
    parser.add_argument("--target", default="all", help="which target's runs count (default all)")
    add_configfile(parser)
    parser.add_argument("--test", action="store_true", help="send a trial message to every target")
    parser.add_argument("--quiet", action="store_true", help="only errors on the console, as cron wants it")
    args = parser.parse_args()

    log = logging.getLogger("freshbars")
    log.setLevel(logging.DEBUG)
    console, *files = logs.handlers(Path("logs/alert.log"), logs.wants_verbose())
    console.setLevel(logging.WARNING if args.quiet else console.level)
    for handler in (console, *files):
        log.addHandler(handler)
    try:
        code = alerts.run(alerts.configured(), args.target, args.hours, args.test, args.configfile)
    except Exception:
        log.exception("freshbars: unexpected error; please report it with this log")
        code = 2
    sys.exit(code)


if __name__ == "__main__":
    main()
