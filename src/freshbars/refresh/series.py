"""One family of timeframe bars or of EMAs, as a configuration wants it: its series, and how they are computed."""

from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property

import numpy as np

from freshbars.compute import versions
from freshbars.compute.emas import EmaFold
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, BarFamily, EmaFamily
from freshbars.compute.fold import Emission, Fold, move_header
from freshbars.compute.histories import Histories
from freshbars.compute.instants import local_days
from freshbars.compute.layout import finish_changed
from freshbars.compute.timeframe import DAILY, Timeframe
from freshbars.compute.timeframe_bars import BarFold
from freshbars.config import Config
from freshbars.database.tables import TABLES
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.stage import Columns


class Series:
    """The series of a family. ``rule``: bars or emas; ``name``: of the family."""

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
        self.finished_only = getattr(config.rows, rule) == "finished"
        self.version = f"{rule} {versions.BARS}{f'.{versions.EMAS}' if rule == 'emas' else ''} in {config.timezone}"
        self.version += ", finished rows only" if self.finished_only else ""
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

    def only(self, tfs: Iterable[str], periods: Iterable[int]) -> "Series":
        """The family with some of its timeframes and periods."""
        some = copy(self)
        for cached in ("fold", "wanted"):
            vars(some).pop(cached, None)
        some.timeframes = {label: self.timeframes[label] for label in self.timeframes if label in tfs}
        some.periods = tuple(period for period in self.periods if period in periods)
        return some

    @property
    def of_periods(self) -> str:
        """SQL for the rows of the family's periods."""
        return f" AND period = ANY('{{{','.join(map(str, self.periods))}}}')" if self.rule == "emas" else ""

    def is_new(self, decision: Decision) -> np.ndarray:
        """Which series are new in the configuration: timeframes by periods."""
        pairs = [[(tf, period) in decision.new_series for period in self.periods] for tf in self.timeframes]
        return np.array(pairs, bool)

    def since(self, decision: Decision, days: np.ndarray, closes: np.ndarray) -> np.ndarray:
        """The number of the daily bar from which on a decision wants the rows of each series: timeframes by periods.

        days, closes: of all of the asset's daily bars.
        """
        k, following = len(days), None
        if decision.action == Action.BUILD:
            k = 0
        elif decision.change:
            k = int(np.searchsorted(closes, decision.change.from_ts))
            if decision.change.next_ts is not None:
                following = int(local_days(np.array([decision.change.next_ts]), self.timezone)[0])
        since = np.full((len(self.timeframes), len(self.periods)), k)
        for t, timeframe in enumerate(self.timeframes.values()):
            if decision.change and finish_changed(timeframe, days, k, following):
                since[t] = k - 1
        return np.where(self.is_new(decision), 0, since)

    def rebuilt(self, asset: int, history: np.ndarray) -> tuple[Iterator[Columns], np.ndarray]:
        """All rows of an asset as its daily bars (dtype DAILY) make them, and its state once they are taken."""
        histories = Histories.whole({asset: history}, self.timezone)
        labels, carry = np.array([tf.encode() for tf in self.timeframes]), self.fold.empty(1)
        since = np.zeros((1, len(self.timeframes), len(self.periods)), np.int64)
        emission = Emission(since, self.finished_only)

        def rows() -> Iterator[Columns]:
            for block in self.fold.advance(carry, histories, self.fold.lay_out(histories), emission):
                yield {"id": np.full(len(block.asset), asset), "tf": labels[block.tf], **block.columns}
            move_header(carry, histories)

        return rows(), carry
