"""Write the example exports again: python scripts/maintain/make_example.py."""

from pathlib import Path

from freshbars.source.example import write


def main() -> None:
    write(Path("example"))


if __name__ == "__main__":
    main()
