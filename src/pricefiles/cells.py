"""Columns of cells as numbers: strictly, and exactly the double that each cell states."""

import math
import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from pricefiles.fast_csv import Grid

# Abbreviated powers of ten. Read as an exponent, the value is rounded only once.
_SUFFIXES = {"K": "e3", "M": "e6", "B": "e9", "T": "e12"}
_SPACES = str.maketrans("", "", " \u00a0\u202f'")
_GROUPED = {
    ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?([eE][+-]?\d+)?"),
    ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?"),
}


class CellError(ValueError):
    """A cell that cannot be read: its index in the column, and why."""

    def __init__(self, place: int, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(reason)


def shown(text: str) -> str:
    """A cell as messages quote it: shortened, with control characters escaped."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def number(cell: str) -> float:
    """A plain number; NaN for an empty cell. Raises ValueError for anything else."""
    if not cell:
        return math.nan
    value = float(cell)
    # float() also reads nan, inf, 1_000 and the digits of other scripts.
    if not math.isfinite(value) or "_" in cell or not cell.isascii():
        raise ValueError
    return value


def read_each(read: Callable[[str], float | int], cells: Sequence[str], dtype: type, meaning: str) -> np.ndarray:
    """The value that ``read`` returns for each cell. Raises CellError for the first cell that it rejects with ValueError."""
    found = np.empty(len(cells), dtype)
    for place, cell in enumerate(cells):
        try:
            found[place] = read(cell)
        except ValueError:
            raise CellError(place, f"{shown(cell)}, which is not {meaning}") from None
    return found


def numbers(piece: Grid, column: int, unknown: frozenset[str], decimal: str | None) -> np.ndarray:
    """A column of numbers; NaN where a cell is empty or one of the words for ``unknown`` (in lower case).

    decimal: the decimal sign of numbers with groups or abbreviations; None for plain ones. Raises CellError.
    """

    def read(cell: str) -> float:
        if cell.strip().lower() in unknown:
            return math.nan
        return money(cell, decimal) if decimal else number(cell)

    if decimal == ",":
        values, rest = np.empty(len(piece)), np.arange(len(piece))
    else:
        values, plain = piece.decimals(column)
        rest = np.flatnonzero(~plain)
    try:
        meaning = f"a number with the decimal sign {decimal!r}" if decimal else "a number"
        values[rest] = read_each(read, piece.cells(column, rest), float, meaning)
    except CellError as error:
        place = int(rest[error.place])
        word = re.fullmatch(r"\D*[^\W\d]\D*", piece.cells(column, np.array([place]))[0])
        more = " (a word for an empty cell can be listed under missing in source.formats)" if word else ""
        raise CellError(place, error.reason + more) from None
    return values


def decimal_sign(columns: Iterable[Sequence[str]]) -> str | None:
    """The decimal sign of a file that may group thousands, decided over the cells of all its columns.

    None if no cell shows it: 1,234 alone may be either. A file that contradicts itself is read by its first
    unambiguous cell, so that the contradicting cell is refused.
    """
    for column in columns:
        for cell in column:
            signs = re.sub(r"[^.,]", "", cell)
            if not signs:
                continue
            if len(set(signs)) == 2:
                return signs[-1]
            if len(signs) > 1:
                return "," if signs[0] == "." else "."
            before, after = cell.split(signs)
            if len(re.match(r"\d*", after)[0]) != 3 or len(re.sub(r"\D", "", before)) > 3:
                return signs
            if re.sub(r"\D", "", before).startswith("0") or not re.sub(r"\D", "", before):
                return signs
    return None


def money(cell: str, decimal: str) -> float:
    """A number as people write it: with a currency sign, groups of thousands, K, M or B.

    Raises ValueError for anything else.
    """
    text = cell.translate(_SPACES).removeprefix("$")
    exponent = _SUFFIXES.get(text[-1:].upper(), "")
    text = text[:-1] if exponent else text
    other = "," if decimal == "." else "."
    if _GROUPED[decimal].fullmatch(text):
        text = text.replace(other, "")
    elif other in text:
        raise ValueError
    text = text.replace(decimal, ".")
    if not text or (exponent and not re.fullmatch(r"[+-]?\d+(\.\d*)?|[+-]?\.\d+", text)):
        raise ValueError
    return number(text + exponent)
