"""One family of timeframe bars or of EMAs, as a configuration wants it: its series, and how they are computed."""

from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property, lru_cache

import numpy as np

from freshbars.compute import versions
from freshbars.compute.emas import EmaFold
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, BarFamily, EmaFamily
from freshbars.compute.fold import Block, Emission, Fold
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from freshbars.compute.sessions import EVERY_DAY, Calendars, Sessions, end_of_year
from freshbars.compute.timeframe import DAILY, Timeframe
from freshbars.compute.timeframe_bars import BarFold
from freshbars.compute.windows import years_of
from freshbars.config import Config
from freshbars.database.tables import TABLES
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.stage import Columns

FINISHED = ", finished rows only"


@lru_cache
def _years(labels: tuple[str, ...]) -> int:
    """Years within which every window ends that a day lies in."""
    return max([1, *(years_of(Timeframe.parse(label)) for label in labels)])


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
        self.version += FINISHED if self.finished_only else ""
        self.table = TABLES[self.family.table]
        self.state_table = f"{self.family.table}_state"
        self.lock = self.table.name
        self.time = "time_close" if rule == "bars" else "ts"

    def version_of(self, sessions: Sessions | None, tfs: Iterable[str], last_ts: int) -> str:
        """The version of an asset's series up to a daily bar; with its sessions to the end of all windows under way.

        Sessions that are added later change nothing that is stored, and so not this.
        """
        if sessions is None:
            return self.version
        return f"{self.version}; {sessions.mark(end_of_year(last_ts, _years(tuple(tfs))))}"

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

    def since(self, decision: Decision, histories: Histories, i: int) -> np.ndarray:
        """The number of the daily bar from which on a decision wants the rows of each series: timeframes by periods.

        histories: all daily bars of assets, of which ``i`` is the number of this one.
        """
        k = n = int(histories.counts[i])
        if decision.action == Action.BUILD:
            k = 0
        elif decision.change:
            closes = histories.bars["time_close"][histories.starts[i] :][:n]
            k = int(np.searchsorted(closes, decision.change.from_ts))
        since = np.full((len(self.timeframes), len(self.periods)), k)
        if decision.action == Action.REWRITE:
            # The day before may cease to finish a bar; it is compared, too.
            since -= k > 0
        elif decision.change and 0 < k < n:
            layout = self.fold.lay_out(histories.part(i, k - 1, k + 1))
            since -= (layout.finished[:, 0] & ~layout.alone[:, 0])[:, None]
        return np.where(self.is_new(decision), 0, since)

    def computed(
        self, found: dict[int, np.ndarray], finished_only: bool, calendars: Calendars
    ) -> Iterator[tuple[Histories, Layout, Iterator[Block]]]:
        """The rows of assets as their daily bars (dtype DAILY) make them, as many assets at once as fit into memory."""
        histories, shape = Histories.whole(found, self.timezone, calendars), (len(self.timeframes), len(self.periods))
        for some in self.fold.chunks(histories.counts, shape[0] * shape[1]):
            part = histories.of(some)
            layout, emission = self.fold.lay_out(part), Emission(np.zeros((len(some), *shape), np.int64), finished_only)
            yield part, layout, self.fold.advance(self.fold.empty(len(some)), part, layout, emission)

    def rebuilt(
        self, asset: int, history: np.ndarray, calendars: Calendars = EVERY_DAY
    ) -> tuple[Iterator[Columns], np.ndarray]:
        """All rows of an asset as its daily bars (dtype DAILY) make them, and its state once they are taken."""
        histories = Histories.whole({asset: history}, self.timezone, calendars)
        labels, carry = np.array([tf.encode() for tf in self.timeframes]), self.fold.empty(1)
        since = np.zeros((1, len(self.timeframes), len(self.periods)), np.int64)
        emission = Emission(since, self.finished_only)

        def rows() -> Iterator[Columns]:
            for block in self.fold.advance(carry, histories, self.fold.lay_out(histories), emission):
                yield {"id": np.full(len(block.asset), asset), "tf": labels[block.tf], **block.columns}

        return rows(), carry
