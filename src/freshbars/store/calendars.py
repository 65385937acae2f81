"""The stored calendars: which assets follow one, and by what its sessions were filled."""

from collections.abc import Sequence
from typing import NamedTuple

from freshbars.database.calendar_tables import CALENDARS
from freshbars.database.connection import Cursor


class StoredCalendar(NamedTuple):
    """A stored calendar: by what it was filled, and the assets that follow it."""

    filled_by: str
    ids: tuple[int, ...]


def stored_calendars(cursor: Cursor) -> dict[str, StoredCalendar]:
    """The stored calendars by name; none in a database without their table."""
    cursor.execute("SELECT to_regclass(%s)", (CALENDARS,))
    if cursor.fetchone()[0] is None:
        return {}
    cursor.execute(f"SELECT calendar, filled_by, ids FROM {CALENDARS} ORDER BY calendar")
    return {name: StoredCalendar(filled_by, tuple(ids)) for name, filled_by, ids in cursor}


def lock_calendars(cursor: Cursor) -> None:
    """Keep other processes from writing calendars until the transaction ends."""
    cursor.execute(f"LOCK TABLE {CALENDARS} IN SHARE ROW EXCLUSIVE MODE")


def write_calendar(cursor: Cursor, name: str, filled_by: str, ids: Sequence[int]) -> None:
    """Note by what a calendar was filled, and who follows it."""
    cursor.execute(
        f"INSERT INTO {CALENDARS} (calendar, filled_by, ids) VALUES (%s, %s, %s) ON CONFLICT (calendar) DO UPDATE SET "
        "filled_by = EXCLUDED.filled_by, ids = EXCLUDED.ids",
        (name, filled_by, list(ids)),
    )
