"""Connections to the database: opened, set up the same way everywhere, and checked to be what they should be."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

import psycopg2
import psycopg2.extensions

from freshbars.config import Config
from freshbars.database.disconnects import is_lost, lost
from freshbars.database.pooler import refuse_transaction_pooling
from freshbars.database.url import Address, resolve_address
from freshbars.environment import adopted
from freshbars.errors import UserError

Connection = psycopg2.extensions.connection
Cursor = psycopg2.extensions.cursor
OLDEST = 14
# How our sessions begin to call themselves; what follows is their purpose.
NAME = "freshbars"
# A server or a role may limit sessions in general; a job takes as long as it takes, and a run's lock as long as the run.
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout")
NEWER_LIMITS = {"transaction_timeout": 170000}
# What a database or a role may set otherwise, and what our statements and their results depend on.
SETTINGS = {
    "timezone": "UTC",
    "default_transaction_isolation": "read committed",
    "jit": "off",
    "extra_float_digits": "1",
    "array_nulls": "on",
    "standard_conforming_strings": "on",
    "transform_null_equals": "off",
    "quote_all_identifiers": "off",
    "bytea_output": "hex",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
}
# The same for the server, which holds the locks of a client that is lost. It ignores them for sockets of its own machine.
KEEPALIVES_THERE = {
    "tcp_keepalives_idle": "60", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "6", "tcp_user_timeout": "120000",
}  # fmt: skip
# Which server and which database answer.
SYSTEM = "SELECT system_identifier::text FROM pg_control_system()"
DATABASE = "SELECT oid::bigint FROM pg_database WHERE datname = current_database()"
# A lost peer is noticed within two minutes: in a long silence by the first three, after sending by the last (in ms).
KEEPALIVES = {"keepalives_idle": 60, "keepalives_interval": 10, "keepalives_count": 6, "tcp_user_timeout": 120_000}


def connect(config: Config, purpose: str = "", to: Address | None = None) -> Connection:
    """A connection whose unqualified names mean the configured schema.

    to: another database than that of this process. Raises UserError if there is no connection, if another server or
    database answers than should, or if a connection pooler loses the settings of a session.
    """
    to = to or address()
    connection = _open(to, {"application_name": f"{NAME} {purpose}".strip(), "client_encoding": "UTF8"})
    try:
        if connection.server_version < OLDEST * 10000:
            found = connection.server_version // 10000
            raise UserError(f"the database is PostgreSQL {found}; Freshbars needs {OLDEST} or later")
        _settle(connection, config, to)
    except psycopg2.Error as error:
        gone = is_lost(error, connection)
        connection.close()
        if gone:
            raise lost(error) from None
        raise UserError(f"cannot set up a session in the database {to}: {_first_line(error)}") from None
    except BaseException:
        connection.close()
        raise
    return connection


def address() -> Address:
    """The database of this process: for a builder that of its run, else the resolved one."""
    given = adopted()
    if not given:
        return resolve_address()
    handed = Address(**given)
    return handed if handed.arguments is not None else handed._replace(arguments=resolve_address().arguments)


def identified(given: Address, connection: Connection) -> Address:
    """The address of a connection, with the server and the database that answer there, as far as the role may see them."""
    with connection, connection.cursor() as cursor:
        cursor.execute(DATABASE)
        (database,) = cursor.fetchone()
    system = given.system
    hidden = (psycopg2.errors.InsufficientPrivilege, psycopg2.errors.UndefinedFunction)
    with suppress(*hidden), connection, connection.cursor() as cursor:
        cursor.execute(SYSTEM)
        (system,) = cursor.fetchone()
    return given._replace(system=system, database=database)


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


def _open(to: Address, ours: dict[str, Any]) -> Connection:
    given = {**KEEPALIVES, **to.arguments, **ours}
    try:
        with _environment(to):
            try:
                return psycopg2.connect(**given)
            except psycopg2.OperationalError as error:
                # PgBouncer, unless it is configured to ignore them. They are set afterwards.
                if "options" not in given or "unsupported startup parameter" not in str(error):
                    raise
                return psycopg2.connect(**{name: value for name, value in given.items() if name != "options"})
    except psycopg2.OperationalError as error:
        if not _resolves(to.arguments):
            raise UserError(
                "cannot connect to the database: the host that its URL names is not known; "
                "if the password holds an @ or a /, write %40 or %2F for it"
            ) from None
        reason = _first_line(error)
        if to.arguments.get("password"):
            reason = reason.replace(str(to.arguments["password"]), "***")
        raise UserError(f"cannot connect to the database {to}: {reason}") from None
    except psycopg2.ProgrammingError:
        raise UserError("cannot connect to the database: its URL holds a parameter that libpq does not know") from None


def _environment(to: Address) -> AbstractContextManager[None]:
    """Whether libpq sees its environment variables: never for the embedded server, whose address is complete."""
    if not to.embedded:
        return nullcontext()
    from localpostgres.client import without_libpq_environment

    return without_libpq_environment()


def _settle(connection: Connection, config: Config, to: Address) -> None:
    """Give the session its settings in one round trip. In a second one, ask who answers and whether they hold."""
    given = _given(to.arguments.get("options", ""))
    required = {"search_path": f'"{config.schema}"', **SETTINGS}
    limits = dict.fromkeys(LIMITS, "0")
    limits |= {name: "0" for name, since in NEWER_LIMITS.items() if connection.server_version >= since}
    wanted = {name: value for name, value in limits.items() if name not in given} | required
    asked = [
        "pg_backend_pid()",
        "NULL" if to.system is None else f"({SYSTEM})",
        "NULL" if to.database is None else f"({DATABASE})",
    ]
    connection.autocommit = True
    with connection.cursor() as cursor:
        _set(cursor, wanted | {name: value for name, value in KEEPALIVES_THERE.items() if name not in given})
        cursor.execute(f"SELECT {', '.join([*asked, *['current_setting(%s)'] * len(wanted)])}", [*wanted])
        backend, system, database, *found = cursor.fetchone()
        if (system, database) != (to.system, to.database):
            raise UserError(_another_database(to, system, database))
        if backend != connection.info.backend_pid:
            # A different backend answered: a pooler is in between.
            refuse_transaction_pooling(cursor, to.arguments)
            _set(cursor, {name: value for name, value in given.items() if name not in required})
    dropped = [name for name, value in zip(wanted, found, strict=True) if wanted[name] != value]
    if dropped:
        raise UserError(
            f"the database {to} does not keep what a session sets ({', '.join(dropped)}), as a connection pooler in "
            "transaction mode does not; connect to PostgreSQL itself, or to a pooler in session mode"
        )
    connection.autocommit = False


def _another_database(to: Address, system: str | None, database: int | None) -> str:
    whose = "the embedded server of this folder" if to.embedded else "the one that its run uses"
    difference = f"system identifier {system}, not {to.system}"
    if system == to.system:
        difference = f"database oid {database}, not {to.database}"
    return (
        f"the database {to} is not {whose} ({difference}): give TARGET_DB_URL a host, a port and a database that mean the "
        "same for every process, then run again"
    )


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
    # Only when a connection failed: every builder would pay for the import.
    import socket

    for host in str(arguments.get("host", "")).split(","):
        if host and not host.startswith("/"):
            try:
                socket.getaddrinfo(host, None)
            except (OSError, UnicodeError):
                return False
    return True


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
