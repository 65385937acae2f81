"""States of series along their histories, by which a change of an old day need not start from the first day."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from freshbars.compute.instants import instant, microseconds
from freshbars.database.checkpoint_tables import CHECKPOINTS
from freshbars.database.connection import Cursor
from freshbars.store.sealed_state import seal, unseal


class Checkpoint(NamedTuple):
    """The state of an asset's series before a daily bar, whose close is ``last_ts``.

    built_before: the fingerprint of the daily bars before that one. version, tfs, periods: as in the state of the series.
    """

    last_ts: int
    built_before: str
    version: str
    tfs: tuple[str, ...]
    periods: tuple[int, ...]
    carry: bytes


class Sealed(NamedTuple):
    """A stored checkpoint: open it with what it must have been made for."""

    asset: int
    last_ts: int
    built_before: str
    sealed: bytes

    def open(self, table: str, version: str, tfs: tuple[str, ...], periods: tuple[int, ...]) -> bytes | None:
        """The state, or None if it is damaged or was made for something else."""
        return unseal(self.sealed, table, self.asset, self.last_ts, self.built_before, version, tfs, periods)


def newest_checkpoints(cursor: Cursor, table: str, until: Mapping[int, int]) -> dict[int, Sealed]:
    """The newest checkpoint of each asset up to an instant. table: of the series."""
    if not until:
        return {}
    cursor.execute(
        "SELECT c.* FROM unnest(%s::int[], %s::timestamptz[]) AS k (id, until) CROSS JOIN LATERAL (SELECT id, last_ts, "
        f"built_before, state FROM {CHECKPOINTS} WHERE series = %s AND id = k.id AND last_ts <= k.until "
        "ORDER BY last_ts DESC LIMIT 1) AS c",
        (list(until), [instant(at) for at in until.values()], table),
    )
    return {asset: Sealed(asset, microseconds(at), before, bytes(one)) for asset, at, before, one in cursor}


def forget_checkpoints(cursor: Cursor, table: str, since: Mapping[int, int | None]) -> None:
    """Delete the checkpoints of assets from an instant on, all of them where that is None."""
    if since:
        cursor.execute(
            f"DELETE FROM {CHECKPOINTS} c USING unnest(%s::int[], %s::timestamptz[]) AS k (id, since) "
            "WHERE c.series = %s AND c.id = k.id AND c.last_ts >= k.since",
            (list(since), ["-infinity" if at is None else str(instant(at)) for at in since.values()], table),
        )


def write_checkpoints(cursor: Cursor, table: str, made: Mapping[int, Iterable[Checkpoint]]) -> None:
    """Store checkpoints, of which there are none yet."""
    rows = [
        (asset, instant(one.last_ts), one.built_before,
         seal(one.carry, table, asset, one.last_ts, one.built_before, one.version, one.tfs, one.periods))
        for asset, some in made.items() for one in some
    ]  # fmt: skip
    if rows:
        cursor.execute(
            f"INSERT INTO {CHECKPOINTS} (series, id, last_ts, built_before, state) SELECT %s, * FROM "
            "unnest(%s::int[], %s::timestamptz[], %s::text[], %s::bytea[])",
            (table, *(list(column) for column in zip(*rows, strict=True))),
        )
