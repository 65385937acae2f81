"""Load exports into the price-history table: for each day what the export with the latest last day says of it."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import psycopg2

from freshbars.compute.instants import instant, microseconds
from freshbars.config import Config
from freshbars.database.connection import Connection, connect
from freshbars.database.copy_format import copy_in, copy_out, encode
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import HISTORY, history, source_columns, source_table
from freshbars.database.transactions import lost, transaction
from freshbars.errors import UserError
from freshbars.outcome import Outcome
from freshbars.source.assets import Asset, FileError, asset_of, csv_files, read_assets
from freshbars.source.formats.coinmarketcap import DAY_US, ROW, Export, doubts, parse_export, read_bytes, same
from freshbars.source.price_history import Source

log = logging.getLogger("freshbars")
FILES = f"{HISTORY}_files"
REVISIONS = f"{HISTORY}_revisions"
DAY_0 = date(2000, 1, 1)


@dataclass
class IngestOutcome(Outcome):
    """What a load did: file names, and rows of each asset. ``problems`` holds refused files and failed assets."""

    loaded: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[FileError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    inserted: dict[int, int] = field(default_factory=dict)
    updated: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _File:
    """A file that was loaded before, or one that is being loaded and has its ``export`` at hand."""

    content: str
    name: str
    days: np.ndarray
    load_ts: datetime
    export: Export | None = None

    @property
    def rank(self) -> tuple:
        """Of two files that hold a day the higher one decides: by its last day, then by when it was loaded."""
        return int(self.days[-1]), self.load_ts, len(self.days), self.name, self.content


def ingest(config: Config) -> IngestOutcome:
    """Load the new and changed files of the folder of exports, each whole or not at all, asset by asset.

    Raises UserError where there is no folder, no export in it or no file of assets, and for a lost database.
    """
    if config.source.kind != "exports":
        raise UserError("source.kind is table: another program fills it, there is nothing to ingest")
    assets = read_assets(Path(config.source.assets))
    files = export_files(config)
    connection = connect(config, "ingest")
    try:
        ensure_tables(config, connection)
        return _Load(config, connection).run(files, assets)
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        raise lost(error) from None
    finally:
        with suppress(psycopg2.Error):
            connection.close()


def export_files(config: Config) -> list[Path]:
    """The exports: the folder's CSV files by name, without hidden ones. Raises UserError where there is none."""
    folder = Path(config.source.exports)
    todo = "put CoinMarketCap's CSV exports there, or name another folder in source.exports"
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder} (source.exports): create it and {todo}")
    files = csv_files(folder)
    if not files:
        raise UserError(f"the folder {folder} (source.exports) holds no CSV file: {todo}")
    return files


def unknown_files(config: Config, cursor) -> list[str]:
    """Names of the exports in the folder that were not loaded yet."""
    cursor.execute(f"SELECT content FROM {FILES}")
    known = {row[0] for row in cursor}
    return [file.name for file in export_files(config) if hashlib.sha256(file.read_bytes()).hexdigest() not in known]


class _Load:
    """One call of ``ingest``."""

    def __init__(self, config: Config, connection: Connection) -> None:
        self._connection = connection
        self._outcome = IngestOutcome()
        self._history = history(*source_table(config))
        with connection, connection.cursor() as cursor:
            self._table = Source(config, cursor).table
            # Later than any load before, even where the clock was set back: the later of two equal files wins.
            cursor.execute(f"SELECT greatest(now(), max(load_ts) + interval '1 microsecond') FROM {FILES}")
            self._now = cursor.fetchone()[0]
            # A file is known while the table holds at least as many days of its span as the file does: where rows
            # were deleted, or source.table was renamed, it is read again.
            cursor.execute(
                f"SELECT content, id, (SELECT count(*) FROM {self._table} h WHERE h.id = f.id AND timestamp >= "
                "date_trunc('day', first_ts) AND timestamp < date_trunc('day', last_ts) + interval '1 day') >= n_rows "
                f"FROM {FILES} f"
            )
            stored = cursor.fetchall()
        self._asset_of_content = {content: asset for content, asset, _ in stored}
        self._known = {content for content, _, whole in stored if whole}
        self._until = max(filter(None, (datetime.now(UTC), config.as_of)))

    def run(self, files: list[Path], assets: dict[int, Asset]) -> IngestOutcome:
        """Load the files of one asset after the other, so that only those are in memory."""
        by_asset: dict[int, list[Path]] = {}
        for file in files:
            with _refusing(self._outcome):
                by_asset.setdefault(asset_of(file.name, assets).id, []).append(file)
        for asset, paths in sorted(by_asset.items()):
            exports = [export for path in paths if (export := self._read(asset, path))]
            if exports:
                self._load(assets[asset], exports)
        # A changed row is deleted here, kept among the revisions, and written anew.
        self._outcome.deleted = sum(self._outcome.updated.values())
        self._outcome.written = sum(self._outcome.inserted.values()) + self._outcome.deleted
        return self._outcome

    def _read(self, asset: int, path: Path) -> Export | None:
        """The export, unless it is known or refused."""
        with _refusing(self._outcome):
            data = read_bytes(path)
            content = hashlib.sha256(data).hexdigest()
            owner = self._asset_of_content.get(content, asset)
            if owner != asset:
                raise FileError(
                    path.name, None,
                    f"is the same file as one that was loaded as asset {owner}, but its name says asset {asset}; remove "
                    f"the wrong one (and, if it was loaded, asset {owner} from the price history and from {FILES})",
                )  # fmt: skip
            if content in self._known:
                self._outcome.known.append(path.name)
                return None
            export = parse_export(path, data)
            self._asset_of_content[content] = asset
            self._known.add(content)
            return export
        return None

    def _load(self, asset: Asset, exports: list[Export]) -> None:
        """Store what the exports of one asset say, in one transaction."""
        outcome = self._outcome
        try:
            with transaction(self._connection, HISTORY, [asset.id]) as cursor:
                counts = self._write(cursor, asset.id, exports)
        except Exception as error:
            if self._connection.closed:
                raise
            message = f"not loaded: {type(error).__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
            log.debug("asset %s", asset.id, exc_info=error)
            log.error("asset %s failed: %s", asset.id, message)
            outcome.problems |= {export.file: message for export in exports}
            return
        for export, (inserted, updated) in zip(exports, counts, strict=True):
            first, last = (instant(export.rows["timestamp"][i]) for i in (0, -1))
            log.info(
                "%s: asset %d (%s), %d days from %s to %s, %d new, %d changed",
                export.file, asset.id, asset.symbol, len(export.rows), first.date(), last.date(), inserted, updated,
            )  # fmt: skip
            outcome.loaded.append(export.file)
            for doubt in doubts(export, self._until):
                log.warning("%s: %s", export.file, doubt)
                outcome.warnings.append(f"{export.file}: {doubt}")
        outcome.inserted[asset.id], outcome.updated[asset.id] = (int(n) for n in counts.sum(axis=0))
        if counts.any():
            words = f"{outcome.inserted[asset.id]} days new, {outcome.updated[asset.id]} changed"
            outcome.changed[asset.id] = words

    def _write(self, cursor, asset: int, exports: list[Export]) -> np.ndarray:
        """Write what is new or changed. Returns for each export how many days it inserted and updated."""
        before, files = _loaded_files(cursor, asset), []
        for export in exports:
            # A file that is read again keeps the rank that it had.
            again = before.pop(export.content, None)
            load_ts = again.load_ts if again else self._now
            files.append(_File(export.content, export.file, export.days, load_ts, export))
            if not again:
                _note(cursor, asset, files[-1])
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

        self._replace(cursor, asset, stored["timestamp"][meets & updates[at]])
        write = inserts | updates
        self._append(cursor, asset, rows[write], names[write], sources[write])
        return np.array([[(n & (speaks == ranked.index(file))).sum() for n in (inserts, updates)] for file in files])

    def _stored(self, cursor, asset: int) -> np.ndarray:
        """The asset's rows of the table (dtype ROW)."""
        null = {"i": "-infinity", "f": "NaN"}
        fields = ", ".join(f"""coalesce("{name}", '{null[ROW[name].kind]}')""" for name in ROW.names)
        return copy_out(cursor, f"SELECT {fields} FROM {self._table} WHERE id = {asset} ORDER BY timestamp", ROW)

    def _replace(self, cursor, asset: int, stamps: np.ndarray) -> None:
        """Move rows from the table to the revisions."""
        if not len(stamps):
            return
        columns = ", ".join(column.name for column in source_columns())
        cursor.execute(
            f"WITH old AS (DELETE FROM {self._table} WHERE id = %s AND timestamp = ANY(%s) RETURNING *) "
            f"INSERT INTO {REVISIONS} (id, timestamp, replaced_at, {columns}) SELECT id, timestamp, %s, {columns} FROM old "
            "ON CONFLICT DO NOTHING",
            (asset, [instant(stamp) for stamp in stamps], self._now),
        )

    def _append(self, cursor, asset: int, rows: np.ndarray, names: np.ndarray, sources: np.ndarray) -> None:
        columns = {name: rows[name] for name in ROW.names}
        columns |= {"id": asset, "name": names, "source_file": sources, "load_ts": microseconds(self._now)}
        encoded = encode(self._history, columns, len(rows))
        copy_in(cursor, self._history, encoded.names, [encoded.body])


@contextmanager
def _refusing(outcome: IngestOutcome) -> Iterator[None]:
    """A file that cannot be taken is noted; all others go on."""
    try:
        yield
    except FileError as error:
        log.error("%s", error)
        outcome.refused.append(error)
        outcome.problems[error.file] = f"line {error.line}: {error.reason}" if error.line else error.reason


def _loaded_files(cursor, asset: int) -> dict[str, _File]:
    """The files of an asset that were loaded before, by content."""
    cursor.execute(
        f"SELECT content, file, load_ts, first_ts, last_ts, missing_days FROM {FILES} WHERE id = %s", (asset,)
    )
    found = {}
    for content, name, load_ts, first, last, missing in cursor:
        span = np.arange(microseconds(first) // DAY_US, microseconds(last) // DAY_US + 1)
        gaps = [(day - DAY_0).days for day in missing]
        found[content] = _File(content, name, np.setdiff1d(span, gaps), load_ts)
    return found


def _note(cursor, asset: int, file: _File) -> None:
    """Enter a file among the loaded ones."""
    first, last = (instant(file.export.rows["timestamp"][i]) for i in (0, -1))
    gaps = np.setdiff1d(np.arange(file.days[0], file.days[-1] + 1), file.days)
    missing = [DAY_0 + timedelta(days=int(day)) for day in gaps]
    cursor.execute(
        f"INSERT INTO {FILES} (content, id, file, first_ts, last_ts, n_rows, missing_days, load_ts) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s::date[], %s)",
        (file.content, asset, file.name, first, last, len(file.days), missing, file.load_ts),
    )
