"""Loaded files, listed and disowned: after that the price history is as if a file had never come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from freshbars.compute.instants import DAY_US, instant
from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor
from freshbars.database.tables import HISTORY, source_columns
from freshbars.database.transactions import transaction
from freshbars.errors import UserError
from freshbars.source.file_digests import Contents
from freshbars.source.loaded_files import FILES, LoadedFile, files_of, load_instant, note_loaded
from freshbars.source.overlaps import REVISIONS, Overlaps
from freshbars.source.price_files import PriceFiles, as_user_error
from freshbars.source.price_history import Source
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.sessions import read_calendars
from pricefiles.errors import FileError
from pricefiles.files import csv_files, shown_name
from pricefiles.price_file import FilePart


@dataclass(frozen=True)
class Loaded:
    """A file that was loaded, for a person."""

    content: str
    asset: int
    name: str
    first: date
    last: date
    days: int

    def __str__(self) -> str:
        return (
            f"{self.content[:12]}  asset {self.asset}  {self.first} to {self.last}  {self.days:>6,} days  {self.name}"
        )


def loaded(cursor: Cursor, ids: Iterable[int] = ()) -> list[Loaded]:
    """All loaded files, or those of some assets, in the order of loads."""
    cursor.execute(
        f"SELECT content, id, file, first_ts::date, last_ts::date, n_rows FROM {FILES} "
        "WHERE %s OR id = ANY(%s) ORDER BY load_ts, id, file, content",
        (not ids, list(ids)),
    )
    return [Loaded(*row) for row in cursor]


def disown(config: Config, connection: Connection, which: str) -> str:
    """Take back what a loaded file said, known by its name or the beginning of its content's digest. Returns what was done.

    What the other files of the asset say takes its place: those in the folder of exports are read again. Raises UserError
    if the file is not known, still lies in the folder, or left no trace of what others said that are not there.
    """
    with connection, connection.cursor() as cursor:
        found = [
            one for one in loaded(cursor) if one.name == which or (len(which) > 5 and one.content.startswith(which))
        ]
    if len(found) != 1:
        several = "".join(f"\n  {one}" for one in found)
        raise UserError(
            f"name one of these by its first column:{several}" if found else f"no file {which} was ever loaded"
        )
    file = found[0]
    there = _in_folder(config)
    if file.content in there:
        name = there[file.content][1]
        raise UserError(
            f"{name} still lies in {config.source.exports}, where the next run would load it again; remove it"
        )
    with transaction(connection, HISTORY, [file.asset]) as cursor:
        return _Disowning(config, cursor, file, there).work()


def accept(config: Config, connection: Connection, asset: int) -> str:
    """Take the asset's rows of the price history as they are, whoever wrote them."""
    with transaction(connection, HISTORY, [asset]) as cursor:
        held = Source(config, cursor).stated([asset]).get(asset)
        if held is None:
            raise UserError(f"the price history has no rows of asset {asset}")
        note_loaded(cursor, {asset: held})
    return f"asset {asset}: its {held.rows} rows are taken as they are"


def _in_folder(config: Config) -> dict[str, tuple[Path, str]]:
    """The files of the folder of exports, with their names, by content."""
    folder, contents, found = Path(config.source.exports), Contents(), {}
    for path in csv_files(folder) if folder.is_dir() else ():
        name = shown_name(path.relative_to(folder))
        try:
            found[contents.digest(path, name)] = path, name
        except FileError:
            continue
    return found


class _Disowning:
    """One file taken back, in one transaction."""

    def __init__(self, config: Config, cursor: Cursor, file: Loaded, there: dict[str, tuple[Path, str]]) -> None:
        self._config, self._cursor, self._file = config, cursor, file
        self._source = Source(config, cursor)
        files = files_of(cursor, file.asset)
        self._mine: LoadedFile = files.pop(file.content)
        self._others = sorted(files.values(), key=lambda one: one.rank, reverse=True)
        self._files = PriceFiles(config, read_calendars(cursor))
        self._there = {content: there[content] for content in files.keys() & there.keys()}

    def work(self) -> str:
        """Do it; returns what was done."""
        cursor, asset = self._cursor, self._file.asset
        cursor.execute(f"DELETE FROM {FILES} WHERE content = %s AND id = %s", (self._file.content, asset))
        mine = (asset, self._mine.name, self._mine.load_ts)
        cursor.execute(
            f"DELETE FROM {REVISIONS} WHERE id = %s AND source_file = %s AND load_ts = %s RETURNING timestamp, replaced_at",
            mine,
        )
        for stamp, replaced_at in cursor.fetchall():
            # What this file replaced was replaced by what replaced this file.
            cursor.execute(
                f"UPDATE {REVISIONS} SET replaced_at = %s WHERE id = %s AND timestamp = %s AND replaced_at = %s",
                (replaced_at, asset, stamp, self._mine.load_ts),
            )
        counts = [self._put_right(int(day)) for day in self._mine.days]
        cursor.execute(
            f"DELETE FROM {REVISIONS} r USING {self._source.table} h WHERE h.id = %s AND h.source_file = %s AND h.load_ts = %s "
            "AND r.id = h.id AND r.timestamp = h.timestamp AND r.replaced_at = h.load_ts",
            mine,
        )
        restored = 0
        if exports := [self._read(path, name) for path, name in self._there.values()]:
            overlaps = Overlaps(self._config, self._source.table, load_instant(cursor))
            restored = len(overlaps.write(cursor, asset, exports, restore=True).days)
        note_loaded(cursor, {asset: self._source.stated([asset]).get(asset, Fingerprint())})
        return (
            f"{self._file.name} is disowned: of its {len(self._mine.days):,} days {counts.count('deleted'):,} are gone from "
            f"the price history of asset {asset}, {counts.count('older') + restored:,} say again what other files said; run "
            "snakemake all to refresh what follows from them"
        )

    def _put_right(self, day: int) -> str:
        """What becomes of a day that the file held."""
        decides = next((one for one in self._others if np.isin(day, one.days)), None)
        if decides and decides.content in self._there:
            return "read again"
        row = self._of_day(self._source.table, day, "source_file, load_ts")
        others = row is None or row[0] != self._mine.name or row[1] < self._mine.load_ts
        if decides and (others or decides.rank > self._mine.rank):
            # Not of this file, or the file above it said the same.
            return "kept"
        older = self._of_day(REVISIONS, day, "source_file, replaced_at")
        if decides and (older is None or older[0] != decides.name):
            when = instant(day * DAY_US).date()
            raise UserError(
                f"what {decides.name} says of {when} is not known any more: put that file back into "
                f"{self._config.source.exports} and try again"
            )
        at = (self._file.asset, instant(day * DAY_US), instant((day + 1) * DAY_US))
        span = "id = %s AND timestamp >= %s AND timestamp < %s"
        self._cursor.execute(f"DELETE FROM {self._source.table} WHERE {span}", at)
        if older is None:
            return "deleted"
        columns = ", ".join(f'"{column.name}"' for column in source_columns())
        self._cursor.execute(
            f"WITH old AS (DELETE FROM {REVISIONS} WHERE {span} AND replaced_at = %s RETURNING *) INSERT INTO "
            f"{self._source.table} (id, timestamp, {columns}) SELECT id, timestamp, {columns} FROM old",
            (*at, older[1]),
        )
        return "older"

    def _of_day(self, table: str, day: int, columns: str) -> tuple | None:
        """The row of a day; of revisions the latest."""
        newest = "ORDER BY replaced_at DESC LIMIT 1" if table == REVISIONS else ""
        self._cursor.execute(
            f"SELECT {columns} FROM {table} WHERE id = %s AND timestamp >= %s AND timestamp < %s {newest}",
            (self._file.asset, instant(day * DAY_US), instant((day + 1) * DAY_US)),
        )
        return self._cursor.fetchone()

    def _read(self, path: Path, name: str) -> FilePart:
        with as_user_error():
            _, data = Contents().read(path, name)
            return self._files.read(path, data, name, asset=self._file.asset)
