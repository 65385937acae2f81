"""Unload a file: after that the price history is as if the file had never been loaded."""

from pathlib import Path

import numpy as np

from freshbars.compute.instants import DAY_US, instant
from freshbars.context import Context
from freshbars.database.connection import Connection, Cursor
from freshbars.database.tables import HISTORY
from freshbars.database.transactions import transaction
from freshbars.errors import UserError
from freshbars.source.file_digests import Contents
from freshbars.source.loaded_files import Ledger
from freshbars.source.names import Names
from freshbars.source.overlaps import Overlaps
from freshbars.source.stated_files import FileReader, named_files
from freshbars.store.bulk_files import forget_asset, forget_part
from freshbars.store.causes import Cause
from freshbars.store.history_events import HistoryEvent, add_event
from freshbars.store.history_rows import HistoryRows
from freshbars.store.loaded_files import (
    FileRecord,
    FileSummary,
    delete_file,
    delete_files,
    files_of,
    list_files,
    load_instant,
)
from freshbars.store.loaded_fingerprints import delete_loaded, write_loaded
from freshbars.store.sessions import read_calendars
from pricefiles.errors import FileError


def shown(file: FileSummary) -> str:
    """A loaded file as a line of a list."""
    span = f"{file.first} to {file.last}  {file.days:>6,} days"
    return f"{file.content[:12]}  asset {file.asset}  {span}  {file.name}"


def unload(context: Context, connection: Connection, which: str) -> str:
    """Take back what a loaded file said, named by its name or the beginning of its content's digest. Returns a message.

    What the other files of the asset say takes its place: those in the folder of exports are read again. Raises UserError
    if the file is not known, is still in the folder, or replaced rows of a file that is not there.
    """
    with connection, connection.cursor() as cursor:
        found = [
            one for one in list_files(cursor) if one.name == which or (len(which) > 5 and one.content.startswith(which))
        ]
    if len({one.content for one in found}) != 1:
        several = "".join(f"\n  {shown(one)}" for one in found)
        raise UserError(
            f"name one of these by its first column:{several}" if found else f"no file {which} was ever loaded"
        )
    file, there = found[0], _in_folder(context)
    if file.content in there:
        name = there[file.content][1]
        raise UserError(
            f"{name} is still in {context.config.source.exports}, where the next run would load it again; remove it"
        )
    # A file with many assets is unloaded for each of them.
    with transaction(connection, HISTORY, [one.asset for one in found]) as cursor:
        return "\n".join(_Unloading(context, cursor, one, there).work() for one in found)


def unload_all(context: Context, connection: Connection, asset: int) -> str:
    """Take back all that was loaded of an asset, as if none of its files had ever come. Returns a message.

    What is in the folder of exports is loaded by the next run. This is the way to another vendor, and to take an asset out.
    """
    with transaction(connection, HISTORY, [asset]) as cursor:
        files, rows = delete_files(cursor, asset), HistoryRows(context.config, cursor, asset).delete_all()
        delete_loaded(cursor, asset)
        forget_asset(cursor, asset)
    count = f"{files:,} {'file' if files == 1 else 'files'}"
    return (
        f"asset {asset}: unloaded {count} and deleted {rows:,} days of the price history; "
        "run snakemake all, which loads what is in the folder of exports and refreshes what follows"
    )


def accept(context: Context, connection: Connection, asset: int) -> str:
    """Take the asset's rows of the price history as they are, whoever wrote them. Returns a message."""
    with transaction(connection, HISTORY, [asset]) as cursor:
        held = context.price_history(cursor).stated_of(asset)
        if not held.rows:
            raise UserError(f"the price history has no rows of asset {asset}")
        write_loaded(cursor, asset, held)
    return f"asset {asset}: its {held.rows} rows are taken as they are"


def _in_folder(context: Context) -> dict[str, tuple[Path, str]]:
    """The files of the folder of exports, with their names, by content."""
    contents, found = Contents(), {}
    for path, name in named_files(context.config):
        try:
            found[contents.digest(path, name)] = path, name
        except FileError:
            continue
    return found


class _Unloading:
    """One file taken back, in one transaction."""

    def __init__(self, context: Context, cursor: Cursor, file: FileSummary, there: dict[str, tuple[Path, str]]) -> None:
        self._context, self._cursor, self._file = context, cursor, file
        self._rows = HistoryRows(context.config, cursor, file.asset)
        files = files_of(cursor, file.asset)
        self._mine: FileRecord = files.pop(file.content)
        self._others = sorted(files.values(), key=lambda one: one.rank, reverse=True)
        self._there = {content: there[content] for content in files.keys() & there.keys()}

    def work(self) -> str:
        """Do it. Returns a message."""
        cursor, asset, mine = self._cursor, self._file.asset, self._mine
        delete_file(cursor, mine.content, asset)
        forget_part(cursor, mine.content, asset)
        self._rows.forget_revisions(mine.name, mine.load_ts)
        counts = [self._put_right(int(day)) for day in mine.days]
        self._rows.forget_replaced_by(mine.name, mine.load_ts)
        restored = self._read_again() if self._there else 0
        add_event(cursor, HistoryEvent(asset, Cause.UNLOAD, mine.name))
        write_loaded(cursor, asset, self._context.price_history(cursor).stated_of(asset))
        return (
            f"{self._file.name} is unloaded: of its {len(mine.days):,} days {counts.count('deleted'):,} are gone from the "
            f"price history of asset {asset}, {counts.count('older') + restored:,} are again as other files state them; run "
            "snakemake all to refresh what follows from them"
        )

    def _put_right(self, day: int) -> str:
        """What becomes of a day that the file held."""
        decides = next((one for one in self._others if np.isin(day, one.days)), None)
        if decides and decides.content in self._there:
            return "read again"
        if decides and (decides.rank > self._mine.rank or self._says_the_same(day)):
            return "kept"
        older = self._rows.latest_revision(day)
        if decides and (older is None or older.file != decides.name):
            when = instant(day * DAY_US).date()
            raise UserError(
                f"what {decides.name} states for {when} is not known any more: put that file back into "
                f"{self._context.config.source.exports} and try again"
            )
        self._rows.delete_day(day)
        if older is None:
            return "deleted"
        self._rows.restore(day, older.at)
        return "older"

    def _says_the_same(self, day: int) -> bool:
        """Whether another file wrote the day's row, and this file, loaded later, said the same.

        The row must name that file and its load as the ledger does: what it says of itself is covered by no fingerprint.
        """
        writer = self._rows.writer(day)
        return writer is not None and any(
            (one.name, one.load_ts) == writer and np.isin(day, one.days) for one in self._others
        )

    def _read_again(self) -> int:
        """Write what the other files in the folder state. Returns how many days that changed."""
        config, cursor, asset = self._context.config, self._cursor, self._file.asset
        calendars = read_calendars(cursor)
        reader = FileReader(config, Ledger(config, self._context.price_history(cursor), calendars), calendars)
        contents, files, names = Contents(), [], Names(self._context.assets)
        for path, name in self._there.values():
            content, data = contents.read(path, name)
            try:
                files.append(reader.read_part(asset, path, data, name, content, names))
            except FileError as error:
                raise UserError(f"{error}; nothing is unloaded") from None
        return len(Overlaps(self._context, load_instant(cursor)).write(cursor, asset, files, restore=True).days)
