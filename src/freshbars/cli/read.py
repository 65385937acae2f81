"""Write any series to the console or to a file: freshbars read emas BTC 1W_CAL_ISO 9,21 --rows daily."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import freshbars

# What can be read, with the arguments of each; those in brackets may be left out.
TAKES = {
    "assets": (), "runs": (), "daily": ("assets",), "bars": ("assets", "timeframe"),
    "emas": ("assets", "timeframe", "periods"), "wide": ("value", "assets", "[timeframe]", "[period]"),
}  # fmt: skip
SPAN = dict.fromkeys(("since", "until"), "a day, or an instant with its time zone")
HELP = {
    "assets": "symbols or ids, as BTC,52, or all", "timeframe": "one or several, as 1W_CAL_ISO,1M_CAL",
    "periods": "one or several, as 9,21", "value": "close, volume, ema ...", "family": "as v2",
    "rows": "finished, all, or daily",
} | SPAN  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars read``."""
    commands = parser.add_subparsers(dest="what", required=True)
    for what, names in TAKES.items():
        command = commands.add_parser(what)
        more = [f"--{name}" for name in (*(SPAN if names else ()), *(("family", "rows") if names[1:] else ()))]
        for name in names:
            plain = name.strip("[]")
            command.add_argument(plain, help=HELP.get(plain), nargs="?" if name != plain else None)
        for name in more:
            command.add_argument(name, help=HELP[name.strip("-")])
        if what != "runs":
            command.add_argument("--known-at", help="what was known at this instant, or at the end of the 'last run'")
        command.add_argument("--output", type=Path, help="a file .csv or .parquet, or a folder with one file an asset")


def run(args: Namespace) -> None:
    """Read and write the series."""
    given = {name: value for name, value in vars(args).items() if value is not None}
    what, output = given.pop("what"), given.pop("output", None)
    read = getattr(freshbars.open(), what)
    from freshbars.reading import files

    files.check(output)
    answer = _asked(read, what, given)
    print(f"written: {output}, {files.write(answer, output):,} rows") if output else files.show(answer)


def _asked(read: Any, what: str, given: dict[str, Any]) -> Any:
    """The answer as a RecordBatchReader. given: the arguments as texts."""
    if "assets" in given:
        names = [int(name) if name.isdecimal() else name for name in given["assets"].split(",")]
        given["assets"] = None if names == ["all"] else names
    if what in ("bars", "emas"):
        given["timeframe"] = given["timeframe"].split(",")
    if "periods" in given:
        given["periods"] = given["periods"].split(",")
    if what in ("daily", "bars", "emas"):
        return read(**given, batches=True)
    return read(**given).to_reader()
