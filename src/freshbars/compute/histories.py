"""Daily bars of several assets side by side: what every series is computed from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from freshbars.compute.instants import local_days
from freshbars.compute.sessions import EVERY_DAY, Calendars, Sessions, trading_days


@dataclass(frozen=True)
class Histories:
    """Daily bars of assets, one after the other (dtype DAILY), with the day of each: its local day, or its session.

    Of each asset: id, how many bars stand here, its first day ever, how many bars come before those here, and the
    sessions whose positions its days are, where it has a calendar. earlier: by id the whole history, at least up to the
    first bar here, of assets in which a series is seeded here from closes before.
    """

    ids: np.ndarray
    bars: np.ndarray
    days: np.ndarray
    counts: np.ndarray
    first_day: np.ndarray
    skipped: np.ndarray
    sessions: tuple[Sessions | None, ...] = ()
    earlier: Mapping[int, "Histories"] = field(default_factory=dict)

    @classmethod
    def whole(cls, histories: dict[int, np.ndarray], timezone: str, calendars: Calendars = EVERY_DAY) -> "Histories":
        """All bars of some assets, each of which has at least one."""
        bars, counts = np.concatenate(list(histories.values())), np.array([len(one) for one in histories.values()])
        ids, none = np.array(list(histories)), np.zeros(len(counts), np.int64)
        return cls.following(ids, bars, counts, none, none, timezone, calendars)

    @classmethod
    def following(
        cls, ids: np.ndarray, bars: np.ndarray, counts: np.ndarray, first_day: np.ndarray, skipped: np.ndarray,
        timezone: str, calendars: Calendars = EVERY_DAY,
    ) -> "Histories":  # fmt: skip
        """Bars of some assets after those that were skipped; first_day: of each asset of which some were."""
        sessions = tuple(calendars.get(asset) for asset in ids.tolist()) if calendars else ()
        starts = np.cumsum(counts) - counts
        if any(sessions):
            ends = (starts + counts).tolist()
            parts = zip(starts.tolist(), ends, sessions, strict=True)
            days = np.concatenate([trading_days(bars[start:end], timezone, one) for start, end, one in parts])
        else:
            days, sessions = local_days(bars["time_close"], timezone), ()
        return cls(ids, bars, days, counts, np.where(skipped > 0, first_day, days[starts]), skipped, sessions)

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

    def dates(self, days: np.ndarray, asset: np.ndarray) -> np.ndarray:
        """The dates (proleptic ordinals) of days of some assets, which are given by number."""
        return self._translated(Sessions.dates, days, asset)

    def positions(self, dates: np.ndarray, asset: np.ndarray) -> np.ndarray:
        """The first day of each asset on or after a date; inverse of ``dates``."""
        return self._translated(Sessions.positions, dates, asset)

    def _translated(self, how: Callable[..., np.ndarray], values: np.ndarray, asset: np.ndarray) -> np.ndarray:
        found = values
        for one in set(self.sessions) - {None}:
            its = np.array([sessions is one for sessions in self.sessions])[asset]
            found = np.where(its, how(one, np.where(its, values, 0)), found)
        return found

    def part(self, i: int, start: int, stop: int) -> "Histories":
        """The days of one asset from one number here up to another."""
        rows, one = slice(self.starts[i] + start, self.starts[i] + stop), slice(i, i + 1)
        counts, skipped = np.array([stop - start]), self.skipped[one] + start
        parts = self.ids[one], self.bars[rows], self.days[rows], counts, self.first_day[one], skipped
        return Histories(*parts, self.sessions[one], self.earlier)

    def of(self, numbers: Sequence[int] | np.ndarray) -> "Histories":
        """Those of some assets, by their number."""
        chosen = np.zeros(len(self.counts), bool)
        chosen[numbers] = True
        rows = chosen[self.asset]
        counts, first_day, skipped = (part[chosen] for part in (self.counts, self.first_day, self.skipped))
        sessions = tuple(one for one, here in zip(self.sessions, chosen, strict=True) if here) if self.sessions else ()
        parts = self.ids[chosen], self.bars[rows], self.days[rows], counts, first_day, skipped
        return Histories(*parts, sessions, self.earlier)
