"""Files with all symbols of a day, or many: Polygon (now Massive), EOD Historical Data, Databento."""

from pricefiles.dates import EPOCHS, ISO
from pricefiles.declaration import OHLC, Format
from pricefiles.formats.common import DAILY

_EODHD_COLUMNS = {"date": "date", **OHLC, "adjclose": "adjusted_close", "volume": "volume"}
_EODHD = {"vendor": "eodhd", "dates": (ISO,), "adjustment": "raw", "names": (r"<label>\.[a-z]{2,}", *DAILY)}
_DATABENTO = {
    "vendor": "databento",
    "columns": {"symbol": "symbol", "date": "ts_event", **OHLC, "volume": "volume"},
    "others": "rtype|publisher_id|instrument_id|ts_recv|size",
    "adjustment": "raw",
    "names": DAILY,
}

FORMATS = (
    # Nanoseconds since 1970 at midnight in New York.
    Format(
        "polygon",
        "polygon",
        {"symbol": "ticker", "date": "window_start", **OHLC, "volume": "volume"},
        others="transactions|vwap|otc",
        dates=(EPOCHS,),
        midnights="America/New_York",
        adjustment="raw",
        names=DAILY,
    ),
    Format(
        "eodhd bulk",
        columns={"symbol": "code", "exchange": "exchange|ex", **_EODHD_COLUMNS},
        optional=frozenset({"exchange"}),
        **_EODHD,
    ),
    Format("eodhd", columns=_EODHD_COLUMNS, **_EODHD),
    # As the library writes it: instants and prices for people. As the service delivers it: nanoseconds since 1970, and
    # prices as whole numbers of a thousand millionth.
    Format("databento", sample=r".*\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", dates=(ISO,), **_DATABENTO),
    Format(
        "databento in whole numbers",
        sample=r"(?=.*(^|,)\d{19}(,|$))(?!.*\d\.\d)",
        dates=(EPOCHS,),
        divisor=1e9,
        midnights="UTC",
        **_DATABENTO,
    ),
)
