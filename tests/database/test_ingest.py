"""Exports into the price history: which file decides about a day, what is kept, and what never happens."""

import itertools
import logging
import shutil
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import psycopg2
import pytest
from test_exports import NAMED, OLD, REAL, csv_text, days, line, needs_real

from freshbars.database.connection import connect, reading
from freshbars.errors import UserError
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.source import ingest_result, stated_files
from freshbars.source.ingest import CHANGED, ingest
from freshbars.workflow.markers import stored

START = date(2024, 2, 27)
HISTORY = "cmc_price_histories7"


class Shop:
    """A folder of exports, the database that they are loaded into, and questions about it."""

    def __init__(self, folder: Path, make_config) -> None:
        self.folder = folder / "exports"
        self.folder.mkdir()
        self.assets = folder / "assets.csv"
        self.assets.write_text("id,symbol,name\n1,BTC,Bitcoin\n52,XRP,XRP\n1027,ETH,Ethereum\n")
        self.make_config = make_config
        self.config = self.configure()

    def configure(self, table: str = HISTORY, **given):
        source = {"kind": "exports", "exports": str(self.folder), "assets": str(self.assets), "table": table}
        return self.make_config(source=source, **given)

    def put(self, name: str, lines: list[dict], *more) -> None:
        (self.folder / name).write_bytes(csv_text(lines, *more))

    def ask(self, query: str) -> list[tuple]:
        with closing(connect(self.config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall() if cursor.description else []

    def closes(self, asset: int = 1) -> dict[int, float]:
        """Closes by days after START."""
        rows = self.ask(f"SELECT timestamp, close FROM {HISTORY} WHERE id = {asset} ORDER BY 1")
        return {(stamp.date() - START).days: close for stamp, close in rows}

    def origins(self) -> list[str]:
        return [name for (name,) in self.ask(f"SELECT source_file FROM {HISTORY} ORDER BY id, timestamp")]

    def digest(self) -> str:
        with closing(connect(self.config)) as connection, reading(connection) as cursor:
            return stored(self.config, cursor, "ingest")[0].digest

    def reset(self) -> None:
        self.ask(
            f"TRUNCATE {HISTORY}, {HISTORY}_files, {HISTORY}_loaded, {HISTORY}_bulk, {HISTORY}_revisions, {HISTORY}_events"
        )


@pytest.fixture
def shop(tmp_path, make_config) -> Shop:
    return Shop(tmp_path, make_config)


def some(closes: Mapping[int, float]) -> list[dict]:
    """Lines for days after START with their closes."""
    return [line(START + timedelta(days=n), close) for n, close in closes.items()]


def test_a_load_stores_every_value_and_where_it_came_from(shop):
    shop.put("BTC.csv", [line(START, 1.5, timeHigh="", high="", volume="0")], NAMED, ",", "\n", False)
    shop.put("52_XRP.csv", days(START, [5, 6]), OLD)
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.known, outcome.refused, outcome.problems) == (["BTC.csv", "52_XRP.csv"], [], [], {})
    assert (outcome.written, outcome.deleted) == (3, 0)
    assert (outcome.inserted, outcome.updated, set(outcome.changed)) == ({1: 1, 52: 2}, {1: 0, 52: 0}, {1, 52})
    [row] = shop.ask(
        f"SELECT timestamp::text, name, source_file, timeopen::text, timeclose::text, timehigh, timelow::text, open, high, "
        f"low, close, volume, marketcap FROM {HISTORY} WHERE id = 1"
    )
    assert row == (
        "2024-02-27 23:59:59.999+00", "2781", "BTC.csv", "2024-02-27 00:00:00+00", "2024-02-27 23:59:59.999+00", None,
        "2024-02-27 19:56:00+00", 2.5, None, 0.000125, 1.5, None, 487665043.25,
    )  # fmt: skip
    assert shop.ask(f"SELECT DISTINCT name FROM {HISTORY} WHERE id = 52") == [(None,)]
    # One instant for all that one call loads.
    assert len(shop.ask(f"SELECT load_ts FROM {HISTORY} UNION SELECT load_ts FROM {HISTORY}_files")) == 1
    files = shop.ask(
        f"SELECT id, file, first_ts::date, last_ts::date, n_rows, missing_days FROM {HISTORY}_files ORDER BY 1"
    )
    assert files == [(1, "BTC.csv", START, START, 1, []), (52, "52_XRP.csv", START, START + timedelta(days=1), 2, [])]


def test_a_known_file_is_not_parsed_again_under_any_name(shop, monkeypatch):
    shop.put("BTC.csv", days(START, [1, 2]))
    shop.put("BTC (1).csv", days(START, [1, 2]))
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.known) == (["BTC (1).csv"], ["BTC.csv"])
    before = shop.ask(f"SELECT xmin, * FROM {HISTORY}")
    (shop.folder / "BTC (1).csv").rename(shop.folder / "Bitcoin.csv")
    monkeypatch.setattr(stated_files, "read", None)
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.known, outcome.written, outcome.changed) == ([], ["BTC.csv", "Bitcoin.csv"], 0, {})
    assert shop.ask(f"SELECT xmin, * FROM {HISTORY}") == before


def test_a_restated_day_replaces_the_row_and_keeps_the_old_one(shop):
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    ingest(shop.config)
    before = shop.ask(f"SELECT xmin::text, * FROM {HISTORY} ORDER BY timestamp")
    [(loaded,)] = shop.ask(f"SELECT DISTINCT load_ts FROM {HISTORY}")
    shop.put("BTC.csv", days(START, [1, 2.5, 3, 4]))
    outcome = ingest(shop.config)
    assert (outcome.inserted, outcome.updated, outcome.written, outcome.deleted) == ({1: 1}, {1: 1}, 2, 1)
    after = shop.ask(f"SELECT xmin::text, * FROM {HISTORY} ORDER BY timestamp")
    # Rows that say the same are not written: not even their load time and file.
    assert [after[i] for i in (0, 2)] == [before[i] for i in (0, 2)]
    assert shop.closes() == {0: 1, 1: 2.5, 2: 3, 3: 4}
    [(now,)] = shop.ask(f"SELECT DISTINCT load_ts FROM {HISTORY} WHERE close IN (2.5, 4)")
    assert now > loaded
    columns = (
        "id, timestamp, name, source_file, load_ts, timeopen, timeclose, timehigh, timelow, open, high, low, close"
    )
    revisions = shop.ask(f"SELECT {columns}, replaced_at FROM {HISTORY}_revisions")
    # xmin, id, timestamp, and then as in the table
    assert revisions == [(*before[1][1:14], now)]
    assert (revisions[0][4], revisions[0][12]) == (loaded, 2.0)


@pytest.mark.parametrize(
    "cells",
    [{"timeHigh": ""}, {"timeLow": f"{START}T19:56:00.001Z"}, {"open": "2.5000000000000004"},
     {"volume": ""}, {"marketCap": "0"}, {"low": "-0.000125"}],
    ids=str,
)  # fmt: skip
def test_any_bit_of_any_value_is_a_change(shop, cells):
    shop.put("BTC.csv", days(START, [1]))
    ingest(shop.config)
    shop.put("BTC.csv", [line(START, 1, **cells)])
    assert ingest(shop.config).updated == {1: 1}
    assert len(shop.ask(f"SELECT * FROM {HISTORY}_revisions")) == 1


def test_what_is_not_stored_is_no_change(shop):
    shop.put("BTC.csv", days(START, [1, "2.0"]))
    ingest(shop.config)
    shop.put("BTC.csv", days(START, ["1.000", "2e0"], circulatingSupply="7"))
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.written, outcome.changed) == (["BTC.csv"], 0, {})
    assert shop.ask(f"SELECT count(*) FROM {HISTORY}_files") == [(2,)]


def test_the_export_with_the_latest_last_day_decides(shop):
    shop.put("BTC.csv", days(START, [1, 1, 1, 1]))
    shop.put("Bitcoin.csv", days(START + timedelta(days=2), [2, 2, 2]))
    ingest(shop.config)
    assert shop.closes() == {0: 1, 1: 1, 2: 2, 3: 2, 4: 2}
    assert shop.origins() == ["BTC.csv"] * 2 + ["Bitcoin.csv"] * 3


def test_an_older_export_dropped_in_later_changes_nothing_that_a_newer_one_holds(shop):
    shop.put("BTC.csv", days(START, [1, 1, 1]))
    ingest(shop.config)
    # It says the same of the first days: their rows still name the file before.
    shop.put("Bitcoin.csv", days(START, [1, 1, 1, 1, 1, 1]))
    ingest(shop.config)
    # Newer than BTC.csv, older than Bitcoin.csv.
    shop.put("1_BTC.csv", days(START - timedelta(days=1), [9, 9, 9, 9, 9]))
    outcome = ingest(shop.config)
    assert shop.closes() == {-1: 9, 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
    assert (outcome.inserted, outcome.updated) == ({1: 1}, {1: 0})
    assert shop.ask(f"SELECT * FROM {HISTORY}_revisions") == []


def test_a_day_that_the_newest_export_lost_is_decided_by_the_next(shop):
    shop.put("BTC.csv", some({0: 1, 1: 1, 2: 1}))
    ingest(shop.config)
    shop.put("Bitcoin.csv", some({0: 2, 2: 2, 5: 2}))
    ingest(shop.config)
    assert shop.closes() == {0: 2, 1: 1, 2: 2, 5: 2}
    shop.put("1_BTC.csv", some({0: 3, 1: 3, 3: 3}))
    ingest(shop.config)
    assert shop.closes() == {0: 2, 1: 3, 2: 2, 3: 3, 5: 2}


FILES = {
    "BTC.csv": {0: 1, 1: 1, 2: 1, 3: 1},
    "Bitcoin.csv": {0: 2, 1: 1, 3: 2, 4: 2, 9: 2},
    "1_BTC.csv": {1: 3, 2: 3, 5: 1, 6: 3},
    "1_Bitcoin.csv": {-2: 4, 1: 4, 2: 1, 5: 1, 8: 4},
}


def test_the_order_of_loads_makes_no_difference(shop):
    decided = {}
    for _, closes in sorted((max(closes), closes) for closes in FILES.values()):
        decided |= closes
    plans = [[[name] for name in order] for order in itertools.permutations(FILES)][::3]
    plans += [[pair, FILES.keys() - pair] for pair in itertools.combinations(FILES, 2)] + [[FILES]]
    digests = set()
    for plan in plans:
        for names in plan:
            for name in names:
                shop.put(name, some(FILES[name]))
            assert not ingest(shop.config).problems
            for file in shop.folder.iterdir():
                file.unlink()
        assert shop.closes() == decided
        digests.add(shop.digest())
        shop.reset()
    assert len(digests) == 1


def test_of_equal_last_days_the_later_load_decides(shop):
    shop.put("BTC.csv", days(START, [1, 1, 1]))
    ingest(shop.config)
    shop.put("1_BTC.csv", days(START + timedelta(days=1), [2, 2]))
    ingest(shop.config)
    assert shop.closes() == {0: 1, 1: 2, 2: 2}


def test_of_equal_last_days_in_one_load_the_longer_file_decides_then_the_name(shop):
    shop.put("1_BTC.csv", days(START, [1, 1, 1]))
    shop.put("BTC.csv", days(START + timedelta(days=1), [2, 2]))
    ingest(shop.config)
    assert shop.closes() == {0: 1, 1: 1, 2: 1}
    shop.reset()
    shop.put("BTC.csv", days(START, [2, 2, 2]))
    ingest(shop.config)
    assert shop.closes() == {0: 2, 1: 2, 2: 2}


def test_a_later_load_is_later_even_when_the_clock_was_set_back(shop):
    shop.put("BTC.csv", days(START, [1]))
    ingest(shop.config)
    shop.ask(f"UPDATE {HISTORY}_files SET load_ts = '2100-01-01'")
    shop.put("BTC.csv", days(START, [2]))
    ingest(shop.config)
    assert shop.closes() == {0: 2}


def test_a_day_under_another_stamp_is_the_same_day(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    ingest(shop.config)
    other = START + timedelta(days=1)
    shop.put("BTC.csv", [*days(START, [1, 2, 3])[::2], line(other, 2, timestamp=f"{other}T23:59:59Z")])
    ingest(shop.config)
    assert [f"{stamp:%dT%T.%f}" for (stamp,) in shop.ask(f"SELECT timestamp FROM {HISTORY} ORDER BY 1")] == [
        "27T23:59:59.999000", "28T23:59:59.000000", "29T23:59:59.999000",
    ]  # fmt: skip
    assert len(shop.ask(f"SELECT * FROM {HISTORY}_revisions")) == 1


def test_a_bad_file_stops_no_other_and_is_reported_until_it_is_mended(shop, caplog):
    caplog.set_level(logging.INFO, "freshbars")
    shop.put("BTC.csv", [line(START, 1), line(START, "?")])
    shop.put("Bitcoin.csv", days(START, [2]))
    shop.put("Dogecoin.csv", days(START, [3]))
    shop.put("1_ETH.csv", days(START, [3]))
    shop.put("XRP.csv", days(START, [4]))
    (shop.folder / "1_BTC.csv").write_text("<html>")
    first = ingest(shop.config)
    assert first.loaded == ["Bitcoin.csv", "XRP.csv"]
    assert (shop.closes(1), shop.closes(52)) == ({0: 2}, {0: 4})
    second = ingest(shop.config)
    for outcome in (first, second):
        assert {(error.file, error.line) for error in outcome.refused} == {
            ("BTC.csv", 3), ("Dogecoin.csv", None), ("1_ETH.csv", None), ("1_BTC.csv", 1),
        }  # fmt: skip
        assert outcome.problems["BTC.csv"].startswith("line 3: column close holds '?', which is not a number")
        assert outcome.problems["Dogecoin.csv"].startswith("no asset has the name or symbol 'Dogecoin'")
        assert outcome.problems.keys() == {error.file for error in outcome.refused}
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any(one.startswith("BTC.csv, line 3: column close holds '?', which is not a number") for one in errors)
    infos = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
    assert infos[0] == "Bitcoin.csv: asset 1 (BTC), 1 days from 2024-02-27 to 2024-02-27, 1 new, 0 changed"
    shop.put("BTC.csv", days(START, [1, 1]))
    assert ingest(shop.config).loaded == ["BTC.csv"]
    assert shop.closes() == {0: 1, 1: 1}


def test_an_unreadable_file_is_refused(shop, monkeypatch):
    shop.put("BTC.csv", days(START, [1]))
    shop.put("XRP.csv", days(START, [1]))
    real = Path.read_bytes
    # The tests may run as root, who may read everything.
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path if path.name != "BTC.csv" else path / "x"))
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.problems) == (["XRP.csv"], {"BTC.csv": "cannot be read: Not a directory"})


def test_one_file_is_not_loaded_as_two_assets(shop):
    shop.put("BTC.csv", days(START, [1]))
    shop.put("XRP.csv", days(START, [1]))
    for _ in range(2):
        outcome = ingest(shop.config)
        assert outcome.problems.keys() == {"XRP.csv"}
        assert "loaded as asset 1, but its name says asset 52" in outcome.problems["XRP.csv"]
    assert shop.closes(52) == {}


def test_an_asset_that_fails_is_rolled_back_and_reported_and_the_others_load(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    shop.put("XRP.csv", days(START, [3, 4]))
    ingest(shop.config)
    shop.ask(f"ALTER TABLE {HISTORY} ADD CONSTRAINT small CHECK (id <> 1 OR close < 100)")
    shop.put("BTC.csv", days(START, [1.5, 2, 500]))
    shop.put("XRP.csv", days(START, [3, 4, 5]))
    for _ in range(2):
        outcome = ingest(shop.config)
        assert list(outcome.problems) == ["BTC.csv"]
        assert outcome.problems["BTC.csv"].startswith("not loaded: CheckViolation: ")
        assert (outcome.deleted, 1 in outcome.changed) == (0, False)
    assert (shop.closes(1), shop.closes(52)) == ({0: 1, 1: 2}, {0: 3, 1: 4, 2: 5})
    assert shop.ask(f"SELECT count(*) FROM {HISTORY}_revisions") == [(0,)]
    shop.ask(f"ALTER TABLE {HISTORY} DROP CONSTRAINT small")
    assert ingest(shop.config).loaded == ["BTC.csv"]
    assert shop.closes() == {0: 1.5, 1: 2, 2: 500}


def test_a_lost_database_is_reported_as_such(shop, monkeypatch, server):
    shop.put("BTC.csv", days(START, [1, 2]))
    real = stated_files.read

    def cut(path, data, **more):
        with closing(psycopg2.connect(server)) as other, other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'freshbars ingest'"
            )
        return real(path, data, **more)

    monkeypatch.setattr(stated_files, "read", cut)
    with pytest.raises(UserError, match=r"the database went away.*run again when the database is back"):
        ingest(shop.config)
    monkeypatch.undo()
    monkeypatch.setenv("TARGET_DB_URL", server)
    assert ingest(shop.config).inserted == {1: 2}


def test_the_ids_of_a_run_limit_nothing(shop):
    shop.put("BTC.csv", days(START, [1]))
    shop.put("XRP.csv", days(START, [2]))
    assert ingest(shop.configure(ids=[52])).inserted == {1: 1, 52: 1}


def test_doubts_are_warnings(shop, caplog):
    shop.put("BTC.csv", days(START, [1, 50]))
    shop.put("XRP.csv", days(date(2999, 12, 30), [1, 1]))
    outcome = ingest(shop.config)
    assert outcome.warnings == ["BTC.csv: the close goes from 1 to 50 on 2024-02-28"]
    assert [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING] == outcome.warnings
    # One damaged date would rank the file above all later ones, for ever.
    assert outcome.problems == {
        "XRP.csv": "holds the day 2999-12-31, later than tomorrow: a damaged date; download it again"
    }
    assert outcome.inserted == {1: 2}
    shop.reset()
    assert ingest(shop.configure(as_of="2999-12-31T12:00:00Z")).warnings == [
        "BTC.csv: the close goes from 1 to 50 on 2024-02-28",
        "XRP.csv: ends in the future, on 2999-12-31",
    ]


def test_rows_that_were_deleted_are_loaded_again_as_they_were(shop):
    shop.put("BTC.csv", days(START, [1, 1, 1]))
    ingest(shop.config)
    shop.put("1_BTC.csv", days(START + timedelta(days=1), [2, 2]))
    ingest(shop.config)
    digest = shop.digest()
    shop.ask(f"DELETE FROM {HISTORY} WHERE close = 1")
    # Both are read again, and BTC.csv is still the earlier load.
    outcome = ingest(shop.config)
    assert (sorted(outcome.loaded), outcome.written, outcome.problems) == (["1_BTC.csv", "BTC.csv"], 1, {})
    assert outcome.warnings == ["asset 1: another program changed or deleted 1 day; restored: 2024-02-27"]
    assert shop.digest() == digest
    shop.ask(f"TRUNCATE {HISTORY}")
    ingest(shop.config)
    assert shop.digest() == digest
    # Where the file that would decide is gone, an older word is better than none.
    shop.ask(f"TRUNCATE {HISTORY}")
    (shop.folder / "1_BTC.csv").unlink()
    assert ingest(shop.config).problems == {1: CHANGED}
    assert shop.closes() == {0: 1, 1: 1, 2: 1}


def test_rows_of_another_loader_are_continued(shop):
    shop.put("XRP.csv", days(START, [1]))
    ingest(shop.config)
    shop.ask(
        f"INSERT INTO {HISTORY} (id, timestamp, close, source_file, load_ts) VALUES (1, '2024-02-27T23:59:59.999Z', 7, "
        "'old.csv', '2023-01-01Z'), (1, '2024-02-20T23:59:59.999Z', 8, NULL, NULL)"
    )
    shop.put("BTC.csv", days(START, [1, 2]))
    ingest(shop.config)
    assert shop.closes() == {-7: 8, 0: 1, 1: 2}
    assert shop.ask(f"SELECT close, source_file FROM {HISTORY}_revisions") == [(7, "old.csv")]


def test_the_history_may_lie_in_another_schema(shop, request):
    shop.put("BTC.csv", days(START, [1, 2]))
    ingest(shop.config)
    other = f"{shop.config.schema}_other"
    shop.ask(f"CREATE SCHEMA {other}; CREATE TABLE {other}.{HISTORY} (LIKE {HISTORY} INCLUDING ALL)")
    try:
        outcome = ingest(shop.configure(f"{other}.{HISTORY}"))
        assert outcome.inserted == {1: 2}
        shop.put("BTC.csv", days(START, [1, 2.5]))
        assert ingest(shop.configure(f"{other}.{HISTORY}")).updated == {1: 1}
        assert shop.ask(f"SELECT close FROM {other}.{HISTORY} ORDER BY 1") == [(1,), (2.5,)]
        assert shop.closes() == {0: 1, 1: 2}
    finally:
        shop.ask(f"DROP SCHEMA {other} CASCADE")


def test_the_digest_depends_on_content_only(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    ingest(shop.config)
    digest = shop.digest()
    shop.reset()
    assert shop.digest() != digest
    shop.put("Bitcoin.csv", days(START, [1]))
    ingest(shop.config)
    assert shop.digest() == digest
    shop.ask(f"UPDATE {HISTORY} SET timehigh = timelow WHERE close = 1")
    assert shop.digest() != digest


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda shop: shop.folder.rmdir(), r"there is no folder .*exports \(source.exports\): create it and put"),
        (lambda shop: (shop.folder / "readme.txt").touch(), "holds no CSV file: put CoinMarketCap's CSV exports there"),
        (lambda shop: (shop.folder / "._BTC.csv").touch(), "holds no CSV file"),
        (lambda shop: shop.assets.unlink(), r"there is no file .*assets.csv \(source.assets\): write one"),
    ],
    ids=["no folder", "no csv", "hidden", "no assets"],
)
def test_a_missing_folder_or_file_says_what_to_do(shop, spoil, message):
    spoil(shop)
    with pytest.raises(UserError, match=message):
        ingest(shop.config)


def test_there_is_nothing_to_ingest_for_a_table(make_config):
    with pytest.raises(UserError, match=r"source\.kind is table"):
        ingest(make_config())


def copy(shop: Shop, *files: Path) -> None:
    for file in files:
        shutil.copy(file, shop.folder)


@pytest.fixture
def real(shop) -> Shop:
    shutil.copy(REAL / "assets.csv", shop.assets)
    return shop


@needs_real
def test_real_exports_load_and_later_ones_restate(real):
    copy(real, *REAL.glob("exports/*.csv"))
    outcome = ingest(real.config)
    assert (len(outcome.loaded), outcome.problems, outcome.written) == (14, {}, 25292)
    assert real.ask(f"SELECT count(*), count(DISTINCT id) FROM {HISTORY}") == [(25292, 14)]
    assert real.ask(f"SELECT count(*) FROM {HISTORY} WHERE volume = 0 OR marketcap = 0") == [(0,)]
    bars = refresh_one(real.config, DailyStage(real.config), 0)
    assert (len(bars.changed), bars.problems) == (14, {})

    copy(real, *REAL.glob("exports_later/*.csv"))
    later = ingest(real.config)
    assert (len(later.loaded), len(later.known), later.problems) == (5, 14, {})
    # Bitcoin three days more, the others ten: a one-year window that moved.
    assert later.inserted == {1: 3, 3794: 10, 6636: 10, 7083: 10, 7278: 10}
    restated = real.ask(f"SELECT DISTINCT timestamp::date::text FROM {HISTORY}_revisions ORDER BY 1")
    assert [day for (day,) in restated] == ["2022-12-14", "2023-04-01", "2023-04-12"]
    assert sum(later.updated.values()) == len(real.ask(f"SELECT * FROM {HISTORY}_revisions"))
    # Days that only the older exports have are kept.
    assert real.ask(f"SELECT count(*) FROM {HISTORY} WHERE id = 7278 AND timestamp < '2022-09-12'") == [(10,)]
    assert ingest(real.config).written == 0

    digest = real.digest()
    real.reset()
    ingest(real.config)
    assert real.digest() == digest


@needs_real
def test_real_pieces_of_one_asset_overlap(real):
    copy(real, *REAL.glob("chunks/*.csv"))
    outcome = ingest(real.config)
    assert len(outcome.warnings) == 3
    digest = real.digest()
    [(n, first, last)] = real.ask(
        f"SELECT count(*), min(timestamp)::date::text, max(timestamp)::date::text FROM {HISTORY}"
    )
    assert (n, first, last) == (1130, "2013-03-06", "2016-04-08")
    origins = real.ask(
        f"SELECT source_file, min(timestamp)::date::text, max(timestamp)::date::text FROM {HISTORY} GROUP BY 1 ORDER BY 1"
    )
    assert [row[1:] for row in origins] == [
        ("2013-03-06", "2014-03-04"), ("2014-03-05", "2015-03-05"), ("2015-03-06", "2016-04-08"),
    ]  # fmt: skip
    # Piece by piece, the newest first, gives the same.
    real.reset()
    for file in real.folder.iterdir():
        file.unlink()
    for file in sorted(REAL.glob("chunks/*.csv"), reverse=True):
        copy(real, file)
        ingest(real.config)
    assert real.digest() == digest


def test_of_many_files_the_console_names_the_first(tmp_path, make_config, caplog):
    shop = Shop(tmp_path, make_config)
    ids = range(1, ingest_result.SHOWN + 4)
    shop.assets.write_text("id,symbol,name\n" + "".join(f"{i},A{i},Asset {i}\n" for i in ids))
    for i in ids:
        (shop.folder / f"A{i}.csv").write_text(f"Date,Open,High,Low,Close,Adj Close,Volume\n2024-02-29,1,1,1,1,1,{i}\n")
    with caplog.at_level("DEBUG", logger="freshbars"):
        assert len(ingest(shop.config).loaded) == len(ids)
    lines = [r for r in caplog.records if "1 days from" in r.getMessage() or "further files" in r.getMessage()]
    assert [r.levelname for r in lines] == ["INFO"] * (ingest_result.SHOWN + 1) + ["DEBUG"] * 3
