"""Restatements: what the vendor changed, when, and the loads in which it changed many assets."""

import json
import logging
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from test_exports import csv_text, line

from freshbars import cli
from freshbars.database.connection import connect
from freshbars.errors import UserError
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.source import restatements
from freshbars.source.ingest import ingest
from support import row, store

START = date(2024, 2, 27)
SYMBOLS = {1: "BTC", 52: "XRP", 825: "USDT", 1027: "ETH"}


class Exports:
    """Exports of four assets, loaded one state after the other."""

    def __init__(self, folder, make_config) -> None:
        self.folder = folder / "exports"
        self.folder.mkdir()
        assets = folder / "assets.csv"
        assets.write_text("id,symbol,name\n" + "".join(f"{i},{s},{s} coin\n" for i, s in SYMBOLS.items()))
        source = {"kind": "exports", "exports": str(self.folder), "assets": str(assets)}
        self.config = make_config(source=source)

    def load(self, closes: dict[int, list], **cells: str) -> datetime:
        """Put exports of these assets, with closes from START on, and make bars of them; when these were written."""
        for asset, values in closes.items():
            all_cells = {"marketCap": str(asset)} | cells
            lines = [line(START + timedelta(days=i), close, **all_cells) for i, close in enumerate(values)]
            (self.folder / f"{asset}_{SYMBOLS[asset]}.csv").write_bytes(csv_text(lines))
        outcome = ingest(self.config)
        assert not outcome.problems
        return self.refresh()

    def refresh(self) -> datetime:
        assert not refresh_one(self.config, DailyStage(self.config), 0).problems
        return self.ask("SELECT max(last_run_ts) FROM cmc_price_bars_1d_state")[0][0]

    def ask(self, query: str, *values: object) -> list[tuple]:
        with closing(connect(self.config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def exports(tmp_path, make_config) -> Exports:
    return Exports(tmp_path, make_config)


@pytest.fixture
def cursor(make_config):
    with closing(connect(make_config())) as connection, connection.cursor() as cursor:
        yield cursor


def noon(days: int) -> datetime:
    return datetime(START.year, START.month, START.day, 23, 59, 59, 999000, UTC) + timedelta(days=days)


def test_old_and_new_values_with_their_times(exports, cursor):
    first = exports.load({1: [10, 20, 30], 52: [5, 6, 7]})
    second = exports.load({1: [10, 15, 30], 52: [5, 6, 7, 8]})
    third = exports.load({1: [10, 18, 30]})
    found = restatements.read(exports.config, cursor)
    assert found == [
        restatements.Restatement(
            1, "BTC", noon(1), "close", old, new, change, seen, replaced, (replaced - noon(1)).days
        )
        for old, new, change, seen, replaced in ((15, 18, 20, second, third), (20, 15, -25, first, second))
    ]
    assert restatements.read(exports.config, cursor, since=third) == found[:1]
    assert restatements.read(exports.config, cursor, most=1) == found[:1]
    assert restatements.read(exports.config, cursor, ids=[52]) == []
    assert restatements.read(exports.config, cursor, ids=[1]) == found


def test_every_field_counts_but_not_the_name(exports, cursor):
    exports.load({1: [10, 20]})
    exports.load({1: [10, 20]}, volume="0", high="1", timeLow="2024-02-27T23:00:00.000Z")
    found = {(r.field, r.day): r for r in restatements.read(exports.config, cursor) if r.day == noon(0)}
    assert {field for field, _ in found} == {"volume", "high", "time_low"}
    volume = found["volume", noon(0)]
    assert (volume.old, volume.new, volume.change) == (14076134.88, None, None)
    assert found["time_low", noon(0)].change is None
    exports.ask("UPDATE cmc_price_histories7 SET name = 'another', load_ts = now()")
    before = exports.ask("SELECT ingested_at FROM cmc_price_bars_1d ORDER BY timestamp")
    exports.refresh()
    assert exports.ask("SELECT DISTINCT src_name FROM cmc_price_bars_1d") == [("another",)]
    assert exports.ask("SELECT ingested_at FROM cmc_price_bars_1d ORDER BY timestamp") == before
    assert exports.ask("SELECT count(*) FROM cmc_price_bars_1d_revisions") == [(2,)], "a name is no revision"
    assert [wave.days for wave in restatements.waves(exports.config, cursor, least=1)] == [2]


def test_a_day_that_is_taken_back_and_comes_again(exports, cursor):
    exports.load({1: [10, 20]})
    exports.ask(f"DELETE FROM cmc_price_histories7 WHERE timestamp = '{noon(0)}'")
    gone = exports.refresh()
    exports.load({1: [11, 20, 30]})
    assert exports.ask("SELECT count(*) FROM cmc_price_bars_1d") == [(3,)]
    (found,) = restatements.read(exports.config, cursor)
    assert (found.day, found.field, found.old, found.new, found.replaced_at) == (noon(0), "day gone", 10, None, gone)
    assert [wave.fields for wave in restatements.waves(exports.config, cursor, least=1)] == [("day gone",)]


def test_a_wave_is_a_load_that_restates_many_assets(exports, cursor):
    exports.load({asset: [10, 20, 40] for asset in SYMBOLS})
    small = exports.load({1: [10, 20, 41], 52: [10, 20, 41]})
    big = exports.load({1: [10, 21, 41], 52: [10, 20, 31], 825: [10, 20, 41]}, volume="7")
    waves = restatements.waves(exports.config, cursor)
    fields = ("close", "volume")
    assert waves == [restatements.Wave(big, (1, 52, 825), 9, fields, noon(0), pytest.approx(-100 * 10 / 41))]
    assert [w.at for w in restatements.waves(exports.config, cursor, least=1)] == [big, small]
    assert restatements.waves(exports.config, cursor, since=big + timedelta(seconds=1)) == []
    assert [w.at for w in restatements.waves(replace(exports.config, restatement_wave=2), cursor)] == [big, small]
    assert restatements.waves(replace(exports.config, restatement_wave=4), cursor) == []


def test_the_size_of_a_wave(make_config, cursor):
    config = make_config()
    with pytest.raises(UserError):
        restatements.wave_size(config, cursor)
    store(config, [row(asset, START, 1.0) for asset in range(41)])
    assert restatements.wave_size(config, cursor) == 5, "a tenth of all assets, rounded up"
    for given, size in ((0.01, 3), (0.5, 21), (1, 1), (7, 7)):
        assert restatements.wave_size(replace(config, restatement_wave=given), cursor) == size


def days_of(closes: dict[int, dict[int, float]]) -> list[dict]:
    return [row(asset, START + timedelta(days=d), c) for asset, some in closes.items() for d, c in some.items()]


@pytest.fixture
def changed(make_config, cursor):
    """A source table with a restated, a filled and an appended asset, found by one run."""
    config = make_config()
    before = {1: {0: 10, 1: 20}, 2: {0: 10, 3: 20}, 3: {0: 10, 1: 20}, 4: {0: 1}}
    for closes in (before, before | {1: {0: 10, 1: 21}, 2: {0: 10, 1: 3, 3: 20}, 3: {0: 10, 1: 20, 2: 30}}):
        store(config, days_of(closes))
        with cursor.connection:
            cursor.execute("INSERT INTO freshbars_runs VALUES (%s, now(), NULL, 'all')", (len(closes[2]),))
        refresh_one(config, DailyStage(config), 0)
        with cursor.connection:
            cursor.execute("UPDATE freshbars_runs SET finished = now() WHERE finished IS NULL")
    return config


def test_a_source_table_is_answered_as_exports_are(changed, cursor):
    found = restatements.read(changed, cursor)
    assert {(r.asset, r.day) for r in found} == {(1, noon(1))}, "days that came in, and what they shifted, are none"
    close = next(r for r in found if r.field == "close")
    assert (close.old, close.new, close.change) == (20, 21, pytest.approx(5))
    assert restatements.read(changed, cursor, since=close.replaced_at + timedelta(seconds=1)) == []
    assert restatements.read(changed, cursor, ids=[2]) == []
    cursor.execute("SELECT max(started) FROM freshbars_runs")
    started = cursor.fetchone()[0]
    assert restatements.waves(changed, cursor) == []
    assert [(w.at, w.assets, w.days) for w in restatements.waves(changed, cursor, least=1)] == [(started, (1,), 1)]


def test_a_change_made_by_hand_belongs_to_no_run(changed, cursor):
    store(changed, days_of({1: {0: 10, 1: 22}}))
    refresh_one(changed, DailyStage(changed), 0)
    wave = restatements.waves(changed, cursor, least=1)[0]
    assert (wave.assets, wave.days) == ((1, 2, 3, 4), 8)
    assert wave.at == restatements.read(changed, cursor)[0].replaced_at


@pytest.fixture
def script(tmp_path, monkeypatch, capsys):
    """A function that runs ``freshbars restatements`` in this process and returns what it prints."""
    handlers = logging.getLogger("freshbars").handlers
    before = handlers[:]
    monkeypatch.chdir(tmp_path)

    def call(config, *arguments: str) -> str:
        Path("config.yaml").write_text(config.raw)
        with pytest.raises(SystemExit) as ended:
            cli.main(["restatements", *arguments])
        assert not ended.value.code
        return capsys.readouterr().out

    yield call
    handlers[:] = before


def test_the_report_of_exports(exports, script):
    exports.load({1: [10, 20], 52: [5, 6], 1027: [1, 2]})
    exports.load({1: [10, 15], 52: [6, 7], 1027: [2, 2]})
    lines = script(exports.config, "--most", "3").splitlines()
    assert lines[0] == "Restated days: 4"
    words = lines[2].split()
    assert words[:8] == ["1", "BTC", "2024-02-28", "close", "20", "15", "-25", "%"]
    assert lines[5] == "  and 1 more days: see --most, --since, --ids, --json"
    assert lines[7] == "Waves, 3 assets or more in one run: 1"
    assert lines[9].split()[2:] == ["3", "4", "2024-02-27", "+100", "%", "close"]
    found = json.loads(script(exports.config, "--json", "--ids", "52"))
    assert [(r["asset"], r["old"], r["new"]) for r in found["restatements"]] == [(52, 5, 6), (52, 6, 7)]
    assert (found["wave_size"], found["waves"]) == (3, [])


def test_the_report_of_a_source_table(changed, script):
    lines = script(changed).splitlines()
    assert lines[0] == "Restated days: 1"
    assert ["1", "2024-02-28", "close", "20", "21", "+5", "%"] in [line.split()[:7] for line in lines]
    assert lines[-1] == "Waves, 3 assets or more in one run: none"
    assert script(changed, "--since", "2200-01-01") == "No stored day was restated.\n"
