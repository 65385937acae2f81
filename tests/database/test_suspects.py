"""Implausible bars hold the EMAs of their asset until they are corrected, excluded or confirmed."""

import json
from datetime import UTC, date, datetime, timedelta
from math import exp
from random import Random

import pytest

from freshbars.database.connection import address, connect
from freshbars.reading.database import Database
from freshbars.refresh import freshness
from freshbars.refresh.freshness import Status
from freshbars.refresh.plan import make as make_plan
from freshbars.reports.summary import Summary, SuspectLoad, _suspect_loads
from freshbars.reports.summary_text import lines as summary_lines
from freshbars.validate.audit import audit
from support import FEW, contents, refresh, row, store

FIRST = date(2025, 3, 3)
AS_OF = datetime(2025, 8, 1, tzinfo=UTC)


def history(n=120, asset=1, seed=1, volatility=0.03):
    """A plausible history of n days."""
    random, level, rows = Random(seed), 4.0, []
    for i in range(n):
        before, level = level, level + random.gauss(0, volatility)
        opened, close = exp(before), exp(level)
        day = FIRST + timedelta(days=i)
        top, bottom = max(opened, close) * 1.005, min(opened, close) * 0.995
        rows.append(row(asset, day, close, open=opened, high=top, low=bottom))
    return rows


def times(rows, factor, since, until=None):
    """The rows with the prices of some days multiplied."""
    prices = ("open", "high", "low", "close")
    some = range(len(rows))[since:until]
    return [r | {name: r[name] * factor for name in prices} if i in some else r for i, r in enumerate(rows)]


@pytest.fixture
def config(make_config, tmp_path):
    confirmed = tmp_path / "confirmed.csv"
    confirmed.write_text("id,day,kind,value,note\n")
    source = {"kind": "table", "table": "history", "confirmed": str(confirmed)}

    def make(**given):
        given = {
            **FEW,
            "source": source,
            "as_of": "2025-08-01T00:00:00Z",
            "staleness_hours": 4000,
            "suspects": "hold",
        } | given
        return make_config(**given)

    make.confirmed = confirmed
    return make


def report(config):
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        found = freshness.judge(config, cursor, {})
    connection.close()
    return found


def run(config):
    """One run: bars, freshness, and EMAs of those that may get them. The freshness report."""
    refresh(config, set())
    found = report(config)
    refresh(config, set(found.fresh_ids))
    return found


def ask(config, query):
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def status(config, asset=1):
    return {one.id: one for one in run(config).assets}[asset]


EMAS = ("cmc_ema_multi_tf", "cmc_ema_multi_tf_cal_us")


def begun(config, rows, n):
    """The first n days are stored and accepted."""
    one = config()
    store(one, rows[:n])
    assert status(one).status == Status.FRESH
    return one


def test_a_day_in_another_unit_holds_the_emas_and_is_stored_as_stated(config):
    rows = history()
    one = begun(config, rows, 110)
    before = contents(one, *EMAS)
    store(one, times(rows[:111], 100, 110))
    asset = status(one)
    assert asset.status == Status.SUSPECT
    assert "about 100 times as much (another unit?)" in asset.reason
    assert f"on {FIRST + timedelta(days=110)}" in asset.reason
    assert contents(one, *EMAS) == before
    (close,) = ask(one, "SELECT close FROM cmc_price_bars_1d ORDER BY timestamp DESC LIMIT 1")[0]
    assert close == rows[110]["close"] * 100
    assert ask(one, "SELECT count(*) FROM cmc_price_bars_multi_tf WHERE close > 3000")[0][0] > 0


def test_a_suspect_does_not_expire(config):
    rows = history()
    one = begun(config, rows, 100)
    before = contents(one, *EMAS)
    for n in (101, 102, 110, 120):
        store(one, times(rows[:n], 100, 100))
        assert status(one).status == Status.SUSPECT
        assert contents(one, *EMAS) == before


def test_a_correction_releases_the_asset_and_equals_a_rebuild(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:101], 100, 100))
    run(one)
    store(one, rows[:103])
    assert status(one).status == Status.FRESH
    caught_up = contents(one)
    run(config(rebuild="all"))
    assert contents(one) == caught_up


def test_a_confirmation_releases_the_asset_while_the_day_has_that_value(config):
    rows = history()
    one = begun(config, rows, 100)
    wrong = times(rows, 100, 100)
    store(one, wrong[:102])
    assert status(one).status == Status.SUSPECT
    day = FIRST + timedelta(days=100)
    config.confirmed.write_text(f"id,day,kind,value,note\n1,{day},true,{wrong[100]['close'] / 2},no\n")
    assert status(config()).status == Status.SUSPECT
    config.confirmed.write_text(f"id,day,kind,value,note\n1,{day},true,{wrong[100]['close']!r},so it is\n")
    assert status(config()).status == Status.FRESH
    caught_up = contents(one)
    run(config(rebuild="all"))
    assert contents(one) == caught_up
    # What was accepted stays accepted, also without the confirmation.
    config.confirmed.write_text("id,day,kind,value,note\n")
    store(one, wrong[:104])
    assert status(config()).status == Status.FRESH


def test_a_confirmed_split_is_a_step_of_its_factor(config):
    rows = history(volatility=0.01)
    one = begun(config, rows, 100)
    store(one, times(rows[:103], 1 / 4, 100))
    assert status(one).status == Status.SUSPECT
    day = FIRST + timedelta(days=100)
    config.confirmed.write_text(f"id,day,kind,value,note\n1,{day},split,3,no\n")
    assert status(config()).status == Status.SUSPECT
    config.confirmed.write_text(f"id,day,kind,value,note\n1,{day},split,4,4:1\n")
    assert status(config()).status == Status.FRESH


def test_a_second_run_of_a_suspect_writes_nothing(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:102], 100, 100))
    run(one)
    states = ask(one, "SELECT xmin::text FROM cmc_price_bars_1d_state")
    assert [outcome.written for outcome in refresh(one, set(report(one).fresh_ids))] == [0] * len(refresh(one, set()))
    assert ask(one, "SELECT xmin::text FROM cmc_price_bars_1d_state") == states


def test_a_first_load_is_held_by_its_newest_bars_alone(config):
    rows = history()
    one = config()
    store(one, times(rows, 100, 50, 51) + times(history(asset=2), 100, 119))
    found = {asset.id: asset for asset in run(one).assets}
    assert found[1].status == Status.FRESH
    assert found[2].status == Status.SUSPECT
    assert contents(one, "cmc_ema_multi_tf")["cmc_ema_multi_tf"]
    assert ask(one, "SELECT DISTINCT id FROM cmc_ema_multi_tf") == [(1,)]
    assert {(asset, outcome) for asset, outcome in ask(one, "SELECT id, outcome FROM cmc_price_bars_1d_suspects")} == {
        (1, "warn"), (2, "hold"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "damage", ["frontier = NULL", "frontier = '\\x00'", "frontier = overlay(frontier placing '\\x01' from 20)"]
)
def test_a_missing_or_damaged_frontier_holds_the_asset_until_its_newest_bar_is_confirmed(config, damage):
    rows = history()
    one = begun(config, rows, 100)
    before = contents(one, *EMAS)
    ask(one, f"UPDATE cmc_price_bars_1d_state SET {damage}")
    assert status(one).status == Status.SUSPECT
    store(one, rows[:101])
    assert status(one).status == Status.SUSPECT
    assert contents(one, *EMAS) == before
    config.confirmed.write_text(
        f"id,day,kind,value,note\n1,{FIRST + timedelta(days=100)},true,{rows[100]['close']!r},\n"
    )
    assert status(config()).status == Status.FRESH


def test_a_deleted_state_holds_the_asset(config):
    one = begun(config, history(), 100)
    ask(one, "DELETE FROM cmc_price_bars_1d_state")
    assert status(one).status == Status.SUSPECT


@pytest.mark.parametrize(("setting", "expected"), [("warn", 1), ("off", 0)])
def test_without_the_gate_nothing_is_held(config, setting, expected):
    rows = history()
    begun(config, rows, 100)
    one = config(suspects=setting)
    store(one, times(rows[:101], 100, 100))
    assert status(one).status == Status.FRESH
    assert ask(one, "SELECT count(*) FROM cmc_price_bars_1d_suspects") == [(expected,)]


def test_a_suspect_is_released_when_the_gate_is_opened(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:101], 100, 100))
    assert status(one).status == Status.SUSPECT
    assert status(config(suspects="warn")).status == Status.FRESH


def test_nothing_lets_a_suspect_through(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:101], 100, 100))
    run(one)
    lenient = report(config(skip_stale_check=True, staleness_hours=1))
    assert lenient.assets[0].status == Status.SUSPECT
    assert lenient.fresh_ids == ()


def test_restated_old_days_are_compared_with_what_was_accepted(config):
    rows = history()
    one = begun(config, rows, 110)
    store(one, times(rows[:110], 1.01, 50, 51))
    assert status(one).status == Status.FRESH
    store(one, times(times(rows[:110], 1.01, 50, 51), 0.98, 90))
    asset = status(one)
    assert asset.status == Status.SUSPECT
    assert "0.98 times" in asset.reason
    # Pieces of the accepted history may come and go: what counts is what was accepted.
    store(one, times(rows[:110], 1.01, 50, 51))
    assert status(one).status == Status.FRESH


def test_the_plan_says_what_the_run_does(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:101], 100, 100))
    connection = connect(one)
    with connection, connection.cursor() as cursor:
        plan = make_plan(one, cursor)
    connection.close()
    assert plan.report.assets[0].status == Status.SUSPECT
    assert [step.stage for step in plan.steps if step.stage == "emas" and step.rows] == []
    assert plan.report.assets[0].reason == status(one).reason


# -- readers ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def held(config, monkeypatch):
    """A configuration whose asset 1 has a day times 100 and days after it, and its reader; asset 2 has none."""
    rows, others = history(), history(asset=2, seed=2)
    one = config()
    store(one, rows[:100] + others[:100])
    run(one)
    store(one, times(rows[:103], 100, 100) + others[:103])
    assert status(one).status == Status.SUSPECT
    return one, Database(one, address())


def closes(answer, asset=1):
    return [row["close"] for row in answer.to_pylist() if row["id"] == asset]


def test_readers_see_the_accepted_days_only_unless_they_ask_for_more(held):
    one, db = held
    expected = [row["close"] for row in history()[:100]]
    assert closes(db.daily()) == expected
    assert len(closes(db.daily(), 2)) == 103
    assert len(closes(db.daily(1, include_suspects=True))) == 103
    assert max(closes(db.bars(1, "7D", rows="all"))) < 3 * max(expected)
    assert max(closes(db.bars(1, "7D", rows="all", include_suspects=True))) > 30 * max(expected)
    emas = db.emas(1, "7D", 3).to_pylist()
    stored = ask(
        one, "SELECT ts, ema FROM cmc_ema_multi_tf WHERE id = 1 AND tf = '7D' AND period = 3 AND NOT roll ORDER BY ts"
    )
    assert [(row["ts"], row["ema"]) for row in emas] == stored
    assert {row["id"]: row["freshness"] for row in db.assets().to_pylist()} == {1: "suspect", 2: "fresh"}


def test_what_is_known_at_any_time_is_never_more_than_what_was_accepted(held):
    one, db = held
    (loaded,) = ask(one, "SELECT min(ingested_at) FROM cmc_price_bars_1d")[0]
    expected = [row["close"] for row in history()[:100]]
    for at in (loaded, datetime.now(UTC)):
        assert closes(db.daily(known_at=at)) == expected
    assert len(closes(db.daily(1, known_at=datetime.now(UTC), include_suspects=True))) == 103


def test_the_view_ends_before_the_first_bar_that_is_held(held):
    one, _ = held
    assert ask(one, "SELECT count(*) FROM freshbars_bars WHERE id = 1 AND tf = '1D'") == [(100,)]
    assert ask(one, "SELECT count(*) FROM freshbars_bars WHERE id = 2 AND tf = '1D'") == [(103,)]
    assert ask(one, "SELECT max(time_close)::date FROM freshbars_bars WHERE id = 1")[0][0] < FIRST + timedelta(days=100)


def test_a_restated_day_is_read_as_it_was_accepted(config):
    rows = history()
    one = begun(config, rows, 100)
    store(one, times(rows[:100], 1 / 100, 60, 61))
    assert status(one).status == Status.SUSPECT
    assert closes(Database(one, address()).daily(1)) == [row["close"] for row in rows[:100]]


def test_an_asset_of_which_nothing_is_accepted_has_no_rows(config):
    one = begun(config, history(), 100)
    ask(one, "UPDATE cmc_price_bars_1d_state SET frontier = NULL")
    run(one)
    db = Database(one, address())
    assert closes(db.daily(1)) == []
    assert len(closes(db.daily(1, include_suspects=True))) == 100


def test_a_first_load_is_read_up_to_its_accepted_bars(config):
    rows = history()
    one = config()
    store(one, times(rows, 100, 119))
    assert status(one).status == Status.SUSPECT
    assert closes(Database(one, address()).daily(1)) == [row["close"] for row in rows[:90]]


# -- validate and the summary -------------------------------------------------------------------------------------------


def audited(config):
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        found = audit(config, cursor, None)
    connection.close()
    return found


def test_validate_notes_a_suspect_and_finds_no_error(held):
    one, _ = held
    found = audited(one)
    assert found.ok, found.findings
    assert [(finding.asset, finding.day) for finding in found.findings if finding.check == "suspect"] == [
        (1, FIRST + timedelta(days=100))
    ]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE cmc_price_bars_1d_state SET frontier = NULL WHERE id = 1", "missing or damaged"),
        ("UPDATE cmc_price_bars_1d_state SET held_from = NULL WHERE id = 1", "held_from is None"),
        ("UPDATE cmc_price_bars_1d SET close = 7 WHERE id = 1 AND timestamp < '2025-03-10'", "are not in the table"),
    ],
)
def test_validate_finds_what_another_program_did_to_the_frontier(held, damage, words):
    one, _ = held
    ask(one, damage)
    found = [finding for finding in audited(one).findings if finding.check == "suspect"]
    assert [finding.asset for finding in found] == [1]
    assert words in found[0].what


def test_the_summary_names_suspects_first(held):
    one, _ = held
    found = report(one)
    summary = Summary("all", not_fresh=found.not_fresh, report=found)
    assert summary_lines(summary)[1].startswith("  SUSPECT: 1: the close goes from ")
    assert "1 of 2 assets fresh, 1 suspect" in summary_lines(summary)[0]


def test_a_load_that_makes_many_suspect_is_named_instead_of_them(config):
    rows = [history(100, asset, asset) for asset in range(1, 13)]
    one = config()
    store(one, [row for some in rows for row in some[:90]])
    run(one)
    bad = [{**row, "source_file": "bad.csv"} for some in rows[:3] for row in times(some, 100, 90)[90:]]
    store(one, [row for some in rows for row in some[:90]] + bad + [row for some in rows[3:] for row in some[90:]])
    found = run(one)
    connection = connect(one)
    with connection, connection.cursor() as cursor:
        loads = _suspect_loads(cursor, found)
    connection.close()
    assert loads == (SuspectLoad("bad.csv", (1, 2, 3)),)
    summary = Summary("all", not_fresh=found.not_fresh, report=found, suspect_loads=loads)
    assert [line for line in summary_lines(summary) if "SUSPECT" in line] == [
        "  SUSPECT: bad.csv makes 3 assets suspect"
    ]
    assert Summary.from_dict(json.loads(json.dumps(summary.as_dict()))).suspect_loads == loads
