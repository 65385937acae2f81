"""What every stage is to those who run or plan it: it decides, and a batch of its work yields steps.

A builder writes the rows of the steps, a plan counts them: what a plan prints is what a run does.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from freshbars.compute.sessions import Calendars
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_in, encode
from freshbars.database.tables import Table
from freshbars.refresh.decision import Decision
from freshbars.store.calendars import calendar_problems
from freshbars.store.change_log import ChangeLog
from freshbars.store.daily_bars import read_daily, read_daily_since, read_daily_versions
from freshbars.store.daily_state import DailyState, read_states
from freshbars.store.deletes import Rows, delete
from freshbars.store.sessions import read_calendars
from freshbars.store.suspects import Suspect, read_suspects

Columns = dict[str, np.ndarray]
# For each asset a timestamp and an instant.
Places = Mapping[int, tuple[int, int]]


class Step(NamedTuple):
    """Rows of a table: what is deleted, and then the columns of those that are written, block by block."""

    table: Table
    deletes: Sequence[Rows]
    blocks: Iterator[Columns]


@dataclass
class Done:
    """What a batch came to, asset by asset: what was done in words, rows, and what went wrong."""

    decisions: dict[int, Decision] = field(default_factory=dict)
    written: Counter = field(default_factory=Counter)
    deleted: Counter = field(default_factory=Counter)
    problems: dict[int, str] = field(default_factory=dict)


class Batch(ABC):
    """The work for some assets in a stage: reads and computes when its steps are taken."""

    # Whether its steps are carried out, not only counted.
    writes = False

    def __init__(self) -> None:
        self.done = Done()

    @abstractmethod
    def steps(self) -> Iterator[Step]:
        """What is to be written, in order."""

    @abstractmethod
    def save(self, cursor: Cursor) -> None:
        """Store the assets' states, when all steps are taken."""

    def delete(self, cursor: Cursor, table: Table, rows: Rows) -> Counter:
        """Delete rows; how many of each asset."""
        return delete(cursor, table, rows)

    def stamped(self, table: Table, columns: Columns) -> Columns:
        """The columns as they are written."""
        return columns

    def count(self) -> Done:
        """What a refresh would do; nothing is written."""
        for step in self.steps():
            for _ in self._counted(step.blocks):
                pass
        return self.done

    def write(self, cursor: Cursor) -> Done:
        """Do it, in the caller's transaction."""
        self.writes = True
        for step in self.steps():
            for rows in step.deletes:
                self.done.deleted += self.delete(cursor, step.table, rows)
            blocks = self._counted(step.blocks)
            first = next(blocks, None)
            if first is not None:
                first = self.stamped(step.table, first)
                copy_in(cursor, step.table, tuple(first), self._encoded(step.table, first, blocks))
        self.save(cursor)
        return self.done

    def _counted(self, blocks: Iterator[Columns]) -> Iterator[Columns]:
        for columns in blocks:
            ids, rows = np.unique(columns["id"], return_counts=True)
            if len(ids):
                self.done.written.update(dict(zip(ids.tolist(), rows.tolist(), strict=True)))
                yield columns

    def _encoded(self, table: Table, first: Columns, blocks: Iterator[Columns]) -> Iterator[bytes]:
        yield encode(table, first, len(first["id"])).body
        for columns in blocks:
            yield encode(table, self.stamped(table, columns), len(columns["id"])).body


class StoredBars:
    """The daily bars as the stages after them see them: those that are stored."""

    # Whether timeframe bars will follow them before EMAs are computed.
    series_follow = False

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor

    @cached_property
    def calendars(self) -> Calendars:
        """The sessions of each asset that has a calendar."""
        return read_calendars(self.cursor)

    @cached_property
    def calendar_problems(self) -> dict[int, str]:
        """For each asset that cannot be built because of its calendar the reason."""
        return calendar_problems(self.cursor)

    def states(self) -> dict[int, DailyState]:
        """The states of all assets."""
        return read_states(self.cursor)

    def suspects(self) -> dict[int, Sequence[Suspect]]:
        """The implausible bars of each asset that has any."""
        return read_suspects(self.cursor)

    def changes(self, ids: Sequence[int]) -> ChangeLog:
        """How the bars of some assets changed."""
        return ChangeLog(self.cursor, ids)

    def histories(self, ids: Sequence[int]) -> dict[int, np.ndarray]:
        """All bars of each of some assets (dtype DAILY)."""
        return read_daily(self.cursor, ids)

    def since(self, places: Places) -> dict[int, np.ndarray]:
        """The bars of each asset from a timestamp on that close after an instant."""
        return read_daily_since(self.cursor, places)

    def versions(self, places: Places) -> dict[int, np.ndarray]:
        """The same bars in all their stored versions (dtype VERSION)."""
        return read_daily_versions(self.cursor, places)


# What a batch may hold: days of daily bars, and assets.
BATCH_DAYS, BATCH_ASSETS = 20_000, 256


class Stage(Protocol):
    """Daily bars, or a family of timeframe bars or EMAs, as a configuration wants them."""

    rule: str
    name: str
    # What distinguishes locks of single assets.
    lock: str

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> "Work":
        """What to do for each asset of a shard; reads only. fresh: the assets that may get EMAs, None for all."""

    def batch(self, bars: StoredBars, work: "Work", ids: Sequence[int]) -> Batch:
        """The work for some assets."""

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""


@dataclass
class Work:
    """Decisions for assets, and what they were made from: the stage's states and the fingerprints of its input.

    days: how many daily bars an asset's work takes in.
    """

    decisions: dict[int, Decision] = field(default_factory=dict)
    states: dict[int, object] = field(default_factory=dict)
    digests: dict[int, object] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)

    def versions(self, ids: Sequence[int]) -> dict[int, str]:
        """Of each asset that has a state what changes when it is written."""
        return {asset: self.states[asset].row_version for asset in ids if asset in self.states}

    def batches(self, ids: Sequence[int]) -> Iterator[list[int]]:
        """Assets in batches of bounded size."""
        batch: list[int] = []
        days = 0
        for asset in ids:
            days += self.days.get(asset, 1)
            if batch and (days > BATCH_DAYS or len(batch) == BATCH_ASSETS):
                yield batch
                batch, days = [], self.days.get(asset, 1)
            batch.append(asset)
        if batch:
            yield batch
