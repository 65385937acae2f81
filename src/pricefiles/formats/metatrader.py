"""MetaTrader: the export of a chart, by version 5 with tags, by version 4 without a header."""

from pricefiles.dates import ISO
from pricefiles.declaration import Format
from pricefiles.formats.common import DAILY

_NAMES = (r"<label>_(daily|d1)(_\d{12}_\d{12})?", "<label>1440", *DAILY)

FORMATS = (
    # Of the two volumes the number of ticks, which all brokers state.
    Format(
        "metatrader 5",
        "metatrader",
        {
            "date": "<date>", "clock": "<time>", "open": "<open>", "high": "<high>", "low": "<low>", "close": "<close>",
            "volume": "<tickvol>",
        },
        optional=frozenset({"clock"}),
        others="<vol>|<spread>",
        dates=(ISO,),
        names=_NAMES,
    ),
    Format(
        "metatrader 4",
        "metatrader",
        {role: role for role in ("date", "clock", "open", "high", "low", "close", "volume")},
        places=("date", "clock", "open", "high", "low", "close", "volume"),
        dates=(ISO,),
        names=_NAMES,
    ),
)  # fmt: skip
