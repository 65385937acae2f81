"""The table of files that were loaded: which are known, of what series of prices, and which days they held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from freshbars.compute.instants import DAY_2000, DAY_US, instant, microseconds
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.tables import HISTORY
from freshbars.source.assets import Asset
from freshbars.source.price_history import Source
from freshbars.store.fingerprint import Fingerprint
from pricefiles.errors import FileError
from pricefiles.price_file import FilePart
from pricefiles.price_series import PriceSeries

FILES = f"{HISTORY}_files"
LOADED = f"{HISTORY}_loaded"
DAY_0 = date(2000, 1, 1)


@dataclass(frozen=True, eq=False)
class LoadedFile:
    """A file that was loaded before, or one that is being loaded and has its ``export`` at hand."""

    content: str
    name: str
    days: np.ndarray
    load_ts: datetime
    export: FilePart | None = None

    @property
    def rank(self) -> tuple:
        """Of two files that hold a day the higher one decides: by its last day, then by when it was loaded."""
        return int(self.days[-1]), self.load_ts, len(self.days), self.name, self.content


@dataclass(frozen=True)
class Known:
    """What is known of a loaded file: its asset, series, the hours of its days, and the last of them."""

    asset: int
    series: PriceSeries
    placed: str | None
    last_ts: datetime


class Loaded:
    """What was loaded before, as a run will find it under its configuration and calendars.

    changed: the assets whose rows another program changed. left: the fingerprint of each asset's rows as the last load
    left them, None if they were not those of its files. known: the contents that need not be read again: files of
    changed assets must be, and those that only date their days if the time zone or the sessions of these are others now.
    """

    def __init__(self, config: Config, source: Source, calendars: Calendars) -> None:
        self._timezone, self._calendars = config.timezone, calendars
        self.files, self.left, held = known_files(source.cursor), as_loaded(source.cursor), source.stated()
        self.changed = {
            one.asset for one in self.files.values() if self.left.get(one.asset) != held.get(one.asset, Fingerprint())
        }
        self.known = {
            content
            for content, one in self.files.items()
            if one.asset not in self.changed and one.placed in (None, self.placed(one.asset, microseconds(one.last_ts)))
        }

    def placed(self, asset: int, last_ts: int) -> str:
        """What gives the days of an asset's files their hours: the time zone, or the sessions up to the last day."""
        sessions = self._calendars.get(asset)
        return self._timezone if sessions is None else sessions.mark(last_ts // DAY_US + DAY_2000)


def known_files(cursor: Cursor) -> dict[str, Known]:
    """All loaded files by content."""
    cursor.execute(f"SELECT content, id, origin, placed, last_ts FROM {FILES}")
    return {content: Known(asset, PriceSeries.read(origin), *rest) for content, asset, origin, *rest in cursor}


def as_loaded(cursor: Cursor) -> dict[int, Fingerprint | None]:
    """The fingerprint of each asset's rows as the last load left them; None if they were not those of its files."""
    cursor.execute(f"SELECT id, fingerprint FROM {LOADED}")
    return {asset: Fingerprint.read(text) for asset, text in cursor}


def note_loaded(cursor: Cursor, fingerprints: Mapping[int, Fingerprint | None]) -> None:
    """Store fingerprints of assets; None where the rows are not those of the asset's files."""
    cursor.execute(
        f"INSERT INTO {LOADED} SELECT * FROM unnest(%s::int[], %s::text[]) ON CONFLICT (id) DO UPDATE SET "
        "fingerprint = EXCLUDED.fingerprint",
        (list(fingerprints), ["" if one is None else str(one) for one in fingerprints.values()]),
    )


def load_instant(cursor: Cursor) -> datetime:
    """Now, but later than any load before, even where the clock was set back: the later of two equal files wins."""
    cursor.execute(f"SELECT greatest(now(), max(load_ts) + interval '1 microsecond') FROM {FILES}")
    return cursor.fetchone()[0]


def files_of(cursor: Cursor, asset: int) -> dict[str, LoadedFile]:
    """The files of an asset that were loaded before, by content."""
    cursor.execute(
        f"SELECT content, file, load_ts, first_ts, last_ts, missing_days FROM {FILES} WHERE id = %s", (asset,)
    )
    found = {}
    for content, name, load_ts, first, last, missing in cursor:
        span = np.arange(microseconds(first) // DAY_US, microseconds(last) // DAY_US + 1)
        gaps = [(day - DAY_0).days for day in missing]
        found[content] = LoadedFile(content, name, np.setdiff1d(span, gaps), load_ts)
    return found


def note(cursor: Cursor, asset: int, file: LoadedFile) -> None:
    """Enter a file among the loaded ones; one that is there already is placed anew."""
    first, last = (instant(file.export.rows["timestamp"][i]) for i in (0, -1))
    gaps = np.setdiff1d(np.arange(file.days[0], file.days[-1] + 1), file.days)
    missing = [DAY_0 + timedelta(days=int(day)) for day in gaps]
    cursor.execute(
        f"INSERT INTO {FILES} (content, id, file, first_ts, last_ts, n_rows, missing_days, load_ts, origin, placed) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s::date[], %s, %s, %s) ON CONFLICT (content, id) DO UPDATE SET "
        "first_ts = EXCLUDED.first_ts, last_ts = EXCLUDED.last_ts, n_rows = EXCLUDED.n_rows, "
        "missing_days = EXCLUDED.missing_days, origin = EXCLUDED.origin, placed = EXCLUDED.placed",
        (
            file.content, asset, file.name, first, last, len(file.days), missing, file.load_ts,
            file.export.series.stored, file.export.placed,
        ),
    )  # fmt: skip


def check_unmixed(asset: Asset, export: FilePart, others: Mapping[str, PriceSeries]) -> None:
    """Refuse a file of another vendor, quote currency or adjustment than the asset's ``others`` (by file).

    What several entries of the asset's vendors name is meant to be mixed. Raises FileError.
    """
    series = export.series
    entry = asset.entry(series)
    if asset.vendors and entry is None:
        raise FileError(
            export.file, None,
            f"is of {series}, and the file of assets takes {' and '.join(asset.vendors)} for {asset.symbol}; remove the file, "
            f"or write vendor {'|'.join((*asset.vendors, str(series)))} there if both are meant to be mixed",
        )  # fmt: skip
    for file, other in others.items():
        its = asset.entry(other)
        if series.agrees(other) or (entry and its and entry != its):
            continue
        raise FileError(
            export.file, None,
            f"is of {series}, while {file} of the same asset {asset.symbol} is of {other}: they are not mixed by themselves; "
            f"remove one of them, or write vendor {other}|{series} in the file of assets if that is meant",
        )  # fmt: skip
