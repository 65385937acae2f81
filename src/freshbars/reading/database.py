"""What notebooks and programs read: assets, daily bars, timeframe bars and EMAs, each as an Arrow table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, chdir, closing
from dataclasses import replace
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from freshbars.config import Config, load
from freshbars.database import connection as connections
from freshbars.database.columns import BOOLEAN, DATE, INSTANT, INTEGER, TEXT, Column
from freshbars.database.connection import Cursor
from freshbars.database.migrations import require_stored
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.database.url import Address, address_of
from freshbars.errors import UserError
from freshbars.reading import arguments, arrow
from freshbars.reading.point_in_time import PointInTime
from freshbars.reading.series import answered, columns_of
from freshbars.refresh import freshness
from freshbars.refresh.series import Series
from freshbars.refresh.stage import Columns, StoredBars, Work
from freshbars.source.assets import Asset, assets_of
from freshbars.store.daily_bars import read_daily
from freshbars.store.daily_state import DailyState
from freshbars.store.frontier import Frontier
from freshbars.store.known_bars import extents, read_bars, stored_ids

if TYPE_CHECKING:
    from freshbars.reading.explanation import Explanation

# What a load says of itself is not known of the past.
_DAILY = [
    column
    for column in TABLES[BARS_1D].columns
    if column.name != "tf" and not column.stamped and not column.name.startswith(("src_", "is_"))
]
_KNOWN_FROM = Column("known_from", INSTANT, "since when the bar stands as it is", nullable=False)
_ASSUMED = Column(
    "assumed", BOOLEAN, "known by the publication delay alone: the store had not loaded it", nullable=False
)
_ASSETS = [
    Column("id", INTEGER, "asset", nullable=False),
    Column("name", TEXT, "as the file of assets gives it"),
    Column("calendar", TEXT, "sessions on which it trades; NULL every day"),
    Column("first_day", DATE, "of its first bar"),
    Column("last_day", DATE, "of its newest bar"),
    Column("bars", INTEGER, "daily bars", nullable=False),
    Column("freshness", TEXT, "fresh, stale, no_state or future", nullable=False),
    Column("reason", TEXT, "why it is called so", nullable=False),
]
Answer = pa.Table | pa.RecordBatchReader
ReadRows = Callable[[Cursor, PointInTime, list[int]], Iterator[Columns]]


def connect(directory: str | PathLike | None = None, url: str | None = None) -> "Database":
    """The database of a working directory (None: the current one), or another one with its configuration.

    Raises UserError if there is no configuration, or no database.
    """
    try:
        # What the configuration names, and the embedded server, lie in the working directory.
        with chdir(directory or "."):
            config, address = load(), address_of(url) if url else connections.address()
            assets = config.source.assets and str(Path(config.source.assets).resolve())
    except OSError as error:
        raise UserError(f"{directory} is no working directory: {error.strerror}") from None
    return Database(replace(config, source=replace(config.source, assets=assets)), address)


class Database:
    """The series of one database, read as of now or as known at an instant.

    assets: a symbol or id, or several; None for all. since, until: the first and last instant (or day) of the rows, which
    cut the result, never the computation. known_at: nothing that was learnt after this instant is used. batches: a
    RecordBatchReader that computes while it is read, in bounded memory, instead of a Table. What is asked wrongly raises
    UserError.
    """

    def __init__(self, config: Config, address: Address) -> None:
        self.config, self._address = config, address

    def assets(self, *, known_at: str | datetime | None = None) -> pa.Table:
        """All assets with symbol, name, calendar, first and last day, number of bars and freshness."""
        with ExitStack() as stack:
            cursor, known, ids, listed = self._begin(stack, None, known_at)
            has = extents(cursor, known.relation(known.days), self.config.timezone) if known.days else {}
            bars = StoredBars(cursor)
            if known.at:
                states = {
                    a: DailyState("", None, one.newest, one.bars, 0, frontier=Frontier("", 0).sealed(a))
                    for a, one in has.items()
                }
                bars.states = lambda: states
            as_of = replace(self.config, ids=tuple(ids), as_of=known.at or self.config.as_of)
            report = freshness.judge(as_of, cursor, {}, bars)
        rows = []
        for one in report.assets:
            asset, (bars, first, last, _) = listed.get(one.id), has.get(one.id, (0, None, None, None))
            about = (asset and asset.symbol, asset and asset.name, (asset and asset.calendar) or None)
            rows.append((one.id, *about, first, last, bars, one.status, one.reason))
        schema = arrow.schema(_ASSETS)
        return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)

    def daily(
        self, assets: Any = None, *, since: Any = None, until: Any = None, known_at: str | datetime | None = None,
        batches: bool = False,
    ) -> Answer:  # fmt: skip
        """Validated daily bars; ``known_from`` says since when each stands as it is."""

        def rows(cursor: Cursor, known: PointInTime, ids: list[int]) -> Iterator[Columns]:
            found = read_bars(cursor, known.relation(ids), ids, _DAILY)
            yield {name: found[name] for name in found.dtype.names}

        return self._answer(rows, [*_DAILY, _KNOWN_FROM], "time_close", assets, (since, until), known_at, batches)

    def bars(
        self, assets: Any, timeframe: str, *, family: str | None = None, rows: str = "finished", since: Any = None,
        until: Any = None, known_at: str | datetime | None = None, batches: bool = False,
    ) -> Answer:  # fmt: skip
        """Bars of a timeframe, configured or not.

        rows: ``finished`` bars, ``all`` snapshots, or for each day (``daily``) the newest bar that was finished by its
        close. family: where a timeframe has several; the values of months and years are the same in all.
        """
        series = arguments.bar_series(self.config, timeframe, family)
        return self._series(series, rows, assets, (since, until), known_at, batches)

    def emas(
        self, assets: Any, timeframe: str, periods: int | Iterable[int], *, family: str | None = None,
        rows: str = "finished", since: Any = None, until: Any = None, known_at: str | datetime | None = None,
        batches: bool = False,
    ) -> Answer:  # fmt: skip
        """EMAs of a timeframe and some periods, configured or not.

        rows: values of ``finished`` bars, ``all`` with previews, or for each day (``daily``) the newest value that was
        finished by its close: no look-ahead. family: ``v2`` for the EMA of daily closes with the period in days. In
        calendar families ``ema_bar`` is the textbook EMA of finished closes.
        """
        series = arguments.ema_series(self.config, timeframe, periods, family)
        return self._series(series, rows, assets, (since, until), known_at, batches)

    def explain(
        self, asset: Any, timeframe: str, period: int, day: Any = None, *, family: str | None = None, column: str = "",
        known_at: str | datetime | None = None,
    ) -> "Explanation":  # fmt: skip
        """Why one EMA is what it is: see ``reading.explanation``. day: by default that of the newest finished bar."""
        from freshbars.reading.explanation import explain

        series = arguments.ema_series(self.config, timeframe, period, family)
        with ExitStack() as stack:
            cursor, known, ids, listed = self._begin(stack, [asset], known_at)
            return explain(cursor, known, ids[0], listed.get(ids[0]), series, arguments.one_day(day), column)

    def _series(self, series: Series, rows: str, assets: Any, span: tuple, known_at: Any, batches: bool) -> Answer:
        arguments.one_of_rows(rows)
        time = "ts" if rows == "daily" else series.time

        def computed(cursor: Cursor, known: PointInTime, ids: list[int]) -> Iterator[Columns]:
            found = read_daily(cursor, ids, known.relation(ids))
            return answered(series, found, rows, known.calendars) if found else iter(())

        return self._answer(computed, columns_of(series, rows), time, assets, span, known_at, batches)

    def _begin(
        self, stack: ExitStack, assets: Any, known_at: Any
    ) -> tuple[Cursor, PointInTime, list[int], Mapping[int, Asset]]:
        """A cursor on one snapshot, what is known there, the ids of the assets, and what the file of assets says."""
        known = PointInTime(arguments.instant("known_at", known_at), self.config.publication_delay)
        listed = assets_of(self.config)
        connection = stack.enter_context(closing(connections.connect(self.config, "reading", self._address)))
        require_stored(self.config, connection)
        cursor = stack.enter_context(connections.reading(connection))
        there = stored_ids(cursor, known.at is not None) | (set() if assets is not None else listed.keys())
        ids = arguments.asset_ids(assets, there, {asset: one.symbol for asset, one in listed.items()})
        known.look(cursor, ids)
        return cursor, known, ids, listed

    def _answer(
        self, rows: ReadRows, columns: list[Column], time: str, assets: Any,
        span: tuple, known_at: Any, batches: bool,
    ) -> Answer:  # fmt: skip
        """An answer's rows, some assets at a time, within a span of time. time: the column that it refers to."""
        first, last = arguments.span(self.config, *span)
        with ExitStack() as stack:
            cursor, known, ids, listed = self._begin(stack, assets, known_at)
            marked = known.at is not None and known.delay is not None
            schema = arrow.schema([*columns, _ASSUMED] if marked else columns)
            symbols = {asset: one.symbol for asset, one in listed.items()}
            # It ends when the last row is read, or when nobody will read any more.
            opened = stack.pop_all()

        def stream() -> Iterator[pa.RecordBatch]:
            with opened:
                for some in Work(days=known.days).batches([asset for asset in ids if asset in known.days]):
                    assumed = np.array([asset for asset in some if known.is_assumed(asset)], np.int64)
                    for one in rows(cursor, known, some):
                        inside = (one[time] >= first) & (one[time] <= last)
                        one = {n: v[inside] if isinstance(v, np.ndarray) else v for n, v in one.items()}
                        if inside.any():
                            yield arrow.batch(schema, {**one, "assumed": np.isin(one["id"], assumed)}, symbols)

        reader = pa.RecordBatchReader.from_batches(schema, stream())
        return reader if batches else reader.read_all()
