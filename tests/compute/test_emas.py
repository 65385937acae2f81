"""EMAs: every column against the obvious answers and TA-Lib, and what must not matter."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pytest
import talib
from hypothesis import given
from hypothesis import strategies as st

from freshbars.compute import emas as ema
from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.instants import local_days
from freshbars.compute.timeframe import Timeframe
from freshbars.config import validate
from freshbars.database.copy_format import joined
from oracle import (
    array,
    assert_same,
    assert_tail,
    canonical_instants,
    ema_rows,
    histories,
    labels,
    snapshot_rows,
    tries,
    written,
)

NAN = float("nan")
families = pytest.mark.parametrize("family", EMA_FAMILIES)


def timeframes(family: str) -> list[str]:
    bars = BAR_FAMILIES[EMA_FAMILIES[family].bars]
    return labels(bars.alignment, bars.scheme)


def random_walk(n: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Daily bars from 2000 on, without a hole, and their days."""
    daily = np.zeros(n, DAILY)
    daily["time_close"] = 86_400_000_000 * np.arange(1, n + 1) - 1000
    daily["close"] = np.exp(np.random.default_rng(seed).normal(0, 0.05, n).cumsum())
    return daily, local_days(daily["time_close"], "UTC")


def stage(family: str, labels: list[str], periods: Iterable[int], zone: str = "UTC") -> Stage:
    bars = {EMA_FAMILIES[family].bars: [label for label in labels if label != "1D"]}
    emas = {"families": [family], "periods": [*periods]}
    return Stage(validate({"timezone": zone, "bars": bars, "emas": emas}), "emas", family)


def series(family: str, label: str, periods: tuple[int, ...], closes: list[float], days: list[int]) -> dict:
    timeframe = Timeframe.parse(label)
    canonical = ema.canonical_rows([timeframe], np.array(days))
    found = ema.values(EMA_FAMILIES[family], [timeframe], periods, np.array(closes), canonical)
    row, column = np.indices(found["ema"].shape)
    flat = ema.Columns(found, canonical).at(row.ravel(), column.ravel())
    return {"canonical": canonical[:, 0], **{name: values.reshape(row.shape) for name, values in flat.items()}}


@families
@given(zoned=histories(100), periods=st.sets(st.sampled_from([1, 2, 3, 5, 21]), min_size=1, max_size=3))
@tries(20)
def test_every_row_is_the_obvious_answer(family, zoned, periods):
    zone, history = zoned
    daily = array(history, DAILY)
    every = stage(family, timeframes(family), periods, zone)
    for label, columns in written(every, daily, local_days(daily["time_close"], zone), every.timeframes).items():
        canonical = canonical_instants(snapshot_rows(label, history))
        rows = [row for period in sorted(periods) for row in ema_rows(family, label, period, history, canonical)]
        assert_same(columns, rows, 1e-9)


@families
@given(zoned=histories(100), place=st.floats(0, 1, exclude_max=True))
@tries(20)
def test_what_is_written_from_a_day_on_does_not_depend_on_where_writing_begins(family, zoned, place):
    zone, history = zoned
    daily = array(history, DAILY)
    every = stage(family, timeframes(family), (1, 2, 5), zone)
    assert_tail(every, daily, local_days(daily["time_close"], zone), int(place * len(daily)))


@families
def test_what_is_computed_together_does_not_matter(family):
    """A series alone has the same bytes as among all others."""
    daily, days = random_walk(800)

    def body(of: Stage, *labels: str) -> bytes:
        work = {label: dict.fromkeys(of.periods, 0) for label in labels}
        return joined(list(of.encoded(1, daily, days, work))).body

    periods = (1, 2, 3, 4, 7, 9, 10, 21)
    together = body(stage(family, timeframes(family), periods), *timeframes(family))
    for i, label in enumerate(timeframes(family)[:4]):
        alone = body(stage(family, [label], periods[i : i + 1]), label)
        assert alone
        assert alone in together, label


def relative(actual: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=0)


@given(seed=st.integers(0, 10_000), n=st.integers(2, 400), period=st.integers(2, 30))
@tries(60)
def test_talib_agrees(seed, n, period):
    daily, days = random_walk(n, seed)
    closes = daily["close"]
    relative(series("multi_tf", "1D", (period,), closes, days)["ema"][:, 0], talib.EMA(closes, period))
    relative(series("v2", "7D", (period,), closes, days)["ema"][:, 0], talib.EMA(closes, 7 * period))
    weekly = closes[6::7]
    of_bars = series("multi_tf", "7D", (period,), closes, days)["ema"][6::7, 0]
    relative(of_bars, talib.EMA(weekly, period) if len(weekly) else weekly)


def test_bars_by_hand():
    """2D, period 2 (weight 2/3): canonical closes 2, 4 and 9, so E = 3 and then 2/3 * 9 + 1/3 * 3 = 7."""
    got = series("multi_tf", "2D", (2,), [1, 2, 3, 4, 6, 9, 7], range(7))
    assert got["canonical"].tolist() == [False, True, False, True, False, True, False]
    expected = {
        "ema": [NAN, NAN, NAN, 3, 5, 7, 7],
        "d1": [NAN, NAN, NAN, NAN, NAN, 4, NAN],
        "d2": [NAN] * 7,
        "d1_roll": [NAN, NAN, NAN, NAN, 2, 2, 0],
        "d2_roll": [NAN, NAN, NAN, NAN, NAN, 0, -2],
    }
    for name, values in expected.items():
        np.testing.assert_allclose(got[name][:, 0], values, atol=1e-12, err_msg=name)


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
    got = series(family, label, (2,), closes, range(start, start + 22))
    got = {name: values[13:, 0] for name, values in got.items() if name != "canonical"}
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
def test_the_ema_of_a_constant_is_the_constant(family):
    got = series(family, timeframes(family)[1], (1, 3), [7.25] * 400, range(738_890, 739_290))
    for name, values in got.items():
        if name != "canonical":
            known = values[~np.isnan(values)]
            assert len(known)
            np.testing.assert_allclose(known, 7.25 if name.startswith("ema") else 0, atol=1e-12, err_msg=name)


@families
@pytest.mark.parametrize("period", [1, 2, 4])
def test_rows_start_at_the_first_value_and_derivatives_where_they_have_predecessors(family, period):
    daily, days = random_walk(100)
    label = timeframes(family)[1 if EMA_FAMILIES[family].has_1d else 0]
    rows = written(stage(family, [label], [period]), daily, days, [label])[label]
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
