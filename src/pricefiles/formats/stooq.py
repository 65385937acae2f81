"""Stooq: the page of a symbol, in English and Polish, and the bulk archives."""

from pricefiles.dates import COMPACT, ISO
from pricefiles.declaration import OHLC, Format

_POLISH = {
    "date": "data",
    "open": "otwarcie",
    "high": "najwy[zż]szy",
    "low": "najni[zż]szy",
    "close": "zamkni[eę]cie",
    "volume": "wolumen",
}
# Currencies have no volume.
_NO_VOLUME = frozenset({"volume"})

FORMATS = (
    Format(
        "stooq",
        "stooq",
        {"date": "date", **OHLC, "volume": "volume"},
        optional=_NO_VOLUME,
        others="openint|",
        adjustment="adjusted",
    ),
    Format("stooq in Polish", "stooq", _POLISH, optional=_NO_VOLUME, others="lop|", adjustment="adjusted"),
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
    ),
)  # fmt: skip
