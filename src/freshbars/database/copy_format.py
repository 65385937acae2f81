"""Columns to and from PostgreSQL's binary COPY format, whole arrays at a time.

Instants are int64 microseconds since 2000-01-01 UTC and days int32 days since 2000-01-01, as the server stores them.
NULL is NaN in floats, the smallest value in instants and days, and None for text.
Format: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
"""

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from freshbars.compute.instants import NO_DAY, NO_INSTANT, instant
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
    wires, values, widths = [], [], []
    for name, value in columns.items():
        kind = table.c[name].type
        if kind == TEXT:
            value, width = _text(value)
            wires.append(f"S{max(value.itemsize, 1)}")
        else:
            value = np.asarray(value)
            wires.append(WIRE[kind])
            width = _null_width(kind, value, wires[-1]) if table.c[name].nullable else None
        values.append(value)
        widths.append(width)
    dtype, blank = _record(tuple(wires))
    records = np.frombuffer(bytearray(blank * n), dtype)
    for i, (value, width) in enumerate(zip(values, widths, strict=True)):
        records[f"value{i}"] = value
        if width is not None:
            records[f"width{i}"] = width
    ragged = [i for i, width in enumerate(widths) if width is not None]
    if not ragged:
        return Rows(names, records.tobytes(), np.arange(1, n + 1) * records.dtype.itemsize)
    keep = np.ones((n, records.dtype.itemsize), bool)
    for i in ragged:
        # A field that is NULL or short gives up the bytes beyond its width.
        wire, start = records.dtype.fields[f"value{i}"][:2]
        length = np.broadcast_to(np.maximum(widths[i], 0), n)
        keep[:, start : start + wire.itemsize] = np.arange(wire.itemsize) < length[:, None]
    return Rows(names, records.view(np.uint8).reshape(n, -1)[keep].tobytes(), keep.sum(axis=1).cumsum())


@lru_cache
def _record(wires: tuple[str, ...]) -> tuple[np.dtype, bytes]:
    """The layout of a row of such fields, and a row whose values are yet to be set."""
    fields = [("count", ">i2")]
    for i, wire in enumerate(wires):
        fields += [(f"width{i}", ">i4"), (f"value{i}", wire)]
    blank = np.zeros((), np.dtype(fields))
    blank["count"] = len(wires)
    for i in range(len(wires)):
        blank[f"width{i}"] = blank.dtype[f"value{i}"].itemsize
    return blank.dtype, blank.tobytes()


def _null_width(kind: str, value: np.ndarray, wire: str) -> np.ndarray | None:
    """-1 for NULL, else the width; None if there is no NULL."""
    if kind == DOUBLE:
        null = np.isnan(value)
    elif kind == INSTANT:
        null = value == NO_INSTANT
    elif kind == DATE:
        null = value == NO_DAY
    else:
        return None
    return np.where(null, -1, np.dtype(wire).itemsize) if null.any() else None


def _text(value: object) -> tuple[np.ndarray, np.ndarray | None]:
    if isinstance(value, str):
        return np.array(value.encode()), None if value else np.zeros((), np.int32)
    if isinstance(value, np.ndarray) and value.dtype.kind == "S":
        return value, np.char.str_len(value)
    encoded = [None if item is None else item.encode() for item in value]
    widths = np.array([-1 if item is None else len(item) for item in encoded], np.int32)
    return np.array([item or b"" for item in encoded], dtype=bytes), widths


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
    wire = np.dtype(
        [("count", ">i2")]
        + [
            part
            for name in dtype.names
            for part in (
                (f"width {name}", ">i4"),
                (name, "u1" if dtype[name].kind == "b" else dtype[name].newbyteorder(">")),
            )
        ]
    )
    body = copy_out_body(cursor, query)
    rows = np.frombuffer(body, wire, len(body) // wire.itemsize)
    result = np.empty(len(rows), dtype)
    if len(body) % wire.itemsize or any((rows[f"width {name}"] != wire[name].itemsize).any() for name in dtype.names):
        raise AssertionError("a NULL, or a field of another width, in a query for fixed rows")
    for name in dtype.names:
        result[name] = rows[name]
    return result


def difference(
    cursor, table: Table, asset: int, columns: Mapping[str, np.ndarray]
) -> tuple[np.ndarray, list[tuple[object, ...]]]:
    """Which rows of an asset are not stored in this table, and the rest of the key of stored rows that must go.

    columns: all rows that the asset must have. A row whose every bit is stored is in neither.
    """
    rows = encode(table, columns, len(columns["id"]))
    names = ", ".join(f'"{name}"' for name in rows.names)
    body = copy_out_body(cursor, f"SELECT {names} FROM {table.name} WHERE id = {asset}")
    stored, at = {}, 0
    while at < len(body):
        begin, at = at, at + 2
        places = []
        for _ in rows.names:
            width = int.from_bytes(body[at : at + 4], signed=True)
            places.append((at + 4, width))
            at += 4 + max(width, 0)
        stored[body[begin:at]] = places
    starts = [0, *rows.ends[:-1].tolist()] if len(rows) else []
    bodies = [rows.body[start:end] for start, end in zip(starts, rows.ends.tolist(), strict=True)]
    write = np.array([one not in stored for one in bodies], bool)
    begins = np.cumsum([0, *map(len, stored)])
    gone = set(stored).difference(bodies)
    drop = []
    for (one, places), begin in zip(stored.items(), begins.tolist(), strict=False):
        if one in gone:
            key = (rows.names.index(name) for name in table.key[1:])
            fields = [(places[i][0] - begin, places[i][1], table.c[rows.names[i]].type) for i in key]
            drop.append(tuple(value(kind, one[start : start + n]) if n >= 0 else None for start, n, kind in fields))
    return write, drop


def value(kind: str, raw: bytes) -> object:
    """A field in wire format as the driver would give it."""
    match kind:
        case "text":
            return raw.decode()
        case "bool":
            return raw != b"\0"
        case "float8":
            return struct.unpack(">d", raw)[0]
        case "timestamptz":
            return instant(int.from_bytes(raw, signed=True))
        case "date":
            return instant(int.from_bytes(raw, signed=True) * 86_400_000_000).date()
    return int.from_bytes(raw, signed=True)
