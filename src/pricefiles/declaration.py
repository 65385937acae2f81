"""What a vendor's format is: a declaration, read by the one reader of ``reader.py``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pricefiles.dates import ISO, PARTED
from pricefiles.price_file import ROW

PRICES = ("open", "high", "low", "close")
STATED = tuple(name for name in ROW.names if ROW[name].kind == "i")
NUMBERS = tuple(name for name in ROW.names if ROW[name].kind == "f")
OHLC = {"open": "open", "high": "high", "low": "low", "close": "close"}
# An index that pandas wrote along says nothing.
_INDEX = r"|index|unnamed: \d+"


@dataclass(frozen=True)
class Format:
    """One layout of a vendor's files.

    columns: for each role the header's name, as a regular expression in lower case. Roles are ``date`` or the instants
        of the price history, open, high, low, close, volume, marketcap, ``name`` (kept with the rows), ``symbol`` (one a
        file), ``period`` (must be D), ``unix`` (the date again), ``closetime`` (one day later), ``quotevolume``.
    optional: roles that a file may lack. others: names of columns without a role; None allows any.
    begins: names that the header begins with, where only the order distinguishes two formats.
    places: roles by position, for files without a header; "" for cells without a role.
    before: lines that may stand above the header. after: how many lines below it are none of days.
    dates: spellings in which a date may stand. order: mdy or dmy where a format states it; else the file decides.
        pattern: instead, a pattern of strptime.
    zone: the time zone whose midnights bound a day; None leaves that to the asset's calendar.
    money: numbers may have groups of thousands, signs and K, M, B. decimal: the sign; None
        leaves it to the file.
    zero: roles in which 0 means unknown. unknown: words that mean an empty cell.
    adjustment: whether prices are raw, split-adjusted or adjusted (for dividends too); "" where that means nothing.
    millis_win: a day that stands once in seconds and once in milliseconds is what the milliseconds say.
    """

    name: str
    vendor: str
    columns: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    others: str | None = _INDEX
    begins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    before: str | None = None
    after: int = 0
    dates: Sequence[str] = (ISO, PARTED)
    order: str | None = None
    pattern: str | None = None
    zone: str | None = None
    delimiter: str | None = None
    money: bool = False
    decimal: str | None = "."
    zero: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset({"", "null", "nan", "n/a", "none"})
    adjustment: str = ""
    millis_win: bool = False
    quote: str = ""

    @property
    def stated(self) -> bool:
        """Whether a line states the instants of its day itself."""
        return "timestamp" in self.columns

    @property
    def required(self) -> tuple[str, ...]:
        """The roles that every file has."""
        return tuple(role for role in self.columns if role not in self.optional)

    def places_of(self, header: Sequence[str]) -> dict[str, list[int]]:
        """For each role the places in a header (in lower case) whose names fit it."""
        return {
            role: [i for i, name in enumerate(header) if _compiled(pattern).fullmatch(name)]
            for role, pattern in self.columns.items()
        }

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a header (in lower case) is of this format."""
        if self.places or tuple(header[: len(self.begins)]) != self.begins:
            return False
        found = self.places_of(header)
        return all(found[role] for role in self.required) and not self.strangers(header)

    def strangers(self, header: Sequence[str]) -> list[str]:
        """The columns of a header that the format does not know."""
        if self.others is None:
            return []
        known = {place for places in self.places_of(header).values() for place in places}
        return [name for i, name in enumerate(header) if i not in known and not _compiled(self.others).fullmatch(name)]


@lru_cache(1024)
def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern)


def plain_name(cell: str) -> str:
    """A cell of a header as declarations write it."""
    return " ".join(cell.split()).casefold()
