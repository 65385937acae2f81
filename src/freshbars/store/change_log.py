"""The log of changes of the daily bars, read: from which day on they differ from what a stage was built from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from freshbars.compute.instants import instant, microseconds
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D

LOG = f"{BARS_1D}_changes"
# What no daily bars have: the fingerprint of bars that another program changed.
UNKNOWN = "unknown"


class Change(NamedTuple):
    """Daily bars before ``from_ts`` are as they were; ``next_ts`` is the first old bar from there on, or None."""

    from_ts: int
    next_ts: int | None


class Entry(NamedTuple):
    """A change of an asset's daily bars: their fingerprints before and after, and where they differ."""

    before: str
    after: str
    from_ts: int
    next_ts: int | None


# Of an entry as it was written; NULL marks are of an earlier version.
_MARK = "md5(concat_ws(' ', id, digest_before, digest_after, extract(epoch FROM from_ts), extract(epoch FROM next_ts)))"
SOUND = f"coalesce(mark = {_MARK}, true)"


def log_changes(cursor: Cursor, changes: Mapping[int, Entry], anew: Sequence[int] = ()) -> None:
    """Add an entry for each of some assets. anew: those whose log begins with it."""
    if not changes:
        return
    if anew:
        cursor.execute(f"DELETE FROM {LOG} WHERE id = ANY(%s)", (list(anew),))
    rows = [
        (asset, e.before, e.after, instant(e.from_ts), None if e.next_ts is None else instant(e.next_ts))
        for asset, e in changes.items()
    ]
    cursor.execute(
        f"INSERT INTO {LOG} (id, seq, digest_before, digest_after, from_ts, next_ts, changed_at, mark) SELECT g.*, now(), "
        f"{_MARK} FROM (SELECT g.id, coalesce((SELECT max(seq) FROM {LOG} c WHERE c.id = g.id), 0) + 1, digest_before, "
        "digest_after, from_ts, next_ts FROM unnest(%s::int[], %s::text[], %s::text[], %s::timestamptz[], "
        "%s::timestamptz[]) AS g (id, digest_before, digest_after, from_ts, next_ts)) AS g",
        [list(column) for column in zip(*rows, strict=True)],
    )


class ChangeLog:
    """The changes of some assets' daily bars, newest first."""

    # A stage is rarely further behind. The log grows with every day: what lies further back is read when it is asked for.
    RECENT = 3
    _QUERY = (
        f"SELECT c.id, seq, digest_before, digest_after, from_ts, next_ts, {SOUND} FROM {LOG} c WHERE c.id = asked.id "
        "ORDER BY seq DESC"
    )

    def __init__(self, cursor: Cursor, ids: Iterable[int]) -> None:
        self._cursor = cursor
        self._entries: dict[int, list[tuple]] = {}
        self._oldest: dict[int, int] = {}
        cursor.execute(
            f"SELECT c.* FROM unnest(%s::int[]) AS asked (id) CROSS JOIN LATERAL ({self._QUERY} LIMIT %s) AS c",
            (list(ids), self.RECENT),
        )
        self._take()

    def _take(self) -> None:
        for asset, seq, before, after, start, following, sound in self._cursor:
            # An entry that another program changed leads nowhere.
            self._entries.setdefault(asset, []).append((before if sound else UNKNOWN, after, start, following))
            self._oldest[asset] = seq

    def expect(self, asset: int, entry: Entry) -> None:
        """Take a change into account that is planned and not yet made."""
        self._entries.setdefault(asset, []).insert(0, entry)

    def _newest_first(self, asset: int) -> Iterator[tuple]:
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
        """What changed since the daily bars had this digest, or None if no unbroken record shows it."""
        change: Change | None = None
        newer: str | None = None
        for before, after, *times in self._newest_first(asset):
            start, following = (microseconds(t) if isinstance(t, datetime) else t for t in times)
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
