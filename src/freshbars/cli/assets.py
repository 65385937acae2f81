"""Look at a folder of price files and propose lines for the file of assets: what each file is, and which days it holds."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from freshbars.config import load
from freshbars.errors import UserError
from freshbars.source.proposals import proposals, shown, write


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``freshbars assets``."""
    parser.add_argument(
        "folder", type=Path, nargs="?", help="the folder (default: source.exports of the configuration)"
    )
    parser.add_argument(
        "--symbols", metavar="LIST", default="", help="which symbols of files with many to propose: AAPL,MSFT,BRK*"
    )
    parser.add_argument("--write", action="store_true", help="add the proposed lines to the file of assets")


def run(args: Namespace) -> None:
    """Print the proposals, and add them to the file of assets if asked to."""
    config = load()
    file = Path(config.source.assets) if config.source.assets else None
    if args.write and file is None:
        raise UserError("there is no file to write to: name one in source.assets")
    found = proposals(config, args.folder or Path(config.source.exports), list(filter(None, args.symbols.split(","))))
    print(shown(found))
    if args.write and file is not None:
        added = write(found, file)
        print(f"\n{file}: {'added ' + ', '.join(added) if added else 'nothing to add'}")
