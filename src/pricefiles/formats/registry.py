"""All formats that Freshbars knows by itself, in the order in which they are tried on a file."""

from pricefiles.formats import brokers, coinmarketcap, exchanges, stooq, yahoo

# Stooq's plain header comes last: others that hold the same columns say more.
BUILT_IN = (
    *coinmarketcap.FORMATS, *yahoo.FORMATS, *exchanges.FORMATS, *brokers.FORMATS, *stooq.FORMATS,
)  # fmt: skip
