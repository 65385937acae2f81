"""The embedded server: the PostgreSQL that the package ``localpostgres`` runs for a working directory.

Its errors become ours here, and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from freshbars.config import CONFIG_FILE
from freshbars.environment import FOLDER
from freshbars.errors import UserError
from localpostgres import client, server, server_binaries
from localpostgres.errors import LocalPostgresError

# A working directory is looked for so many levels up.
PARENTS_SEARCHED = 5


def start() -> tuple[str, str]:
    """URL and system identifier of the server, which is started if it does not run. Raises UserError if it cannot be."""
    folder = folder_here()
    with _errors():
        return server.start(folder), client.system_identifier(server.data_folder(folder))


def program(name: str) -> str:
    """The path of one of the server's programs, such as psql. Raises UserError if it is not installed."""
    with _errors():
        return str(server_binaries.binaries() / name)


def folder_here() -> Path:
    """The server's folder: in the present folder or, if that is no working directory, in one above that has a server."""
    here = Path.cwd()
    if not (here / CONFIG_FILE).exists():
        for place in (here, *list(here.parents)[:PARENTS_SEARCHED]):
            if (place / FOLDER / "postgres").is_dir():
                return place / FOLDER
    return here / FOLDER


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except LocalPostgresError as error:
        raise UserError(f"{error}; or set TARGET_DB_URL to a server of your own") from None
