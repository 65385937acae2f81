"""Connections to the database: opened, set up the same way everywhere, and verified to be so."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg2
import psycopg2.extensions

from freshbars.config import Config
from freshbars.database.disconnects import is_lost, lost
from freshbars.database.pooler import refuse_transaction_pooling
from freshbars.database.url import resolve_dsn
from freshbars.environment import DSN_VARIABLE
from freshbars.errors import UserError

Connection = psycopg2.extensions.connection
Cursor = psycopg2.extensions.cursor
OLDEST = 14
# How our sessions begin to call themselves; what follows is their purpose.
NAME = "freshbars"
# A server or a role may limit sessions in general; a job is as long as it is, and a run lock lives as long as the run.
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout")
NEWER_LIMITS = {"transaction_timeout": 170000}
# A lost peer is noticed within two minutes, also in the middle of a long silence.
KEEPALIVES = {"keepalives_idle": 60, "keepalives_interval": 10, "keepalives_count": 6}


def connect(config: Config, purpose: str = "", arguments: dict[str, Any] | None = None) -> Connection:
    """A connection whose unqualified names mean the configured schema. Raises UserError if there is none.

    That it is so is asked of the server: behind a connection pooler, settings may be lost in silence. arguments: those
    of another database than the resolved one.
    """
    arguments = arguments or dsn()
    connection = _open(arguments, {"application_name": f"{NAME} {purpose}".strip(), "client_encoding": "UTF8"})
    try:
        if connection.server_version < OLDEST * 10000:
            found = connection.server_version // 10000
            raise UserError(f"the database is PostgreSQL {found}; Freshbars needs {OLDEST} or later")
        _settle(connection, config, arguments)
    except psycopg2.Error as error:
        gone = is_lost(error, connection)
        connection.close()
        if gone:
            raise lost(error) from None
        raise UserError(f"cannot set up a session in the database {_place(arguments)}: {_first_line(error)}") from None
    except BaseException:
        connection.close()
        raise
    return connection


def dsn() -> dict[str, Any]:
    """The arguments of a connection: those that the run found, for a builder, else those of the resolved database."""
    return json.loads(os.environ[DSN_VARIABLE]) if DSN_VARIABLE in os.environ else resolve_dsn()


@contextmanager
def reading(connection: Connection) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor on one unchanging snapshot of the database."""
    connection.rollback()
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        with suppress(psycopg2.InterfaceError):
            connection.rollback()


def _open(arguments: dict[str, Any], ours: dict[str, Any]) -> Connection:
    given = {**KEEPALIVES, **arguments, **ours}
    try:
        try:
            return psycopg2.connect(**given)
        except psycopg2.OperationalError as error:
            # PgBouncer, unless it is configured to ignore them. They are set afterwards.
            if "options" not in given or "unsupported startup parameter" not in str(error):
                raise
            return psycopg2.connect(**{name: value for name, value in given.items() if name != "options"})
    except psycopg2.OperationalError as error:
        if not _resolves(arguments):
            raise UserError(
                "cannot connect to the database: the host that its URL names is not known; "
                "if the password holds an @ or a /, write %40 or %2F for it"
            ) from None
        reason = _first_line(error)
        if arguments.get("password"):
            reason = reason.replace(str(arguments["password"]), "***")
        raise UserError(f"cannot connect to the database {_place(arguments)}: {reason}") from None
    except psycopg2.ProgrammingError:
        raise UserError("cannot connect to the database: its URL holds a parameter that libpq does not know") from None


def _settle(connection: Connection, config: Config, arguments: dict[str, Any]) -> None:
    """Give the session its settings in one round trip, and ask in another whether they hold."""
    given = _given(arguments.get("options", ""))
    required = {
        "search_path": f'"{config.schema}"',
        "timezone": "UTC",
        "default_transaction_isolation": "read committed",
        "jit": "off",
        "extra_float_digits": "1",
    }
    limits = dict.fromkeys(LIMITS, "0")
    limits |= {name: "0" for name, since in NEWER_LIMITS.items() if connection.server_version >= since}
    wanted = {name: value for name, value in limits.items() if name not in given} | required
    connection.autocommit = True
    with connection.cursor() as cursor:
        _set(cursor, wanted)
        cursor.execute(
            f"SELECT pg_backend_pid(), {', '.join(['current_setting(%s)'] * len(wanted))}",
            [*wanted],
        )
        backend, *found = cursor.fetchone()
        if backend != connection.info.backend_pid:
            # Who answers is not who greeted us: a pooler is in between.
            refuse_transaction_pooling(cursor, arguments)
            _set(cursor, {name: value for name, value in given.items() if name not in required})
    lost = [name for name, value in zip(wanted, found, strict=True) if wanted[name] != value]
    if lost:
        raise UserError(
            f"the database {_place(arguments)} does not keep what a session sets ({', '.join(lost)}), as a connection "
            "pooler in transaction mode does not; connect to PostgreSQL itself, or to a pooler in session mode"
        )
    connection.autocommit = False


def _set(cursor: psycopg2.extensions.cursor, settings: dict[str, str]) -> None:
    if settings:
        cursor.execute(
            f"SELECT {', '.join(['set_config(%s, %s, false)'] * len(settings))}",
            [word for setting in settings.items() for word in setting],
        )


def _given(options: str) -> dict[str, str]:
    """The settings in libpq's parameter ``options``: -c name=value and --name=value, blanks escaped by a backslash."""
    found = re.findall(r"(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)", options)
    return {name.lower().replace("-", "_"): re.sub(r"\\(.)", r"\1", value) for name, value in found}


def _resolves(arguments: dict[str, Any]) -> bool:
    """Whether the hosts that were given are known: what is not may be a piece of a password."""
    if "hostaddr" in arguments or "service" in arguments:
        return True
    # Only when a connection failed: every builder would pay for it.
    import socket

    for host in str(arguments.get("host", "")).split(","):
        if host and not host.startswith("/"):
            try:
                socket.getaddrinfo(host, None)
            except (OSError, UnicodeError):
                return False
    return True


def _place(arguments: dict[str, Any]) -> str:
    if "service" in arguments:
        return f"of the service {arguments['service']}"
    host = arguments.get("host") or os.environ.get("PGHOST", "localhost")
    return f"{host}:{arguments.get('port') or os.environ.get('PGPORT', 5432)}/{arguments.get('dbname', '')}"


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
