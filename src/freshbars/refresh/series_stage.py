"""The stages of timeframe bars and EMAs: 1D bars in, the rows of all series of a family out."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property

import numpy as np

from freshbars.compute import versions
from freshbars.compute.emas import EmaFold
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, BarFamily, EmaFamily
from freshbars.compute.fold import Emission, Fold, move_header
from freshbars.compute.histories import Histories
from freshbars.compute.instants import instant
from freshbars.compute.timeframe import DAILY, Timeframe
from freshbars.compute.timeframe_bars import BarFold
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.tables import TABLES
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.series_batch import SeriesBatch
from freshbars.refresh.stage import Columns, StoredBars, Work
from freshbars.state.change_log import ChangeLog
from freshbars.state.series import SeriesState, read_series


class SeriesStage:
    """One family of timeframe bars or of EMAs, as a configuration wants it."""

    def __init__(self, config: Config, rule: str, name: str) -> None:
        self.config, self.rule, self.name = config, rule, name
        self.timezone = config.timezone
        self.family: BarFamily | EmaFamily = BAR_FAMILIES[name] if rule == "bars" else EMA_FAMILIES[name]
        self.bars = name if rule == "bars" else self.family.bars
        timeframes: tuple[Timeframe, ...] = getattr(config.bars, self.bars)
        if rule == "emas" and self.family.has_1d:
            timeframes = (DAILY, *timeframes)
        # In the order of the key: rows that arrive sorted fill the pages of its index.
        self.timeframes = {timeframe.label: timeframe for timeframe in sorted(timeframes, key=lambda one: one.label)}
        self.periods = tuple(sorted(config.emas.periods)) if rule == "emas" else (0,)
        self.version = f"{rule} {versions.BARS}{f'.{versions.EMAS}' if rule == 'emas' else ''} in {config.timezone}"
        self.table = TABLES[self.family.table]
        self.state_table = f"{self.family.table}_state"
        self.lock = self.table.name
        self.time = "time_close" if rule == "bars" else "ts"

    @cached_property
    def fold(self) -> Fold:
        """How rows are computed."""
        timeframes = tuple(self.timeframes.values())
        return BarFold(timeframes) if self.rule == "bars" else EmaFold(self.family, timeframes, self.periods)

    @cached_property
    def wanted(self) -> set[tuple[str, int]]:
        """All pairs of timeframe and period that the configuration asks for."""
        return {(tf, period) for tf in self.timeframes for period in self.periods}

    def only(self, tfs: Iterable[str], periods: Iterable[int]) -> "SeriesStage":
        """The stage with some of its timeframes and periods."""
        some = copy(self)
        for cached in ("fold", "wanted"):
            vars(some).pop(cached, None)
        some.timeframes = {label: self.timeframes[label] for label in self.timeframes if label in tfs}
        some.periods = tuple(period for period in self.periods if period in periods)
        return some

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> Work:
        """What to do for each asset of a shard; reads only.

        fresh: the assets that may get EMAs; None for all. Others keep what they have, but lose it with their bars.
        """
        config, cursor = self.config, bars.cursor
        daily = {asset: s for asset, s in bars.states().items() if s.bars_digest and asset % config.shards == shard}
        cursor.execute(f"SELECT id FROM {self.state_table}")
        known = {row[0] for row in cursor if row[0] % config.shards == shard}
        ids = sorted(asset for asset in daily.keys() | known if config.wants(asset))
        digests = {asset: state.bars_digest for asset, state in daily.items()}
        states = read_series(cursor, self.state_table, ids)
        changes = bars.changes([a for a, s in states.items() if digests.get(a) not in (None, s.built_from)])
        work = Work(states=states, digests=digests)
        behind = self._bars_behind(bars, ids, digests)
        for asset in ids:
            digest, state = digests.get(asset), states.get(asset)
            if digest and fresh is not None and asset not in fresh:
                continue
            if digest and asset in behind:
                work.decisions[asset] = Decision(asset, Action.SKIP, behind[asset])
                continue
            decision = self.decide_one(asset, digest, state, changes)
            work.decisions[asset] = decision
            appends = decision.action in (Action.APPEND, Action.NOTHING, Action.DELETE)
            work.days[asset] = 1 if appends else daily[asset].n_bars
        return work

    def decide_one(self, asset: int, digest: str | None, state: SeriesState | None, log: ChangeLog) -> Decision:
        """What to do for an asset whose daily bars have this digest (None where it has none)."""
        if digest is None:
            return (
                Decision(asset, Action.DELETE, "its daily bars are gone") if state else Decision(asset, Action.NOTHING)
            )
        if self.config.rebuilds(asset):
            return Decision(asset, Action.BUILD, "a rebuild was asked for")
        if state is None:
            return Decision(asset, Action.BUILD, "never built")
        if state.version != self.version:
            return Decision(asset, Action.BUILD, f"built by '{state.version}', now '{self.version}'")
        new = frozenset(self.wanted - state.series)
        change = None
        if state.built_from != digest:
            change = log.since(asset, state.built_from)
            if change is None:
                return Decision(asset, Action.BUILD, "no record of what changed since it was built")
            if change.from_ts > state.last_ts:
                words = f"new days after {instant(state.last_ts):%Y-%m-%d}"
                return Decision(asset, Action.APPEND, words, change, new)
            words = f"daily bars changed from {instant(change.from_ts):%Y-%m-%d} on"
            return Decision(asset, Action.REWRITE, words, change, new)
        if new:
            return Decision(asset, Action.EXTEND, f"new series: {_labels(new)}", None, new)
        if self.wanted != state.series:
            return Decision(asset, Action.FORGET, f"no longer configured: {_labels(state.series - self.wanted)}")
        return Decision(asset, Action.NOTHING)

    def _bars_behind(self, bars: StoredBars, ids: Sequence[int], digests: dict[int, str]) -> dict[int, str]:
        """Why EMAs cannot be computed on the bars as they are, for each asset of which that is so."""
        if self.rule == "bars" or bars.series_follow or not getattr(self.config.bars, self.bars):
            return {}
        base = SeriesStage(self.config, "bars", self.bars)
        states, found = read_series(bars.cursor, base.state_table, ids), {}
        for asset in ids:
            state = states.get(asset)
            if state is None or state.built_from != digests.get(asset) or state.version != base.version:
                found[asset] = f"its {base.name} bars are behind its 1D bars; refresh the bars first"
            elif missing := base.timeframes.keys() - set(state.tfs):
                found[asset] = f"its {base.name} bars lack {', '.join(sorted(missing))}; refresh the bars first"
        return found

    def rebuilt(self, asset: int, history: np.ndarray) -> tuple[Iterator[Columns], np.ndarray]:
        """All rows of an asset as its daily bars (dtype DAILY) make them, and its state once they are taken."""
        histories = Histories.whole({asset: history}, self.timezone)
        labels, carry = np.array([tf.encode() for tf in self.timeframes]), self.fold.empty(1)
        emission = Emission(np.zeros((1, len(self.timeframes), len(self.periods)), np.int64))

        def rows() -> Iterator[Columns]:
            for block in self.fold.advance(carry, histories, self.fold.lay_out(histories), emission):
                yield {"id": np.full(len(block.asset), asset), "tf": labels[block.tf], **block.columns}
            move_header(carry, histories)

        return rows(), carry

    def batch(self, bars: StoredBars, work: Work, ids: Sequence[int]) -> SeriesBatch:
        """The work for some assets."""
        return SeriesBatch(self, bars, work, ids)

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""
        return {asset: state.row_version for asset, state in read_series(cursor, self.state_table, ids).items()}


def _labels(series: Iterable[tuple[str, int]]) -> str:
    tfs = sorted({tf for tf, _ in series})
    periods = sorted({period for _, period in series if period})
    some = ", ".join(tfs[:6]) + (f" and {len(tfs) - 6} more" if len(tfs) > 6 else "")
    return some + (f" with periods {', '.join(map(str, periods))}" if periods else "")
