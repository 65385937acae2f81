"""One unchanging snapshot of the database for one answer, with the point in time and the assets that it is about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from freshbars.config import Config
from freshbars.database import connection as connections
from freshbars.database.columns import BOOLEAN, Column
from freshbars.database.connection import Cursor
from freshbars.database.migrations import require_stored
from freshbars.database.url import Address
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset, assets_of
from freshbars.reading import arguments, arrow
from freshbars.reading.point_in_time import PointInTime
from freshbars.refresh.stage import Columns, Work
from freshbars.store import past_runs
from freshbars.store.known_bars import stored_ids

LAST_RUN = "last run"
_ASSUMED = Column(
    "assumed", BOOLEAN, "known by the publication delay alone: nothing of the asset was loaded yet", nullable=False
)


@dataclass(frozen=True)
class Snapshot:
    """A cursor on one snapshot, what is known there, the ids of the assets, and what the file of assets says."""

    cursor: Cursor
    known: PointInTime
    ids: list[int]
    listed: Mapping[int, Asset]


# Reads the rows of some assets of a snapshot, block by block.
ReadRows = Callable[[Snapshot, list[int]], Iterator[Columns]]


@dataclass(frozen=True)
class Question:
    """What is common to all questions: the assets, the span of time, the instant of knowledge, and in what form to answer."""

    assets: Any = None
    since: Any = None
    until: Any = None
    known_at: Any = None
    batches: bool = False
    include_suspects: bool = False


def take(
    config: Config, address: Address, stack: ExitStack, assets: Any, known_at: Any, include_suspects: bool = False
) -> Snapshot:
    """A snapshot that lasts until ``stack`` is closed. Raises UserError where the question is wrong."""
    listed = assets_of(config)
    connection = stack.enter_context(closing(connections.connect(config, "reading", address)))
    require_stored(config, connection)
    cursor = stack.enter_context(connections.reading(connection))
    at = _last_run(cursor) if known_at == LAST_RUN else arguments.instant("known_at", known_at, config.timezone)
    known = PointInTime(at, config.publication_delay, include_suspects)
    there = stored_ids(cursor, at is not None) | (set() if assets is not None else listed.keys())
    ids = sorted(arguments.asset_ids(assets, there, listed))
    known.look(cursor, ids)
    return Snapshot(cursor, known, ids, listed)


def _last_run(cursor: Cursor) -> datetime:
    at = past_runs.last_finished(cursor)
    if at is None:
        raise UserError("known_at: no run has finished yet")
    return at


def answer(
    config: Config, address: Address, question: Question, rows: ReadRows, columns: Sequence[Column], time: str
) -> pa.Table | pa.RecordBatchReader:
    """The rows of the assets, some assets at a time, within the span. time: the column that the span refers to."""
    first, last = arguments.span(config.timezone, question.since, question.until)
    with ExitStack() as stack:
        snapshot = take(config, address, stack, question.assets, question.known_at, question.include_suspects)
        known = snapshot.known
        marked = known.at is not None and known.delay is not None
        schema = arrow.schema([*columns, _ASSUMED] if marked else columns)
        symbols = {asset: one.symbol for asset, one in snapshot.listed.items()}
        # It ends when the last row is read, or when nobody will read any more.
        opened = stack.pop_all()

    def stream() -> Iterator[pa.RecordBatch]:
        with opened:
            for some in Work(days=known.days).batches([asset for asset in snapshot.ids if asset in known.days]):
                assumed = np.array([asset for asset in some if known.is_assumed(asset)], np.int64)
                for one in rows(snapshot, some):
                    inside = (one[time] >= first) & (one[time] <= last)
                    one = {n: v[inside] if isinstance(v, np.ndarray) else v for n, v in one.items()}
                    if inside.any():
                        yield arrow.batch(schema, {**one, "assumed": np.isin(one["id"], assumed)}, symbols)

    reader = pa.RecordBatchReader.from_batches(schema, stream())
    return reader if question.batches else reader.read_all()
