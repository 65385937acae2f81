"""Where the work on an asset's series starts: a state along its history, and the daily bars from there on.

An appended day starts from the state before the newest bar, a change of an old day from the checkpoint before it, and
what has neither from the first day. The bars are read twice: as the series were built from them, and as they are now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import DAILY, digests, first_difference
from freshbars.compute.histories import Histories
from freshbars.compute.instants import NO_INSTANT
from freshbars.compute.series import Series
from freshbars.compute.sessions import trading_days
from freshbars.errors import UserError
from freshbars.refresh.daily_changes import legacy_digest
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.stage import StoredBars, Work
from freshbars.store.checkpoints import newest_checkpoints
from freshbars.store.series_state import SeriesState, read_carried
from freshbars.store.series_tables import SeriesTable

FOREIGN = (
    "its 1D bars are not those that Freshbars wrote: another program changed {}; run once with --config rebuild={}"
)
# How many earlier states of the daily bars are tried: a family is rarely more runs behind.
TRIES = 16
# A part of a history: where more of it differs, nothing is compared.
MOST = 0.6


class Point(NamedTuple):
    """A state of an asset's series before a daily bar, and the digest of the bars before that one."""

    carry: np.ndarray
    before: str


@dataclass
class Tail:
    """The daily bars of an asset (dtype DAILY) after those that ``carry``, an array of one state, knows.

    old: as the series were built from them; None where they are built from scratch. chain: the digest of all bars before
    each of ``new``, and at last of all of them. new_series: timeframes and periods that are not stored yet.
    """

    carry: np.ndarray
    new: np.ndarray
    chain: list[bytes]
    old: np.ndarray | None = None
    new_series: frozenset[tuple[str, int]] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether it begins with the first day."""
        return not self.carry["skipped"][0]

    @property
    def differs_to_the_end(self) -> bool:
        """Whether so many bars differ that all rows from the first of them on are replaced, uncompared.

        A comparison costs about a third of a rebuild, and would find little that stays.
        """
        if self.old is None or not self.is_whole:
            return False
        first = first_difference(self.old, self.new)
        return first is not None and self._last_difference() - first > MOST * len(self.new)

    def _last_difference(self) -> int:
        """The number of the last new bar that differs, counted from the newest one, which both have."""
        n = min(len(self.old), len(self.new))
        k = first_difference(self.old[::-1][:n], self.new[::-1][:n])
        return len(self.new) - 1 - (n if k is None else k)

    @property
    def starts_at(self) -> int:
        """The close of the daily bar that its state had as the newest."""
        return int(self.carry["newest"]["time_close"][0])


class TailReader:
    """Reads the tails of a stage's assets. decisions: those that turn out otherwise; problems: what cannot be done."""

    def __init__(self, series: Series, table: SeriesTable, bars: StoredBars, work: Work) -> None:
        self.series, self.table, self.bars, self.work = series, table, bars, work
        self.tfs = tuple(series.timeframes)
        self.decisions: dict[int, Decision] = {}
        self.problems: dict[int, str] = {}

    def tails(self, ids: Iterable[int]) -> dict[int, Tail]:
        """The tails of some assets, those with a problem left out."""
        found = self._from_points(self._points(ids))
        found |= self._whole([asset for asset in ids if asset not in found])
        kept = {asset: tail for asset, tail in found.items() if not self._builds(asset)}
        for asset, tail in kept.items():
            tail.new_series = self.work.decisions[asset].new_series
        unknown = self._find_old(kept)
        return found | self.rebuilt(unknown, "what it was built from is not known any more") if unknown else found

    def rebuilt(self, ids: Iterable[int], reason: str) -> dict[int, Tail]:
        """The tails of assets that have to be built from scratch, for a reason."""
        self.decisions |= {asset: Decision(asset, Action.BUILD, reason) for asset in ids}
        return self._whole(ids)

    def earlier(self, ids: Iterable[int]) -> dict[int, Histories]:
        """The whole history of each of some assets: see ``Histories.earlier``."""
        found = self.bars.histories(ids)
        for asset in ids:
            if digests("", found.get(asset, _NONE))[-1].hex() != self.work.digests[asset]:
                raise UserError(FOREIGN.format("cmc_price_bars_1d", asset))
        one = self.series.timezone, self.bars.calendars
        return {asset: Histories.whole({asset: found[asset]}, *one) for asset in ids}

    def _builds(self, asset: int) -> bool:
        return self.decisions.get(asset, self.work.decisions[asset]).action == Action.BUILD

    def _points(self, ids: Iterable[int]) -> dict[int, Point]:
        """The newest usable state of each asset that has one: its own, or a checkpoint."""
        since, states = {}, self.work.states
        for asset in ids:
            decision = self.work.decisions[asset]
            if decision.change and decision.change.from_ts == NO_INSTANT:
                # What was built with other sessions cannot be told.
                self.decisions[asset] = Decision(asset, Action.BUILD, decision.reason)
            elif decision.action in (Action.APPEND, Action.REWRITE) and self._is_of_these_series(states[asset]):
                since[asset] = decision.change.from_ts
        carried = read_carried(self.bars.cursor, self.table.state, {a: states[a] for a in since}) if since else {}
        points, older = {}, {}
        for asset, payload in carried.items():
            carry = self._state(asset, payload, "its state")
            if carry is not None and states[asset].built_before is not None:
                if since[asset] >= carry["newest"]["time_close"][0]:
                    points[asset] = Point(carry, states[asset].built_before)
                else:
                    older[asset] = since[asset]
        for asset, one in newest_checkpoints(self.bars.cursor, self.table.name, older).items():
            version = str(self.series.version_of(self.bars.calendars.get(asset), self.tfs, one.last_ts))
            payload = one.open(self.table.name, version, self.tfs, self.series.periods)
            carry = self._state(asset, payload, "a checkpoint of it")
            if carry is not None:
                points[asset] = Point(carry, one.built_before)
        return points

    def _is_of_these_series(self, state: SeriesState) -> bool:
        return (state.tfs, state.periods) == (self.tfs, self.series.periods)

    def _state(self, asset: int, payload: bytes | None, what: str) -> np.ndarray | None:
        """A sealed state as an array of one; None, and the asset is built from scratch, where it does not verify."""
        dtype = self.series.fold.dtype
        if payload is None or len(payload) != dtype.itemsize:
            reason = f"{what} is damaged, or was made for something else"
            self.decisions[asset] = Decision(asset, Action.BUILD, reason)
            return None
        return np.frombuffer(payload, dtype).copy()

    def _from_points(self, points: Mapping[int, Point]) -> dict[int, Tail]:
        """The tails that begin at states; where they are not all that came since, the whole history is read."""
        found, bars = {}, self.bars.since(_places(points))
        for asset, (carry, before) in points.items():
            stored = bars.get(asset, _NONE)
            later = stored[stored["time_close"] > carry["newest"]["time_close"][0]]
            # Where another program changed the newest bar that was known, the one that the state remembers will do.
            for new in (stored, np.concatenate([carry["newest"], later])):
                chain = digests(before, new)
                if (
                    len(new)
                    and chain[-1].hex() == self.work.digests[asset]
                    and _is_same_day(new[0], carry["newest"][0])
                ):
                    found[asset] = Tail(carry, new, chain)
                    break
        return found

    def _whole(self, ids: Iterable[int]) -> dict[int, Tail]:
        """Whole histories; one that is not what was written is the asset's problem."""
        found, tails = self.bars.histories(ids) if ids else {}, {}
        for asset in ids:
            history = found.get(asset, _NONE)
            days = trading_days(history, self.series.timezone, self.bars.calendars.get(asset))
            chain = digests("", history)
            if chain[-1].hex() != self.work.digests[asset]:
                self.problems[asset] = FOREIGN.format("cmc_price_bars_1d", asset)
            elif (np.diff(days) < 1).any():
                reason = (
                    f"two of its stored 1D bars lie on one day in {self.series.timezone}; refresh its 1D bars first"
                )
                self.problems[asset] = reason
            else:
                tails[asset] = Tail(self.series.fold.empty(1), history, chain)
        return tails

    def _find_old(self, tails: Mapping[int, Tail]) -> list[int]:
        """Fill in the daily bars that series were built from; the assets of which they are not known any more."""
        rest = {}
        for asset, tail in tails.items():
            state = self.work.states[asset]
            known = int(np.searchsorted(tail.new["time_close"], state.last_ts, "right"))
            newest = tail.carry["newest"]
            for old in (tail.new[:known], newest if not tail.is_whole else _NONE):
                if len(old) and _made(tail, old, state):
                    tail.old = old
                    break
            else:
                rest[asset] = tail
        versions = self.bars.versions(_places(rest)) if rest else {}
        for asset, tail in rest.items():
            olds = _as_they_were(versions[asset]) if asset in versions else ()
            tail.old = next((old for old in olds if _made(tail, old, self.work.states[asset])), None)
        return [asset for asset, tail in rest.items() if tail.old is None]


_NONE = np.empty(0, DAILY)


def _is_same_day(bar: np.void, known: np.void) -> bool:
    """Whether a bar is of the day of the one that a state had: the bars before it may have been finished by that day."""
    return all(bar[name] == known[name] for name in ("time_open", "time_close"))


def _places(points: Mapping[int, Point | Tail]) -> dict[int, tuple[int, int]]:
    """For each asset the timestamp of the first bar of its tail, and the close of the one before."""
    return {
        asset: (int(one.carry["newest"]["timestamp"][0]), int(one.carry["last_close"][0]))
        if one.carry["skipped"][0] else (NO_INSTANT, NO_INSTANT)
        for asset, one in points.items()
    }  # fmt: skip


def _made(tail: Tail, old: np.ndarray, state: SeriesState) -> bool:
    """Whether a state was built from these bars, after those that the tail's state knows."""
    # What both have in common is hashed already.
    k = first_difference(old, tail.new)
    common = len(old) if k is None else k
    if digests(tail.chain[common].hex(), old[common:])[-1].hex() == state.built_from:
        return True
    return tail.is_whole and state.built_before is None and legacy_digest(old) == state.built_from


def _as_they_were(versions: np.ndarray) -> Iterator[np.ndarray]:
    """Daily bars as they were before each of their newest changes, from all their versions."""
    # The stored ones are valid until infinity, the largest instant: a plan looks from behind the change that it expects.
    stamps = np.unique(np.concatenate([versions["known_from"], versions["known_until"]]))
    for at in stamps[::-1][:TRIES]:
        some = versions[(versions["known_from"] < at) & (versions["known_until"] >= at)]
        yield some[list(DAILY.names)].astype(DAILY)[np.argsort(some["time_close"], kind="stable")]
