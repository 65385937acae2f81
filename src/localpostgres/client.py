"""Connections to a local server that nothing in the user's environment can redirect or change."""

import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions

from localpostgres.errors import LocalPostgresError

# A path at which no file can be: libpq then reads no password file, and does not warn about the user's own.
NO_FILE = f"{os.devnull}/none"
_guard = threading.Lock()


def connect(url: str, data: Path, **parameters: Any) -> psycopg2.extensions.connection:
    """A connection to the server of a data folder, in autocommit mode.

    Raises LocalPostgresError if another server answers, psycopg2.OperationalError if none does.
    """
    with without_libpq_environment():
        connection = psycopg2.connect(url, passfile=NO_FILE, **parameters)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
        (found,) = cursor.fetchone()
    if found != (expected := system_identifier(data)):
        connection.close()
        raise LocalPostgresError(
            f"a server with the system identifier {found} answers for {data}, whose own is {expected}: stop that server"
        )
    return connection


@contextmanager
def without_libpq_environment() -> Iterator[None]:
    """Hide all environment variables of libpq (``PG...``) from whatever connects meanwhile.

    To pass every parameter explicitly is not enough: PGHOSTADDR wins over the folder of a socket, the service that
    PGSERVICE names cannot be overridden, and PGTZ and PGDATESTYLE have no parameter.
    """
    with _guard:
        hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PG")}
        try:
            yield
        finally:
            os.environ.update(hidden)


def system_identifier(data: Path) -> str:
    """The number that PostgreSQL gave to a data folder when it made it; a copy of the folder keeps it."""
    with (data / "global" / "pg_control").open("rb") as file:
        return str(struct.unpack("=Q", file.read(8))[0])
