"""Refresh one family and shard: asset by asset, each in a transaction of its own, whatever happens to the others."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from zlib import crc32

import psycopg2

from freshbars import daily, daily_stage
from freshbars.config import Config
from freshbars.daily_stage import read_states, source_digest
from freshbars.db import Connection, connect, ensure_tables, reading
from freshbars.errors import AssetError, UserError
from freshbars.source import Source
from freshbars.stage import ChangeLog, Decision, Stage, State
from freshbars.tables import BARS_1D

log = logging.getLogger("freshbars")
BATCH = 16
PROGRESS_SECONDS = 5.0
TRIES = 3


@dataclass
class Outcome:
    """What a job did. ``problems`` and ``skipped`` tell, for each asset (or file) that failed or was passed over, why."""

    written: int = 0
    deleted: int = 0
    changed: dict[int, str] = field(default_factory=dict)
    problems: dict[int | str, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)


@dataclass
class Expected:
    """The daily bars that a run would make: their states, how they change, and whether timeframe bars follow."""

    states: dict[int, daily_stage.DailyState]
    changes: dict[int, tuple[str, str, int, int | None]]
    bars_too: bool


class _MovedError(Exception):
    """Another process wrote the asset since it was read."""


def refresh_daily(config: Config, shard: int) -> Outcome:
    """Bring the 1D bars of a shard up to date with the source."""
    outcome = Outcome()
    with _two_connections(config, f"bars_1d {shard}") as (reader, writer):
        for _ in range(TRIES):
            with reading(reader) as cursor:
                source = Source(config, cursor)
                prints = {
                    asset: source_digest(config, value)
                    for asset, value in source.fingerprints(shard, config.shards).items()
                    if _wanted(config, asset)
                }
                states = {
                    asset: state
                    for asset, state in read_states(cursor).items()
                    if asset % config.shards == shard and _wanted(config, asset)
                }
                todo = [
                    asset
                    for asset in sorted(prints.keys() | states.keys())
                    if asset not in states
                    or states[asset].source_digest != prints.get(asset)
                    or (_rebuild(config, asset) and asset not in outcome.changed)
                ]
                progress = _Progress(f"1D bars, shard {shard}", len(todo))
                moved = False
                for batch in _batches(todo):
                    rows = {asset: rest for asset, *rest in source.rows([a for a in batch if a in prints])}
                    for asset in batch:
                        with _isolated(outcome, asset, writer):
                            try:
                                with _transaction(writer, BARS_1D, asset) as writing:
                                    state = states.get(asset)
                                    if read_states(writing, [asset]).get(asset) != state:
                                        raise _MovedError
                                    if asset in prints:
                                        built = daily.build(*rows[asset], config.timezone)
                                        afresh = _rebuild(config, asset)
                                        done = daily_stage.write(writing, asset, built, prints[asset], state, afresh)
                                    else:
                                        done = daily_stage.remove(writing, asset, state)
                                _note(outcome, asset, *done)
                            except _MovedError:
                                moved = True
                        progress.step(outcome)
            if not moved:
                return outcome
    raise UserError("another run keeps writing the same assets; wait for it to end, then run again")


def refresh_stage(config: Config, stage: Stage, shard: int, fresh: set[int] | None = None) -> Outcome:
    """Bring one family of bars or EMAs of a shard up to date with the 1D bars.

    fresh: the assets that may get EMAs; None for all. Others keep what they have, but lose it with their bars.
    """
    outcome = Outcome()
    with _two_connections(config, f"{stage.rule} {stage.name} {shard}") as (reader, writer):
        with _transaction(writer, "dim_timeframe", 0) as cursor:
            stage.describe_timeframes(cursor)
        for _ in range(TRIES):
            with reading(reader) as cursor:
                digests, states, todo = decide(config, stage, shard, cursor, fresh)
                outcome.skipped.clear()
                for decision in todo:
                    if decision.action == "skip":
                        outcome.skipped[decision.asset] = decision.reason
                todo = [
                    decision
                    for decision in todo
                    if decision.action not in ("nothing", "skip")
                    and not (decision.asset in outcome.changed and _rebuild(config, decision.asset))
                ]
                progress = _Progress(f"{stage.rule} {stage.name}, shard {shard}", len(todo))
                moved = False
                for batch in _batches(todo):
                    histories = daily.read_daily(cursor, [decision.asset for decision in batch])
                    for decision in batch:
                        with _isolated(outcome, decision.asset, writer):
                            try:
                                done = _carry_out(writer, stage, decision, digests, states, histories)
                                _note(outcome, decision.asset, *done)
                            except _MovedError:
                                moved = True
                        progress.step(outcome)
            if not moved:
                return outcome
    raise UserError("another run keeps writing the same assets; wait for it to end, then run again")


def decide(
    config: Config, stage: Stage, shard: int, cursor, fresh: set[int] | None, expected: "Expected | None" = None
) -> tuple[dict[int, str], dict[int, State], list[Decision]]:
    """Digests of the daily bars, stored states, and what to do for each asset of a shard. Reads only.

    expected: the daily bars as they will be, for a plan; None for those that are stored.
    """
    digests = {
        asset: state.bars_digest
        for asset, state in (expected.states if expected else read_states(cursor)).items()
        if state.bars_digest and asset % config.shards == shard and _wanted(config, asset)
    }
    cursor.execute(f"SELECT id FROM {stage.state_table} WHERE id %% %s = %s", (config.shards, shard))
    known = {row[0] for row in cursor if _wanted(config, row[0])}
    ids = sorted(digests.keys() | known)
    states = stage.states(cursor, ids)
    base = Stage(config, "bars", stage.bars) if stage.rule == "emas" and getattr(config.bars, stage.bars) else None
    bars = base.states(cursor, ids) if base else {}
    changes = ChangeLog(cursor, [a for a, s in states.items() if digests.get(a) not in (None, s.built_from)])
    for asset, change in (expected.changes if expected else {}).items():
        changes.expect(asset, *change)
    decisions = []
    for asset in ids:
        digest = digests.get(asset)
        if digest and fresh is not None and asset not in fresh:
            continue
        if (
            digest
            and base
            and not (expected and expected.bars_too)
            and (behind := _bars_behind(base, bars.get(asset), digest))
        ):
            decisions.append(Decision(asset, "skip", behind))
            continue
        decisions.append(stage.decide(asset, digest, states.get(asset), changes, _rebuild(config, asset)))
    return digests, states, decisions


def _bars_behind(base: Stage, state: State | None, digest: str) -> str | None:
    """Why EMAs cannot be computed on the bars as they are, or None."""
    if state is None or state.built_from != digest or state.version != base.version:
        return f"its {base.name} bars are behind its 1D bars; refresh the bars first"
    missing = base.timeframes.keys() - set(state.tfs)
    return f"its {base.name} bars lack {', '.join(sorted(missing))}; refresh the bars first" if missing else None


def _carry_out(
    writer: Connection, stage: Stage, decision: Decision, digests: Mapping, states: Mapping, histories: Mapping
) -> tuple[int, int, str]:
    asset, digest = decision.asset, digests.get(decision.asset)
    history = histories.get(asset)
    if digest and (history is None or daily.digest(history) != digest):
        raise AssetError(
            f"its 1D bars are not those that Freshbars wrote: another program changed {BARS_1D}; "
            f"run once with --config rebuild={asset}"
        )
    with _transaction(writer, stage.table.name, asset) as cursor:
        if stage.states(cursor, [asset]).get(asset) != states.get(asset):
            raise _MovedError
        written, deleted = stage.write(cursor, decision, states.get(asset), history, digest)
    return written, deleted, f"{decision.action}: {decision.reason}"


def _note(outcome: Outcome, asset: int, written: int, deleted: int, words: str) -> None:
    # What failed in an earlier try has come right.
    outcome.problems.pop(asset, None)
    outcome.written += written
    outcome.deleted += deleted
    outcome.changed[asset] = words
    log.debug("asset %s: %s (%d rows written, %d deleted)", asset, words, written, deleted)


class _two_connections:  # noqa: N801
    """One connection to read a snapshot through, one to write asset by asset."""

    def __init__(self, config: Config, purpose: str) -> None:
        self._config, self._purpose = config, purpose

    def __enter__(self) -> tuple[Connection, Connection]:
        self._open: list[Connection] = []
        try:
            self._open.append(connect(self._config, self._purpose))
            ensure_tables(self._config, self._open[0])
            self._open.append(connect(self._config, self._purpose))
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self._open[0], self._open[1]

    def __exit__(self, kind, error, trace) -> None:
        gone = any(connection.closed for connection in self._open)
        for connection in self._open:
            with suppress(psycopg2.Error):
                connection.close()
        # A server that crashes in the middle of a COPY is told as a plain error of the database.
        if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError) or (
            gone and isinstance(error, psycopg2.Error)
        ):
            raise lost(error) from None


def lost(error: Exception) -> UserError:
    """What to tell a person when the database went away in the middle."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return UserError(
        f"the database went away ({reason}). Every asset is stored wholly or as it was before; "
        "run again when the database is back"
    )


class _transaction:  # noqa: N801
    """A transaction that alone writes this asset in this table; other processes wait."""

    def __init__(self, connection: Connection, table: str, asset: int) -> None:
        self._connection, self._table, self._asset = connection, table, asset

    def __enter__(self):
        self._cursor = self._connection.cursor()
        key = crc32(self._table.encode()) - 2**31
        self._cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", (key, self._asset))
        return self._cursor

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self._connection.commit()
        else:
            with suppress(psycopg2.Error):
                self._connection.rollback()


class _isolated:  # noqa: N801
    """What goes wrong with an asset is noted and stays with it; only a lost database ends the job."""

    def __init__(self, outcome: Outcome, asset: int, writer: Connection) -> None:
        self._outcome, self._asset, self._writer = outcome, asset, writer

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, trace) -> bool:
        if error is None or not isinstance(error, Exception) or self._writer.closed:
            return False
        if isinstance(error, UserError):
            message = str(error)
        else:
            message = f"{kind.__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
            log.debug("asset %s", self._asset, exc_info=(kind, error, trace))
        self._outcome.problems[self._asset] = message
        log.error("asset %s failed: %s", self._asset, message)
        return True


class _Progress:
    """Tells every few seconds how far a job is."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = self._told = time.monotonic()
        if total:
            log.info("%s: %d %s to do", what, total, "asset" if total == 1 else "assets")

    def step(self, outcome: Outcome) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS and self._done < self._total:
            return
        self._told, spent = now, max(now - self._began, 1e-3)
        left = spent / self._done * (self._total - self._done)
        log.info(
            "%s: %d of %d assets, %s rows, %s rows/s%s",
            self._what, self._done, self._total, f"{outcome.written:,}", f"{outcome.written / spent:,.0f}",
            f", {left:.0f} s left" if left else f", done in {spent:.1f} s",
        )  # fmt: skip


def _wanted(config: Config, asset: int) -> bool:
    return config.ids is None or asset in config.ids


def _rebuild(config: Config, asset: int) -> bool:
    return config.rebuild == "all" or (config.rebuild is not None and asset in config.rebuild)


def _batches(items: list) -> Iterator[list]:
    return (items[i : i + BATCH] for i in range(0, len(items), BATCH))
