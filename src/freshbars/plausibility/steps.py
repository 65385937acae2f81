"""Checks of a step: from one close to the next, alone (jump, unit, split, gap), or there and back (spike)."""

from collections.abc import Iterator
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np

from freshbars.plausibility.findings import Kind
from freshbars.plausibility.view import Habits, View


class Suspicion(NamedTuple):
    """A bar that a check finds implausible: its number, the price found, and the price it is compared with."""

    row: int
    kind: Kind
    observed: float
    expected: float


def steps(view: View) -> Iterator[Suspicion]:
    """Closes that no market makes of the close before; of several reasons for one bar the most telling."""
    known = view.thresholds
    moves = np.abs(view.returns)
    rows = np.flatnonzero(view.reached & ((moves > log(known.jump)) | (view.gaps > log(known.other))))
    for row in rows.tolist():
        habits = view.habits(row)
        for kind, check in _STEPS.items():
            if check(view, row, habits):
                yield Suspicion(row, kind, float(view.close[row]), float(view.close[row - 1]))
                break


def _is_unit(view: View, row: int, habits: Habits) -> bool:
    """A power of ten, with nothing traded on the way: a market that moves so far is seen moving."""
    known, move = view.thresholds, abs(view.returns[row])
    tolerance = max(known.unit_width * habits.volatility, known.unit_tolerance)
    near = min(abs(move - log(unit)) for unit in known.units)
    return near <= min(tolerance, log(2)) and view.gaps[row] > move / 2


def _is_split(view: View, row: int, habits: Habits) -> bool:
    known, move = view.thresholds, abs(view.returns[row])
    near = min(abs(move - log(split)) for split in known.splits)
    calm = habits.returns >= known.young and move >= known.split_width * habits.volatility
    return (
        calm
        and near <= min(known.split_tolerance * habits.volatility, known.split_nearness)
        and view.gaps[row] > move / 2
    )


def _is_jump(view: View, row: int, habits: Habits) -> bool:
    known, move = view.thresholds, abs(view.returns[row])
    if habits.returns < known.young:
        return move >= log(known.jump_young) and view.gaps[row] > move / 2
    days = min(view.days[row], known.jump_days) if view.days[row] > known.jump_rest else 1
    factor = known.jump if view.gaps[row] > move / 2 else known.jump_traded
    return move >= max(log(factor), known.jump_width * habits.volatility * sqrt(days))


def _is_gap(view: View, row: int, habits: Habits) -> bool:
    known = view.thresholds
    if habits.returns < known.young or view.days[row] > known.jump_rest:
        return False
    if habits.gaps > known.gap_share or view.days[row] > 1:
        return view.gaps[row] >= max(log(known.gap_rested), known.gap_rested_width * habits.volatility)
    return view.gaps[row] >= max(log(known.gap), known.gap_width * max(habits.gap, habits.volatility))


def _is_other(view: View, row: int, habits: Habits) -> bool:
    """A step between two bars, far for the asset, with a volume that is not its own: news makes it rise, never fall."""
    known = view.thresholds
    far = max(log(known.other), known.other_width * habits.volatility)
    if habits.returns < known.young or view.days[row] > known.jump_rest or view.gaps[row] < far:
        return False
    before = view.bars["volume"][row - known.young : row]
    now = float(view.bars["volume"][row])
    if not (now > 0 and (before > 0).all()):
        return False
    volumes = np.log(before)
    usual = float(np.median(volumes))
    spread = known.other_spread * 1.4826 * float(np.median(np.abs(volumes - usual)))
    return usual - log(now) >= max(log(known.other_less), spread)


# In the order of what they tell a person.
_STEPS = {Kind.UNIT: _is_unit, Kind.SPLIT: _is_split, Kind.JUMP: _is_jump, Kind.GAP: _is_gap, Kind.FOREIGN: _is_other}


def spikes(view: View) -> Iterator[Suspicion]:
    """Closes that leave their level and come back to it within a few bars, by more than the asset ever moves."""
    known, found = view.thresholds, view.returns
    least, last = log(known.spike), len(found)
    # The steps back: far moves against an equally far move a few bars before.
    for back in np.flatnonzero(view.reached & (np.abs(found) >= least)).tolist():
        for length in range(1, known.spike_days + 1):
            out = back - length
            if out <= view.starts[view.asset[back]] or out >= last:
                break
            if not (abs(found[out]) >= least and found[out] * found[back] < 0):
                continue
            if _comes_back(view, out, back):
                yield Suspicion(out, Kind.SPIKE, float(view.close[out]), float(view.close[out - 1]))
                break


def _comes_back(view: View, out: int, back: int) -> bool:
    """Whether the closes from ``out`` on lie off the level before, and the one at ``back`` on it again."""
    known, habits = view.thresholds, view.habits(out)
    if habits.returns < known.young:
        return False
    away = np.abs(view.logs[out:back] - view.logs[out - 1])
    level = known.spike_back * habits.volatility * sqrt(back - out + 1)
    far = max(log(known.spike), known.spike_width * habits.volatility)
    return bool(away.min() >= far and abs(view.logs[back] - view.logs[out - 1]) <= min(level, log(1.2)))


def extremes(view: View) -> Iterator[Suspicion]:
    """Highs and lows out of all proportion to open and close."""
    known, bars = view.thresholds, view.bars
    for row in np.flatnonzero(view.judged & (view.wicks >= log(known.extreme))).tolist():
        habits = view.habits(row)
        young = habits.returns < known.young
        if view.wicks[row] < max(
            log(known.extreme_young if young else known.extreme), known.extreme_width * habits.wick
        ):
            continue
        opened, close = float(bars["open"][row]), float(view.close[row])
        top, bottom = max(opened, close), min(opened, close)
        high, low = float(bars["high"][row]), float(bars["low"][row])
        upwards = exp(view.wicks[row]) <= high / top * (1 + 1e-9)
        yield Suspicion(row, Kind.EXTREMES, *((high, top) if upwards else (low, bottom)))
