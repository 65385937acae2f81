"""How one EMA came to be: the closes behind it in their order, each with its weight, and the recursion done again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from freshbars.compute.emas import EmaFold
from freshbars.compute.families import EmaFamily
from freshbars.compute.histories import Histories
from freshbars.compute.timeframe import Timeframe


@dataclass(frozen=True)
class Derivation:
    """The closes that one value is made of, oldest first: the ``seed`` ones are averaged, the others follow one by one.

    rows: the number of each close's daily bar in its history. smoothing: of each close after the seed its ``a`` in
    ``a * close + (1 - a) * before``.
    """

    rows: np.ndarray
    closes: np.ndarray
    seed: int
    smoothing: np.ndarray

    @property
    def value(self) -> float:
        """The EMA, by the recursion in plain floats: the stored value to the last bit."""
        ema = fsum(self.closes[: self.seed].tolist()) / self.seed
        for close, a in zip(self.closes[self.seed :].tolist(), self.smoothing.tolist(), strict=True):
            ema = a * close + (1.0 - a) * ema
        return ema

    @property
    def weights(self) -> np.ndarray:
        """The weight of each close in the value; they sum to 1."""
        left = np.append(np.cumprod((1.0 - self.smoothing)[::-1])[::-1], 1.0)
        return np.concatenate([np.full(self.seed, left[0] / self.seed), self.smoothing * left[1:]])

    @property
    def seed_weight(self) -> float:
        """What the seed still weighs: how much the value depends on where the history begins."""
        return float(np.prod(1.0 - self.smoothing))


def derive(
    family: EmaFamily,
    timeframe: Timeframe,
    period: int,
    histories: Histories,
    row: int,
    column: str = "",
) -> Derivation | None:
    """The derivation of the EMA at a daily bar; None where it is not defined yet.

    histories: the whole history of one asset. row: the number of the daily bar. column: ``ema`` or ``ema_bar``, as the
    family's table calls its values; the textbook EMA where none is named.
    """
    fold = EmaFold(family, (timeframe,), (period,))
    days = np.arange(row + 1)
    if family.kind == "days":
        return _derivation(histories, days, int(fold.every[0] * fold.nominal[0]), float(fold.daily[0]))
    finished = np.flatnonzero(fold.lay_out(histories).finished[0, : row + 1])
    if len(finished) < period:
        return None
    of_bars, daily = float(fold.of_bars[0]), float(fold.daily[0])
    if family.kind == "both" and column == "ema":
        start = finished[period - 1]
        return _derivation(histories, finished[:period], period, of_bars, days[start + 1 :], daily)
    # Between finished bars a preview takes the newest close; calendar families carry on day by day.
    since = days[finished[-1] + 1 :]
    more = (since, daily) if family.kind == "both" else (since[-1:], of_bars)
    return _derivation(histories, finished, period, of_bars, *more)


def _derivation(
    histories: Histories,
    bars: np.ndarray,
    seed: int,
    of_bars: float,
    days: Sequence[int] | np.ndarray = (),
    daily: float = 0.0,
) -> Derivation | None:
    """A seed and steps over ``bars``, then over ``days``, which are numbers of daily bars."""
    if len(bars) < seed:
        return None
    rows = np.concatenate([bars, np.asarray(days, np.int64)]).astype(np.int64)
    smoothing = np.repeat([of_bars, daily], [len(bars) - seed, len(days)])
    return Derivation(rows, histories.bars["close"][rows], seed, smoothing)
