"""The log of changes of the daily bars, read: from which day on they differ from what a stage was built from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from freshbars.compute.instants import microseconds
from freshbars.database.tables import BARS_1D


class Change(NamedTuple):
    """Daily bars before ``from_ts`` are as they were; ``next_ts`` is the first old bar from there on, or None."""

    from_ts: int
    next_ts: int | None


class _Entry(NamedTuple):
    before: str
    after: str
    from_ts: int
    next_ts: int | None


class ChangeLog:
    """The changes of some assets' daily bars, newest first."""

    # A stage is rarely further behind. The log grows with every day: what lies further back is read when it is asked for.
    RECENT = 8
    _QUERY = (
        f"SELECT c.id, seq, digest_before, digest_after, from_ts, next_ts FROM {BARS_1D}_changes c WHERE c.id = asked.id "
        "ORDER BY seq DESC"
    )

    def __init__(self, cursor, ids: Iterable[int]) -> None:
        self._cursor = cursor
        self._entries: dict[int, list[_Entry]] = {}
        self._oldest: dict[int, int] = {}
        cursor.execute(
            f"SELECT c.* FROM unnest(%s::int[]) AS asked (id) CROSS JOIN LATERAL ({self._QUERY} LIMIT %s) AS c",
            (list(ids), self.RECENT),
        )
        self._take()

    def _take(self) -> None:
        for asset, seq, before, after, start, following in self._cursor:
            entry = _Entry(before, after, microseconds(start), None if following is None else microseconds(following))
            self._entries.setdefault(asset, []).append(entry)
            self._oldest[asset] = seq

    def expect(self, asset: int, before: str, after: str, start: int, following: int | None) -> None:
        """Take a change into account that is planned and not yet made."""
        self._entries.setdefault(asset, []).insert(0, _Entry(before, after, start, following))

    def _newest_first(self, asset: int) -> Iterator[_Entry]:
        recent = tuple(self._entries.get(asset, ()))
        yield from recent
        # The first entry of all has the number 1.
        if self._oldest.get(asset, 1) > 1:
            self._cursor.execute(
                f"SELECT c.* FROM (VALUES (%s)) AS asked (id) CROSS JOIN LATERAL ({self._QUERY}) AS c WHERE c.seq < %s",
                (asset, self._oldest[asset]),
            )
            self._take()
            yield from self._entries[asset][len(recent) :]

    def since(self, asset: int, digest: str) -> Change | None:
        """What changed since the daily bars had this digest, or None where no unbroken record tells."""
        change: Change | None = None
        newer: str | None = None
        for before, after, start, following in self._newest_first(asset):
            if newer not in (None, after):
                return None
            newer = before
            if change is None or start <= change.from_ts:
                change = Change(start, following)
            elif change.next_ts is None or change.next_ts >= start:
                # The bar that followed the untouched days was itself changed by this earlier entry.
                change = Change(change.from_ts, following)
            if before == digest:
                return change
        return None
