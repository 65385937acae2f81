"""Files of many vendors through ingest into the price history: what is mixed, what is refused, what is known."""

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from test_exports import REAL, days
from test_ingest import HISTORY, Shop
from vendors import GOLDEN

from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.source import file_digests
from freshbars.source import stated_files as module
from freshbars.source.file_digests import Contents
from freshbars.source.ingest import ingest
from freshbars.source.unload import unload_all
from pricefiles import files

ASSETS = """id,symbol,name,aliases,vendor
1,BTC,Bitcoin,XBTUSD|BTC-PLN,
52,XRP,XRP,,
7,AAPL,Apple,,
"""


@pytest.fixture
def shop(tmp_path, make_config) -> Shop:
    shop = Shop(tmp_path, make_config)
    shop.assets.write_text(ASSETS)
    return shop


def drop(shop: Shop, name: str, data: bytes | str) -> None:
    file = shop.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())


def vendor(shop: Shop, value: str) -> None:
    shop.assets.write_text(ASSETS.replace("1,BTC,Bitcoin,XBTUSD|BTC-PLN,", f"1,BTC,Bitcoin,XBTUSD|BTC-PLN,{value}"))


def lines(first: date, *closes: float) -> str:
    """A file as Yahoo's page writes it."""
    rows = [f"{first + timedelta(days=i)},{c},{c},{c},{c},{c},7" for i, c in enumerate(closes)]
    return "\n".join(["Date,Open,High,Low,Close,Adj Close,Volume", *rows])


def test_a_day_of_another_vendor_is_stored_as_the_file_says(shop):
    drop(shop, "AAPL/prices.csv", GOLDEN["yahoo with null"].data)
    outcome = ingest(shop.config)
    assert (outcome.loaded, outcome.problems, outcome.inserted) == (["AAPL/prices.csv"], {}, {7: 2})
    rows = shop.ask(
        f"SELECT timestamp::text, name, source_file, timeopen::text, timeclose::text, timehigh, timelow, open, high, low, "
        f"close, volume, marketcap FROM {HISTORY} ORDER BY 1"
    )
    stamp, opened = "2024-02-29 23:59:59.999+00", "2024-02-29 00:00:00+00"
    common = ("yahoo/split-adjusted", "AAPL/prices.csv")
    assert rows[1] == (stamp, *common, opened, stamp, None, None, 11, 11.5, 10.125, 10.25, 2500, None)
    assert rows[0][7:] == (None,) * 6
    assert shop.ask(f"SELECT origin, placed FROM {HISTORY}_files") == [("yahoo//split-adjusted", "UTC")]
    # A row of null is a reject with a reason, and no bar.
    refresh_one(shop.config, DailyStage(shop.config), 0)
    assert shop.ask("SELECT timestamp::date::text, reason FROM cmc_price_bars_1d_rejects") == [
        ("2024-02-28", "null_open_or_close")
    ]
    # The high is kept although nobody says when it was reached.
    assert shop.ask("SELECT high, low FROM cmc_price_bars_1d") == [(11.5, 10.125)]


MIXTURES = [
    ("kraken", "XBTUSD_1440.csv", "yahoo", "BTC.csv", "kraken/USD", "yahoo/split-adjusted"),
    ("binance", "BTCUSDT-1d-2024-02.csv", "binance with header", "BTCUSD-1d-2024-03.csv", "binance/USD", "binance/USDT"),
    ("yfinance", "1_BTC.csv", "yfinance unadjusted", "BTC.csv", "yahoo/adjusted", "yahoo/split-adjusted"),
]  # fmt: skip


@pytest.mark.parametrize(("some", "name", "other", "its", "first", "second"), MIXTURES)
@pytest.mark.parametrize("at_once", [True, False])
def test_two_series_of_prices_are_not_mixed_unless_that_is_meant(shop, some, name, other, its, first, second, at_once):
    held = sorted({name: GOLDEN[some].data, its: GOLDEN[other].data.replace(b"aapl", b"BTC")}.items())
    for file, data in held:
        drop(shop, file, data)
        if not at_once:
            ingest(shop.config)
    outcome = ingest(shop.config)
    assert list(outcome.problems) == [held[1][0]]
    reason = outcome.problems[held[1][0]]
    assert "not mixed by themselves" in reason
    assert "run freshbars unload --ids 1 --all" in reason
    advice = reason.split("write vendor ")[1].split()[0]
    assert set(advice.split("|")) == {first, second}
    assert len(shop.closes()) == 2
    # What the message says to write is taken.
    vendor(shop, advice)
    outcome = ingest(shop.config)
    assert (outcome.problems, outcome.loaded) == ({}, [held[1][0]])
    # One vendor alone: the other's file is refused, the one that is loaded already is no longer read.
    vendor(shop, advice.split("|")[0])
    shop.reset()
    outcome = ingest(shop.config)
    assert (len(outcome.loaded), len(outcome.problems)) == (1, 1)
    assert "the file of assets takes" in next(iter(outcome.problems.values()))


def test_the_vendor_of_an_asset_is_changed_as_the_refusal_says(shop):
    """The old files need not be there any more; other assets keep what they have."""
    drop(shop, "BTC.csv", GOLDEN["yahoo"].data.replace(b"aapl", b"BTC"))
    shop.put("XRP.csv", days(date(2024, 2, 27), [1, 2]))
    ingest(shop.config)
    (shop.folder / "BTC.csv").unlink()
    drop(shop, "XBTUSD_1440.csv", GOLDEN["kraken"].data)
    (reason,) = ingest(shop.config).problems.values()
    assert "while BTC.csv (loaded before) of the same asset BTC is of yahoo/split-adjusted" in reason
    assert "run freshbars unload --ids 1 --all" in reason
    others = shop.ask(f"SELECT * FROM {HISTORY} WHERE id = 52 ORDER BY timestamp")
    with closing(connect(shop.config)) as connection:
        said = unload_all(Context(shop.config), connection, 1)
    assert said.startswith("asset 1: unloaded 1 file and deleted ")
    assert shop.ask(f"SELECT count(*) FROM {HISTORY} WHERE id = 1") == [(0,)]
    outcome = ingest(shop.config)
    assert (outcome.problems, outcome.loaded, outcome.warnings) == ({}, ["XBTUSD_1440.csv"], [])
    assert shop.ask(f"SELECT DISTINCT origin FROM {HISTORY}_files WHERE id = 1") == [("kraken/USD/",)]
    assert shop.ask(f"SELECT * FROM {HISTORY} WHERE id = 52 ORDER BY timestamp") == others


def test_files_before_there_were_vendors_are_coinmarketcaps(shop):
    shop.put("BTC.csv", days(date(2024, 2, 27), [1, 2]))
    ingest(shop.config)
    shop.ask(f"UPDATE {HISTORY}_files SET origin = NULL")
    drop(shop, "XBTUSD_1440.csv", GOLDEN["kraken"].data)
    shop.put("Bitcoin.csv", days(date(2024, 2, 27), [1, 2, 3]))
    outcome = ingest(shop.config)
    assert (outcome.loaded, list(outcome.problems)) == (["Bitcoin.csv"], ["XBTUSD_1440.csv"])


@pytest.mark.parametrize("given", ["", "stooq", "stooq/adjusted", "plain"])
def test_a_plain_file_goes_on_where_an_earlier_version_took_it_for_stooqs(shop, given):
    drop(shop, "BTC.csv", GOLDEN["plain"].data)
    ingest(shop.config)
    shop.ask(f"UPDATE {HISTORY}_files SET origin = 'stooq//adjusted'")
    vendor(shop, given)
    more = GOLDEN["plain"].data + b"\n2024-03-01,11,11.5,10.125,10.25,2500"
    drop(shop, "BTC.csv", more)
    # What is Stooq's own may go on with it, too.
    polish = GOLDEN["stooq in Polish"].data + b"\n2024-03-01,11,11.5,10.125,10.5\n2024-03-02,11,11.5,10.125,10.5"
    drop(shop, "BTC/btc_d.csv", polish)
    result = ingest(shop.config)
    assert "BTC.csv" in result.loaded
    assert list(result.problems) == ([] if given != "plain" else ["BTC/btc_d.csv"])
    # Other vendors' are not mixed with it.
    drop(shop, "BTC/BTC.csv", lines(date(2024, 2, 28), 1, 2))
    assert "BTC/BTC.csv" in ingest(shop.config).problems


def test_lines_of_another_asset_than_the_name_says_are_refused(shop):
    drop(shop, "XRP.csv", GOLDEN["cryptodatadownload"].data)
    assert ingest(shop.config).problems == {
        "XRP.csv": "is taken for asset 52 (XRP), but its lines are of BTC/USDT; rename it"
    }


def test_another_time_zone_moves_the_days_that_files_only_date(shop):
    drop(shop, "AAPL.csv", lines(date(2024, 2, 27), 1, 2, 3))
    drop(shop, "XBTUSD_1440.csv", GOLDEN["kraken"].data)
    ingest(shop.config)
    west = shop.configure(timezone="America/New_York")
    outcome = ingest(west)
    assert (outcome.loaded, outcome.known, outcome.problems) == (["AAPL.csv"], ["XBTUSD_1440.csv"], {})
    stamps = shop.ask(f"SELECT timestamp::text, close FROM {HISTORY} WHERE id = 7 ORDER BY 1")
    assert stamps == [(f"2024-0{day} 04:59:59.999+00", close) for day, close in (("2-28", 1), ("2-29", 2), ("3-01", 3))]
    assert (ingest(west).written, ingest(west).deleted) == (0, 0)
    # And back again: a load under another zone leaves nothing behind.
    assert ingest(shop.config).loaded == ["AAPL.csv"]
    assert shop.closes(7) == {0: 1, 1: 2, 2: 3}


def test_the_day_under_way_is_loaded_and_restated_tomorrow(shop):
    today = datetime.now(UTC).date()
    drop(shop, "AAPL.csv", lines(today - timedelta(days=1), 1, 1.5))
    outcome = ingest(shop.config)
    assert (outcome.inserted, outcome.warnings, outcome.problems) == ({7: 2}, [], {})
    drop(shop, "AAPL.csv", lines(today - timedelta(days=1), 1, 1.75))
    assert ingest(shop.config).updated == {7: 1}
    drop(shop, "AAPL.csv", lines(today, 1.75, 2, 3))
    assert "later than tomorrow" in ingest(shop.config).problems["AAPL.csv"]


def test_days_that_are_a_day_early_are_a_warning(shop):
    # CoinMarketCap's own stamps, but midnight: in New York that is the evening before.
    first = date(2024, 1, 1)
    weekdays = [first + timedelta(days=i) for i in range(60) if (first + timedelta(days=i)).weekday() < 5]
    cells = [
        row for day in weekdays for row in days(day, [1], timeClose=f"{day}T00:00:00Z", timestamp=f"{day}T00:00:00Z")
    ]
    shop.put("AAPL.csv", cells)
    [warning] = ingest(shop.configure(timezone="America/New_York")).warnings
    assert "9 of its 44 days are Sundays in America/New_York" in warning
    shop.reset()
    assert ingest(shop.config).warnings == []


def test_a_file_that_breaks_the_reader_stops_no_other(shop, monkeypatch):
    for name in ("1_BTC.csv", "BTC.csv", "XRP.csv"):
        shop.put(name, days(date(2024, 2, 27), [sum(name.encode())]))
    real = module.read

    def broken(path, data, **more):
        if path.name == "1_BTC.csv":
            raise MemoryError
        if path.name == "XRP.csv":
            raise IndexError("list index out of range")
        return real(path, data, **more)

    monkeypatch.setattr(module, "read", broken)
    outcome = ingest(shop.config)
    assert outcome.loaded == ["BTC.csv"]
    assert outcome.problems == {
        "1_BTC.csv": "cannot be read: MemoryError: ", "XRP.csv": "cannot be read: IndexError: list index out of range",
    }  # fmt: skip


def test_a_file_that_the_database_refuses_keeps_no_good_one_out(shop):
    drop(shop, "AAPL.csv", lines(date(2024, 2, 27), 1, 2))
    ingest(shop.config)
    shop.ask(f"ALTER TABLE {HISTORY} ADD CONSTRAINT small CHECK (close < 100)")
    drop(shop, "AAPL.csv", lines(date(2024, 2, 27), 1, 2, 3))
    drop(shop, "AAPL/more.csv", lines(date(2024, 3, 1), 3, 400))
    outcome = ingest(shop.config)
    assert (outcome.loaded, list(outcome.problems)) == (["AAPL.csv"], ["AAPL/more.csv"])
    assert shop.closes(7) == {0: 1, 1: 2, 2: 3}


def test_hostile_files_and_names_are_refused_and_the_others_load(shop, monkeypatch, caplog):
    drop(shop, "AAPL.csv", lines(date(2024, 2, 27), 1))
    os.mkfifo(shop.folder / "XRP.csv")
    (shop.folder / "BTC.csv").symlink_to("/dev/zero")
    drop(shop, "AAPL/quotes.csv", '""\n""')
    (shop.folder / os.fsdecode(b"caf\xe9 {x}.csv")).write_text(lines(date(2024, 2, 27), 1))
    drop(shop, "AAPL/huge.csv", lines(date(2024, 2, 27), *range(1, 99)))
    monkeypatch.setattr(files, "MAX_BYTES", 2000)
    outcome = ingest(shop.config)
    assert outcome.loaded == ["AAPL.csv"]
    assert outcome.problems["BTC.csv"].startswith("is a link that leaves the folder of exports")
    assert outcome.problems.keys() == {"BTC.csv", "AAPL/quotes.csv", "caf\\xe9 {x}.csv", "AAPL/huge.csv"}
    assert "more than the 0 MiB that one daily history may have" in outcome.problems["AAPL/huge.csv"]
    assert outcome.warnings == [f"{name} is skipped: it is no regular file" for name in ("XRP.csv",)]
    json.dumps(outcome.problems).encode()


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z"])
def test_dates_at_the_limits_are_refused(shop, stamp):
    shop.put("BTC.csv", days(date(2024, 2, 27), [1, 2]) + days(date(2024, 2, 27), [1], timeHigh=stamp))
    assert "holds a day at the end of the calendar" in ingest(shop.config).problems["BTC.csv"]


# -- known files --------------------------------------------------------------------------------------------------------


def test_a_file_that_did_not_change_is_not_even_read(shop, tmp_path, monkeypatch):
    monkeypatch.setattr(file_digests, "CACHE", tmp_path / "seen.json")
    monkeypatch.setattr(file_digests, "_SETTLED_NS", 0)
    drop(shop, "AAPL.csv", lines(date(2024, 2, 27), 1, 2))
    ingest(shop.config)
    monkeypatch.setattr(file_digests, "read_bytes", None)
    assert ingest(shop.config).known == ["AAPL.csv"]
    monkeypatch.undo()


def test_content_decides_whatever_the_times_say(tmp_path, monkeypatch):
    monkeypatch.setattr(file_digests, "_SETTLED_NS", 0)
    file, cache = tmp_path / "a.csv", tmp_path / "seen.json"
    file.write_text("one")
    os.utime(file, (1, 1))
    first = Contents(cache)
    digest = first.digest(file)
    first.save()
    assert Contents(cache).remembered(file) == digest
    # Another file of the same size and an older time, as mv and cp -p leave it.
    file.write_text("two")
    os.utime(file, (1, 1))
    again = Contents(cache)
    assert again.remembered(file) is None
    assert again.digest(file) != digest
    for rubbish in ("", "[]", '{"x": 1}', json.dumps({str(file): [1]}), json.dumps({str(file): None})):
        cache.write_text(rubbish)
        assert Contents(cache).digest(file) == again.digest(file)


def test_a_file_that_changed_just_now_is_read_again(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("one")
    seen = Contents(tmp_path / "seen.json")
    seen.digest(file)
    assert seen.remembered(file) is None


# -- everything at once -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (REAL / "vendors").is_dir(), reason="the real files (shared/data) are not on this machine")
def test_the_vendors_files_load_unchanged(shop):
    # A folder for each: as many series as files. One holds raw prices with four splits, which it states.
    found = sorted(f for f in (REAL / "vendors").rglob("*") if f.suffix in (".csv", ".txt"))
    adjust = {i: "splits" for i, file in enumerate(found, 1) if file.name == "daily_adjusted_AAPL.csv"}
    lines = [f"{i},A{i},Asset {i},{adjust.get(i, '')}\n" for i in range(1, 30)]
    shop.assets.write_text("id,symbol,name,adjust\n" + "".join(lines))
    for i, file in enumerate(found, 1):
        (shop.folder / f"A{i}").mkdir()
        (shop.folder / f"A{i}" / file.name).symlink_to(file)
    shop.config = replace(shop.config, source=replace(shop.config.source, follow_links=True))
    outcome = ingest(shop.config)
    assert {name.split("/")[1] for name in outcome.problems} == {"ada-usd-max.csv", "BTCUSDT-1h-2025-01.csv"}
    assert len(outcome.loaded) == len(found) - 2
    assert ingest(shop.config).written == 0
    bars = refresh_one(shop.config, DailyStage(shop.config), 0)
    assert bars.problems == {}
