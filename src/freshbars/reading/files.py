"""Writes answers to the console, a CSV or Parquet file, or a folder with one Parquet file for each asset."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from freshbars.errors import UserError

# A spreadsheet takes text that begins like this for a formula, and runs it.
_FORMULA = "^[=+\\-@\t\r]"


class _CsvFile:
    """A CSV file in which no text is a formula: an apostrophe before it has spreadsheets show it as it is."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema, self._writer = schema, csv.CSVWriter(path, schema)

    def __enter__(self) -> "_CsvFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""
        columns = [_shown(column) if pa.types.is_string(column.type) else column for column in batch.columns]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))


def _shown(text: pa.Array) -> pa.Array:
    formula = pc.match_substring_regex(text, _FORMULA)
    return pc.if_else(formula, pc.binary_join_element_wise("'", text, ""), text)


FORMS = {".csv": _CsvFile, ".parquet": parquet.ParquetWriter}


def check(path: Path | None) -> None:
    """Raise UserError if the file's suffix is not supported."""
    if path and path.suffix and path.suffix not in FORMS:
        raise UserError(f"{path.name}: write to a file .csv or .parquet, or to a folder of Parquet files")


def write(answer: pa.RecordBatchReader, path: Path) -> int:
    """Write an answer batch by batch. Returns the number of rows. A file appears once it is complete.

    A path that ends in .csv or .parquet is a file; any other is a folder with one file for each asset, such as
    ``id=1/rows.parquet``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _one_file(answer, path) if path.suffix else _folder(answer, path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}") from None


def _one_file(answer: pa.RecordBatchReader, path: Path) -> int:
    rows = 0
    with _whole(path, answer.schema) as file:
        for batch in answer:
            file.write_batch(batch)
            rows += len(batch)
    return rows


def _folder(answer: pa.RecordBatchReader, path: Path) -> int:
    if "id" not in answer.schema.names:
        raise UserError(f"{path.name}: rows that belong to no one asset go into a file .csv or .parquet")
    # The id is in the folder's name: readers of partitioned data take it from there.
    schema = answer.schema.remove(answer.schema.get_field_index("id"))
    parts = ((asset, batch.filter(pc.equal(batch["id"], asset))) for batch in answer for asset in _ids(batch))
    rows = 0
    for asset, batches in groupby(parts, key=itemgetter(0)):
        place = path / f"id={asset}"
        place.mkdir(parents=True, exist_ok=True)
        with _whole(place / "rows.parquet", schema) as file:
            for _, batch in batches:
                file.write_batch(batch.drop_columns(["id"]))
                rows += len(batch)
    return rows


def _ids(batch: pa.RecordBatch) -> list[int]:
    return pc.unique(batch["id"]).to_pylist()


@contextmanager
def _whole(path: Path, schema: pa.Schema) -> Iterator[_CsvFile | parquet.ParquetWriter]:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with FORMS[path.suffix](draft, schema) as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def show(answer: pa.RecordBatchReader, to: TextIO | None = None, most: int = 60) -> None:
    """Print an answer as a table. most: number of rows that are printed, the last ones. to: by default standard output."""
    table, n = answer.schema.empty_table(), 0
    for batch in answer:
        n += len(batch)
        table = pa.concat_tables([table, pa.Table.from_batches([batch])]).slice(max(0, len(table) + len(batch) - most))
    lines = [table.column_names, *([_cell(one[name]) for name in table.column_names] for one in table.to_pylist())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip(), file=to)
    print(f"{n:,} rows" + (f", of which the last {most}" if n > most else ""), file=to)


def _cell(value: object) -> str:
    return "-" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)
