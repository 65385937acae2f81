"""Rows in wire format with fields of any width, taken apart run by run: rows whose fields have the same widths together."""

import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import instant
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_out_body, encode, fixed_rows
from freshbars.database.tables import Table

# Rows that are looked at first to see whether a run goes on; then four times as many.
_FIRST = 16


class Field(NamedTuple):
    """Where a field begins in a row, and how many bytes it has: -1 for NULL."""

    at: int
    width: int


class Run(NamedTuple):
    """Rows whose fields have the same widths: a line of bytes for each."""

    rows: np.ndarray
    fields: tuple[Field, ...]


def runs(body: bytes, n: int) -> Iterator[Run]:
    """The rows of ``n`` fields of a body without header and trailer, in their order."""
    raw, begin = np.frombuffer(body, np.uint8), 0
    while begin < len(body):
        fields, at = [], begin + 2
        for _ in range(n):
            width = int.from_bytes(body[at : at + 4], signed=True)
            fields.append(Field(at + 4 - begin, width))
            at += 4 + max(width, 0)
        size = at - begin
        count = _alike(raw[begin : begin + (len(body) - begin) // size * size].reshape(-1, size), fields)
        yield Run(raw[begin : begin + count * size].reshape(count, size), tuple(fields))
        begin += count * size


def _alike(rows: np.ndarray, fields: list[Field]) -> int:
    """How many rows have fields as wide as those of the first one, which are ``fields``."""
    widths = np.array([field.at - 4 + i for field in fields for i in range(4)])
    found, some = 1, _FIRST
    while found < len(rows):
        same = (rows[found : found + some][:, widths] == rows[0, widths]).all(axis=1)
        if not same.all():
            return found + int(same.argmin())
        found, some = found + len(same), some * 4
    return found


def copy_out_with_texts(cursor: Cursor, query: str, dtype: np.dtype, texts: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """The query's rows: fields of ``dtype``, of which none is NULL, and behind them texts (arrays of str or None)."""
    found, columns = [np.empty(0, dtype)], [[np.empty(0, object)] for _ in range(texts)]
    for run in runs(copy_out_body(cursor, query), len(dtype.names) + texts):
        found.append(fixed_rows(np.ascontiguousarray(run.rows[:, : run.fields[len(dtype.names)].at - 4]), dtype))
        for column, field in zip(columns, run.fields[len(dtype.names) :], strict=True):
            column.append(_texts(run.rows, field))
    return np.concatenate(found), [np.concatenate(column) for column in columns]


def _texts(rows: np.ndarray, field: Field) -> np.ndarray:
    if field.width <= 0:
        return np.full(len(rows), None if field.width else "", object)
    values = np.ascontiguousarray(rows[:, field.at : field.at + field.width]).view(f"S{field.width}")[:, 0]
    starts = np.append(0, np.flatnonzero(values[1:] != values[:-1]) + 1)
    some = np.array([value.decode() for value in values[starts].tolist()], object)
    return np.repeat(some, np.diff(starts, append=len(values)))


def difference(
    cursor: Cursor, table: Table, ids: Iterable[int], columns: Mapping[str, np.ndarray]
) -> tuple[np.ndarray, list[tuple[object, ...]]]:
    """Which rows of some assets are not stored in this table, and the keys of stored rows that must go.

    columns: all rows that the assets must have. A row whose every bit is stored is in neither.
    """
    rows = encode(table, columns, len(columns["id"]))
    names = ", ".join(f'"{name}"' for name in rows.names)
    query = f"SELECT {names} FROM {table.name} WHERE id = ANY('{{{','.join(map(str, ids))}}}')"
    stored: dict[bytes, tuple[Field, ...]] = {}
    for run in runs(copy_out_body(cursor, query), len(rows.names)):
        blob, size = run.rows.tobytes(), run.rows.shape[1]
        stored |= {blob[at : at + size]: run.fields for at in range(0, len(blob), size)}
    starts = [0, *rows.ends[:-1].tolist()] if len(rows) else []
    bodies = [rows.body[start:end] for start, end in zip(starts, rows.ends.tolist(), strict=True)]
    write = np.array([one not in stored for one in bodies], bool)
    gone, drop = stored.keys() - set(bodies), []
    key = [(rows.names.index(name), table.c[name].type) for name in table.key]
    for one in stored:
        if one in gone:
            fields = [(stored[one][i], kind) for i, kind in key]
            drop.append(tuple(value(kind, one[at : at + n]) if n >= 0 else None for (at, n), kind in fields))
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
