"""The command ``freshbars``: everything that people do besides running the workflow.

Each subcommand is an entry in ``COMMANDS`` and a module of its name, which is imported only if it is called. The module
has ``add_arguments(parser)``, and ``run(args)``, which returns the exit code (None is 0). Its docstring is its help.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """A subcommand. log: its messages also go to this file. verbatim: its arguments are passed on unparsed."""

    does: str
    log: Path | None = None
    verbatim: bool = False


COMMANDS = {
    "new": Command("make a folder for data of your own"),
    "doctor": Command("check the configured database and list what to fix"),
    "assets": Command("propose the lines of assets.csv for a folder of price files"),
    "read": Command("write any series to the console, a CSV or a Parquet file"),
    "certify": Command("print what a database holds as two digests, or write a certificate of it"),
    "compare": Command("compare two databases, or one with a certificate, down to the first differing row"),
    "explain": Command("show why an EMA is what it is: its closes, their weights, and who said them"),
    "restatements": Command("list what the vendor changed of days that it had stated before"),
    "unload": Command("list loaded files, or take one back as if it had never come"),
    "confirm": Command("list implausible prices, or say that some are right"),
    "alert": Command(
        "notify the targets in FRESHBARS_ALERTS of what is wrong, once, and when it is over", log=Path("logs/alert.log")
    ),
    "check": Command("exit with 0 if the last good run is recent enough, for cron and monitoring"),
    "prune": Command("list or delete rows of timeframes, periods and families that are no longer configured"),
    "psql": Command("open psql on the configured database", verbatim=True),
    "ddl": Command("print the statements that create all tables and views, for a DBA"),
}


def main(arguments: list[str] | None = None) -> None:
    """Run a subcommand and exit with its code. arguments: by default those of the process."""
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in ("-h", "--help"):
        print(usage())
        sys.exit(0)
    if name == "--version":
        from freshbars import __version__

        print(f"freshbars {__version__}")
        sys.exit(0)
    if name not in COMMANDS:
        sys.exit(f"freshbars: there is no command {name!r}; freshbars --help lists them")
    command, module = COMMANDS[name], import_module(f"freshbars.cli.{name}")
    if command.verbatim:
        args = Namespace(arguments=rest)
    else:
        parser = ArgumentParser(prog=f"freshbars {name}", description=module.__doc__)
        module.add_arguments(parser)
        args = parser.parse_args(rest)

    from freshbars.workflow.builder import reporting

    with reporting(command.log, quiet=getattr(args, "quiet", False)):
        sys.exit(module.run(args))


def usage() -> str:
    """The text of ``freshbars --help``."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {command.does}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "usage: freshbars COMMAND ...",
            "",
            *lines,
            "",
            "freshbars COMMAND --help explains a command. All work on the configuration and the database of the working",
            "directory. The refresh itself is snakemake's: snakemake --cores 4 all",
        ]
    )


def add_configfile(parser: ArgumentParser) -> None:
    """Add the option --configfile, for those who run Snakemake with it."""
    words = "further configuration over config.yaml, as given to snakemake"
    parser.add_argument("--configfile", type=Path, nargs="+", default=[], help=words)


def asset_ids(text: str) -> tuple[int, ...]:
    """Asset ids as an argument of a command: 1,52."""
    from freshbars.config import parse_ids

    try:
        return parse_ids(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
