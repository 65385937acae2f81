"""The one reader: bytes of any declared format into columns, for each symbol of the file.

A file is read in pieces of some megabytes, so that memory holds the text and the numbers, but never a Python object for
each cell of a large file. A flaw in the lines of one symbol refuses that symbol's part; a file of one asset is read whole
or not at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

import numpy as np

from pricefiles import pieces as lines_of
from pricefiles.declaration import PRICES, Format
from pricefiles.errors import FileError
from pricefiles.fast_csv import Grid, Irregular
from pricefiles.pieces import HEAD, Piece, as_text, decimal_of
from pricefiles.recognise import Layout, layout_of
from pricefiles.table import Columns, Flaw, Table


@dataclass(frozen=True)
class Tables:
    """A file by symbols; ``refused`` are those with a flaw, ``others`` those that were not asked for."""

    layout: Layout
    tables: Mapping[str | None, Table]
    refused: Mapping[str, FileError] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def read_tables(
    file: str, data: bytes, formats: Sequence[Format], wanted: Callable[[str], bool] | None = None
) -> Tables:
    """What the lines of a file say. Raises FileError for a file of no known format, or with a flaw that concerns all.

    wanted: which symbols to read, of a file with many; the tables' keys are then symbols even if there is only one.
    """
    data = as_text(file, data)
    head = data[:HEAD].decode(errors="ignore")
    layout = layout_of(file, head, formats)
    start = len(head[: layout.start].encode())
    try:
        return _read(file, layout, partial(lines_of.regular, data, start, layout), wanted)
    except Irregular:
        return _read(file, layout, partial(lines_of.irregular, file, data[start:].decode(), layout), wanted)


def _read(
    file: str, layout: Layout, pieces: Callable[[], Iterator[Piece]], wanted: Callable[[str], bool] | None
) -> Tables:
    decimal = decimal_of(file, layout, pieces)
    if layout.groups and (wanted or len(layout.groups) > 1):
        return _read_groups(file, layout, pieces, wanted or bool, decimal)
    if "symbol" in layout.at:
        return _read_symbols(file, layout, pieces, wanted, decimal)
    columns = Columns(layout, layout.at, decimal)
    for lines, piece in pieces():
        try:
            columns.add(lines, piece)
        except Flaw as flaw:
            raise FileError(file, flaw.line, flaw.reason) from None
    return Tables(layout, {None: columns.table(file)})


def _read_groups(
    file: str, layout: Layout, pieces: Callable[[], Iterator[Piece]], wanted: Callable[[str], bool], decimal: str | None
) -> Tables:
    """A file with a group of columns per symbol."""
    some = {symbol: Columns(layout, at, decimal) for symbol, at in layout.groups.items() if wanted(symbol)}
    others = tuple(symbol for symbol in layout.groups if symbol not in some)
    refused: dict[str, FileError] = {}
    for lines, piece in pieces():
        for symbol, columns in some.items():
            try:
                if symbol not in refused:
                    columns.add(lines, piece)
            except Flaw as flaw:
                refused[symbol] = FileError(file, flaw.line, flaw.reason)
    tables = {symbol: columns.table(file) for symbol, columns in some.items() if symbol not in refused}
    for symbol, table in tables.items():
        # A symbol that does not trade on a day has no value in its line.
        stated = ~np.all([np.isnan(table.column(role)) for role in (*PRICES, "volume")], axis=0)
        tables[symbol] = table.take(stated) if not stated.all() else table
    empty = tuple(symbol for symbol, table in tables.items() if not len(table))
    return Tables(layout, {s: t for s, t in tables.items() if s not in empty}, refused, others + empty)


def _read_symbols(
    file: str,
    layout: Layout,
    pieces: Callable[[], Iterator[Piece]],
    wanted: Callable[[str], bool] | None,
    decimal: str | None,
) -> Tables:
    """A file whose lines name their symbol."""
    columns, refused = Columns(layout, layout.at, decimal), {}
    codes: dict[str, int] = {}
    asked: list[bool] = []
    read: list[np.ndarray] = []
    for lines, piece in pieces():
        symbols = _symbols(layout, piece)
        mine = np.fromiter((codes.setdefault(symbol, len(codes)) for symbol in symbols), np.int64, len(symbols))
        if wanted:
            asked += [wanted(symbol) for symbol in islice(codes, len(asked), None)]
            takes = np.array(asked, bool)[mine]
            if not takes.any():
                continue
            if not takes.all():
                lines, piece, mine = lines[takes], piece.take(takes), mine[takes]
        try:
            columns.add(lines, piece)
            read.append(mine)
        except Flaw as flaw:
            if len(codes) == 1 and not wanted:
                raise FileError(file, flaw.line, flaw.reason) from None
            names = list(codes)
            for code in dict.fromkeys(mine.tolist()):
                of = mine == code
                try:
                    columns.add(lines[of], piece.take(of))
                    read.append(mine[of])
                except Flaw as one:
                    refused.setdefault(names[code], FileError(file, one.line, one.reason))
    if not codes or (len(codes) == 1 and not wanted):
        return Tables(layout, {None: columns.table(file)})
    others = tuple(symbol for symbol, asked_for in zip(codes, asked, strict=False) if not asked_for)
    tables = _by_symbol(columns.table(file), np.concatenate(read), list(codes)) if read else {}
    return Tables(layout, {symbol: t for symbol, t in tables.items() if symbol not in refused}, refused, others)


def _symbols(layout: Layout, piece: Grid) -> list[str]:
    """The symbol of each line; where there is a column of exchanges, followed by a point and the exchange."""
    symbols = [cell.strip() for cell in piece.cells(layout.at["symbol"])]
    if "exchange" not in layout.at:
        return symbols
    return [f"{s}.{e.strip()}" for s, e in zip(symbols, piece.cells(layout.at["exchange"]), strict=True)]


def _by_symbol(table: Table, codes: np.ndarray, symbols: Sequence[str]) -> dict[str, Table]:
    """The lines of each symbol, in their order."""
    order = np.argsort(codes, kind="stable")
    ordered = table.take(order)
    begins = np.flatnonzero(np.append(True, np.diff(codes[order]) > 0))
    ends = np.append(begins[1:], len(codes))
    found = {}
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        found[symbols[codes[order[begin]]]] = ordered.take(slice(begin, end))
    return found
