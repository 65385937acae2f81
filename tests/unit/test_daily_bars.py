"""Daily bars: what is rejected, what is repaired, and that every source row is a bar or a reject."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from math import inf, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshbars.compute.daily_bars import DAILY, REASONS, SOURCE, Built, build, chained, first_difference
from freshbars.compute.instants import instant, microseconds
from freshbars.database.connection import connect
from freshbars.database.tables import BARS_1D
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.store.daily_bars import read_daily
from oracle import ONE_DAY, array, assert_same, daily_bars, plain, source_array, tries
from support import row, store

DAY = date(2024, 3, 9)
MIDNIGHT = datetime(2024, 3, 9, tzinfo=UTC)
END = MIDNIGHT + ONE_DAY - timedelta(milliseconds=1)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
TIMES = ("timeopen", "timeclose", "timehigh", "timelow")
NUMBERS = ("open", "high", "low", "close", "volume", "marketcap")
FAULTS = (
    {"timestamp": None},
    {"timeopen": None},
    {"open": None},
    {"high": nan},
    {"timeopen": END + HOUR},
    {"timestamp": END + 2 * HOUR},
    {"close": 0.0},
)


def one(**changes: object) -> dict:
    """A good source row: open 99, high 102, low 97, close 100."""
    return row(1, DAY, 100.0) | changes


def made(rows: list[dict], timezone: str = "UTC") -> Built:
    return build(*source_array(rows, SOURCE), timezone)


def daily_of(rows: list[dict]) -> np.ndarray:
    """The bars of asset 1 as later stages read them."""
    return made(rows).daily(1)


def expected_rejects(rejects: list[dict]) -> list[dict]:
    """In the order of the table's key, copies of a key numbered."""
    order = ("timestamp", "src_load_ts")
    rejects = sorted(rejects, key=lambda reject: [plain(name, reject[name]) for name in order])
    rejects.sort(key=lambda reject: (plain("timestamp", reject["timestamp"]), reject["reason"]))
    seen: Counter = Counter()
    for reject in rejects:
        key = reject["timestamp"], reject["reason"]
        seen[key] += 1
        reject["copy"] = seen[key]
    return rejects


@pytest.mark.parametrize("k", range(len(FAULTS)), ids=REASONS[:-3])
def test_the_first_fault_that_holds_is_the_reason(k):
    """A row with this fault and all later ones."""
    changes = {name: value for fault in reversed(FAULTS[k:]) for name, value in fault.items()}
    built = made([one(**changes)])
    assert list(built.rejects["reason"]) == [REASONS[k]]
    assert len(built.daily(1)) == len(built.bars["timestamp"]) == 0


def test_a_price_of_zero_is_not_stated():
    """A high or low of 0 is unknown, an open of 0 is the close; what the source states stays in the rejects."""
    built = made([one(open=0.0, high=0.0, low=0.0), one(timestamp=END - TICK, open=0.0, high=0.0, close=0.0)])
    assert [built.bars[name].tolist() for name in ("open", "high", "low", "close")] == [[100], [100], [100], [100]]
    assert built.bars["repaired_ohlc"].tolist() == [True]
    assert (built.rejects["reason"].tolist(), built.rejects["open"].tolist()) == (["zero_close"], [0])
    built = made([one(high=0.0, low=0.0)])
    assert [built.bars[name].tolist() for name in ("high", "low", "repaired_ohlc")] == [[100], [99], [False]]


def test_negative_prices_are_prices():
    built = made([one(open=-14.0, high=13.86, low=-40.32, close=-37.63)])
    assert [built.bars[name].tolist() for name in ("open", "high", "low", "close")] == [
        [-14],
        [13.86],
        [-40.32],
        [-37.63],
    ]


@pytest.mark.parametrize(
    ("load_ts", "over"),
    [
        (END, True),
        (END - TICK, False),
        (MIDNIGHT + HOUR, False),
        (MIDNIGHT - 2 * ONE_DAY, False),
        # Dated back by the program that fills the table.
        (MIDNIGHT - 2 * ONE_DAY - TICK, True),
        (None, True),
    ],
)
def test_a_day_that_was_not_over_when_it_was_stated_is_no_bar(load_ts, over):
    """It gives way to an earlier load of the same day that was: whatever is stated of a day under way is not its close."""
    built = made([one(load_ts=load_ts)])
    assert built.rejects["reason"].tolist() == ([] if over else ["day_not_over"])
    assert len(built.daily(1)) == over


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"timeclose": None}, "null_time_open_or_close"),
        ({"close": None}, "null_open_or_close"),
        *(
            ({name: value}, "non_finite_price")
            for name in ("open", "high", "low", "close")
            for value in (nan, inf, -inf)
        ),
        ({"timeopen": END + TICK}, "time_open_after_time_close"),
        ({"timestamp": END + TICK}, "timestamp_outside_window"),
        ({"timestamp": MIDNIGHT - TICK}, "timestamp_outside_window"),
    ],
)
def test_each_reason(changes, reason):
    assert list(made([one(**changes)]).rejects["reason"]) == [reason]


@pytest.mark.parametrize(
    "changes",
    [
        {"timestamp": MIDNIGHT}, {"timeopen": END}, {"high": None, "low": None}, {"volume": None, "marketcap": None},
        {"volume": nan, "marketcap": inf}, {"timehigh": None, "timelow": None}, {"load_ts": None, "name": None},
        {"open": -3.0, "high": -1.0, "low": -9.0, "close": -2.0},
    ],
)  # fmt: skip
def test_what_is_a_bar_all_the_same(changes):
    assert len(daily_of([one(**changes)])) == 1


@pytest.mark.parametrize(
    ("changes", "bar"),
    [
        ({}, {"high": 102, "time_high": MIDNIGHT + 5 * HOUR, "low": 97, "time_low": MIDNIGHT + 9 * HOUR}),
        ({"timehigh": MIDNIGHT, "timelow": END}, {"time_high": MIDNIGHT, "time_low": END}),
        ({"timehigh": END, "timelow": MIDNIGHT}, {"time_high": END, "time_low": MIDNIGHT, "high": 102, "low": 97}),
        ({"timehigh": None}, {"repaired_timehigh": True, "time_high": END, "high": 102}),
        ({"timehigh": None, "open": 101.0}, {"repaired_timehigh": True, "time_high": MIDNIGHT, "high": 102}),
        ({"timehigh": END + TICK}, {"repaired_timehigh": True, "time_high": END, "high": 100}),
        ({"timehigh": MIDNIGHT - TICK, "open": 101.0}, {"repaired_timehigh": True, "time_high": MIDNIGHT, "high": 101}),
        ({"timelow": None}, {"repaired_timelow": True, "time_low": MIDNIGHT, "low": 97}),
        ({"timelow": None, "open": 101.0}, {"repaired_timelow": True, "time_low": END, "low": 97}),
        ({"timelow": MIDNIGHT - TICK}, {"repaired_timelow": True, "time_low": MIDNIGHT, "low": 99}),
        ({"timelow": END + TICK, "open": 101.0}, {"repaired_timelow": True, "time_low": END, "low": 100}),
        (
            {"timehigh": None, "timelow": None, "open": 100.0},
            {"repaired_timehigh": True, "repaired_timelow": True, "time_high": END, "time_low": END},
        ),
        ({"high": 99.5}, {"repaired_ohlc": True, "high": 100}),
        ({"low": 99.5}, {"repaired_ohlc": True, "low": 99}),
        ({"high": 97.0, "low": 102.0}, {"repaired_ohlc": True, "high": 102, "low": 97}),
        ({"high": None}, {"high": 100}),
        ({"low": None}, {"low": 99}),
        ({"high": None, "low": 103.0}, {"repaired_ohlc": True, "high": 103, "low": 99}),
        # A high of another day is replaced, not put in order.
        ({"high": 50.0, "timehigh": END + HOUR}, {"repaired_timehigh": True, "high": 100}),
        ({"high": None, "timehigh": END + HOUR}, {"repaired_timehigh": True, "high": 100}),
        ({"low": 200.0, "timelow": END + HOUR}, {"repaired_timelow": True, "low": 99}),
        ({"volume": nan, "marketcap": -inf}, {"volume": None, "market_cap": None}),
    ],
)  # fmt: skip
def test_repairs(changes, bar):
    bars = made([one(**changes)]).bars
    flags = dict.fromkeys(("repaired_timehigh", "repaired_timelow", "repaired_ohlc"), False)
    for name, value in (flags | bar).items():
        assert np.array_equal(bars[name], [plain(name, value)], equal_nan=value is None), name


def test_of_duplicates_the_latest_good_load_wins():
    loads = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    rows = [one(load_ts=loads[1], volume=2.0), one(load_ts=loads[0], volume=1.0), one(load_ts=loads[2], open=None)]
    built = made(rows)
    assert built.daily(1)["volume"].tolist() == [2.0]
    assert list(built.rejects["reason"]) == ["duplicate_timestamp", "null_open_or_close"]
    assert built.rejects["volume"][0] == 1.0


def test_of_identical_rows_one_is_a_bar_and_each_other_is_a_reject():
    built = made([one(), one(), one()])
    assert len(built.daily(1)) == 1
    assert list(built.rejects["reason"]) == ["duplicate_timestamp"] * 2
    assert built.rejects["copy"].tolist() == [1, 2]


def test_bar_seq_counts_rejects():
    days = [DAY + ONE_DAY * i for i in range(4)]
    rows = [row(1, day, 100.0) for day in days]
    rows[1]["open"] = None
    built = made([*rows, row(1, days[2], 7.0, load_ts=datetime(2020, 1, 1, tzinfo=UTC)), one(timestamp=None)])
    assert built.bars["bar_seq"].tolist() == [1, 3, 4]


@pytest.mark.parametrize(("timezone", "day"), [("UTC", "2024-03-10"), ("America/New_York", "2024-03-09")])
def test_two_bars_on_one_local_day_name_the_day(timezone, day):
    closes = [datetime(2024, 3, 10, hour, 30, tzinfo=UTC) for hour in (3, 4)]
    rows = [one(timestamp=close, timeopen=close - HOUR, timeclose=close) for close in closes]
    built = made([*rows, row(2, DAY, 100.0)], timezone)
    assert built.problems.keys() == {1}
    assert f"two daily bars on {day} in {timezone} " in built.problems[1]
    # The asset beside it is built.
    assert built.bars["id"].tolist() == [2]
    # One day on either side of the midnight in New York.
    rows[1] |= {"timestamp": closes[1] + HOUR, "timeclose": closes[1] + HOUR}
    assert timezone == "UTC" or len(made(rows, timezone).daily(1)) == 2


def dirty_rows(n: int, seed: int, asset: int = 1) -> list[dict]:
    """Rows of n days, a third of them with something wrong, some of them several times."""
    random = Random(seed)
    rows = []
    for i in range(n):
        good = row(asset, DAY + ONE_DAY * i, float(random.randint(1, 9)))
        for copy in range(random.choice((1, 1, 1, 2, 3))):
            bad = good | {
                "load_ts": datetime(2026, 1, 1 + copy, tzinfo=UTC),
                "name": random.choice(("2781", "Ω", "", None)),
            }
            if copy == 0 and random.random() < 0.2:
                bad["load_ts"] = None
            for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2, 4))):
                name = random.choice(("timestamp", *TIMES, *NUMBERS))
                if name in NUMBERS:
                    bad[name] = random.choice((None, nan, inf, 5.0, -1.0))
                else:
                    bad[name] = random.choice((None, good[name] + random.choice((-30, -1, 1, 30)) * HOUR))
            rows += [bad] * random.choice((1, 1, 1, 1, 2))
    random.shuffle(rows)
    return rows


@given(
    parts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 100_000)), min_size=1, max_size=3),
    timezone=st.sampled_from(["UTC", "America/New_York"]),
)
@tries(150)
def test_every_row_is_a_bar_or_a_reject_as_the_oracle_has_it(parts, timezone):
    """Of several assets at once; what is wrong with one of them does not touch the others."""
    rows = {asset: dirty_rows(*part, asset) for asset, part in enumerate(parts, 1)}
    built = made([one for some in rows.values() for one in some], timezone)
    all_bars, all_rejects = [], []
    for asset, some in rows.items():
        bars, rejects = daily_bars(some, timezone)
        assert len(bars) + len(rejects) == len(some)
        twice = sorted(day for day, count in Counter(bar["day"] for bar in bars).items() if count > 1)
        assert (asset in built.problems) == bool(twice)
        if twice:
            assert f"two daily bars on {twice[0]} in {timezone} " in built.problems[asset]
            assert len(built.daily(asset)) == 0
            continue
        by_close = sorted(bars, key=lambda bar: bar["time_close"])
        assert built.daily(asset).tobytes() == array(by_close, DAILY).tobytes()
        all_bars += [{"id": asset, **{k: v for k, v in bar.items() if k != "day"}} for bar in bars]
        all_rejects += [{"id": asset, **reject} for reject in expected_rejects(rejects)]
    built.bars["tf"] = built.bars["tf"].astype(str)
    assert_same(built.bars, all_bars)
    assert_same(built.rejects, all_rejects)


@given(n=st.integers(1, 30), seed=st.integers(0, 100_000), place=st.floats(0, 1))
@tries(100)
def test_rows_with_later_timestamps_go_on_from_those_before(n, seed, place):
    """An append builds what it appends: the ranks of the rows before are all that it needs to know of them."""
    rows, *texts = source_array([one for one in dirty_rows(n, seed) if one["timestamp"]], SOURCE)
    whole = build(rows, *texts, "UTC")
    stamps = np.unique(rows["timestamp"])
    k = int(place * len(stamps))
    if whole.problems or k == len(stamps):
        return
    later = rows["timestamp"] >= stamps[k]
    part = build(rows[later], *(np.array(text, object)[later] for text in texts), "UTC", np.full(later.sum(), k))
    assert not part.problems
    for name in ("bars", "rejects"):
        all_of, some = getattr(whole, name), getattr(part, name)
        chosen = all_of["timestamp"] >= stamps[k]
        for column, values in all_of.items():
            assert repr(values[chosen].tolist()) == repr(some[column].tolist()), (name, column)


def test_the_tables_hold_what_the_oracle_has(make_config):
    """From the source table, whose rows have no order, through the database and back."""
    rows = dirty_rows(60, 14)
    bars, rejects = daily_bars(rows)
    assert {reject["reason"] for reject in rejects} == set(REASONS) - {"no_session", "zero_close", "day_not_over"}
    config = make_config()
    store(config, rows)
    assert refresh_one(config, DailyStage(config), 0).problems == {}
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        for name, expected in ((BARS_1D, bars), (f"{BARS_1D}_rejects", expected_rejects(rejects))):
            names = [name for name in expected[0] if name != "day"]
            cursor.execute(f"SELECT {', '.join(names)} FROM {name}")
            assert sorted(map(repr, cursor)) == sorted(
                repr(tuple(None if bar[name] != bar[name] else bar[name] for name in names)) for bar in expected
            )
        (daily,) = read_daily(cursor, [1]).values()
        assert daily.tobytes() == array(sorted(bars, key=lambda bar: bar["time_close"]), DAILY).tobytes()
    connection.close()


@pytest.mark.parametrize("year", [-4000, 20_000])
def test_a_bar_in_no_year_of_the_calendar_fails_its_asset_with_a_sentence(year):
    rows, *texts = source_array([row(1, DAY, 100.0)], SOURCE)
    for name in ("timestamp", "time_open", "time_close", "time_high", "time_low"):
        rows[name] += round((year - DAY.year) * 365.2425) * 86_400_000_000
    built = build(rows, *texts, "UTC")
    assert f"has its timestamp in the year {year}" in built.problems[1]
    assert len(built.bars["id"]) == 0


def test_first_difference_sees_every_bit():
    old = daily_of([row(1, DAY + ONE_DAY * i, 100.0, marketcap=None) for i in range(5)])
    assert first_difference(old, old.copy()) is None
    for i, (name, value) in enumerate(
        [("close", 100.00000000000001), ("volume", -0.0), ("market_cap", 0.0), ("time_low", 3)]
    ):
        new = old.copy()
        new[name][i] = value
        assert first_difference(old, new) == i
    assert first_difference(old[:3], old) == first_difference(old, old[:3]) == 3
    assert first_difference(old[:0], old) == first_difference(old[1:], old) == 0
    assert first_difference(old[:0], old[:0]) is None


BARS = st.integers(0, 12).flatmap(lambda n: st.binary(min_size=n * DAILY.itemsize, max_size=n * DAILY.itemsize))


@given(raw=BARS, ends=st.lists(st.floats(0, 1), max_size=4))
@tries(100)
def test_a_fingerprint_adds_up_piece_by_piece(raw, ends):
    bars = np.frombuffer(raw, DAILY)
    digest, begin = "", 0
    for end in [*sorted(int(place * len(bars)) for place in ends), len(bars)]:
        digest = chained(digest, bars[begin:end])
        begin = end
    assert digest == chained("", bars)
    assert len(digest) == (32 if len(bars) else 0)


@given(raw=BARS.filter(len), data=st.data())
@tries(200)
def test_a_fingerprint_sees_every_bit_and_the_order(raw, data):
    bars = np.frombuffer(raw, DAILY)
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    other = bytearray(raw)
    other[bit // 8] ^= 1 << bit % 8
    assert chained("", np.frombuffer(bytes(other), DAILY)) != chained("", bars)
    # Bars fewer or more, in another order, or after other ones.
    assert len({chained("", some) for some in (bars[:-1], bars, np.append(bars, bars[-1:]))}) == 3
    swapped = bars[::-1]
    assert (chained("", swapped) == chained("", bars)) == (swapped.tobytes() == raw)
    assert chained(chained("", bars[-1:]), bars) != chained("", bars)


def test_a_fingerprint_does_not_depend_on_where_the_bars_lie():
    """Every second bar, fields in another order: the values count."""
    bars = daily_of([row(1, DAY + ONE_DAY * i, 100.0 + i) for i in range(6)])
    wider = np.zeros(6, [(name, DAILY[name]) for name in DAILY.names[::-1]])
    for name in DAILY.names:
        wider[name] = bars[name]
    assert chained("", bars[::2]) == chained("", bars[::2].copy()) == chained("", wider[list(DAILY.names)][::2])


@given(moment=st.datetimes(timezones=st.just(UTC)))
@tries(50)
def test_instants_are_exact_to_the_microsecond(moment):
    assert instant(microseconds(moment)) == moment
