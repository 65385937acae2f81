"""Which asset a file is of: by folder, name, symbol or alias, and what is refused because it may be two."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from freshbars.inputs.assets import Asset, read_assets
from freshbars.source.names import Names
from pricefiles.errors import FileError
from pricefiles.files import csv_files, links_outside, odd_files, shown_name
from pricefiles.formats.registry import BUILT_IN
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


FORMATS = {format_.name: format_ for format_ in BUILT_IN}


@pytest.mark.parametrize(
    ("kind", "name", "asset"),
    [
        ("plain", "BTC/anything.csv", 1), ("plain", "bitcoin/2024/x.csv", 1), ("plain", "1/x.csv", 1),
        ("yahoo", "1027/prices.csv.gz", 1027), ("kraken", "kraken/XBTUSD_1440.csv", 1), ("kraken", "XBTUSD_1440.csv", 1),
        ("kraken", "XBTEUR_1440.csv", 1), ("kraken", "xbt_1440.csv", 1), ("yahoo", "yahoo/AAPL.csv", 7),
        ("cryptodatadownload", "Coinbase_BTCUSD_d.csv", 1), ("cryptodatadownload", "Binance_BTCUSDT_d.csv", 1),
        ("binance", "BTCUSDT-1d-2024-12.csv", 1), ("binance without header", "BTCUSDT-1d-2024-12-31.zip", 1),
        ("binance", "BTCFDUSD-1d.csv", 1), ("yahoo", "BTC-USD.csv", 1), ("yahoo", "btc_pln.csv", 1),
        ("yahoo", "BTC_USD (2).csv", 1), ("stooq bulk", "aapl.us.txt", 7), ("plain", "aapl.us.csv", 7),
        ("alphavantage", "daily_MSFT.csv", 8), ("alphavantage adjusted", "daily_adjusted_AAPL.csv", 7),
        ("alphavantage currency", "currency_daily_BTC.csv", 1), ("alphavantage currency", "currency_daily_ETH_EUR.csv", 1027),
        ("plain", "wig20_d.csv", 9), ("tradingview", "BINANCE_BTCUSDT, 1D.csv", 1),
        ("tradingview", "NASDAQ_AAPL, 1D_5f3a1.csv", 7), ("tradingview", "COINBASE_ETHUSD, D.csv", 1027),
        ("binance", "ETHBTC-1d-2024-12.csv", 1027), ("investing", "Bitcoin Historical Data.csv", 1),
        ("investing", "Apple Stock Price History.csv", 7), ("investing", "AAPL Historische Daten.csv", 7),
        ("investing", "AAPL - Donne\u0301es Historiques.csv", 7), ("investing", "Datos históricos de AAPL.csv", 7),
        ("kaggle coinmarketcap", "coin_Bitcoin.csv", 1), ("nasdaq", "HistoricalData_MSFT.csv", 8),
        ("yahoo", "AAPL.parquet", 7), ("yahoo", "AAPL.CSV", 7), ("kraken", "1_BTCUSD.csv", 1),
        ("metatrader 5", "AAPL_Daily_202401020000_202412310000.csv", 7), ("metatrader 4", "MSFT1440.csv", 8),
    ],
)  # fmt: skip
def test_a_file_is_of_the_asset_that_folder_name_or_alias_says(kind, name, asset):
    assert NAMES.of(name, FORMATS[kind]).asset.id == asset


@pytest.mark.parametrize(
    ("kind", "name", "reason"),
    [
        ("plain", "BTC/ETH.csv", "lies in the folder of BTC, but its name says ETH"),
        ("plain", "LTC.csv", "no asset has the name or symbol 'LTC'.*as an alias.*folder named by the symbol"),
        ("kraken", "kraken/LTCUSD_1440.csv", "no asset has"),
        # A pair of two assets is the one's price in the other: only an alias says whose.
        ("binance", "BTCETH-1d-2024-12.csv", "no asset has"),
        ("nasdaq", "HistoricalData_1715000000000.csv", "no asset has"),
        ("plain", "ETH_BTC_old.csv", "no asset has"),
        # What one vendor puts around a symbol is no decoration of another's.
        ("coinmarketcap", "BTC_1440.csv", "no asset has"),
        ("coinmarketcap", "coin_Bitcoin.csv", "no asset has"),
        ("yahoo", "BINANCE_BTCUSDT, 1D.csv", "no asset has"),
        # CoinMarketCap names files by coin, never by pair; Yahoo's pairs have a hyphen.
        ("coinmarketcap", "Bitcoin USD_1_1_2024-2_1_2024_historical_data_coinmarketcap.csv", "no asset has"),
        ("coinmarketcap", "ETH-EUR.csv", "no asset has"),
        ("yahoo", "ETHUSD.csv", "no asset has"),
        # A quote that no declaration names, or whose name is the end of another.
        ("kraken", "ETHBUSD_1440.csv", "no asset has"),
        ("binance", "ETHTUSD-1d.csv", "no asset has"),
        ("kraken", "1027_BTCUSD.csv", r"asset 1027 is ETH \(Ethereum\), not 'BTCUSD'"),
    ],
)  # fmt: skip
def test_a_file_of_no_asset_or_of_two_is_refused(kind, name, reason):
    with pytest.raises(FileError, match=reason) as caught:
        NAMES.of(name, FORMATS[kind])
    assert caught.value.file == name


def test_coins_whose_names_begin_like_those_of_others_are_not_theirs():
    """An archive of an exchange, and a file of assets that lists some of its coins only."""
    coins = ("GAL", "NEAR", "S", "SUSD", "TRU", "COMP", "ACA")
    names = Names({i: Asset(i, coin, f"Coin {i}") for i, coin in enumerate(coins, 1)})
    for name in ("GALAUSDT-1d-2024-01.csv", "ACATUSD-1d-2024-01.csv", "TRUMPUSDT-1d.csv", "COMPBUSD-1d.csv"):
        with pytest.raises(FileError, match="no asset has"):
            names.of(name, FORMATS["binance"])
    assert names.of("GALUSDT-1d-2024-01.csv", FORMATS["binance"]) == (Asset(1, "GAL", "Coin 1"), "USDT")
    # SUSD is a coin of the list, and S in dollars a pair: the literal reading is the one that removes nothing.
    assert names.of("SUSD.csv", FORMATS["kraken"]).asset.symbol == "SUSD"


def test_two_readings_that_both_fit_are_refused_until_an_alias_settles_it():
    format_ = replace(FORMATS["kraken"], quotes=("USD", "BUSD"))
    two = {1: Asset(1, "AR", "Arweave"), 2: Asset(2, "ARB", "Arbitrum")}
    with pytest.raises(FileError, match="'ARBUSD' may be asset 2 and 1; write ARBUSD as an alias"):
        Names(two).of("ARBUSD_1440.csv", format_)
    settled = two | {2: replace(two[2], aliases=("ARBUSD",))}
    assert Names(settled).of("ARBUSD_1440.csv", format_) == (settled[2], "USD")


@pytest.mark.parametrize(
    ("kind", "name", "asset", "quote"),
    [
        ("binance", "BTCUSDT-1d-2024-12.csv", 1, "USDT"), ("kraken", "XBTUSD_1440.csv", 1, "USD"),
        ("yahoo", "btc_pln.csv", 1, "PLN"), ("plain", "BTC.csv", 1, ""), ("binance", "ETHBTC-1d-2024-12.csv", 1027, "BTC"),
        ("yahoo", "BTC/anything.csv", 1, ""), ("yahoo", "BTC/BTC-EUR.csv", 1, "EUR"), ("yahoo", "AAPL.csv", 7, ""),
        ("kraken", "1_BTCUSD.csv", 1, "USD"),
        ("alphavantage currency without brackets", "currency_daily_BTC_EUR.csv", 1, "EUR"),
    ],
)  # fmt: skip
def test_a_files_name_may_state_the_quote_currency(kind, name, asset, quote):
    assert NAMES.of(name, FORMATS[kind]) == (ASSETS[asset], quote)


def test_symbols_of_a_file_with_many_are_matched_by_symbol_and_alias_alone():
    assets = (
        Asset(1, "BRK.B", "Berkshire", ("BRK-B",)),
        Asset(2, "ABRpD", "Arbor D"),
        Asset(3, "ford", "F"),
        Asset(4, "F", "Ford"),
    )
    names, format_ = Names({asset.id: asset for asset in assets}), FORMATS["polygon"]
    found = {
        s: names.symbols.of_symbol(s, format_)
        for s in ("BRK.B", "BRK-B", "ABRpD", "ABRPD", "FORD", "F", "Berkshire", "X")
    }
    ids = {symbol: asset and asset.id for symbol, asset in found.items()}
    assert ids == {"BRK.B": 1, "BRK-B": 1, "ABRpD": 2, "ABRPD": None, "FORD": 3, "F": 4, "Berkshire": None, "X": None}
    assert names.symbols.of_symbol("F.US", FORMATS["eodhd bulk"]).id == 4


def test_nothing_is_removed_twice_from_a_symbol():
    names, format_ = Names({1: Asset(1, "BRK", "Brk"), 2: Asset(2, "BF.B", "Brown-Forman")}), FORMATS["eodhd bulk"]
    assert [names.symbols.owner(symbol, format_) for symbol in ("BRK.US", "BRK.B.US", "BF.B.US", "BF.US")] == [
        1,
        None,
        2,
        None,
    ]
    for name in ("BRK.B.csv", "BRK.AB.US.csv", "BRK_d_d.csv"):
        with pytest.raises(FileError, match="no asset has"):
            names.of(name, format_)


def test_ten_thousand_assets_are_looked_up_at_once():
    many = Names({i: Asset(i, f"S{i}", f"Name {i}", (f"S{i}USD",)) for i in range(10_000)})
    assert [many.of(f"S{i}USD_1440.csv", FORMATS["kraken"]).asset.id for i in range(10_000)] == list(range(10_000))


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
    assert list(odd_files(folder)) == ["gone.csv", "pipe.csv", "sheet.xlsx"]
    assert list(odd_files(folder, follow_links=True)) == ["device.csv", "gone.csv", "pipe.csv", "sheet.xlsx"]
    assert odd_files(folder)["sheet.xlsx"] == "save it as CSV, zip or gz"


def test_links_that_leave_the_folder_are_not_followed_unless_that_is_meant(tmp_path):
    folder, other = tmp_path / "real", tmp_path / "elsewhere"
    for place in (folder, other):
        place.mkdir()
        (place / "a.csv").write_text("x")
    (folder / "out.csv").symlink_to(other / "a.csv")
    (folder / "secret.txt").symlink_to("/etc/passwd")
    (folder / "more").symlink_to(other)
    (folder / "in.csv").symlink_to("a.csv")
    # The folder itself may be a link.
    linked = tmp_path / "exports"
    linked.symlink_to(folder)
    for place in (folder, linked):
        assert [file.name for file in csv_files(place)] == ["a.csv", "in.csv"]
        assert links_outside(place) == ["more", "out.csv", "secret.txt"]
        assert len(csv_files(place, follow_links=True)) == 5


def test_names_of_any_bytes_can_be_shown():
    raw = Path(os.fsdecode(b"BTC/caf\xe9 {x}<y>\x1b[31m\n.csv"))
    assert shown_name(raw) == "BTC/caf\\xe9 {x}<y>\\x1b[31m\\x0a.csv"
    shown_name(raw).encode("utf-8")
