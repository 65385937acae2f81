"""Make a folder for data of your own, in which snakemake --cores 4 all works. Nothing that is there is changed."""

import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path

from freshbars.workflow import scaffold


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars new``."""
    parser.add_argument("directory", type=Path, help="the folder; it is made if it does not exist")


def run(args: Namespace) -> None:
    """Make the folder and print what to do next."""
    for path in scaffold.make(args.directory):
        print(f"made: {path}")
    print(f"\nPut your price files into {args.directory / scaffold.EXPORTS}, then:\n")
    if args.directory.resolve() != Path.cwd():
        print(f"  cd {shlex.quote(str(args.directory))}")
    print("  freshbars assets --write     # lists the assets of your files in assets.csv")
    print("  snakemake --cores 4 all")
