"""The audit: nothing to say of what a refresh wrote, and a place for everything that was broken on purpose."""

import json
import os
from contextlib import closing
from datetime import date, timedelta

import pytest

from freshbars.config import validate as validated
from freshbars.database.connection import connect, reading
from freshbars.database.tables import BARS_1D
from freshbars.refresh import prune
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.validate import audit as validate
from freshbars.validate import findings
from freshbars.validate.audit import audit
from freshbars.validate.findings import Audit, lines
from support import FEW, refresh, row, stages, store

START = date(2024, 2, 20)
DAY = date(2024, 3, 14)
BAD = START + timedelta(days=30)
BARS = "cmc_price_bars_multi_tf"
EMAS = "cmc_ema_multi_tf"


def history(asset: int, n: int = 60) -> list[dict]:
    """n days without two of them, one of which is no bar."""
    rows = [row(asset, START + timedelta(days=i), 100 + i * 1.1 + (i * 7919 % 13)) for i in range(n) if i != 11]
    rows[29] |= {"close": float("nan")}
    assert rows[29]["timeopen"].date() == BAD
    return rows


@pytest.fixture(scope="module")
def pristine(server):
    """A configuration whose database, of two assets and up to date, no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TARGET_DB_URL", server)
        schema = f"test_{os.getpid()}_validate"
        config = validated({"schema": schema, "source": {"kind": "table", "table": "history"}, **FEW})
        store(config, history(1) + history(7))
        refresh(config)
        yield config
        with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def config(make_config):
    """A database of two assets, up to date."""
    config = make_config(**FEW)
    store(config, history(1) + history(7))
    refresh(config)
    return config


def check(config, sample: int | None = None) -> Audit:
    with closing(connect(config)) as connection, reading(connection) as cursor:
        result = audit(config, cursor, sample)
    assert json.loads(json.dumps(result.as_dict()))["errors"] == result.errors
    return result


def change(config, *statements: str) -> None:
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, f"changed nothing: {statement}"
    connection.close()


def errors(result: Audit) -> list:
    return [finding for finding in result.findings if finding.severity == "error"]


def notes(result: Audit) -> list[str]:
    return [finding.message for finding in result.findings if finding.severity == "note"]


def test_what_a_refresh_wrote_is_right(config):
    result = check(config)
    assert result.findings == []
    assert result.assets == result.rebuilt_assets == 2
    # Bars, rejects and the series over them; of the bars' and EMAs' rows every one was rebuilt.
    assert result.rows == result.rebuilt_rows > 2000
    assert result.series == 2 * (5 + 2 * (3 + 3 + 1 + 1))


def test_a_refresh_after_restatements_and_gaps_is_right(config, make_config):
    rows = history(1, 75) + history(7, 40)
    rows[20] |= {"high": 1e6, "volume": None}
    del rows[33]
    store(config, rows)
    refresh(config)
    assert check(config).findings == []
    other = make_config(**FEW, timezone="America/New_York", shards=2)
    refresh(other)
    assert check(other).findings == []


def test_an_empty_database_is_right(make_config):
    config = make_config(**FEW)
    store(config, [])
    assert check(config).as_dict()["checked"] == {"assets": 0, "series": 0, "rows": 0}


AT = f"id = 1 AND {{}} = '{DAY} 23:59:59.999+00'"
BAR = f"{AT.format('time_close')} AND tf = '3D'"
EMA = f"{AT.format('ts')} AND tf = '3D' AND period = 2"
# What is broken: statements; the check that finds it, its table, timeframe and day; whether that needs the rebuild.
# 2024-03-14 is the 23rd bar of the asset: the second day of its 8th bar of 3 days.
BREAKAGES = {
    "price of a 1D bar": (
        [f"UPDATE cmc_price_bars_1d SET close = close + 0.5 WHERE {AT.format('timestamp')}"],
        ("rebuild", "cmc_price_bars_1d", "1D", DAY, False),
    ),
    "price of a 1D bar out of order": (
        [f"UPDATE cmc_price_bars_1d SET low = high * 2 WHERE {AT.format('timestamp')}"],
        ("daily", "cmc_price_bars_1d", "1D", DAY, False),
    ),
    "1D bar out of its window": (
        [f"UPDATE cmc_price_bars_1d SET time_high = time_close + interval '1 s' WHERE {AT.format('timestamp')}"],
        ("daily", "cmc_price_bars_1d", "1D", DAY, False),
    ),
    "file name of a 1D bar": (
        [f"UPDATE cmc_price_bars_1d SET src_file = 'other.csv' WHERE {AT.format('timestamp')}"],
        ("rebuild", "cmc_price_bars_1d", "1D", DAY, True),
    ),
    "deleted 1D bar": (
        [f"DELETE FROM cmc_price_bars_1d WHERE {AT.format('timestamp')}"],
        ("rebuild", "cmc_price_bars_1d", "1D", DAY, False),
    ),
    "deleted 1D bar and its state": (
        [
            f"DELETE FROM cmc_price_bars_1d WHERE {AT.format('timestamp')}",
            "UPDATE cmc_price_bars_1d_state SET n_bars = 57 WHERE id = 1",
        ],
        ("source", "cmc_price_bars_1d", "1D", None, False),
    ),
    "two 1D bars on one day": (
        [
            (
                "UPDATE cmc_price_bars_1d SET time_open = time_open - interval '24 hours', "
                f"time_close = time_close - interval '24 hours' WHERE {AT.format('timestamp')}"
            )
        ],
        ("daily", "cmc_price_bars_1d", "1D", DAY - timedelta(days=1), False),
    ),
    "another timeframe in a 1D bar": (
        [f"UPDATE cmc_price_bars_1d SET tf = '2D' WHERE {AT.format('timestamp')}"],
        ("daily", "cmc_price_bars_1d", "2D", DAY, False),
    ),
    "infinite 1D bar": (
        [f"UPDATE cmc_price_bars_1d SET time_close = 'infinity' WHERE {AT.format('timestamp')}"],
        ("daily", "cmc_price_bars_1d", "1D", DAY, False),
    ),
    "reason of a reject": (
        ["UPDATE cmc_price_bars_1d_rejects SET reason = 'no reason' WHERE id = 1"],
        ("rebuild", "cmc_price_bars_1d_rejects", "1D", BAD, True),
    ),
    "deleted reject": (
        ["DELETE FROM cmc_price_bars_1d_rejects WHERE id = 1"],
        ("rebuild", "cmc_price_bars_1d_rejects", "1D", BAD, True),
    ),
    "deleted reject, counted": (
        ["DELETE FROM cmc_price_bars_1d_rejects WHERE id = 1"],
        ("source", "cmc_price_bars_1d", "1D", None, False),
    ),
    "price of a bar": ([f"UPDATE {BARS} SET high = high + 1 WHERE {BAR}"], ("rebuild", BARS, "3D", DAY, True)),
    "price of a bar out of order": (
        [f"UPDATE {BARS} SET close = 'NaN' WHERE {BAR}"],
        ("snapshots", BARS, "3D", DAY, False),
    ),
    "missing day": ([f"DELETE FROM {BARS} WHERE {BAR}"], ("rows", BARS, "3D", DAY, False)),
    "missing day, seen by the next": (
        [f"DELETE FROM {BARS} WHERE {BAR}"],
        ("snapshots", BARS, "3D", DAY + timedelta(days=1), False),
    ),
    "missing first day": (
        [f"DELETE FROM {BARS} WHERE id = 1 AND tf = '7D' AND time_close < '{START + timedelta(days=1)}'"],
        ("rows", BARS, "7D", START, False),
    ),
    "missing series": ([f"DELETE FROM {BARS} WHERE id = 1 AND tf = '7D'"], ("rows", BARS, "7D", START, False)),
    "orphan row": (
        [
            f"CREATE TABLE copied AS SELECT * FROM {BARS} WHERE {BAR}",
            "UPDATE copied SET time_close = time_close + interval '1 hour'",
            f"INSERT INTO {BARS} SELECT * FROM copied",
        ],
        ("rows", BARS, "3D", DAY + timedelta(days=1), False),
    ),
    "moved row": (
        [f"UPDATE {BARS} SET time_close = time_close - interval '1 hour' WHERE {BAR}"],
        ("rows", BARS, "3D", DAY, False),
    ),
    "duplicate canonical row": (
        [
            f"ALTER TABLE {BARS} DROP CONSTRAINT {BARS}_pkey",
            f"CREATE TABLE copied AS SELECT * FROM {BARS} WHERE id = 1 AND tf = '3D' AND bar_seq = 7 AND NOT is_partial_end",
            f"INSERT INTO {BARS} SELECT * FROM copied",
        ],
        ("keys", BARS, "3D", DAY - timedelta(days=2), False),
    ),
    "canonical row within a bar": (
        [f"UPDATE {BARS} SET is_partial_end = false WHERE {BAR}"],
        ("snapshots", BARS, "3D", DAY, False),
    ),
    "finished bar without a canonical row": (
        [f"UPDATE {BARS} SET is_partial_end = true WHERE id = 1 AND tf = '3D' AND bar_seq = 7"],
        ("snapshots", BARS, "3D", DAY - timedelta(days=2), False),
    ),
    "unfinished bar with a canonical row": (
        [
            "UPDATE cmc_price_bars_multi_tf_cal_iso SET is_partial_end = false WHERE time_close >= '2024-04-19' AND id = 1"
        ],
        ("snapshots", "cmc_price_bars_multi_tf_cal_iso", "1M_CAL", START + timedelta(days=59), False),
    ),
    "hole in bars": (
        [
            f"UPDATE {BARS} SET bar_seq = bar_seq + 1 WHERE id = 1 AND tf = '3D' AND time_close > '{DAY - timedelta(days=1)}'"
        ],
        ("snapshots", BARS, "3D", DAY - timedelta(days=1), False),
    ),
    "gap between bars": (
        [f"UPDATE {BARS} SET time_open = time_open + interval '1 ms' WHERE id = 1 AND tf = '3D' AND bar_seq = 8"],
        ("snapshots", BARS, "3D", DAY - timedelta(days=1), False),
    ),
    "volume of a calendar bar": (
        [f"UPDATE cmc_price_bars_multi_tf_cal_us SET volume = volume * 2 WHERE {AT.format('time_close')}"],
        ("rebuild", "cmc_price_bars_multi_tf_cal_us", "1W_CAL_US", DAY, True),
    ),
    "EMA": ([f"UPDATE {EMAS} SET ema = ema + 1 WHERE {EMA}"], ("rebuild", EMAS, "3D", DAY, True)),
    "EMA in the last bit": (
        [f"UPDATE {EMAS} SET ema = ema * 1.0000000000000002220446049250313 WHERE {EMA}"],
        ("rebuild", EMAS, "3D", DAY, True),
    ),
    "EMA that is not NULL any more": (
        [f"UPDATE {EMAS} SET d1 = 0 WHERE {EMA}"],
        ("rebuild", EMAS, "3D", DAY, True),
    ),
    "deleted EMA row": ([f"DELETE FROM {EMAS} WHERE {EMA}"], ("rows", EMAS, "3D", DAY, False)),
    "deleted 1D EMA row": (
        [f"DELETE FROM {EMAS}_v2 WHERE {AT.format('ts')} AND tf = '1D' AND period = 3"],
        ("rows", f"{EMAS}_v2", "1D", DAY, False),
    ),
    "deleted calendar EMA row": (
        [f"DELETE FROM {EMAS}_cal_us WHERE {AT.format('ts')} AND period = 2"],
        ("rows", f"{EMAS}_cal_us", "1W_CAL_US", DAY, False),
    ),
    "EMA before its first value": (
        [
            f"CREATE TABLE copied AS SELECT * FROM {EMAS} WHERE {EMA}",
            "UPDATE copied SET ts = ts - interval '23 days', period = 3",
            f"INSERT INTO {EMAS} SELECT * FROM copied",
        ],
        ("rows", EMAS, "3D", DAY - timedelta(days=23), False),
    ),
    "built_from": (
        [f"UPDATE {EMAS}_state SET built_from = repeat('0', 32) WHERE id = 1"],
        ("state", f"{EMAS}_state", None, None, False),
    ),
    "n_rows": (
        [f"UPDATE {BARS}_state SET n_rows = n_rows - 1 WHERE id = 1"],
        ("state", f"{BARS}_state", None, None, False),
    ),
    "last_ts": (
        [f"UPDATE {BARS}_state SET last_ts = '{DAY}' WHERE id = 1"],
        ("state", f"{BARS}_state", None, START + timedelta(days=59), False),
    ),
    "bars_digest": (
        ["UPDATE cmc_price_bars_1d_state SET bars_digest = repeat('0', 32) WHERE id = 1"],
        ("state", "cmc_price_bars_1d", "1D", None, False),
    ),
    "last_src_ts": (
        [f"UPDATE cmc_price_bars_1d_state SET last_src_ts = '{DAY}' WHERE id = 1"],
        ("state", "cmc_price_bars_1d_state", "1D", None, False),
    ),
    "first day": (
        [f"UPDATE cmc_price_bars_1d_state SET daily_min_seen = '{DAY}' WHERE id = 1"],
        ("state", "cmc_price_bars_1d_state", "1D", None, False),
    ),
    "repairs": (
        ["UPDATE cmc_price_bars_1d_state SET last_repaired_timelow = 3 WHERE id = 1"],
        ("state", "cmc_price_bars_1d_state", "1D", None, False),
    ),
    "source_digest": (
        ["UPDATE cmc_price_bars_1d_state SET source_digest = source_digest || '0' WHERE id = 1"],
        ("state", "cmc_price_bars_1d_state", "1D", None, False),
    ),
    "what the daily state goes on from": (
        ["UPDATE cmc_price_bars_1d_state SET state = state || '0' WHERE id = 1"],
        ("state", "cmc_price_bars_1d_state", "1D", None, False),
    ),
    "periods of a state": (
        [f"UPDATE {EMAS}_state SET periods = '{{2}}' WHERE id = 1"],
        ("state", f"{EMAS}_state", None, None, False),
    ),
    "more periods of a state": (
        [f"UPDATE {EMAS}_state SET periods = '{{2,3,4}}' WHERE id = 1"],
        ("state", f"{EMAS}_state", None, None, False),
    ),
    "timeframes of a state": (
        [f"UPDATE {BARS}_state SET tfs = '{{3D,7D,9D}}' WHERE id = 1"],
        ("state", f"{BARS}_state", None, None, False),
    ),
    "what a state goes on from": (
        [f"UPDATE {BARS}_state SET state = overlay(state PLACING '00' FROM 40) WHERE id = 1"],
        ("state", f"{BARS}_state", None, None, False),
    ),
    "from_ts of the log": (
        [f"UPDATE {BARS_1D}_changes SET from_ts = from_ts + interval '1 day' WHERE id = 1"],
        ("changes", f"{BARS_1D}_changes", None, START + timedelta(days=1), False),
    ),
    "next_ts of the log": (
        [f"UPDATE {BARS_1D}_changes SET next_ts = from_ts WHERE id = 1"],
        ("changes", f"{BARS_1D}_changes", None, START, False),
    ),
    "another fingerprint in the log": (
        [f"UPDATE {BARS_1D}_changes SET digest_after = repeat('0', 32) WHERE id = 1"],
        ("changes", f"{BARS_1D}_changes", None, START, False),
    ),
    "deleted log": (
        [f"DELETE FROM {BARS_1D}_changes WHERE id = 1"],
        ("changes", f"{BARS_1D}_changes", None, None, False),
    ),
    "state gone": ([f"DELETE FROM {BARS}_state WHERE id = 1"], ("state", BARS, None, None, False)),
    "1D state gone": (
        ["DELETE FROM cmc_price_bars_1d_state WHERE id = 1"],
        ("state", "cmc_price_bars_1d", "1D", None, False),
    ),
    "data gone": ([f"DELETE FROM {EMAS} WHERE id = 1"], ("rows", EMAS, "3D", START + timedelta(days=5), False)),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_breakage_is_found_and_named(pristine, name):
    statements, (check_name, table, tf, day, by_rebuild) = BREAKAGES[name]
    with closing(connect(pristine)) as connection, connection.cursor() as cursor:
        # Never committed: the next test finds all as it was.
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, f"changed nothing: {statement}"
        found = errors(audit(pristine, cursor, None))
        cheap = errors(audit(pristine, cursor, 0))
    place = (check_name, table, 1, tf, day)
    assert place in [(one.check, one.table, one.asset, one.tf, one.day) for one in found], found
    assert {one.asset for one in found if one.check != "readable"} == {1}, "the other asset is as it was"
    for one in found:
        assert "asset" in one.message
        assert one.day is None or str(one.day) in one.message
    # The cheap checks look at every asset, the rebuild only at its sample.
    assert (place in [(one.check, one.table, one.asset, one.tf, one.day) for one in cheap]) != by_rebuild


def test_a_rebuild_as_the_message_says_mends_it(config, make_config):
    for statements, _ in (
        BREAKAGES[name] for name in ("price of a 1D bar", "moved row", "EMA", "n_rows", "bars_digest")
    ):
        change(config, *statements)
    assert check(config).errors
    refresh(make_config(**FEW, rebuild="1"))
    assert check(config).findings == []


@pytest.mark.parametrize("other", ["tf_qty = 4", "tf = 'x'"])
def test_a_timeframe_that_is_described_otherwise_is_named(pristine, other):
    with closing(connect(pristine)) as connection, connection.cursor() as cursor:
        cursor.execute(f"UPDATE dim_timeframe SET {other} WHERE tf = '3D'")
        assert cursor.rowcount == 1
        (found,) = errors(audit(pristine, cursor, 0))
    assert (found.check, found.table) == ("dimensions", "dim_timeframe")


def test_the_log_of_changes_begins_anew_with_a_rebuild(config, make_config):
    store(config, history(1, 64) + history(7))
    refresh(config)
    change(config, *BREAKAGES["from_ts of the log"][0])
    assert {one.check for one in errors(check(config))} == {"changes"}
    refresh(make_config(**FEW, rebuild="1"))
    assert check(config).findings == []
    store(config, history(1, 66) + history(7))
    outcomes = refresh(config)
    assert all(words.startswith("append") for outcome in outcomes for words in outcome.changed.values())
    assert check(config).findings == []


def test_a_stray_asset_is_found(config):
    change(config, f"UPDATE {BARS} SET id = 1000 WHERE id = 7", f"UPDATE {EMAS} SET id = -5 WHERE id = 7")
    stray = {one.asset for one in errors(check(config)) if "without a state" in one.message}
    assert stray == {1000, -5}


def test_a_value_shows_stored_and_expected(config):
    change(config, f"UPDATE {EMAS} SET ema = 1.5, d1_roll = NULL WHERE {EMA}")
    (finding,) = errors(check(config))
    assert finding.message.startswith(f"{EMAS}, asset 1, 3D, period 2, {DAY}: ema is 1.5 and must be 1")
    assert "d1_roll is NULL and must be" in finding.message
    assert finding.message.endswith("; run once with --config rebuild=1")


def test_a_changed_source_is_a_note(config):
    store(config, history(1, 61) + history(7) + history(8))
    result = check(config)
    assert result.errors == 0
    assert [message.split(": ")[1] for message in notes(result)] == [
        "source changed since the bars were built; run bars",
        "no bars were built from the source; run bars",
    ]


def test_emas_behind_bars_are_a_note_for_each_asset(config):
    store(config, history(1, 61) + history(7))
    refresh_one(config, DailyStage(config), 0)
    for stage in stages(config):
        refresh_one(config, stage, 0, {7} if stage.rule == "emas" else None)
    result = check(config)
    assert result.errors == 0
    (note,) = notes(result)
    assert "asset 1" in note
    assert "EMAs behind bars in multi_tf, cal_us, cal_anchor_iso, v2: new days after 2024-04-19" in note
    refresh(config)
    assert check(config).findings == []


def test_series_that_are_no_longer_configured_are_notes(config, make_config):
    fewer = {
        "bars": FEW["bars"] | {"multi_tf": ["3D"]},
        "emas": {"families": ["multi_tf", "cal_us", "cal_anchor_iso"], "periods": [3]},
    }
    config = make_config(**fewer)
    for _ in range(2):
        result = check(config)
        assert result.errors == 0
        found = [one for one in result.findings if one.check == "configured"]
        assert [(one.table, one.tf) for one in found] == [
            (EMAS, None),
            (EMAS, "7D"),
            (f"{EMAS}_cal_anchor_iso", None),
            (f"{EMAS}_cal_us", None),
            (BARS, "7D"),
            (f"{EMAS}_v2", None),
        ]
        assert "period 2 is not configured" in found[0].message
        assert found[4].message.endswith("freshbars prune lists and deletes them")
        refresh(config)
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        prune.delete(config, cursor, prune.leftovers(config, cursor))
    assert check(config).findings == []
    # Whatever was deleted on that advice comes back when it is configured again.
    config = make_config(**FEW)
    refresh(config)
    assert check(config).findings == []


def test_new_series_are_a_note(config, make_config):
    result = check(make_config(**FEW | {"emas": FEW["emas"] | {"periods": [2, 3, 5]}}))
    assert result.errors == 0
    assert all("new series: 1W_CAL_US" in note or "new series: " in note for note in notes(result))
    assert len(notes(result)) > 1


CHANGES = {
    "timezone": {"timezone": "America/New_York"},
    "rows": {"rows": {"bars": "finished", "emas": "finished"}},
    "no periods": {"emas": FEW["emas"] | {"periods": []}},
    "no families": {"emas": FEW["emas"] | {"families": []}},
    "other timeframes": {"bars": FEW["bars"] | {"multi_tf": ["4D"], "cal_us": ["2W_CAL_US"]}},
    "no timeframes": {"bars": {name: [] for name in FEW["bars"]}, "emas": {"families": ["v2"], "periods": [2]}},
    "shards": {"shards": 5},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_configuration_is_no_error_before_and_after_new_days(config, make_config, name):
    other, days = make_config(**FEW | CHANGES[name]), 60
    for now in (other, config):
        before = check(now)
        assert before.errors == 0, before.findings
        assert before.rebuilt_assets + before.behind == 2, "nothing is silently left out"
        assert (before.behind > 0) == ("more are not yet up to date" in lines(before)[-1]) == (name == "timezone")
        days += 3
        store(config, history(1, days) + history(7, days))
        assert not any(outcome.problems for outcome in refresh(now))
        after = check(now)
        assert (after.errors, after.rebuilt_assets, after.behind) == (0, 2, 0)


def test_only_the_configured_assets_are_looked_at(config, make_config):
    change(config, *BREAKAGES["EMA"][0])
    result = check(make_config(**FEW, ids="7"))
    assert result.findings == []
    assert result.assets == 1


def test_the_sample_is_always_the_same(config, monkeypatch):
    change(config, f"UPDATE {EMAS} SET ema = ema + 1")
    (first,) = {one.asset for one in errors(check(config, sample=1))}
    monkeypatch.setattr(validate, "BATCH", 1)
    result = check(config, sample=1)
    assert {one.asset for one in errors(result)} == {first}
    assert result.rebuilt_assets == 1


def test_findings_are_listed_up_to_a_limit(config, monkeypatch):
    monkeypatch.setattr(findings, "SHOWN", 3)
    change(config, f"UPDATE {BARS}_state SET n_rows = 0", f"UPDATE {EMAS}_state SET n_rows = 0")
    result = check(config)
    assert (len(result.findings), result.errors) == (3, 4)
    assert result.as_dict()["left_out"] == {"state error": 1}
    *first, more, total = lines(result)
    assert [line.split(":")[0] for line in first] == ["error"] * 3
    assert more == "error: 1 more of the check 'state'"
    assert total.endswith(": 4 errors")


def test_values_that_cannot_be_read_stop_checks_but_not_the_audit(config):
    change(
        config,
        "ALTER TABLE cmc_price_bars_1d ALTER time_high DROP NOT NULL",
        f"UPDATE cmc_price_bars_1d SET time_high = NULL WHERE {AT.format('timestamp')}",
        *BREAKAGES["missing day"][0],
    )
    found = {(one.check, one.asset, one.tf, one.day) for one in errors(check(config))}
    assert {
        ("daily", 1, "1D", DAY),
        ("snapshots", 1, "3D", DAY + timedelta(days=1)),
        ("readable", None, None, None),
    } <= found


def test_series_without_a_value_yet_are_right_and_surplus_rows_are_found(make_config):
    config = make_config(**FEW)
    store(config, [row(1, date(2024, 2, 20) + timedelta(days=i), 100.0 + i) for i in range(2)])
    refresh(config)
    assert check(config).errors == 0
    change(config, f"INSERT INTO {EMAS} (id, tf, period, ts, tf_days, roll, ema) SELECT 1, '7D', 2, time_close, 7, true, 1.0 "
           f"FROM {BARS_1D} WHERE bar_seq = 2")  # fmt: skip
    assert errors(check(config))
