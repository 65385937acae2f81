"""The stored state of each asset's 1D bars, and these bars as later stages read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from struct import iter_unpack, pack, unpack
from typing import NamedTuple

from freshbars.compute.instants import NO_INSTANT, microseconds
from freshbars.database.connection import Cursor
from freshbars.database.run_tables import SCHEMA_VERSION
from freshbars.database.tables import BARS_1D
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.frontier import VERSION, Frontier, unsealed
from freshbars.store.sealed_state import seal, unseal

STATE = f"{BARS_1D}_state"


class Tail(NamedTuple):
    """What later source rows depend on: timestamps seen so far, the newest of them, and the newest close of a bar.

    last_day: the date of its session, where the asset has a calendar. settled: the fingerprint of the rows up to
    ``until``, where days follow that were not over when they were stated.
    """

    rank: int
    until: int
    last_close: int
    last_day: int | None = None
    settled: Fingerprint | None = None

    def packed(self) -> bytes:
        """The tail as bytes; ``unpacked`` is the inverse. Without ``settled`` they are as they were before there was one."""
        parts = [part for part in self[:4] if part is not None]
        if self.settled:
            parts = [*self[:3], NO_INSTANT if self.last_day is None else self.last_day, self.settled.rows]
        total = self.settled.total.to_bytes(16, "little", signed=True) if self.settled else b""
        return pack(f"<{len(parts)}q", *parts) + total

    @classmethod
    def unpacked(cls, packed: bytes) -> "Tail":
        """A tail of bytes."""
        if len(packed) < 7 * 8:
            return cls(*(one for (one,) in iter_unpack("<q", packed)))
        rank, until, close, day, rows = unpack("<5q", packed[:40])
        total = int.from_bytes(packed[40:], "little", signed=True)
        return cls(rank, until, close, None if day == NO_INSTANT else day, Fingerprint(rows, total))


@dataclass(frozen=True)
class DailyState:
    """What is stored of one asset: from which source rows, and the fingerprint of its bars (None for no bars).

    sealed: what an append goes on from, read by ``tail``. frontier: the bars that EMAs may use, sealed, read by ``accepted``.
    held_from: close of the first bar that they may not use. row_version: changes with every write.
    """

    source_digest: str
    bars_digest: str | None
    last_src_ts: datetime | None
    n_bars: int
    n_rejects: int
    daily_min_seen: datetime | None = None
    repaired_timehigh: int = 0
    repaired_timelow: int = 0
    sealed: bytes | None = None
    frontier: bytes | None = None
    held_from: datetime | None = None
    row_version: str = ""

    def tail(self, asset: int) -> Tail | None:
        """What an append goes on from, or None if it has to be found anew."""
        payload = unseal(self.sealed, asset, self.source_digest, self.bars_digest)
        return None if payload is None else Tail.unpacked(payload)

    def with_tail(self, asset: int, tail: Tail) -> "DailyState":
        """The state with this to go on from."""
        return replace(self, sealed=seal(tail.packed(), asset, self.source_digest, self.bars_digest))

    @property
    def fingerprint(self) -> Fingerprint | None:
        """The fingerprint of the source rows."""
        return Fingerprint.read(self.source_digest.rpartition(" ")[2])

    def accepted(self, asset: int) -> Frontier | None:
        """The bars that EMAs may use, or None if the record of them is missing or damaged."""
        return unsealed(self.frontier, asset)

    def is_suspect(self, asset: int) -> bool:
        """Whether EMAs may not use some of the bars as they stand."""
        frontier = self.accepted(asset)
        return frontier is None or frontier.lost or frontier.digest != (self.bars_digest or "")


_BELIEVED = (
    "CASE WHEN frontier IS NULL AND last_run_ts <= (SELECT min(migrated_at) FROM "
    f"{SCHEMA_VERSION} WHERE version >= {VERSION}) THEN last_run_ts END"
)
_COLUMNS = (
    "id, source_digest, nullif(bars_digest, ''), last_src_ts, n_bars, last_rejected, daily_min_seen, "
    f"last_repaired_timehigh, last_repaired_timelow, state, frontier, held_from, xmin::text, {_BELIEVED}"
)


def read_states(cursor: Cursor, ids: Iterable[int] | None = None) -> dict[int, DailyState]:
    """The stored states, of all assets or of some."""
    where, values = ("", ()) if ids is None else ("WHERE id = ANY(%s)", (list(ids),))
    cursor.execute(f"SELECT {_COLUMNS} FROM {STATE} {where}", values)
    found = {}
    for asset, *rest, sealed, frontier, held_from, version, believed_at in cursor:
        frontier = frontier and bytes(frontier)
        if believed_at:
            # Written before there were frontiers: what stands was believed.
            frontier = Frontier(rest[1] or "", microseconds(believed_at)).sealed(asset)
        found[asset] = DailyState(*rest, sealed and bytes(sealed), frontier, held_from, version)
    return found


# The columns that ``write_states`` fills, with their types.
_WRITTEN = {
    "id": "int", "last_src_ts": "timestamptz", "daily_min_seen": "timestamptz", "last_upserted": "int",
    "last_repaired_timehigh": "int", "last_repaired_timelow": "int", "last_rejected": "int", "n_bars": "int",
    "source_digest": "text", "bars_digest": "text", "state": "bytea", "frontier": "bytea", "held_from": "timestamptz",
}  # fmt: skip


def write_states(cursor: Cursor, states: Mapping[int, DailyState], written: Mapping[int, int], at: datetime) -> None:
    """Store states, if there are any. written: how many bars of each asset this run wrote; at: when."""
    if not states:
        return
    rows = [
        (
            asset, s.last_src_ts, s.daily_min_seen, written.get(asset, 0), s.repaired_timehigh, s.repaired_timelow,
            s.n_rejects, s.n_bars, s.source_digest, s.bars_digest or "",
            s.sealed, s.frontier, s.held_from,
        )
        for asset, s in states.items()
    ]  # fmt: skip
    upsert_many(cursor, STATE, list(_WRITTEN), list(_WRITTEN.values()), rows, "last_run_ts", at)


def are_stored(cursor: Cursor) -> bool:
    """Whether the table of states is there: an empty database has none."""
    cursor.execute("SELECT to_regclass(%s)", (STATE,))
    return cursor.fetchone()[0] is not None


def delete_states(cursor: Cursor, table: str, ids: Sequence[int]) -> None:
    """Delete the states of some assets."""
    if ids:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", (list(ids),))


def upsert_many(
    cursor: Cursor, table: str, names: list[str], kinds: list[str], rows: list[tuple], stamp: str,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """Write state rows with the key id; ``stamp`` is the column that gets the instant ``at``, or the transaction's.

    kinds: types of the columns; "text as int[]" is handed over as text, for arrays have no arrays.
    """
    arrays = ", ".join(f"%s::{kind.partition(' as ')[0]}[]" for kind in kinds)
    values = ", ".join(f"{name}::{kind.rpartition(' as ')[2]}" for name, kind in zip(names, kinds, strict=True))
    updates = ", ".join(f"{name} = excluded.{name}" for name in (*names[1:], stamp))
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}, {stamp}) SELECT {values}, coalesce(%s, now()) FROM unnest({arrays}) "
        f"AS given ({', '.join(names)}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        [at, *(list(column) for column in zip(*rows, strict=True))],
    )


def row_versions(cursor: Cursor, table: str, ids: Iterable[int]) -> dict[int, str]:
    """For each asset that has a state what changes when a process writes it."""
    cursor.execute(f"SELECT id, xmin::text FROM {table} WHERE id = ANY(%s)", (list(ids),))
    return dict(cursor.fetchall())
