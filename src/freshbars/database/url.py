"""Which database: what was given, a file, the environment, or the embedded server."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from freshbars.errors import UserError

ENV_FILE = "db_config.env"
ENV_NAMES = ("TARGET_DB_URL", "MARKETDATA_DB_URL")
PARENTS_SEARCHED = 5
HOW = (
    "write postgresql://user:password@host:5432/database, with @ / : ? # % in a password percent-encoded (an @ is %40)"
)


def resolve_db_url(explicit: str | None = None, folder: Path | None = None) -> str:
    """The database URL: explicit, else of ``db_config.env``, else of the environment, else of the embedded server.

    ``db_config.env`` is looked for in ``folder`` (the working directory) and up to five levels above. Every dialect
    prefix is accepted; the result starts with ``postgresql+psycopg2://``. Raises UserError for what is no URL of a
    PostgreSQL, without repeating it: it may hold a password.
    """
    url, origin = explicit, "the given URL"
    if not url:
        url, origin = from_env_file(ENV_NAMES[0], folder), f"{ENV_NAMES[0]} in {ENV_FILE}"
    for name in ENV_NAMES:
        if not url:
            url, origin = os.environ.get(name), f"the environment variable {name}"
    if not url:
        from localpostgres import server

        url, origin = server.start(server.home(PARENTS_SEARCHED)), "the embedded server"
    return _checked(url.strip().strip("'\""), origin)


def _checked(url: str, origin: str) -> str:
    """The URL as we write it. Raises UserError for what is no URL of a PostgreSQL, without repeating any of it."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UserError(f"{origin} is not a database URL; {HOW}") from None
    if parsed.drivername.split("+")[0] not in ("postgres", "postgresql"):
        raise UserError(f"{origin} names the database kind '{parsed.drivername}'; Freshbars needs a PostgreSQL")
    if parsed.host and "%" in parsed.host:
        # libpq's way to write the folder of a socket as a host.
        parsed = parsed.set(host="").update_query_dict({"host": unquote(parsed.host)})
    # Where an @ of the password is not escaped, what follows it would be taken for the host, and shown.
    rest = url.partition("://")[2].removeprefix(parsed.username or "")
    host = parsed.host or "".join(parsed.query.get("host", ""))
    if rest.count("@") > 1 or not (host.startswith("/") or re.fullmatch(r"[\w.:,-]*", host)):
        raise UserError(f"{origin} cannot be read as a database URL; {HOW}")
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def from_env_file(name: str, folder: Path | None = None) -> str | None:
    """What ``db_config.env``, in the folder or up to five levels above, says of a name; None where it says nothing."""
    folder = folder or Path.cwd()
    for place in (folder, *list(folder.parents)[:PARENTS_SEARCHED]):
        file = place / ENV_FILE
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                if match := re.fullmatch(rf"\s*(?:export\s+)?{name}\s*=\s*(.+?)\s*", line):
                    return match[1].strip("'\"")
    return None


def resolve_dsn() -> dict[str, Any]:
    """The arguments of a connection to the resolved database, as the driver wants them."""
    return dsn_of(resolve_db_url())


def dsn_of(url: str) -> dict[str, Any]:
    """The arguments of a connection to the database of a URL, as the driver wants them; what it leaves out is libpq's."""
    from sqlalchemy import make_url

    parsed = make_url(resolve_db_url(url))
    given = {"host": parsed.host, "port": parsed.port, "user": parsed.username, "password": parsed.password}
    given["dbname"] = parsed.database
    # A parameter that is given more than once, as hosts may be.
    asked = {name: value if isinstance(value, str) else ",".join(value) for name, value in parsed.query.items()}
    return {name: value for name, value in {**given, **asked}.items() if value not in (None, "")}
