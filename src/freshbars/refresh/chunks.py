"""Assets side by side: as many tails as fit into memory, laid out once, and the rows that they made as they were."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from freshbars.compute.daily_bars import first_difference
from freshbars.compute.fold import Block, Emission, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from freshbars.compute.series import Series
from freshbars.compute.sessions import Calendars
from freshbars.refresh.tails import Tail

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Chunk:
    """Some assets: their tails, their states before these, and the bars of the tails, laid out.

    since: for each asset, timeframe and period the number of the first daily bar whose row is wanted.
    """

    tails: Sequence[Tail]
    carry: np.ndarray
    histories: Histories
    layout: Layout
    since: np.ndarray


@dataclass(frozen=True)
class SideBySide:
    """What chunks are made with. earlier: reads the whole histories of assets, for ``Histories.earlier``."""

    series: Series
    calendars: Calendars
    earlier: Callable[[Iterable[int]], Mapping[int, Histories]]

    def chunks(self, tails: Mapping[int, Tail]) -> Iterator[Chunk]:
        """All assets, some at once."""
        if not tails:
            return
        series, every = self.series, list(tails.values())
        carries = np.concatenate([tail.carry for tail in every])
        histories = self._histories(np.array(list(tails)), [tail.new for tail in every], carries)
        for some in series.fold.chunks(histories.counts, len(series.wanted)):
            part, layout = self._laid_out(carries[some], histories.of(some))
            chosen = [every[i] for i in some]
            since = np.array([self._since(tail, part, layout, i) for i, tail in enumerate(chosen)])
            yield Chunk(chosen, carries[some], part, layout, since)

    def compared_since(self, chunk: Chunk) -> np.ndarray:
        """Since when the rows of a chunk are compared with what was: new series with nothing."""
        return np.where([self._is_new(tail) for tail in chunk.tails], NEVER, chunk.since)

    def as_it_was(self, chunk: Chunk, before: Stop, since: np.ndarray) -> Iterator[Block]:
        """The rows that the daily bars as they were make. before: states before a day up to which nothing differs."""
        part = chunk.histories
        olds = [tail.old[day:] for tail, day in zip(chunk.tails, before.day.tolist(), strict=True)]
        end = part.skipped + before.day + [len(old) for old in olds]
        some = np.flatnonzero((since < end[:, None, None]).any(axis=(1, 2)))
        if not len(some):
            return
        carry = before.carry[some]
        histories, layout = self._laid_out(
            carry, self._histories(part.ids[some], [olds[i] for i in some.tolist()], carry)
        )
        emission = Emission(since[some], self.series.finished_only)
        for block in self.series.fold.advance(carry, histories, layout, emission):
            yield block._replace(asset=some[block.asset])

    def _histories(self, ids: np.ndarray, bars: Sequence[np.ndarray], carry: np.ndarray) -> Histories:
        counts, known = np.array([len(some) for some in bars]), (carry["first_day"].copy(), carry["skipped"].copy())
        return Histories.following(ids, np.concatenate(bars), counts, *known, self.series.timezone, self.calendars)

    def _laid_out(self, carry: np.ndarray, histories: Histories) -> tuple[Histories, Layout]:
        layout = self.series.fold.lay_out(histories)
        needs = histories.ids[self.series.fold.needs_history(carry, histories, layout)].tolist()
        return (replace(histories, earlier=self.earlier(needs)) if needs else histories), layout

    def _since(self, tail: Tail, part: Histories, layout: Layout, i: int) -> np.ndarray:
        """The first wanted daily bar of each timeframe and period of an asset, the i-th here."""
        since = np.zeros(self.series.shape, np.int64)
        if tail.old is None:
            return since
        k = first_difference(tail.old, tail.new)
        since += part.skipped[i] + (len(tail.new) if k is None else k)
        if k and (k == len(tail.old) or tail.differs_to_the_end):
            # Of the day before those rows differ whose bar the day finished before, or finishes now.
            at = part.starts[i] + k - 1
            before = layout.alone[:, at] if k == len(tail.old) else self._finished_before(tail, part, i, k)
            since -= (layout.finished[:, at] != before)[:, None]
        elif k:
            since -= 1
        return np.where(self._is_new(tail), 0, since)

    def _finished_before(self, tail: Tail, part: Histories, i: int, k: int) -> np.ndarray:
        """Of which timeframes the last day that is as it was, before day ``k`` of a tail, finished a bar before."""
        days = tail.old[k - 1 : k + 1]
        known = np.array([len(days)]), part.first_day[i : i + 1], part.skipped[i : i + 1] + k - 1
        one = Histories.following(part.ids[i : i + 1], days, *known, self.series.timezone, self.calendars)
        return self.series.fold.lay_out(one).finished[:, 0]

    def _is_new(self, tail: Tail) -> np.ndarray:
        """Which series of an asset were not stored before: timeframes by periods."""
        found, series = np.zeros(self.series.shape, bool), self.series
        if tail.new_series:
            found[:] = [[(tf, period) in tail.new_series for period in series.periods] for tf in series.timeframes]
        return found
