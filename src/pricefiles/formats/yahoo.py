"""Yahoo Finance: the web page's download, and what the library yfinance writes."""

from pricefiles.declaration import OHLC, Format
from pricefiles.formats.common import DAILY, MONEY

# Yahoo's close knows splits; with yfinance's auto_adjust all four prices know dividends too.
_COLUMNS = {"date": "date|datetime", **OHLC, "volume": "volume"}
_ACTIONS = {"dividend": "dividends", "split": "stock splits"}
_NO_ACTIONS = frozenset(_ACTIONS)
_OTHERS = r"capital gains|repaired\?"
_ADJUSTED_CLOSE = {"adjclose": r"adj\.? ?close\**"}
_SYMBOLS = {"names": DAILY, "quotes": MONEY}

FORMATS = (
    # Also with Close, Volume, Adj Close, as before 2017: columns are found by name.
    Format(
        "yahoo",
        "yahoo",
        {**_COLUMNS, **_ADJUSTED_CLOSE, **_ACTIONS},
        optional=_NO_ACTIONS,
        others=f"{_OTHERS}|",
        adjustment="split-adjusted",
        **_SYMBOLS,
    ),
    Format(
        "yfinance history",
        "yahoo",
        {**_COLUMNS, **_ACTIONS},
        optional=frozenset({"split"}),
        others=_OTHERS,
        adjustment="adjusted",
        **_SYMBOLS,
    ),
    # Two header lines over the columns, Price and Ticker in either order, then a line with the word Date.
    Format(
        "yfinance download unadjusted",
        "yahoo",
        {**_COLUMNS, **_ADJUSTED_CLOSE, **_ACTIONS},
        optional=_NO_ACTIONS,
        others=_OTHERS,
        wide=True,
        adjustment="split-adjusted",
        **_SYMBOLS,
    ),
    Format(
        "yfinance download",
        "yahoo",
        {**_COLUMNS, **_ACTIONS},
        optional=_NO_ACTIONS,
        others=_OTHERS,
        wide=True,
        adjustment="adjusted",
        **_SYMBOLS,
    ),
    Format(
        "yfinance one line",
        "yahoo",
        _COLUMNS,
        begins=("date", "close", "high", "low", "open"),
        adjustment="adjusted",
        **_SYMBOLS,
    ),
)
