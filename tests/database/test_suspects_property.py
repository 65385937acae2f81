"""Whatever happens to prices: EMAs are those of the accepted bars, and these move as a pure function says.

Suspects are raised, confirmed, corrected and overtaken by restatements in random order. A model of what is accepted is kept
beside the database: after each run, bars, EMAs, readers, statuses and the plan must be what it says.
"""

from random import Random

import numpy as np
import pytest
from test_suspects import ask, config, history, run, times  # noqa: F401

from freshbars.database.connection import address, connect
from freshbars.plausibility.findings import Outcome
from freshbars.plausibility.judge import Judged, judge
from freshbars.reading.database import Database
from freshbars.refresh.freshness import Status
from freshbars.refresh.judgement import FIRST_LOAD
from freshbars.refresh.plan import make as make_plan
from freshbars.store.daily_bars import read_daily
from support import contents, store

SMALL = {
    "bars": {"multi_tf": ["3D"], "cal_us": [], "cal_iso": [], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["multi_tf"], "periods": [2]},
}
ASSETS = (1, 2)


class Asset:
    """What the vendor says of an asset: how many days of its true history, some times a factor."""

    def __init__(self, asset, seed):
        self.truth, self.n, self.factors, self.gone = history(400, asset, seed), 60, {}, set()

    def rows(self):
        rows = self.truth[: self.n]
        for i, factor in self.factors.items():
            if i < self.n:
                rows = times(rows, factor, i, i + 1)
        return [row for i, row in enumerate(rows) if i not in self.gone]


def append(random, one):
    one.n = min(one.n + random.randint(1, 4), len(one.truth))


def append_in_another_unit(random, one):
    for i in range(one.n, one.n + random.randint(1, 3)):
        one.factors[i] = random.choice((100, 0.01, 1000))
    append(random, one)


def correct(random, one):
    one.factors = {i: factor for i, factor in one.factors.items() if abs(np.log(factor)) < 0.1}


def restate_a_little(random, one):
    one.factors[random.randrange(one.n)] = random.choice((1.01, 0.985))


def restate_far_off(random, one):
    one.factors[random.randrange(one.n)] = random.choice((100, 0.2))


def rescale_the_newest(random, one):
    one.factors |= dict.fromkeys(range(one.n - 8, one.n), random.choice((1.1, 0.5)))


def drop_the_newest(random, one):
    one.n = max(one.n - random.randint(1, 3), 50)


def drop_or_fill_a_day(random, one):
    one.gone ^= {random.randrange(1, one.n)}


def nothing(random, one):
    pass


MUTATIONS = (
    append, append, append, append_in_another_unit, correct, restate_a_little, restate_far_off, rescale_the_newest,
    drop_the_newest, drop_or_fill_a_day, nothing,
)  # fmt: skip


def present(one):
    connection = connect(one)
    with connection, connection.cursor() as cursor:
        found = read_daily(cursor, ASSETS)
    connection.close()
    return found


def planned(one):
    connection = connect(one)
    with connection, connection.cursor() as cursor:
        plan = make_plan(one, cursor)
    connection.close()
    return {asset.id: (asset.status, asset.reason) for asset in plan.report.assets}


class Model:
    """The accepted bars of each asset, and the confirmed closes by the instants of their bars."""

    def __init__(self):
        self.accepted, self.confirmed = {}, {asset: {} for asset in ASSETS}

    def expect(self, bars):
        """Judge the present bars; the status of each asset."""
        statuses = {}
        for asset, now in bars.items():
            before = self.accepted.get(asset)
            first = before is None
            before = now[:-FIRST_LOAD] if first else before
            same = before.tobytes() == now.tobytes()
            rows = [i for i, bar in enumerate(now) if self.confirmed[asset].get(int(bar["time_close"])) == bar["close"]]
            held = not same and any(one.outcome is Outcome.HOLD for one in judge([Judged(before, now, rows)]))
            self.accepted[asset] = before if held else now
            statuses[asset] = Status.SUSPECT if held else Status.FRESH
        return statuses


def confirm(random, one, file, model):
    """Confirm all that holds one asset, or take all confirmations of it back."""
    asset = random.choice(ASSETS)
    bars = present(one)[asset]
    closes = dict(zip(bars["time_close"].tolist(), bars["close"].tolist(), strict=True))
    if random.random() < 0.2:
        model.confirmed[asset] = {}
    else:
        found = ask(
            one, "SELECT (extract(epoch FROM time_close - '2000-01-01T00:00:00Z') * 1000000)::bigint FROM "
            f"cmc_price_bars_1d_suspects WHERE id = {asset} AND outcome = 'hold'",
        )  # fmt: skip
        model.confirmed[asset] |= {at: closes[at] for (at,) in found}
    lines = [
        f"{asset},{np.datetime64('2000-01-01') + np.timedelta64(at // 86_400_000_000, 'D')},true,{close!r},"
        for asset, days in model.confirmed.items() for at, close in days.items()
    ]  # fmt: skip
    file.write_text("\n".join(["id,day,kind,value,note", *lines]) + "\n")


def check(one, model, statuses, foreseen):
    report = {asset.id: (asset.status, asset.reason) for asset in run(one).assets}
    assert {asset: status for asset, (status, _) in report.items()} == statuses
    assert foreseen == report, "the plan is the run"
    db = Database(one, address())
    for asset, accepted in model.accepted.items():
        read = db.daily(asset)
        assert read["close"].to_pylist() == accepted["close"].tolist()
        stored = ask(
            one, f"SELECT ts, ema FROM cmc_ema_multi_tf WHERE id = {asset} AND tf = '3D' AND NOT roll ORDER BY ts"
        )
        computed = db.emas(asset, "3D", 2).to_pylist()
        if asset in model.computed or statuses[asset] == Status.FRESH:
            model.computed.add(asset)
            assert stored == [(row["ts"], row["ema"]) for row in computed]
    written = ask(one, "SELECT id, xmin::text FROM cmc_price_bars_1d_state ORDER BY id")
    run(one)
    assert ask(one, "SELECT id, xmin::text FROM cmc_price_bars_1d_state ORDER BY id") == written, (
        "a second run writes nothing"
    )


def play(config, seed, steps):  # noqa: F811
    random, model = Random(seed), Model()
    model.computed = set()
    vendor = {asset: Asset(asset, 10 * seed + asset) for asset in ASSETS}
    seen = set()
    for _ in range(steps):
        one = config(**SMALL)
        if model.accepted and random.random() < 0.25:
            confirm(random, one, config.confirmed, model)
        else:
            random.choice(MUTATIONS)(random, vendor[random.choice(ASSETS)])
            store(one, [row for asset in vendor.values() for row in asset.rows()])
        foreseen = planned(one)
        # What the builders will store is what the vendor says, bar by bar.
        run_bars(one)
        statuses = model.expect(present(one))
        seen |= set(statuses.values())
        check(one, model, statuses, foreseen)
    before = contents(one)
    run(config(**SMALL, rebuild="all"))
    assert contents(one) == before, "a rebuild changes nothing"
    return seen


def run_bars(one):
    from freshbars.refresh.daily_stage import DailyStage
    from freshbars.refresh.runner import refresh

    refresh(one, DailyStage(one), 0)


def test_emas_are_those_of_the_accepted_bars(config):  # noqa: F811
    assert play(config, 1, 5) == {Status.FRESH, Status.SUSPECT}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_emas_are_those_of_the_accepted_bars_in_long_sequences(config, seed):  # noqa: F811
    assert play(config, seed, 30) == {Status.FRESH, Status.SUSPECT}
