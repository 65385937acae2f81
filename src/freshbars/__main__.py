"""``python -m freshbars``: the same as the command ``freshbars``."""

from freshbars.cli import main

if __name__ == "__main__":
    main()
