"""Of which format a file is, by its first lines alone."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pricefiles.cells import number, shown
from pricefiles.dates import kind_of
from pricefiles.declaration import PRICES, Format, plain_name
from pricefiles.errors import FileError

# So many lines may stand above a header, blank ones aside.
_ABOVE = 3
_DATES = re.compile(r"date|time|timestamp|data|datum|fecha|day|snapped_at|.*_(at|time|date)")
_CLOSES = re.compile(r"close|price|last|zamkniecie|adj close|value")


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: its format, where its columns stand, and where its days begin.

    ``names`` are the columns as messages call them; ``start`` is the place in the text and ``line`` the number of the
    line before it. ``symbols`` are those that lines below the header name.
    """

    format: Format
    names: tuple[str, ...]
    at: dict[str, int]
    delimiter: str
    start: int
    line: int
    symbols: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return len(self.names)

    def name(self, role: str) -> str:
        """What a message calls the column of a role."""
        return self.names[self.at[role]]


def layout_of(file: str, text: str, formats: Sequence[Format]) -> Layout:
    """The layout of a file. Raises FileError, with line and reason, for one that is of no known format."""
    heads = list(_heads(text))
    if not heads:
        raise FileError(file, None, "is empty; download it again")
    first = text.lstrip()
    if first[0] in "<{[" and not first.upper().startswith("<TICKER>"):
        start = shown(first.splitlines()[0])
        raise FileError(file, 1, f"is a saved web page or error, not an export: {start}; download it again")
    for n, head in enumerate(heads):
        for delimiter in _delimiters(head.text):
            cells = _cells(file, head, delimiter)
            for format_ in formats:
                may = format_.delimiter in (None, delimiter) and _above(heads[:n], format_)
                if may and (found := _laid(file, format_, cells, delimiter, heads[n:])):
                    return found
    # An address above the header is none of the header.
    head = heads[len(heads) > 1 and any(_above(heads[:1], format_) for format_ in formats)]
    raise FileError(file, head.line, _why(head.text.strip(), _cells(file, head, next(_delimiters(head.text))), formats))


class _Head(NamedTuple):
    """One of the first lines: its number, its text, and where it starts and the next one does."""

    line: int
    text: str
    start: int
    end: int


def _heads(text: str) -> Iterator[_Head]:
    """The first lines that are not blank."""
    found, start, line = 0, 0, 0
    while start < len(text) and found <= _ABOVE:
        end = text.find("\n", start) + 1 or len(text)
        head, line = text[start:end].rstrip("\r\n"), line + 1
        if head.replace('""', "").strip(" \t\r,;"):
            found += 1
            yield _Head(line, head, start, end)
        start = end


def _delimiters(line: str) -> Iterator[str]:
    """The delimiters that a header may have, the most likely one first."""
    if ";" in line:
        yield ";"
    elif "\t" in line and "," not in line:
        yield "\t"
    else:
        yield ","
        if "|" in line:
            yield "|"


def _cells(file: str, head: _Head, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([head.text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise FileError(file, head.line, f"is not valid CSV: {error}; the file is damaged") from None


def _above(heads: Sequence[_Head], format_: Format) -> bool:
    """Whether a header of the format may stand below these lines."""
    before = format_.before
    return not heads or bool(before and all(re.fullmatch(before, head.text.strip()) for head in heads))


def _laid(file: str, format_: Format, cells: list[str], delimiter: str, heads: Sequence[_Head]) -> Layout | None:
    """The layout, if the first of these lines, with these cells, begins a file of the format."""
    head, *below = heads
    if format_.places:
        if not _first_row(format_, cells):
            return None
        at = {role: place for place, role in enumerate(format_.places) if role}
        names = tuple(f"{i + 1} ({role})" if role else str(i + 1) for i, role in enumerate(format_.places))
        return Layout(format_, names, at, delimiter, head.start, head.line - 1)
    header = [plain_name(cell) for cell in cells]
    if not format_.fits(header):
        return None
    symbols: tuple[str, ...] = ()
    if format_.after:
        # The lines Ticker,... and Date,... below yfinance's header.
        rows = [_cells(file, some, delimiter) for some in below[: format_.after]]
        if (
            [plain_name(row[0]) for row in rows] != ["ticker", "date"]
            or any(rows[1][1:])
            or {*map(len, rows)} != {len(cells)}
        ):
            return None
        symbols = tuple(dict.fromkeys(cell.upper() for cell in rows[0][1:] if cell))
        if len(symbols) > 1:
            names = ", ".join(symbols[:5])
            raise FileError(file, below[0].line, f"holds several assets ({names}); write a file for each")
        head = below[format_.after - 1]
    found = format_.places_of(header)
    at = {role: places[0] for role, places in found.items() if places}
    twice = [header[place] for place in at.values() if header.count(header[place]) > 1]
    if twice and format_.name != "alphavantage currency":
        raise FileError(file, head.line, f"has the column {', '.join(twice)} twice")
    return Layout(format_, tuple(cell.strip() for cell in cells), at, delimiter, head.end, head.line, symbols)


def _first_row(format_: Format, cells: list[str]) -> bool:
    """Whether a line may be the first day of a format without a header."""
    if len(cells) != len(format_.places):
        return False
    for role, cell in zip(format_.places, cells, strict=True):
        if role in ("date", "closetime") and not (format_.pattern or kind_of(cell, format_.dates)):
            return False
        if role in PRICES and not _numeric(cell, format_):
            return False
    return True


def _numeric(cell: str, format_: Format) -> bool:
    if format_.money:
        return bool(re.search(r"\d", cell))
    try:
        number(cell)
    except ValueError:
        return False
    return True


def _why(line: str, cells: list[str], formats: Sequence[Format]) -> str:
    """Why a file with this first line is of no known format."""
    header = [plain_name(cell) for cell in cells]
    prices = [name for name in ("open", "high", "low") if name not in header]
    if len(prices) == 3 and any(map(_DATES.fullmatch, header)) and any(map(_CLOSES.fullmatch, header)):
        return (
            f"gives no open, high and low (its columns are {', '.join(cells)[:100]}), and daily bars need them; download "
            "a history that has them"
        )
    if nearest := _nearest(header, formats):
        name, missing, unknown = nearest
        of = "" if name == "coinmarketcap" else f" of {name}"
        if missing:
            return f"lacks the column {', '.join(missing)}{of}"
        others = ", ".join(name or "a column without a name" for name in unknown)[:100]
        return f"has the columns{of}, and {others}, which is of no known format; describe it in source.formats"
    more = ", or describe its format in source.formats" if len(cells) > 2 else ""
    return f"is not an export: the first line is {shown(line)}; download it again{more}"


def _nearest(header: list[str], formats: Sequence[Format]) -> tuple[str, list[str], list[str]] | None:
    """The format of which a header lacks least, the roles that it lacks, and columns that are of none."""
    best, most = None, 0
    for format_ in formats:
        found = format_.places_of(header)
        missing = [role for role in format_.required if not found[role]]
        has = len(format_.required) - len(missing)
        if not format_.places and has > 2 and has - len(missing) > most:
            best, most = (format_.name, missing, format_.strangers(header)), has - len(missing)
    return best
