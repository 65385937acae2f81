"""The one reader: bytes of any declared format into the days of an export.

A file is taken whole or refused with the line and the reason. It is read in pieces of some megabytes, so that memory
holds the text and the numbers, but never a Python object for each cell of a large file.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, lru_cache, partial
from itertools import islice

import numpy as np

from pricefiles import cells as reading
from pricefiles import dates
from pricefiles.cells import CellError, shown
from pricefiles.declaration import NUMBERS, PRICES, STATED, Format, plain_name
from pricefiles.errors import FileError
from pricefiles.fast_csv import Grid, Irregular, grid_of, grids
from pricefiles.instants import DAY_US, NO_INSTANT, microseconds
from pricefiles.recognise import Layout, layout_of

_ROWS = 50_000
# What stands above the first day takes a part of this.
_HEAD = 1 << 20
# Its cells alone would fill the memory.
_LONG = re.compile(rb"^[^\n]{65536}", re.MULTILINE)
Piece = tuple[np.ndarray, Grid]
_DATES = ("date", "unix", "closetime")
_TEXTS = ("symbol", "period")
_MONIES = (*NUMBERS, "quotevolume")


class Table:
    """What the lines of a file say, by role: arrays of numbers, instants and dates, texts, and the lines' numbers.

    decimal: the sign of a file whose numbers are written as people do; None where they are plain.
    """

    def __init__(self, file: str, layout: Layout, decimal: str | None) -> None:
        self.file, self.layout, self._decimal = file, layout, decimal
        self.texts: dict[str, dict[str, int]] = {}
        self.names: list[str] = []
        self._lines: list[np.ndarray] = []
        self._pieces: dict[str, list[np.ndarray]] = {role: [] for role in layout.at}
        self._kinds: dict[str, str] = {}

    def add(self, lines: np.ndarray, piece: Grid) -> None:
        """Read a piece. Raises FileError for the first line with a cell that cannot be read."""
        wrong = []
        for role, column in self.layout.at.items():
            try:
                self._add(role, column, lines, piece)
            except CellError as error:
                reason = error.reason if error.reason.startswith("empty") else f"holds {error.reason}"
                reason = reason if reason.startswith("holds") else f"is {reason}"
                wrong.append((int(lines[error.place]), f"column {self.layout.name(role)} {reason}"))
        if wrong:
            line, reason = min(wrong)
            if not self._lines and line == lines[0]:
                # Not damaged, but written in another way than the vendor writes whose header it has.
                reason += "; if it is written so throughout, describe its format in source.formats"
            raise FileError(self.file, line, reason)
        self._lines.append(lines)

    def _add(self, role: str, column: int, lines: np.ndarray, piece: Grid) -> None:
        if role in STATED:
            self._pieces[role].append(_instants(piece, column))
        elif role in _DATES:
            self._pieces[role].append(dates.read(piece, column, self._kind(role, column, piece)))
        elif role in _MONIES:
            self._pieces[role].append(reading.numbers(piece, column, self.layout.format.unknown, self._decimal))
        elif role == "name":
            self.names.extend(piece.cells(column))
        elif role in _TEXTS:
            # On which line each text is first; of a file with many two are enough to refuse it.
            held, cells = self.texts.setdefault(role, {}), piece.cells(column)
            for cell in dict.fromkeys(cells):
                if len(held) < 3 and cell not in held:
                    held[cell] = int(lines[cells.index(cell)])

    def _kind(self, role: str, column: int, piece: Grid) -> str:
        """How dates are spelled: as the first one of the file."""
        format_ = self.layout.format
        if format_.pattern and role == "date":
            return format_.pattern
        if role not in self._kinds:
            kinds = format_.dates if role == "date" else (dates.EPOCHS, dates.ISO)
            self._kinds[role] = dates.kind_of(piece.cells(column, slice(1))[0], kinds) or kinds[0]
        return self._kinds[role]

    # -- once all lines are read -------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return sum(map(len, self._lines))

    @cached_property
    def lines(self) -> np.ndarray:
        """The number of each line."""
        return np.concatenate(self._lines)

    def error(self, row: int, reason: str) -> FileError:
        """What is wrong about a row, with its line."""
        return FileError(self.file, int(self.lines[row]), reason)

    def has(self, role: str) -> bool:
        """Whether the file has a column of that role."""
        return role in self.layout.at

    def column(self, role: str) -> np.ndarray:
        """The numbers or instants of a role; without such a column unknown ones."""
        return np.concatenate(self._pieces[role]) if self.has(role) else np.full(len(self), np.nan)

    def dates(self, role: str) -> np.ndarray:
        """The dates of a role, month and day distinguished. Raises FileError if the file leaves it open."""
        order = self.layout.format.order if role == "date" else None
        try:
            return dates.decide(self.column(role), order)
        except CellError as error:
            raise self.error(error.place, f"column {self.layout.name(role)} holds {error.reason}") from None


def read_table(file: str, data: bytes, formats: Sequence[Format]) -> Table:
    """What the lines of a file say. Raises FileError for a file of no known format or with a flaw in any line."""
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FileError(file, line, "is not UTF-8 text; download it again") from None
    if data.startswith(BOM_UTF8):
        data = data[3:]
    if b"\0" in data:
        start = shown(data.decode().lstrip().splitlines()[0]) if data.strip() else "NUL"
        raise FileError(file, 1, f"is a saved web page or error, not an export: {start}; download it again")
    if long := _LONG.search(data):
        line = data.count(b"\n", 0, long.start()) + 1
        raise FileError(file, line, "is longer than the line of any history: the file is damaged; download it again")
    if b"\r\n" in data:
        data = data.replace(b"\r\n", b"\n")
    head = data[:_HEAD].decode(errors="ignore")
    layout = layout_of(file, head, formats)
    start = len(head[: layout.start].encode())
    try:
        return _read(file, layout, partial(_regular, data, start, layout))
    except Irregular:
        return _read(file, layout, partial(_any, file, data[start:].decode(), layout))


def _read(file: str, layout: Layout, pieces: Callable[[], Iterator[Piece]]) -> Table:
    table = Table(file, layout, _decimal(file, layout, pieces))
    for lines, piece in pieces():
        table.add(lines, piece)
    if not len(table):
        raise FileError(file, None, "holds no day, only a header; download it again")
    return table


def _decimal(file: str, layout: Layout, pieces: Callable[[], Iterator[Piece]]) -> str | None:
    """The decimal sign of numbers as people write them; None for plain ones. Raises FileError if nothing shows it."""
    format_ = layout.format
    if format_.decimal or not format_.money:
        return format_.decimal if format_.money else None
    prices = [place for role, place in layout.at.items() if role in PRICES]
    if sign := reading.decimal_sign(piece.cells(place) for _, piece in pieces() for place in prices):
        return sign
    # No price shows it, such as 1,234 alone: it is that of the header's language.
    if plain_name(layout.name("close")) not in ("price", "close", "last"):
        return ","
    for lines, piece in pieces():
        if "." in piece.cells(layout.at["date"], slice(1))[0]:
            raise FileError(
                file, int(lines[0]), "leaves open whether its commas and points group thousands or are decimal signs; "
                "download it again in English",
            )  # fmt: skip
        break
    return "."


def _regular(data: bytes, start: int, layout: Layout) -> Iterator[Piece]:
    """Line numbers and cells of a text whose cells need not be parsed: a tenth of the time. Raises Irregular."""
    before = layout.line
    for piece in grids(data, start, layout.delimiter, layout.width):
        yield np.arange(before + 1, before + 1 + len(piece)), piece
        before += len(piece)


def _any(file: str, text: str, layout: Layout) -> Iterator[Piece]:
    """Line numbers and cells of any text, as the csv module separates them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter, strict=True)
    wrong, done = None, False
    while not (wrong or done):
        lines, rows = [], []
        try:
            before = reader.line_num
            for cells in islice(reader, _ROWS):
                # A line without a cell is an empty line.
                if not any(cells) and len(cells) < 2:
                    continue
                if len(cells) != layout.width:
                    reason = f"has {len(cells)} cells, the header has {layout.width}: the file is damaged"
                    wrong = FileError(file, layout.line + reader.line_num, reason)
                    break
                lines.append(layout.line + reader.line_num)
                rows.append(cells)
            else:
                done = reader.line_num == before
        except csv.Error as error:
            wrong = FileError(file, layout.line + reader.line_num, f"is not valid CSV: {error}; the file is damaged")
        if rows:
            yield np.array(lines), grid_of(rows)
    if wrong:
        raise wrong


def _instants(piece: Grid, column: int) -> np.ndarray:
    """A column of instants, NO_INSTANT where a cell is empty. Raises CellError."""
    stamps = piece.stamps(column)
    if stamps and stamps[2]:
        return stamps[0] * DAY_US + stamps[1]
    return reading.read_each(_instant, piece.cells(column), np.int64, "an instant with a time zone")


# The same instants stand in several columns and in the files of all assets.
@lru_cache(1 << 15)
def _instant(cell: str) -> int:
    if not cell:
        return NO_INSTANT
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is None:
        raise ValueError
    return microseconds(moment)
