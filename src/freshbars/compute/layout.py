"""How daily bars fall into the bars of a timeframe: the one thing in which timeframes differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from freshbars.compute.histories import Histories
from freshbars.compute.timeframe import Timeframe
from freshbars.compute.windows import windows


@dataclass(frozen=True)
class Layout:
    """The bar of each daily bar; arrays have a row for each timeframe and an element for each daily bar.

    bar: number of the bar, from 1; 0 if a day lies in none. start, end: the window's days (rolling: 0).
    finished: rows of finished bars, their last ones. alone: the same, without knowing the daily bar that follows.
    """

    bar: np.ndarray
    start: np.ndarray
    end: np.ndarray
    finished: np.ndarray
    alone: np.ndarray


def lay_out(timeframes: Sequence[Timeframe], histories: Histories) -> Layout:
    """Map each daily bar to its bar of each timeframe.

    A calendar bar whose last day is missing is finished by the daily bar that follows it.
    """
    days, first = histories.days, histories.first_day[histories.asset]
    follows = histories.asset[1:] == histories.asset[:-1]
    shape = len(timeframes), len(days)
    bar, start, end = np.zeros((3, *shape), np.int64)
    alone = np.zeros(shape, bool)
    for i, timeframe in enumerate(timeframes):
        if timeframe.alignment == "rolling":
            bar[i] = histories.index // timeframe.n + 1
            alone[i] = histories.index % timeframe.n == timeframe.n - 1
            continue
        number, start[i], end[i] = windows(timeframe, days, first)
        if timeframe.alignment == "anchor":
            number -= windows(timeframe, histories.first_day, histories.first_day)[0][histories.asset]
        bar[i] = np.maximum(number + 1, 0)
        alone[i] = days == end[i]
    finished = alone.copy()
    finished[:, :-1] |= follows & (bar[:, 1:] != bar[:, :-1])
    return Layout(bar, start, end, finished & (bar > 0), alone & (bar > 0))


def finish_changed(timeframe: Timeframe, days: np.ndarray, k: int, old_next: int | None) -> bool:
    """Whether the daily bar before number ``k`` became canonical, or ceased to be, when the days from ``k`` on changed.

    days: all of the asset's days. old_next: the day that followed before the change, or None.
    """
    if k == 0 or timeframe.alignment == "rolling":
        return False
    here = days[k - 1]
    some = np.array([here, here if old_next is None else old_next, days[k] if k < len(days) else here])
    number, _, end = windows(timeframe, some, days[0])
    in_bar = timeframe.alignment == "anchor" or number[0] >= 0
    old, new = number[1:] != number[0]
    return bool(in_bar and here != end[0] and old != new)
