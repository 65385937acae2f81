"""Which series of prices a file holds."""

from dataclasses import dataclass

# What earlier versions called the series of files whose vendor is not known.
_FORMERLY = {"plain": ("stooq", "adjusted")}


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

    @property
    def formerly(self) -> "PriceSeries":
        """The series that an earlier version took these prices for; the same one if it was right."""
        if self.vendor not in _FORMERLY:
            return self
        vendor, adjustment = _FORMERLY[self.vendor]
        return PriceSeries(vendor, self.quote, adjustment)

    def agrees(self, other: "PriceSeries") -> bool:
        """Whether both may be one series of prices."""
        if self.vendor != other.vendor:
            return (self.formerly, other.formerly) != (self, other) and self.formerly.agrees(other.formerly)
        quotes = {self.quote, other.quote} - {""}
        adjustments = {self.adjustment, other.adjustment} - {""}
        return len(quotes) < 2 and len(adjustments) < 2
