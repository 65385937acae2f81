"""The instants of past runs, for readers of what was known at them."""

from datetime import datetime

from freshbars.database.connection import Cursor


def every(cursor: Cursor) -> list[tuple[str, str, datetime, datetime | None, str | None]]:
    """Id, target, start, end and outcome of all runs, the oldest first."""
    cursor.execute(
        "SELECT run_id, target, started, finished, outcome FROM freshbars_runs "
        "ORDER BY seq NULLS FIRST, started, run_id"
    )
    return cursor.fetchall()


def last_finished(cursor: Cursor) -> datetime | None:
    """When the newest run ended that has ended; None without any."""
    cursor.execute(
        "SELECT finished FROM freshbars_runs WHERE finished IS NOT NULL "
        "ORDER BY seq DESC NULLS LAST, started DESC, run_id DESC LIMIT 1"
    )
    return (cursor.fetchone() or (None,))[0]
