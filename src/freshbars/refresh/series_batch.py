"""The work of a family for some assets: each is advanced from a state along its history, and what differs is replaced.

No stored row is read: the rows that are to go are those that the fold makes of the daily bars as they were. They are
deleted as ranges and counted; an asset that had others stored is built from scratch.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import first_difference
from freshbars.compute.fold import Block, Emission, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.instants import years
from freshbars.compute.layout import Layout
from freshbars.compute.series import Series
from freshbars.database.connection import Cursor
from freshbars.refresh.decision import Action
from freshbars.refresh.replacement import gathered, replacement
from freshbars.refresh.stage import Batch, Columns, Step, StoredBars, Work
from freshbars.refresh.tails import Tail, TailReader
from freshbars.store.checkpoints import Checkpoint, forget_checkpoints, write_checkpoints
from freshbars.store.deletes import OfAssets, OfSeries
from freshbars.store.series_state import SeriesState, delete_series, write_series
from freshbars.store.series_tables import SeriesTable

NEVER = np.iinfo(np.int64).max


@dataclass
class Chunk:
    """Some assets side by side: their states before the bars of their tails, and these. since: see ``Emission``."""

    tails: list[Tail]
    carry: np.ndarray
    histories: Histories
    layout: Layout
    since: np.ndarray


class SeriesBatch(Batch):
    """Series of some assets."""

    def __init__(self, series: Series, table: SeriesTable, bars: StoredBars, work: Work, ids: Sequence[int]) -> None:
        super().__init__()
        self.series, self.table, self.bars, self.work = series, table, bars, work
        self.decisions = {asset: work.decisions[asset] for asset in ids}
        self.gone = [asset for asset in ids if self.decisions[asset].action == Action.DELETE]
        self.reader = TailReader(series, table, bars, work)
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
        delete_series(cursor, self.table.state, self.gone)
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
            for chunk in self._chunks(tails):
                for block in self._advance(chunk, []):
                    if len(block.asset):
                        yield self._columns(chunk, {"asset": block.asset, "tf": block.tf, **block.columns})

        return Step(self.table.rows, [deletes], rows())

    def _replace(self, tails: Mapping[int, Tail]) -> Iterator[Step]:
        """The rows that differ from those of the daily bars as they were, and all of series that are new."""
        for asset in tails:
            # Rows of a series that was configured before.
            new = sorted(self.decisions[asset].new_series)
            leftovers = [OfSeries([asset], [tf], [period]) for tf, period in new]
            if leftovers:
                yield Step(self.table.rows, leftovers, iter(()))
        for chunk in self._chunks(tails):
            since, part = self._compared_since(chunk), chunk.histories
            first = (since.min(axis=(1, 2)) - part.skipped).clip(0, part.counts - 1)
            before = Stop(chunk.carry.copy(), first)
            new = gathered(self._advance(chunk, [before]))
            old = gathered(self._as_it_was(chunk, before, since))
            ids = chunk.histories.ids
            change = replacement(self.series, self.table.time, ids, new, old)
            already = self.done.deleted.copy()
            deletes = [change.deletes] if len(change.deletes.ids) else []
            yield Step(self.table.rows, deletes, iter([self._columns(chunk, change.new)] if change.new else []))
            if self.writes:
                gone = np.array([self.done.deleted[asset] - already[asset] for asset in ids.tolist()])
                self.tampered += ids[gone != change.deleted].tolist()

    # -- assets side by side ---------------------------------------------------------------------------------------

    def _chunks(self, tails: Mapping[int, Tail]) -> Iterator[Chunk]:
        """Assets, as many at once as fit into memory."""
        if not tails:
            return
        series, every = self.series, list(tails.values())
        carries = np.concatenate([tail.carry for tail in every])
        histories = self._histories(np.array(list(tails)), [tail.new for tail in every], carries)
        for some in series.fold.chunks(histories.counts, len(series.wanted)):
            part, carry = histories.of(some), carries[some]
            layout = series.fold.lay_out(part)
            part = self._with_earlier(carry, part, layout)
            chunk = Chunk([every[i] for i in some], carry, part, layout, np.zeros((len(some), *series.shape), np.int64))
            for i, asset in enumerate(part.ids.tolist()):
                if self.decisions[asset].action != Action.BUILD:
                    chunk.since[i] = self._since(chunk, i)
            yield chunk

    def _histories(self, ids: np.ndarray, bars: Sequence[np.ndarray], carry: np.ndarray) -> Histories:
        counts, known = np.array([len(some) for some in bars]), (carry["first_day"].copy(), carry["skipped"].copy())
        return Histories.following(ids, np.concatenate(bars), counts, *known, self.series.timezone, self.bars.calendars)

    def _with_earlier(self, carry: np.ndarray, histories: Histories, layout: Layout) -> Histories:
        needs = histories.ids[self.series.fold.needs_history(carry, histories, layout)].tolist()
        return replace(histories, earlier=self.reader.earlier(needs)) if needs else histories

    def _since(self, chunk: Chunk, i: int) -> np.ndarray:
        """The number of the daily bar from which on rows are compared, for each timeframe and period of an asset."""
        tail, part = chunk.tails[i], chunk.histories
        k = first_difference(tail.old, tail.new)
        since = np.full(self.series.shape, len(tail.new) if k is None else k)
        if k == len(tail.old):
            # Of the newest known day those rows differ whose bar the next day finished.
            at = part.starts[i] + k - 1
            since -= (chunk.layout.finished[:, at] != chunk.layout.alone[:, at])[:, None]
        elif k:
            # The day before may cease to finish a bar, or come to do so.
            since -= 1
        return np.where(self._is_new(int(part.ids[i])), 0, since + part.skipped[i])

    def _compared_since(self, chunk: Chunk) -> np.ndarray:
        """The number of the daily bar from which on rows are compared with what was: those of new series with nothing."""
        is_new = np.array([self._is_new(asset) for asset in chunk.histories.ids.tolist()])
        return np.where(is_new, NEVER, chunk.since)

    def _as_it_was(self, chunk: Chunk, before: Stop, since: np.ndarray) -> Iterator[Block]:
        """The rows that the daily bars as they were make from some on. before: states of a day that is the same in both."""
        part, fold = chunk.histories, self.series.fold
        olds = [tail.old[day:] for tail, day in zip(chunk.tails, before.day.tolist(), strict=True)]
        end = part.skipped + before.day + [len(old) for old in olds]
        some = np.flatnonzero((since < end[:, None, None]).any(axis=(1, 2)))
        if not len(some):
            return
        carry = before.carry[some]
        histories = self._histories(part.ids[some], [olds[i] for i in some.tolist()], carry)
        layout = fold.lay_out(histories)
        histories = self._with_earlier(carry, histories, layout)
        for block in fold.advance(carry, histories, layout, Emission(since[some], self.series.finished_only)):
            yield block._replace(asset=some[block.asset])

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

    def _is_new(self, asset: int) -> np.ndarray:
        """Which series are new in the configuration: timeframes by periods."""
        new, series = self.decisions[asset].new_series, self.series
        return np.array([[(tf, period) in new for period in series.periods] for tf in series.timeframes], bool)


class _End(NamedTuple):
    """What an asset came to: its state, its tail, and how many rows it has if all of them were made."""

    carry: bytes
    tail: Tail
    n_rows: int | None


def _year_ends(bars: np.ndarray) -> list[int]:
    """The numbers of the daily bars that are the last of a year, as far as the next year has begun."""
    year = years(bars["time_close"])
    return np.flatnonzero(year[1:] != year[:-1]).tolist()
