"""Daily bars of several assets side by side: what every series is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from freshbars.compute.instants import local_days


@dataclass(frozen=True)
class Histories:
    """Daily bars of assets, one after the other (dtype DAILY), with the local day of each.

    Of each asset: id, how many bars stand here, its first day ever, and how many bars come before those here.
    """

    ids: np.ndarray
    bars: np.ndarray
    days: np.ndarray
    counts: np.ndarray
    first_day: np.ndarray
    skipped: np.ndarray

    @classmethod
    def whole(cls, histories: dict[int, np.ndarray], timezone: str) -> "Histories":
        """All bars of some assets, each of which has at least one."""
        bars = np.concatenate(list(histories.values()))
        days, counts = local_days(bars["time_close"], timezone), np.array([len(one) for one in histories.values()])
        first = days[np.cumsum(counts) - counts]
        return cls(np.array(list(histories)), bars, days, counts, first, np.zeros(len(counts), np.int64))

    @cached_property
    def starts(self) -> np.ndarray:
        """Number of each asset's first row here."""
        return np.cumsum(self.counts) - self.counts

    @cached_property
    def asset(self) -> np.ndarray:
        """For each row the number of its asset."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def index(self) -> np.ndarray:
        """For each row how many daily bars its asset has before it."""
        return np.arange(len(self.bars)) - np.repeat(self.starts - self.skipped, self.counts)

    def of(self, numbers: Sequence[int] | np.ndarray) -> "Histories":
        """Those of some assets, by their number."""
        chosen = np.zeros(len(self.counts), bool)
        chosen[numbers] = True
        rows = chosen[self.asset]
        parts = (self.counts, self.first_day, self.skipped)
        return Histories(self.ids[chosen], self.bars[rows], self.days[rows], *(part[chosen] for part in parts))
