"""Load exports into the price-history table: for each day what the export with the latest last day says of it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import psycopg2

from freshbars.compute.instants import instant
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.database.connection import Connection, Cursor, connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import HISTORY
from freshbars.database.transactions import lost, transaction
from freshbars.errors import UserError
from freshbars.job_result import JobResult, Progress
from freshbars.source.assets import Asset, read_assets
from freshbars.source.calendars import ensure_calendars
from freshbars.source.described_formats import formats_of
from freshbars.source.file_digests import Contents, Seen
from freshbars.source.loaded_files import Loaded, check_unmixed, load_instant, note_loaded
from freshbars.source.names import Names
from freshbars.source.overlaps import Overlaps
from freshbars.source.price_history import Source
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.sessions import read_calendars
from pricefiles.errors import FileError
from pricefiles.file_warnings import doubts, later_than_tomorrow
from pricefiles.files import csv_files, odd_files, shown_name
from pricefiles.price_file import FilePart
from pricefiles.price_series import PriceSeries
from pricefiles.reading import read

log = logging.getLogger("freshbars")
# So many loaded files have a line of their own on the console.
SHOWN = 20
CHANGED = (
    "its rows of the price history are not those that were loaded: another program changed them, and no file in the folder "
    "of exports says what they were; put the files back that were loaded, or, to keep the rows, see "
    "freshbars unload --help"
)


@dataclass
class IngestResult(JobResult):
    """What a load read (``seen``) and did: file names, and rows of each asset.

    ``problems`` holds refused files and failed assets.
    """

    seen: Seen | None = None
    loaded: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[FileError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    inserted: dict[int, int] = field(default_factory=dict)
    updated: dict[int, int] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)

    def warn(self, text: str) -> None:
        """Say what is odd, now and in the end."""
        log.warning("%s", text)
        self.warnings.append(text)

    def warn_restored(self, asset: int, days: list[date]) -> None:
        """Say which days another program had changed."""
        if days:
            listed = ", ".join(map(str, days[:5])) + (" ..." if len(days) > 5 else "")
            counted_days = "1 day" if len(days) == 1 else f"{len(days)} days"
            self.warn(f"asset {asset}: another program changed or deleted {counted_days}; restored: {listed}")

    def count(self, asset: int, counts: np.ndarray, removed: int) -> None:
        """Add what was written of an asset: days inserted and updated by each file, and rows moved to other hours."""
        for held, n in zip((self.inserted, self.updated), counts.sum(axis=0), strict=True):
            held[asset] = held.get(asset, 0) + int(n)
        if removed:
            self.removed[asset] = self.removed.get(asset, 0) + removed
        # A changed row is deleted here, kept among the revisions, and written anew.
        self.deleted = sum(self.updated.values()) + sum(self.removed.values())
        self.written = sum(self.inserted.values()) + sum(self.updated.values())
        if counts.any() or removed:
            words = f"{self.inserted[asset]} days new, {self.updated[asset]} changed"
            words += f", {removed} moved to other hours" if removed else ""
            self.changed[asset] = words


def ingest(config: Config) -> IngestResult:
    """Load the new and changed files of the folder of exports, each whole or not at all, asset by asset.

    Raises UserError where there is no folder, no export in it or no file of assets, and for a lost database.
    """
    if config.source.kind != "exports":
        raise UserError("source.kind is table: another program fills it, there is nothing to ingest")
    seen = Seen.of_assets(config)
    assets = read_assets(Path(config.source.assets))
    files = export_files(config)
    connection = connect(config, "ingest")
    try:
        ensure_tables(config, connection)
        ensure_calendars(config, connection)
        return _Load(config, connection, seen).run(files, assets)
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        raise lost(error) from None
    finally:
        with suppress(psycopg2.Error):
            connection.close()


def export_files(config: Config) -> list[Path]:
    """The exports: files of the folder that may be histories, by name. Raises UserError where there is none."""
    folder = Path(config.source.exports)
    todo = "put CoinMarketCap's CSV exports there (or another vendor's), or name another folder in source.exports"
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder} (source.exports): create it and {todo}")
    files = csv_files(folder)
    if not files:
        raise UserError(f"the folder {folder} (source.exports) holds no CSV file: {todo}")
    return files


def waiting_files(config: Config, cursor: Cursor, calendars: Calendars) -> list[str]:
    """Names of the exports in the folder that a load would read, for the first time or again."""
    known = Loaded(config, Source(config, cursor), calendars).known
    contents, folder, found = Contents(), Path(config.source.exports), []
    for file in export_files(config):
        name = shown_name(file.relative_to(folder))
        # A file that cannot be read is not loaded either.
        with suppress(FileError):
            if contents.digest(file, name) in known:
                continue
        found.append(name)
    return found


class _Load:
    """One call of ``ingest``."""

    def __init__(self, config: Config, connection: Connection, seen: Seen) -> None:
        self._config, self._connection, self._seen = config, connection, seen
        self._outcome = IngestResult(seen=seen)
        self._contents = Contents()
        self._formats = formats_of(config)
        with connection, connection.cursor() as cursor:
            source = Source(config, cursor)
            now, self._calendars = load_instant(cursor), read_calendars(cursor)
            loaded = self._before = Loaded(config, source, self._calendars)
        self._source, self._overlaps = source, Overlaps(config, source.table, now)
        # Where another program changed rows, or took some away, all files are read again.
        self._changed, self._known = loaded.changed, loaded.known
        self._asset_of_content = {content: one.asset for content, one in loaded.files.items()}
        self._series: dict[int, dict[str, PriceSeries]] = {}
        for known in loaded.files.values():
            self._series.setdefault(known.asset, {}).setdefault(f"what was loaded from {known.series}", known.series)
        self._until = max(filter(None, (datetime.now(UTC), config.as_of)))

    def run(self, files: list[Path], assets: dict[int, Asset]) -> IngestResult:
        """Load the files of one asset after the other, so that only those are in memory."""
        folder, names = Path(self._config.source.exports), Names(assets)
        by_asset: dict[int, list[tuple[Path, str]]] = {}
        for file in files:
            name = shown_name(file.relative_to(folder))
            with _refusing(self._outcome, name):
                by_asset.setdefault(names.of(name).id, []).append((file, name))
        for name, why in odd_files(folder).items():
            self._outcome.warn(f"{name} is skipped: {why}")
        progress = Progress("load_exports", len(by_asset))
        for asset, held in sorted(by_asset.items()):
            exports = [export for path, name in held if (export := self._read(assets[asset], path, name, names))]
            if exports:
                self._load(assets[asset], exports)
            progress.step(self._outcome)
        for asset in sorted(self._changed):
            # None of its files is at hand.
            with transaction(self._connection, HISTORY, [asset]) as cursor:
                self._note(cursor, asset, asset not in self._before.left)
        self._seen.complete(self._contents, files, folder)
        self._contents.save()
        return self._outcome

    def _read(self, asset: Asset, path: Path, name: str, names: Names) -> FilePart | None:
        """The export, unless it is known or refused."""
        with _refusing(self._outcome, name):
            content, data = self._contents.remembered(path), None
            if content is None or content not in self._known:
                content, data = self._contents.read(path, name)
            self._seen.files[name] = content
            owner = self._asset_of_content.get(content, asset.id)
            if owner != asset.id:
                raise FileError(
                    name, None,
                    f"is the same file as one that was loaded as asset {owner}, but its name says asset {asset.id}; remove "
                    f"the wrong one (and, if it was loaded, take it back: freshbars unload {content[:12]})",
                )  # fmt: skip
            if content in self._known:
                self._outcome.known.append(name)
                return None
            sessions, timezone = self._calendars.get(asset.id), self._config.timezone
            hours = sessions.hours if sessions else None
            export = read(
                path, data, name=name, content=content, formats=self._formats, timezone=timezone, hours=hours
            ).only
            if export.placed:
                export = replace(export, placed=self._before.placed(asset.id, int(export.rows["timestamp"][-1])))
            export = _checked(asset, export, names, self._until, self._series)
            self._asset_of_content[content] = asset.id
            self._known.add(content)
            self._series.setdefault(asset.id, {})[name] = export.series
            return export
        return None

    def _write(self, cursor: Cursor, asset: int, exports: list[FilePart]) -> tuple[np.ndarray, int]:
        """Write what the exports say: for each how many days it inserted and updated, and rows moved to other hours.

        Where another program changed the table, what the loaded files at hand had said comes first.
        """
        sound = asset not in self._changed
        counts, removed = np.zeros((len(exports), 2), int), 0
        if not sound and (again := [export for export in exports if export.content in self._before.files]):
            first = self._overlaps.write(cursor, asset, again, restore=True)
            counts[[export.content in self._before.files for export in exports]], removed = first.counts, first.removed
            sound = self._stated(cursor, asset) == self._before.left.get(asset)
            self._outcome.warn_restored(asset, first.days)
        last = self._overlaps.write(cursor, asset, exports)
        self._note(cursor, asset, sound or last.proven or asset not in self._before.left)
        return counts + last.counts, removed + last.removed

    def _stated(self, cursor: Cursor, asset: int) -> Fingerprint:
        """The fingerprint of what the table holds of an asset."""
        self._source.cursor = cursor
        return self._source.stated([asset]).get(asset, Fingerprint())

    def _note(self, cursor: Cursor, asset: int, sound: bool) -> None:
        """Keep the fingerprint of the asset's rows, or that they are not what its files said."""
        note_loaded(cursor, {asset: self._stated(cursor, asset) if sound else None})
        if sound:
            self._changed.discard(asset)
            self._outcome.problems.pop(asset, None)
        elif asset not in self._outcome.problems:
            log.error("asset %s: %s", asset, CHANGED)
            self._outcome.problems[asset] = CHANGED

    def _load(self, asset: Asset, exports: list[FilePart]) -> None:
        """Store what the exports of one asset say, in one transaction; where that fails, file by file."""
        outcome = self._outcome
        try:
            with transaction(self._connection, HISTORY, [asset.id]) as cursor:
                counts, removed = self._write(cursor, asset.id, exports)
        except Exception as error:
            if self._connection.closed:
                raise
            if len(exports) > 1:
                # One bad file keeps no good one out.
                for export in exports:
                    self._load(asset, [export])
                return
            message = f"not loaded: {type(error).__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
            log.debug("asset %s", asset.id, exc_info=error)
            log.error("asset %s failed: %s", asset.id, message)
            outcome.problems |= {export.file: message for export in exports}
            return
        for export, (inserted, updated) in zip(exports, counts, strict=True):
            outcome.loaded.append(export.file)
            _announce(len(outcome.loaded), asset, export, inserted, updated)
            for doubt in doubts(export, self._until, self._config.timezone):
                self._outcome.warn(f"{export.file}: {doubt}")
        outcome.count(asset.id, counts, removed)


def _checked(
    asset: Asset, export: FilePart, names: Names, until: datetime, series: dict[int, dict[str, PriceSeries]]
) -> FilePart:
    """The export, its quote currency known if the file's name states it. Raises FileError."""
    for symbol in export.symbols:
        others = names.named(symbol)
        if others and asset not in others:
            raise FileError(
                export.file,
                None,
                f"is taken for asset {asset.id} ({asset.symbol}), but its lines are of {symbol}; rename it",
            )
    if why := later_than_tomorrow(export, until):
        raise FileError(export.file, None, why)
    if not export.series.quote and export.series.vendor != "coinmarketcap":
        export = replace(export, series=replace(export.series, quote=names.quote(export.file, asset)))
        export.names[:] = str(export.series)
    check_unmixed(asset, export, series.get(asset.id, {}))
    return export


def _announce(number: int, asset: Asset, export: FilePart, inserted: int, updated: int) -> None:
    """Note a file that was loaded, the first ones on the console, too."""
    first, last = (instant(export.rows["timestamp"][i]) for i in (0, -1))
    series = "" if export.series.vendor == "coinmarketcap" else f", of {export.series}"
    if number == SHOWN + 1:
        log.info("the files that are loaded after these %d have their lines in the log alone", SHOWN)
    log.log(
        logging.INFO if number <= SHOWN else logging.DEBUG, "%s: asset %d (%s), %d days from %s to %s, %d new, %d changed%s",
        export.file, asset.id, asset.symbol, len(export.rows), first.date(), last.date(), inserted, updated, series,
    )  # fmt: skip


@contextmanager
def _refusing(outcome: IngestResult, name: str) -> Iterator[None]:
    """A file that cannot be taken is noted; all others go on."""
    try:
        yield
    except FileError as error:
        _refuse(outcome, error)
    except psycopg2.Error:
        raise
    except Exception as error:
        # Whatever is in a file, it is a matter of that file alone.
        log.debug("%s", name, exc_info=error)
        _refuse(
            outcome, FileError(name, None, f"cannot be read: {type(error).__name__}: {error}".splitlines()[0][:200])
        )


def _refuse(outcome: IngestResult, error: FileError) -> None:
    log.error("%s", error)
    outcome.refused.append(error)
    outcome.problems[error.file] = error.where
