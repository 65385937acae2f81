"""Services and pages for stocks, funds, indices and currencies, one declaration each."""

from pricefiles.dates import EPOCHS, ISO, MDY, PARTED, SPELLED
from pricefiles.declaration import OHLC, Format
from pricefiles.formats.common import DAILY, EXCHANGES, MONEY

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
_ALPHAVANTAGE = {
    "vendor": "alphavantage",
    "dates": (ISO, PARTED),
    "names": ("daily_(adjusted_)?<label>", "currency_daily_<label>(_<quote>)?", *DAILY),
    "quotes": MONEY,
}
# What Investing.com calls a history in its languages.
_HISTORY = (
    "Historische Daten|Données Historiques|Datos Históricos|Dati Storici|Dados Históricos|Historische Gegevens|"
    "Dane Historyczne|Geçmiş Verileri|Прошлые данные"
)
_INTERVAL = "(1D|D)(_[0-9a-f]{5})?"

FORMATS = (
    Format(
        "alphavantage",
        columns={"date": "timestamp", **OHLC, "volume": "volume"},
        optional=frozenset({"volume"}),
        adjustment="raw",
        **_ALPHAVANTAGE,
    ),
    Format(
        "alphavantage adjusted",
        columns={
            "date": "timestamp", **OHLC, "volume": "volume", "adjclose": "adjusted_close", "dividend": "dividend_amount",
            "split": "split_coefficient",
        },
        optional=frozenset({"dividend", "split"}),
        adjustment="raw",
        **_ALPHAVANTAGE,
    ),
    # What is called market cap repeats the volume. In dollars, both currencies have the same columns.
    Format(
        "alphavantage currency",
        columns={"date": "timestamp", **_CURRENCY, "volume": "volume"},
        repeated=frozenset(OHLC),
        others=r"market cap \(\w+\)",
        zone="UTC",
        **_ALPHAVANTAGE,
    ),
    Format(
        "alphavantage currency without brackets",
        columns={"date": "timestamp", **OHLC, "volume": "volume", "cap": "market cap"},
        zone="UTC",
        **_ALPHAVANTAGE,
    ),
    Format(
        "tiingo",
        "tiingo",
        {
            "date": "date", **OHLC, "volume": "volume", "adjclose": "adjclose", "dividend": "divcash",
            "split": "splitfactor", "symbol": "symbol|ticker",
        },
        optional=frozenset({"dividend", "split", "symbol"}),
        others="adj(high|low|open|volume)|",
        adjustment="raw",
        names=DAILY,
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
        names=(
            "<label> (Stock Price |ETF Stock Price )?Histor(y|ical Data)", f"<label> (- )?({_HISTORY})",
            f"({_HISTORY})( (de|del|di|da|do|van))? <label>",
        ),
        quotes=MONEY,
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
        names=("HistoricalData[-_ ]<label>", *DAILY),
    ),
    # Indicators follow the prices, under any name and more than once: of two columns Volume the first is the exchange's.
    # Days of currencies begin at 17:00 in New York. Symbols are those of exchanges, which are named before them.
    Format(
        "tradingview",
        "tradingview",
        {"date": "time", **OHLC, "volume": "volume"},
        optional=frozenset({"volume"}),
        repeated=frozenset({"volume"}),
        others=None,
        begins=("time", "open", "high", "low", "close"),
        dates=(EPOCHS, ISO),
        evening=("America/New_York", 17),
        names=(
            f"[A-Z0-9_]+?_<label>, ?{_INTERVAL}", f"<label>, ?{_INTERVAL}", "<label>_1D_[0-9a-f]{5}",
            f"{EXCHANGES}[_:]<label>", *DAILY,
        ),
        quotes=MONEY,
        pairs=True,
        renamed={"XBT": "BTC"},
    ),
)  # fmt: skip
