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

    bar: number of the bar, from 1; 0 if a day lies in none. start, end: the window's first and last day (rolling: 0).
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
    days, asset, every = histories.days, histories.asset, np.arange(len(histories.counts))
    dates, first = histories.dates(days, asset), histories.dates(histories.first_day, every)
    # The day after the session before an asset's first one: a window that begins from then on is whole.
    since = histories.dates(histories.first_day - 1, every) + 1
    follows = asset[1:] == asset[:-1]
    shape = len(timeframes), len(days)
    bar, start, end = np.zeros((3, *shape), np.int64)
    alone = np.zeros(shape, bool)
    for i, timeframe in enumerate(timeframes):
        if timeframe.alignment == "rolling":
            bar[i] = histories.index // timeframe.n + 1
            alone[i] = histories.index % timeframe.n == timeframe.n - 1
            continue
        number, opens, ends = windows(timeframe, dates, first[asset], since[asset])
        start[i], end[i] = histories.positions(opens, asset), histories.positions(ends + 1, asset) - 1
        if timeframe.alignment == "anchor":
            number -= windows(timeframe, first, first)[0][asset]
        bar[i] = np.maximum(number + 1, 0)
        alone[i] = days == end[i]
    finished = alone.copy()
    finished[:, :-1] |= follows & (bar[:, 1:] != bar[:, :-1])
    return Layout(bar, start, end, finished & (bar > 0), alone & (bar > 0))
