"""Which database: the given URL, else a file's, else the environment's, else the embedded server."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from freshbars.errors import UserError

ENV_FILE = "db_config.env"
ENV_NAMES = ("TARGET_DB_URL", "MARKETDATA_DB_URL")
PARENTS_SEARCHED = 5
# At this path no file can be.
NO_FILE = f"{os.devnull}/none"
HOW = (
    "write postgresql://user:password@host:5432/database, with @ / : ? # % in a password percent-encoded (an @ is %40)"
)


class Address(NamedTuple):
    """How to reach a database, and which one has to answer.

    arguments: of the driver; what they leave out, libpq takes from its environment, unless the server is the embedded
    one. None only in what a run hands to a job that has to resolve them by itself.
    system, database: the system identifier of the server and the oid of the database, where they are known.
    """

    arguments: Mapping[str, Any] | None
    embedded: bool = False
    system: str | None = None
    database: int | None = None

    def __str__(self) -> str:
        """For a message, without the password."""
        given = self.arguments
        if "service" in given:
            return f"of the service {given['service']}"
        host = given.get("host") or os.environ.get("PGHOST", "localhost")
        return f"{host}:{given.get('port') or os.environ.get('PGPORT', 5432)}/{given.get('dbname', '')}"


def resolve_db_url(explicit: str | None = None, folder: Path | None = None) -> str:
    """The database URL: explicit, else of ``db_config.env``, else of the environment, else of the embedded server.

    ``db_config.env`` is looked for in ``folder`` (the working directory) and up to five levels above. Every dialect
    prefix is accepted; the result starts with ``postgresql+psycopg2://``. Raises UserError for what is no URL of a
    PostgreSQL, without repeating it: it may hold a password.
    """
    if url := _configured(explicit, folder):
        return url
    from freshbars.database import embedded

    return _checked(embedded.start()[0], "the embedded server")


def resolve_address() -> Address:
    """The configured database, or the embedded one, which is started. Raises UserError if it cannot be."""
    if url := _configured():
        return Address(_arguments(url))
    from freshbars.database import embedded

    url, system = embedded.start()
    # No password is needed: the user's password file is not looked into either.
    return Address({**_arguments(url), "passfile": NO_FILE}, embedded=True, system=system)


def address_of(url: str) -> Address:
    """The database of a URL. Raises UserError if it is none."""
    return Address(_arguments(_checked(url, "the given URL")))


def from_env_file(name: str, folder: Path | None = None) -> str | None:
    """What ``db_config.env``, in the folder or up to five levels above, says of a name; None if it says nothing."""
    folder = folder or Path.cwd()
    for place in (folder, *list(folder.parents)[:PARENTS_SEARCHED]):
        file = place / ENV_FILE
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                if match := re.fullmatch(rf"\s*(?:export\s+)?{name}\s*=\s*(.+?)\s*", line):
                    return match[1].strip("'\"")
    return None


def _configured(explicit: str | None = None, folder: Path | None = None) -> str | None:
    """The URL that a person has given, checked; None if there is none."""
    url, origin = explicit, "the given URL"
    if not url:
        url, origin = from_env_file(ENV_NAMES[0], folder), f"{ENV_NAMES[0]} in {ENV_FILE}"
    for name in ENV_NAMES:
        if not url:
            url, origin = os.environ.get(name), f"the environment variable {name}"
    return _checked(url, origin) if url else None


def _checked(url: str, origin: str) -> str:
    """The URL as we write it. Raises UserError for what is no URL of a PostgreSQL, without repeating any of it."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    url = url.strip().strip("'\"")
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UserError(f"{origin} is not a database URL; {HOW}") from None
    if parsed.drivername.split("+")[0] not in ("postgres", "postgresql"):
        raise UserError(f"{origin} names the database kind '{parsed.drivername}'; Freshbars needs a PostgreSQL")
    if parsed.host and "%" in parsed.host:
        # libpq's way to write the folder of a socket as a host.
        parsed = parsed.set(host="").update_query_dict({"host": unquote(parsed.host)})
    # If an @ of the password is not escaped, what follows it would be taken for the host, and shown.
    rest = url.partition("://")[2].removeprefix(parsed.username or "")
    host = parsed.host or "".join(parsed.query.get("host", ""))
    if rest.count("@") > 1 or not (host.startswith("/") or re.fullmatch(r"[\w.:,-]*", host)):
        raise UserError(f"{origin} cannot be read as a database URL; {HOW}")
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def _arguments(url: str) -> dict[str, Any]:
    """The arguments of the driver for the database of a URL."""
    from sqlalchemy import make_url

    parsed = make_url(url)
    given = {"host": parsed.host, "port": parsed.port, "user": parsed.username, "password": parsed.password}
    given["dbname"] = parsed.database
    # A parameter that is given more than once, as hosts may be.
    asked = {name: value if isinstance(value, str) else ",".join(value) for name, value in parsed.query.items()}
    return {name: value for name, value in {**given, **asked}.items() if value not in (None, "")}
