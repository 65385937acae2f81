"""Turns the engine's columns into Arrow's, with exact types."""

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa

from freshbars.compute.instants import NO_DAY, NO_INSTANT
from freshbars.database.columns import BOOLEAN, DATE, DOUBLE, INSTANT, INTEGER, TEXT, Column

TYPES = {
    INTEGER: pa.int32(),
    DOUBLE: pa.float64(),
    TEXT: pa.string(),
    BOOLEAN: pa.bool_(),
    INSTANT: pa.timestamp("us", tz="UTC"),
    DATE: pa.date32(),
}
# Arrays count from 2000-01-01, Arrow from 1970-01-01: the difference in microseconds and in days.
_YEARS = np.datetime64("2000-01-01", "us").astype(np.int64), int(np.datetime64("2000-01-01", "D").astype(int))


def schema(columns: Iterable[Column]) -> pa.Schema:
    """The schema of these columns, with the symbol after the id."""
    fields = [pa.field(column.name, TYPES[column.type], column.nullable) for column in columns]
    return pa.schema([fields[0], pa.field("symbol", pa.string()), *fields[1:]])


def batch(wanted: pa.Schema, columns: Mapping[str, object], symbols: Mapping[int, str]) -> pa.RecordBatch:
    """A batch of columns in the order of a schema. A value that is not an array applies to all rows."""
    ids = columns["id"]
    found, place = np.unique(ids, return_inverse=True)
    names = pa.array([symbols.get(asset) for asset in found.tolist()], pa.string())
    given = {**columns, "symbol": names.take(pa.array(place))}
    return pa.record_batch([_array(field.type, given[field.name], len(ids)) for field in wanted], schema=wanted)


def _array(kind: pa.DataType, values: object, n: int) -> pa.Array:
    if isinstance(values, pa.Array):
        return values
    if not isinstance(values, np.ndarray):
        return pa.repeat(pa.scalar(values, kind), n)
    if pa.types.is_floating(kind):
        return pa.array(values, from_pandas=True)
    if pa.types.is_timestamp(kind):
        return pa.array(values + _YEARS[0], mask=values == NO_INSTANT).view(kind)
    if pa.types.is_date(kind):
        return pa.array((values + _YEARS[1]).astype(np.int32), mask=values == NO_DAY).view(kind)
    return pa.array(values.astype(kind.to_pandas_dtype(), copy=False))
