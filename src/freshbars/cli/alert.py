"""Notify the targets in FRESHBARS_ALERTS (Apprise URLs) of what is wrong, once, and when it is over. Run it after snakemake."""

from argparse import ArgumentParser, Namespace

from freshbars.cli import add_configfile
from freshbars.reports import alerts


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars alert``."""
    parser.add_argument(
        "--hours", type=float, default=26, help="alert when no run was complete for so long (default 26)"
    )
    parser.add_argument("--target", default="all", help="which target's runs count (default all)")
    add_configfile(parser)
    parser.add_argument("--test", action="store_true", help="send a trial message to every target")
    parser.add_argument("--quiet", action="store_true", help="only errors on the console, for cron")


def run(args: Namespace) -> int:
    """Send what there is to send; 1 if a delivery failed, 2 if nothing can be seen or no target is named."""
    return alerts.run(alerts.configured(), args.target, args.hours, args.test, args.configfile)
