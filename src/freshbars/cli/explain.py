"""Explain one EMA: the closes behind it with their weights, who said each, and the recursion done again."""

import json
from argparse import ArgumentParser, Namespace

import freshbars


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars explain``."""
    parser.add_argument("asset", help="a symbol or id")
    parser.add_argument("timeframe", help="as 1D, 7D or 1W_CAL_ISO")
    parser.add_argument("period", type=int)
    parser.add_argument("day", nargs="?", help="as 2026-03-06; by default that of the newest finished bar")
    parser.add_argument("--family", help="as v2, for a timeframe that several families have")
    parser.add_argument(
        "--column", default="ema", help="ema (default), or ema_daily: in calendar families the EMA carried on daily"
    )
    parser.add_argument("--known-at", help="as the tables said at this instant, as 2026-03-10T06:00:00Z")
    parser.add_argument("--all", action="store_true", help="list every close")
    parser.add_argument("--json", action="store_true", help="everything, for a program")


def run(args: Namespace) -> int:
    """Print the explanation; 1 if the stored value is not what its closes give."""
    from freshbars.reading.explanation_text import lines

    asset = int(args.asset) if args.asset.isdecimal() else args.asset
    found = freshbars.open().explain(
        asset, args.timeframe, args.period, args.day, family=args.family, column=args.column, known_at=args.known_at
    )
    print(json.dumps(found.as_dict(), indent=1) if args.json else "\n".join(lines(found, args.all)))
    return int(found.stored is not None and found.stored != found.derivation.value)
