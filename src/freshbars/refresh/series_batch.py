"""The work of a family for some assets: go on from their states if that will do, else from their first day."""

from collections.abc import Iterator, Sequence

import numpy as np

from freshbars.compute.daily_bars import DAILY, chained
from freshbars.compute.fold import Emission
from freshbars.compute.histories import Histories
from freshbars.compute.instants import instant
from freshbars.compute.sessions import trading_days
from freshbars.database.connection import Cursor
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.resume import resumable
from freshbars.refresh.rewrite import Rewriter
from freshbars.refresh.series import Series
from freshbars.refresh.stage import Batch, Columns, Delete, Step, StoredBars, Work
from freshbars.store.series_state import SeriesState, write_series

FOREIGN = (
    "its 1D bars are not those that Freshbars wrote: another program changed {}; run once with --config rebuild={}"
)


class SeriesBatch(Batch):
    """Series of some assets."""

    def __init__(self, stage: Series, bars: StoredBars, work: Work, ids: Sequence[int]) -> None:
        super().__init__()
        self.stage, self.bars, self.work, self.ids = stage, bars, work, list(ids)
        self.decisions = {asset: work.decisions[asset] for asset in ids}
        self.gone = [asset for asset in ids if self.decisions[asset].action == Action.DELETE]
        self.saved: dict[int, tuple[SeriesState, bytes]] = {}
        # Of each asset the rows that its state will count: all that it has, or those that add up to what it had.
        self.whole: dict[int, int] = {}
        self.last_ts: dict[int, int] = {}
        self.carried: dict[int, bytes] = {}

    def steps(self) -> Iterator[Step]:
        """What is to be written, in order."""
        stage = self.stage
        if self.gone:
            query = f"DELETE FROM {stage.table.name} WHERE id = ANY(%s) RETURNING id"
            yield Step(stage.table, [Delete(query, (self.gone,))], iter(()))
        resumed, carry, histories, damaged = resumable(stage, self.bars, self.work, self.ids)
        for asset in damaged:
            self.decisions[asset] = Decision(
                asset, Action.BUILD, "its state is damaged, or was made for something else"
            )
        if resumed:
            yield self._append(carry, histories)
        rest = [asset for asset in self.ids if asset not in self.gone and asset not in set(resumed)]
        found = self._histories(rest)
        whole = {a: h for a, h in found.items() if self.decisions[a].action != Action.REWRITE}
        if whole:
            yield self._from_scratch(whole)
        for asset in found.keys() - whole.keys():
            yield from self._rewrite(asset, found[asset])
        self.done.decisions |= {a: d for a, d in self.decisions.items() if a not in self.done.problems}

    def save(self, cursor: Cursor) -> None:
        """Store the states."""
        stage, states = self.stage, {}
        if self.gone:
            cursor.execute(f"DELETE FROM {stage.state_table} WHERE id = ANY(%s)", (self.gone,))
        for asset, payload in self.carried.items():
            n_rows = self.whole.get(asset)
            if n_rows is None:
                n_rows = self.work.states[asset].n_rows + self.done.written[asset] - self.done.deleted[asset]
            digest, tfs = self.work.digests[asset], tuple(stage.timeframes)
            version = stage.version_of(self.bars.calendars.get(asset), tfs, self.last_ts[asset])
            state = SeriesState(digest, version, tfs, stage.periods, self.last_ts[asset], n_rows)
            states[asset] = (state, payload)
        write_series(cursor, stage.state_table, states)

    # -- going on from states ------------------------------------------------------------------------------------

    def _append(self, carry: np.ndarray, histories: Histories) -> Step:
        """The rows of new days, and those of the day before that a new day finished."""
        stage, fold = self.stage, self.stage.fold
        layout = fold.lay_out(histories)
        first = histories.starts
        turned = (layout.finished[:, first] != layout.alone[:, first]).T
        since = (histories.skipped + 1)[:, None] - turned
        since = np.repeat(since[:, :, None], len(stage.periods), axis=2)
        asset, tf = np.nonzero(turned)
        deletes = _delete_keys(stage, histories, asset, tf, first[asset]) if len(asset) else []
        return Step(stage.table, deletes, self._advance(carry, histories, since))

    # -- from the first day on -----------------------------------------------------------------------------------

    def _histories(self, ids: list[int]) -> dict[int, np.ndarray]:
        """All daily bars of each asset; if they are not what was written, that is the asset's problem."""
        found = self.bars.histories(ids) if ids else {}
        nothing = np.empty(0, DAILY)
        for asset in ids:
            history = found.get(asset, nothing)
            days = trading_days(history, self.stage.timezone, self.bars.calendars.get(asset))
            if chained("", history) != self.work.digests[asset]:
                self.done.problems[asset] = FOREIGN.format("cmc_price_bars_1d", asset)
            elif (np.diff(days) < 1).any():
                reason = f"two of its stored 1D bars lie on one day in {self.stage.timezone}; refresh its 1D bars first"
                self.done.problems[asset] = reason
        return {asset: found[asset] for asset in ids if asset not in self.done.problems}

    def _from_scratch(self, found: dict[int, np.ndarray]) -> Step:
        """Rows of assets in which no row that is stored changes, but for those of the day before new ones."""
        stage = self.stage
        histories = Histories.whole(found, stage.timezone, self.bars.calendars)
        since = np.stack([stage.since(self.decisions[asset], histories, i) for i, asset in enumerate(found)])
        deletes = [delete for i, asset in enumerate(found) for delete in self._deletes(asset, histories, i, since[i])]
        self.whole |= dict.fromkeys(found, 0)
        return Step(stage.table, deletes, self._advance(stage.fold.empty(len(found)), histories, since))

    def _deletes(self, asset: int, histories: Histories, i: int, since: np.ndarray) -> Iterator[Delete]:
        """What must go before the rows of an asset are written."""
        stage, decision = self.stage, self.decisions[asset]
        query = f"DELETE FROM {stage.table.name} WHERE id = %s AND tf = ANY(%s)"
        if decision.action == Action.BUILD:
            yield Delete(query + stage.of_periods, (asset, list(stage.timeframes)), asset)
            return
        for tf, period in sorted(decision.new_series):
            # Rows of a series that was configured before.
            of_period = f" AND period = {period}" if stage.rule == "emas" else ""
            yield Delete(query + of_period, (asset, [tf]), asset)
        if decision.change:
            first = histories.starts[i]
            closes = histories.bars["time_close"][first : first + histories.counts[i]]
            at = int(np.searchsorted(closes, self.work.states[asset].last_ts))
            turned = np.flatnonzero(((since <= at) & ~self.stage.is_new(decision)).any(axis=1))
            if len(turned):
                several = np.full(len(turned), i)
                yield from _delete_keys(stage, histories, several, turned, np.full(len(turned), first + at))

    def _rewrite(self, asset: int, history: np.ndarray) -> Iterator[Step]:
        """Rows of an asset whose old days changed: those that differ from what is stored, some timeframes at a time."""
        stage, decision = self.stage, self.decisions[asset]
        histories = Histories.whole({asset: history}, stage.timezone, self.bars.calendars)
        since, new = stage.since(decision, histories, 0), stage.is_new(decision)
        k = int(since[~new].min(initial=len(history)))
        self.whole[asset] = 0
        blocks = self._advance(stage.fold.empty(1), histories, np.where(new, 0, k)[None], numbered=True)
        cut = int(history["time_close"][k - 1]) if k else None
        yield from Rewriter(stage, self.bars.cursor, asset, cut, decision).steps(blocks)

    # -- both ----------------------------------------------------------------------------------------------------

    def _advance(
        self, carry: np.ndarray, histories: Histories, since: np.ndarray, numbered: bool = False
    ) -> Iterator[Columns]:
        """The wanted rows of some assets; notes what their states will be.

        numbered: timeframes as numbers, not as labels.
        """
        stage, fold = self.stage, self.stage.fold
        labels = np.arange(len(stage.timeframes)) if numbered else np.array([tf.encode() for tf in stage.timeframes])
        for some in fold.chunks(histories.counts, since.shape[1] * since.shape[2]):
            part, moved = (histories, carry) if len(some) == len(carry) else (histories.of(some), carry[some])
            emission = Emission(since[some], stage.finished_only)
            for block in fold.advance(moved, part, fold.lay_out(part), emission):
                if len(block.asset):
                    yield {"id": part.ids[block.asset], "tf": labels[block.tf], **block.columns}
            newest = part.bars["time_close"][part.starts + part.counts - 1]
            for i, asset in enumerate(part.ids.tolist()):
                self.carried[asset], self.last_ts[asset] = moved[i].tobytes(), int(newest[i])
                if asset in self.whole:
                    self.whole[asset] = int(emission.totals[i])


def _delete_keys(
    stage: Series, histories: Histories, asset: np.ndarray, tf: np.ndarray, row: np.ndarray
) -> list[Delete]:
    """Delete rows of some days, by asset, timeframe and time."""
    labels = list(stage.timeframes)
    query = (
        f"DELETE FROM {stage.table.name} t USING unnest(%s::int[], %s::text[], %s::timestamptz[]) AS k (id, tf, at) "
        f"WHERE t.id = k.id AND t.tf = k.tf AND t.{stage.time} = k.at{stage.of_periods} RETURNING t.id"
    )
    ids, closes = histories.ids[asset].tolist(), histories.bars["time_close"][row].tolist()
    return [Delete(query, (ids, [labels[i] for i in tf], [instant(close) for close in closes]))]
