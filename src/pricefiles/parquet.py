"""Parquet files as the text that their columns would be as CSV, so that the one reader reads them too."""

import io

from pricefiles.errors import FileError

_INDEX = "__index_level"
_DATES = ("date", "time", "timestamp", "price")


def text_of(name: str, data: bytes, limit: int) -> bytes:
    """The columns of a Parquet file as CSV, every number with all its digits.

    It is read row group by row group. Raises FileError for a file that is damaged or holds more than ``limit`` bytes of
    text, which its own description shows before anything is unpacked, and where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import csv, parquet
    except ImportError:
        raise FileError(
            name,
            None,
            "is a Parquet file, which needs pyarrow: install it (pip install pyarrow), or write the file as CSV",
        ) from None
    out = io.BytesIO()
    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        schema = file.schema_arrow
        # A cell takes a byte and its comma at least.
        if 2 * file.metadata.num_rows * len(schema) > limit:
            raise _TooMuch
        if any(pa.types.is_nested(field.type) for field in schema):
            raise pa.ArrowInvalid("it has nested columns")
        order = sorted(schema.names, key=lambda column: _plain(column).lower() not in _DATES)
        options = csv.WriteOptions(include_header=False)
        out.write((",".join(f'"{_plain(column)}"' for column in order) + "\n").encode())
        for batch in file.iter_batches(batch_size=1 << 14, columns=order):
            columns = [_written(pa, batch.column(batch.schema.get_field_index(column))) for column in order]
            csv.write_csv(pa.RecordBatch.from_arrays(columns, names=order), out, options)
            if out.tell() > limit:
                raise _TooMuch
    except _TooMuch:
        raise FileError(name, None, f"holds more than the {limit >> 20} MiB that one file may have") from None
    except Exception as error:
        raise FileError(name, None, f"is a Parquet file that cannot be read: {str(error).splitlines()[0]}") from None
    return out.getvalue()


class _TooMuch(Exception):  # noqa: N818
    """More text than a file may hold."""


def _plain(column: str) -> str:
    """A column's name; pandas' index is the date."""
    return "date" if column.startswith(_INDEX) else column


def _written(pa, column):
    """A column as CSV can hold it: NaN as nothing, an instant with its offset, a dictionary's values."""
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_floating(kind):
        # Arrays of NumPy have no other way to say unknown.
        return pc.if_else(pc.is_nan(column), None, column)
    if pa.types.is_timestamp(kind) and kind.tz:
        return pc.strftime(column, format="%Y-%m-%d %H:%M:%S%z")
    return column
