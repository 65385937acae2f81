"""What notebooks and programs read: assets, daily bars, timeframe bars and EMAs, each as an Arrow table."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, chdir
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from freshbars.compute.series import Series
from freshbars.config import Config, load
from freshbars.database import connection as connections
from freshbars.database.columns import DATE, INSTANT, INTEGER, TEXT, Column
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.database.url import Address, address_of
from freshbars.errors import UserError
from freshbars.inputs.assets import assets_of
from freshbars.reading import arguments, arrow, wide
from freshbars.reading.series import DATE_OF_ROW, answered, columns_of, dates_of_rows, merged
from freshbars.reading.snapshot import Question, Snapshot, answer, take
from freshbars.refresh import freshness
from freshbars.refresh.stage import Columns, StoredBars
from freshbars.store import past_runs
from freshbars.store.daily_bars import read_daily
from freshbars.store.daily_state import DailyState
from freshbars.store.frontier import Frontier
from freshbars.store.known_bars import extents, read_bars
from freshbars.store.series_tables import table_of

if TYPE_CHECKING:
    from freshbars.reading.explanation import Explanation

# Without what a load says of itself, which is not known of the past.
_DAILY = [
    column
    for column in TABLES[BARS_1D].columns
    if column.name != "tf" and not column.stamped and not column.name.startswith(("src_", "is_"))
]
_KNOWN_FROM = Column("known_from", INSTANT, "when the bar became what it is", nullable=False)
_ASSETS = [
    Column("id", INTEGER, "asset", nullable=False),
    Column("name", TEXT, "from the file of assets"),
    Column("calendar", TEXT, "sessions on which it trades; NULL every day"),
    Column("first_day", DATE, "of its first bar"),
    Column("last_day", DATE, "of its newest bar"),
    Column("bars", INTEGER, "daily bars", nullable=False),
    Column("freshness", TEXT, "status in the freshness report", nullable=False),
    Column("reason", TEXT, "reason for this status", nullable=False),
]
_RUNS = [
    Column("run_id", TEXT, "one for each call of Snakemake", nullable=False),
    Column("target", TEXT, "what was asked for", nullable=False),
    Column("started", INSTANT, "when it began", nullable=False),
    Column("finished", INSTANT, "when it ended; NULL for a run that is at work or was killed"),
    Column("outcome", TEXT, "ok or failed; NULL while it runs"),
]
Answer = pa.Table | pa.RecordBatchReader


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

    Every method takes some of these arguments, and raises UserError for a wrong one:

    - assets: a symbol, alias or id, or several; None for all. Case does not matter.
    - since, until: the first and last day or instant of the rows. They cut the result, never the computation.
    - known_at: nothing learnt after this instant (or the end of this day) is used; ``"last run"`` for the end of the
      newest run. ``runs`` lists the instants to ask for.
    - rows: of ``finished`` bars, ``all`` with previews, or for each day (``daily``) the newest values that were finished
      by its close: no look-ahead.
    - family: for a timeframe of several families. Months and years are the same in all.
    - include_suspects: also bars that are implausible and not confirmed; else a suspect asset ends at its accepted bars.
    - batches: return a RecordBatchReader, which computes while it is read in bounded memory, instead of a Table.

    Days and instants are those of Python, pandas, NumPy and Arrow. ``date`` is the trading day of a row.
    """

    def __init__(self, config: Config, address: Address) -> None:
        self.config, self._address = config, address

    def assets(self, *, known_at: Any = None) -> pa.Table:
        """All assets with symbol, name, calendar, first and last day, number of bars and freshness."""
        with ExitStack() as stack:
            snapshot = take(self.config, self._address, stack, None, known_at)
            cursor, known = snapshot.cursor, snapshot.known
            has = extents(cursor, known.relation(known.days), self.config.timezone) if known.days else {}
            bars = StoredBars(cursor)
            if known.at:
                states = {
                    a: DailyState("", None, one.newest, one.bars, 0, frontier=Frontier("", 0).sealed(a))
                    for a, one in has.items()
                }
                bars.states = lambda: states
            as_of = replace(self.config, ids=tuple(snapshot.ids), as_of=known.at or self.config.as_of)
            report = freshness.judge(as_of, cursor, {}, bars)
        rows = []
        for one in report.assets:
            asset, (bars, first, last, _) = snapshot.listed.get(one.id), has.get(one.id, (0, None, None, None))
            about = (asset and asset.symbol, asset and asset.name, (asset and asset.calendar) or None)
            rows.append((one.id, *about, first, last, bars, one.status, one.reason))
        return _table(arrow.schema(_ASSETS), rows)

    def runs(self) -> pa.Table:
        """All runs that had work to do, the oldest first: the instants to ask for with ``known_at``."""
        with ExitStack() as stack:
            found = past_runs.every(take(self.config, self._address, stack, [], None).cursor)
        fields = [pa.field(column.name, arrow.TYPES[column.type], column.nullable) for column in _RUNS]
        return _table(pa.schema(fields), found)

    def daily(
        self, assets: Any = None, *, since: Any = None, until: Any = None, known_at: Any = None, batches: bool = False,
        include_suspects: bool = False,
    ) -> Answer:  # fmt: skip
        """Validated daily bars; ``known_from`` is when each became what it is."""

        def rows(snapshot: Snapshot, ids: list[int]) -> Iterator[Columns]:
            found = read_bars(snapshot.cursor, snapshot.known.relation(ids), ids, _DAILY)
            dates = dates_of_rows(found, self.config.timezone, snapshot.known.calendars)
            yield {"date": dates, **{name: found[name] for name in found.dtype.names}}

        columns = [_DAILY[0], DATE_OF_ROW, *_DAILY[1:], _KNOWN_FROM]
        question = Question(assets, since, until, known_at, batches, include_suspects)
        return answer(self.config, self._address, question, rows, columns, "time_close")

    def bars(
        self, assets: Any, timeframe: str | Iterable[str], *, family: str | None = None, rows: str = "finished",
        since: Any = None, until: Any = None, known_at: Any = None, batches: bool = False, include_suspects: bool = False,
    ) -> Answer:  # fmt: skip
        """Bars of one or more timeframes, configured or not."""
        series = arguments.bar_series(self.config, timeframe, family)
        return self._series(series, rows, Question(assets, since, until, known_at, batches, include_suspects))

    def emas(
        self, assets: Any, timeframe: str | Iterable[str], periods: int | Iterable[int], *, family: str | None = None,
        rows: str = "finished", since: Any = None, until: Any = None, known_at: Any = None, batches: bool = False,
        include_suspects: bool = False,
    ) -> Answer:  # fmt: skip
        """EMAs of one or more timeframes and periods, configured or not.

        ``ema`` is the textbook EMA of the closes of finished bars, ``seed_weight`` the share in it of its seed, the mean of
        the first closes. ``ema_daily`` (calendar families): the EMA that is carried on daily. family: ``v2`` for the EMA
        of daily closes with the period in days.
        """
        series = arguments.ema_series(self.config, timeframe, periods, family)
        return self._series(series, rows, Question(assets, since, until, known_at, batches, include_suspects))

    def wide(
        self, value: str = "close", assets: Any = None, timeframe: str = "1D", period: int | None = None, *,
        family: str | None = None, rows: str = "daily", since: Any = None, until: Any = None, known_at: Any = None,
        include_suspects: bool = False,
    ) -> pa.Table:  # fmt: skip
        """One value as a table of dates by assets: ``date``, then a column for each symbol, NULL where none is known.

        value: ``close``, ``volume`` ... of bars, or with a period ``ema``, ``d1`` ... of EMAs.
        """
        given = {"since": since, "until": until, "known_at": known_at, "include_suspects": include_suspects}
        if period is not None:
            found = self.emas(assets, timeframe, period, family=family, rows=rows, **given)
        elif timeframe == "1D":
            found = self.daily(assets, **given)
        else:
            found = self.bars(assets, timeframe, family=family, rows=rows, **given)
        listed, present = assets_of(self.config), pc.unique(found["id"]).to_pylist()
        # Whatever was asked for exists by now.
        asked = present if assets is None else arguments.asset_ids(assets, range(2**31), listed)
        return wide.pivoted(found, value, asked, listed)

    def explain(
        self, asset: Any, timeframe: str, period: int, day: Any = None, *, family: str | None = None, column: str = "ema",
        known_at: Any = None,
    ) -> "Explanation":  # fmt: skip
        """Why one EMA is what it is: see ``reading.explanation``. day: by default that of the newest finished bar."""
        from freshbars.reading.explanation import explain

        (series,) = arguments.ema_series(self.config, str(timeframe), period, family)
        with ExitStack() as stack:
            found = take(self.config, self._address, stack, [asset], known_at)
            (one,) = found.ids
            wanted = arguments.one_day("day", day)
            return explain(found.cursor, found.known, one, found.listed.get(one), series, wanted, column)

    def _series(self, asked: Sequence[Series], rows: str, question: Question) -> Answer:
        arguments.one_of_rows(rows)
        time = "ts" if rows == "daily" else table_of(asked[0]).time

        def computed(snapshot: Snapshot, ids: list[int]) -> Iterator[Columns]:
            found = read_daily(snapshot.cursor, ids, snapshot.known.relation(ids))
            if not found:
                return
            blocks = (block for one in asked for block in answered(one, found, rows, snapshot.known.calendars))
            if len(asked) == 1:
                yield from blocks
            elif parts := list(blocks):
                yield merged(parts)

        return answer(self.config, self._address, question, computed, columns_of(asked, rows), time)


def _table(schema: pa.Schema, rows: Iterable[Sequence[object]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)
