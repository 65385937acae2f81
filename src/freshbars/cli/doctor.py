"""Check the configured database and list what to fix. Makes no changes; exits with 1 if there is something to fix."""

from argparse import ArgumentParser, Namespace

from freshbars.cli import add_configfile
from freshbars.config import load
from freshbars.database.doctor import examine, healthy


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars doctor``."""
    add_configfile(parser)


def run(args: Namespace) -> int:
    """Print one line for each finding."""
    findings = examine(load(args.configfile))
    print(*findings, sep="\n")
    return 0 if healthy(findings) else 1
