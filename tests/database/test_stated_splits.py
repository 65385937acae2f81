"""Raw prices with a stated split inside are refused, or brought to one scale where the file of assets says so."""

from datetime import date, timedelta

import pytest
from test_ingest import HISTORY, Shop, shop

from freshbars.errors import UserError
from freshbars.source.ingest import ingest

__all__ = ["shop"]
HEAD = "date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor"
FIRST = date(2024, 3, 4)


def put(shop: Shop, name: str, splits: dict[int, float], days: int = 12) -> None:
    """A file of Tiingo's: a close of 600 divided by each split from its day on, and a volume of 100."""
    lines, close = [HEAD], 600.0
    for i in range(days):
        close /= splits.get(i, 1.0)
        lines.append(
            f"{FIRST + timedelta(days=i)}T00:00:00.000Z,{close},{close},{close},{close},100,1,1,1,1,1,0.0,{splits.get(i, 1.0)}"
        )
    (shop.folder / name).write_text("\n".join(lines) + "\n")


def adjusting(shop: Shop) -> None:
    shop.assets.write_text("id,symbol,name,adjust\n1,BTC,Bitcoin,splits\n")


@pytest.mark.parametrize("splits", [{4: 3.0}, {4: 2.0, 8: 0.1}])
def test_raw_prices_with_a_split_inside_are_refused_or_adjusted(shop, splits):
    put(shop, "BTC.csv", splits)
    [refused] = ingest(shop.config).refused
    words = (
        f"holds raw prices and states a split of {splits[4]:g} on 2024-03-08: its days are on two scales; write splits"
    )
    assert words in str(refused)
    assert shop.closes() == {}
    adjusting(shop)
    result = ingest(shop.config)
    assert (result.refused, result.loaded) == ([], ["BTC.csv"])
    last = 600.0
    for factor in splits.values():
        last /= factor
    assert [close for (close,) in shop.ask(f"SELECT close FROM {HISTORY} ORDER BY timestamp")] == pytest.approx(
        [last] * 12
    )
    volumes = [volume for (volume,) in shop.ask(f"SELECT volume FROM {HISTORY} ORDER BY timestamp")]
    assert volumes[0] == pytest.approx(100 * 600 / last)
    assert volumes[-1] == 100


def test_a_split_on_the_first_day_leaves_one_scale(shop):
    put(shop, "BTC.csv", {0: 10.0})
    assert ingest(shop.config).loaded == ["BTC.csv"]


def test_only_raw_prices_are_adjusted(shop):
    adjusting(shop)
    (shop.folder / "BTC.csv").write_text("Date,Open,High,Low,Close,Adj Close,Volume\n2024-02-29,1,1,1,1,1,1\n")
    [refused] = ingest(shop.config).refused
    assert "whose prices are not raw; take 'splits' out of the column adjust of BTC" in str(refused)
    shop.assets.write_text("id,symbol,name,adjust\n1,BTC,Bitcoin,yes\n")
    with pytest.raises(UserError, match="line 2: adjust must be splits or empty, not 'yes'"):
        ingest(shop.config)


def test_files_of_dates_that_are_gone_when_the_time_zone_changes_are_named(shop):
    head = "Date,Open,High,Low,Close,Adj Close,Volume\n"
    folder = shop.folder / "BTC"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"{day}.csv").write_text(f"{head}2024-03-0{day},1,1,1,1,1,1\n")
    assert ingest(shop.config).problems == {}
    (folder / "1.csv").unlink()
    assert ingest(shop.config).problems == {}
    [(asset, reason)] = ingest(shop.configure(timezone="Asia/Tokyo")).problems.items()
    assert asset == 1
    assert reason.startswith("BTC/1.csv state dates only")
    assert ingest(shop.config).problems == {}
