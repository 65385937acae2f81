"""Parquet files as the text that their columns would be as CSV, so that the one reader reads them too."""

import csv
import io
from datetime import date, datetime

from pricefiles.errors import FileError


def text_of(name: str, data: bytes) -> bytes:
    """The columns of a Parquet file as CSV, every number with all its digits.

    Raises FileError where the file is damaged, or pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise FileError(
            name,
            None,
            "is a Parquet file, which needs pyarrow: install it (pip install pyarrow), or write the file as CSV",
        ) from None
    try:
        table = parquet.ParquetFile(pa.BufferReader(data)).read()
        columns = [column.to_pylist() for column in table.columns]
    except Exception as error:
        raise FileError(name, None, f"is a Parquet file that cannot be read: {str(error).splitlines()[0]}") from None
    names = ["date" if column.startswith("__index_level") else column for column in table.column_names]
    order = sorted(range(len(names)), key=lambda i: names[i].lower() not in ("date", "time", "timestamp", "price"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([names[i] for i in order])
    writer.writerows(zip(*(map(_cell, columns[i]) for i in order), strict=True))
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # Arrays of NumPy have no other way to say unknown.
        return "" if value != value else repr(value)
    return str(value)
