"""The cells of a text, many at once, without a Python object for the usual spellings.

A number is read here only if that is exact: the digits of a plain decimal make an integer, which is a double if it is below
2^53, and so is the power of ten; their division is rounded once, as ``float`` does. All other cells are left to the readers
of single cells (``cells.py``, ``dates.py``).
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

# A piece of this size stays in the processor's cache.
_PIECE = 1 << 20
# This many digits always fit 64 bits.
_WIDEST = 18
_TENS = 10 ** np.arange(_WIDEST + 1)
_NEWLINE, _QUOTE, _POINT, _ZERO = b'\n".0'
# 1970-01-01, in days since 2000-01-01.
UNIX = -10_957
# Spellings of dates and instants by their length.
_STAMPS = {
    len(spelling): np.frombuffer(spelling, np.uint8)
    for spelling in (
        b"00000000",
        b"0000-00-00",
        b"0000-00-00 00:00:00",
        b"0000-00-00T00:00:00Z",
        b"0000-00-00T00:00:00.000Z",
    )
}
# Bytes that never occur in UTF-8, for cells that may hold delimiters and newlines.
_CELL, _LINE = 0xFF, 0xFE


class Irregular(Exception):  # noqa: N818
    """A text whose lines have different numbers of cells, or whose quotes do not enclose whole cells."""


class Grid:
    """Some lines of a text: its bytes, and where the cells of each line (n, width) begin and end in them."""

    def __init__(self, text: bytes, begins: np.ndarray, ends: np.ndarray) -> None:
        self._text, self._begins, self._ends = text, begins, ends

    def __len__(self) -> int:
        return len(self._ends)

    def take(self, rows: np.ndarray) -> "Grid":
        """Some of the lines."""
        return Grid(self._text, self._begins[rows], self._ends[rows])

    def cells(self, column: int, rows: np.ndarray | slice = slice(None)) -> list[str]:
        """A column as strings, or some of its rows."""
        begins, ends = self._begins[rows, column], self._ends[rows, column]
        codes = self._codes(begins, ends)
        if codes is not None and (codes == codes[:, :1]).all():
            return [codes[:, 0].tobytes().decode()] * len(ends)
        return [self._text[a:b].decode() for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]

    def decimals(self, column: int) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of a column, and for which cells they hold: for plain decimals of few digits."""
        digits, places, _, plain = self._decimals(column)
        return digits / _TENS.astype(float)[places], plain

    def integers(self, column: int) -> np.ndarray | None:
        """The numbers of a column of digits alone; None where any cell is something else."""
        digits, _, points, plain = self._decimals(column)
        return digits if plain.all() and not points.any() else None

    def stamps(self, column: int) -> tuple[np.ndarray, np.ndarray | int, bool] | None:
        """A column of dates: days since 2000-01-01, microseconds of the day (-1 if no time is stated), whether it is UTC.

        None where any cell is something else than 20240229, 2024-02-29, ... 23:59:59, ...T23:59:59Z or
        ...T23:59:59.999Z, or spelled otherwise than the first.
        """
        codes = self._codes(self._begins[:, column], self._ends[:, column])
        spelling = None if codes is None else _STAMPS.get(len(codes))
        if spelling is None:
            return None
        digits = codes[spelling == _ZERO] - np.uint8(_ZERO)
        if (digits > 9).any() or (codes != spelling[:, None])[spelling != _ZERO].any():
            return None
        # Two digits fit a byte.
        century, year, month, day, *clock = digits[:14:2] * np.uint8(10) + digits[1:14:2]
        days, real = calendar_days(century.astype(np.int32) * 100 + year, month, day)
        if not real.all() or any((part > most).any() for part, most in zip(clock, (23, 59, 59), strict=False)):
            return None
        if not clock:
            return days, -1, False
        hour, minute, second = (part.astype(np.int32) for part in clock)
        millis = np.array([100, 10, 1][: len(digits) - 14], np.int32) @ digits[14:].astype(np.int32)
        of_day = (((hour * 60 + minute) * 60 + second) * 1000 + millis) * np.int64(1000)
        return days, of_day, bool(spelling[-1] != _ZERO)

    def _decimals(self, column: int) -> tuple[np.ndarray, ...]:
        """For each cell its digits as one integer, how many follow a point, how many points there are; whether it counts."""
        ends = np.ascontiguousarray(self._ends[:, column])
        length = (ends - self._begins[:, column]).clip(max=_WIDEST + 1).astype(np.uint8)
        widest = min(max(int(length.max()), 1), _WIDEST)
        codes = self._window(ends - widest, widest)
        outside = np.arange(widest, 0, -1, np.uint8)[:, None] > length
        points = (codes == _POINT) & ~outside
        digits = codes - np.uint8(_ZERO)
        digits[outside | points] = 0
        n_points = points.sum(0, dtype=np.uint8)
        plain = (digits.max(0) < 10) & (n_points < 2) & (length > n_points) & (length <= _WIDEST)
        places = (points * np.arange(widest - 1, -1, -1, np.uint8)[:, None]).sum(0, dtype=np.uint8)
        # Mostly all cells have their point in one place.
        apart = ~points.all(1)
        digits, points = digits[apart].astype(np.uint32), points[apart]
        mixed, cut = points.any(), max(len(digits) - 9, 0)
        # A point multiplies nothing.
        factors = (
            (10 - points.view(np.uint8) * np.uint8(9)).astype(np.uint32) if mixed else [np.uint32(10)] * len(digits)
        )
        whole = np.zeros(len(ends), np.int64)
        # Nine digits fit 32 bits, of which processors multiply eight at once.
        for part in (slice(0, cut), slice(cut, None)):
            some = np.zeros(len(ends), np.uint32)
            for digit, factor in zip(digits[part], factors[part], strict=True):
                some *= factor
                some += digit
            n_digits = len(digits[part]) - points[part].sum(0, dtype=np.uint8) if mixed else len(digits[part])
            whole = whole * _TENS[n_digits] + some
        return whole, places.clip(max=_WIDEST), n_points, plain & (whole < 1 << 53)

    def _codes(self, begins: np.ndarray, ends: np.ndarray) -> np.ndarray | None:
        """The bytes of cells, shape (length, n), if all of them have one length that a stamp or short word may have."""
        length = ends - begins
        if not len(length) or not 0 < length[0] <= 24 or (length != length[0]).any():
            return None
        return self._window(begins, int(length[0]))

    def _window(self, begins: np.ndarray, width: int) -> np.ndarray:
        """So many bytes from each place on, shape (width, n)."""
        windows = np.ndarray((len(self._text) - width + 1,), f"V{width}", self._text, 0, (1,))
        return np.ascontiguousarray(windows[begins].view(np.uint8).reshape(len(begins), width).T)


def calendar_days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days since 2000-01-01, and which of them the calendar has; of numbers of four and of two digits."""
    starts, at = _month_starts(), year * 12 + month - 1
    first = starts[at]
    real = (year > 0) & (month > 0) & (month < 13) & (day > 0) & (day <= starts[at + 1] - first)
    return first + day - 1, real


@cache
def _month_starts() -> np.ndarray:
    """The first day of each month since the year 0, in days since 2000-01-01; up to the month 99 of the year 9999."""
    months = np.arange(-1970 * 12, 8039 * 12).astype("M8[M]")
    return months.astype("M8[D]").astype(np.int64) + UNIX


def grids(data: bytes, start: int, delimiter: str, width: int) -> Iterator[Grid]:
    """The lines of a text from ``start`` on, piece by piece, each of so many cells. Raises Irregular."""
    if b"\r" in data or start == len(data):
        raise Irregular
    if data[-2:-1] == b"\n" or data[-1:] != b"\n":
        data = data.rstrip(b"\n") + b"\n"
    if start < _WIDEST:
        data, start = bytes(_WIDEST) + data, start + _WIDEST
    while start < len(data):
        end = data.rfind(b"\n", start, start + _PIECE) + 1 or data.index(b"\n", start) + 1
        yield _grid(data, start, end, ord(delimiter), _NEWLINE, width)
        start = end


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """Lines whose cells are separated already."""
    text = "".join("\udcff".join(cells) + "\udcfe" for cells in rows)
    data = bytes(_WIDEST) + text.encode(errors="surrogateescape")
    return _grid(data, _WIDEST, len(data), _CELL, _LINE, len(rows[0]))


def _grid(data: bytes, at: int, end: int, delimiter: int, newline: int, width: int) -> Grid:
    codes = np.frombuffer(data, np.uint8)
    piece = codes[at:end]
    ends = np.flatnonzero((piece == delimiter) | (piece == newline)) + at
    lines = codes[ends] == newline
    if len(ends) % width or not lines[width - 1 :: width].all() or lines.sum() * width != len(ends):
        raise Irregular
    begins = np.append(at, ends[:-1] + 1).reshape(-1, width)
    ends = ends.reshape(-1, width)
    if newline == _NEWLINE and (quotes := np.count_nonzero(piece == _QUOTE)):
        quoted = codes[begins] == _QUOTE
        if 2 * quoted.sum() != quotes or (quoted & ((codes[ends - 1] != _QUOTE) | (ends - begins < 2))).any():
            raise Irregular
        begins, ends = begins + quoted, ends - quoted
    return Grid(data, begins, ends)
