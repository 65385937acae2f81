"""Runs the psql that comes with the embedded server, on any database."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping

from freshbars.database import embedded
from freshbars.database.url import Address
from freshbars.errors import UserError

# What libpq calls its parameters in the environment, where that is not PG and the name without underscores.
NAMES = {"dbname": "PGDATABASE", "application_name": "PGAPPNAME", "connect_timeout": "PGCONNECT_TIMEOUT"}
# Parameters without such a name, which do not change what psql sees.
IDLE = {"fallback_application_name", "tcp_user_timeout"}
IDLE |= {"keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count"}
KNOWN = {
    "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "service", "options", "application_name",
    "connect_timeout", "client_encoding", "channel_binding", "require_auth", "sslmode", "sslnegotiation", "sslcompression",
    "sslcert", "sslkey", "sslcertmode", "sslrootcert", "sslcrl", "sslcrldir", "sslsni", "requirepeer",
    "ssl_min_protocol_version", "ssl_max_protocol_version", "gssencmode", "krbsrvname", "gsslib", "gssdelegation",
    "target_session_attrs", "load_balance_hosts",
}  # fmt: skip


def psql(arguments: list[str], database: Address) -> int:
    """Run psql on a database; returns its exit code. Raises UserError for what the URL asks and psql cannot do.

    All of the URL goes through the environment: it may hold a password, and everybody can see command lines.
    """
    given = database.arguments
    own = {name: value for name, value in os.environ.items() if not (database.embedded and name.startswith("PG"))}
    own |= {_variable(name): str(value) for name, value in given.items() if name not in IDLE}
    # Ctrl-C is for psql, which then cancels a statement.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run([_program(given), *arguments], env=own, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def _variable(name: str) -> str:
    if name not in KNOWN:
        raise UserError(f"psql cannot be given the parameter {name} of the database URL; call psql yourself")
    return NAMES.get(name, f"PG{name.replace('_', '').upper()}")


def _program(given: Mapping[str, object]) -> str:
    """The psql that came along, unless the URL demands encryption, which that one was built without."""
    mode = given.get("sslmode", os.environ.get("PGSSLMODE", ""))
    if mode not in ("require", "verify-ca", "verify-full"):
        return embedded.program("psql")
    if other := shutil.which("psql"):
        return other
    raise UserError(
        f"the database URL demands encryption (sslmode={mode}), and the psql that comes with Freshbars has none: "
        "install PostgreSQL's own client (on Debian: apt-get install postgresql-client)"
    )
