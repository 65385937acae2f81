"""Loads on another scale than what is stored, or of another asset: refused, or one rescaling of the whole history."""

from datetime import date, timedelta

import numpy as np
import pytest
from test_ingest import HISTORY, Shop, shop

from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from freshbars.source.ingest import ingest

__all__ = ["shop"]
FIRST = date(2024, 1, 1)
YAHOO = "Date,Open,High,Low,Close,Adj Close,Volume"
YFINANCE = "Price,Close,High,Low,Open,Volume\nTicker,BTC,BTC,BTC,BTC,BTC\nDate,,,,,"


def walk(n: int, start: float = 50.0, seed: int = 1) -> np.ndarray:
    return np.round(start * np.exp(np.cumsum(np.random.default_rng(seed).normal(0, 0.03, n))), 4)


def put(shop: Shop, name: str, closes: np.ndarray, begins: int = 0, adjusted: bool = False) -> None:
    """A file of Yahoo's for consecutive days from the number ``begins`` on."""
    lines = [YFINANCE if adjusted else YAHOO]
    for i, close in enumerate(np.round(closes, 8)):
        day = FIRST + timedelta(days=begins + i)
        lines.append(f"{day}{f',{close}' * (4 if adjusted else 5)},1")
    (shop.folder / name).write_text("\n".join(lines) + "\n")


def closes(shop: Shop) -> list[float]:
    return [close for (close,) in shop.ask(f"SELECT close FROM {HISTORY} WHERE id = 1 ORDER BY timestamp")]


@pytest.mark.parametrize("factor", [0.01, 1 / 3, 10, 0.985])
def test_a_piece_on_another_scale_is_refused_until_the_whole_history_comes(shop, factor):
    prices = walk(60)
    put(shop, "BTC.csv", prices[:50])
    ingest(shop.config)
    put(shop, "1_BTC.csv", prices[30:] * factor, 30)
    result = ingest(shop.config)
    [refused] = result.refused
    assert refused.file == "1_BTC.csv"
    assert f"its closes of 20 days are {factor:.6g} times those that are stored of asset 1, and 30 older days" in str(
        refused
    )
    assert f"freshbars confirm 1 --rescale 2024-01-31 {factor:.6g}" in str(refused)
    assert closes(shop) == prices[:50].tolist()
    # The same file is tried again in each run, and loads once the older days are there.
    assert [error.file for error in ingest(shop.config).refused] == ["1_BTC.csv"]
    put(shop, "1_Bitcoin.csv", prices[:50] * factor)
    result = ingest(shop.config)
    assert (result.refused, sorted(result.loaded)) == ([], ["1_BTC.csv", "1_Bitcoin.csv"])
    assert closes(shop) == np.round(prices * factor, 8).tolist()
    assert result.warnings == [
        f"asset 1: 1_BTC.csv: the vendor rescaled the whole history up to 2024-02-19, 50 days, by the factor {factor:.6g}"
    ]


@pytest.mark.parametrize("together", [True, False])
def test_the_rank_of_a_file_on_another_scale_does_not_matter(shop, together):
    prices = walk(60)
    put(shop, "BTC.csv", prices[30:], 30)
    if not together:
        ingest(shop.config)
    # Its last day is older, so it decides about no day that is stored.
    put(shop, "1_BTC.csv", prices[:50] * 100)
    result = ingest(shop.config)
    assert [error.file for error in result.refused] == ["BTC.csv" if together else "1_BTC.csv"]
    if together:
        assert closes(shop) == np.round(prices[:50] * 100, 8).tolist(), "one by one the older file comes first"
    else:
        assert "freshbars confirm 1 --rescale 2024-01-31 0.01" in str(result.refused[0])


def test_a_dividend_rescales_an_adjusted_history_and_leaves_newer_days(shop):
    prices = walk(60)
    put(shop, "BTC.csv", prices, adjusted=True)
    ingest(shop.config)
    put(shop, "1_BTC.csv", np.append(prices[:40] * 0.98, prices[40:]), adjusted=True)
    result = ingest(shop.config)
    assert "the whole history up to 2024-02-09, 40 days, by the factor 0.98" in result.warnings[0]
    # Of a piece three days that are all 2 % lower suffice.
    put(shop, "1_Bitcoin.csv", walk(60)[57:] * 0.96, 57, adjusted=True)
    assert [error.file for error in ingest(shop.config).refused] == ["1_Bitcoin.csv"]


def test_a_few_restated_days_are_no_rescaling(shop):
    prices = walk(60)
    put(shop, "BTC.csv", prices)
    ingest(shop.config)
    restated = prices.copy()
    restated[[20, 33, 34]] *= [0.986, 0.978, 0.98]
    for name, span in (("1_BTC.csv", slice(33, 34)), ("1_Bitcoin.csv", slice(30, 60)), ("Bitcoin.csv", slice(0, 60))):
        put(shop, name, restated[span], span.start)
        result = ingest(shop.config)
        assert (result.refused, result.warnings) == ([], [])
    assert closes(shop) == restated.tolist()


def test_a_file_of_another_asset_is_refused(shop):
    put(shop, "BTC.csv", walk(60))
    put(shop, "XRP.csv", walk(60, 52.0, seed=3))
    ingest(shop.config)
    put(shop, "1_BTC.csv", walk(62, 52.0, seed=3))
    [refused] = ingest(shop.config).refused
    assert (
        "1_BTC.csv: its prices have nothing to do with what is stored of asset 1 on the 60 days that both hold"
        in str(refused)
    )
    assert closes(shop) == walk(60).tolist()


def test_a_confirmed_factor_brings_older_days_to_the_new_scale(shop, tmp_path):
    """The source keeps what was said; daily bars are built on one scale, after a refresh as after a rebuild."""
    confirmed = tmp_path / "confirmed.csv"
    confirmed.write_text("id,day,kind,value,note\n")
    source = {"exports": str(shop.folder), "assets": str(shop.assets), "confirmed": str(confirmed)}
    config = shop.make_config(source={"kind": "exports", "table": HISTORY} | source)
    prices = walk(60)
    put(shop, "BTC.csv", prices[:50])
    ingest(config)
    refresh(config, DailyStage(config), 0)
    put(shop, "1_BTC.csv", prices[30:] * 0.01, 30)
    assert [error.file for error in ingest(config).refused] == ["1_BTC.csv"]
    confirmed.write_text("id,day,kind,value,note\n1,2024-01-31,rescale,0.02,wrong\n")
    assert [error.file for error in ingest(config).refused] == ["1_BTC.csv"], "another factor does not do"
    confirmed.write_text("id,day,kind,value,note\n1,2024-01-31,rescale,0.01,redenominated\n")
    assert ingest(config).refused == []
    assert closes(shop) == np.append(prices[:30], np.round(prices[30:] * 0.01, 8)).tolist()
    for rebuild in (None, "all"):
        config = shop.make_config(source={"kind": "exports", "table": HISTORY} | source, rebuild=rebuild)
        assert not refresh(config, DailyStage(config), 0).problems
        bars = shop.ask("SELECT close FROM cmc_price_bars_1d ORDER BY timestamp")
        assert [close for (close,) in bars] == pytest.approx((prices * 0.01).tolist(), rel=1e-6)
    assert shop.ask("SELECT cause, count(*) FROM cmc_price_bars_1d_revisions GROUP BY 1") == [("adjustment", 50)]
