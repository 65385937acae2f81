"""Columns to and from PostgreSQL's binary COPY format, whole arrays at a time.

Instants are int64 microseconds since 2000-01-01 UTC and days int32 days since 2000-01-01, as the server stores them.
NULL is NaN in floats, the smallest value in instants and days, and None for text.
Format: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from freshbars.compute.instants import NO_DAY, NO_INSTANT
from freshbars.database.connection import Cursor
from freshbars.database.tables import BIGINT, BOOLEAN, DATE, DOUBLE, INSTANT, INTEGER, TEXT, Table

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
WIRE = {BOOLEAN: "u1", INTEGER: ">i4", BIGINT: ">i8", INSTANT: ">i8", DATE: ">i4", DOUBLE: ">f8"}


@dataclass(frozen=True)
class Rows:
    """Rows of one table in wire format: ``body`` holds them without header and trailer, ``ends`` where each ends."""

    names: tuple[str, ...]
    body: bytes
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.ends)

    def common_prefix(self, stored: bytes) -> int:
        """How many leading rows stand in ``stored`` to the last bit, in the same order."""
        n = min(len(self.body), len(stored))
        differs = np.frombuffer(self.body, np.uint8, n) != np.frombuffer(stored, np.uint8, n)
        same = int(differs.argmax()) if differs.any() else n
        return int(np.searchsorted(self.ends, same, side="right"))


def joined(blocks: Sequence[Rows]) -> Rows:
    """Rows of the same columns, one block after the other."""
    shifts = np.cumsum([0, *(len(rows.body) for rows in blocks)])
    ends = np.concatenate([rows.ends + shift for rows, shift in zip(blocks, shifts, strict=False)])
    return Rows(blocks[0].names, b"".join(rows.body for rows in blocks), ends)


def encode(table: Table, columns: Mapping[str, object], n: int) -> Rows:
    """The rows in wire format.

    columns: name to an array of ``n`` values, or to one value for all rows. Text arrays hold str or None, or bytes.
    """
    names = tuple(columns)
    if not n:
        return Rows(names, b"", np.zeros(0, int))
    fields = [_field(table.c[name].type, table.c[name].nullable, value) for name, value in columns.items()]
    # Rows whose fields have the same widths are encoded together, and then put in order, run by run.
    layout = _layouts([width for _, _, width in fields if isinstance(width, np.ndarray)], n)
    begins = np.flatnonzero(np.diff(layout, prepend=-1))
    if len(begins) == 1:
        body, size = _encode_alike(fields, slice(None), n)
        return Rows(names, body, np.arange(1, n + 1) * size)
    counts, kinds = np.diff(begins, append=n), layout[begins]
    sizes, pieces = np.empty(len(begins), np.int64), np.empty(len(begins), object)
    for kind in set(kinds.tolist()):
        runs, rows = np.flatnonzero(kinds == kind), np.flatnonzero(layout == kind)
        body, size = _encode_alike(fields, rows, len(rows))
        sizes[runs] = size
        ends = np.cumsum(counts[runs] * size).tolist()
        pieces[runs] = [body[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return Rows(names, b"".join(pieces), np.cumsum(np.repeat(sizes, counts)))


def _layouts(widths: Sequence[np.ndarray], n: int) -> np.ndarray:
    """A number for each row: the same for rows of the same widths."""
    result, bound = np.zeros(n, np.int64), 1
    for width in widths:
        radix = int(width.max()) + 2
        if bound * radix >= 1 << 62:
            result = np.unique(result, return_inverse=True)[1]
            bound = n
        result, bound = result * radix + (width + 1), bound * radix
    return result


def _field(kind: str, nullable: bool, value: object) -> tuple[str, np.ndarray, np.ndarray | int]:
    """How a column goes over the wire, its values, and their widths: -1 for NULL."""
    if kind == TEXT:
        return "S", *_text(value)
    value, wire = np.asarray(value), WIRE[kind]
    width = np.dtype(wire).itemsize
    if nullable and kind in _IS_NULL:
        null = _IS_NULL[kind](value)
        if null.any():
            return wire, value, np.where(null, -1, width) if value.ndim else -1
    return wire, value, width


_IS_NULL = {
    DOUBLE: np.isnan,
    INSTANT: lambda value: value == NO_INSTANT,
    DATE: lambda value: value == NO_DAY,
}


def _text(value: object) -> tuple[np.ndarray, np.ndarray | int]:
    if isinstance(value, str):
        return np.array(value.encode()), len(value.encode())
    if isinstance(value, np.ndarray) and value.dtype.kind == "S":
        return value, np.char.str_len(value)
    # Names of files and the like: the same text stands in many rows, one after the other.
    value = np.asarray(value, object)
    starts = np.append(0, np.flatnonzero(value[1:] != value[:-1]) + 1)
    encoded = [None if item is None else item.encode() for item in value[starts].tolist()]
    widths = np.array([-1 if item is None else len(item) for item in encoded], np.int64)
    counts = np.diff(starts, append=len(value))
    return np.repeat(np.array([item or b"" for item in encoded], dtype=bytes), counts), np.repeat(widths, counts)


def _encode_alike(
    fields: Sequence[tuple[str, np.ndarray, np.ndarray | int]], rows: np.ndarray | slice, n: int
) -> tuple[bytes, int]:
    """``n`` rows whose fields have the same widths, and the size of one."""
    first = 0 if isinstance(rows, slice) else rows[0]
    widths = [int(width[first]) if isinstance(width, np.ndarray) else width for _, _, width in fields]
    dtype, blank = _record(tuple((wire, width) for (wire, _, _), width in zip(fields, widths, strict=True)))
    records = np.frombuffer(bytearray(blank * n), dtype)
    for i, ((_, value, _), width) in enumerate(zip(fields, widths, strict=True)):
        if width > 0:
            records[f"value{i}"] = value[rows] if value.ndim else value
    return records.tobytes(), dtype.itemsize


@lru_cache
def _record(fields: tuple[tuple[str, int], ...]) -> tuple[np.dtype, bytes]:
    """The layout of a row of fields of such kinds and widths, and a row whose values are yet to be set."""
    layout = [("count", ">i2")]
    for i, (wire, width) in enumerate(fields):
        layout.append((f"width{i}", ">i4"))
        if width > 0:
            layout.append((f"value{i}", f"S{width}" if wire == "S" else wire))
    blank = np.zeros((), np.dtype(layout))
    blank["count"] = len(fields)
    for i, (_, width) in enumerate(fields):
        blank[f"width{i}"] = width
    return blank.dtype, blank.tobytes()


class _Blocks(io.RawIOBase):
    """A file to read that is made while it is read, so that computing hides behind the server's work."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = memoryview(HEADER)
        self._done = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            if self._done:
                return b""
            block = next(self._blocks, None)
            self._done = block is None
            self._rest = memoryview(TRAILER if block is None else block)
        part, self._rest = self._rest[:size], self._rest[size:]
        return bytes(part)


def copy_in(cursor: Cursor, table: Table, names: Iterable[str], blocks: Iterable[bytes]) -> None:
    """Append encoded rows to a table. ``names`` are their columns; the others take their defaults."""
    columns = ", ".join(f'"{name}"' for name in names)
    place = f'"{table.schema}"."{table.name}"' if table.schema else f'"{table.name}"'
    cursor.copy_expert(f"COPY {place} ({columns}) FROM STDIN (FORMAT binary)", _Blocks(blocks), 1 << 18)


def copy_out_body(cursor: Cursor, query: str) -> bytes:
    """The query's rows in wire format, without header and trailer."""
    buffer = io.BytesIO()
    cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", buffer, 1 << 18)
    return buffer.getvalue()[len(HEADER) : -len(TRAILER)]


def copy_out(cursor: Cursor, query: str, dtype: np.dtype) -> np.ndarray:
    """The query's rows as a structured array of native byte order.

    ``query`` must give the fields of ``dtype`` in their order and widths, and no NULL.
    """
    return fixed_rows(copy_out_body(cursor, query), dtype)


def fixed_rows(body: bytes | np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Rows of fixed width as a structured array of native byte order."""
    wire = _wire(dtype)
    size = body.nbytes if isinstance(body, np.ndarray) else len(body)
    rows = np.frombuffer(body, wire, size // wire.itemsize)
    result = np.empty(len(rows), dtype)
    if size % wire.itemsize or any((rows[f"width {name}"] != wire[name].itemsize).any() for name in dtype.names):
        raise AssertionError("a NULL, or a field of another width, in a query for fixed rows")
    for name in dtype.names:
        result[name] = rows[name]
    return result


@lru_cache
def _wire(dtype: np.dtype) -> np.dtype:
    """How rows of these fields go over the wire."""
    fields = [("count", ">i2")]
    for name in dtype.names:
        kind = "u1" if dtype[name].kind == "b" else dtype[name].newbyteorder(">")
        fields += [(f"width {name}", ">i4"), (name, kind)]
    return np.dtype(fields)
