"""The checks, and the function that applies them: accepted bars and present bars in, findings out."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from freshbars.plausibility.blocks import frozen, repeated
from freshbars.plausibility.findings import Finding, Kind, Outcome
from freshbars.plausibility.overlap import foreign, rescaled, shared
from freshbars.plausibility.steps import Suspicion, extremes, spikes, steps
from freshbars.plausibility.thresholds import THRESHOLDS, Thresholds
from freshbars.plausibility.view import View, logs

# Checks of the present bars.
CHECKS: tuple[Callable[[View], Iterator[Suspicion]], ...] = (steps, spikes, extremes, repeated, frozen)
# Checks of accepted days that were restated.
RESTATEMENTS = (foreign, rescaled)
WARNINGS = {Kind.FROZEN}
# A later bar is judged by as many bars before it, no more: an append needs no others.
CONTEXT = THRESHOLDS.window + THRESHOLDS.spike_days + 1
_VALUES = ("time_close", "open", "high", "low", "close")


class Judged(NamedTuple):
    """Bars of one asset that are to be judged.

    accepted: the bars that EMAs may use. present: those that stand now; both may begin later than the asset does, at the same
    bar. confirmed: the rows of ``present`` that a person confirmed.
    """

    accepted: np.ndarray
    present: np.ndarray
    confirmed: Sequence[int] = ()


def judge(assets: Sequence[Judged], thresholds: Thresholds = THRESHOLDS) -> list[Finding]:
    """What is implausible about the bars that are new or changed since the accepted ones, asset by asset in order of time.

    What was accepted is believed: a bar that did not change raises nothing by itself, however odd it is.
    """
    if not assets:
        return []
    bars = np.concatenate([one.present for one in assets])
    counts = np.array([len(one.present) for one in assets])
    judged = np.concatenate([changed(one.accepted, one.present) for one in assets])
    view = View(bars, counts, judged, thresholds)
    found = [_finding(view, suspicion) for check in CHECKS for suspicion in check(view)]
    for number, one in enumerate(assets):
        if len(one.accepted) and judged[view.starts[number] : view.ends[number]].any():
            found += _restated(view, number, one, thresholds)
    believed = {(number, row) for number, one in enumerate(assets) for row in one.confirmed}
    return sorted(
        (finding for finding in set(found) if (finding.asset, finding.row) not in believed),
        key=lambda finding: (finding.asset, finding.row, finding.kind.value),
    )


def changed(accepted: np.ndarray, present: np.ndarray, tolerance: float = THRESHOLDS.rescaled_tolerance) -> np.ndarray:
    """For each present bar whether it is not among the accepted ones, or stands otherwise to the bar before it.

    A history that is restated on another scale as a whole, as after each dividend, has no changed bars: what was accepted of
    its ups and downs stays accepted.
    """
    n, m = len(accepted), len(present)
    # Most often the accepted bars are the first of the present ones.
    if n <= m and all(np.array_equal(accepted[name], present[name][:n]) for name in _VALUES):
        return np.arange(m) >= n
    if not n or not m:
        return np.ones(m, bool)
    at = np.searchsorted(accepted["time_close"], present["time_close"])
    old = accepted[np.minimum(at, n - 1)]
    follows = np.append(True, at[1:] == at[:-1] + 1)
    follows[:1] = at[:1] == 0
    same = np.logical_and.reduce([old[name] == present[name] for name in _VALUES]) & follows
    scale = logs(present["close"]) - logs(old["close"])
    shift = np.abs(np.diff(scale, prepend=scale[:1]))
    alike = [np.abs(logs(present[name]) - logs(old[name]) - scale) <= tolerance for name in ("open", "high", "low")]
    there = (old["time_close"] == present["time_close"]) & follows
    scaled = there & (shift <= tolerance) & np.logical_and.reduce(alike)
    # A bar that stayed as it is after one that did not is judged as that one's neighbour, not by itself.
    after_changed = np.append(False, ~(same | scaled)[:-1])
    return ~(same & (after_changed | ~(shift > tolerance)) | scaled)


def _finding(view: View, suspicion: Suspicion) -> Finding:
    row, kind, observed, expected = suspicion
    asset = int(view.asset[row])
    outcome = Outcome.WARN if kind in WARNINGS else Outcome.HOLD
    factor = observed / expected if expected else float("inf")
    return Finding(
        asset,
        int(row - view.starts[asset]),
        int(view.bars["time_close"][row]),
        kind,
        observed,
        expected,
        factor,
        outcome,
    )


def _restated(view: View, number: int, one: Judged, thresholds: Thresholds) -> Iterator[Finding]:
    days = shared(one.accepted, one.present)
    for check in RESTATEMENTS:
        for kind, row in check(days, thresholds):
            place = int(np.searchsorted(days.rows, row))
            observed, expected = (float(np.exp(side[place])) for side in (days.new, days.old))
            at = int(one.present["time_close"][row])
            yield Finding(number, row, at, kind, observed, expected, observed / expected, Outcome.HOLD)
