"""The table freshbars_alerts: which alerts each target was sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.run_lock import LOCK_SPACE


class Reported(NamedTuple):
    """A condition that a target was notified of. over: None while it lasts, ``since`` for an event."""

    key: str
    what: str
    since: datetime
    over: datetime | None


class Sent(NamedTuple):
    """A condition as it is stored: its key, name, message, and whether it is an event."""

    key: str
    what: str
    message: str
    event: bool


def lock(cursor: Cursor, schema: str) -> None:
    """Wait until no other process sends alerts for this schema: two would send the same."""
    cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (LOCK_SPACE, f"alerts {schema}"))


def reported(cursor: Cursor, target: str) -> list[Reported]:
    """The conditions that last, as far as a target knows, and all events that it was sent."""
    cursor.execute(
        "SELECT key, coalesce(what, message), since, over FROM freshbars_alerts WHERE target = %s "
        'AND (over IS NULL OR over = since) ORDER BY since, key COLLATE "C"',
        (target,),
    )
    return [Reported(*row) for row in cursor]


def note(cursor: Cursor, target: str, at: datetime, new: Iterable[Sent], over: Sequence[str]) -> None:
    """Note what a target was sent: new conditions, and the keys of those that are over."""
    for one in new:
        cursor.execute(
            "INSERT INTO freshbars_alerts (target, key, since, what, message, over) VALUES (%s, %s, %s, %s, %s, %s)",
            (target, one.key, at, one.what, one.message, at if one.event else None),
        )
    cursor.execute(
        "UPDATE freshbars_alerts SET over = %s WHERE target = %s AND key = ANY(%s) AND over IS NULL",
        (at, target, list(over)),
    )
