"""Makes the example exports: invented assets with the faults of real ones, the same bytes every time.

    python example/make.py

The faults, one asset each, so that a first run shows what Freshbars does about them:

- Aurora: none. The newest header (with name and circulatingSupply), newest day first, byte-order mark.
- Borealis: a week without days, and extremes that were reached past midnight.
- Cygnus: begins in the middle of a week; two days without the times of their extremes; tiny prices in scientific
  notation; the oldest header.
- Draco: its feed broke months ago: stale.
- Eridanus: known, but no export of it was ever made: no_state.
- Fornax: a day without a close, which is no bar; no volume in its first weeks; comma-separated.

Two more come from other vendors, as those write their files:

- Gemini: a currency from Kraken, without a header; days without a trade are no lines.
- Hydra: a stock from Yahoo, which trades from Monday to Friday.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20260310
LAST_DAY = date(2026, 3, 9)
HEADERS = {
    "newest": "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;circulatingSupply;timestamp",
    "middle": "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp",
    "oldest": "timeOpen;timeClose;timeHigh;timeLow;open;high;low;close;volume;marketCap;timestamp",
}


@dataclass(frozen=True)
class Asset:
    """An invented asset: identity, life span, first price, and the form of its export."""

    id: int
    symbol: str
    name: str
    first: date
    last: date
    price: float
    header: str = "middle"
    aliases: str = ""


ASSETS = (
    Asset(901, "AUR", "Aurora", date(2024, 7, 1), LAST_DAY, 41_000.0, "newest"),
    Asset(902, "BOR", "Borealis", date(2024, 9, 2), LAST_DAY, 118.0),
    Asset(903, "CYG", "Cygnus", date(2025, 1, 16), LAST_DAY, 0.0000123, "oldest"),
    Asset(904, "DRA", "Draco", date(2024, 7, 1), date(2025, 9, 30), 7.5),
    Asset(905, "ERI", "Eridanus", LAST_DAY, LAST_DAY - timedelta(days=1), 1.0),
    Asset(906, "FOR", "Fornax", date(2024, 11, 11), LAST_DAY, 0.93),
    Asset(907, "GEM", "Gemini", date(2025, 6, 2), LAST_DAY, 12.4, "kraken", "XGMUSD"),
    Asset(908, "HYD", "Hydra", date(2025, 3, 3), LAST_DAY, 87.0, "yahoo"),
)


def write(folder: Path) -> None:
    """Write ``exports/`` and ``assets.csv`` into a folder."""
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    header = "id,symbol,name,aliases"
    lines = [header, *(f"{asset.id},{asset.symbol},{asset.name},{asset.aliases}" for asset in ASSETS)]
    (folder / "assets.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for asset in ASSETS:
        if asset.last >= asset.first:
            name, text = export(asset)
            (exports / name).write_bytes(text)


def export(asset: Asset) -> tuple[str, bytes]:
    """File name and bytes of an asset's export, in the vendor's format."""
    if asset.header in OTHERS:
        return OTHERS[asset.header](asset)
    # Newest day first, and no newline at the end, as the vendor writes them.
    text = "\n".join([HEADERS[asset.header], *reversed(list(_lines(asset)))])
    if asset.symbol == "FOR":
        return f"{asset.id}_{asset.symbol}.csv", text.replace(";", ",").encode()
    window = f"{asset.first.month}_{asset.first.day}_{asset.first.year}-{asset.last.month}_{asset.last.day}_{asset.last.year}"
    mark = b"\xef\xbb\xbf" if asset.header == "newest" else b""
    return f"{asset.name}_{window}_historical_data_coinmarketcap.csv", mark + text.encode()


def _lines(asset: Asset) -> Iterator[str]:
    draw = random.Random(SEED + asset.id)
    close = asset.price
    day = asset.first
    while day <= asset.last:
        opened, close = close, close * (1 + draw.gauss(0.0005, 0.028))
        high = max(opened, close) * (1 + abs(draw.gauss(0, 0.009)))
        low = min(opened, close) * (1 - abs(draw.gauss(0, 0.009)))
        at_high, at_low = (f"{day}T{draw.randrange(24):02}:{draw.randrange(60):02}:00.000Z" for _ in range(2))
        volume = asset.price * 1e6 * draw.uniform(0.5, 2)
        age = (day - asset.first).days
        values = {
            "timeOpen": f'"{day}T00:00:00.000Z"',
            "timeClose": f'"{day}T23:59:59.999Z"',
            "timeHigh": f'"{at_high}"',
            "timeLow": f'"{at_low}"',
            "name": '"2781"',
            "open": _number(opened),
            "high": _number(high),
            "low": _number(low),
            "close": _number(close),
            "volume": f"{volume:.2f}",
            "marketCap": f"{close * 2e7:.2f}",
            "circulatingSupply": "20000000",
            "timestamp": f'"{day}T23:59:59.999Z"',
        }
        if asset.symbol == "BOR" and age in (40, 41, 200):
            values["timeHigh" if age != 41 else "timeLow"] = f'"{day + timedelta(days=1)}T00:03:00.000Z"'
        if asset.symbol == "CYG" and age in (10, 90):
            values["timeHigh"] = values["timeLow"] = ""
        if asset.symbol == "FOR":
            if age == 100:
                values["close"] = ""
            if age < 21:
                values["volume"] = "0"
        missing = asset.symbol == "BOR" and 120 <= age < 127
        if not missing:
            yield ";".join(values[name] for name in HEADERS[asset.header].split(";"))
        day += timedelta(days=1)


def _prices(asset: Asset) -> Iterator[tuple[date, float, float, float, float, float]]:
    """Day, open, high, low, close and volume."""
    draw = random.Random(SEED + asset.id)
    close = asset.price
    for n in range((asset.last - asset.first).days + 1):
        opened, close = close, close * (1 + draw.gauss(0.0004, 0.02))
        high = max(opened, close) * (1 + abs(draw.gauss(0, 0.006)))
        low = min(opened, close) * (1 - abs(draw.gauss(0, 0.006)))
        yield asset.first + timedelta(days=n), opened, high, low, close, draw.uniform(1e5, 9e5)


def _kraken(asset: Asset) -> tuple[str, bytes]:
    """A file of seconds, prices, volume and trades, oldest day first."""
    lines = []
    for n, (day, *prices, volume) in enumerate(_prices(asset)):
        if n not in (17, 18, 140):
            seconds = (day - date(1970, 1, 1)).days * 86_400
            lines.append(",".join([str(seconds), *(f"{price:.4f}" for price in prices), f"{volume:.8f}", str(200 + n)]))
    return f"{asset.aliases}_1440.csv", "".join(f"{line}\n" for line in lines).encode()


def _yahoo(asset: Asset) -> tuple[str, bytes]:
    """A file of the page's download: dividends are in the adjusted close alone."""
    lines = ["Date,Open,High,Low,Close,Adj Close,Volume"]
    for day, *prices, volume in _prices(asset):
        if day.weekday() < 5:
            cells = [f"{price:.6f}" for price in (*prices, prices[-1] * 0.98)]
            lines.append(",".join([str(day), *cells, str(int(volume))]))
    return f"{asset.symbol}.csv", "\n".join(lines).encode()


OTHERS = {"kraken": _kraken, "yahoo": _yahoo}


def _number(value: float) -> str:
    """Ten decimals, or scientific notation where those would say little: as the vendor prints prices."""
    return f"{value:.10f}" if value >= 0.01 else f"{value:.8E}"


if __name__ == "__main__":
    write(Path(__file__).parent)
