"""Write series to the console or to a file: freshbars read BTC,ETH 1W_CAL_ISO 9,21 --rows daily.

Assets alone give their daily bars, with a timeframe its bars, with periods their EMAs; nothing at all lists the assets.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import freshbars
from freshbars.errors import UserError

# What can be read, in the order of the number of its words.
KINDS = {
    "assets": (),
    "daily": ("assets",),
    "bars": ("assets", "timeframe"),
    "emas": ("assets", "timeframe", "periods"),
    "runs": (),
}
# What the number of words alone means.
MEANT = ("assets", "daily", "bars", "emas")
# The options that each takes, besides --known-at and --output.
SPAN, ROWS = {"since", "until", "include_suspects"}, {"family", "rows"}
OPTIONS = {
    "assets": set(),
    "daily": SPAN | {"wide"},
    "bars": SPAN | ROWS | {"wide"},
    "emas": SPAN | ROWS | {"wide"},
    "runs": set(),
}


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars read``."""
    parser.add_argument(
        "words", nargs="*", metavar="ASSETS TIMEFRAME PERIODS", help="as BTC,52 or all; 7D,1M_CAL; 9,21"
    )
    for name in ("since", "until"):
        parser.add_argument(f"--{name}", help="a day, or an instant with its time zone")
    parser.add_argument("--family", help="of a timeframe that several have, as v2")
    parser.add_argument("--rows", help="finished (default), all, or daily: without look-ahead")
    parser.add_argument("--wide", metavar="VALUE", help="dates by assets of one value: close, volume, ema ...")
    parser.add_argument("--known-at", help="what was known at this instant or day, or at the end of the 'last run'")
    parser.add_argument("--include-suspects", action="store_true", help="also bars that are implausible, not confirmed")
    parser.add_argument("--output", type=Path, help="a file .csv or .parquet, or a folder with one file an asset")


def run(args: Namespace) -> None:
    """Read and write the series."""
    kind, given = asked(args)
    read = getattr(freshbars.open(), kind)
    from freshbars.reading import files

    files.check(args.output)
    answer = read(**given, batches=True) if kind in ("daily", "bars", "emas") else read(**given).to_reader()
    if args.output:
        print(f"written: {args.output}, {files.write(answer, args.output):,} rows")
    else:
        files.show(answer)


def asked(args: Namespace) -> tuple[str, dict[str, Any]]:
    """The kind of series, and the arguments of the method that reads it. Raises UserError if they do not fit together."""
    words = args.words
    # The kind may be named, as it had to be before version 3.
    kind = words.pop(0) if words and words[0] in KINDS else MEANT[min(len(words), len(MEANT) - 1)]
    if len(words) != len(KINDS[kind]):
        wanted = " ".join(name.upper() for name in KINDS[kind])
        raise UserError(f"reading {kind} takes {wanted or 'no further words'}, not {' '.join(words) or 'nothing'}")
    given: dict[str, Any] = dict(zip(KINDS[kind], words, strict=True))
    if "assets" in given:
        names = [int(name) if name.isdecimal() else name for name in given["assets"].split(",")]
        given["assets"] = None if names == ["all"] else names
    known = ("since", "until", "family", "rows", "known_at", "wide", "include_suspects")
    options = {name: value for name in known if (value := getattr(args, name, None)) not in (None, False)}
    if wrong := sorted(options.keys() - OPTIONS[kind] - ({"known_at"} if kind != "runs" else set())):
        raise UserError(f"reading {kind} takes no --{wrong[0].replace('_', '-')}")
    if value := options.pop("wide", None):
        periods = {"period": given.pop("periods")} if "periods" in given else {}
        return "wide", {"value": value} | given | periods | options
    for name in ("timeframe", "periods"):
        if name in given:
            given[name] = given[name].split(",")
    return kind, given | options
