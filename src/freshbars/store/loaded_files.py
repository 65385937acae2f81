"""The ledger of loaded files: which are known, of what price series, and which days each held."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from psycopg2.extras import execute_values

from freshbars.compute.instants import DAY_US, instant, microseconds
from freshbars.database.connection import Cursor
from freshbars.database.tables import HISTORY

FILES = f"{HISTORY}_files"
DAY_0 = date(2000, 1, 1)


class FileRecord(NamedTuple):
    """What the ledger says of a loaded file.

    content: its SHA-256. days: the UTC days that it held, ascending, from 2000-01-01 on. load_ts: when it was first
    loaded. series: its price series in stored form. placed: what gave its days their hours, None where it states
    instants.
    """

    asset: int
    content: str
    name: str
    days: np.ndarray
    first_ts: datetime
    last_ts: datetime
    load_ts: datetime
    series: str | None
    placed: str | None

    @property
    def rank(self) -> tuple:
        """Of two files that hold a day the higher one decides: by its last day, then by when it was loaded."""
        return int(self.days[-1]), self.load_ts, len(self.days), self.name, self.content


class FileSummary(NamedTuple):
    """A loaded file, for a list."""

    content: str
    asset: int
    name: str
    first: date
    last: date
    days: int


class KnownFile(NamedTuple):
    """The asset of a loaded file, its price series in stored form, the hours of its days, and the last of them."""

    asset: int
    name: str
    series: str | None
    placed: str | None
    last_ts: datetime


_COLUMNS = "id, content, file, first_ts, last_ts, missing_days, load_ts, origin, placed"


def known_files(cursor: Cursor) -> dict[str, KnownFile]:
    """The loaded files of one asset by content; those with many are in the ledger of ``bulk_files``."""
    bulk = f"SELECT FROM {HISTORY}_bulk b WHERE b.content = f.content"
    cursor.execute(f"SELECT content, id, file, origin, placed, last_ts FROM {FILES} f WHERE NOT EXISTS ({bulk})")
    return {content: KnownFile(*rest) for content, *rest in cursor}


def series_of_assets(cursor: Cursor) -> list[tuple[int, str, str | None]]:
    """For each asset and price series (in stored form) of its loaded files the name of one."""
    cursor.execute(f"SELECT id, min(file), origin FROM {FILES} GROUP BY id, origin ORDER BY 1, 2")
    return cursor.fetchall()


def files_of(cursor: Cursor, asset: int) -> dict[str, FileRecord]:
    """The loaded files of an asset by content."""
    cursor.execute(f"SELECT {_COLUMNS} FROM {FILES} WHERE id = %s", (asset,))
    found = {}
    for _, content, name, first, last, missing, *rest in cursor:
        span = np.arange(microseconds(first) // DAY_US, microseconds(last) // DAY_US + 1)
        days = np.setdiff1d(span, [(day - DAY_0).days for day in missing])
        found[content] = FileRecord(asset, content, name, days, first, last, *rest)
    return found


def write_files(cursor: Cursor, files: Iterable[FileRecord]) -> None:
    """Enter files, or, if they are there already, where their days lie now."""
    rows = []
    for file in files:
        gaps = np.setdiff1d(np.arange(file.days[0], file.days[-1] + 1), file.days)
        missing = [DAY_0 + timedelta(days=int(day)) for day in gaps]
        span = file.first_ts, file.last_ts, len(file.days), missing
        rows.append((file.content, file.asset, file.name, *span, file.load_ts, file.series, file.placed))
    if not rows:
        return
    execute_values(
        cursor,
        f"INSERT INTO {FILES} (content, id, file, first_ts, last_ts, n_rows, missing_days, load_ts, origin, placed) VALUES %s "
        "ON CONFLICT (content, id) DO UPDATE SET first_ts = EXCLUDED.first_ts, last_ts = EXCLUDED.last_ts, "
        "n_rows = EXCLUDED.n_rows, missing_days = EXCLUDED.missing_days, origin = EXCLUDED.origin, placed = EXCLUDED.placed",
        rows,
        "(%s, %s, %s, %s, %s, %s, %s::date[], %s, %s, %s)",
    )


def delete_file(cursor: Cursor, content: str, asset: int) -> None:
    """Take a file out of the ledger."""
    cursor.execute(f"DELETE FROM {FILES} WHERE content = %s AND id = %s", (content, asset))


def delete_files(cursor: Cursor, asset: int) -> int:
    """Take all files of an asset out of the ledger. Returns how many."""
    cursor.execute(f"DELETE FROM {FILES} WHERE id = %s", (asset,))
    return cursor.rowcount


def list_files(cursor: Cursor, ids: Iterable[int] = ()) -> list[FileSummary]:
    """All loaded files, or those of some assets, in the order of loads."""
    cursor.execute(
        f"SELECT content, id, file, first_ts::date, last_ts::date, n_rows FROM {FILES} "
        "WHERE %s OR id = ANY(%s) ORDER BY load_ts, id, file, content",
        (not ids, list(ids)),
    )
    return [FileSummary(*row) for row in cursor]


def load_instant(cursor: Cursor) -> datetime:
    """Now, but later than any load before, even where the clock was set back: the later of two equal files wins."""
    cursor.execute(f"SELECT greatest(now(), max(load_ts) + interval '1 microsecond') FROM {FILES}")
    return cursor.fetchone()[0]


def span(rows: np.ndarray) -> tuple[datetime, datetime]:
    """The first and the last timestamp of a file's rows."""
    return instant(rows["timestamp"][0]), instant(rows["timestamp"][-1])
