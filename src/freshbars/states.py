"""The stored state of each asset's 1D bars. Read by all stages, also by those that compute nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from freshbars.tables import BARS_1D


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
