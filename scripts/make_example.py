"""Write the example exports again: python scripts/make_example.py."""

from pathlib import Path

from freshbars.source.example import write

write(Path("example"))
