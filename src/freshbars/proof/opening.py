"""The sides of a comparison, opened by what a person names: a database, a working directory or a certificate file."""

from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager
from pathlib import Path

from freshbars.config import Config, load
from freshbars.database.connection import address, connect, reading
from freshbars.database.migrations import require_stored
from freshbars.database.url import Address, address_of
from freshbars.errors import UserError
from freshbars.proof.certificate import Certificate, certify
from freshbars.proof.compare import Side


@contextmanager
def opened(name: str) -> Iterator[Side]:
    """A side by its name: a database URL (with the configuration here), a working directory, or a certificate file.

    Raises UserError for what is none of these.
    """
    if "://" in name:
        with certified(load(), address_of(name), "the database given by URL") as side:
            yield side
        return
    path = Path(name)
    if path.is_file():
        yield Side(name, Certificate.read(path))
    elif path.is_dir():
        with chdir(path):
            config, to = load(), address()
        with certified(config, to, name) as side:
            yield side
    else:
        raise UserError(f"{name} is no database URL, no working directory and no certificate file")


@contextmanager
def certified(config: Config, to: Address, name: str = "this database") -> Iterator[Side]:
    """A database with its certificate, computed from its rows in one snapshot."""
    with closing(connect(config, "certify", to)) as connection:
        require_stored(config, connection)
        with reading(connection) as cursor:
            yield Side(name, certify(config, cursor), config, cursor)
