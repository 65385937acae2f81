"""Pairs of a traded asset and the currency that its price is in, such as BTC/USDT or xbtusd."""

import re

# Prices in these are prices in money.
MONEY = (
    "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "DAI", "USD", "EUR", "GBP", "JPY", "KRW", "AUD", "CAD", "CHF", "TRY", "BRL",
    "PLN", "RUB", "INR",
)  # fmt: skip
_QUOTES = (*MONEY, "BTC", "ETH", "BNB")


def pairs(label: str) -> list[tuple[str, str]]:
    """The ways to read a label as base and quote currency, the likeliest first; none where it is no pair.

    XBTUSD may be XBT in USD or XB in TUSD: bases of three letters and more come first, then the longer quote.
    """
    text = label.upper()
    if match := re.fullmatch(rf"(.+)[-/_: ]({'|'.join(_QUOTES)})", text):
        return [(match[1], match[2])]
    found = [
        (text.removesuffix(quote), quote) for quote in _QUOTES if text.endswith(quote) and len(text) > len(quote) + 1
    ]
    return sorted(found, key=lambda pair: (len(pair[0]) < 3, -len(pair[1])))
