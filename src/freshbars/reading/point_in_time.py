"""The daily bars of some assets at a point in time: as they are stored now, or as they were known at an instant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from freshbars.compute.sessions import Calendars
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.store.known_bars import bar_counts, relation_at, version_counts
from freshbars.store.revisions import kept_since
from freshbars.store.sessions import read_calendars


@dataclass
class PointInTime:
    """What was known at an instant (``at``; None for now) of the daily bars of some assets.

    delay: hours after its close at which a bar of an asset's first load counts as known, or None. It decides for the
    assets that were loaded after ``at``; what it says of them is ``assumed``. days: number of bars by asset.
    """

    at: datetime | None
    delay: float | None = None
    days: dict[int, int] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=dict)
    _first: dict[int, datetime] = field(default_factory=dict)

    def look(self, cursor: Cursor, ids: list[int]) -> None:
        """Find out how many bars each of these assets has or had, and when the first were loaded.

        Raises UserError if that was after ``at`` for all of them and no delay says since when they count as known.
        """
        self.calendars = read_calendars(cursor)
        if self.at is None:
            self.days = bar_counts(cursor, ids)
            return
        found, since = version_counts(cursor, ids), kept_since(cursor)
        self.days = {asset: one.bars for asset, one in found.items()}
        self._first = {asset: max(one.first_known, since) for asset, one in found.items()}
        first = min(self._first.values(), default=self.at)
        if self.at < first and self.delay is None:
            raise UserError(
                f"known_at {self.at:%Y-%m-%dT%H:%M:%SZ}: nothing was loaded before {first:%Y-%m-%dT%H:%M:%S.%fZ}; "
                "ask for a later instant, or set publication_delay in the configuration"
            )

    def is_assumed(self, asset: int) -> bool:
        """Whether what counts as known of an asset rests on the delay alone, because it was not loaded yet."""
        return self.at is not None and self.delay is not None and self._first.get(asset, self.at) > self.at

    def relation(self, ids: Iterable[int]) -> str:
        """SQL for these bars of some assets: a relation with the columns of the table."""
        return BARS_1D if self.at is None else relation_at(self.at, self.delay, {a: self._first[a] for a in ids})
