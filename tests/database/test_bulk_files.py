"""Files with many assets: each part is loaded, refused or skipped by itself, and read again only where it must be."""

from datetime import date, timedelta

import pytest
from test_ingest import HISTORY, Shop

from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.source import stated_files
from freshbars.source.ingest import ingest, waiting_files
from freshbars.source.unload import unload, unload_all
from freshbars.store.sessions import read_calendars

START = date(2024, 1, 1)
SYMBOLS = ("AAA", "BBB", "CCC", "DDD")
ASSETS = "id,symbol,name,aliases\n1,AAA,Aaa Corp,\n2,BBB,Bbb Inc,\n3,C.C,Ccc,CCC\n"
DAYS = [START + timedelta(days=i) for i in range(12)]
HEADER = "Code,Exchange,Date,Open,High,Low,Close,Adjusted_close,Volume"


def price(symbol: str, day: date) -> float:
    return 100 * (SYMBOLS.index(symbol) + 1) + (day - START).days / 4


def line(symbol: str, day: date, close: float | None = None) -> str:
    value = price(symbol, day) if close is None else close
    return f"{symbol},US,{day},{value},{value + 1},{value - 1},{value},1,{day.day * 100}"


@pytest.fixture
def shop(tmp_path, make_config) -> Shop:
    shop = Shop(tmp_path, make_config)
    shop.assets.write_text(ASSETS)
    return shop


def put(shop: Shop, name: str, *lines: str) -> None:
    (shop.folder / name).write_text("\n".join((HEADER, *lines)))


def long_file(shop: Shop, name: str = "panel.csv") -> None:
    put(shop, name, *(line(symbol, day) for day in DAYS for symbol in SYMBOLS))


def daily_files(shop: Shop) -> None:
    for day in DAYS:
        put(shop, f"{day}.csv", *(line(symbol, day) for symbol in SYMBOLS))


def own_files(shop: Shop) -> None:
    for asset, symbol in enumerate(SYMBOLS[:3], 1):
        put(shop, f"{asset}_{'C.C' if asset == 3 else symbol}.csv", *(line(symbol, day) for day in DAYS))


def wide_file(shop: Shop) -> None:
    """As yfinance writes the download of a list."""
    roles = ("Close", "High", "Low", "Open", "Volume")
    cells = [["Price", *(role for role in roles for _ in SYMBOLS)], ["Ticker", *(SYMBOLS * 5)], ["Date", *[""] * 20]]
    for day in DAYS:
        values = {s: price(s, day) for s in SYMBOLS}
        row = [str(day), *(f"{v + x}" for x in (0, 1, -1, 0) for v in values.values()), *[str(day.day * 100)] * 4]
        cells.append(row)
    (shop.folder / "download.csv").write_text("\n".join(map(",".join, cells)))


def rows(shop: Shop) -> list[tuple]:
    return shop.ask(
        f"SELECT id, timestamp, timeopen, timeclose, open, high, low, close, volume FROM {HISTORY} ORDER BY 1, 2"
    )


def waiting(shop: Shop) -> list[str]:
    connection = connect(shop.config, "test")
    with connection, connection.cursor() as cursor:
        return waiting_files(Context(shop.config), cursor, read_calendars(cursor))


@pytest.mark.parametrize("put_files", [long_file, daily_files, wide_file])
def test_one_file_one_a_day_and_one_an_asset_give_the_same_rows(shop, put_files):
    own_files(shop)
    assert ingest(shop.config).problems == {}
    expected = rows(shop)
    assert len(expected) == 36
    shop.reset()
    for file in shop.folder.iterdir():
        file.unlink()
    put_files(shop)
    result = ingest(shop.config)
    assert (result.problems, result.inserted) == ({}, {1: 12, 2: 12, 3: 12})
    assert sorted(result.loaded) == sorted(file.name for file in shop.folder.iterdir())
    assert rows(shop) == expected
    again = ingest(shop.config)
    assert (again.loaded, again.written, len(again.known)) == ([], 0, len(list(shop.folder.iterdir())))
    assert waiting(shop) == []


def test_a_known_file_with_many_is_not_parsed_again(shop, monkeypatch):
    daily_files(shop)
    ingest(shop.config)
    monkeypatch.setattr(stated_files, "read", None)
    assert ingest(shop.config).problems == {}


def test_a_bad_part_keeps_no_other_out_and_loads_once_it_is_right(shop):
    lines = [line(symbol, day) for day in DAYS for symbol in SYMBOLS]
    bad = [text.replace("BBB,US,2024-01-03,200.5", "BBB,US,2024-01-03,x") for text in lines]
    bad = [text.replace("DDD,US,2024-01-03,400.5", "DDD,US,2024-01-03,x") for text in bad]
    put(shop, "panel.csv", *bad)
    result = ingest(shop.config)
    assert result.inserted == {1: 12, 3: 12}
    assert result.problems.keys() == {"panel.csv"}
    assert result.problems["panel.csv"].startswith("BBB.US, line 11: column Open holds 'x'")
    assert waiting(shop) == ["panel.csv"]
    assert ingest(shop.config).problems.keys() == {"panel.csv"}
    put(shop, "panel.csv", *lines)
    result = ingest(shop.config)
    assert (result.problems, result.inserted) == ({}, {1: 0, 2: 12, 3: 0})


def test_a_symbol_followed_from_today_on_gets_its_days_from_the_files_that_hold_it(shop):
    for day in DAYS:
        symbols = SYMBOLS if day.day > 6 else SYMBOLS[:3]
        put(shop, f"{day}.csv", *(line(symbol, day) for symbol in symbols))
    ingest(shop.config)
    shop.assets.write_text(ASSETS + "4,DDD,Ddd,\n")
    assert waiting(shop) == [f"{day}.csv" for day in DAYS if day.day > 6]
    result = ingest(shop.config)
    assert (result.inserted, len(result.known)) == ({4: 6}, 6)
    assert waiting(shop) == []
    # One more that no file holds: nothing is read.
    shop.assets.write_text(ASSETS + "4,DDD,Ddd,\n5,EEE,Eee,\n")
    assert waiting(shop) == []
    assert ingest(shop.config).loaded == []


def test_a_restated_day_is_found_in_the_file_that_is_replaced(shop):
    daily_files(shop)
    ingest(shop.config)
    put(shop, f"{DAYS[4]}.csv", *(line(s, DAYS[4], 201.75 if s == "BBB" else None) for s in SYMBOLS))
    result = ingest(shop.config)
    assert {asset: n for asset, n in result.updated.items() if n} == {2: 1}
    assert shop.ask(f"SELECT close FROM {HISTORY}_revisions") == [(201.0,)]


def test_rows_that_another_program_changed_are_restored_from_the_files_that_are_there(shop):
    daily_files(shop)
    ingest(shop.config)
    expected = rows(shop)
    shop.ask(f"UPDATE {HISTORY} SET close = 1 WHERE id = 2 AND close > 201")
    result = ingest(shop.config)
    assert len(result.warnings) == 1
    assert "restored" in result.warnings[0]
    assert rows(shop) == expected


def test_a_file_taken_back_is_taken_back_for_all_its_assets(shop):
    daily_files(shop)
    ingest(shop.config)
    (shop.folder / f"{DAYS[-1]}.csv").unlink()
    connection = connect(shop.config, "test")
    assert "is unloaded" in unload(Context(shop.config), connection, f"{DAYS[-1]}.csv")
    connection.close()
    assert shop.ask(f"SELECT id, count(*)::int FROM {HISTORY} GROUP BY 1 ORDER BY 1") == [(1, 11), (2, 11), (3, 11)]
    assert ingest(shop.config).problems == {}
    assert shop.ask(f"SELECT count(*)::int FROM {HISTORY}_bulk") == [(11,)]


def test_an_asset_taken_out_is_loaded_again_from_the_files_with_many(shop):
    daily_files(shop)
    ingest(shop.config)
    expected = rows(shop)
    connection = connect(shop.config, "test")
    unload_all(Context(shop.config), connection, 2)
    connection.close()
    assert ingest(shop.config).inserted == {2: 12}
    assert rows(shop) == expected


def test_two_symbols_of_one_asset_are_refused_and_the_others_load(shop):
    shop.assets.write_text(ASSETS.replace("Aaa Corp,", "Aaa Corp,DDD"))
    long_file(shop)
    result = ingest(shop.config)
    assert result.inserted == {2: 12, 3: 12}
    assert "AAA.US and DDD.US are both asset 1" in result.problems["panel.csv"]


def test_a_symbol_of_two_assets_is_refused_and_the_others_load(shop):
    shop.assets.write_text(ASSETS + "4,AAA,Another,\n")
    long_file(shop)
    result = ingest(shop.config)
    assert result.inserted == {2: 12, 3: 12}
    assert "AAA.US, may be asset 1 and 4: both have it as symbol or alias" in result.problems["panel.csv"]


def test_another_time_zone_moves_the_days_of_all_parts(shop):
    daily_files(shop)
    ingest(shop.config)
    west = shop.configure(timezone="America/New_York")
    result = ingest(west)
    assert (result.problems, result.removed) == ({}, {1: 1, 2: 1, 3: 1})
    assert (ingest(west).loaded, ingest(west).written) == ([], 0)
    moved = rows(shop)
    shop.reset()
    ingest(west)
    assert rows(shop) == moved
