"""Lines for the file of assets, proposed from what lies in a folder."""

from pathlib import Path

import pytest
from vendors import GOLDEN

from freshbars.config import validate
from freshbars.errors import UserError
from freshbars.inputs.assets import read_assets
from freshbars.source.names import Names
from freshbars.source.proposals import proposals, shown, write
from pricefiles.formats.registry import BUILT_IN

FORMATS = {format_.vendor: format_ for format_ in BUILT_IN}


def folder_of(tmp_path: Path, **files: str) -> Path:
    for name, kind in files.items():
        file = tmp_path / "exports" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(GOLDEN[kind].data if kind in GOLDEN else kind.encode())
    return tmp_path / "exports"


def config(tmp_path: Path):
    return validate({"source": {"assets": str(tmp_path / "assets.csv")}})


def test_what_is_proposed_can_be_written_down_and_then_fits(tmp_path):
    files = {
        "aapl.us.txt": "stooq bulk", "AAPL.csv": "yahoo", "XBTUSD_1440.csv": "kraken",
        "Binance_BTCUSDT_d.csv": "cryptodatadownload", "page.csv": "<html>",
    }  # fmt: skip
    folder = folder_of(tmp_path, **files)
    text = shown(proposals(config(tmp_path), folder))
    lines = {
        name: rest.strip() for name, _, rest in (line.partition("  ") for line in text.split("\n\n")[0].splitlines())
    }
    assert lines.keys() == files.keys()
    assert lines["page.csv"].startswith("refused: line 1: is a saved web page")
    assert "AAPL has files of " in text
    (tmp_path / "assets.csv").write_text(text.split("\n\n")[2])
    assets = read_assets(tmp_path / "assets.csv")
    names = Names(assets)
    vendors = {name: GOLDEN[kind].series.split("/")[0] for name, kind in files.items() if kind in GOLDEN}
    owners = {name: names.of(name, FORMATS[vendor]).asset for name, vendor in vendors.items()}
    assert owners["aapl.us.txt"] == owners["AAPL.csv"]
    assert owners["XBTUSD_1440.csv"] == owners["Binance_BTCUSDT_d.csv"]
    assert {asset.symbol for asset in assets.values()} == {"AAPL", "BTC"}
    # Nothing is left to propose.
    assert "For the file of assets" not in shown(proposals(config(tmp_path), folder))


def test_proposals_are_added_to_a_file_that_lists_others_or_nobody(tmp_path):
    folder = folder_of(tmp_path, **{"XBTUSD_1440.csv": "kraken", "NASDAQ_AAPL, 1D.csv": "tradingview"})
    file = tmp_path / "assets.csv"
    for text, lines in {
        "id,symbol,name\n": ["1,AAPL,AAPL,,,", "2,BTC,BTC,,,"],
        "id,symbol,name,retired\n9,BTC,Bitcoin,no\n": ["9,BTC,Bitcoin,no,,,", "10,AAPL,AAPL,,,,"],
        # A header in capitals; a line that leaves out its end, as an id its leading zero.
        "ID;Symbol;Name;retired;calendar\n09;BTC;Bitcoin;no\n": ["09,BTC,Bitcoin,no,,,", "10,AAPL,AAPL,,,,"],
    }.items():
        file.write_text(text)
        symbols = [line.split(",")[1] for line in lines if "no" not in line]
        assert sorted(write(proposals(config(tmp_path), folder), file)) == sorted(symbols)
        assert sorted(file.read_text().splitlines()[1:]) == sorted(lines)
        names = Names(read_assets(file))
        assert names.of("NASDAQ_AAPL, 1D.csv", FORMATS["tradingview"]).asset.symbol == "AAPL"
        assert names.of("XBTUSD_1440.csv", FORMATS["kraken"]).asset.symbol == "BTC"
        assert write(proposals(config(tmp_path), folder), file) == []


def test_of_two_vendors_the_one_with_the_newest_data_is_proposed(tmp_path):
    """Not the one with the longest history, which may have ended years ago."""
    line = "{},1,2,0.5,1.5,1.5,100\n".format
    old = "Date,Open,High,Low,Close,Adj Close,Volume\n" + "".join(line(f"2024-01-{day:02}") for day in range(1, 29))
    folder = folder_of(tmp_path, **{"AAPL.csv": old, "aapl.us.txt": "stooq bulk"})
    found = {p.file: p for p in proposals(config(tmp_path), folder)}
    first, last = sorted(found.values(), key=lambda p: p.last)
    assert first.days > last.days, "or the case shows nothing"
    write([*found.values()], tmp_path / "assets.csv")
    (asset,) = read_assets(tmp_path / "assets.csv").values()
    assert [str(one) for one in asset.vendors] == [last.series]


def test_symbols_of_a_file_with_many_are_proposed_if_they_are_asked_for(tmp_path):
    lines = "".join(
        f"{symbol},US,2024-02-{day},2,3,1,2,1,9\n" for symbol in ("AAPL", "BRK.B", "BRK.A", "F") for day in (28, 29)
    )
    folder = folder_of(
        tmp_path, **{"panel.csv": f"Code,Exchange,Date,Open,High,Low,Close,Adjusted_close,Volume\n{lines}"}
    )
    file = tmp_path / "assets.csv"
    file.write_text("id,symbol,name\n7,F,Ford\n")
    [one] = proposals(config(tmp_path), folder)
    assert one.symbols == (4, 1)
    assert shown([one]).startswith("panel.csv  4 symbols, 1 of them of known assets, eodhd; --symbols")
    assert write(proposals(config(tmp_path), folder, ["BRK.*", "X"]), file) == ["BRK.B", "BRK.A"]
    assert file.read_text().splitlines()[2:] == ["8,BRK.B,BRK.B,,XNYS,", "9,BRK.A,BRK.A,,XNYS,"]
    assert write(proposals(config(tmp_path), folder, ["BRK.*"]), file) == []


def test_a_folder_that_is_none_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="there is no folder"):
        proposals(config(tmp_path), tmp_path / "exports")
    (tmp_path / "exports").mkdir()
    with pytest.raises(UserError, match="holds no history"):
        proposals(config(tmp_path), tmp_path / "exports")
