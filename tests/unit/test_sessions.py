"""Sessions: windows, gaps and finish count the days on which an exchange trades; every other asset stays as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folds import Book, at_once, blocks, columns, series_stage
from freshbars.compute.daily_bars import DAILY, SOURCE, build
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.histories import Histories
from freshbars.compute.instants import DAY_2000, DAY_US, microseconds
from freshbars.compute.sessions import Sessions, end_of_year
from freshbars.compute.timeframe import Timeframe
from freshbars.compute.windows import windows, years_of
from oracle import tries

FAMILIES = [("bars", name) for name in BAR_FAMILIES] + [("emas", name) for name in EMA_FAMILIES]
families = pytest.mark.parametrize(("rule", "family"), FAMILIES, ids=map("-".join, FAMILIES))
HOUR = DAY_US // 24


def of_days(days: list[int], early: tuple[int, ...] = ()) -> Sessions:
    """Sessions of New York's winter: 14:30 to 21:00 UTC, or to 18:00."""
    days = np.array(sorted(days), np.int64)
    start = (days - DAY_2000) * DAY_US
    return Sessions("XTST", days, start + 14 * HOUR + HOUR // 2, start + np.where(np.isin(days, early), 18, 21) * HOUR)


@st.composite
def calendars(draw) -> Sessions:
    """Weekdays of four years without holidays, now and then whole weeks, and with some Saturdays; early closes."""
    first = draw(st.dates(date(2019, 1, 1), date(2022, 1, 1))).toordinal()
    days = {day for day in range(first, first + 1500) if (day - 1) % 7 < 5}
    some = st.integers(first, first + 1499)
    for day in draw(st.lists(some, max_size=60)):
        days.discard(day)
    for day in draw(st.lists(some, max_size=4)):
        days -= set(range(day, day + draw(st.sampled_from((5, 9, 40)))))
    days |= {day for day in draw(st.lists(some, max_size=6)) if (day - 1) % 7 == 5}
    return of_days(list(days), tuple(draw(st.lists(some, max_size=60))))


@st.composite
def traded(draw, sessions: Sessions, most: int = 50) -> np.ndarray:
    """Daily bars of some sessions, with the sessions' hours or with those of their dates in UTC."""
    start = draw(st.integers(0, len(sessions.days) - most - 1))
    gaps = draw(st.sampled_from((0, 0, 0.1, 0.5)))
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    at = start + np.flatnonzero(random.random(draw(st.integers(1, most))) >= gaps)
    at = at if len(at) else np.array([start])
    daily = np.zeros(len(at), DAILY)
    opens, closes = sessions.hours(sessions.days[at] - DAY_2000)
    if draw(st.booleans()):
        opens = (sessions.days[at] - DAY_2000) * DAY_US
        closes = opens + DAY_US - 1000
    daily["time_open"], daily["timestamp"], daily["time_close"] = opens, closes, closes
    daily["time_high"] = daily["time_low"] = closes
    daily["close"] = random.integers(1, 9, len(at))
    daily["open"], daily["high"], daily["low"] = daily["close"], daily["close"] + 1, daily["close"] - 0.5
    daily["volume"], daily["market_cap"] = daily["close"], np.nan
    return daily


@given(sessions=calendars(), data=st.data())
@tries(40)
def test_positions_count_sessions_and_dates_are_their_inverse(sessions, data):
    """Also before the first and after the last known one, where every usual weekday counts."""
    first, last = int(sessions.days[0]), int(sessions.days[-1])
    days = np.array(data.draw(st.lists(st.integers(first - 900, last + 900), min_size=1)))
    known = set(sessions.days.tolist())

    def trades(day: int) -> bool:
        return day in known if first <= day <= last else (day - 1) % 7 < 5

    def walked(day: int) -> int:
        low, high = sorted((first, day))
        return sum(map(trades, range(low, high))) * (1 if day >= first else -1)

    assert sessions.positions(days).tolist() == [walked(day) for day in days.tolist()]
    here = np.array([day for day in days.tolist() if trades(day)], np.int64)
    assert sessions.dates(sessions.positions(here)).tolist() == here.tolist()
    assert sessions.hold(days).tolist() == [trades(day) for day in days.tolist()]


@pytest.mark.parametrize("family", [name for name in BAR_FAMILIES if name != "multi_tf"])
@given(data=st.data())
@tries(15)
def test_a_bar_counts_the_sessions_of_its_window(family, data):
    """Each snapshot against a walk through the calendar."""
    sessions = data.draw(calendars())
    daily = data.draw(traded(sessions, 30))
    stage = series_stage("bars", family)
    whole = Histories.whole({7: daily}, "UTC", {7: sessions})
    made, _ = blocks(stage.series.fold, stage.series.fold.empty(1), whole)
    rows = columns(stage.series.fold, made, np.array([7]))
    held = sessions.dates(whole.days).tolist()
    first, place = held[0], {close: k for k, close in enumerate(daily["time_close"].tolist())}
    span = np.arange(first - 4500, held[-1] + 4500)
    every = span[sessions.hold(span)]

    def within(start: int, end: int) -> list[int]:
        return every[np.searchsorted(every, start) : np.searchsorted(every, end, "right")].tolist()

    def window(timeframe: Timeframe, day: int) -> tuple[int, int, int]:
        if timeframe.alignment == "anchor":
            number, start, end = (int(one[0]) for one in windows(timeframe, np.array([day]), first))
            return number - int(windows(timeframe, np.array([first]), first)[0][0]), start, end
        # Aligned windows begin with the first unit of which no session came before the asset's first.
        unit = replace(timeframe, n=1)
        unit_start = int(windows(unit, np.array([first]), first - 4000)[1][0])
        begins = first if within(unit_start, first - 1) else unit_start
        return tuple(int(one[0]) for one in windows(timeframe, np.array([day]), begins))

    for i, close in enumerate(rows.get("time_close", np.zeros(0)).tolist()):
        k, timeframe = place[close], list(stage.series.timeframes.values())[rows["tf"][i]]
        number, start, end = window(timeframe, held[k])
        days, got = within(start, end), {name: values[i] for name, values in rows.items()}
        missing = sorted(set(within(max(start, first), held[k])) - set(held))
        position = days.index(held[k]) + 1
        assert got["bar_seq"] == number + 1
        assert (got["tf_days"], got["pos_in_bar"]) == (len(days), position)
        assert got["count_days_remaining"] == len(days) - position
        assert got["count_days"] == sum(start <= day <= held[k] for day in held)
        assert got["count_missing_days"] == len(missing)
        if missing:
            said = (got["first_missing_day"] + DAY_2000, got["last_missing_day"] + DAY_2000)
            assert said == (missing[0], missing[-1])
        assert got["is_partial_end"] == (position < len(days) and (held[k + 1 :] or [0])[0] <= end)
        assert got["is_partial_start"] == (timeframe.alignment == "anchor" and days[0] < first)


@families
@given(data=st.data())
@tries(8)
def test_an_exchange_that_never_closes_is_no_exchange(rule, family, data):
    """With every day a session rows and states are those of an asset without a calendar, first days apart."""
    sessions = data.draw(calendars())
    daily = data.draw(traded(sessions))
    days = np.arange(sessions.days[0] - 400, sessions.days[-1] + 2000)
    start = (days - DAY_2000) * DAY_US
    always = Sessions("24/7", days, start, start + DAY_US - 1000)
    fold = series_stage(rule, family, periods=(1, 3)).series.fold
    assert at_once(fold, {1: daily}, "UTC", {1: always})[0] == at_once(fold, {1: daily}, "UTC")[0]


@families
@given(data=st.data())
@tries(5)
def test_however_a_history_is_cut_and_whoever_stands_beside_it(rule, family, data):
    """Assets of two calendars and of none, side by side: piece by piece they are what each of them is alone."""
    one, other = data.draw(calendars()), data.draw(calendars())
    found = {asset: data.draw(traded(on, 25)) for asset, on in ((3, one), (4, other), (5, one), (9, other))}
    of = {3: one, 4: other, 5: one}
    fold = series_stage(rule, family, periods=(1, 3)).series.fold
    book = Book(fold, "UTC", of)
    pieces = data.draw(st.integers(1, 5))
    some = {a: st.lists(st.integers(0, len(d)), min_size=pieces, max_size=pieces) for a, d in found.items()}
    cuts = {asset: sorted(data.draw(ends)) for asset, ends in some.items()}
    for i in range(pieces + 1):
        book.add({a: d[([0, *cuts[a]])[i] : ([*cuts[a], len(d)])[i]] for a, d in found.items()})
    rows, states = {}, {}
    for asset, daily in found.items():
        made = at_once(fold, {asset: daily}, "UTC", of)
        rows |= made[0]
        states |= made[1]
    assert (book.rows, book.states) == (rows, states)


@families
@given(data=st.data())
@tries(8)
def test_no_row_depends_on_sessions_after_the_windows_under_way(rule, family, data):
    """What the mark of a state does not cover changes nothing; so a state stays good when sessions are added each day."""
    sessions = data.draw(calendars())
    daily = data.draw(traded(sessions))
    stage = series_stage(rule, family, periods=(1, 3))
    until = end_of_year(int(daily["time_close"][-1]), max([1, *map(years_of, stage.series.timeframes.values())]))
    days = [day for day in sessions.days.tolist() if day <= until]
    more = of_days([*days, *range(until + 1, until + 50)])
    more.closes[: len(days)], more.opens[: len(days)] = sessions.closes[: len(days)], sessions.opens[: len(days)]
    if until > sessions.days[-1]:
        assert more.mark(until) != sessions.mark(until)
        return
    assert more.mark(until) == sessions.mark(until)
    ends = (at_once(stage.series.fold, {1: daily}, "UTC", {1: one}) for one in (sessions, more))
    assert next(ends) == next(ends)


def at(text: str) -> int:
    return microseconds(datetime.fromisoformat(text).replace(tzinfo=UTC))


def source(*spans: tuple[str, str]) -> np.ndarray:
    rows = np.zeros(len(spans), SOURCE)
    rows["id"], rows["open"], rows["high"], rows["low"], rows["close"] = 7, 2, 3, 1, 2
    rows["time_open"], rows["time_close"] = ([at(span[i]) for span in spans] for i in (0, 1))
    rows["timestamp"], rows["time_high"], rows["time_low"] = rows["time_close"], rows["time_close"], rows["time_open"]
    return rows


@pytest.mark.parametrize("timezone", ["UTC", "Pacific/Auckland", "Pacific/Tongatapu", "America/Los_Angeles"])
def test_a_row_belongs_to_the_session_that_closes_within_it(timezone):
    """Whether it has the hours of the session, those of its date, or those of New York; else a weekend is a reject."""
    week = of_days([date(2024, 7, day).toordinal() for day in (1, 2, 3, 5, 8)], (date(2024, 7, 3).toordinal(),))
    rows = source(
        ("2024-07-01T14:30", "2024-07-01T21:00"),
        ("2024-07-02T00:00", "2024-07-02T23:59:59.999"),
        ("2024-07-03T04:00", "2024-07-04T03:59:59.999"),
        ("2024-07-05T14:30", "2024-07-05T21:00"),
        ("2024-07-06T00:00", "2024-07-06T23:59:59.999"),
        ("2024-07-07T00:00", "2024-07-07T23:59:59.999"),
        ("2024-07-08T14:30", "2024-07-08T21:00"),
    )
    built = build(rows, np.array([None] * 7), np.array([None] * 7), timezone, calendars={7: week})
    assert not built.problems, "at UTC+13, Sunday in UTC is mostly Monday"
    daily = built.daily(7)
    assert len(daily) == 5
    days = week.days_of(daily["time_open"], daily["time_close"], timezone)
    assert [date.fromordinal(day).day for day in days.tolist()] == [1, 2, 3, 5, 8]
    assert built.rejects["reason"].tolist() == ["no_session"] * 2
    assert built.bars["bar_seq"].tolist() == [1, 2, 3, 4, 7]
    assert build(rows, np.array([None] * 7), np.array([None] * 7), "UTC").rejects["reason"].tolist() == []


def test_a_holiday_is_a_reject_and_two_rows_of_a_session_fail_the_asset():
    week = of_days([date(2024, 7, day).toordinal() for day in (1, 2, 3, 5)])
    none = np.array([None] * 2)
    holiday = source(("2024-07-03T14:30", "2024-07-03T21:00"), ("2024-07-04T13:30", "2024-07-04T20:00"))
    assert build(holiday, none, none, "UTC", calendars={7: week}).rejects["reason"].tolist() == ["no_session"]
    twice = source(("2024-07-03T14:30", "2024-07-03T21:00"), ("2024-07-03T00:00", "2024-07-03T23:59:59.999"))
    assert "two daily bars on 2024-07-03" in build(twice, none, none, "UTC", calendars={7: week}).problems[7]


def test_hours_of_dates_without_a_session_are_the_whole_date():
    week = of_days([date(2024, 7, day).toordinal() for day in (1, 3)], (date(2024, 7, 3).toordinal(),))
    opens, closes = week.hours(np.array([date(2024, 7, day).toordinal() - DAY_2000 for day in (1, 2, 3)]))
    assert opens.tolist() == [at("2024-07-01T14:30"), at("2024-07-02T00:00"), at("2024-07-03T14:30")]
    assert closes.tolist() == [at("2024-07-01T21:00"), at("2024-07-02T23:59:59.999"), at("2024-07-03T18:00")]
    assert week.close(1) == at("2024-07-03T18:00")
    assert week.close(2) == at("2024-07-08T23:59:59.999")


def test_five_sessions_are_a_rolling_bar_across_a_weekend():
    """5D of a stock is five sessions, not a week; nothing is missing between Friday and Monday."""
    sessions = of_days([day for day in range(738_001, 738_100) if (day - 1) % 7 < 5])
    at_ = slice(2, 14)
    daily = np.zeros(12, DAILY)
    daily["time_open"], daily["time_close"] = sessions.opens[at_], sessions.closes[at_]
    daily["timestamp"], daily["close"] = daily["time_close"], np.arange(12)
    stage = series_stage("bars", "multi_tf", ["5D"])
    made, _ = blocks(stage.series.fold, stage.series.fold.empty(1), Histories.whole({7: daily}, "UTC", {7: sessions}))
    rows = columns(stage.series.fold, made, np.array([7]))
    assert np.flatnonzero(~rows["is_partial_end"]).tolist() == [4, 9]
    assert rows["count_missing_days"].tolist() == [0] * 12
    assert set(rows["tf_days"].tolist()) == {5}
    assert rows["time_close"][4] - rows["time_close"][0] == 6 * DAY_US
