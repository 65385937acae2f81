"""Which window a day lies in: golden answers for each family, and what holds for all days."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import BAR_FAMILIES
from freshbars.compute.histories import Histories
from freshbars.compute.instants import local_days, microseconds
from freshbars.compute.layout import Layout, lay_out
from freshbars.compute.timeframe import Timeframe
from freshbars.compute.windows import length_range, windows
from oracle import ONE_DAY, day_lists, labels, tries

GOLDEN = Path(__file__).parents[1] / "golden"


def golden(name: str) -> list[dict]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def ordinals(days: list[date]) -> np.ndarray:
    return np.array([day.toordinal() for day in days])


def laid_out(timeframes: Sequence[Timeframe], *lives: list[date]) -> list[Layout]:
    """The layout of each of some assets, which are laid out side by side."""
    counts = np.array([len(life) for life in lives])
    ends = np.cumsum(counts)
    days = np.concatenate([ordinals(life) for life in lives])
    first = days[ends - counts]
    ids, nothing = np.arange(len(lives)), np.zeros(len(lives), int)
    layout = lay_out(timeframes, Histories(ids, np.zeros(len(days), DAILY), days, counts, first, nothing))
    parts = [np.split(getattr(layout, name), ends[:-1], axis=1) for name in Layout.__dataclass_fields__]
    return [Layout(*of) for of in zip(*parts, strict=True)]


def one(layout: Layout, i: int = 0) -> Layout:
    """That of one timeframe."""
    return Layout(*(getattr(layout, name)[i] for name in Layout.__dataclass_fields__))


class Answers:
    """What every family is held to; a family declares its name, and whether its golden history has weekends."""

    family: str
    weekends = True

    def days(self, start: date, end: date) -> list[date]:
        every = [start + ONE_DAY * i for i in range((end - start).days + 1)]
        return [day for day in every if self.weekends or day.weekday() < 5]

    @property
    def timeframes(self) -> list[Timeframe]:
        family = BAR_FAMILIES[self.family]
        return [Timeframe.parse(label) for label in labels(family.alignment, family.scheme)]

    def test_golden_answers(self):
        for row in golden(self.family):
            first_day, day = date.fromisoformat(row["first_day"]), date.fromisoformat(row["day"])
            end = row["window_end"] and date.fromisoformat(row["window_end"])
            timeframe = Timeframe.parse(row["tf"])
            days = self.days(first_day, day)
            layout = one(laid_out([timeframe], days)[0])
            if not row["bar"]:
                assert not layout.bar.any(), row
                assert not layout.finished.any(), row
                continue
            assert layout.bar[-1] == int(row["bar"]), row
            assert layout.finished[-1] == layout.alone[-1] == (day == end), row
            if timeframe.alignment == "rolling":
                of_bar = [d for d, bar in zip(days, layout.bar, strict=True) if bar == layout.bar[-1]]
                assert str(of_bar[0]) == row["window_start"], row
            else:
                assert str(date.fromordinal(layout.start[-1])) == row["window_start"], row
                assert str(date.fromordinal(layout.end[-1])) == row["window_end"], row
                # Windows without any day count: a history of two days gives the same number.
                short, *_ = laid_out([timeframe], sorted({first_day, day}))
                assert one(short).bar[-1] == int(row["bar"]), row

    @given(data=st.data())
    @tries(60)
    def test_a_day_is_in_one_bar_from_the_first_boundary_on_and_bars_follow_each_other(self, data):
        timeframe = data.draw(st.sampled_from(self.timeframes))
        life = data.draw(day_lists())
        layout = one(laid_out([timeframe], life)[0])
        bar, days = layout.bar, ordinals(life)
        assert (np.diff(bar) >= 0).all()
        assert not layout.finished[bar == 0].any()
        if timeframe.alignment == "rolling":
            assert np.unique(bar, return_counts=True)[1][:-1].tolist() == [timeframe.n] * (bar[-1] - 1)
            return
        inside = bar > 0
        assert ((layout.start <= days) & (days <= layout.end))[inside].all()
        assert timeframe.alignment == "calendar" or inside.all()
        assert (layout.start[inside] >= days[0]).all() or timeframe.alignment == "anchor"
        # A bar has one canonical row, its last one, the newest bar perhaps none.
        last = np.append(bar[1:] != bar[:-1], days[-1] == layout.end[-1])
        assert np.array_equal(layout.finished, last & inside)
        assert np.array_equal(layout.alone, (days == layout.end) & inside)

    @given(data=st.data())
    @tries(30)
    def test_assets_and_timeframes_side_by_side_are_one_by_one(self, data):
        lives = data.draw(st.lists(day_lists(20), min_size=1, max_size=4))
        for life, layout in zip(lives, laid_out(self.timeframes, *lives), strict=True):
            for i, timeframe in enumerate(self.timeframes):
                alone, found = one(laid_out([timeframe], life)[0]), one(layout, i)
                for name in Layout.__dataclass_fields__:
                    assert np.array_equal(getattr(alone, name), getattr(found, name)), (timeframe, name)

    @given(data=st.data())
    @tries(40)
    def test_windows_tile_time(self, data):
        timeframe = data.draw(st.sampled_from(self.timeframes))
        first_day = data.draw(st.dates(date(1890, 1, 1), date(2110, 1, 1))).toordinal()
        days = np.arange(first_day, first_day + data.draw(st.integers(1, 4000)))
        number, start, end = windows(timeframe, days, first_day)
        assert ((start <= days) & (days <= end)).all()
        if timeframe.alignment == "calendar":
            assert (number < 0).sum() < {"W": 7, "M": 31, "Y": 366}[timeframe.unit]
            assert number[number >= 0][:1].sum() == 0
        new = np.diff(number) == 1
        assert (new | (np.diff(number) == 0)).all()
        assert np.array_equal(new, np.diff(start) != 0)
        assert np.array_equal(start[1:][new], end[:-1][new] + 1)
        for opened, closed in zip(*np.unique([start, end], axis=1), strict=True):
            self.check_length(timeframe, date.fromordinal(opened), date.fromordinal(closed) + ONE_DAY)

    @staticmethod
    def check_length(timeframe: Timeframe, start: date, following: date) -> None:
        if timeframe.unit == "W":
            assert following - start == timedelta(weeks=timeframe.n)
            assert start.isoweekday() == {"US": 7, "ISO": 1}[timeframe.scheme]
        else:
            months = (following.year - start.year) * 12 + following.month - start.month
            assert months == timeframe.n * {"M": 1, "Y": 12}[timeframe.unit]
            assert start.day == following.day == 1
            assert timeframe.unit == "M" or start.month == 1


class TestMultiTf(Answers):
    family, weekends = "multi_tf", False
    test_windows_tile_time = None


class TestCalUs(Answers):
    family = "cal_us"


class TestCalIso(Answers):
    family = "cal_iso"


class TestCalAnchorUs(Answers):
    family = "cal_anchor_us"


class TestCalAnchorIso(Answers):
    family = "cal_anchor_iso"


@pytest.mark.parametrize("row", golden("local_days"), ids=lambda row: f"{row['timezone']} {row['instant']}")
def test_local_days(row):
    instants = np.array([microseconds(datetime.fromisoformat(row["instant"]))])
    assert date.fromordinal(int(local_days(instants, row["timezone"])[0])) == date.fromisoformat(row["day"])


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("9M_CAL_ANCHOR", "divide the year"),
        ("24M_CAL_ANCHOR", "divide the year"),
        ("2W_CAL", "US (Sunday) or ..._ISO (Monday)"),
        ("1W_CAL_ANCHOR", "US (Sunday) or ..._ISO (Monday)"),
        ("3M_CAL_US", "only weeks"),
        ("1Y_CAL_ANCHOR_ISO", "only weeks"),
        ("7D_CAL", "days roll"),
        ("7D_CAL_ANCHOR_US", "days roll"),
        ("2W", "weeks, months and years follow the calendar"),
        ("3M", "weeks, months and years follow the calendar"),
        *((label, "is not a timeframe") for label in (
            "", "D", "0D", "07D", "-7D", "1.5D", "12345D", "7d", " 7D", "7D\n", "7D_US", "2W_US", "2W_ANCHOR_US", "2W_CAL_EU",
            "3M_CAL_", "3Q_CAL", "week", "\u0667D", "1\u0662D",
        )),
    ],
)  # fmt: skip
def test_what_is_no_timeframe_is_refused_with_a_sentence(label, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the message is checked below
        Timeframe.parse(label)
    assert f"'{label}'" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("label", "days"),
    [("1D", 1), ("7D", 7), ("2W_CAL_US", 14), ("3M_CAL", 90), ("4Y_CAL_ANCHOR", 1460), ("10W_CAL_ANCHOR_ISO", 70)],
)
def test_emas_count_nominal_days(label, days):
    assert Timeframe.parse(label).nominal_days == days


@pytest.mark.parametrize(
    ("label", "shortest", "longest"),
    [
        ("7D", 7, 7), ("2W_CAL_US", 14, 14), ("1M_CAL", 28, 31), ("3M_CAL", 89, 92), ("3M_CAL_ANCHOR", 90, 92),
        ("2M_CAL_ANCHOR", 59, 62), ("12M_CAL", 365, 366), ("1Y_CAL", 365, 366), ("4Y_CAL_ANCHOR", 1460, 1461),
    ],
)  # fmt: skip
def test_lengths_of_windows(label, shortest, longest):
    assert length_range(Timeframe.parse(label)) == (shortest, longest)


@pytest.mark.parametrize("family", BAR_FAMILIES.values(), ids=BAR_FAMILIES)
def test_a_family_takes_its_own_timeframes_only(family):
    own = set(labels(family.alignment, family.scheme)) - {"1D"}
    for other in BAR_FAMILIES.values():
        for label in {*labels(other.alignment, other.scheme), "1D"}:
            if label in own:
                family.check(Timeframe.parse(label))
            else:
                with pytest.raises(ValueError, match=f"'{label}'"):
                    family.check(Timeframe.parse(label))
