"""Which of an asset's daily bars EMAs may use: the bars that stand now are judged against those that were accepted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import DAILY, chained, first_difference
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.compute.sessions import Calendars, dates_of
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.inputs.confirmations import Confirmation, Confirmations, mark
from freshbars.plausibility.findings import Finding, Kind, Outcome
from freshbars.plausibility.judge import CONTEXT, Judged, judge
from freshbars.plausibility.thresholds import VERSION
from freshbars.store.accepted_bars import read_accepted
from freshbars.store.daily_bars import read_daily, read_newest
from freshbars.store.daily_state import DailyState
from freshbars.store.frontier import ALL, Frontier
from freshbars.store.suspects import Suspect

# Of a first load the newest bars alone can hold the asset.
FIRST_LOAD = 30


class Case(NamedTuple):
    """Daily bars of one asset to be judged.

    state: the state before; None if there was none. old: the bars that stood before (dtype DAILY). new: those that stand now.
    Of both, bars before some day may be left out, if they are the same. digest: the fingerprint of all bars that stand now.
    """

    asset: int
    state: DailyState | None
    old: np.ndarray
    new: np.ndarray
    digest: str


class Verdict(NamedTuple):
    """What EMAs may use from now on, the close of the first bar that they may not use, and what was found."""

    frontier: Frontier
    held_from: datetime | None
    found: tuple[Suspect, ...]


class Judge:
    """Judges the daily bars of a configuration. at: when they are written, in microseconds; 0 while they are only counted."""

    def __init__(self, config: Config, cursor: Cursor, calendars: Calendars, confirmed: Confirmations, at: int) -> None:
        self._config, self._cursor, self._calendars = config, cursor, calendars
        self._confirmed, self._at = confirmed, at

    def verdicts(self, cases: Sequence[Case]) -> dict[int, Verdict]:
        """The verdict on each asset."""
        found, open_cases = {}, []
        for case in cases:
            if self._config.suspects == "off" or not case.digest or self._is_accepted(case):
                found[case.asset] = self._accept(case, ())
            else:
                open_cases.append((case, self._accepted(case)))
        judged = [Judged(np.empty(0, DAILY) if old is None else old, case.new) for case, old in open_cases]
        findings: dict[int, list[Finding]] = {}
        for finding in judge(judged):
            findings.setdefault(finding.asset, []).append(finding)
        for number, (case, old) in enumerate(open_cases):
            found[case.asset] = self._verdict(case, old, findings.get(number, []))
        return found

    def _is_accepted(self, case: Case) -> bool:
        frontier = case.state and case.state.accepted(case.asset)
        return bool(frontier) and not frontier.lost and frontier.digest == case.digest and frontier.until == ALL

    def _accepted(self, case: Case) -> np.ndarray | None:
        """The bars that were accepted; None if the record of them is lost."""
        if case.state is None:
            # Bars without a state: it was deleted, and the frontier with it.
            return None if len(case.old) else np.empty(0, DAILY)
        frontier = case.state.accepted(case.asset)
        if frontier is None or frontier.lost:
            return None
        if frontier.digest == (case.state.bars_digest or ""):
            return case.old
        return read_accepted(self._cursor, case.asset, frontier)

    def _verdict(self, case: Case, old: np.ndarray | None, findings: list[Finding]) -> Verdict:
        first_load = case.state is None and old is not None
        if old is None:
            findings = [lost(case.new)]
        elif first_load and findings:
            # Only now, because most first loads raise nothing.
            old = case.new[:-FIRST_LOAD]
            newest = judge([Judged(old, case.new)])
            known = {(one.row, one.kind) for one in newest}
            older = [one for one in findings if (one.row, one.kind) not in known]
            findings = [*(one._replace(outcome=Outcome.WARN) for one in older), *newest]
        found = self._unconfirmed(case, findings)
        if self._config.suspects == "warn":
            found = [one._replace(outcome=Outcome.WARN) for one in found]
        if not any(one.outcome is Outcome.HOLD for one in found):
            return self._accept(case, tuple(found))
        return Verdict(self._held(case, old, first_load), _held_from(case, old), tuple(found))

    def _accept(self, case: Case, found: tuple[Suspect, ...]) -> Verdict:
        if self._is_accepted(case):
            return Verdict(case.state.accepted(case.asset), None, found)
        return Verdict(Frontier(case.digest, self._at, ALL, self._terms(case.asset)), None, found)

    def _held(self, case: Case, old: np.ndarray | None, first_load: bool) -> Frontier:
        """The frontier stays where it is."""
        terms = self._terms(case.asset)
        if old is None:
            return Frontier("", self._at, NO_INSTANT, terms, lost=True)
        if first_load:
            until = int(old["time_close"][-1]) if len(old) else NO_INSTANT
            return Frontier(chained("", old), self._at, until, terms)
        frontier = case.state.accepted(case.asset)._replace(terms=terms)
        if case.state.tail(case.asset) is None:
            # The state is of an earlier version, whose fingerprints were of another kind.
            return frontier._replace(digest=chained("", old))
        return frontier

    def _unconfirmed(self, case: Case, findings: Sequence[Finding]) -> list[Suspect]:
        if not findings:
            return []
        rows = np.array([finding.row for finding in findings])
        sessions = self._calendars.get(case.asset)
        days = dates_of(case.new[rows], self._config.timezone, sessions).tolist()
        confirmed = self._confirmed.get(case.asset, {})
        return [
            _suspect(case.asset, finding, day)
            for finding, day in zip(findings, days, strict=True)
            if not (day in confirmed and _holds(confirmed[day], case.new, finding.row))
        ]

    def _terms(self, asset: int) -> bytes:
        return terms(self._config, self._confirmed, asset)


def cases(
    cursor: Cursor, before: Mapping[int, DailyState], after: Mapping[int, DailyState], olds: Mapping[int, np.ndarray],
    new: Mapping[int, np.ndarray],
) -> list[Case]:  # fmt: skip
    """What is to be judged of some assets.

    before, after: their states. olds: all bars of those that were built anew, as they stood before. new: the bars of these, and
    of others those that were appended.
    """
    none = np.empty(0, DAILY)
    found = [
        Case(asset, before.get(asset), olds[asset], new[asset], after[asset].bars_digest or "")
        for asset in after
        if asset in olds
    ]
    others = [asset for asset in after if asset not in olds]
    held = [asset for asset in others if before[asset].is_suspect(asset)]
    # Judging one day more takes the days before it, not the whole history; what is held is judged in full.
    calm = [asset for asset in others if asset not in held and len(new.get(asset, none))]
    stored = (read_daily(cursor, held) if held else {}) | (read_newest(cursor, calm, CONTEXT) if calm else {})
    for asset in others:
        old = stored.get(asset, none)
        bars = np.concatenate([old, new.get(asset, none)])
        found.append(Case(asset, before[asset], old, bars, after[asset].bars_digest or ""))
    return found


def terms(config: Config, confirmed: Confirmations, asset: int) -> bytes:
    """Eight bytes that stand for what a judgement goes by besides the bars: thresholds, setting, confirmations."""
    said = VERSION, config.suspects, mark(confirmed.get(asset, {}))
    return blake2b(repr(said).encode(), digest_size=8).digest()


def must_be_judged(config: Config, confirmed: Confirmations, asset: int, state: DailyState) -> bool:
    """Whether a suspect asset has to be judged again although its bars are the same."""
    if not state.is_suspect(asset):
        return False
    frontier = state.accepted(asset)
    return frontier is None or frontier.terms != terms(config, confirmed, asset)


def lost(bars: np.ndarray) -> Finding:
    """What holds an asset whose accepted frontier is missing or damaged: its newest bar, until a person confirms it."""
    newest, close = len(bars) - 1, float(bars["close"][-1])
    return Finding(0, newest, int(bars["time_close"][-1]), Kind.UNRECORDED, close, close, 1.0, Outcome.HOLD)


def _suspect(asset: int, finding: Finding, day: int) -> Suspect:
    prices = finding.observed, finding.expected, finding.factor
    return Suspect(asset, instant(finding.at), finding.kind, date.fromordinal(day), *prices, finding.outcome)


def _holds(confirmation: Confirmation, bars: np.ndarray, row: int) -> bool:
    before = float(bars["close"][row - 1]) if row else float("nan")
    return confirmation.holds(float(bars["close"][row]), before)


def _held_from(case: Case, old: np.ndarray | None) -> datetime | None:
    """Close of the first bar that differs from the accepted ones."""
    if old is None:
        return instant(case.new["time_close"][0])
    k = first_difference(old, case.new)
    closes = [int(bars["time_close"][k]) for bars in (old, case.new) if k is not None and k < len(bars)]
    return instant(min(closes)) if closes else None


def held(found: Mapping[int, Sequence[Suspect]]) -> Iterator[tuple[int, Suspect]]:
    """Each asset that is held, with the first bar that holds it."""
    for asset, suspects in found.items():
        first = next((one for one in suspects if one.outcome is Outcome.HOLD), None)
        if first:
            yield asset, first
