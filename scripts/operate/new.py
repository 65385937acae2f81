"""Make a working directory for data of your own: python scripts/operate/new.py DIR."""

import argparse
import shlex
from pathlib import Path

from freshbars.workflow import scaffold
from freshbars.workflow.builder import reporting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="the folder; it is made if it does not exist")
    directory = parser.parse_args().directory
    with reporting(None):
        for path in scaffold.make(directory):
            print(f"made: {path}")
        snakefile = Path(__file__).resolve().parents[2] / "Snakefile"
        where = shlex.quote(str(snakefile)) if snakefile.exists() else "CLONE/Snakefile"
        print("\nPut your exports into the folder and your assets into assets.csv, then run:\n")
        print(f"  snakemake --snakefile {where} --directory {shlex.quote(str(directory))} --cores 4 all")


if __name__ == "__main__":
    main()
