"""Which format a file has, by its first lines alone."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pricefiles.cells import number
from pricefiles.dates import kind_of
from pricefiles.declaration import PRICES, Format, plain_name
from pricefiles.errors import FileError

# So many lines may precede a header, blank ones aside; two more may follow it before the first day.
_ABOVE, _BELOW = 3, 3
_DATES = re.compile(r"date|time|timestamp|data|datum|fecha|day|snapped_at|.*_(at|time|date)")
_CLOSES = re.compile(r"close|price|last|zamkniecie|adj close|value")
_UNKNOWN = "is not an export of a known format"


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: its format, its columns, and where its days begin.

    names: the columns as messages call them. at: the place of each role; ``groups`` instead, by symbol, where the file has
    a group of columns per symbol. start: the offset of the first day in the text. line: the number of the line before it.
    first: the cells of the first line of days.
    """

    format: Format
    names: tuple[str, ...]
    at: Mapping[str, int]
    delimiter: str
    start: int
    line: int
    groups: Mapping[str, Mapping[str, int]] | None = None
    first: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return len(self.names)

    @property
    def symbol(self) -> str:
        """The symbol that the first line of days or the header states; empty if neither does, or the header has several."""
        if self.groups:
            return next(iter(self.groups)) if len(self.groups) == 1 else ""
        return self.first[self.at["symbol"]].strip() if "symbol" in self.at and self.first else ""

    def name(self, role: str) -> str:
        """What a message calls the column of a role."""
        return self.names[self.at[role]]


class _Head(NamedTuple):
    """One of the first lines: its number, its text, its offset and that of the next line."""

    line: int
    text: str
    start: int
    end: int


def layout_of(file: str, text: str, formats: Sequence[Format]) -> Layout:
    """The layout of a file. Raises FileError, with line and reason but no word of the file, if its format is unknown."""
    heads = list(_heads(text))
    if not heads:
        raise FileError(file, None, "is empty; download it again")
    for n, head in enumerate(heads[: _ABOVE + 1]):
        for delimiter in _delimiters(head.text):
            try:
                cells = _cells(file, head, delimiter)
            except FileError:
                # Damaged only if it is an export at all.
                if n == 0 and delimiter == ",":
                    raise
                continue
            for format_ in formats:
                may = format_.delimiter in (None, delimiter) and _above(heads[:n], format_)
                if may and (found := _laid(file, format_, cells, delimiter, heads[n:])):
                    return found
    first = text.lstrip()
    if first[0] in "{[" or re.match(r"<(!doctype|html|\?xml|head|body|script|error)\b", first, re.IGNORECASE):
        raise FileError(file, 1, "is a saved web page or error, not an export; download it again")
    # The address above a header is not the header.
    head = heads[len(heads) > 1 and any(_above(heads[:1], format_) for format_ in formats)]
    raise FileError(file, head.line, _why(_cells(file, head, next(_delimiters(head.text))), formats))


def _heads(text: str) -> Iterator[_Head]:
    """The first lines that are not blank."""
    found, start, line = 0, 0, 0
    while start < len(text) and found <= _ABOVE + _BELOW:
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


def _row(head: _Head, delimiter: str) -> tuple[str, ...]:
    """The cells of a line, none of one that is not valid CSV."""
    try:
        return tuple(next(csv.reader([head.text], delimiter=delimiter, strict=True), ()))
    except csv.Error:
        return ()


def _above(heads: Sequence[_Head], format_: Format) -> bool:
    """Whether a header of the format may stand below these lines."""
    before = format_.before
    return not heads or bool(before and all(re.fullmatch(before, head.text.strip()) for head in heads))


def _laid(file: str, format_: Format, cells: list[str], delimiter: str, heads: Sequence[_Head]) -> Layout | None:
    """The layout if the first of these lines, which has these cells, begins a file of the format; else None."""
    head, *below = heads
    if format_.places:
        if not _first_row(format_, cells):
            return None
        at = {role: place for place, role in enumerate(format_.places) if role}
        names = tuple(f"{i + 1} ({role})" if role else str(i + 1) for i, role in enumerate(format_.places))
        return Layout(format_, names, at, delimiter, head.start, head.line - 1, first=tuple(cells))
    if format_.wide:
        return _wide(file, format_, cells, delimiter, heads)
    header = [plain_name(cell) for cell in cells]
    if not format_.fits(header):
        return None
    first = _row(below[0], delimiter) if below else ()
    if format_.sample and not re.match(format_.sample, ",".join(first), re.IGNORECASE):
        return None
    at, twice = _places(format_, header)
    if twice:
        raise FileError(file, head.line, f"has the column {', '.join(twice)} twice")
    first = first if len(first) == len(cells) else ()
    return Layout(format_, tuple(cell.strip() for cell in cells), at, delimiter, head.end, head.line, None, first)


def _places(format_: Format, header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The column of each role, and the names of columns that a file has twice although the format allows one."""
    at = {role: places[0] for role, places in format_.places_of(header).items() if places}
    once = (header[place] for role, place in at.items() if role not in format_.repeated)
    return at, [name for name in once if header.count(name) > 1]


def _wide(file: str, format_: Format, cells: list[str], delimiter: str, heads: Sequence[_Head]) -> Layout | None:
    """The layout of columns grouped by symbol: a line of symbols, a line of names, in either order, and a line "Date"."""
    if len(heads) < 3:
        return None
    lines = [tuple(cells), *(_row(head, delimiter) for head in heads[1:3])]
    if len({*map(len, lines)}) != 1 or any(lines[2][1:]) or plain_name(lines[2][0]) not in ("date", "datetime"):
        return None
    # Older versions of yfinance write no word before the symbols.
    tickers = [n for n in (0, 1) if plain_name(lines[n][0]) in ("ticker", "symbols") or (n and not lines[n][0])]
    if not tickers:
        return None
    symbols, names = lines[tickers[0]], lines[1 - tickers[0]]
    if plain_name(names[0]) not in ("price", "attributes", ""):
        return None
    groups = {}
    for symbol in dict.fromkeys(cell.strip() for cell in symbols[1:]):
        columns = [0, *(i for i, cell in enumerate(symbols) if i and cell.strip() == symbol)]
        header = [plain_name(names[i]) if i else "date" for i in columns]
        if not format_.fits(header):
            return None
        at, twice = _places(format_, header)
        if twice:
            raise FileError(file, heads[0].line, f"has the column {', '.join(twice)} of {symbol} twice")
        groups[symbol.upper()] = {role: columns[place] for role, place in at.items()}
    if not groups:
        return None
    several = len(groups) > 1
    shown = tuple(
        f"{n.strip()} of {s.strip()}" if several and i else n.strip()
        for i, (n, s) in enumerate(zip(names, symbols, strict=True))
    )
    at = next(iter(groups.values()))
    return Layout(format_, shown, at, delimiter, heads[2].end, heads[2].line, groups)


def _first_row(format_: Format, cells: list[str]) -> bool:
    """Whether a line may be the first day of a format without a header."""
    if len(cells) != len(format_.places):
        return False
    for role, cell in zip(format_.places, cells, strict=True):
        if role in ("date", "closetime") and not (format_.pattern or kind_of(cell, format_.dates)):
            return False
        if role == "clock" and not re.fullmatch(r"\d\d?:\d\d(:\d\d)?", cell):
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


def _why(cells: list[str], formats: Sequence[Format]) -> str:
    """Why a file whose header has these cells is of no known format, in words that repeat none of them."""
    header = [plain_name(cell) for cell in cells]
    prices = [name for name in ("open", "high", "low") if name not in header]
    if len(prices) == 3 and any(map(_DATES.fullmatch, header)) and any(map(_CLOSES.fullmatch, header)):
        return "gives no open, high and low, and daily bars need them; download a history that has them"
    if nearest := _nearest(header, formats):
        format_, missing, strangers = nearest
        if missing:
            return f"lacks the column {', '.join(missing)} of {format_.name}"
        if not strangers:
            return (
                f"has the columns of {format_.name}, but its lines are written otherwise; describe it in source.formats"
            )
        columns = f"column {strangers[0] + 1}" if len(strangers) == 1 else f"{len(strangers)} columns"
        return (
            f"has the columns of {format_.name}, and {columns} besides, which make no known format; describe it in "
            "source.formats"
        )
    more = " or describe its format in source.formats" if len(cells) > 2 else ""
    return f"{_UNKNOWN}: its first line, of {len(cells)} cells, is no known header; download it again{more}"


def _nearest(header: list[str], formats: Sequence[Format]) -> tuple[Format, list[str], list[int]] | None:
    """The format of which a header lacks least, the roles that it lacks, and the columns that are of none."""
    best, most = None, 0
    for format_ in formats:
        found = format_.places_of(header)
        missing = [role for role in format_.required if not found[role]]
        has = len(format_.required) - len(missing)
        if not (format_.places or format_.wide) and has > 2 and has - len(missing) > most:
            best, most = (format_, missing, format_.strangers(header)), has - len(missing)
    return best
