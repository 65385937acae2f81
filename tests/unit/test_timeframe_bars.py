"""Timeframe bars: every column against the obvious answers, and what must hold of any bar."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folds import series_stage, timeframes, written
from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import BAR_FAMILIES
from freshbars.compute.timeframe import Timeframe
from oracle import MS, ONE_DAY, array, assert_same, histories, snapshot_rows, thrifty, tries

LABELS = {name: timeframes("bars", name) for name in BAR_FAMILIES}
families = pytest.mark.parametrize("family", thrifty(BAR_FAMILIES))


def snapshots(label: str, history: list[dict], zone: str = "UTC") -> dict[str, np.ndarray]:
    daily, timeframe = array(history, DAILY), Timeframe.parse(label)
    family = next(
        f.name
        for f in BAR_FAMILIES.values()
        if f.alignment == timeframe.alignment and f.scheme in (None, timeframe.scheme or "US")
    )
    return written(series_stage("bars", family, [label], zone=zone), daily)[label]


def plain_days(*days: str) -> list[dict]:
    """Bars of some days in 2024, the i-th (from 1) with prices around 10 * i, volume i and market cap 100 * i."""
    result = []
    for i, text in enumerate(days, 1):
        opened = datetime.fromisoformat(f"2024-{text}").replace(tzinfo=UTC)
        result.append({
            "day": opened.date(), "timestamp": opened + ONE_DAY - MS, "time_open": opened, "time_close": opened + ONE_DAY - MS,
            "time_high": opened + timedelta(hours=1), "time_low": opened + timedelta(hours=2),
            "open": 10.0 * i, "high": 10.0 * i + 3, "low": 10.0 * i - 3, "close": 10.0 * i + 1,
            "volume": float(i), "market_cap": 100.0 * i,
        })  # fmt: skip
    return result


@families
@given(zoned=histories())
@tries(20)
def test_every_column_is_the_obvious_answer(family, zoned):
    zone, history = zoned
    stage = series_stage("bars", family, zone=zone)
    for label, columns in written(stage, array(history, DAILY)).items():
        assert_same(columns, snapshot_rows(label, history))


@families
@given(data=st.data())
@tries(40)
def test_a_finished_bar_is_a_plain_group_by_and_has_one_canonical_row(family, data):
    label = data.draw(st.sampled_from(LABELS[family]))
    zone, history = data.draw(histories())
    rows = snapshots(label, history, zone)
    if not len(rows["tf"]):
        return
    left_out = len(history) - len(rows["bar_seq"])
    canonical = np.flatnonzero(~rows["is_partial_end"]).tolist()
    numbers = rows["bar_seq"][canonical].tolist()
    assert len(numbers) == len(set(numbers))
    assert set(rows["bar_seq"].tolist()) - set(numbers) <= set(rows["bar_seq"][-1:].tolist())
    for row, number in zip(canonical, numbers, strict=True):
        members = [day for day, of in zip(history[left_out:], rows["bar_seq"], strict=True) if of == number]
        assert rows["open"][row] == members[0]["open"]
        assert rows["high"][row] == max(day["high"] for day in members)
        assert rows["low"][row] == min(day["low"] for day in members)
        assert rows["close"][row] == members[-1]["close"]
        assert rows["volume"][row] == pytest.approx(sum(day["volume"] or 0 for day in members))
        assert rows["count_days"][row] == len(members)


@families
@given(data=st.data())
@tries(40)
def test_later_days_only_finish_a_bar(family, data):
    """Snapshots are states as of a day: what comes later changes nothing but whether the last one is canonical."""
    label = data.draw(st.sampled_from(LABELS[family]))
    zone, history = data.draw(histories())
    k = data.draw(st.integers(1, len(history)))
    before, after = snapshots(label, history[:k], zone), snapshots(label, history, zone)
    for name, values in before.items():
        n = max(len(values) - (name == "is_partial_end"), 0) if k < len(history) else len(values)
        assert values[:n].tobytes() == after[name][:n].tobytes(), name


def test_a_week_with_holes():
    """ISO week of Monday 2024-01-08: Monday, Thursday and Sunday are missing; the next Tuesday finishes it."""
    history = plain_days("01-07", "01-09", "01-10", "01-12", "01-13", "01-16")
    rows = snapshots("1W_CAL_ISO", history)
    assert rows["time_close"].tolist() == array(history, DAILY)["time_close"][1:].tolist()  # 01-07 is in no bar
    expected = {
        "bar_seq": [1, 1, 1, 1, 2],
        "pos_in_bar": [2, 3, 5, 6, 2],
        "count_days": [1, 2, 3, 4, 1],
        "count_days_remaining": [5, 4, 2, 1, 5],
        "count_missing_days": [1, 1, 2, 2, 1],
        "count_missing_days_start": [1, 1, 1, 1, 1],
        "count_missing_days_interior": [0, 0, 1, 1, 0],
        "is_partial_end": [True, True, True, False, True],
        "volume": [2.0, 5.0, 9.0, 14.0, 6.0],
        "market_cap": [200.0, 300.0, 400.0, 500.0, 600.0],
    }
    assert {name: rows[name].tolist() for name in expected} == expected
    eighth = (date(2024, 1, 8) - date(2000, 1, 1)).days
    assert (rows["first_missing_day"] - eighth).tolist() == [0, 0, 0, 0, 7]
    assert (rows["last_missing_day"] - eighth).tolist() == [0, 0, 3, 3, 7]
    first, second = rows["time_open"][[0, 4]] - rows["time_close"][[0, 3]]
    assert (first, second) == (-86_400_000_000 + 1000, 1000)


def test_rolling_bars_count_daily_bars_and_see_holes_inside_them_only():
    rows = snapshots("3D", plain_days("01-01", "01-02", "01-05", "01-09", "01-10", "01-11", "01-12"))
    assert rows["bar_seq"].tolist() == [1, 1, 1, 2, 2, 2, 3]
    assert rows["count_missing_days"].tolist() == [0, 0, 2, 0, 0, 0, 0]
    assert rows["is_partial_end"].tolist() == [True, True, False, True, True, False, True]


def test_an_anchored_bar_may_begin_inside_its_window():
    rows = snapshots("1M_CAL_ANCHOR", plain_days("01-30", "01-31", "02-01"))
    assert rows["is_partial_start"].tolist() == [True, True, False]
    assert rows["pos_in_bar"].tolist() == [30, 31, 1]
    assert rows["count_missing_days"].tolist() == [0, 0, 0]


def test_the_earliest_day_wins_a_tie_and_an_unknown_cap_repeats_the_last():
    history = plain_days("01-01", "01-02", "01-03", "01-04", "01-05")
    caps, volumes = (None, 7.0, None, 8.0, None), (1.0, None, 2.0, None, None)
    for bar, high, cap, volume in zip(history, (5, 9, 9, 8, 9), caps, volumes, strict=True):
        bar |= {"high": float(high), "low": -float(high), "market_cap": cap, "volume": volume}
    rows = snapshots("4D", history)
    stamps = array(history, DAILY)
    assert rows["time_high"].tolist() == stamps["time_high"][[0, 1, 1, 1, 4]].tolist()
    assert rows["time_low"].tolist() == stamps["time_low"][[0, 1, 1, 1, 4]].tolist()
    assert rows["volume"].tolist() == [1.0, 1.0, 3.0, 3.0, 0.0]
    assert np.array_equal(rows["market_cap"], [np.nan, 7.0, 7.0, 8.0, np.nan], equal_nan=True)
