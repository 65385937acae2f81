"""The work of a family for some assets: each is advanced from a state along its history, and what differs is replaced.

No stored row is read: the rows that are to go are those that the fold makes of the daily bars as they were. They are
deleted as ranges and counted; an asset that had others stored is built from scratch.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from freshbars.compute.fold import Block, Emission, Stop
from freshbars.compute.instants import years
from freshbars.compute.series import Series
from freshbars.database.connection import Cursor
from freshbars.refresh.chunks import Chunk, SideBySide
from freshbars.refresh.decision import Action
from freshbars.refresh.replacement import from_first_days, gathered, replacement
from freshbars.refresh.stage import Batch, Columns, Step, StoredBars, Work
from freshbars.refresh.tails import Tail, TailReader
from freshbars.store.checkpoints import Checkpoint, forget_checkpoints, write_checkpoints
from freshbars.store.daily_state import delete_states
from freshbars.store.deletes import OfAssets, OfSeries
from freshbars.store.series_state import SeriesState, write_series
from freshbars.store.series_tables import SeriesTable


class SeriesBatch(Batch):
    """Series of some assets."""

    def __init__(self, series: Series, table: SeriesTable, bars: StoredBars, work: Work, ids: Sequence[int]) -> None:
        super().__init__()
        self.series, self.table, self.bars, self.work = series, table, bars, work
        self.decisions = {asset: work.decisions[asset] for asset in ids}
        self.gone = [asset for asset in ids if self.decisions[asset].action == Action.DELETE]
        self.reader = TailReader(series, table, bars, work)
        self.sides = SideBySide(series, bars.calendars, self.reader.earlier)
        # What each asset came to, and the checkpoints along its tail.
        self.ends: dict[int, _End] = {}
        self.checkpoints: dict[int, list[Checkpoint]] = {}
        # Since when earlier checkpoints do not count any more; None for all of them.
        self.outdated: dict[int, int | None] = dict.fromkeys(self.gone)
        # Assets whose stored rows were not as many as were to be deleted.
        self.tampered: list[int] = []

    def steps(self) -> Iterator[Step]:
        """What is to be written, in order."""
        if self.gone:
            yield Step(self.table.rows, [OfAssets(self.gone)], iter(()))
        tails = self.reader.tails([asset for asset in self.decisions if asset not in set(self.gone)])
        self._take_note()
        built = {asset: tail for asset, tail in tails.items() if self.decisions[asset].action == Action.BUILD}
        if built:
            yield self._build(built)
        yield from self._replace({asset: tail for asset, tail in tails.items() if asset not in built})
        if self.tampered:
            yield self._build(self.reader.rebuilt(self.tampered, "its stored rows were not those that were written"))
            self._take_note()
        self.done.decisions |= {a: d for a, d in self.decisions.items() if a not in self.done.problems}

    def save(self, cursor: Cursor) -> None:
        """Store the states and checkpoints."""
        delete_states(cursor, self.table.state, self.gone)
        write_series(cursor, self.table.state, {asset: self._state(asset) for asset in self.ends})
        forget_checkpoints(cursor, self.table.name, self.outdated)
        write_checkpoints(cursor, self.table.name, self.checkpoints)

    def _take_note(self) -> None:
        self.decisions |= self.reader.decisions
        self.done.problems |= self.reader.problems

    def _build(self, tails: Mapping[int, Tail]) -> Step:
        """All rows of assets from scratch."""
        series = self.series
        deletes = OfSeries(list(tails), list(series.timeframes), series.periods)

        def rows() -> Iterator[Columns]:
            for chunk in self.sides.chunks(tails):
                for block in self._advance(chunk, []):
                    if len(block.asset):
                        yield self._columns(chunk, {"asset": block.asset, "tf": block.tf, **block.columns})

        return Step(self.table.rows, [deletes], rows())

    def _replace(self, tails: Mapping[int, Tail]) -> Iterator[Step]:
        """The rows that differ from those of the daily bars as they were, and all of series that are new."""
        for asset, tail in tails.items():
            # Rows of a series that was configured before.
            leftovers = [OfSeries([asset], [tf], [period]) for tf, period in sorted(tail.new_series)]
            if leftovers:
                yield Step(self.table.rows, leftovers, iter(()))
        overwritten = {asset: tail for asset, tail in tails.items() if tail.differs_to_the_end}
        for chunk in self.sides.chunks(overwritten):
            yield from self._overwrite(chunk)
        for chunk in self.sides.chunks({asset: tail for asset, tail in tails.items() if asset not in overwritten}):
            since, part = self.sides.compared_since(chunk), chunk.histories
            first = (since.min(axis=(1, 2)) - part.skipped).clip(0, part.counts - 1)
            before = Stop(chunk.carry.copy(), first)
            new = gathered(self._advance(chunk, [before]))
            old = gathered(self.sides.as_it_was(chunk, before, since))
            change = replacement(self.series, self.table.time, part.ids, new, old)
            already = self.done.deleted.copy()
            deletes = [change.deletes] if len(change.deletes.ids) else []
            yield Step(self.table.rows, deletes, iter([self._columns(chunk, change.new)] if change.new else []))
            self._check(dict(zip(part.ids.tolist(), change.deleted.tolist(), strict=True)), already)

    def _overwrite(self, chunk: Chunk) -> Iterator[Step]:
        """All rows from the first daily bar that differs on, uncompared: those before it are as many as before."""
        already, written = self.done.deleted.copy(), self.done.written.copy()
        blocks = self._advance(chunk, [])
        rows = (self._columns(chunk, {"asset": b.asset, "tf": b.tf, **b.columns}) for b in blocks if len(b.asset))
        yield Step(self.table.rows, [from_first_days(self.series, chunk)], rows)
        expected = {}
        for asset in chunk.histories.ids.tolist():
            state, kept = self.work.states[asset], self.ends[asset].n_rows - self.done.written[asset] + written[asset]
            if state.series <= self.series.wanted:
                expected[asset] = state.n_rows - kept
        self._check(expected, already)

    def _check(self, expected: Mapping[int, int], already: Mapping[int, int]) -> None:
        """Note the assets of which other than the expected number of rows was deleted. already: how many were before."""
        for asset, rows in expected.items():
            if self.writes and self.done.deleted[asset] - already[asset] != rows:
                self.tampered.append(asset)

    def _advance(self, chunk: Chunk, stops: list[Stop]) -> Iterator[Block]:
        """The wanted rows; notes what the states and checkpoints of the assets will be."""
        series, part = self.series, chunk.histories
        ends = [_year_ends(tail.new) for tail in chunk.tails]
        rounds = np.array([[*days, *[0] * (max(map(len, ends)) - len(days))] for days in ends], np.int64).T
        marks = [Stop(series.fold.empty(len(ends)), days) for days in rounds]
        emission = Emission(chunk.since, series.finished_only)
        yield from series.fold.advance(chunk.carry, part, chunk.layout, emission, [*stops, *marks])
        for i, asset in enumerate(part.ids.tolist()):
            carries = [mark.carry[i].tobytes() for mark in marks]
            self._note(asset, chunk, i, int(emission.totals[i]), carries, ends[i])

    def _note(self, asset: int, chunk: Chunk, i: int, total: int, carries: list[bytes], ends: list[int]) -> None:
        """Note what an asset's state and checkpoints will be. carries: the states before the year ends of its tail."""
        tail, tfs = chunk.tails[i], tuple(self.series.timeframes)
        self.ends[asset] = _End(chunk.carry[i].tobytes(), tail, total if tail.is_whole else None)
        closes = tail.new["time_close"].tolist()
        self.checkpoints[asset] = [
            Checkpoint(closes[k], tail.chain[k].hex(), self._version(asset, closes[k]), tfs, self.series.periods, carry)
            for k, carry in zip(ends, carries, strict=False)
        ]
        if tail.is_whole:
            self.outdated[asset] = None
        elif ends or self.decisions[asset].action != Action.APPEND:
            self.outdated[asset] = tail.starts_at

    def _version(self, asset: int, last_ts: int) -> str:
        return str(self.series.version_of(self.bars.calendars.get(asset), self.series.timeframes, last_ts))

    def _state(self, asset: int) -> tuple[SeriesState, bytes]:
        """An asset's state now that its rows are written, with what it can be resumed from."""
        end, series = self.ends[asset], self.series
        n_rows, last_ts = end.n_rows, int(end.tail.new["time_close"][-1])
        if n_rows is None:
            n_rows = self.work.states[asset].n_rows + self.done.written[asset] - self.done.deleted[asset]
        before, now = (one.hex() for one in end.tail.chain[-2:])
        version, tfs = self._version(asset, last_ts), tuple(series.timeframes)
        return SeriesState(now, version, tfs, series.periods, last_ts, n_rows, before), end.carry

    def _columns(self, chunk: Chunk, rows: Columns) -> Columns:
        """The columns of a table, from rows with their asset and timeframe by number."""
        values = {name: values for name, values in rows.items() if name not in ("asset", "tf")}
        return {"id": chunk.histories.ids[rows["asset"]], "tf": self.series.labels[rows["tf"]], **values}


class _End(NamedTuple):
    """What an asset came to: its state, its tail, and how many rows it has if all of them were made."""

    carry: bytes
    tail: Tail
    n_rows: int | None


def _year_ends(bars: np.ndarray) -> list[int]:
    """The numbers of the daily bars that are the last of a year, as far as the next year has begun."""
    year = years(bars["time_close"])
    return np.flatnonzero(year[1:] != year[:-1]).tolist()
