"""The columns of a file as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np

from pricefiles import cells as reading
from pricefiles import dates
from pricefiles.cells import CellError
from pricefiles.declaration import ACTIONS, NUMBERS, PRICES, STATED
from pricefiles.errors import FileError
from pricefiles.fast_csv import Grid
from pricefiles.instants import DAY_US, NO_INSTANT, microseconds
from pricefiles.recognise import Layout

_DATES = ("date", "unix", "closetime")
_TEXTS = ("name", "symbol", "exchange", "period", "clock")
# Other roles, such as an adjusted close, only show which format a file has.
_READ = {*STATED, *_DATES, *_TEXTS, *NUMBERS, *ACTIONS, "quotevolume"}


@dataclass(frozen=True)
class Table:
    """The lines of one symbol: for each role an array of numbers, instants, dates (dtype DATE) or texts; line numbers."""

    file: str
    layout: Layout
    lines: np.ndarray
    columns: Mapping[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.lines)

    def error(self, row: int, reason: str) -> FileError:
        """What is wrong about a row, with its line."""
        return self.error_on(int(self.lines[row]), reason)

    def error_on(self, line: int, reason: str) -> FileError:
        """What is wrong about a line."""
        return FileError(self.file, line, reason)

    def has(self, role: str) -> bool:
        """Whether the file has a column of that role."""
        return role in self.columns

    def column(self, role: str) -> np.ndarray:
        """The values of a role; NaN where the file has no such column."""
        return self.columns[role] if self.has(role) else np.full(len(self), np.nan)

    def texts(self, role: str) -> dict[str, int]:
        """The texts of a role and the line on which each is first; empty without such a column."""
        cells = self.columns[role].tolist() if self.has(role) else []
        return {cell: int(self.lines[cells.index(cell)]) for cell in dict.fromkeys(cells)}

    def take(self, rows: np.ndarray) -> "Table":
        """Some of the lines."""
        return Table(self.file, self.layout, self.lines[rows], {role: c[rows] for role, c in self.columns.items()})


class Flaw(Exception):  # noqa: N818
    """A cell that cannot be read."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason


class Columns:
    """Reads the pieces of a file, column by column.

    decimal: the sign of a file whose numbers are written as people do; None where they are plain.
    """

    def __init__(self, layout: Layout, at: Mapping[str, int], decimal: str | None) -> None:
        self._layout, self._decimal = layout, decimal
        self._at = {role: place for role, place in at.items() if role in _READ}
        self._lines: list[np.ndarray] = []
        self._pieces: dict[str, list[np.ndarray]] = {role: [] for role in self._at}
        self._kinds: dict[str, str] = {}

    def add(self, lines: np.ndarray, piece: Grid) -> None:
        """Read a piece. Raises Flaw for the first line with a cell that cannot be read; nothing is added then."""
        wrong, found = [], {}
        for role, column in self._at.items():
            try:
                found[role] = self._read(role, column, piece)
            except CellError as error:
                reason = error.reason if error.reason.startswith("empty") else f"holds {error.reason}"
                reason = reason if reason.startswith("holds") else f"is {reason}"
                wrong.append((int(lines[error.place]), f"column {self._layout.names[column]} {reason}"))
        if wrong:
            line, reason = min(wrong)
            if line == self._layout.line + 1:
                # Not damaged, but written in another way than the vendor with this header writes.
                reason += "; if it is written so throughout, describe its format in source.formats"
            raise Flaw(line, reason)
        for role, values in found.items():
            self._pieces[role].append(values)
        self._lines.append(lines)

    def _read(self, role: str, column: int, piece: Grid) -> np.ndarray:
        format_ = self._layout.format
        if role in STATED:
            return _instants(piece, column)
        if role in _DATES:
            return dates.read(piece, column, self._kind(role, column, piece))
        if role in _TEXTS:
            return np.array([cell.strip() for cell in piece.cells(column)], object)
        values = reading.numbers(piece, column, format_.unknown, self._decimal)
        if role in PRICES and format_.divisor != 1:
            if (broken := np.flatnonzero(values % 1 > 0)).size:
                raise CellError(int(broken[0]), f"{values[broken[0]]}, which is not a whole number")
            values = values / format_.divisor
        return values

    def _kind(self, role: str, column: int, piece: Grid) -> str:
        """How dates are spelled: as the first one of the file."""
        format_ = self._layout.format
        if format_.pattern and role == "date":
            return format_.pattern
        if role not in self._kinds:
            kinds = format_.dates if role == "date" else (dates.EPOCHS, dates.ISO)
            self._kinds[role] = dates.kind_of(piece.cells(column, slice(1))[0], kinds) or kinds[0]
        return self._kinds[role]

    def table(self, file: str) -> Table:
        """All lines. Raises FileError for a file without any, or one that leaves open which day a date is."""
        if not self._lines or not sum(map(len, self._lines)):
            raise FileError(file, None, "holds no day, only a header; download it again")
        lines = np.concatenate(self._lines)
        columns = {role: np.concatenate(pieces) for role, pieces in self._pieces.items()}
        for role in columns.keys() & set(_DATES):
            try:
                order = self._layout.format.order if role == "date" else None
                columns[role] = dates.decide(columns[role], order)
            except CellError as error:
                name = self._layout.names[self._at[role]]
                raise FileError(file, int(lines[error.place]), f"column {name} holds {error.reason}") from None
        return Table(file, self._layout, lines, columns)


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
