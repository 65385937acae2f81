"""Certify what a database holds: two roots, one for its data and one for its record, and the digests below them."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars certify``."""
    parser.add_argument("--json", action="store_true", help="print the whole certificate")
    parser.add_argument("--output", type=Path, help="write the certificate to a file, for freshbars compare")


def run(args: Namespace) -> None:
    """Compute the certificate from the rows, and print or write it."""
    from freshbars.config import load
    from freshbars.database.connection import address
    from freshbars.proof.opening import certified
    from freshbars.workflow.markers import write

    with certified(load(), address()) as side:
        found = side.certificate
    if args.output:
        write(args.output, found.as_dict())
    if args.json:
        print(json.dumps(found.as_dict(), indent=1))
        return
    for root, what in (("data", "prices, bars, EMAs and sessions"), ("record", "who said what, and when")):
        print(f"{root:6}  {found.roots[root]}  {found.rows(root):,} rows: {what}")
