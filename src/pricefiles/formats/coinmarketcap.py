"""CoinMarketCap: the button "download data", and the set of its histories on Kaggle."""

from pricefiles.declaration import OHLC, Format
from pricefiles.rows import ROW

# Files are named by the coin, never by a pair.
FORMATS = (
    # All three headers. Zero volume or market capitalisation means "unknown" (in real files volume up to 2013, market
    # capitalisation up to 2021) and cannot be told from a true zero.
    Format(
        "coinmarketcap",
        "coinmarketcap",
        {name: name for name in (*ROW.names, "name")},
        optional=frozenset({"name"}),
        others=None,
        zero=frozenset({"volume", "marketcap"}),
        unknown=frozenset({""}),
        names=("<label>_<since>-<until>(_historical_data_coinmarketcap)?", "<label>_historical_data_coinmarketcap"),
    ),
    Format(
        "kaggle coinmarketcap",
        "coinmarketcap",
        {"sno": "sno", "symbol": "symbol", "date": "date", **OHLC, "volume": "volume", "marketcap": "marketcap"},
        others="name",
        zone="UTC",
        zero=frozenset({"volume", "marketcap"}),
        quote="2781",
        names=("coin_<label>",),
    ),
)
