"""Lines for the file of assets, proposed from what lies in a folder."""

from pathlib import Path

import pytest
from vendors import GOLDEN

from freshbars.config import validate
from freshbars.errors import UserError
from freshbars.source.assets import read_assets
from freshbars.source.names import Names
from freshbars.source.proposals import proposals, shown


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
    assert names.of("aapl.us.txt") == names.of("AAPL.csv")
    assert names.of("XBTUSD_1440.csv") == names.of("Binance_BTCUSDT_d.csv")
    assert {asset.symbol for asset in assets.values()} == {"AAPL", "BTC"}
    # Nothing is left to propose.
    assert "For the file of assets" not in shown(proposals(config(tmp_path), folder))


def test_a_folder_that_is_none_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="there is no folder"):
        proposals(config(tmp_path), tmp_path / "exports")
    (tmp_path / "exports").mkdir()
    with pytest.raises(UserError, match="holds no history"):
        proposals(config(tmp_path), tmp_path / "exports")
