"""Services and pages for stocks, funds, indices and currencies, one declaration each."""

from pricefiles.dates import EPOCHS, ISO, MDY, PARTED, SPELLED
from pricefiles.declaration import OHLC, Format

# Investing.com in the languages of its readers: date, price (the close), open, high, low, volume.
_INVESTING = {
    "date": "date|datum|fecha|data|дата|tarih",
    "close": "price|zuletzt|dernier|último|ultimo|ostatnio|цена|şimdi|laatste|senaste",
    "open": r"open|eröffn\.|ouv\.|apertura|abertura|otwarcie|откр\.|aç[^,]l[^,]ş|öppning",
    "high": r"high|hoch|(plus )?haut|máximo|massimo|máxima|max\.|макс\.|yüksek|hoog|högst",
    "low": r"low|tief|(plus )?bas|mínimo|minimo|mínima|min\.|мин\.|düşük|laag|lägst",
    "volume": r"vol\.|wol\.|объ[её]м|hac\.",
}
_CURRENCY = {name: rf"{name} \(\w+\)" for name in OHLC}

FORMATS = (
    Format(
        "alphavantage",
        "alphavantage",
        {"date": "timestamp", **OHLC, "volume": "volume"},
        optional=frozenset({"volume"}),
        dates=(ISO, PARTED),
        adjustment="raw",
    ),
    Format(
        "alphavantage adjusted",
        "alphavantage",
        {"date": "timestamp", **OHLC, "volume": "volume", "adjclose": "adjusted_close"},
        others="dividend_amount|split_coefficient",
        dates=(ISO, PARTED),
        adjustment="raw",
    ),
    # What is called market cap repeats the volume.
    Format(
        "alphavantage currency",
        "alphavantage",
        {"date": "timestamp", **_CURRENCY, "volume": "volume"},
        others=r"market cap \(\w+\)",
        dates=(ISO, PARTED),
        zone="UTC",
    ),
    Format(
        "tiingo",
        "tiingo",
        {"date": "date", **OHLC, "volume": "volume", "adjclose": "adjclose"},
        others="symbol|ticker|adj(high|low|open|volume)|divcash|splitfactor|",
        adjustment="raw",
    ),
    Format(
        "investing",
        "investing",
        _INVESTING,
        optional=frozenset({"volume"}),
        others=r".*%.*",
        dates=(PARTED, SPELLED, ISO),
        money=True,
        decimal=None,
        unknown=frozenset({"", "-"}),
        adjustment="split-adjusted",
    ),
    # With $ for stocks; indices have neither that nor a volume.
    Format(
        "nasdaq",
        "nasdaq",
        {"date": "date", "close": "close/last", "volume": "volume", "open": "open", "high": "high", "low": "low"},
        optional=frozenset({"volume"}),
        dates=(PARTED,),
        order=MDY,
        money=True,
        unknown=frozenset({"", "n/a", "--"}),
        adjustment="split-adjusted",
    ),
    # Indicators follow the prices, under any name and more than once.
    Format(
        "tradingview",
        "tradingview",
        {"date": "time", **OHLC, "volume": "volume"},
        optional=frozenset({"volume"}),
        others=None,
        begins=("time", "open", "high", "low", "close"),
        dates=(EPOCHS, ISO),
    ),
)
