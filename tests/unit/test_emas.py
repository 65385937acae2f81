"""EMAs: every column against the obvious answers and TA-Lib, and what must not matter."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pytest
import talib
from hypothesis import given
from hypothesis import strategies as st

from folds import at_once, series_stage, written
from folds import timeframes as timeframes_of
from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import EMA_FAMILIES
from freshbars.compute.instants import DAY_US
from freshbars.compute.timeframe import DAY_2000
from freshbars.refresh.series_stage import SeriesStage
from oracle import array, assert_same, canonical_instants, ema_rows, histories, snapshot_rows, tries

NAN = float("nan")
families = pytest.mark.parametrize("family", EMA_FAMILIES)


def timeframes(family: str) -> list[str]:
    """With 1D first, where the family has it."""
    return ["1D"] * EMA_FAMILIES[family].has_1d + timeframes_of("emas", family)


def on_days(closes: Sequence[float], days: Sequence[int]) -> np.ndarray:
    """Daily bars of some days (proleptic ordinals)."""
    daily = np.zeros(len(closes), DAILY)
    daily["time_close"] = DAY_US * (np.array(days) - DAY_2000 + 1) - 1000
    daily["close"] = closes
    return daily


def random_walk(n: int, seed: int = 5) -> np.ndarray:
    """Daily bars from 2000 on, without a hole."""
    closes = np.exp(np.random.default_rng(seed).normal(0, 0.05, n).cumsum())
    return on_days(closes, DAY_2000 + np.arange(n))


def stage(family: str, labels: Iterable[str], periods: Iterable[int], zone: str = "UTC") -> SeriesStage:
    # A configuration cannot have 1D alone.
    labels = [*labels] if {*labels} != {"1D"} else ["1D", "365D"]
    return series_stage("emas", family, labels, periods, zone)


def series(family: str, label: str, period: int, daily: np.ndarray) -> dict[str, np.ndarray]:
    """The columns of a series, with an element for each daily bar, NaN where it has no row."""
    rows, n = written(stage(family, [label], (period,)), daily)[label], len(daily)
    place = np.searchsorted(daily["time_close"], rows.get("ts", []))
    found = {"canonical": np.zeros(n, bool)}
    found["canonical"][place] = ~rows.get("roll", np.zeros(0, bool))
    for name in ("ema", "ema_bar"):
        for prefix in ("", "d1_roll", "d2_roll", "d1", "d2"):
            column = prefix + name.removeprefix("ema") if prefix else name
            if column in rows or name == "ema":
                found[column] = np.full(n, NAN)
                found[column][place] = rows.get(column, [])
    return found


@families
@given(zoned=histories(100), periods=st.sets(st.sampled_from([1, 2, 3, 5, 21]), min_size=1, max_size=3))
@tries(20)
def test_every_row_is_the_obvious_answer(family, zoned, periods):
    zone, history = zoned
    every = stage(family, timeframes(family), periods, zone)
    for label, columns in written(every, array(history, DAILY)).items():
        canonical = canonical_instants(snapshot_rows(label, history))
        rows = [row for period in sorted(periods) for row in ema_rows(family, label, period, history, canonical)]
        assert_same(columns, rows, 1e-9)


@families
def test_what_is_computed_together_does_not_matter(family):
    """A series alone has the same bits as among all others."""
    found, periods = {1: random_walk(800)}, (1, 2, 3, 4, 7, 9, 10, 21)
    every = stage(family, timeframes(family), periods)
    together, _ = at_once(every.series.fold, found, "UTC")
    for i, label in enumerate(timeframes(family)[:4]):
        alone = stage(family, [label], periods[i : i + 1])
        here, there = [*alone.series.timeframes].index(label), [*every.series.timeframes].index(label)
        rows, _ = at_once(alone.series.fold, found, "UTC")
        # Keys: asset, timeframe, period and time. A row begins with the asset and the timeframe, too.
        mine = {(key[2], key[3], *row[2:]) for key, row in rows.items() if key[1] == here}
        assert mine
        assert mine == {
            (key[2], key[3], *row[2:]) for key, row in together.items() if key[1] == there and key[2] == periods[i]
        }, label


def relative(actual: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=0)


@given(seed=st.integers(0, 10_000), n=st.integers(2, 400), period=st.integers(2, 30))
@tries(60)
def test_talib_agrees(seed, n, period):
    daily = random_walk(n, seed)
    closes = daily["close"].copy()
    relative(series("multi_tf", "1D", period, daily)["ema"], talib.EMA(closes, period))
    relative(series("v2", "7D", period, daily)["ema"], talib.EMA(closes, 7 * period))
    weekly = closes[6::7]
    of_bars = series("multi_tf", "7D", period, daily)["ema"][6::7]
    relative(of_bars, talib.EMA(weekly, period) if len(weekly) else weekly)


def test_bars_by_hand():
    """2D, period 2 (weight 2/3): canonical closes 2, 4 and 9, so E = 3 and then 2/3 * 9 + 1/3 * 3 = 7."""
    got = series("multi_tf", "2D", 2, on_days([1, 2, 3, 4, 6, 9, 7], range(738_890, 738_897)))
    # The bar before has no value yet, and so no row.
    assert got["canonical"].tolist() == [False, False, False, True, False, True, False]
    expected = {
        "ema": [NAN, NAN, NAN, 3, 5, 7, 7],
        "d1": [NAN, NAN, NAN, NAN, NAN, 4, NAN],
        "d2": [NAN] * 7,
        "d1_roll": [NAN, NAN, NAN, NAN, 2, 2, 0],
        "d2_roll": [NAN, NAN, NAN, NAN, NAN, 0, -2],
    }
    for name, values in expected.items():
        np.testing.assert_allclose(got[name], values, atol=1e-12, err_msg=name)


@pytest.mark.parametrize(
    ("family", "label", "daily_weight"),
    [
        ("cal_us", "1W_CAL_US", 2 / (7 * 2 + 1)),
        ("cal_iso", "1W_CAL_ISO", 2 / (7 * 2 + 1)),
        ("cal_anchor_us", "1W_CAL_ANCHOR_US", 1 - (1 / 3) ** (1 / 7)),
        ("cal_anchor_iso", "1W_CAL_ANCHOR_ISO", 1 - (1 / 3) ** (1 / 7)),
    ],
)
def test_calendar_bars_by_hand(family, label, daily_weight):
    """Three whole weeks of closes 10, 20, then 50 daily and 26 at the end; one day of the next week at 30."""
    start = date(2024, 1, 7 if family.endswith("us") else 8).toordinal()  # a Sunday, a Monday
    closes = [10.0] * 7 + [20.0] * 7 + [50.0] * 6 + [26.0, 30.0]
    got = series(family, label, 2, on_days(closes, range(start, start + 22)))
    got = {name: values[13:] for name, values in got.items() if name != "canonical"}
    smooth, bar = [15.0], [15.0]
    for close in closes[14:]:
        smooth.append(daily_weight * close + (1 - daily_weight) * smooth[-1])
        bar.append(daily_weight * close + (1 - daily_weight) * bar[-1])
        if len(bar) == 8:
            bar[-1] = 2 / 3 * 26 + 1 / 3 * 15
    np.testing.assert_allclose(got["ema"], smooth, rtol=1e-12)
    np.testing.assert_allclose(got["ema_bar"], bar, rtol=1e-12)
    np.testing.assert_allclose(got["d1_bar"], [NAN] * 7 + [bar[7] - 15, NAN], rtol=1e-12)
    np.testing.assert_allclose(got["d1"], [NAN] * 7 + [smooth[7] - 15, NAN], rtol=1e-12)
    np.testing.assert_allclose(got["d1_roll_bar"][-2:], np.diff(bar)[-2:], rtol=1e-12)
    assert np.isnan(got["d2"]).all()
    assert np.isnan(got["d2_bar"]).all()


@families
@pytest.mark.parametrize("period", [1, 3])
def test_the_ema_of_a_constant_is_the_constant(family, period):
    got = series(family, timeframes(family)[1], period, on_days([7.25] * 400, range(738_890, 739_290)))
    for name, values in got.items():
        if name != "canonical":
            known = values[~np.isnan(values)]
            assert len(known)
            np.testing.assert_allclose(known, 7.25 if name.startswith("ema") else 0, atol=1e-12, err_msg=name)


@families
@pytest.mark.parametrize("period", [1, 2, 4])
def test_rows_start_at_the_first_value_and_derivatives_where_they_have_predecessors(family, period):
    daily = random_walk(100)
    label = timeframes(family)[1 if EMA_FAMILIES[family].has_1d else 0]
    rows = written(stage(family, [label], [period]), daily)[label]
    n, canonical = len(rows["ts"]), ~rows["roll"]
    assert rows["ts"].tolist() == daily["time_close"][len(daily) - n :].tolist()
    assert n > 50
    # The first value is that of the period-th finished bar; v2 counts days, period times the days of a bar.
    assert canonical[0]
    for suffix in ("", "_bar") if EMA_FAMILIES[family].kind == "both" else ("",):
        assert not np.isnan(rows[f"ema{suffix}"]).any()
        for order in (1, 2):
            roll, own = np.isnan(rows[f"d{order}_roll{suffix}"]), np.isnan(rows[f"d{order}{suffix}"])
            assert np.array_equal(roll, np.arange(n) < order)
            assert own[~canonical].all()
            assert np.array_equal(own[canonical], np.arange(canonical.sum()) < order)
