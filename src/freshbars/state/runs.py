"""The history of runs."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from freshbars import __version__
from freshbars.environment import RUN_VARIABLE
from freshbars.outcome import Outcome


class Job(Protocol):
    """What tells the jobs of a run apart; the workflow knows more of them."""

    rule: str
    family: str
    shard: int


def note_step(connection, job: Job, started: datetime, outcome: Outcome) -> None:
    """Write the job into the history of runs."""
    values: Mapping[str, Any] = {
        "run_id": os.environ.get(RUN_VARIABLE, f"by hand {started:%Y%m%dT%H%M%S}"),
        "rule": job.rule,
        "family": job.family,
        "shard": job.shard,
        "started": started,
        "finished": datetime.now(UTC),
        "rows_written": outcome.written,
        "rows_deleted": outcome.deleted,
        "assets_changed": len(outcome.changed),
        "outcome": "failed" if outcome.problems else "ok",
        "error": "; ".join(f"{who}: {why}" for who, why in outcome.problems.items()) or None,
        "code_version": __version__,
    }
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO freshbars_steps ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))}) "
            "ON CONFLICT (run_id, rule, family, shard) DO UPDATE SET finished = excluded.finished, "
            "rows_written = excluded.rows_written, rows_deleted = excluded.rows_deleted, assets_changed = "
            "excluded.assets_changed, outcome = excluded.outcome, error = excluded.error",
            list(values.values()),
        )
