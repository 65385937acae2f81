"""Which database: what was given, a file, the environment, or the embedded server."""

import os
import re
from pathlib import Path
from typing import Any

from freshbars.errors import UserError

ENV_FILE = "db_config.env"
ENV_NAMES = ("TARGET_DB_URL", "MARKETDATA_DB_URL")
PARENTS_SEARCHED = 5


def resolve_db_url(explicit: str | None = None, folder: Path | None = None) -> str:
    """The database URL: explicit, else of ``db_config.env``, else of the environment, else of the embedded server.

    ``db_config.env`` is looked for in ``folder`` (the working directory) and up to five levels above. Every dialect
    prefix is accepted; the result starts with ``postgresql+psycopg2://``. Raises UserError for what is no URL of a
    PostgreSQL, without repeating it: it may hold a password.
    """
    url, origin = explicit, "the given URL"
    if not url:
        url, origin = _from_env_file(folder or Path.cwd())
    for name in ENV_NAMES:
        if not url:
            url, origin = os.environ.get(name), f"the environment variable {name}"
    if not url:
        from freshbars.database import embedded

        url, origin = embedded.start(), "the embedded server"
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url.strip().strip("'\""))
    except ArgumentError:
        raise UserError(
            f"{origin} is not a database URL; write postgresql://user:password@host:5432/database"
        ) from None
    if parsed.drivername.split("+")[0] not in ("postgres", "postgresql"):
        raise UserError(f"{origin} names the database kind '{parsed.drivername}'; Freshbars needs a PostgreSQL")
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def _from_env_file(folder: Path) -> tuple[str | None, str]:
    for place in (folder, *list(folder.parents)[:PARENTS_SEARCHED]):
        file = place / ENV_FILE
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                match = re.fullmatch(r"\s*(?:export\s+)?TARGET_DB_URL\s*=\s*(.+?)\s*", line)
                if match:
                    return match[1], f"TARGET_DB_URL in {ENV_FILE}"
    return None, ""


def resolve_dsn() -> dict[str, Any]:
    """The arguments of a connection to the resolved database, as the driver wants them."""
    from sqlalchemy import make_url

    url = make_url(resolve_db_url())
    given = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    return {name: value for name, value in {**given, **url.query}.items() if value is not None}
