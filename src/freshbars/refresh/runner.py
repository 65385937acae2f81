"""Refresh one family and shard: find the assets that are behind, and bring each up to date."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from freshbars.compute import daily_bars as daily
from freshbars.config import Config
from freshbars.database.connection import Connection, reading
from freshbars.database.tables import BARS_1D
from freshbars.database.transactions import transaction, two_connections
from freshbars.errors import AssetError, UserError
from freshbars.outcome import Outcome, Progress, isolated
from freshbars.refresh import daily_stage
from freshbars.refresh.daily_stage import source_digest
from freshbars.refresh.series_stage import Decision, Stage, State
from freshbars.source.price_history import Source, source_rows
from freshbars.state.change_log import ChangeLog
from freshbars.state.daily import DailyState, read_daily, read_states

log = logging.getLogger("freshbars")
BATCH = 16
TRIES = 3

# Writes an asset in the transaction of a cursor; returns the numbers of rows written and deleted, and what was done.
Write = Callable[[object, int], tuple[int, int, str]]


@dataclass
class Expected:
    """The daily bars that a run would make: their states, how they change, and whether timeframe bars follow."""

    states: dict[int, DailyState]
    changes: dict[int, tuple[str, str, int, int | None]]
    bars_too: bool


class _MovedError(Exception):
    """Another process wrote the asset since it was read."""


def refresh_daily(config: Config, shard: int) -> Outcome:
    """Bring the 1D bars of a shard up to date with the source."""

    def prepare(cursor, done: Outcome) -> tuple[list[int], Callable[[list[int]], Write]]:
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
            or (_rebuild(config, asset) and asset not in done.changed)
        ]

        def read(batch: list[int]) -> Write:
            rows = {asset: rest for asset, *rest in source_rows(source, [a for a in batch if a in prints])}

            def write(writing, asset: int) -> tuple[int, int, str]:
                state = states.get(asset)
                if read_states(writing, [asset]).get(asset) != state:
                    raise _MovedError
                if asset not in prints:
                    return daily_stage.remove(writing, asset, state)
                built = daily.build(*rows[asset], config.timezone)
                return daily_stage.write(writing, asset, built, prints[asset], state, _rebuild(config, asset))

            return write

        return todo, read

    with two_connections(config, f"bars_1d {shard}") as (reader, writer):
        return _refresh(reader, writer, BARS_1D, f"1D bars, shard {shard}", prepare)


def refresh_stage(config: Config, stage: Stage, shard: int, fresh: set[int] | None = None) -> Outcome:
    """Bring one family of bars or EMAs of a shard up to date with the 1D bars.

    fresh: the assets that may get EMAs; None for all. Others keep what they have, but lose it with their bars.
    """

    def prepare(cursor, done: Outcome) -> tuple[list[int], Callable[[list[int]], Write]]:
        digests, states, decisions = decide(config, stage, shard, cursor, fresh)
        done.skipped = {decision.asset: decision.reason for decision in decisions if decision.action == "skip"}
        todo = {
            decision.asset: decision
            for decision in decisions
            if decision.action not in ("nothing", "skip")
            and not (decision.asset in done.changed and _rebuild(config, decision.asset))
        }

        def read(batch: list[int]) -> Write:
            histories = read_daily(cursor, batch)

            def write(writing, asset: int) -> tuple[int, int, str]:
                digest, history, decision = digests.get(asset), histories.get(asset), todo[asset]
                if digest and (history is None or daily.digest(history) != digest):
                    raise AssetError(
                        f"its 1D bars are not those that Freshbars wrote: another program changed {BARS_1D}; "
                        f"run once with --config rebuild={asset}"
                    )
                if stage.states(writing, [asset]).get(asset) != states.get(asset):
                    raise _MovedError
                written, deleted = stage.write(writing, decision, states.get(asset), history, digest)
                return written, deleted, f"{decision.action}: {decision.reason}"

            return write

        return list(todo), read

    with two_connections(config, f"{stage.rule} {stage.name} {shard}") as (reader, writer):
        stage.describe_timeframes(writer)
        return _refresh(reader, writer, stage.table.name, f"{stage.rule} {stage.name}, shard {shard}", prepare)


def _refresh(reader: Connection, writer: Connection, table: str, what: str, prepare: Callable) -> Outcome:
    """Write every asset that is behind, in a transaction of its own; begin anew where other processes wrote some.

    prepare: given a cursor on a snapshot and what is done so far, the assets to write, and how to read a batch of them.
    """
    outcome = Outcome()
    for _ in range(TRIES):
        with reading(reader) as cursor:
            todo, read = prepare(cursor, outcome)
            progress = Progress(what, len(todo))
            moved = False
            for batch in _batches(todo):
                write = read(batch)
                for asset in batch:
                    with isolated(outcome, asset, writer):
                        try:
                            with transaction(writer, table, asset) as writing:
                                done = write(writing, asset)
                            _note(outcome, asset, *done)
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


def _note(outcome: Outcome, asset: int, written: int, deleted: int, words: str) -> None:
    # What failed in an earlier try has come right.
    outcome.problems.pop(asset, None)
    outcome.written += written
    outcome.deleted += deleted
    outcome.changed[asset] = words
    log.debug("asset %s: %s (%d rows written, %d deleted)", asset, words, written, deleted)


def _wanted(config: Config, asset: int) -> bool:
    return config.ids is None or asset in config.ids


def _rebuild(config: Config, asset: int) -> bool:
    return config.rebuild == "all" or (config.rebuild is not None and asset in config.rebuild)


def _batches(items: list) -> Iterator[list]:
    return (items[i : i + BATCH] for i in range(0, len(items), BATCH))
