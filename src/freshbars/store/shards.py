"""What the state tables hold of each shard of assets: counts and a digest, which markers repeat."""

from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.store.daily_state import STATE

_REPAIRS = "last_repaired_timehigh, last_repaired_timelow"


class ShardContents(NamedTuple):
    """Assets, rows and digest of a shard. The rest is counted for daily bars only."""

    assets: int = 0
    rows: int = 0
    digest: str = ""
    rejects: int | None = None
    repaired_timehigh: int | None = None
    repaired_timelow: int | None = None


def daily_contents(cursor: Cursor, shards: int) -> dict[int, ShardContents]:
    """The daily bars of each shard that has any."""
    return _contents(
        cursor, STATE, shards, "n_bars", f"bars_digest, n_bars, last_rejected, {_REPAIRS}, held_from", _DAILY_SUMS
    )


def series_contents(cursor: Cursor, table: str, shards: int, periods: bool) -> dict[int, ShardContents]:
    """The bars or EMAs of each shard that has any. periods: whether the table is one of EMAs."""
    parts = "built_from, version, n_rows, array_to_string(tfs, ',')"
    parts += ", array_to_string(periods, ',')" if periods else ""
    return _contents(cursor, f"{table}_state", shards, "n_rows", parts)


_DAILY_SUMS = ", sum(last_rejected), sum(last_repaired_timehigh), sum(last_repaired_timelow)"


def _contents(
    cursor: Cursor, state_table: str, shards: int, rows: str, parts: str, sums: str = ""
) -> dict[int, ShardContents]:
    cursor.execute("SELECT to_regclass(%s)", (state_table,))
    if cursor.fetchone()[0] is None:
        return {}
    cursor.execute(
        # PostgreSQL's remainder of a negative id is negative.
        f"SELECT (id % {shards} + {shards}) % {shards}, count(*), sum({rows}), "
        f"md5(string_agg(concat_ws(' ', id, {parts}), E'\\n' ORDER BY id)){sums} FROM {state_table} GROUP BY 1"
    )
    return {
        shard: ShardContents(int(assets), int(total), digest, *map(int, counts))
        for shard, assets, total, digest, *counts in cursor
    }
