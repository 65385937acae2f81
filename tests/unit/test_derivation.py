"""A value explained: the closes and weights that are named give the stored value, by no code of ours."""

from math import fsum

import numpy as np
import pytest

from folds import blocks
from folds import timeframes as timeframes_of
from freshbars.compute.daily_bars import DAILY
from freshbars.compute.derivation import derive
from freshbars.compute.emas import EmaFold
from freshbars.compute.families import EMA_FAMILIES
from freshbars.compute.histories import Histories
from freshbars.compute.instants import DAY_US
from freshbars.compute.timeframe import Timeframe

DAYS = 900


def history(seed: int) -> np.ndarray:
    """Daily bars with holes of a day and of weeks."""
    random = np.random.default_rng(seed)
    days = np.flatnonzero(random.random(DAYS) > 0.03)
    days = days[(days < 300) | (days > 325)]
    daily = np.zeros(len(days), DAILY)
    daily["time_close"] = DAY_US * (days + 1) - 1000
    daily["close"] = np.exp(random.normal(0, 0.05, len(days)).cumsum())
    return daily


def recomputed(closes: list[float], seed: int, smoothing: list[float]) -> float:
    """The recursion, written once more."""
    ema = fsum(closes[:seed]) / seed
    for close, a in zip(closes[seed:], smoothing, strict=True):
        ema = a * close + (1 - a) * ema
    return ema


@pytest.mark.parametrize("family", EMA_FAMILIES)
def test_every_value_of_every_family_is_explained_to_the_last_bit(family):
    kind = EMA_FAMILIES[family]
    labels = ["1D"] * kind.has_1d + timeframes_of("emas", family)
    whole = Histories.whole({1: history(7)}, "UTC")
    explained, random = 0, np.random.default_rng(1)
    for label in labels:
        for period in (1, 3, 9):
            timeframe = Timeframe.parse(label)
            fold = EmaFold(kind, (timeframe,), (period,))
            for block in blocks(fold, fold.empty(1), whole)[0]:
                for column in fold.names:
                    values = block.columns[column]
                    some = {0, 1, len(values) - 2, len(values) - 1, *random.integers(0, len(values), 4).tolist()}
                    for at in some & {*range(len(values))}:
                        row, stored = int(block.row[at]), float(values[at])
                        found = derive(kind, timeframe, period, whole, row, column)
                        closes, smoothing = found.closes.tolist(), found.smoothing.tolist()
                        assert recomputed(closes, found.seed, smoothing) == stored == found.value, (label, period, row)
                        assert abs(found.weights.sum() - 1) < 1e-12
                        assert abs(found.weights @ found.closes - stored) < 1e-12 * stored
                        explained += 1
    assert explained > 50


def test_a_value_that_is_not_there_is_not_explained():
    whole = Histories.whole({1: history(8)}, "UTC")
    assert derive(EMA_FAMILIES["multi_tf"], Timeframe.parse("7D"), 9, whole, 60) is None
    assert derive(EMA_FAMILIES["v2"], Timeframe.parse("7D"), 9, whole, 61) is None
    assert derive(EMA_FAMILIES["v2"], Timeframe.parse("7D"), 9, whole, 62) is not None


def test_the_seed_weighs_what_is_left():
    whole = Histories.whole({1: history(9)}, "UTC")
    found = derive(EMA_FAMILIES["multi_tf"], Timeframe.parse("1D"), 9, whole, 28)
    assert found.seed_weight == pytest.approx((1 - 2 / 10) ** 20)
    assert found.weights[0] == pytest.approx(found.seed_weight / 9)
