"""Files that any program may have written: a header of plain names, and spreadsheets."""

from pricefiles.dates import COMPACT, ISO, PARTED
from pricefiles.declaration import OHLC, Format
from pricefiles.formats.common import DAILY, MONEY
from pricefiles.formats.stooq import NAMES

_COLUMNS = {"date": "date", **OHLC, "volume": "volume"}

FORMATS = (
    # Month/day/year with the hour of the close, which comes earlier on half days.
    Format(
        "googlefinance",
        "googlefinance",
        _COLUMNS,
        optional=frozenset({"volume"}),
        sample=r"\d{1,2}[/.]\d{1,2}[/.]\d{4} \d{1,2}:\d\d:\d\d,",
        dates=(PARTED,),
        half_days=True,
        money=True,
        decimal=None,
        adjustment="split-adjusted",
        names=DAILY,
        quotes=MONEY,
    ),
    Format(
        "plain",
        "plain",
        _COLUMNS,
        optional=frozenset({"volume"}),
        others="openint|",
        dates=(ISO, PARTED, COMPACT),
        names=NAMES,
        quotes=MONEY,
    ),
)
