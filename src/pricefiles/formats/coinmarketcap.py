"""CoinMarketCap: the button "download data", and the set of its histories on Kaggle."""

from pricefiles.declaration import OHLC, Format
from pricefiles.price_file import ROW

FORMATS = (
    # Any generation of the header. Zero volume or market capitalisation is the vendor's way to write "unknown" (in real
    # files volume up to 2013, market capitalisation up to 2021), from which a true zero cannot be distinguished.
    Format(
        "coinmarketcap",
        "coinmarketcap",
        {name: name for name in (*ROW.names, "name")},
        optional=frozenset({"name"}),
        others=None,
        zero=frozenset({"volume", "marketcap"}),
        unknown=frozenset({""}),
    ),
    Format(
        "kaggle coinmarketcap",
        "coinmarketcap",
        {"sno": "sno", "symbol": "symbol", "date": "date", **OHLC, "volume": "volume", "marketcap": "marketcap"},
        others="name",
        zone="UTC",
        zero=frozenset({"volume", "marketcap"}),
        quote="2781",
    ),
)
