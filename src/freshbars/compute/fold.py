"""What every series has in common: it is a fold over days.

``advance(state, days) -> rows, state``: the state is all that later rows depend on. A rebuild advances an empty state
by all days, a refresh the stored state by the new ones: the same operations in the same order.

Whether a day finishes a bar may depend on the day that follows. So the state is that of before an asset's last day,
together with this day, which is the first that the next advance takes.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import DAILY
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout

# Of each asset: bars before the last day, its first day, the day and the close before the last day, and this day's bar.
HEADER = np.dtype([("skipped", "i8"), ("first_day", "i8"), ("last_day", "i8"), ("last_close", "i8"), ("newest", DAILY)])


class Block(NamedTuple):
    """Rows of some series: for each row its asset, timeframe and daily bar by number, and the columns."""

    asset: np.ndarray
    tf: np.ndarray
    row: np.ndarray
    columns: dict[str, np.ndarray]


@dataclass
class Emission:
    """Which rows are wanted: of each asset, timeframe and period those from daily bar number ``since`` on.

    totals: filled with how many rows each asset's advance made in all. finished_only: canonical rows, no previews.
    """

    since: np.ndarray
    finished_only: bool = False
    totals: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.totals = np.zeros(len(self.since), np.int64)


class Stop(NamedTuple):
    """States of assets before a day of each: ``day`` is its number among the days that are advanced by."""

    carry: np.ndarray
    day: np.ndarray


class Fold(ABC):
    """Series of several assets, advanced side by side. ``dtype``: of an asset's state."""

    # Rows that are computed at once: what fits a processor's cache.
    BLOCK = 1 << 12
    # Days times series of the assets that are advanced side by side.
    CELLS = 1 << 18
    dtype: np.dtype

    def empty(self, assets: int) -> np.ndarray:
        """The state of assets of which no day was seen."""
        return np.zeros(assets, self.dtype)

    @abstractmethod
    def lay_out(self, histories: Histories) -> Layout:
        """The bar of each daily bar."""

    def advance(
        self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission, stops: Sequence[Stop] = ()
    ) -> Iterator[Block]:
        """The wanted rows; ``carry``, the assets' states, moves on to before each asset's last day.

        stops: states before earlier days, filled in along the way.
        """
        for stop in stops:
            stop.carry[:] = carry
        every = [*stops, Stop(carry, histories.counts - 1)]
        yield from self._rows(carry, histories, layout, emission, every)
        for stop in every:
            _move_header(stop, histories)

    @abstractmethod
    def _rows(
        self, carry: np.ndarray, histories: Histories, layout: Layout, emission: Emission, stops: Sequence[Stop]
    ) -> Iterator[Block]:
        """The wanted rows; moves every stop's state, the header aside. The last stop's state is ``carry`` itself."""

    def chunks(self, counts: np.ndarray, series: int) -> Iterator[np.ndarray]:
        """Assets by number, as many at once as fit into bounded memory; counts: how many days of each."""
        first, longest = 0, 0
        for i, count in enumerate(counts.tolist()):
            longest = max(longest, count)
            if i > first and longest * (i + 1 - first) * series > self.CELLS:
                yield np.arange(first, i)
                first, longest = i, count
        if len(counts):
            yield np.arange(first, len(counts))

    def needs_history(self, carry: np.ndarray, histories: Histories, layout: Layout) -> np.ndarray:
        """For each asset whether a series is seeded on these days from closes before them: see ``Histories.earlier``."""
        return np.zeros(len(carry), bool)


def _move_header(stop: Stop, histories: Histories) -> None:
    """Move the part of the states that all series share on to before a day of each asset."""
    carry, day = stop
    at, moved = histories.starts + day, day > 0
    carry["skipped"] = histories.skipped + day
    carry["first_day"] = histories.first_day
    carry["last_day"][moved] = histories.days[at - 1][moved]
    carry["last_close"][moved] = histories.bars["time_close"][at - 1][moved]
    carry["newest"] = histories.bars[at]
