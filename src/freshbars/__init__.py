"""Freshbars keeps daily price bars and their EMAs fresh in PostgreSQL."""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freshbars.reading.database import Database

__version__ = "3.0.0"


def open(directory: str | PathLike[str] | None = None, *, url: str | None = None) -> "Database":  # noqa: A001
    """The database of a working directory, to read from: see ``freshbars.reading.database.Database``.

    directory: where its ``config.yaml`` lies; by default the current one. url: of another database.
    """
    # Builders, which start often, need neither this nor pyarrow.
    from importlib.util import find_spec

    from freshbars.errors import UserError, installing

    if find_spec("pyarrow") is None:
        raise UserError(f"reading needs pyarrow: {installing('read')}")
    from freshbars.reading.database import connect

    return connect(directory, url)
