"""The stored state of each asset's 1D bars. Read by all stages, also by those that compute nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import DAILY
from freshbars.database.copy_format import copy_out
from freshbars.database.tables import BARS_1D


class DailyState(NamedTuple):
    """What is stored of one asset: from which source rows, and the fingerprint of its bars (None for no bars)."""

    source_digest: str
    bars_digest: str | None
    last_src_ts: datetime | None
    n_bars: int
    n_rejects: int


def read_states(cursor, ids: Iterable[int] | None = None) -> dict[int, DailyState]:
    """The stored states, of all assets or of some."""
    where, values = ("", ()) if ids is None else ("WHERE id = ANY(%s)", (list(ids),))
    cursor.execute(
        f"SELECT id, source_digest, nullif(bars_digest, ''), last_src_ts, n_bars, last_rejected FROM {BARS_1D}_state {where}",
        values,
    )
    return {row[0]: DailyState(*row[1:]) for row in cursor}


def read_daily(cursor, ids: list[int]) -> dict[int, np.ndarray]:
    """The stored daily bars of each asset that has any, in the order of time_close (dtype DAILY)."""
    fields = ", ".join(
        f"coalesce({name}, 'NaN')" if name in ("volume", "market_cap") else f'"{name}"' for name in DAILY.names
    )
    rows = copy_out(
        cursor,
        f"SELECT id, {fields} FROM {BARS_1D} WHERE id = ANY('{{{','.join(map(str, ids))}}}') ORDER BY id, time_close",
        np.dtype([("id", "i4"), *DAILY.descr]),
    )
    found, starts = np.unique(rows["id"], return_index=True)
    parts = np.split(rows[list(DAILY.names)].astype(DAILY), starts[1:])
    return dict(zip(found.tolist(), parts, strict=len(found) > 0))
