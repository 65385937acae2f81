"""The one reader: bytes of any declared format into the days of an export.

A file is taken whole or refused with the line and the reason. It is read in pieces of some megabytes, so that memory
holds the text and the numbers, but never a Python object for each cell of a large file.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain, repeat

import numpy as np

from freshbars.compute.instants import NO_INSTANT, microseconds
from freshbars.source.formats import cells as reading
from freshbars.source.formats import dates
from freshbars.source.formats.cells import CellError, shown
from freshbars.source.formats.declaration import NUMBERS, STATED, Format, plain_name
from freshbars.source.formats.recognise import Layout, layout_of
from freshbars.source.origin import FileError

_PIECE = 4 << 20
_ROWS = 50_000
_DATES = ("date", "unix", "closetime")
_TEXTS = ("symbol", "period")
_MONIES = (*NUMBERS, "quotevolume")


class Table:
    """What the lines of a file say, by role: arrays of numbers, instants and dates, texts, and the lines' numbers."""

    def __init__(self, file: str, layout: Layout) -> None:
        self.file, self.layout = file, layout
        self.texts: dict[str, dict[str, int]] = {}
        self.names: list[str] = []
        self._lines: list[np.ndarray] = []
        self._pieces: dict[str, list] = {role: [] for role in layout.at}
        self._kinds: dict[str, str] = {}
        self._dotted = False

    def add(self, lines: np.ndarray, columns: Sequence[Sequence[str]], plain: bool) -> None:
        """Read a piece. Raises FileError for the first line with a cell that cannot be read."""
        wrong = []
        for role, place in self.layout.at.items():
            try:
                self._add(role, columns[place], lines, plain)
            except CellError as error:
                reason = error.reason if error.reason.startswith("empty") else f"holds {error.reason}"
                reason = reason if reason.startswith("holds") else f"is {reason}"
                wrong.append((int(lines[error.place]), f"column {self.layout.name(role)} {reason}"))
        if wrong:
            raise FileError(self.file, *min(wrong))
        self._lines.append(lines)

    def _add(self, role: str, cells: Sequence[str], lines: np.ndarray, plain: bool) -> None:
        format_ = self.layout.format
        if role in STATED:
            self._pieces[role].append(_instants(cells))
        elif role in _DATES:
            self._pieces[role].append(self._dates(role, cells))
        elif role in _MONIES:
            held = list(cells) if format_.money else reading.numbers(cells, format_.unknown, plain)
            self._pieces[role].append(held)
        elif role == "name":
            self.names.extend(cells)
        elif role in _TEXTS:
            self._note_texts(role, cells, lines)

    def _note_texts(self, role: str, cells: Sequence[str], lines: np.ndarray) -> None:
        """Which texts a column holds, and on which line each is first; of a file with many two are enough to refuse it."""
        held = self.texts.setdefault(role, {})
        if set(cells) <= held.keys():
            return
        for line, cell in zip(lines.tolist(), cells, strict=True):
            if len(held) < 3:
                held.setdefault(cell, line)

    def _dates(self, role: str, cells: Sequence[str]) -> dates.Dates:
        """Dates of a piece, all spelled as the first one of the file."""
        format_ = self.layout.format
        if format_.pattern and role == "date":
            return _by_pattern(cells, format_.pattern)
        if role not in self._kinds:
            kinds = format_.dates if role == "date" else (dates.EPOCHS, dates.ISO)
            self._kinds[role] = dates.kind_of(cells[0], kinds) or kinds[0]
            self._dotted = "." in cells[0]
        return dates.read(cells, self._kinds[role])

    # -- once all lines are read -------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return sum(map(len, self._lines))

    @property
    def lines(self) -> np.ndarray:
        """The number of each line."""
        return np.concatenate(self._lines)

    def has(self, role: str) -> bool:
        """Whether the file has a column of that role."""
        return role in self.layout.at

    def column(self, role: str) -> np.ndarray:
        """The numbers or instants of a role; without such a column unknown ones."""
        if not self.has(role):
            return np.full(len(self), np.nan)
        return np.concatenate(self._pieces[role])

    def decimals(self) -> None:
        """Read the numbers of a format that groups thousands, the decimal sign being known only now."""
        if not self.layout.format.money:
            return
        whole = {role: list(chain.from_iterable(self._pieces[role])) for role in _MONIES if self.has(role)}
        prices = [cells for role, cells in whole.items() if role not in ("volume", "quotevolume")]
        sign = self.layout.format.decimal or reading.decimal_sign(prices) or self._default_sign()
        wrong = []
        for role, cells in whole.items():
            try:
                self._pieces[role] = [reading.monies(cells, self.layout.format.unknown, sign)]
            except CellError as error:
                name = self.layout.name(role)
                wrong.append((int(self.lines[error.place]), f"column {name} holds {error.reason}"))
        if wrong:
            raise FileError(self.file, *min(wrong))

    def _default_sign(self) -> str:
        """The decimal sign where no price tells it, such as 1,234 alone: that of the header's language."""
        if plain_name(self.layout.name("close")) not in ("price", "close", "last"):
            return ","
        if self._dotted:
            line = int(self.lines[0])
            raise FileError(
                self.file, line, "does not tell whether its commas and points group thousands or are decimal signs; "
                "download it again in English",
            )  # fmt: skip
        return "."

    def dates(self, role: str) -> dates.Dates:
        """The dates of a role, month and day told apart. Raises FileError where the file does not tell."""
        order = self.layout.format.order if role == "date" else None
        try:
            return dates.decide(dates.join(self._pieces[role]), order)
        except CellError as error:
            line = int(self.lines[error.place])
            raise FileError(self.file, line, f"column {self.layout.name(role)} holds {error.reason}") from None


def read_table(file: str, data: bytes, formats: Sequence[Format]) -> Table:
    """What the lines of a file say. Raises FileError for a file of no known format or with a flaw in any line."""
    nul, returns = b"\0" in data, b"\r\n" in data
    try:
        # The codec utf-8-sig would count the place of an error without the BOM.
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FileError(file, data.count(b"\n", 0, error.start) + 1, "is not UTF-8 text; download it again") from None
    del data
    if nul:
        start = shown(text.lstrip().splitlines()[0]) if text.strip() else "NUL"
        raise FileError(file, 1, f"is a saved web page or error, no export: {start}; download it again")
    if returns:
        text = text.replace("\r\n", "\n")
    layout = layout_of(file, text, formats)
    table = Table(file, layout)
    pieces = _quoted if text.find('"', layout.start) >= 0 or text.find("\r", layout.start) >= 0 else _plain
    for lines, columns, plain in pieces(file, text, layout):
        table.add(lines, columns, plain)
    if not len(table):
        raise FileError(file, None, "holds no day, only a header; download it again")
    table.decimals()
    return table


def _plain(file: str, text: str, layout: Layout) -> Iterator[tuple[np.ndarray, list[list[str]], bool]]:
    """Line numbers and columns of pieces of a text without quotes: split, not parsed, which is three times as fast."""
    start, before, width, delimiter = layout.start, layout.line, layout.width, layout.delimiter
    used = set(layout.at.values())
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1 if start + _PIECE < len(text) else len(text)
        end = end if end > start else (text.find("\n", start) + 1 or len(text))
        piece, start = text[start:end], end
        rows = piece.removesuffix("\n").split("\n")
        lines = np.arange(before + 1, before + 1 + len(rows))
        before += len(rows)
        if "" in rows:
            lines = lines[[row != "" for row in rows]]
            rows = [row for row in rows if row]
        wrong = None
        if set(map(str.count, rows, repeat(delimiter))) - {width - 1}:
            n = next(n for n, row in enumerate(rows) if row.count(delimiter) != width - 1)
            wrong = FileError(file, int(lines[n]), _slipped(rows[n].count(delimiter) + 1, width))
            rows, lines = rows[:n], lines[:n]
        if rows:
            cells = delimiter.join(rows).split(delimiter)
            del rows
            yield (
                lines,
                [cells[i::width] if i in used else [] for i in range(width)],
                piece.isascii() and "_" not in piece,
            )
        if wrong:
            raise wrong


def _quoted(file: str, text: str, layout: Layout) -> Iterator[tuple[np.ndarray, list[tuple[str, ...]], bool]]:
    """Line numbers and columns of pieces of a text with quotes."""
    reader = csv.reader(io.StringIO(text[layout.start :], newline=""), delimiter=layout.delimiter, strict=True)
    wrong = None
    while not wrong:
        lines, rows = [], []
        try:
            for cells in reader:
                # A line without a cell is an empty line.
                if not any(cells) and len(cells) < 2:
                    continue
                if len(cells) != layout.width:
                    wrong = FileError(file, layout.line + reader.line_num, _slipped(len(cells), layout.width))
                    break
                lines.append(layout.line + reader.line_num)
                rows.append(cells)
                if len(rows) == _ROWS:
                    break
            else:
                wrong = StopIteration
        except csv.Error as error:
            wrong = FileError(file, layout.line + reader.line_num, f"is no CSV: {error}; the file is damaged")
        if rows:
            yield np.array(lines), list(zip(*rows, strict=True)), False
    if wrong is not StopIteration:
        raise wrong


def _slipped(cells: int, width: int) -> str:
    return f"has {cells} cells, the header has {width}: the file is damaged"


def _by_pattern(cells: Sequence[str], pattern: str) -> dates.Dates:
    read = dates.pattern_reader(pattern)
    try:
        table = np.array([read(cell) for cell in cells], np.int64)
    except ValueError:
        raise reading.first_failure(read, cells, f"date like {pattern}") from None
    return dates.Dates("pattern", table[:, 0], table[:, 1], table[:, 2] == 1, table[:, 3], table[:, 4:])


def _instants(cells: Sequence[str]) -> np.ndarray:
    """A column of instants, NO_INSTANT where a cell is empty. Raises CellError."""
    try:
        return np.array([_instant(cell) for cell in cells], np.int64)
    except ValueError:
        raise reading.first_failure(_instant, cells, "instant with a time zone") from None


# The same instants stand in several columns and in the files of all assets.
@lru_cache(1 << 15)
def _instant(cell: str) -> int:
    if not cell:
        return NO_INSTANT
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is None:
        raise ValueError
    return microseconds(moment)
