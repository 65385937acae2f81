"""Run a stage for one shard: find the assets that are behind, and bring them up to date batch by batch."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext

from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor, reading
from freshbars.database.transactions import transaction, two_connections
from freshbars.environment import is_builder
from freshbars.errors import UserError
from freshbars.job_result import JobResult, Progress, isolated
from freshbars.refresh.decision import IDLE, Action
from freshbars.refresh.stage import Done, Stage, StoredBars, Work
from freshbars.store.dimensions import describe_assets, describe_timeframes

log = logging.getLogger("freshbars")
TRIES = 3
# What a timeframe that is new in the configuration leads to.
NEW = (Action.BUILD, Action.EXTEND)


def refresh(
    config: Config,
    stage: Stage,
    shard: int,
    fresh: set[int] | None = None,
    connections: tuple[Connection, Connection] | None = None,
) -> JobResult:
    """Bring a stage of a shard up to date.

    fresh: the assets that may get EMAs; None for all. connections: to read and to write through; None to open some.
    """
    what = " ".join(filter(None, (stage.rule, stage.name)))
    outcome = JobResult()
    with nullcontext(connections) if connections else two_connections(config, f"{what} {shard}") as (reader, writer):
        if not is_builder():
            # A builder's run has done it, and the import alone would cost a builder milliseconds.
            from freshbars.source.calendars import ensure_calendars

            ensure_calendars(config, writer)
        for _ in range(TRIES):
            with reading(reader) as cursor:
                bars = StoredBars(cursor)
                work = stage.decide(bars, shard, fresh)
                outcome.skipped = {a: d.reason for a, d in work.decisions.items() if d.action == Action.SKIP}
                failed = {a: d.reason for a, d in work.decisions.items() if d.action == Action.FAIL}
                for asset, reason in failed.items():
                    outcome.fail(asset, reason)
                todo = [
                    asset
                    for asset, decision in work.decisions.items()
                    if decision.action not in IDLE and not (config.rebuilds(asset) and asset in outcome.changed)
                ]
                if stage.name and any(work.decisions[asset].action in NEW for asset in todo):
                    describe_timeframes(writer, stage.series.timeframes.values())
                if not stage.name:
                    describe_assets(writer, stage.described(work))
                progress = Progress(f"{what}, shard {shard}", len(todo))
                moved = [_write(stage, bars, work, batch, writer, outcome, progress) for batch in work.batches(todo)]
            if not any(moved):
                return outcome
    raise UserError("another run keeps writing the same assets; wait for it to end, then run again")


def _write(
    stage: Stage, bars: StoredBars, work: Work, batch: Sequence[int], writer: Connection, outcome: JobResult,
    progress: Progress,
) -> bool:  # fmt: skip
    """Write a batch in one transaction; if that fails, asset by asset. Returns whether another process wrote some."""
    reader = bars.cursor.connection
    if len(batch) > 1:
        try:
            with transaction(writer, stage.lock, batch) as cursor:
                same = _unmoved(stage, work, batch, cursor)
                done = stage.batch(bars, work, same).write(cursor) if same else Done()
            _note(outcome, done)
            progress.step(outcome, len(batch))
            return len(same) < len(batch)
        except Exception:
            if writer.closed or reader.closed:
                raise
            log.debug("a batch failed and is done again asset by asset", exc_info=True)
            several = [_write(stage, bars, work, [asset], writer, outcome, progress) for asset in batch]
            return True in several
    moved = False
    with isolated(outcome, batch[0], writer, reader), transaction(writer, stage.lock, batch) as cursor:
        moved = not _unmoved(stage, work, batch, cursor)
        done = Done() if moved else stage.batch(bars, work, batch).write(cursor)
        # Not before the commit, which may fail, too.
        cursor.connection.commit()
        _note(outcome, done)
    progress.step(outcome, 1)
    return moved


def _unmoved(stage: Stage, work: Work, batch: Sequence[int], cursor: Cursor) -> list[int]:
    """The assets that no other process wrote since their states were read."""
    now, then = stage.versions(cursor, batch), work.versions(batch)
    return [asset for asset in batch if now.get(asset) == then.get(asset)]


def _note(outcome: JobResult, done: Done) -> None:
    outcome.written += done.written.total()
    outcome.deleted += done.deleted.total()
    for asset, decision in done.decisions.items():
        # What failed in an earlier try has come right.
        outcome.problems.pop(asset, None)
        outcome.changed[asset] = f"{decision.action}: {decision.reason}"
        rows = done.written[asset], done.deleted[asset]
        log.debug("asset %s: %s (rows written: %d, deleted: %d)", asset, outcome.changed[asset], *rows)
    for asset, reason in done.problems.items():
        outcome.problems[asset] = reason
        log.error("asset %s failed: %s", asset, reason)
