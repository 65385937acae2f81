"""A refresh is a rebuild: however a history is cut, advancing piece by piece gives what advancing at once gives.

All of it for each family, to the last bit, rows and states.
"""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folds import Book, at_once, blocks, columns, follow, records, series_stage, shape
from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.fold import Fold, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.layout import Layout
from oracle import CLOSINGS, array, bars_in, thrifty, tries

FAMILIES = [("bars", name) for name in BAR_FAMILIES] + [("emas", name) for name in EMA_FAMILIES]
families = pytest.mark.parametrize(
    ("rule", "family"),
    [pytest.param(*one, id="-".join(one), marks=[pytest.mark.slow] * one[1].endswith("_us")) for one in FAMILIES],
)
PERIODS = (1, 2, 3, 7)


@st.composite
def daily_in(draw, zone: str, max_size: int = 60) -> np.ndarray:
    """An asset's daily bars, of some assets such prices as hide a mistake in the order of two zeros."""
    daily = array(draw(bars_in(zone, max_size)), DAILY)
    if draw(st.integers(0, 3)) == 0:
        random = Random(draw(st.integers(0, 1000)))
        for name in ("open", "high", "low", "close", "volume", "market_cap"):
            daily[name] = [random.choice((0.0, -0.0, -1.5)) for _ in daily]
    return daily


@st.composite
def assets(draw, most: int = 4, max_size: int = 60) -> tuple[str, dict[int, np.ndarray]]:
    """A time zone, and daily bars of assets, of each at least one."""
    zone = draw(st.sampled_from([*CLOSINGS]))
    ids = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=most)))
    return zone, {asset: draw(daily_in(zone, max_size)) for asset in ids}


def cut(draw, n: int, pieces: int) -> list[int]:
    """Where the pieces of n days end; some may be empty."""
    return [*sorted(draw(st.lists(st.integers(0, n), min_size=pieces - 1, max_size=pieces - 1))), n]


def assert_equal(book: Book, zone: str, found: dict[int, np.ndarray]) -> None:
    rows, states = at_once(book.fold, found, zone)
    assert book.rows == rows
    assert book.states == states


@families
@given(data=st.data())
@tries(20)
def test_piece_by_piece_is_at_once(rule, family, data):
    """Several assets side by side, each cut in its own way."""
    zone, found = data.draw(assets())
    pieces = data.draw(st.integers(1, 6))
    ends = {asset: cut(data.draw, len(daily), pieces) for asset, daily in found.items()}
    book = Book(series_stage(rule, family, periods=PERIODS, zone=zone).series.fold, zone)
    for i in range(pieces):
        book.add({asset: daily[([0, *ends[asset]])[i] : ends[asset][i]] for asset, daily in found.items()})
    assert_equal(book, zone, found)


@families
@given(data=st.data())
@tries(6)
def test_day_by_day_is_at_once(rule, family, data):
    """Some assets begin later than others, so that first days and seeds meet days in the middle of a life."""
    zone, found = data.draw(assets(3, 45))
    later = {asset: data.draw(st.integers(0, 20)) for asset in found}
    book = Book(series_stage(rule, family, periods=PERIODS, zone=zone).series.fold, zone)
    for i in range(max(later[asset] + len(daily) for asset, daily in found.items())):
        book.add({a: daily[i - later[a] :][:1] for a, daily in found.items() if i >= later[a]})
    assert_equal(book, zone, found)


@families
@given(data=st.data())
@tries(5)
def test_two_pieces_are_at_once_wherever_the_cut_is(rule, family, data):
    zone, found = data.draw(assets(1, 45))
    fold = series_stage(rule, family, periods=PERIODS, zone=zone).series.fold
    (asset, daily), expected = next(iter(found.items())), at_once(fold, found, zone)
    for k in range(1, len(daily)):
        book = Book(fold, zone)
        book.add({asset: daily[:k]})
        book.add({asset: daily[k:]})
        assert (book.rows, book.states) == expected, k


def plain(days: np.ndarray) -> np.ndarray:
    """Daily bars of some days, counted from Saturday 2000-01-01."""
    daily = np.zeros(len(days), DAILY)
    for name in ("timestamp", "time_close", "time_high", "time_low"):
        daily[name] = 86_400_000_000 * (days + 1) - 1000
    daily["close"] = np.exp(np.random.default_rng(3).normal(0, 0.05, len(days)).cumsum())
    daily["open"], daily["high"], daily["low"] = daily["close"], daily["close"] * 1.01, daily["close"] * 0.99
    daily["volume"], daily["market_cap"] = daily["close"] * 1e6, np.where(days % 3, np.nan, daily["close"])
    return daily


@families
def test_a_long_life_without_weekends_day_by_day(rule, family):
    """Two years of weekdays: windows of years, seeds of long series, and Mondays that finish the week before."""
    days = np.arange(2 * 366 + 30)
    daily = plain(days[days % 7 > 1])
    labels = {
        "multi_tf": ["7D", "30D"],
        "cal_us": ["1W_CAL_US", "1M_CAL", "1Y_CAL"],
        "cal_iso": ["1W_CAL_ISO", "2M_CAL", "1Y_CAL"],
        "cal_anchor_us": ["2W_CAL_ANCHOR_US", "1M_CAL_ANCHOR", "1Y_CAL_ANCHOR"],
        "cal_anchor_iso": ["1W_CAL_ANCHOR_ISO", "3M_CAL_ANCHOR", "1Y_CAL_ANCHOR"],
    }[EMA_FAMILIES[family].bars if rule == "emas" else family]
    book = Book(series_stage(rule, family, labels, (2, 9)).series.fold, "UTC")
    for day in daily:
        book.add({5: np.array([day])})
    assert_equal(book, "UTC", {5: daily})
    calendar = labels[0] != "7D"
    assert (book.turned > 40) == calendar
    # Seeds of months and of weeks, not one for every day.
    assert (0 < book.seeded < 20) == (rule == "emas")


@families
@given(data=st.data())
@tries(20)
def test_assets_side_by_side_are_assets_one_by_one(rule, family, data):
    """Whole, and from states on."""
    zone, found = data.draw(assets())
    fold = series_stage(rule, family, periods=PERIODS, zone=zone).series.fold
    parts = [at_once(fold, {asset: daily}, zone) for asset, daily in found.items()]
    together = at_once(fold, found, zone)
    assert together == tuple({k: v for part in parts for k, v in part[i].items()} for i in (0, 1))

    alone, side_by_side, every = Book(fold, zone), Book(fold, zone), {a: len(d) // 2 for a, d in found.items()}
    for piece in ({a: d[: every[a]] for a, d in found.items()}, {a: d[every[a] :] for a, d in found.items()}):
        side_by_side.add(piece)
        for asset, days in piece.items():
            alone.add({asset: days})
    assert (alone.rows, alone.states) == (side_by_side.rows, side_by_side.states)
    assert (alone.turned, alone.seeded) == (side_by_side.turned, side_by_side.seeded)


@families
@given(data=st.data())
@tries(20)
def test_what_is_asked_for_changes_no_row_and_no_state(rule, family, data):
    """finished_only and since are filters; totals count all rows of either kind."""
    zone, found = data.draw(assets())
    fold = series_stage(rule, family, periods=PERIODS, zone=zone).series.fold
    some, finished_only = Histories.whole(found, zone), data.draw(st.booleans())
    random = Random(data.draw(st.integers(0, 1000)))
    since = np.array([random.randint(0, 70) for _ in range(len(found) * np.prod(shape(fold)))])
    since = since.reshape(-1, *shape(fold))
    every, carry = fold.empty(len(found)), fold.empty(len(found))
    made, whole = blocks(fold, every, some)
    asked, emission = blocks(fold, carry, some, since, finished_only)
    assert carry.tobytes() == every.tobytes()
    rows = records(fold, made, some.ids)
    assert whole.totals.tolist() == [sum(key[0] == asset for key in rows) for asset in found]

    number = {(a, int(t)): i for a, daily in found.items() for i, t in enumerate(daily["time_close"])}
    asset, period = list(found).index, (*getattr(fold, "periods", (0,)),).index
    names = list(columns(fold, made, some.ids))
    preview = names.index("is_partial_end" if rule == "bars" else "roll") if names else 0
    kept = {key: row for key, row in rows.items() if not finished_only or not row[preview]}
    assert emission.totals.tolist() == [sum(key[0] == one for key in kept) for one in found]
    assert records(fold, asked, some.ids) == {
        key: row for key, row in kept.items() if number[key[0], key[3]] >= since[asset(key[0]), key[1], period(key[2])]
    }


@families
@pytest.mark.parametrize("block", [1, 40, 300])
def test_the_size_of_blocks_matters_to_nothing(rule, family, block, monkeypatch):
    """From a state on, too; rows of one asset come in the order of the key."""
    days = np.arange(160)
    found = {2: plain(days[days % 7 > 1]), 3: plain(days[40:90])}
    fold = series_stage(rule, family, periods=PERIODS).series.fold
    expected = at_once(fold, found, "UTC")
    monkeypatch.setattr(Fold, "BLOCK", block)
    assert at_once(fold, found, "UTC") == expected
    book = Book(fold, "UTC")
    book.add({asset: daily[:40] for asset, daily in found.items()})
    book.add({asset: daily[40:] for asset, daily in found.items()})
    assert (book.rows, book.states) == expected
    made, _ = blocks(fold, fold.empty(1), Histories.whole({2: found[2]}, "UTC"))
    assert max(len(one.row) for one in made) <= block
    keys = list(records(fold, made, np.array([2])))
    assert keys == sorted(keys)


@families
@given(data=st.data())
@tries(10)
def test_a_stop_along_the_way_is_the_state_of_that_day(rule, family, data):
    """At any day, from the first day on and from a state on; asking for it changes nothing else."""
    zone, found = data.draw(assets())
    fold = series_stage(rule, family, periods=PERIODS, zone=zone).series.fold
    carry, some = fold.empty(len(found)), Histories.whole({a: d[: len(d) // 2 + 1] for a, d in found.items()}, zone)
    blocks(fold, carry, some)
    parts = {asset: daily[len(daily) // 2 :] for asset, daily in found.items()}
    for begun, some in ((fold.empty(len(found)), Histories.whole(found, zone)), (carry, follow(carry, parts, zone))):
        days = np.array([data.draw(st.integers(0, n - 1)) for n in some.counts.tolist()])
        earlier = {a: Histories.whole({a: daily}, zone) for a, daily in found.items()}
        some, stop = replace(some, earlier=earlier), Stop(begun.copy(), days)
        expected = [part[: k + 1] for part, k in zip(np.split(some.bars, some.starts[1:]), days.tolist(), strict=True)]
        halves = begun.copy()
        cut = replace(follow(halves, dict(zip(found, expected, strict=True)), zone), earlier=earlier)
        blocks(fold, halves, cut)
        plain = begun.copy()
        made, _ = blocks(fold, plain, some)
        stopped, _ = blocks(fold, begun, some, stops=[stop])
        assert begun.tobytes() == plain.tobytes()
        assert records(fold, stopped, some.ids) == records(fold, made, some.ids)
        assert stop.carry.tobytes() == halves.tobytes()


@given(counts=st.lists(st.integers(1, 500), max_size=30), series=st.integers(1, 40))
@tries(100)
def test_chunks_are_bounded_and_leave_no_asset_out(counts, series):
    fold = series_stage("bars", "multi_tf").series.fold
    fold.CELLS = 5000
    chunks = [chunk.tolist() for chunk in fold.chunks(np.array(counts, int), series)]
    assert [i for chunk in chunks for i in chunk] == list(range(len(counts)))
    for chunk in chunks:
        assert len(chunk) == 1 or max(counts[i] for i in chunk) * len(chunk) * series <= 5000


EMAS = [name for rule, name in FAMILIES if rule == "emas"]


@pytest.mark.parametrize("family", thrifty(EMAS))
@given(data=st.data())
@tries(60)
def test_history_is_needed_where_a_series_is_seeded_from_earlier_values_and_nowhere_else(family, data):
    """Never to go on from a state would pass every other test."""
    zone, found = data.draw(assets(1))
    ((asset, daily),) = found.items()
    if len(daily) < 2:
        return
    k = data.draw(st.integers(1, len(daily) - 1))
    stage = series_stage("emas", family, periods=PERIODS, zone=zone)
    fold, whole = stage.series.fold, Histories.whole(found, zone)
    carry = fold.empty(1)
    blocks(fold, carry, Histories.whole({asset: daily[:k]}, zone))
    some = follow(carry, {asset: daily[k - 1 :]}, zone)
    said = bool(fold.needs_history(carry, some, fold.lay_out(some))[0])
    finished = fold.lay_out(whole).finished
    # The day before the cut is not settled, and is looked at again.
    expected = False
    for tf, timeframe in enumerate(stage.series.timeframes.values()):
        for period in PERIODS:
            if EMA_FAMILIES[family].kind == "days":
                due, seen, settled = period * timeframe.nominal_days, len(daily), k - 1
            else:
                due, seen, settled = period, finished[tf].sum(), finished[tf, : k - 1].sum()
            expected |= bool(0 < settled < due <= seen)
    assert said == expected


@families
@given(data=st.data())
@tries(20)
def test_days_that_go_on_are_laid_out_like_the_whole(rule, family, data):
    zone, found = data.draw(assets(1))
    ((asset, daily),) = found.items()
    k = data.draw(st.integers(1, len(daily)))
    fold, whole = series_stage(rule, family, zone=zone).series.fold, Histories.whole(found, zone)
    carry = fold.empty(1)
    blocks(fold, carry, Histories.whole({asset: daily[:k]}, zone))
    assert carry["newest"].tobytes() == daily[k - 1].tobytes()
    assert (carry["skipped"][0], carry["first_day"][0]) == (k - 1, whole.days[0])
    layout, part = fold.lay_out(whole), fold.lay_out(follow(carry, {asset: daily[k - 1 :]}, zone))
    for name in Layout.__dataclass_fields__:
        assert np.array_equal(getattr(part, name), getattr(layout, name)[:, k - 1 :]), name
