"""Files of one asset that overlap: which of them decides about a day, and what of that is written."""

from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import DAY_US, instant, microseconds
from freshbars.config import Config
from freshbars.database.columns import source_table
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import copy_in, copy_out, encode
from freshbars.database.tables import HISTORY, history, source_columns
from freshbars.source.loaded_files import LoadedFile, files_of, note
from pricefiles.price_file import FilePart
from pricefiles.rows import ROW, day_of, same

REVISIONS = f"{HISTORY}_revisions"


class Written(NamedTuple):
    """What was written of an asset.

    counts: for each export how many days it inserted and updated. removed: rows taken out because their days lie elsewhere
    under the present time zone. days: those that were written. proven: each row of the table is now what the file that
    decides about it was just read to say.
    """

    counts: np.ndarray
    removed: int
    days: list[date]
    proven: bool


class Overlaps:
    """The price-history table ``table``, written by one load that begins at ``now``."""

    def __init__(self, config: Config, table: str, now: datetime) -> None:
        self._table, self._now = table, now
        self._history = history(*source_table(config))

    def write(self, cursor: Cursor, asset: int, exports: list[FilePart], restore: bool = False) -> Written:
        """Write what is new or changed.

        restore: what another program wrote is not kept among the revisions, for no vendor said it.
        """
        before, files, moved = files_of(cursor, asset), [], []
        for export in exports:
            # A file that is read again keeps the rank that it had.
            again = before.pop(export.content, None)
            load_ts = again.load_ts if again else self._now
            files.append(LoadedFile(export.content, again.name if again else export.file, export.days, load_ts, export))
            if again and export.placed:
                moved.append(again.days)
            if not again or export.placed:
                note(cursor, asset, files[-1])
        ranked = sorted([*before.values(), *files], key=lambda file: file.rank)

        days = np.unique(np.concatenate([export.days for export in exports]))
        decides, speaks = np.full(len(days), -1), np.full(len(days), -1)
        for i, file in enumerate(ranked):
            decides[held := np.isin(days, file.days)] = i
            if file.export:
                speaks[held] = i
        rows, names, sources = np.empty(len(days), ROW), np.empty(len(days), object), np.empty(len(days), object)
        for i in np.unique(speaks):
            export, mine = ranked[i].export, speaks == i
            at = np.searchsorted(export.days, days[mine])
            rows[mine], names[mine], sources[mine] = export.rows[at], export.names[at], export.file

        stored = self._stored(cursor, asset)
        stored_days = stored["timestamp"] // DAY_US
        at = np.searchsorted(days, stored_days).clip(max=len(days) - 1)
        meets = days[at] == stored_days
        # Names are not compared: newer headers have a column that older ones lack, and it names the quote currency.
        equal = same(stored, rows[at])
        has, differs = np.zeros(len(days), bool), np.zeros(len(days), bool)
        has[at[meets]] = True
        differs[at[meets & ~equal]] = True
        # A loaded file that outranks these has said all it has to say, unless its row was taken from the table.
        inserts, updates = ~has, differs & (speaks == decides)

        # Days of a file as it was placed before, which no file holds now.
        gone = np.setdiff1d(np.concatenate(moved), np.concatenate([file.days for file in ranked])) if moved else moved
        orphans = np.isin(stored_days, gone) & ~meets

        wrong = stored["timestamp"][meets & updates[at] | orphans]
        if restore:
            cursor.execute(f"DELETE FROM {self._table} WHERE id = %s AND timestamp = ANY(%s)", (asset, instants(wrong)))
        else:
            self._replace(cursor, asset, wrong)
        write = inserts | updates
        self._append(cursor, asset, rows[write], names[write], sources[write])
        counts = [[(n & (speaks == ranked.index(file))).sum() for n in (inserts, updates)] for file in files]
        proven = meets[~orphans].all() and (speaks == decides)[at[meets]].all()
        return Written(np.array(counts), int(orphans.sum()), [day_of(row) for row in rows[write]], bool(proven))

    def _stored(self, cursor: Cursor, asset: int) -> np.ndarray:
        """The asset's rows of the table (dtype ROW)."""
        null = {"i": "-infinity", "f": "NaN"}
        fields = ", ".join(f"""coalesce("{name}", '{null[ROW[name].kind]}')""" for name in ROW.names)
        return copy_out(cursor, f"SELECT {fields} FROM {self._table} WHERE id = {asset} ORDER BY timestamp", ROW)

    def _replace(self, cursor: Cursor, asset: int, stamps: np.ndarray) -> None:
        """Move rows from the table to the revisions."""
        if not len(stamps):
            return
        columns = ", ".join(column.name for column in source_columns())
        cursor.execute(
            f"WITH old AS (DELETE FROM {self._table} WHERE id = %s AND timestamp = ANY(%s) RETURNING *) "
            f"INSERT INTO {REVISIONS} (id, timestamp, replaced_at, {columns}) SELECT id, timestamp, %s, {columns} FROM old "
            "ON CONFLICT DO NOTHING",
            (asset, instants(stamps), self._now),
        )

    def _append(self, cursor: Cursor, asset: int, rows: np.ndarray, names: np.ndarray, sources: np.ndarray) -> None:
        columns = {name: rows[name] for name in ROW.names}
        columns |= {"id": asset, "name": names, "source_file": sources, "load_ts": microseconds(self._now)}
        encoded = encode(self._history, columns, len(rows))
        copy_in(cursor, self._history, encoded.names, [encoded.body])


def instants(stamps: np.ndarray) -> list[datetime]:
    """Microseconds since 2000 as the driver takes them."""
    return [instant(stamp) for stamp in stamps]
