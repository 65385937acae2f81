"""Exchanges of currencies, and who collects from them: Binance, Kraken, CryptoDataDownload. Their days are UTC days."""

from pricefiles.dates import EPOCHS, ISO
from pricefiles.declaration import OHLC, Format
from pricefiles.formats.common import DAILY, EXCHANGES, MONEY

_BINANCE = ("date", "open", "high", "low", "close", "volume", "closetime", "quotevolume", "", "", "", "")
_QUOTES = "usd|usdt|usdc|busd|tusd|fdusd|eur|gbp|jpy|krw|aud|cad|chf|try|brl"
_BINANCE_SYMBOLS = {"names": (r"<label>[-_ ]1d(-\d{4}(-\d\d){0,2})?", *DAILY), "quotes": MONEY, "pairs": True}
# Kraken's and BitMEX's own symbols.
_RENAMED = {"XBT": "BTC", "XDG": "DOGE"}

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
        **_BINANCE_SYMBOLS,
    ),
    Format(
        "binance without header",
        "binance",
        {role: role for role in _BINANCE if role},
        places=_BINANCE,
        dates=(EPOCHS,),
        zone="UTC",
        **_BINANCE_SYMBOLS,
    ),
    Format(
        "kraken",
        "kraken",
        {role: role for role in ("date", *OHLC, "volume")},
        places=("date", "open", "high", "low", "close", "volume", ""),
        dates=(EPOCHS,),
        zone="UTC",
        names=("<label>_1440", *DAILY),
        quotes=MONEY,
        pairs=True,
        renamed=_RENAMED,
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
        names=(rf"{EXCHANGES}_<label>", *DAILY),
        quotes=MONEY,
        pairs=True,
        renamed=_RENAMED,
        symbol_states_quote=True,
    ),
)  # fmt: skip
