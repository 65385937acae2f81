"""Tell the targets in FRESHBARS_ALERTS (Apprise URLs) what is wrong, once, and when it is over; run after snakemake."""

import argparse
import logging
import os
import sys
from pathlib import Path

from freshbars.reports import alerts
from freshbars.workflow import logs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--hours", type=float, default=26, help="alert when no run was complete for so long (default 26)"
    )
    parser.add_argument("--target", default="all", help="which target's runs count (default all)")
    parser.add_argument("--test", action="store_true", help="send a trial message to every target")
    args = parser.parse_args()

    log = logging.getLogger("freshbars")
    log.setLevel(logging.DEBUG)
    for handler in logs.handlers(Path("logs/alert.log"), logs.wants_verbose()):
        log.addHandler(handler)
    try:
        code = alerts.run(os.environ.get(alerts.VARIABLE, ""), args.target, args.hours, args.test)
    except Exception:
        log.exception("freshbars: unexpected error; please report it with this log")
        code = 2
    sys.exit(code)


if __name__ == "__main__":
    main()
