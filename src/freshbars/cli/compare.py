"""Compare two databases, or a database and a certificate, down to the first differing row of each table."""

from argparse import ArgumentParser, Namespace

NAMES = "a database URL, a working directory, or a certificate file that freshbars certify wrote"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars compare``."""
    parser.add_argument("a", help=NAMES)
    parser.add_argument("b", help="another one")
    parser.add_argument("--data", action="store_true", help="the data alone, not who said it and when")


def run(args: Namespace) -> int:
    """Print what differs; 0 if nothing does, 1 if something does."""
    from freshbars.proof.compare import ROOTS, compare
    from freshbars.proof.declarations import DATA
    from freshbars.proof.opening import opened

    with opened(args.a) as a, opened(args.b) as b:
        wanted = (DATA,) if args.data else ROOTS
        found = list(compare(a, b, wanted))
        if not found:
            print(f"equal: {' and '.join(wanted)}, {sum(a.certificate.rows(root) for root in wanted):,} rows")
        for difference in found:
            print(f"{difference.root}: {difference}")
    return int(bool(found))
