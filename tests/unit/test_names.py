"""Which asset a file is of: by folder, name, symbol or alias, and what is refused because it may be two."""

import os
from pathlib import Path

import pytest

from freshbars.source.assets import Asset, read_assets
from freshbars.source.names import Names
from pricefiles.errors import FileError
from pricefiles.files import csv_files, odd_files, shown_name
from pricefiles.price_series import PriceSeries

ASSETS = {
    asset.id: asset
    for asset in (
        Asset(1, "BTC", "Bitcoin", ("XBTUSD", "BTC-PLN")),
        Asset(1027, "ETH", "Ethereum", ("ETHBTC",)),
        Asset(7, "AAPL", "Apple"),
        Asset(8, "MSFT", "Microsoft"),
        Asset(9, "WIG20", "WIG 20"),
    )
}  # fmt: skip
NAMES = Names(ASSETS)


@pytest.mark.parametrize(
    ("name", "asset"),
    {
        "BTC/anything.csv": 1, "bitcoin/2024/x.csv": 1, "1/x.csv": 1, "1027/prices.csv.gz": 1027, "kraken/XBTUSD_1440.csv": 1,
        "yahoo/AAPL.csv": 7, "XBTUSD_1440.csv": 1, "xbt_1440.csv": 1, "Coinbase_BTCUSD_d.csv": 1, "Binance_BTCUSDT_d.csv": 1,
        "BTCUSDT-1d-2024-12.csv": 1, "BTCUSDT-1d-2024-12-31.zip": 1, "BTC-USD.csv": 1, "btc_pln.csv": 1, "BTC_USD (2).csv": 1,
        "aapl.us.txt": 7, "daily_MSFT.csv": 8, "daily_adjusted_AAPL.csv": 7, "currency_daily_BTC.csv": 1, "wig20_d.csv": 9,
        "BINANCE_BTCUSDT, 1D.csv": 1, "NASDAQ_AAPL, 1D_5f3a1.csv": 7, "COINBASE_ETHUSD, D.csv": 1027,
        "ETHBTC-1d-2024-12.csv": 1027,
        "Bitcoin Historical Data.csv": 1, "Apple Stock Price History.csv": 7, "AAPL Historische Daten.csv": 7,
        "AAPL - Donne\u0301es Historiques.csv": 7, "Datos históricos de AAPL.csv": 7, "coin_Bitcoin.csv": 1,
        "HistoricalData_MSFT.csv": 8, "AAPL.parquet": 7, "AAPL.CSV": 7, "btc-usd-max.csv": 1, "1_BTCUSD.csv": 1,
    }.items(),
)  # fmt: skip
def test_a_file_is_of_the_asset_that_folder_name_or_alias_says(name, asset):
    assert NAMES.of(name).id == asset


@pytest.mark.parametrize(
    ("name", "reason"),
    {
        "BTC/ETH.csv": "lies in the folder of BTC, but its name says ETH",
        "LTC.csv": "no asset has the name or symbol 'LTC'.*as an alias.*folder named by the symbol",
        "kraken/LTCUSD_1440.csv": "no asset has",
        # A pair of two assets is the one's price in the other: only an alias says whose.
        "BTCETH-1d-2024-12.csv": "no asset has",
        "HistoricalData_1715000000000.csv": "no asset has",
        "ETH_BTC_old.csv": "no asset has",
    }.items(),
)
def test_a_file_of_no_asset_or_of_two_is_refused(name, reason):
    with pytest.raises(FileError, match=reason) as caught:
        NAMES.of(name)
    assert caught.value.file == name


@pytest.mark.parametrize(
    ("name", "asset", "quote"),
    [("BTCUSDT-1d-2024-12.csv", 1, "USDT"), ("XBTUSD_1440.csv", 1, "USD"), ("btc_pln.csv", 1, "PLN"), ("BTC.csv", 1, ""),
     ("ETHBTC-1d-2024-12.csv", 1027, "BTC"), ("BTC/anything.csv", 1, ""), ("BTC/BTC-EUR.csv", 1, "EUR"), ("AAPL.csv", 7, "")],
)  # fmt: skip
def test_a_files_name_may_state_the_quote_currency(name, asset, quote):
    assert NAMES.quote(name, ASSETS[asset]) == quote


def test_ten_thousand_assets_are_looked_up_at_once():
    many = Names({i: Asset(i, f"S{i}", f"Name {i}", (f"S{i}USD",)) for i in range(10_000)})
    assert [many.of(f"S{i}USD_1440.csv").id for i in range(10_000)] == list(range(10_000))


def test_aliases_and_vendors_are_columns_of_the_file_of_assets(tmp_path):
    file = tmp_path / "assets.csv"
    file.write_text(
        "id,symbol,name,aliases,vendor\n1,BTC,Bitcoin,XBTUSD | BTC-USD|,kraken|binance/USDT\n2,LTC,Litecoin,,\n"
    )
    first, second = read_assets(file).values()
    assert (first.aliases, first.vendors) == (("XBTUSD", "BTC-USD"), ("kraken", "binance/USDT"))
    assert (second.aliases, second.vendors) == ((), ())
    assert first.entry(PriceSeries("kraken", "USD")) == "kraken"
    assert first.entry(PriceSeries("binance", "USDT")) == "binance/USDT"
    assert first.entry(PriceSeries("binance", "BUSD")) is None
    assert first.entry(PriceSeries("yahoo")) is None


def test_only_regular_files_are_histories(tmp_path):
    folder = tmp_path / "exports"
    (folder / "BTC" / "more").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("a.csv", "BTC/b.txt", "BTC/more/c.csv.gz", ".hidden.csv", ".git/d.csv", "README.txt", "notes.md"):
        (folder / name).write_text("x")
    os.mkfifo(folder / "pipe.csv")
    (folder / "sheet.xlsx").write_bytes(b"PK")
    (folder / "device.csv").symlink_to("/dev/zero")
    (folder / "gone.csv").symlink_to("nowhere")
    (folder / "link.csv").symlink_to(folder / "a.csv")
    (folder / "BTC" / "loop").symlink_to(folder)
    found = [str(file.relative_to(folder)) for file in csv_files(folder)]
    assert found == ["BTC/b.txt", "BTC/more/c.csv.gz", "a.csv", "link.csv"]
    assert list(odd_files(folder)) == ["device.csv", "gone.csv", "pipe.csv", "sheet.xlsx"]
    assert odd_files(folder)["sheet.xlsx"] == "save it as CSV, zip or gz"


def test_names_of_any_bytes_can_be_shown():
    raw = Path(os.fsdecode(b"BTC/caf\xe9 {x}<y>\x1b[31m\n.csv"))
    assert shown_name(raw) == "BTC/caf\\xe9 {x}<y>\\x1b[31m\\x0a.csv"
    shown_name(raw).encode("utf-8")
