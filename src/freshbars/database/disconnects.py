"""A database that went away in the middle: how to notice it, and what to say."""

import psycopg2
import psycopg2.extensions

from freshbars.errors import UserError


def is_lost(error: psycopg2.Error, *connections: psycopg2.extensions.connection) -> bool:
    """Whether an error means that the database went away.

    Its class does not tell: a COPY that a crash interrupts ends in a plain DatabaseError, and the driver may not have
    noticed yet that the connection is closed. So this asks the connections.
    """
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return True
    for connection in connections:
        try:
            connection.rollback()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            connection.rollback()
        except psycopg2.Error:
            return True
    return False


def lost(error: Exception) -> UserError:
    """The message for a person when the database went away in the middle."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return UserError(
        f"the database went away ({reason}). Every asset is stored wholly or as it was before; "
        "run again when the database is back"
    )
