"""The daily bars as they are stored, or as they were known at an instant: one relation that everything is read from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from freshbars.compute.sessions import Calendars
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.store.revisions import COLUMNS, REVISIONS, kept_since
from freshbars.store.sessions import read_calendars


@dataclass
class Known:
    """What is known of the daily bars of some assets. at: None for what is stored now.

    delay: hours after its close from which on a bar of an asset's first load counts as known, None for none; it decides
    for the assets that were loaded after ``at``: those that are ``assumed``.
    """

    at: datetime | None
    delay: float | None = None
    days: dict[int, int] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=dict)
    _first: dict[int, datetime] = field(default_factory=dict)

    def look(self, cursor: Cursor, ids: list[int]) -> None:
        """Find out of each asset that has bars how many, or that ever had some: how many, and when the first were loaded.

        Raises UserError if that was after ``at`` for all of them and nothing says since when they count as known.
        """
        self.calendars = read_calendars(cursor)
        if self.at is None:
            cursor.execute(
                f"SELECT id, n_bars FROM {BARS_1D}_state WHERE id = ANY(%s) AND n_bars > 0 ORDER BY id", (ids,)
            )
            self.days = dict(cursor.fetchall())
            return
        cursor.execute(
            f"SELECT id, count(*), min(known) FROM (SELECT id, ingested_at AS known FROM {BARS_1D} UNION ALL SELECT id, "
            f"known_from FROM {REVISIONS}) AS versions WHERE id = ANY(%s) GROUP BY id ORDER BY id",
            (ids,),
        )
        found, since = cursor.fetchall(), kept_since(cursor)
        self.days = {asset: days for asset, days, _ in found}
        self._first = {asset: max(first, since) for asset, _, first in found}
        first = min(self._first.values(), default=self.at)
        if self.at < first and self.delay is None:
            raise UserError(
                f"known_at {self.at:%Y-%m-%dT%H:%M:%SZ}: what was asked for is known since {first:%Y-%m-%dT%H:%M:%S.%fZ} "
                "only; ask for a later instant, or set publication_delay in the configuration"
            )

    def is_assumed(self, asset: int) -> bool:
        """Whether what counts as known of an asset is so by the delay alone, because it was not loaded yet."""
        return self.at is not None and self.delay is not None and self._first.get(asset, self.at) > self.at

    def relation(self, ids: Iterable[int]) -> str:
        """SQL for these bars of some assets: a relation with the columns of the table."""
        if self.at is None:
            return BARS_1D
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        firsts = ", ".join(f"({asset}, timestamptz '{self._first[asset]}')" for asset in ids)
        early = "false"
        if self.delay is not None:
            early = f"known_from <= first AND time_close <= timestamptz '{self.at - timedelta(hours=self.delay)}'"
        at = f"timestamptz '{self.at}'"
        return (
            f"(SELECT {columns}, known_from AS ingested_at FROM (SELECT {columns}, ingested_at AS known_from, "
            f"timestamptz 'infinity' AS known_until FROM {BARS_1D} UNION ALL SELECT {columns}, known_from, known_until FROM "
            f"{REVISIONS}) AS versions JOIN (VALUES {firsts}) AS firsts (asset, first) ON id = asset WHERE CASE WHEN "
            f"first <= {at} THEN known_from <= {at} AND known_until > {at} ELSE {early} END) AS known"
        )
