"""The stored state of each asset in a family of bars or EMAs: what was built from what, and where to go on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freshbars.compute.instants import instant, microseconds
from freshbars.database.connection import Cursor
from freshbars.database.tables import TABLES
from freshbars.store.daily_state import STATE, upsert_many
from freshbars.store.sealed_state import seal, unseal


@dataclass(frozen=True)
class SeriesState:
    """What is stored of one asset; bars have the one period 0. row_version: changes with every write.

    built_before: the fingerprint of the daily bars but for the newest; None in states of earlier versions.
    """

    built_from: str
    version: str
    tfs: tuple[str, ...]
    periods: tuple[int, ...]
    last_ts: int
    n_rows: int
    built_before: str | None = None
    row_version: str = ""

    @property
    def series(self) -> set[tuple[str, int]]:
        """All pairs of timeframe and period that are built."""
        return {(tf, period) for tf in self.tfs for period in self.periods}

    def about(self, asset: int) -> tuple:
        """What the carried value belongs to."""
        known = (asset, self.built_from, self.version, self.tfs, self.periods, self.last_ts, self.n_rows)
        return known if self.built_before is None else (*known, self.built_before)


def read_series(cursor: Cursor, table: str, ids: Iterable[int] | None = None) -> dict[int, SeriesState]:
    """The states of the assets that have one, of all or of some."""
    periods = "periods" if "periods" in TABLES[table].c else "'{0}'::int[]"
    cursor.execute(
        f"SELECT id, built_from, version, tfs, {periods}, last_ts, n_rows, built_before, xmin::text FROM {table}"
        + ("" if ids is None else " WHERE id = ANY(%s)"),
        () if ids is None else (list(ids),),
    )
    return {
        row[0]: SeriesState(row[1], row[2], tuple(row[3]), tuple(row[4]), microseconds(row[5]), *row[6:])
        for row in cursor
    }


def built_from_others(cursor: Cursor, table: str) -> list[int]:
    """The assets that a stage has built from other daily bars than the present ones. table: of states."""
    cursor.execute(
        f"SELECT s.id FROM {table} s JOIN {STATE} d USING (id) WHERE s.built_from <> d.bars_digest ORDER BY 1"
    )
    return [asset for (asset,) in cursor]


def total_rows(cursor: Cursor, tables: Iterable[str], ids: Iterable[int] | None = None) -> int:
    """The number of rows of all assets, or of some, that states count. tables: of states."""
    where, values = ("", []) if ids is None else (" WHERE id = ANY(%s)", [list(ids)])
    sums = {table: f"SELECT sum({'n_bars' if table == STATE else 'n_rows'}) FROM {table}{where}" for table in tables}
    cursor.execute(f"SELECT {' + '.join(f'coalesce(({one}), 0)' for one in sums.values()) or '0'}", values * len(sums))
    return int(cursor.fetchone()[0])


def read_carried(cursor: Cursor, table: str, states: Mapping[int, SeriesState]) -> dict[int, bytes | None]:
    """For each asset that keeps one the value to go on from; None if it is damaged or of something else."""
    cursor.execute(
        f"SELECT id, state FROM {table} WHERE id = ANY(%s) AND state IS NOT NULL ORDER BY id", (list(states),)
    )
    return {asset: unseal(bytes(sealed), table, *states[asset].about(asset)) for asset, sealed in cursor}


def write_series(cursor: Cursor, table: str, states: Mapping[int, tuple[SeriesState, bytes]]) -> None:
    """Store states of one version and configuration, each with the value to go on from."""
    has_periods = "periods" in TABLES[table].c
    rows, one = [], None
    for asset, (one, payload) in states.items():
        built = (asset, one.built_from, one.built_before, one.version)
        row = (*built, f"{{{','.join(one.tfs)}}}", instant(one.last_ts), one.n_rows)
        periods = (f"{{{','.join(map(str, one.periods))}}}",) if has_periods else ()
        rows.append((*row, seal(payload, table, *one.about(asset)), *periods))
    if one is None:
        return
    names = ["id", "built_from", "built_before", "version", "tfs", "last_ts", "n_rows", "state"] + [
        "periods"
    ] * has_periods
    kinds = ["int", "text", "text", "text", "text as text[]", "timestamptz", "bigint", "bytea"] + [
        "text as int[]"
    ] * has_periods
    upsert_many(cursor, table, names, kinds, rows, "built_at")
