"""What a certificate covers: which tables, which of their columns, and by what their rows are grouped."""

from collections.abc import Iterator
from typing import NamedTuple

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.columns import Table, source_table
from freshbars.database.tables import BARS_1D, HISTORY, TABLES, history

DATA, RECORD = "data", "record"
# What a load says of itself, and when a row was written: two machines with the same data differ in these.
_OF_THE_LOAD = {"ingested_at", "load_ts", "source_file", "src_name", "src_file", "src_load_ts", "name"}


class Covered(NamedTuple):
    """A table in a certificate.

    name: what the certificate calls it. root: DATA or RECORD. series: the columns whose values name a series. time: the column
    whose year, in UTC, divides a series; empty for none. columns: those that count.
    """

    name: str
    root: str
    table: Table
    series: tuple[str, ...]
    time: str
    columns: tuple[str, ...]


def covered(config: Config) -> Iterator[Covered]:
    """Everything that a certificate of this database covers."""
    stated = history(*source_table(config))
    if config.source.kind == "exports":
        # A table that another program fills is not ours to certify; the daily bars made of it are.
        yield _data(HISTORY, stated, ("id",), "timestamp")
        yield _record(f"{HISTORY} stamps", stated, ("id",), "timestamp", ("id", "timestamp", "load_ts", "source_file"))
        for suffix, time in (("revisions", "timestamp"), ("files", "")):
            table = TABLES[f"{HISTORY}_{suffix}"]
            yield _record(table.name, table, ("id",), time, tuple(column.name for column in table.columns))
    bars = TABLES[BARS_1D]
    yield _data(BARS_1D, bars, ("id",), "timestamp")
    yield _record(
        f"{BARS_1D} stamps", bars, ("id",), "timestamp", ("id", "timestamp", "ingested_at", "src_file", "src_load_ts")
    )
    yield _data(f"{BARS_1D}_rejects", TABLES[f"{BARS_1D}_rejects"], ("id",), "timestamp")
    table = TABLES[f"{BARS_1D}_revisions"]
    yield _record(table.name, table, ("id",), "timestamp", tuple(column.name for column in table.columns))
    for bar_family in BAR_FAMILIES.values():
        yield _data(bar_family.table, TABLES[bar_family.table], ("id", "tf"), "time_close")
    for ema_family in EMA_FAMILIES.values():
        yield _data(ema_family.table, TABLES[ema_family.table], ("id", "tf", "period"), "ts")
    yield _data("freshbars_sessions", TABLES["freshbars_sessions"], ("calendar",), "")
    yield _record("dim_asset", TABLES["dim_asset"], ("id",), "", ("id", "symbol", "name", "timezone"))
    yield _record(
        "freshbars_runs", TABLES["freshbars_runs"], (), "", ("run_id", "target", "started", "finished", "outcome")
    )


def _data(name: str, table: Table, series: tuple[str, ...], time: str) -> Covered:
    kept = tuple(column.name for column in table.columns if column.name not in _OF_THE_LOAD)
    return Covered(name, DATA, table, series, time, kept)


def _record(name: str, table: Table, series: tuple[str, ...], time: str, columns: tuple[str, ...]) -> Covered:
    return Covered(name, RECORD, table, series, time, columns)
