"""Exchanges of currencies, and who collects from them: Binance, Kraken, CryptoDataDownload. Their days are UTC days."""

from pricefiles.dates import EPOCHS, ISO
from pricefiles.declaration import OHLC, Format

_BINANCE = ("date", "open", "high", "low", "close", "volume", "closetime", "quotevolume", "", "", "", "")
_QUOTES = "usd|usdt|usdc|busd|tusd|fdusd|eur|gbp|jpy|krw|aud|cad|chf|try|brl"

FORMATS = (
    Format(
        "binance",
        "binance",
        {
            "date": "open[_ ]time", **OHLC, "volume": "volume", "closetime": "close[_ ]time",
            "quotevolume": "quote[_ ](asset[_ ])?volume",
        },
        others=None,
        dates=(EPOCHS, ISO),
        zone="UTC",
    ),
    Format(
        "binance without header", "binance", {r: r for r in _BINANCE if r}, places=_BINANCE, dates=(EPOCHS,), zone="UTC"
    ),
    Format(
        "kraken",
        "kraken",
        {role: role for role in ("date", *OHLC, "volume")},
        places=("date", "open", "high", "low", "close", "volume", ""),
        dates=(EPOCHS,),
        zone="UTC",
    ),
    # Of the two volumes the one in the traded currency is meant. In some files of Bitstamp they change places.
    Format(
        "cryptodatadownload",
        "cryptodatadownload",
        {
            "unix": "unix( timestamp)?|unixtime", "date": "date", "symbol": "symbol", **OHLC,
            "volume": rf"volume( (?!({_QUOTES})$)\S+)?", "quotevolume": rf"volume ({_QUOTES})",
        },
        optional=frozenset({"unix", "quotevolume"}),
        others="trade ?count|volume .*|buytaker.*",
        before=r"(?i).*cryptodatadownload\.com.*|created on .*",
        zone="UTC",
        millis_win=True,
    ),
)  # fmt: skip
