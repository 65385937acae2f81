"""All built-in formats, in the order in which they are tried on a file."""

from pricefiles.formats import brokers, bulk, coinmarketcap, exchanges, metatrader, plain, stooq, yahoo

# The plain header comes last: others that hold the same columns say more.
BUILT_IN = (
    *coinmarketcap.FORMATS, *yahoo.FORMATS, *exchanges.FORMATS, *metatrader.FORMATS, *bulk.FORMATS, *brokers.FORMATS,
    *stooq.FORMATS, *plain.FORMATS,
)  # fmt: skip
