"""The stored calendars: which assets follow one, and by what its sessions were filled."""

from typing import NamedTuple

from freshbars.database.calendar_tables import CALENDARS
from freshbars.database.connection import Cursor


class StoredCalendar(NamedTuple):
    """A stored calendar: by what it was filled, the assets that follow it, and why they cannot be built, if so."""

    filled_by: str
    ids: tuple[int, ...]
    problem: str | None = None


def stored_calendars(cursor: Cursor) -> dict[str, StoredCalendar]:
    """The stored calendars by name; none in a database without their table."""
    cursor.execute("SELECT to_regclass(%s)", (CALENDARS,))
    if cursor.fetchone()[0] is None:
        return {}
    cursor.execute(f"SELECT calendar, filled_by, ids, problem FROM {CALENDARS} ORDER BY calendar")
    return {name: StoredCalendar(filled_by, tuple(ids), problem) for name, filled_by, ids, problem in cursor}


def calendar_problems(cursor: Cursor) -> dict[int, str]:
    """For each asset that cannot be built, because its calendar ends or has no sessions, the reason."""
    stored = stored_calendars(cursor).values()
    return {asset: one.problem for one in stored if one.problem for asset in one.ids}


def lock_calendars(cursor: Cursor) -> None:
    """Keep other processes from writing calendars until the transaction ends."""
    cursor.execute(f"LOCK TABLE {CALENDARS} IN SHARE ROW EXCLUSIVE MODE")


def write_calendar(cursor: Cursor, name: str, one: StoredCalendar) -> None:
    """Store by what a calendar was filled, who follows it, and its problem."""
    cursor.execute(
        f"INSERT INTO {CALENDARS} (calendar, filled_by, ids, problem) VALUES (%s, %s, %s, %s) ON CONFLICT (calendar) "
        "DO UPDATE SET filled_by = EXCLUDED.filled_by, ids = EXCLUDED.ids, problem = EXCLUDED.problem",
        (name, one.filled_by, list(one.ids), one.problem),
    )
