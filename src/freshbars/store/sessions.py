"""The stored sessions of calendars, with their opens and closes."""

import numpy as np

from freshbars.compute.sessions import EVERY_DAY, Calendars, Sessions
from freshbars.compute.timeframe import DAY_2000
from freshbars.database.calendar_tables import SESSIONS
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_in, copy_out, encode
from freshbars.database.tables import TABLES
from freshbars.store.calendars import stored_calendars

_SESSION = np.dtype([("session", "i4"), ("opens", "i8"), ("closes", "i8")])


def read_calendars(cursor: Cursor) -> Calendars:
    """The sessions of each asset whose calendar has any."""
    found = {}
    for name, one in stored_calendars(cursor).items():
        if one.ids and len((sessions := read_sessions(cursor, name)).days):
            found |= dict.fromkeys(one.ids, sessions)
    return found or EVERY_DAY


def read_sessions(cursor: Cursor, name: str) -> Sessions:
    """The sessions of a calendar."""
    literal = cursor.mogrify("%s", (name,)).decode()
    query = f"SELECT session, opens, closes FROM {SESSIONS} WHERE calendar = {literal} ORDER BY session"
    rows = copy_out(cursor, query, _SESSION)
    return Sessions(name, rows["session"].astype(np.int64) + DAY_2000, rows["opens"].copy(), rows["closes"].copy())


def write_sessions(cursor: Cursor, sessions: Sessions) -> None:
    """Replace the sessions of a calendar."""
    cursor.execute(f"DELETE FROM {SESSIONS} WHERE calendar = %s", (sessions.name,))
    columns = {
        "calendar": np.full(len(sessions.days), sessions.name.encode()),
        "session": sessions.days - DAY_2000,
        "opens": sessions.opens,
        "closes": sessions.closes,
    }
    rows = encode(TABLES[SESSIONS], columns, len(sessions.days))
    copy_in(cursor, TABLES[SESSIONS], rows.names, [rows.body])
