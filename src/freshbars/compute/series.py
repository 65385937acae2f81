"""A family of timeframe bars or of EMAs with its timeframes and periods: which series there are, how they are computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from freshbars.compute.emas import EmaFold
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, BarFamily, EmaFamily
from freshbars.compute.fold import Block, Emission, Fold
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from freshbars.compute.sessions import EVERY_DAY, Calendars, Sessions, end_of_year
from freshbars.compute.timeframe import DAILY, Timeframe
from freshbars.compute.timeframe_bars import BarFold
from freshbars.compute.versions import SeriesVersion
from freshbars.compute.windows import years_of


@dataclass(frozen=True, eq=False)
class Series:
    """The series of a family. ``rule``: bars or emas; ``name``: of the family; bars have the one period 0.

    timeframes: by label, in the order of the key. finished_only: rows of finished bars, no previews.
    """

    rule: str
    name: str
    timeframes: dict[str, Timeframe]
    periods: tuple[int, ...]
    timezone: str
    finished_only: bool

    @classmethod
    def of(
        cls, rule: str, name: str, timeframes: Iterable[Timeframe], periods: Iterable[int], timezone: str,
        finished_only: bool,
    ) -> "Series":  # fmt: skip
        """The series of a family over the timeframes that are configured for its bars."""
        timeframes = [*timeframes]
        if rule == "emas" and EMA_FAMILIES[name].has_1d:
            timeframes.append(DAILY)
        # In the order of the key: rows that arrive sorted fill the pages of its index.
        ordered = {timeframe.label: timeframe for timeframe in sorted(timeframes, key=lambda one: one.label)}
        return cls(rule, name, ordered, tuple(sorted(periods)) if rule == "emas" else (0,), timezone, finished_only)

    @cached_property
    def family(self) -> BarFamily | EmaFamily:
        """What distinguishes the family."""
        return BAR_FAMILIES[self.name] if self.rule == "bars" else EMA_FAMILIES[self.name]

    @property
    def bars(self) -> str:
        """The family of the bars that these series are, or follow."""
        return self.name if self.rule == "bars" else EMA_FAMILIES[self.name].bars

    @cached_property
    def version(self) -> SeriesVersion:
        """How the series of an asset without a calendar are computed."""
        return SeriesVersion(self.rule, self.timezone, self.finished_only)

    def version_of(self, sessions: Sessions | None, tfs: Iterable[str], last_ts: int) -> SeriesVersion:
        """How an asset's series are computed up to a daily bar: with its sessions to the end of all windows under way.

        Sessions that are added later change nothing that is stored, and so not this.
        """
        if sessions is None:
            return self.version
        return self.version._replace(sessions=sessions.mark(end_of_year(last_ts, _years(tuple(tfs)))))

    @cached_property
    def fold(self) -> Fold:
        """How rows are computed."""
        timeframes = tuple(self.timeframes.values())
        if self.rule == "bars":
            return BarFold(timeframes)
        return EmaFold(EMA_FAMILIES[self.name], timeframes, self.periods)

    @cached_property
    def wanted(self) -> set[tuple[str, int]]:
        """All pairs of timeframe and period."""
        return {(tf, period) for tf in self.timeframes for period in self.periods}

    @property
    def shape(self) -> tuple[int, int]:
        """How many timeframes and periods."""
        return len(self.timeframes), len(self.periods)

    @cached_property
    def labels(self) -> np.ndarray:
        """The labels of the timeframes, by number."""
        return np.array([label.encode() for label in self.timeframes])

    def only(self, tfs: Iterable[str], periods: Iterable[int]) -> "Series":
        """The family with some of its timeframes and periods."""
        tfs, periods = set(tfs), set(periods)
        timeframes = {label: timeframe for label, timeframe in self.timeframes.items() if label in tfs}
        return replace(self, timeframes=timeframes, periods=tuple(p for p in self.periods if p in periods))

    def computed(
        self, found: dict[int, np.ndarray], finished_only: bool, calendars: Calendars
    ) -> Iterator[tuple[Histories, Layout, Iterator[Block]]]:
        """The rows of assets as their daily bars (dtype DAILY) make them, as many assets at once as fit into memory."""
        histories = Histories.whole(found, self.timezone, calendars)
        for some in self.fold.chunks(histories.counts, len(self.wanted)):
            part = histories.of(some)
            layout = self.fold.lay_out(part)
            emission = Emission(np.zeros((len(some), *self.shape), np.int64), finished_only)
            yield part, layout, self.fold.advance(self.fold.empty(len(some)), part, layout, emission)

    def rebuilt(
        self, asset: int, history: np.ndarray, calendars: Calendars = EVERY_DAY
    ) -> tuple[Iterator[dict[str, np.ndarray]], np.ndarray]:
        """All rows of an asset as its daily bars (dtype DAILY) make them, and its state once they are taken."""
        histories, carry = Histories.whole({asset: history}, self.timezone, calendars), self.fold.empty(1)
        emission = Emission(np.zeros((1, *self.shape), np.int64), self.finished_only)

        def rows() -> Iterator[dict[str, np.ndarray]]:
            for block in self.fold.advance(carry, histories, self.fold.lay_out(histories), emission):
                yield {"id": np.full(len(block.asset), asset), "tf": self.labels[block.tf], **block.columns}

        return rows(), carry


@lru_cache
def _years(labels: tuple[str, ...]) -> int:
    """Years within which every window ends that a day lies in."""
    return max([1, *(years_of(Timeframe.parse(label)) for label in labels)])
