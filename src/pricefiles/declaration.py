"""A vendor's format as a declaration, read by the one reader of ``reader.py``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pricefiles.dates import ISO, PARTED
from pricefiles.rows import ROW

PRICES = ("open", "high", "low", "close")
STATED = tuple(name for name in ROW.names if ROW[name].kind == "i")
NUMBERS = tuple(name for name in ROW.names if ROW[name].kind == "f")
ACTIONS = ("split", "dividend")
OHLC = {"open": "open", "high": "high", "low": "low", "close": "close"}
# Words that stand for an empty cell, in lower case.
UNKNOWN = frozenset({"", "null", "nan", "n/a", "none"})
# pandas may have written its index as a column.
_INDEX = r"|index|unnamed: \d+"


@dataclass(frozen=True)
class Format:
    """One layout of a vendor's files.

    Recognition
        columns: for each role the name of its column, as a regular expression in lower case. Roles are ``date`` or the
            instants of ROW; open, high, low, close, volume, marketcap; ``name`` (kept with the rows), ``symbol``,
            ``exchange`` (follows the symbol after a point), ``period`` (must be D), ``clock`` (the time of day),
            ``unix`` (the date again), ``closetime`` (one day later), ``quotevolume``, ``split`` and ``dividend``.
        optional: roles that a file may lack. repeated: roles of which the first of several equal names counts.
        others: names of columns without a role; None allows any. begins: names that the header begins with, where only
            the order distinguishes two formats. sample: what the first line of days looks like, where only that does.
        places: roles by position, for files without a header; "" for a cell without a role.
        before: lines that may precede the header. wide: the file has a group of columns per symbol, named by a second
            header line; the header's own line comes first or second.
        delimiter: None leaves it to the header.
    Cells
        dates: spellings of dates. order: mdy or dmy; None leaves it to the file. pattern: instead, one of strptime.
        money: numbers may have groups of thousands, signs and K, M, B. decimal: the sign; None leaves it to the file.
        divisor: prices are whole numbers, so many times what they stand for. zero: roles in which 0 means unknown.
        unknown: words for an empty cell.
    Days
        zone: the time zone whose midnights bound a day; None leaves that to the asset's calendar.
        midnights: the time zone in which the file's instants are midnights. evening: time zone and hour at which the
            next day begins. half_days: times of day are closes, and earlier on half days.
        millis_win: of two lines about one day the one whose stamp is in milliseconds counts.
    Prices
        vendor, quote (the currency of all files), adjustment: ``raw``, ``split-adjusted`` or ``adjusted`` (for dividends
        too); "" where that means nothing.
    Symbols
        names: what the vendor puts around a symbol, see ``file_names``. quotes: currencies that may end a pair; pairs:
        whether names may be pairs without a separator. renamed: the vendor's own symbols for assets.
        symbol_states_quote: whether a symbol without a slash is a pair too.
    """

    name: str
    vendor: str
    columns: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    others: str | None = _INDEX
    begins: tuple[str, ...] = ()
    sample: str | None = None
    places: tuple[str, ...] = ()
    before: str | None = None
    wide: bool = False
    delimiter: str | None = None
    dates: Sequence[str] = (ISO, PARTED)
    order: str | None = None
    pattern: str | None = None
    money: bool = False
    decimal: str | None = "."
    divisor: float = 1.0
    zero: frozenset[str] = frozenset()
    unknown: frozenset[str] = UNKNOWN
    zone: str | None = None
    midnights: str | None = None
    evening: tuple[str, int] | None = None
    half_days: bool = False
    millis_win: bool = False
    adjustment: str = ""
    quote: str = ""
    names: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    pairs: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)
    symbol_states_quote: bool = False

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

    def strangers(self, header: Sequence[str]) -> list[int]:
        """The places of columns that the format does not know."""
        if self.others is None:
            return []
        known = {place for places in self.places_of(header).values() for place in places}
        return [i for i, name in enumerate(header) if i not in known and not _compiled(self.others).fullmatch(name)]


@lru_cache(1024)
def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern)


def plain_name(cell: str) -> str:
    """A cell of a header as declarations write it."""
    return " ".join(cell.split()).casefold()
