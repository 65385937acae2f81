"""Stooq: the page of a symbol in Polish, and the bulk archives. Its page in English writes what ``plain`` reads."""

from pricefiles.dates import COMPACT, ISO
from pricefiles.declaration import Format
from pricefiles.formats.common import DAILY, MONEY

_POLISH = {
    "date": "data", "open": "otwarcie", "high": "najwy[zż]szy", "low": "najni[zż]szy", "close": "zamkni[eę]cie",
    "volume": "wolumen",
}  # fmt: skip
NAMES = (r"<label>\.(us|uk|de|jp|hk|hu|pl|v)", *DAILY)

FORMATS = (
    # Currencies have no volume.
    Format(
        "stooq in Polish",
        "stooq",
        _POLISH,
        optional=frozenset({"volume"}),
        others="lop|",
        adjustment="adjusted",
        names=NAMES,
        quotes=MONEY,
    ),
    Format(
        "stooq bulk",
        "stooq",
        {
            "symbol": "<ticker>", "period": "<per>", "date": "<date>", "open": "<open>", "high": "<high>",
            "low": "<low>", "close": "<close>", "volume": "<vol>",
        },
        others="<time>|<openint>",
        dates=(COMPACT, ISO),
        adjustment="adjusted",
        names=NAMES,
        quotes=MONEY,
    ),
)  # fmt: skip
