"""Check the configured database before the first run: python scripts/operate/doctor.py. Exit code 1: something to do."""

import argparse
import sys

from freshbars.config import load
from freshbars.database.doctor import examine, healthy
from freshbars.workflow.builder import add_configfile, reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_configfile(parser)
    args = parser.parse_args()
    with reporting(None):
        findings = examine(load(args.configfile))
        print(*findings, sep="\n")
        sys.exit(0 if healthy(findings) else 1)


if __name__ == "__main__":
    main()
