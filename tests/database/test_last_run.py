"""The history of runs: is the last good one young enough, what became of the newest, what is new since the last."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freshbars import cli
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock
from freshbars.refresh.freshness import AssetFreshness, Freshness, Status
from freshbars.reports.alerts import conditions
from freshbars.reports.last_run import check, compare, history, names, previous
from freshbars.reports.summary import Failure, Family, Summary, summarize
from freshbars.reports.summary_text import lines
from freshbars.store.runs import begin, close, end

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def config(make_config):
    return make_config()


@pytest.fixture
def cursor(config):
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        with connection.cursor() as cursor:
            yield cursor


def run(cursor, hours: float, outcome: str | None, target: str = "all", run_id: str | None = None, **summary) -> str:
    """Note a run that ended (or, without an outcome, began) so many hours before NOW."""
    at = NOW - timedelta(hours=hours)
    run_id = run_id or f"{at:%Y%m%dT%H%M%S}-0"
    given = json.dumps({"target": target.split()[0], "failures": []} | summary) if outcome else None
    cursor.execute(
        "INSERT INTO freshbars_runs (run_id, started, finished, target, outcome, summary) VALUES (%s,%s,%s,%s,%s,%s)",
        (run_id, at - timedelta(minutes=5), at if outcome else None, target, outcome, given),
    )
    return run_id


FAILURES = [{"job": "bars_1d", "what": "52", "reason": "two daily bars on 2026-03-01"}] * 2


def test_never_ran(make_config, config, cursor):
    assert check(config, cursor, 26) == (False, f"no run of 'all' is recorded in schema {config.schema}")
    cursor.execute("DROP TABLE freshbars_runs")
    assert check(config, cursor, 26)[0] is False, "a database that Freshbars never saw"


def test_a_young_good_run_is_good_and_an_old_one_is_not(config, cursor):
    run(cursor, 100, "ok")
    run(cursor, 25, "ok")
    run(cursor, 1, "ok", target="bars")
    expected = f"the last good run of 'all' in schema {config.schema} ended 25.0 hours ago (2026-03-09 11:00 UTC)"
    assert check(config, cursor, 26, now=NOW) == (True, f"ok: {expected}")
    assert check(config, cursor, 24.5, now=NOW) == (
        False,
        f"{expected}, more than 24.5 hours; no run has started since",
    )
    assert check(config, cursor, 24, target="bars", now=NOW)[0] is True


def test_a_run_with_the_clock_ahead_is_an_error_and_hides_no_later_one(config, cursor):
    begin(cursor, "ahead", "all")
    end(cursor, "ahead", "ok")
    cursor.execute("UPDATE freshbars_runs SET started = %s, finished = %s", (NOW + timedelta(days=365),) * 2)
    good, words = check(config, cursor, 26, now=NOW)
    assert not good
    assert words.startswith(
        f"the last good run of 'all' in schema {config.schema} ended at 2027-03-10 12:00 UTC, which is in the future"
    )
    begin(cursor, "later", "all")
    cursor.execute("UPDATE freshbars_runs SET started = %s WHERE run_id = 'later'", (NOW - timedelta(hours=1),))
    close(cursor, "later", "failed", json.dumps({"target": "all", "failures": FAILURES[:1]}))
    found = history(config, cursor, "all")
    assert (found.newest.run_id, found.ok.run_id) == ("later", "ahead")
    good, words = check(config, cursor, 26, now=NOW)
    assert not good
    assert "in the future" in words
    assert words.endswith("failed: bars_1d, 52: two daily bars on 2026-03-01")
    cursor.execute("UPDATE freshbars_runs SET finished = %s, outcome = 'ok' WHERE run_id = 'later'", (NOW,))
    assert check(config, cursor, 26, now=NOW)[0], "the next good run puts it right"
    # Clocks of two machines differ by seconds.
    cursor.execute("UPDATE freshbars_runs SET finished = %s WHERE run_id = 'later'", (NOW + timedelta(seconds=30),))
    assert check(config, cursor, 26, now=NOW)[0]


def test_a_run_from_the_future_is_alerted(config, cursor):
    begin(cursor, "ahead", "all")
    close(cursor, "ahead", "ok", json.dumps({"target": "all", "failures": []}))
    cursor.execute("UPDATE freshbars_runs SET finished = %s", (NOW + timedelta(days=365),))
    assert [(one.key, "in the future" in one.why) for one in conditions(config, cursor, 26, "all", NOW)][:1] == [
        ("no_run", True)
    ]


def test_a_fixed_as_of_explains_missing_runs(make_config, cursor):
    run(cursor, 96, "ok")
    good, words = check(make_config(as_of="2026-03-10T06:00:00Z"), cursor, 26, now=NOW)
    assert (good, "4.0 days ago" in words, "as_of is fixed" in words) == (False, True, True)


def test_a_failed_run_is_reported_with_what_failed(config, cursor):
    run(cursor, 30, "ok")
    run(cursor, 2, "failed", failures=FAILURES)
    good, words = check(config, cursor, 26, now=NOW)
    assert good is False
    what = "the run of 2026-03-10 09:55 UTC failed: bars_1d, 52: two daily bars on 2026-03-01 (and 1 more)"
    assert words.endswith(f"more than 26 hours; {what}")
    assert check(config, cursor, 48, now=NOW)[0] is True, "the good run before is young enough"
    assert what in check(config, cursor, 48, now=NOW)[1]
    cursor.execute("DELETE FROM freshbars_runs WHERE outcome = 'ok'")
    assert check(config, cursor, 26, now=NOW) == (False, f"no run of 'all' has ever succeeded; {what}")
    cursor.execute("UPDATE freshbars_runs SET summary = NULL")
    assert "failed: it ended early, see logs/" in check(config, cursor, 26, now=NOW)[1]


def test_a_killed_run_and_one_at_work_are_distinguished(config, cursor):
    run(cursor, 30, "ok")
    run(cursor, 3, None, target="all validate", run_id="x")
    good, words = check(config, cursor, 26, now=NOW)
    assert (good, "the run of 2026-03-10 08:55 UTC never ended" in words) == (False, True)
    cursor.connection.commit()
    with closing(hold_run_lock(config, "run x")):
        good, words = check(config, cursor, 26, now=NOW)
        assert (good, "a run has been at work since 2026-03-10 08:55 UTC" in words) == (False, True)
        run(cursor, 2, None, run_id="y")
        assert history(config, cursor).broken.run_id == "y", "the lock is that of another run"
    assert check(config, cursor, 48, now=NOW)[0] is True


def test_a_run_of_some_assets_counts_for_those_only(make_config, cursor):
    run(cursor, 3, "ok", ids=[1, 52])
    assert check(make_config(), cursor, 26, now=NOW)[0] is False
    assert check(make_config(ids=[1, 825]), cursor, 26, now=NOW)[0] is False
    assert check(make_config(ids=[1]), cursor, 26, now=NOW)[0] is True


@pytest.fixture
def script(tmp_path, monkeypatch, capsys):
    """A function that runs ``freshbars check`` in this process: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def call(config, *arguments: str) -> tuple[int, str, str]:
        Path("config.yaml").write_text(config.raw)
        with pytest.raises(SystemExit) as ended:
            cli.main(["check", *arguments])
        return ended.value.code, *capsys.readouterr()

    return call


def test_exit_codes_for_cron(config, cursor, script, monkeypatch):
    run_id = run(cursor, 0, "ok")
    cursor.execute("UPDATE freshbars_runs SET finished = now() - interval '25 hours' WHERE run_id = %s", (run_id,))
    cursor.connection.commit()
    code, out, err = script(config, "--hours", "26")
    assert (code, out.count("\n"), err) == (0, 1, "")
    code, out, err = script(config, "--hours", "24", "--target", "all")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert script(config, "--target", "emas")[0] == 1
    Path("other.yaml").write_text(json.dumps({"schema": "elsewhere"}))
    code, out, err = script(config, "--configfile", "other.yaml")
    assert (code, out, "in schema elsewhere" in err) == (1, "", True), "a run with that file is not one of this schema"
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://me:hidden@127.0.0.1:1/none")
    code, out, err = script(config)
    assert (code, out, "cannot connect to the database" in err, "hidden" in err) == (2, "", True, False)


def report(**statuses: str) -> Freshness:
    """A freshness report; assets are given as a1='stale'."""
    assets = tuple(
        AssetFreshness(int(name[1:]), name.upper(), None, None, Status(status), "why")
        for name, status in statuses.items()
    )
    fresh, skipped = (tuple(a.id for a in assets if (a.status == "fresh") == is_fresh) for is_fresh in (True, False))
    return Freshness(datetime(2026, 3, 10, 6, tzinfo=UTC), 48, False, assets, fresh, skipped)


@pytest.fixture
def summary(config, cursor):
    """A function that makes summaries: that of nothing at all, and what is given."""
    base = summarize(config, cursor, "all", [])

    def make(statuses: dict[str, str], **given) -> Summary:
        found = report(**statuses)
        return replace(base, report=found, **{"not_fresh": found.not_fresh, "fresh": len(found.fresh_ids)} | given)

    return make


def families(**rows: int) -> tuple[Family, ...]:
    split = {name: ("bars_1d", "") if name == "bars_1d" else tuple(name.split("_", 1)) for name in rows}
    return tuple(Family(*split[name], rows=n) for name, n in rows.items())


def failures(*jobs_and_whats: tuple[str, str]) -> tuple[Failure, ...]:
    return tuple(Failure(job, what, "why") for job, what in jobs_and_whats)


def stored(one: Summary) -> Summary:
    """As it comes back from the database: all but the freshness report."""
    back = Summary.from_dict(json.loads(json.dumps(one.as_dict())))
    assert back == replace(one, report=None)
    return back


def test_nothing_is_said_where_nothing_differs(summary):
    one = summary({"a1": "fresh", "a2": "stale"}, families=families(bars_1d=10, bars_cal_us=30), rejects={"x": 1})
    one = replace(one, failures=failures(("bars_1d", "3")))
    assert compare(one, stored(one)) == []
    assert compare(one, None) == []
    grown = replace(one, families=families(bars_1d=11, bars_cal_us=33))
    assert compare(grown, stored(one)) == [], "growing is what rows do"


def test_what_differs_from_the_last_run_is_reported(summary):
    before = summary(
        {"a1": "fresh", "a2": "stale", "a3": "no_state", "a4": "failed"},
        families=families(bars_1d=5000, bars_cal_us=30, emas_v2=7),
        rejects={"null_timestamp": 1, "gone": 2},
        failures=failures(("bars_1d", "4"), ("bars_1d", "5")),
    )
    now = summary(
        {"a1": "stale", "a2": "fresh", "a3": "no_state", "a4": "fresh", "a6": "future"},
        families=families(bars_1d=3766, emas_v2=7, bars_cal_iso=3),
        rejects={"null_timestamp": 3},
        failures=failures(("bars_1d", "5"), ("ingest", "a.csv")),
    )
    assert compare(now, stored(before)) == [
        "  since the last run: newly stale: 1 A1",
        "  since the last run: newly future: 6 A6",
        "  since the last run: newly fresh: 2 A2",
        "  since the last run: newly failed: a.csv",
        "  since the last run: failed no more: 4",
        "  since the last run: 1D bars: 1,234 rows fewer, 5,000 before",
        "  since the last run: bars cal_us: no longer built, 30 before",
        "  since the last run: rejected rows: gone 0 (before 2), null_timestamp 3 (before 1)",
    ]


def test_a_run_of_some_assets_or_emas_only_is_not_mistaken_for_news(summary):
    everything = summary(
        {"a1": "fresh", "a2": "stale"},
        families=families(bars_1d=10, emas_v2=7),
        rejects={"x": 1},
        failures=failures(("bars_1d", "9")),
    )
    some = summary({"a1": "fresh"}, ids=(1,), families=families(emas_v2=7))
    assert compare(some, stored(everything)) == []
    assert compare(replace(everything, failures=()), stored(some)) == []


def test_the_last_complete_run_of_the_same_target_is_compared_with(cursor):
    run(cursor, 9, "ok", fresh=1)
    run(cursor, 5, "failed", fresh=2)
    run(cursor, 4, "ok", target="bars", fresh=3)
    run(cursor, 3, None)
    mine = run(cursor, 1, "ok", fresh=4)
    assert previous(cursor, "all", mine).fresh == 2
    assert previous(cursor, "all").fresh == 4
    assert previous(cursor, "emas") is None


def test_long_lists_are_cut():
    assert names([1, 2, 3], {1: "BTC"}, most=2) == "1 BTC, 2 and 1 more"
    assert names(["a.csv"]) == "a.csv"


def test_the_first_line_says_what_happened_and_what_to_do(summary):
    first = "Summary of 'all': {}"
    assert lines(summary({"a1": "fresh", "a2": "fresh"}))[0] == first.format("2 of 2 assets fresh")
    stale = lines(summary({"a1": "stale", "a2": "stale"}))[0]
    assert stale.startswith(first.format("0 of 2 assets fresh, 2 stale; no EMAs were computed."))
    assert stale.endswith("set skip_stale_check: true"), "it says what to do"
    unknown = lines(summary({"a1": "no_state", "a52": "no_state"}))[0]
    assert unknown == first.format("0 of 2 assets fresh, 2 without bars; no EMAs were computed")
    let_through = replace(report(a1="stale", a2="fresh"), fresh_ids=(1, 2), skipped_ids=())
    lenient = lines(replace(summary({}), report=let_through))[0]
    assert lenient == first.format("1 of 2 assets fresh, 1 stale; EMAs include 1 that is not fresh (skip_stale_check)")
    failed = summary({"a1": "fresh"}, failures=failures(("ingest", "a.csv")), restated=(1, 2), restated_days=463)
    assert lines(failed)[0] == first.format(
        "1 failed, everything else is done; 1 of 1 assets fresh; 463 days of 2 assets restated"
    )


def test_an_asset_that_is_retired_is_not_let_through_by_skip_stale_check(summary):
    found = replace(report(a1="retired", a2="fresh"), fresh_ids=(1, 2), skipped_ids=())
    assert lines(replace(summary({}), report=found))[0] == "Summary of 'all': 1 of 2 assets fresh, 1 retired"


def test_equal_failures_share_a_line(summary):
    jobs = [("ingest", f"f{k:02}.csv") for k in range(15)]
    found = lines(
        summary({"a1": "fresh"}, failures=(*failures(*jobs, ("bars_1d", "7")), Failure("ingest", "x", "other")))
    )
    assert found[-3:] == [
        f"  FAILED: ingest, {', '.join(what for _, what in jobs[:12])} and 3 more: why",
        "  FAILED: bars_1d, 7: why",
        "  FAILED: ingest, x: other",
    ]


def test_assets_that_stay_stale_and_get_emas_are_no_news(summary):
    let_through = replace(report(a1="stale"), fresh_ids=(1,), skipped_ids=())
    before = stored(summary({}, not_fresh=let_through.not_fresh))
    assert compare(summary({"a1": "stale"}), before) == []
