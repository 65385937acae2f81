"""The daily bars of some assets at a point in time: as they are stored now, or as they were known at an instant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from freshbars.compute.instants import microseconds
from freshbars.compute.sessions import Calendars
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.store.accepted_bars import believed_relation
from freshbars.store.daily_state import read_states
from freshbars.store.frontier import Frontier
from freshbars.store.known_bars import bar_counts, relation_at, version_counts
from freshbars.store.revisions import kept_since
from freshbars.store.sessions import read_calendars


@dataclass
class PointInTime:
    """What was known at an instant (``at``; None for now) of the daily bars of some assets.

    include_suspects: also what is not accepted yet; else suspect assets have their accepted bars only.
    delay: hours after its close at which a bar of an asset's first load counts as known, or None. It decides for the
    assets that were loaded after ``at``; what it says of them is ``assumed``. days: number of bars by asset.
    """

    at: datetime | None
    delay: float | None = None
    include_suspects: bool = False
    days: dict[int, int] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=dict)
    _first: dict[int, datetime] = field(default_factory=dict)
    _held: dict[int, Frontier] = field(default_factory=dict)

    def look(self, cursor: Cursor, ids: list[int]) -> None:
        """Find out how many bars each of these assets has or had, and when the first were loaded.

        Raises UserError if that was after ``at`` for all of them and no delay says since when they count as known.
        """
        self.calendars = read_calendars(cursor)
        if self.at is None:
            self.days = bar_counts(cursor, ids)
        else:
            self._look_back(cursor, ids)
        if not self.include_suspects:
            self._hold(cursor, ids)

    def _hold(self, cursor: Cursor, ids: list[int]) -> None:
        """Keep suspect assets to the bars that were accepted."""
        for asset, state in read_states(cursor, ids).items():
            if not state.is_suspect(asset):
                continue
            frontier = state.accepted(asset)
            if frontier is None or frontier.lost or not frontier.digest:
                self.days.pop(asset, None)
            elif asset in self.days:
                self._held[asset] = frontier

    def _look_back(self, cursor: Cursor, ids: list[int]) -> None:
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
        ids = list(ids)
        held = {asset: self._held[asset] for asset in ids if asset in self._held}
        # What was known before the accepted bars were is not held, except bars that were never accepted.
        earlier = {asset: one.until for asset, one in held.items() if self.at and microseconds(self.at) <= one.at}
        accepted = {asset: one for asset, one in held.items() if asset not in earlier}
        stored = BARS_1D
        if self.at:
            stored = relation_at(self.at, self.delay, {asset: self._first[asset] for asset in ids})
        return believed_relation(stored, accepted, earlier) if held else stored
