"""Say that implausible prices are right, so that EMAs are computed from them: writes a line into the file of confirmations.

Without arguments, list what is implausible. With an asset, confirm its implausible bars as they are now, or those of one day.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from math import inf

from freshbars.cli import add_configfile
from freshbars.compute.instants import microseconds
from freshbars.config import Config, load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_stored
from freshbars.errors import UserError
from freshbars.inputs.assets import symbols_of
from freshbars.inputs.confirmations import Confirmation, ConfirmedKind, write_confirmation
from freshbars.plausibility.findings import Outcome
from freshbars.refresh.suspicions import described
from freshbars.store.daily_bars import read_daily
from freshbars.store.suspects import Suspect, raised_by, read_suspects


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars confirm``."""
    parser.add_argument("asset", type=int, nargs="?", help="the id of the asset")
    parser.add_argument(
        "day", type=date.fromisoformat, nargs="?", help="one day, as 2026-03-09 (default: all that hold it)"
    )
    factors = parser.add_mutually_exclusive_group()
    for name, what in (
        ("split", "the price was divided by FACTOR on DAY"),
        ("rescale", "multiply the prices before DAY by FACTOR"),
    ):
        factors.add_argument(f"--{name}", nargs=2, metavar=("DAY", "FACTOR"), help=what)
    factors.add_argument("--load", metavar="FILE", help="all implausible bars that this file stated, of whatever asset")
    parser.add_argument("--note", default="", help="why; for whoever reads the file")
    add_configfile(parser)


def run(args: Namespace) -> None:
    """List, or write the confirmations."""
    config = load(args.configfile)
    if args.asset is None and not args.load:
        print(*listed(config), sep="\n")
        return
    if args.load:
        given = [*_of_load(config, args.load, args.note)]
    else:
        some = [*_factor(args)] or [*_closes(config, args.asset, args.day, args.note)]
        given = [(args.asset, day, confirmation) for day, confirmation in some]
    for asset, day, confirmation in given:
        line = write_confirmation(config, asset, day, confirmation)
        print(f"{config.source.confirmed}: {line}")
    print("The next snakemake all goes by it.")


def listed(config: Config) -> list[str]:
    """A line for each implausible bar."""
    symbols = symbols_of(config)
    lines = [
        f"{asset:>9}  {symbols.get(asset, asset)}  {described(one)}"
        + ("" if one.outcome is Outcome.HOLD else " (a warning)")
        for asset, some in _suspects(config).items()
        for one in some
    ]
    return lines or ["Nothing is implausible."]


def _factor(args: Namespace) -> Iterator[tuple[date, Confirmation]]:
    """The confirmation of --split or --rescale. Raises UserError for what is no day or no factor."""
    for kind, given in ((ConfirmedKind.SPLIT, args.split), (ConfirmedKind.RESCALE, args.rescale)):
        if not given:
            continue
        try:
            day, factor = date.fromisoformat(given[0]), float(given[1])
        except ValueError as error:
            raise UserError(f"--{kind.value} takes a day and a factor, as 2026-03-09 10: {error}") from None
        if not 0 < factor < inf or factor == 1:
            raise UserError(f"--{kind.value} takes a positive factor other than 1, not {given[1]}")
        yield day, Confirmation(kind, factor, args.note)


def _closes(config: Config, asset: int, day: date | None, note: str) -> Iterator[tuple[date, Confirmation]]:
    """The closes of the implausible bars that hold an asset. Raises UserError if there are none."""
    held = [one for one in _suspects(config).get(asset, []) if one.outcome is Outcome.HOLD and day in (None, one.day)]
    if not held:
        raise UserError(
            f"nothing implausible holds asset {asset}{f' on {day}' if day else ''}; freshbars confirm lists it"
        )
    with closing(connect(config, "confirm")) as connection, reading(connection) as cursor:
        bars = read_daily(cursor, [asset])[asset]
    closes = dict(zip(bars["time_close"].tolist(), bars["close"].tolist(), strict=True))
    for one in {one.day: one for one in held}.values():
        yield one.day, Confirmation(ConfirmedKind.TRUE, closes[microseconds(one.time_close)], note)


def _of_load(config: Config, file: str, note: str) -> Iterator[tuple[int, date, Confirmation]]:
    """The closes of all implausible bars that a file stated. Raises UserError if it stated none."""
    with closing(connect(config, "confirm")) as connection:
        require_stored(config, connection)
        with reading(connection) as cursor:
            found = raised_by(cursor, file)
    held = {asset: [one.day for one in some if one.outcome is Outcome.HOLD] for asset, some in found.items()}
    if not any(held.values()):
        raise UserError(f"nothing implausible that {file} stated holds an asset; freshbars confirm lists what does")
    for asset, days in held.items():
        for day in sorted(set(days)):
            yield from ((asset, *one) for one in _closes(config, asset, day, note))


def _suspects(config: Config) -> dict[int, list[Suspect]]:
    with closing(connect(config, "confirm")) as connection:
        require_stored(config, connection)
        with reading(connection) as cursor:
            return read_suspects(cursor)
