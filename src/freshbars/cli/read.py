"""Write any series to the console or to a file: freshbars read emas BTC 1W_CAL_ISO 9,21 --rows daily."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import freshbars

TAKES = {"assets": [], "daily": ["assets"], "bars": ["assets", "timeframe"], "emas": ["assets", "timeframe", "periods"]}
SPAN = dict.fromkeys(("since", "until"), "a day, or an instant with its time zone")
HELP = {"assets": "symbols or ids, as BTC,52, or all", "family": "as v2", "rows": "finished, all, or daily"} | SPAN


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars read``."""
    commands = parser.add_subparsers(dest="what", required=True)
    for what, names in TAKES.items():
        command = commands.add_parser(what)
        more = [f"--{name}" for name in (*(SPAN if names else ()), *(("family", "rows") if names[1:] else ()))]
        for name in (*names, *more):
            command.add_argument(name, help=HELP.get(name.strip("-")))
        command.add_argument("--known-at", help="as the tables said at this instant, as 2026-03-10T06:00:00Z")
        command.add_argument("--output", type=Path, help="a file .csv or .parquet, or a folder with one file an asset")


def run(args: Namespace) -> None:
    """Read and write the series."""
    given = {name: value for name, value in vars(args).items() if value is not None}
    what, output = given.pop("what"), given.pop("output", None)
    if "assets" in given:
        names = [int(name) if name.isdecimal() else name for name in given["assets"].split(",")]
        given["assets"] = None if names == ["all"] else names
    read = getattr(freshbars.open(), what)
    from freshbars.reading import files

    files.check(output)
    answer = read(**given, batches=True) if TAKES[what] else read(**given).to_reader()
    print(f"written: {output}, {files.write(answer, output):,} rows") if output else files.show(answer)
