"""Sessions: the days on which an exchange trades, numbered, so that all that counts days counts sessions.

A session's position takes the place of its date in windows, gaps and states: the next session is the next number. An
asset without a calendar trades every day, and its positions are the dates themselves, proleptic ordinals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from types import MappingProxyType

import numpy as np

from freshbars.compute.instants import DAY_US, local_days
from freshbars.compute.timeframe import DAY_2000

UNIX_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False)
class Sessions:
    """The sessions of one calendar: dates (proleptic ordinals, ascending), and their opens and closes.

    A session closes on its own date in UTC. Before the first and after the last one that is known, each weekday on which
    the exchange usually trades is taken for a session.
    """

    name: str
    days: np.ndarray
    opens: np.ndarray
    closes: np.ndarray

    def positions(self, days: np.ndarray) -> np.ndarray:
        """For each date the position of its session, or of the first one after it."""
        days, first, last = np.asarray(days), self.days[0], self.days[-1]
        found = np.searchsorted(self.days, days)
        before, after = days < first, days > last
        if before.any():
            found = np.where(
                before, -np.busday_count(_dates(np.minimum(days, first)), _dates(first), self._week), found
            )
        if after.any():
            more = np.busday_count(_dates(last + 1), _dates(np.maximum(days, last + 1)), self._week)
            found = np.where(after, len(self.days) + more, found)
        return found

    def dates(self, positions: np.ndarray) -> np.ndarray:
        """The date of the session at each position."""
        positions, n = np.asarray(positions), len(self.days)
        found = self.days[np.clip(positions, 0, n - 1)]
        before, after = (positions < 0, self.days[0], positions), (positions >= n, self.days[-1] + 1, positions - n)
        for beyond, start, offset in (before, after):
            if beyond.any():
                there = np.busday_offset(_dates(start), np.where(beyond, offset, 0), "forward", self._week)
                found = np.where(beyond, there.astype(np.int64) + UNIX_DAY, found)
        return found

    def hold(self, days: np.ndarray) -> np.ndarray:
        """Whether each date is a session."""
        return self.dates(self.positions(days)) == days

    def days_of(self, opens: np.ndarray, closes: np.ndarray, timezone: str) -> np.ndarray:
        """The date of rows with these first and last instants: that of the first session that closes within the row.

        If none does, a row that covers a date in UTC, as ``hours`` gives it, has that date, and any other the local day of
        its middle.
        """
        utc = (opens % DAY_US == 0) & (closes - opens >= DAY_US - 1000) & (closes - opens <= DAY_US)
        days = np.where(utc, opens // DAY_US + DAY_2000, local_days(opens + (closes - opens) // 2, timezone))
        at = np.searchsorted(self.closes, opens, "right").clip(max=len(self.days) - 1)
        within = (self.closes[at] > opens) & (self.closes[at] <= closes)
        return np.where(within, self.days[at], days)

    def hours(self, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The open and the close of dates (since 2000-01-01); of one without a known session its first and last instant."""
        at = np.searchsorted(self.days, days + DAY_2000).clip(max=len(self.days) - 1)
        known = self.days[at] == days + DAY_2000
        start, end = days * DAY_US, (days + 1) * DAY_US - 1000
        return np.where(known, self.opens[at], start), np.where(known, self.closes[at], end)

    def close(self, position: int) -> int:
        """The instant at which a session closes; of one that is not known the end of its date in UTC."""
        if 0 <= position < len(self.days):
            return int(self.closes[position])
        return (int(self.dates(np.array([position]))[0]) + 1 - DAY_2000) * DAY_US - 1000

    def mark(self, until: int) -> str:
        """What changes when a session up to a date does: the calendar's name and a digest."""
        return self._marks(int(until))

    @cached_property
    def _marks(self) -> Callable[[int], str]:
        def mark(until: int) -> str:
            n = int(np.searchsorted(self.days, until, "right"))
            parts = (part[:n].astype(np.int64).tobytes() for part in (self.days, self.opens, self.closes))
            # Dates beyond the last known session are taken for sessions only until more is known.
            beyond = str(self.days[-1]) if until > self.days[-1] else ""
            return f"{self.name} {blake2b(b''.join(parts) + beyond.encode(), digest_size=6).hexdigest()}"

        return lru_cache(None)(mark)

    @cached_property
    def _week(self) -> np.ndarray:
        """The weekdays on which the exchange usually trades, Monday first, as of a year before the last session."""
        counts = np.bincount((self.days[-260:] - 1) % 7, minlength=7)
        return counts > counts.sum() / 10


# The sessions of each asset that has a calendar.
Calendars = Mapping[int, Sessions]
EVERY_DAY: Calendars = MappingProxyType({})


def dates_of(bars: np.ndarray, timezone: str, sessions: Sessions | None) -> np.ndarray:
    """The date of each of an asset's bars: that of its session, or the local day of its close."""
    if sessions is None:
        return local_days(bars["time_close"], timezone)
    return sessions.days_of(bars["time_open"], bars["time_close"], timezone)


def trading_days(bars: np.ndarray, timezone: str, sessions: Sessions | None) -> np.ndarray:
    """The position of each of an asset's bars; their dates if it has no calendar."""
    dates = dates_of(bars, timezone, sessions)
    return dates if sessions is None else sessions.positions(dates)


def end_of_year(instant: int, years: int) -> int:
    """The last date of the year that many years after an instant's."""
    year = _dates(instant // DAY_US + DAY_2000).astype("datetime64[Y]")
    return int((year + years + 1).astype("datetime64[D]").astype(np.int64)) - 1 + UNIX_DAY


def _dates(days: np.ndarray | int) -> np.ndarray:
    return (np.asarray(days) - UNIX_DAY).astype("datetime64[D]")
