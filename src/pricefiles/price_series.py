"""Where prices come from, and the error that a single file makes; light, for programs that read no file."""

from dataclasses import dataclass

from freshbars.errors import UserError


class FileError(UserError):
    """One file cannot be taken: its name (never an absolute path), the line where there is one, and the reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}{f', line {line}' if line else ''}: {reason}")

    @property
    def where(self) -> str:
        """Line and reason, without the name."""
        return f"line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True, order=True)
class Origin:
    """What series of prices a file holds: vendor, quote currency and adjustment, each empty if it is not stated.

    Two files of one asset may be mixed only if they agree in all that both of them state.
    """

    vendor: str
    quote: str = ""
    adjustment: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.vendor, self.quote, self.adjustment) if part)

    @property
    def stored(self) -> str:
        """All three parts, as the table of loaded files keeps them."""
        return f"{self.vendor}/{self.quote}/{self.adjustment}"

    def agrees(self, other: "Origin") -> bool:
        """Whether both may be one series of prices."""
        quotes = {self.quote, other.quote} - {""}
        adjustments = {self.adjustment, other.adjustment} - {""}
        return self.vendor == other.vendor and len(quotes) < 2 and len(adjustments) < 2

    @classmethod
    def read(cls, stored: str | None) -> "Origin":
        """Inverse of ``stored``. Before there were several vendors nothing was kept: that was CoinMarketCap."""
        return cls(*stored.split("/")) if stored else cls("coinmarketcap")
