"""Yahoo Finance: the web page's download, and what the library yfinance writes."""

from pricefiles.declaration import OHLC, Format

# Yahoo's close knows splits; with yfinance's auto_adjust all four prices know dividends too.
_COLUMNS = {"date": "date|datetime", **OHLC, "volume": "volume"}
_ACTIONS = r"dividends|stock splits|capital gains|repaired\?"

FORMATS = (
    # Also with Close, Volume, Adj Close, as before 2017: columns are found by name.
    Format(
        "yahoo",
        "yahoo",
        {**_COLUMNS, "adjclose": r"adj\.? ?close\**"},
        others=f"{_ACTIONS}|",
        adjustment="split-adjusted",
    ),
    Format("yfinance history", "yahoo", {**_COLUMNS, "dividends": "dividends"}, others=_ACTIONS, adjustment="adjusted"),
    # Three header lines: the date's column is named Price, the ticker follows, then the word Date.
    Format(
        "yfinance unadjusted",
        "yahoo",
        {**_COLUMNS, "date": "price", "adjclose": "adj close"},
        others=_ACTIONS,
        after=2,
        adjustment="split-adjusted",
    ),
    Format("yfinance", "yahoo", {**_COLUMNS, "date": "price"}, others=_ACTIONS, after=2, adjustment="adjusted"),
    Format(
        "yfinance one line", "yahoo", _COLUMNS, begins=("date", "close", "high", "low", "open"), adjustment="adjusted"
    ),
)
