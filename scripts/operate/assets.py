"""Look at a folder of histories and propose lines for assets.csv: what each file is, and which days it holds."""

import argparse
from pathlib import Path

from freshbars.config import load
from freshbars.source.proposals import proposals, shown
from freshbars.workflow.builder import reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="the folder (default: source.exports of the configuration)"
    )
    args = parser.parse_args()
    with reporting(None):
        config = load()
        print(shown(proposals(config, args.folder or Path(config.source.exports))))


if __name__ == "__main__":
    main()
