"""Files of one asset that overlap: ranked, the highest decides each day, and what differs from the table is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import DAY_US, microseconds
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.source.rescalings import Closes, Rescaling, ScaleJudge
from freshbars.source.stated_files import StatedFile
from freshbars.store.causes import Cause
from freshbars.store.history_events import HistoryEvent, add_event
from freshbars.store.history_rows import HistoryRows
from freshbars.store.loaded_files import FileRecord, files_of, span, write_files
from pricefiles.price_file import FilePart
from pricefiles.rows import ROW, day_of, same

_STORED = np.dtype([*ROW.descr, ("load_ts", "i8")])


class Ranked(NamedTuple):
    """A file of an asset, in the order in which later ones decide; ``stated`` where it is at hand."""

    record: FileRecord
    stated: StatedFile | None


@dataclass(frozen=True)
class Decided:
    """What the files at hand say of each of their days.

    days: ascending, counted from 2000-01-01. rows: dtype ROW. file: the number of the ranked file that says it.
    outranked: whether a file that is not at hand decides about the day. load_ts: when the row was stated.
    """

    days: np.ndarray
    rows: np.ndarray
    names: np.ndarray
    sources: np.ndarray
    load_ts: np.ndarray
    file: np.ndarray
    outranked: np.ndarray


class Difference(NamedTuple):
    """How what is decided differs from the table.

    inserts, updates, again: for each decided day whether it is new, has other values, or the same ones as when it was
    stated before it was over. wrong, unfinished: timestamps of the rows that are replaced because of their values, and
    because of their load time alone. moved: how many of the wrong ones are of days that lie elsewhere under the present
    hours. proven: each other row is what the file that decides about it was just read to say.
    """

    inserts: np.ndarray
    updates: np.ndarray
    again: np.ndarray
    wrong: np.ndarray
    unfinished: np.ndarray
    moved: int
    proven: bool


class Written(NamedTuple):
    """What was written of an asset: for each file how many days it inserted and updated, and rows moved to other hours.

    days: those that were written. proven: each row of the table is now what the file that decides about it says.
    rescalings: new scales of the whole history, which are no restatements of single days.
    """

    counts: np.ndarray
    moved: int
    days: list[date]
    proven: bool
    rescalings: list[Rescaling]


class Overlaps:
    """The price-history table of a configuration, written by one load that begins at ``now``."""

    def __init__(self, context: Context, now: datetime) -> None:
        self._context, self._config, self._now = context, context.config, now

    def write(self, cursor: Cursor, asset: int, files: Sequence[StatedFile], restore: bool = False) -> Written:
        """Write what is new or changed. Raises FileError for a file that does not fit what is stored, or the other files.

        restore: what another program wrote is not kept among the revisions, for no vendor said it.
        """
        ranked, before = self._rank(cursor, asset, files)
        decided = decide(ranked)
        table = HistoryRows(self._config, cursor, asset)
        stored = table.read(_STORED)
        rescalings = [] if restore else self._judge(asset, ranked, decided, before, stored)
        found = difference(stored, decided, _left(ranked, before))
        if restore:
            table.delete(found.wrong)
            add_event(cursor, HistoryEvent(asset, Cause.REPAIR))
        else:
            table.replace(found.wrong, self._now, _note_cause(cursor, asset, ranked, before, rescalings, found))
        table.delete(found.unfinished)
        write = found.inserts | found.updates | found.again
        columns = {name: decided.rows[name][write] for name in ROW.names}
        columns |= {"name": decided.names[write], "source_file": decided.sources[write]}
        table.append(columns | {"load_ts": decided.load_ts[write]}, int(write.sum()))
        counts = np.zeros((len(files), 2), int)
        order = {one.stated.part.content: i for i, one in enumerate(ranked) if one.stated}
        for row, one in zip(counts, files, strict=True):
            mine = decided.file == order[one.part.content]
            row[:] = (found.inserts & mine).sum(), (found.updates & mine).sum()
        return Written(counts, found.moved, [day_of(row) for row in decided.rows[write]], found.proven, rescalings)

    def _rank(
        self, cursor: Cursor, asset: int, files: Sequence[StatedFile]
    ) -> tuple[list[Ranked], dict[str, FileRecord]]:
        """All files of the asset in rank order, those at hand entered in the ledger; and the ledger of before."""
        before = files_of(cursor, asset)
        found = {content: Ranked(record, None) for content, record in before.items()}
        entered: dict[str, FileRecord] = {}
        for one in files:
            part, again = one.part, before.get(one.part.content)
            # A file that is read again keeps the rank that it had.
            name, load_ts = (again.name, again.load_ts) if again else (part.file, self._now)
            record = FileRecord(
                asset, part.content, name, part.days, *span(part.rows), load_ts, part.series.stored, part.placed
            )
            found[part.content] = Ranked(record, one)
            if not again or part.placed:
                entered[part.content] = record
        write_files(cursor, entered.values())
        return sorted(found.values(), key=lambda one: one.record.rank), before

    def _judge(
        self,
        asset: int,
        ranked: Sequence[Ranked],
        decided: Decided,
        before: Mapping[str, FileRecord],
        stored: np.ndarray,
    ) -> list[Rescaling]:
        """Whether the files fit each other, and the new ones what is stored. Raises FileError."""
        judge = ScaleJudge(asset, self._config.timezone, self._context.confirmed_factors.get(asset, ()))
        known: Closes | None = None
        for one in ranked if sum(one.stated is not None for one in ranked) > 1 else ():
            if one.stated:
                part = one.stated.part
                stated = _closes(part.rows)
                if known:
                    judge.judge(part.file, stated, np.ones(len(part.rows), bool), known, _is_adjusted(part))
                known = stated.over(known) if known else stated
        new = [i for i, one in enumerate(ranked) if one.stated and one.record.content not in before]
        if not new or any(one.stated and one.record.content in before for one in ranked):
            # Files that are read again are about to replace what is stored.
            return []
        part = ranked[new[-1]].stated.part
        return judge.judge(part.file, _closes(decided.rows), ~decided.outranked, _closes(stored), _is_adjusted(part))


def _closes(rows: np.ndarray) -> Closes:
    return Closes(rows["timestamp"] // DAY_US, rows["timestamp"], rows["close"])


def _is_adjusted(part: FilePart) -> bool:
    return "adjusted" in part.series.adjustment


def _note_cause(
    cursor: Cursor,
    asset: int,
    ranked: Sequence[Ranked],
    before: Mapping[str, FileRecord],
    rescalings: Sequence[Rescaling],
    found: Difference,
) -> Cause:
    """Why rows are replaced; what is no restatement of single days is stored as an event."""
    for one in rescalings:
        add_event(cursor, HistoryEvent(asset, Cause.RESCALED, *one))
    if rescalings:
        return Cause.RESCALED
    again = [one.stated.part for one in ranked if one.stated and one.record.content in before]
    if len(found.wrong) and any(part.placed != before[part.content].placed for part in again):
        add_event(cursor, HistoryEvent(asset, Cause.CALENDAR))
        return Cause.CALENDAR
    return Cause.VENDOR


def decide(ranked: Sequence[Ranked]) -> Decided:
    """What the files at hand say, the highest of them about each day."""
    days = np.unique(np.concatenate([one.record.days for one in ranked if one.stated]))
    n = len(days)
    decides, speaks = np.full(n, -1), np.full(n, -1)
    for i, one in enumerate(ranked):
        decides[held := np.isin(days, one.record.days)] = i
        if one.stated:
            speaks[held] = i
    rows, names, sources = np.empty(n, ROW), np.empty(n, object), np.empty(n, object)
    load_ts = np.empty(n, np.int64)
    for i in np.unique(speaks):
        (record, stated), mine = ranked[i], speaks == i
        at = np.searchsorted(stated.part.days, days[mine])
        rows[mine], names[mine], sources[mine] = stated.part.rows[at], stated.part.names[at], stated.part.file
        load_ts[mine] = stated.stated_at(microseconds(record.load_ts))[at]
    return Decided(days, rows, names, sources, load_ts, speaks, decides != speaks)


def _left(ranked: Sequence[Ranked], before: dict[str, FileRecord]) -> np.ndarray:
    """Days of files as they were placed before, which no file holds now."""
    moved = [before[r.content].days for r, stated in ranked if stated and stated.part.placed and r.content in before]
    if not moved:
        return np.empty(0, np.int64)
    return np.setdiff1d(np.concatenate(moved), np.concatenate([one.record.days for one in ranked]))


def difference(stored: np.ndarray, decided: Decided, left: np.ndarray) -> Difference:
    """How what is decided differs from the stored rows. left: days that no file holds any more."""
    days = decided.days
    stored_days = stored["timestamp"] // DAY_US
    at = np.searchsorted(days, stored_days).clip(max=len(days) - 1)
    meets = days[at] == stored_days
    # Names are not compared: newer headers have a column that older ones lack, and it names the quote currency.
    equal = same(stored[list(ROW.names)], decided.rows[at])
    early = (stored["load_ts"] < stored["timeclose"]) & (stored["load_ts"] != decided.load_ts[at])
    has, updates, again = (np.zeros(len(days), bool) for _ in range(3))
    has[at[meets]] = True
    updates[at[meets & ~equal]] = True
    again[at[meets & equal & early]] = True
    # A loaded file that outranks these has said all it has to say, unless its row was taken from the table.
    updates &= ~decided.outranked
    again &= ~decided.outranked
    moved = np.isin(stored_days, left) & ~meets
    wrong, unfinished = (stored["timestamp"][some] for some in (meets & updates[at] | moved, meets & again[at]))
    proven = meets[~moved].all() and not decided.outranked[at[meets]].any()
    return Difference(~has, updates, again, wrong, unfinished, int(moved.sum()), bool(proven))
