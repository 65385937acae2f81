"""Each check of daily bars finds its kind of fault, and lets pass what markets do. The rates are in docs/plausibility.md."""

import ast
from pathlib import Path

import numpy as np
import pytest

from freshbars.plausibility import steps
from freshbars.plausibility.findings import Kind, Outcome
from freshbars.plausibility.judge import CONTEXT, Judged, changed, judge
from freshbars.plausibility.thresholds import Thresholds

DAY = 86_400_000_000
BAR = np.dtype([("time_close", "i8")] + [(name, "f8") for name in ("open", "high", "low", "close", "volume")])
NONE = np.zeros(0, BAR)


def bars(closes, opens=None, volume=1_000.0, days=None, wick=0.01):
    """Daily bars with these closes. opens: by default each opens at the close before, as coins do."""
    closes = np.asarray(closes, float)
    found = np.zeros(len(closes), BAR)
    found["time_close"] = (np.arange(len(closes)) if days is None else np.asarray(days)) * DAY
    found["close"] = closes
    found["open"] = np.concatenate([closes[:1], closes[:-1]]) if opens is None else opens
    found["high"] = np.maximum(found["open"], closes) * (1 + wick)
    found["low"] = np.minimum(found["open"], closes) * (1 - wick)
    found["volume"] = volume
    return found


def walk(n=200, volatility=0.03, price=100.0, seed=1):
    return price * np.exp(np.cumsum(np.random.default_rng(seed).normal(0, volatility, n)))


def stock(n=200, volatility=0.012, seed=2, price=80.0):
    """A stock: half of each day's move happens overnight."""
    closes = walk(n, volatility, price, seed)
    before = np.concatenate([closes[:1], closes[:-1]])
    random = np.random.default_rng(seed)
    volume = np.round(np.exp(random.normal(13, 0.3, n)))
    return bars(closes, before * np.exp(random.normal(0, volatility / 2, n)), volume, wick=volatility / 4)


def scaled(some, part, factor):
    found = some.copy()
    for name in ("open", "high", "low", "close"):
        found[name][part] *= factor
    return found


def held(present, accepted=NONE, confirmed=()):
    """Kind and row of each finding that holds."""
    findings = judge([Judged(accepted, present, confirmed)])
    return [(finding.kind, finding.row) for finding in findings if finding.outcome is Outcome.HOLD]


def kinds(present, accepted=NONE):
    return {kind for kind, _ in held(present, accepted)}


@pytest.mark.parametrize("factor", [100, 1 / 100, 1_000, 10, 1 / 10])
@pytest.mark.parametrize("make", [lambda: bars(walk()), stock], ids=["coin", "stock"])
def test_another_unit_is_held_from_its_first_day(factor, make):
    some = scaled(make(), slice(150, None), factor)
    assert (Kind.UNIT, 150) in held(some)


def test_another_unit_is_held_while_the_asset_is_young():
    assert (Kind.UNIT, 6) in held(scaled(bars(walk(12)), slice(6, None), 100))


@pytest.mark.parametrize("factor", [2, 1 / 2, 1 / 3, 1 / 4, 5])
def test_a_split_that_nobody_stated_is_held(factor):
    assert [row for _, row in held(scaled(stock(), slice(150, None), factor))] == [150]


@pytest.mark.parametrize("factor", [1.5, 2, 2 / 3, 4, 1 / 4])
def test_a_seam_is_held_where_the_asset_trades_without_a_break(factor):
    assert [row for _, row in held(scaled(bars(walk(volatility=0.02)), slice(150, None), factor))] == [150]


@pytest.mark.parametrize("factor", [1.6, 0.6, 3])
def test_closes_that_leave_and_come_back_are_a_spike(factor):
    some = stock()
    some["close"][150:152] *= factor
    some["high"], some["low"] = np.maximum(some["high"], some["close"]), np.minimum(some["low"], some["close"])
    assert (Kind.SPIKE, 150) in held(some)


def test_a_jump_is_held_even_where_the_market_was_seen_on_its_way():
    closes = walk()
    closes[150:] *= 12
    assert held(bars(closes)) == [(Kind.JUMP, 150)]


def test_rows_of_another_asset_at_a_like_price_are_known_by_their_volume():
    some = stock()
    some = scaled(some, slice(150, None), 1.3)
    assert held(some) == []
    some["volume"][150:] /= 40
    assert held(some) == [(Kind.FOREIGN, 150)]


@pytest.mark.parametrize(("name", "factor"), [("high", 100), ("low", 1 / 100), ("high", 12)])
def test_extremes_out_of_proportion(name, factor):
    some = bars(walk())
    some[name][170] *= factor
    assert held(some) == [(Kind.EXTREMES, 170)]


@pytest.mark.parametrize("volume", ["stated", "unknown"])
def test_a_block_that_stands_twice(volume):
    some = stock()
    if volume == "unknown":
        some["volume"] = np.nan
    part = some[140:148].copy()
    for name in ("open", "high", "low", "close", "volume"):
        some[name][150:158] = part[name]
    assert held(some) == [(Kind.REPEATED, 150)]


def test_restated_days_that_have_nothing_to_do_with_the_accepted_ones():
    mine, other = bars(walk()), bars(walk(seed=7))
    assert Kind.FOREIGN in kinds(np.concatenate([mine[:160], other[160:]]), mine[:190])


@pytest.mark.parametrize("factor", [1.1, 0.98, 2, 1 / 100])
def test_days_on_another_scale_than_the_older_ones(factor):
    mine = bars(walk())
    assert Kind.RESCALED in kinds(scaled(mine, slice(180, None), factor), mine[:190])


def test_a_whole_history_on_another_scale_is_believed():
    mine = bars(walk())
    assert held(scaled(mine, slice(None), 0.001), mine[:190]) == []


def test_a_price_that_never_moves_is_a_warning():
    closes = walk()
    closes[160:] = closes[160]
    (finding,) = judge([Judged(NONE, bars(closes, volume=np.nan))])
    assert (finding.kind, finding.outcome, finding.row) == (Kind.FROZEN, Outcome.WARN, 199)
    assert judge([Judged(NONE, bars(closes, volume=5.0))]) == []


def falls_by_60_percent():
    closes = walk()
    closes[150:] *= 0.4
    return bars(closes)


def rises_eightfold_in_a_week():
    closes = walk()
    closes[150:157] *= 8 ** (np.arange(1, 8) / 7)
    closes[157:] *= 8
    return bars(closes)


def resumes_35_percent_lower():
    return scaled(stock(), slice(150, None), 0.65)


def resumes_after_a_month():
    some = resumes_35_percent_lower()
    some["time_close"][150:] += 30 * DAY
    return some


def spins_off_a_part():
    return scaled(stock(), slice(150, None), 0.56)


def rests_on_weekends():
    some = stock()
    some["time_close"] += np.arange(200) // 5 * 2 * DAY
    return some


def negative_oil():
    some = scaled(stock(price=10.0), slice(152, None), 2.1)
    some["close"][150], some["low"][150] = -37.63, -40.32
    some["open"][151], some["low"][151] = -14.0, -16.74
    # Half way back on the day after, and then all the way: a doubling that no check may judge by its ratio.
    half = bars(some["close"][151] / 2 * np.ones(1))
    for name in ("close", "high"):
        some[name][151] = half["close"][0]
    return some


def thousandfold_a_week_after_zero():
    some = negative_oil()
    for name in ("open", "high", "low", "close"):
        some[name][160] *= 1000
    return some


UNREMARKABLE = {
    "flat": lambda: bars(np.ones(200)),
    "stablecoin": lambda: bars(np.round(walk(volatility=0.0005, price=1.0), 4)),
    "1e-9": lambda: bars(np.round(walk(volatility=0.06, price=1e-9), 12)),
    "one bar": lambda: bars([5.0]),
    "none": lambda: NONE,
}


@pytest.mark.parametrize(
    "make",
    [
        falls_by_60_percent, rises_eightfold_in_a_week, resumes_35_percent_lower, resumes_after_a_month, spins_off_a_part,
        rests_on_weekends, negative_oil, *UNREMARKABLE.values(),
    ],
)  # fmt: skip
def test_what_markets_do_is_not_held(make):
    assert held(make()) == []


def test_a_price_that_was_below_zero_is_judged_again_when_it_has_settled():
    assert held(thousandfold_a_week_after_zero())


def test_five_restated_days_are_not_held():
    mine = bars(walk())
    restated = mine.copy()
    for row, factor in zip((100, 101, 150, 170, 185), (0.978, 0.986, 1.02, 0.983, 1.005), strict=True):
        restated["close"][row] *= factor
    assert held(restated, mine[:190]) == []


def test_what_was_accepted_is_believed():
    some = scaled(bars(walk()), slice(150, None), 100)
    assert held(some, some[:199]) == []
    assert held(some, some[:150]) == [(Kind.UNIT, 150)]


def test_a_step_to_an_accepted_bar_is_judged_when_the_day_before_changed():
    mine = bars(walk())
    gone = np.concatenate([mine[:100], scaled(mine[101:102], slice(None), 1), mine[102:]])
    assert changed(mine, gone).tolist() == [i == 100 for i in range(199)]
    assert changed(mine, mine).tolist() == [False] * 200
    assert changed(NONE, mine[:3]).tolist() == [True] * 3
    assert changed(mine, NONE).tolist() == []


def test_a_confirmed_bar_raises_nothing():
    some = scaled(bars(walk()), slice(150, None), 100)
    assert held(some, some[:150], confirmed=[150]) == []


def test_a_suspect_does_not_expire_when_days_are_added():
    some = scaled(bars(walk(400)), slice(150, None), 100)
    for n in (151, 160, 250, 400):
        assert (Kind.UNIT, 150) in held(some[:n], some[:150])


def test_some_bars_of_context_say_the_same_as_the_whole_history():
    random = np.random.default_rng(5)
    for seed in range(40):
        some = scaled(
            bars(walk(seed=seed, volatility=0.05)),
            slice(150, 150 + int(random.integers(1, 50))),
            random.choice([3, 30]),
        )
        for n in range(150, 160):
            start = n - CONTEXT
            whole = held(some[: n + 1], some[:n])
            assert [(kind, row - start) for kind, row in whole] == held(some[start : n + 1], some[start:n])


def test_many_assets_at_once_say_the_same_as_one_by_one():
    some = [scaled(bars(walk(seed=i)), slice(150 + i, None), 100 if i % 2 else 1) for i in range(9)] + [NONE]
    together = judge([Judged(one[:140], one) for one in some])
    alone = [finding._replace(asset=i) for i, one in enumerate(some) for finding in judge([Judged(one[:140], one)])]
    assert together == alone
    assert [finding.asset for finding in together] == [1, 3, 5, 7]


def test_a_finding_says_what_was_found_and_expected():
    some = scaled(bars(walk()), slice(150, None), 100)
    finding = judge([Judged(some[:150], some)])[0]
    assert (finding.row, finding.at) == (150, 150 * DAY)
    assert finding.observed == some["close"][150]
    assert finding.expected == some["close"][149]
    assert finding.factor == finding.observed / finding.expected


def test_every_threshold_is_used():
    folder = Path(steps.__file__).parent
    trees = [ast.parse(path.read_text()) for path in folder.glob("*.py")]
    used = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert set(Thresholds._fields) <= used


def test_the_guide_names_every_kind():
    page = (Path(__file__).parents[2] / "docs" / "plausibility.md").read_text()
    assert [kind.value for kind in Kind if f"| `{kind.value}` |" not in page] == []


@pytest.mark.parametrize("factor", [0.98, 0.001, 1.7])
def test_what_was_accepted_stays_accepted_when_a_whole_history_is_restated_on_another_scale(factor):
    odd = scaled(bars(walk(volatility=0.01)), slice(90, None), 100)
    odd["high"][120] *= 50
    assert held(scaled(odd, slice(None), factor), odd[:195]) == []


def test_a_dividend_restates_what_is_older_and_old_oddities_with_it():
    odd = scaled(bars(walk(volatility=0.01)), slice(90, 91), 100)
    assert held(scaled(odd, slice(None, 180), 0.98), odd[:195]) == []


def test_a_seam_within_a_restated_history_is_held():
    mine = bars(walk(volatility=0.01))
    assert held(scaled(mine, slice(None, 150), 0.01), mine[:195]) == [(Kind.UNIT, 150)]
