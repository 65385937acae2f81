"""Which series of prices a file holds."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class PriceSeries:
    """Vendor, quote currency and adjustment of a file's prices; quote and adjustment are empty where nothing states them.

    Two files of one asset may be mixed only if they agree in everything that both of them state.
    """

    vendor: str
    quote: str = ""
    adjustment: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.vendor, self.quote, self.adjustment) if part)

    @property
    def stored(self) -> str:
        """All three parts, as a table of loaded files keeps them."""
        return f"{self.vendor}/{self.quote}/{self.adjustment}"

    @classmethod
    def read(cls, stored: str | None) -> "PriceSeries":
        """Inverse of ``stored``. None, which older tables hold, stands for CoinMarketCap."""
        return cls(*stored.split("/")) if stored else cls("coinmarketcap")

    def agrees(self, other: "PriceSeries") -> bool:
        """Whether both may be one series of prices."""
        quotes = {self.quote, other.quote} - {""}
        adjustments = {self.adjustment, other.adjustment} - {""}
        return self.vendor == other.vendor and len(quotes) < 2 and len(adjustments) < 2
