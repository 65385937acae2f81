"""The calendars that assets follow: named by the file of assets, their sessions filled from ``exchange_calendars``.

The library, which brings pandas along, is loaded only where a calendar must be filled: one that is new, or filled by another
version of it, or once a year, for another year ahead.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor
from freshbars.environment import is_builder
from freshbars.errors import UserError, installing
from freshbars.inputs.assets import assets_of
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
    """A calendar as a run must have it: what the database holds, or what is to be written.

    sessions: None if there are none; where ``entry`` has a problem those that were known. before: what the database holds.
    """

    entry: StoredCalendar
    sessions: "Sessions | None"
    before: "Sessions | None"

    @property
    def differs(self) -> bool:
        """Whether sessions must be written."""
        mine, before = (some and some.mark(_FOR_EVER) for some in (self.sessions, self.before))
        return mine is not None and mine != before


class ExpectedCalendars(NamedTuple):
    """For each asset that has a calendar its sessions, and why it cannot be built with them, if so."""

    sessions: "Calendars"
    problems: dict[int, str]


def expected_calendars(config: Config, cursor: Cursor) -> ExpectedCalendars:
    """The calendars as a run will have them; nothing is written."""
    every = _expected(config, cursor)[1].values()
    sessions = {asset: one.sessions for one in every if one.sessions for asset in one.entry.ids}
    return ExpectedCalendars(
        sessions, {asset: one.entry.problem for one in every if one.entry.problem for asset in one.entry.ids}
    )


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
                write_calendar(cursor, name, stored[name]._replace(ids=(), problem=None))
                continue
            one = every[name]
            write_calendar(cursor, name, one.entry)
            if one.differs:
                from freshbars.source.exchange_sessions import changes
                from freshbars.store.sessions import write_sessions

                write_sessions(cursor, one.sessions)
                log.info("calendar %s by %s: %s", name, one.entry.filled_by, changes(one.before, one.sessions))


def _due(stored: Mapping[str, StoredCalendar], every: Mapping[str, Expected]) -> list[str]:
    """The calendars that are not stored as they must be."""
    left = [name for name, one in stored.items() if one.ids and name not in every]
    wrong = [name for name, one in every.items() if one.differs or stored.get(name) != one.entry]
    return sorted(left + wrong)


def fingerprint(config: Config, cursor: Cursor) -> str:
    """What changes when any asset's sessions do, for a person; empty where no asset has a calendar."""
    every = _expected(config, cursor)[1]
    if not every:
        return ""
    marks = "".join(
        f"{one.entry.ids}{one.sessions.mark(_FOR_EVER) if one.sessions else ''}{one.entry.problem or ''}"
        for one in every.values()
    )
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
    return stored, {name: _one(cursor, name, tuple(sorted(ids[name])), stored.get(name)) for name in sorted(ids)}


def _one(cursor: Cursor, name: str, ids: tuple[int, ...], stored: StoredCalendar | None) -> Expected:
    """A calendar as the library has it, or, where there is none or it fails, as it is stored, if that reaches far enough.

    Raises UserError for a calendar that nobody knows, and where there is no library and the sessions have ended.
    """
    # Loads NumPy, which most of those who come here can do without.
    from freshbars.source.exchange_sessions import UnbuiltCalendar, from_library
    from freshbars.store.sessions import read_sessions

    now = datetime.now(UTC).date()
    before = read_sessions(cursor, name) if stored else None
    before = before if before and len(before.days) else None
    lasts = before is not None and before.days[-1] >= now.toordinal()
    until = f"end {date.fromordinal(int(before.days[-1]))}" if before else "are not stored"
    follows = f"asset {ids[0]} follows the calendar {name} (source.assets)"
    wanted = _filled_by(now.year + AHEAD)
    if wanted is None and not lasts:
        raise UserError(
            f"{follows}, and the sessions of it {until}: install the library of calendars, {installing('sessions')}"
        )
    filled_by = stored.filled_by if before else ""
    if wanted in (None, filled_by):
        return Expected(StoredCalendar(filled_by, ids), before, before)
    try:
        return Expected(StoredCalendar(wanted, ids), from_library(name, now.year + AHEAD, ids[0]), before)
    except UnbuiltCalendar as error:
        if lasts:
            log.warning("calendar %s: %s; its stored sessions are used, which %s", name, error, until)
            return Expected(StoredCalendar(filled_by, ids), before, before)
        problem = (
            f"it follows the calendar {name} (source.assets), which {LIBRARY} cannot build ({error}), and the sessions of it "
            f"{until}: install another version of {LIBRARY}, or take the calendar out"
        )
        return Expected(StoredCalendar(filled_by, ids, problem), before, before)


def _filled_by(year: int) -> str | None:
    """What fills calendars now: the library's version, and the year to which it is asked; None without the library."""
    from importlib import metadata

    try:
        return f"{LIBRARY} {metadata.version(LIBRARY)} to {year}"
    except metadata.PackageNotFoundError:
        return None
