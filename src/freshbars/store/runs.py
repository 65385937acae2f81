"""The history of runs: every statement on ``freshbars_runs`` and ``freshbars_steps``."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from freshbars import __version__
from freshbars.database.connection import Cursor
from freshbars.environment import run_id
from freshbars.job_result import JobResult

# The server's clock, but not before anything that this database has written: what was known at a run's end is what the
# run left, even if the clock was set back.
_NOW = (
    "greatest(clock_timestamp(), (SELECT max(last_run_ts) FROM cmc_price_bars_1d_state), "
    "(SELECT max(known_until) FROM cmc_price_bars_1d_revisions))"
)


class RunRecord(NamedTuple):
    """A run as the history has it; ``outcome`` is None for one that is at work or never ended."""

    run_id: str
    started: datetime
    finished: datetime | None
    outcome: str | None


# Not by the clock: one run with a clock that was ahead would hide all later ones.
_NEWEST_FIRST = "seq DESC NULLS LAST, started DESC, run_id DESC"


# -- written -----------------------------------------------------------------------------------------------------------


def begin(cursor: Cursor, run: str, target: str) -> None:
    """Note that a run of a target begins."""
    cursor.execute(
        "INSERT INTO freshbars_runs (run_id, started, target, seq) "
        "SELECT %s, now(), %s, coalesce(max(seq), 0) + 1 FROM freshbars_runs",
        (run, target),
    )


def close(cursor: Cursor, run: str, outcome: str, summary: str) -> None:
    """Note the end of a run and its summary, which is JSON."""
    cursor.execute(
        f"UPDATE freshbars_runs SET finished = {_NOW}, outcome = %s, summary = %s WHERE run_id = %s",
        (outcome, summary, run),
    )


def end(cursor: Cursor, run: str, outcome: str) -> None:
    """Note the end of a run that has not noted it itself, and the failure of one that has."""
    cursor.execute(
        f"UPDATE freshbars_runs SET outcome = %s, finished = coalesce(finished, {_NOW}) WHERE run_id = %s "
        "AND (outcome IS NULL OR %s = 'failed')",
        (outcome, run, outcome),
    )


def note_step(connection, rule: str, family: str, shard: int, started: datetime, outcome: JobResult) -> None:
    """Write a job into the history of runs. What a job that is run again did is added to what it had done."""
    values: Mapping[str, Any] = {
        "run_id": run_id() or f"by hand {started:%Y%m%dT%H%M%S}",
        "rule": rule,
        "family": family,
        "shard": shard,
        "started": started,
        "finished": datetime.now(UTC),
        "rows_written": outcome.written,
        "rows_deleted": outcome.deleted,
        "assets_changed": len(outcome.changed),
        "outcome": "failed" if outcome.problems else "ok",
        "error": "; ".join(f"{who}: {why}" for who, why in outcome.problems.items()) or None,
        "code_version": __version__,
    }
    added = ("rows_written", "rows_deleted", "assets_changed")
    replaced = ("finished", "outcome", "error", "code_version")
    changes = [f"{name} = freshbars_steps.{name} + excluded.{name}" for name in added]
    changes += [f"{name} = excluded.{name}" for name in replaced]
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO freshbars_steps ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))}) "
            f"ON CONFLICT (run_id, rule, family, shard) DO UPDATE SET {', '.join(changes)}",
            list(values.values()),
        )


# -- read --------------------------------------------------------------------------------------------------------------


def of_target(cursor: Cursor, target: str) -> list[tuple[list[int] | None, RunRecord]]:
    """The runs of a target, the newest first, each with the assets that it was of (None: all)."""
    cursor.execute("SELECT to_regclass('freshbars_runs')")
    if cursor.fetchone()[0] is None:
        return []
    cursor.execute(
        "SELECT summary -> 'ids', run_id, started, finished, outcome FROM freshbars_runs "
        f"WHERE %s = ANY(string_to_array(target, ' ')) ORDER BY {_NEWEST_FIRST}",
        (target,),
    )
    return [(ids, RunRecord(*rest)) for ids, *rest in cursor]


def summary_of(cursor: Cursor, run: str) -> dict[str, Any] | None:
    """The summary that a run left, if it did."""
    cursor.execute("SELECT summary FROM freshbars_runs WHERE run_id = %s", (run,))
    return (cursor.fetchone() or (None,))[0]


def noted(cursor: Cursor, ids: Collection[str]) -> set[str]:
    """Which of some runs this database knows."""
    cursor.execute("SELECT run_id FROM freshbars_runs WHERE run_id = ANY(%s)", (list(ids),))
    return {run for (run,) in cursor}


def begun(cursor: Cursor, run: str) -> datetime | None:
    """When a run began; None for one that is not noted."""
    cursor.execute("SELECT started FROM freshbars_runs WHERE run_id = %s", (run,))
    return (cursor.fetchone() or (None,))[0]


def previous_summary(cursor: Cursor, target: str, run: str = "") -> dict[str, Any] | None:
    """The summary of the last complete run of a target, other than ``run``."""
    cursor.execute(
        "SELECT summary FROM freshbars_runs WHERE summary ->> 'target' = %s AND run_id <> %s AND finished IS NOT NULL "
        f"ORDER BY {_NEWEST_FIRST} LIMIT 1",
        (target, run),
    )
    return (cursor.fetchone() or (None,))[0]


def rows_by_job(cursor: Cursor, run: str) -> dict[tuple[str, str, int], tuple[int, int]]:
    """The rows that each job of a run wrote and deleted, by rule, family and shard."""
    cursor.execute(
        "SELECT rule, family, shard, rows_written, rows_deleted FROM freshbars_steps WHERE run_id = %s", (run,)
    )
    return {(rule, family, shard): (written, deleted) for rule, family, shard, written, deleted in cursor}


def latest(cursor: Cursor, most: int) -> list[dict[str, Any]]:
    """The latest runs with what their jobs did together."""
    cursor.execute(
        "SELECT r.run_id, r.started, coalesce(r.finished, max(s.finished)) AS finished, r.target, r.outcome, "
        "count(s) AS steps, coalesce(sum(s.rows_written), 0)::bigint AS written, "
        "coalesce(sum(s.rows_deleted), 0)::bigint AS deleted, count(*) FILTER (WHERE s.outcome = 'failed') AS failed, "
        "r.summary FROM freshbars_runs r LEFT JOIN freshbars_steps s USING (run_id) "
        f"GROUP BY r.run_id ORDER BY {_NEWEST_FIRST} LIMIT %s",
        (most,),
    )
    return _dicts(cursor)


def steps_by_family(cursor: Cursor, run: str) -> list[dict[str, Any]]:
    """What a run did for each rule and family, and when: ``spans`` holds the start and end of each job."""
    cursor.execute(
        "SELECT rule, family, count(*) AS shards, sum(rows_written)::bigint AS written, sum(rows_deleted)::bigint AS "
        "deleted, sum(assets_changed)::bigint AS changed, sum(extract(epoch FROM finished - started))::float8 AS "
        "seconds, bool_or(outcome = 'failed') AS failed, min(started) AS begun, array_agg(ARRAY[started, finished] "
        "ORDER BY started) AS spans FROM freshbars_steps WHERE run_id = %s GROUP BY rule, family ORDER BY begun, rule, "
        "family",
        (run,),
    )
    return _dicts(cursor)


def failed_steps(cursor: Cursor, run: str) -> list[tuple[str, str, int, str | None]]:
    """Rule, family, shard and error of the jobs of a run that failed."""
    cursor.execute(
        "SELECT rule, family, shard, error FROM freshbars_steps WHERE run_id = %s AND outcome = 'failed' ORDER BY 1, 2, 3",
        (run,),
    )
    return cursor.fetchall()


def _dicts(cursor: Cursor) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
