"""The calendars that assets follow: named by the file of assets, their sessions filled from ``exchange_calendars``.

The library, which brings pandas along, is loaded only where a calendar must be filled: one that is new, or filled by another
version of it, or once a year, for another year ahead.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor
from freshbars.environment import is_builder
from freshbars.errors import UserError, installing
from freshbars.source.assets import assets_of
from freshbars.store.calendars import StoredCalendar, lock_calendars, stored_calendars, write_calendar

if TYPE_CHECKING:
    from freshbars.compute.sessions import Calendars, Sessions

log = logging.getLogger("freshbars")
LIBRARY = "exchange_calendars"
# Sessions are known to the end of this many years after the present one, if the exchange's rules say so.
AHEAD = 5
_FOR_EVER = date.max.toordinal()


@dataclass(frozen=True)
class Expected:
    """A calendar as a run must have it: what the database holds, or what is to be written. before: what it holds then."""

    sessions: "Sessions"
    filled_by: str
    ids: tuple[int, ...]
    before: "Sessions | None"
    differs: bool


def expected_calendars(config: Config, cursor: Cursor) -> "Calendars":
    """The sessions of each asset that has a calendar, as a run will have them; nothing is written."""
    every = _expected(config, cursor)[1]
    return {asset: one.sessions for one in every.values() for asset in one.ids}


def ensure_calendars(config: Config, connection: Connection) -> None:
    """Store the calendars that the file of assets names, where they are not stored as they should be.

    Builders of a run need not look again. Raises UserError for a calendar that nobody knows.
    """
    if is_builder():
        return
    with connection, connection.cursor() as cursor:
        if not _due(*_expected(config, cursor)):
            return
        # Another process may be at it: look again at what it left.
        lock_calendars(cursor)
        stored, every = _expected(config, cursor)
        for name in _due(stored, every):
            if name not in every:
                write_calendar(cursor, name, stored[name].filled_by, ())
                continue
            one = every[name]
            write_calendar(cursor, name, one.filled_by, one.ids)
            if one.differs:
                from freshbars.source.exchange_sessions import changes
                from freshbars.store.sessions import write_sessions

                write_sessions(cursor, one.sessions)
                log.info("calendar %s by %s: %s", name, one.filled_by, changes(one.before, one.sessions))


def _due(stored: Mapping[str, StoredCalendar], every: Mapping[str, Expected]) -> list[str]:
    """The calendars that are not stored as they must be."""
    left = [name for name, one in stored.items() if one.ids and name not in every]
    wrong = [n for n, one in every.items() if one.differs or stored.get(n) != StoredCalendar(one.filled_by, one.ids)]
    return sorted(left + wrong)


def fingerprint(config: Config, cursor: Cursor) -> str:
    """What changes when any asset's sessions do, for a person; empty where no asset has a calendar."""
    every = _expected(config, cursor)[1]
    if not every:
        return ""
    marks = "".join(f"{one.ids}{one.sessions.mark(_FOR_EVER)}" for one in every.values())
    return f"sessions of {', '.join(every)} ({blake2b(marks.encode(), digest_size=4).hexdigest()})"


def _expected(config: Config, cursor: Cursor) -> tuple[dict[str, StoredCalendar], dict[str, Expected]]:
    """The stored calendars, and those that there must be."""
    stored = stored_calendars(cursor)
    ids: dict[str, list[int]] = {}
    for asset in assets_of(config).values():
        if asset.calendar:
            ids.setdefault(asset.calendar, []).append(asset.id)
    if not ids:
        return stored, {}
    # Loads NumPy, which most of those who come here can do without.
    from freshbars.source.exchange_sessions import from_library
    from freshbars.store.sessions import read_sessions

    now, found = datetime.now(UTC).date(), {}
    for name in sorted(ids):
        before = read_sessions(cursor, name) if name in stored else None
        before = before if before and len(before.days) else None
        sessions, filled_by = before, stored[name].filled_by if before else ""
        wanted = _filled_by(now.year + AHEAD)
        if wanted is None and (before is None or before.days[-1] < now.toordinal()):
            until = f"end {date.fromordinal(int(before.days[-1]))}" if before else "are not stored"
            raise UserError(
                f"asset {min(ids[name])} follows the calendar {name} (source.assets), and the sessions of it {until}: "
                f"install the library of calendars, {installing('sessions')}"
            )
        if wanted and wanted != filled_by:
            sessions, filled_by = from_library(name, now.year + AHEAD, min(ids[name])), wanted
        differs = before is None or sessions.mark(_FOR_EVER) != before.mark(_FOR_EVER)
        found[name] = Expected(sessions, filled_by, tuple(sorted(ids[name])), before, differs)
    return stored, found


def _filled_by(year: int) -> str | None:
    """What fills calendars now: the library's version, and the year to which it is asked; None without the library."""
    from importlib import metadata

    try:
        return f"{LIBRARY} {metadata.version(LIBRARY)} to {year}"
    except metadata.PackageNotFoundError:
        return None
