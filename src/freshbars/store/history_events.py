"""What happened to an asset's price history as a whole: a new scale, other hours, an unloaded file, a repair."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D, HISTORY
from freshbars.store.causes import Cause

EVENTS = f"{HISTORY}_events"


class HistoryEvent(NamedTuple):
    """An event. factor: new close / old close of a rescaling. The days are those that changed, if they are known."""

    asset: int
    cause: Cause
    file: str | None = None
    factor: float | None = None
    first: date | None = None
    last: date | None = None
    days: int | None = None


def add_event(cursor: Cursor, event: HistoryEvent) -> None:
    """Store an event, as of the transaction's time."""
    cursor.execute(
        f"INSERT INTO {EVENTS} (id, at, seq, cause, file, factor, first_day, last_day, days) SELECT %s, now(), "
        f"coalesce(max(seq), 0) + 1, %s, %s, %s, %s, %s, %s FROM {EVENTS} WHERE id = %s",
        (event.asset, event.cause.value, *event[2:], event.asset),
    )


def new_causes(cursor: Cursor, ids: Iterable[int]) -> dict[int, Cause]:
    """For each asset that had an event since its daily bars were written the cause of the newest one."""
    cursor.execute(
        f"SELECT DISTINCT ON (id) id, cause FROM {EVENTS} e JOIN {BARS_1D}_state s USING (id) WHERE id = ANY(%s) "
        "AND e.at >= s.last_run_ts ORDER BY id, seq DESC",
        (list(ids),),
    )
    return {asset: Cause(cause) for asset, cause in cursor}
