"""Load exports into the price-history table: for each day what the export with the latest last day says of it."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psycopg2

from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Connection, Cursor, connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import HISTORY
from freshbars.database.transactions import lost, transaction
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset, read_assets
from freshbars.job_result import Progress
from freshbars.source.bulk_files import BulkLedger, BulkRead, entry, read_bulk
from freshbars.source.calendars import ensure_calendars
from freshbars.source.file_digests import Contents, Seen
from freshbars.source.file_owners import Claim, claim_of
from freshbars.source.ingest_result import IngestResult
from freshbars.source.loaded_files import Ledger, check_unmixed
from freshbars.source.names import Names
from freshbars.source.overlaps import Overlaps
from freshbars.source.rescalings import describe
from freshbars.source.stated_files import FileReader, StatedFile, export_files, refused_links
from freshbars.source.stated_splits import with_splits
from freshbars.store.bulk_files import write_bulk
from freshbars.store.calendars import calendar_problems
from freshbars.store.loaded_files import load_instant
from freshbars.store.loaded_fingerprints import write_loaded
from freshbars.store.sessions import read_calendars
from pricefiles.errors import FileError
from pricefiles.file_warnings import later_than_tomorrow, warnings_of
from pricefiles.files import odd_files
from pricefiles.price_file import FilePart
from pricefiles.price_series import PriceSeries

log = logging.getLogger("freshbars")
# So many parts of files with many assets are loaded at a time.
_PARTS = 20_000
CHANGED = (
    "its rows of the price history are not those that were loaded: another program changed them, and no file in the folder "
    "of exports says what they were; put the files back that were loaded, or, to keep the rows, see "
    "freshbars unload --help"
)


def ingest(config: Config) -> IngestResult:
    """Load the new and changed files of the folder of exports, each whole or not at all, asset by asset.

    Raises UserError where there is no folder, no export in it or no file of assets, and for a lost database.
    """
    if config.source.kind != "exports":
        raise UserError("source.kind is table: another program fills it, there is nothing to ingest")
    result = IngestResult(seen=Seen.of_assets(config))
    assets = read_assets(Path(config.source.assets))
    files = export_files(config)
    connection = connect(config, "ingest")
    try:
        ensure_tables(config, connection)
        ensure_calendars(config, connection)
        _Load(Context(config), connection, assets, result).run(files)
        return result
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        raise lost(error) from None
    finally:
        with suppress(psycopg2.Error):
            connection.close()


def waiting_files(context: Context, cursor: Cursor, calendars: Calendars) -> list[str]:
    """Names of the exports in the folder that a load would read, for the first time or again."""
    config = context.config
    ledger = Ledger(config, context.price_history(cursor), calendars)
    bulk = BulkLedger(cursor, config.timezone, calendars, Names(context.assets), ledger.changed)
    known, contents, found = ledger.known | bulk.known, Contents(), []
    for file, name in export_files(context.config):
        # A file that cannot be read is not loaded either.
        with suppress(FileError):
            if contents.digest(file, name) in known:
                continue
        found.append(name)
    return found


class _Files:
    """The files of a load: which are read, and whether they may be taken."""

    def __init__(self, config: Config, ledger: Ledger, bulk: BulkLedger, calendars: Calendars, names: Names) -> None:
        self.contents, self._bulk = Contents(), bulk
        self._names, self._reader = names, FileReader(config, ledger, calendars)
        self._known, self._loaded = set(ledger.known), ledger.files
        self._asset_of_content = {content: one.asset for content, one in ledger.files.items()}
        self._series: dict[int, dict[str, PriceSeries]] = {}
        for asset, name, series in ledger.series:
            self._series.setdefault(asset, {})[f"{name} (loaded before)"] = series
        self.until = max(filter(None, (datetime.now(UTC), config.as_of)))

    def claim(self, path: Path, name: str) -> Claim:
        """Which asset a file is of. Raises FileError where that is not clear."""
        if self.contents.remembered(path) in self._bulk.files:
            return Claim(path, name, None)
        return claim_of(self._reader, self._names, path, name, self._loaded.get(self.contents.remembered(path)))

    def read(self, asset: Asset, claim: Claim, result: IngestResult) -> StatedFile | None:
        """The file, unless it is known. Raises FileError for one that is refused."""
        path, name = claim.path, claim.name
        content, data = self.contents.remembered(path), None
        if content is None or content not in self._known:
            content, data = self.contents.read(path, name)
        result.seen.files[name] = content
        owner = self._asset_of_content.get(content, asset.id)
        if owner != asset.id:
            raise FileError(
                name, None,
                f"is the same file as one that was loaded as asset {owner}, but its name says asset {asset.id}; remove "
                f"the wrong one (and, if it was loaded, unload it: freshbars unload {content[:12]})",
            )  # fmt: skip
        if content in self._known:
            result.known.append(name)
            return None
        found = self._reader.read(asset.id, path, data, name, content)
        part = self._checked(asset, found.part, claim.quote)
        self._asset_of_content[content] = asset.id
        self._known.add(content)
        return found._replace(part=part)

    def read_many(self, assets: Mapping[int, Asset], claim: Claim, result: IngestResult) -> BulkRead | None:
        """The parts of a file with many assets, unless it is known. Raises FileError for a file that cannot be read."""
        path, name = claim.path, claim.name
        content, data = self.contents.remembered(path), None
        if content is None or content not in self._bulk.known:
            content, data = self.contents.read(path, name)
        result.seen.files[name] = content
        if content in self._bulk.known:
            result.known.append(name)
            return None
        found = read_bulk(self._reader, self._bulk, self._names, path, data, name, content)
        parts, refused = [], found.refused
        for one in found.parts:
            try:
                part = self._checked(assets[one.asset], one.stated.part, "")
                parts.append(one._replace(stated=one.stated._replace(part=part)))
            except FileError as error:
                refused = refused or FileError(name, error.line, f"{one.stated.part.symbol} {error.reason}")
        self._bulk.known.add(content)
        return found._replace(parts=parts, refused=refused)

    def _checked(self, asset: Asset, part: FilePart, quote: str) -> FilePart:
        """The file's part, with the quote currency that its name states if it states none itself. Raises FileError."""
        for symbol in part.symbols if part.symbol is None else ():
            others = self._names.meant(symbol, part.format)
            if others and asset not in others:
                raise FileError(
                    part.file,
                    None,
                    f"is taken for asset {asset.id} ({asset.symbol}), but its lines are of {symbol}; rename it",
                )
        if why := later_than_tomorrow(part, self.until):
            raise FileError(part.file, None, why)
        if quote and not part.series.quote:
            part = replace(part, series=replace(part.series, quote=quote))
            part.names[:] = str(part.series)
        part = with_splits(asset, part)
        held = self._series.setdefault(asset.id, {})
        check_unmixed(asset, part, held)
        if part.series not in held.values():
            held[part.file] = part.series
        return part


def _refuse_misplaced(before: Ledger, result: IngestResult) -> None:
    """Fail assets whose days were placed by another time zone or calendar, by files that are not there to be read again."""
    present, gone = set(result.seen.files.values()), {}
    for content in before.misplaced - present:
        one = before.files[content]
        gone.setdefault(one.asset, []).append(one.name)
    for asset, names in sorted(gone.items()):
        names = sorted(set(names))
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        result.fail(
            asset,
            f"{shown} state dates only, which were placed by another time zone or calendar, and cannot be read again: put "
            "them back, or set the time zone or the calendar as it was",
        )


class _Load:
    """One call of ``ingest``."""

    def __init__(
        self, context: Context, connection: Connection, assets: dict[int, Asset], result: IngestResult
    ) -> None:
        self._context, self._connection, self._assets, self._result = context, connection, assets, result
        config = context.config
        with connection, connection.cursor() as cursor:
            now, calendars = load_instant(cursor), read_calendars(cursor)
            self._unbuilt = calendar_problems(cursor)
            self._before = Ledger(config, context.price_history(cursor), calendars)
            self._names = Names(assets)
            self._bulk = BulkLedger(cursor, config.timezone, calendars, self._names, set(self._before.changed))
        self._overlaps = Overlaps(context, now)
        self._files = _Files(config, self._before, self._bulk, calendars, self._names)
        # Where another program changed rows, or took some away, all files are read again.
        self._changed = self._before.changed

    def run(self, files: list[tuple[Path, str]]) -> None:
        """Load the files of one asset after the other, so that only those are in memory."""
        folder, result = Path(self._context.config.source.exports), self._result
        by_asset: dict[int, list[Claim]] = {}
        many: list[Claim] = []
        for file, name in files:
            with result.refusing(name):
                claim = self._files.claim(file, name)
                held = many if claim.asset is None else by_asset.setdefault(claim.asset, [])
                held.append(claim)
        for error in refused_links(self._context.config):
            result.refuse(error)
        for name, why in odd_files(folder, self._context.config.source.follow_links).items():
            result.warn(f"{name} is skipped: {why}")
        progress = Progress("load_exports", len(by_asset))
        for asset, held in sorted(by_asset.items()):
            if asset in self._unbuilt:
                result.fail(asset, f"{self._assets[asset].symbol} is not loaded: {self._unbuilt[asset]}")
                continue
            read = []
            for claim in held:
                with result.refusing(claim.name):
                    if one := self._files.read(self._assets[asset], claim, result):
                        read.append(one)
            if read:
                self._load(self._assets[asset], read)
            progress.step(result)
        self._load_many(many)
        for asset in sorted(self._changed):
            # None of its files is at hand.
            with transaction(self._connection, HISTORY, [asset]) as cursor:
                self._note(cursor, asset, asset not in self._before.left)
        result.seen.complete(self._files.contents, [file for file, _ in files], folder)
        self._files.contents.save()
        _refuse_misplaced(self._before, result)

    def _load_many(self, claims: list[Claim]) -> None:
        """Load files with many assets, so many at a time that their followed parts fit the memory."""
        waiting: list[BulkRead] = []
        for claim in claims:
            with self._result.refusing(claim.name):
                if found := self._files.read_many(self._assets, claim, self._result):
                    waiting.append(found)
            if sum(len(one.parts) for one in waiting) > _PARTS:
                self._load_parts(waiting)
                waiting = []
        self._load_parts(waiting)
        if self._bulk.unaffected:
            with self._connection, self._connection.cursor() as cursor:
                self._bulk.note(cursor)

    def _load_parts(self, files: list[BulkRead]) -> None:
        """Store the parts of files with many assets, asset by asset; then enter the files in their ledger."""
        by_asset: dict[int, list[StatedFile]] = {}
        for file in files:
            for part in file.parts:
                by_asset.setdefault(part.asset, []).append(part.stated)
        stored: dict[str, set[int]] = {file.content: set() for file in files}
        for asset, parts in sorted(by_asset.items()):
            why = self._unbuilt.get(asset)
            if why:
                self._result.fail(asset, f"{self._assets[asset].symbol} is not loaded: {why}")
            for one in [] if why else self._load(self._assets[asset], parts):
                stored[one.part.content].add(asset)
        for file in files:
            if file.refused:
                self._result.refuse(file.refused)
            if stored[file.content]:
                self._result.loaded.append(file.name)
            complete = not file.refused and stored[file.content] == {part.asset for part in file.parts}
            if row := entry(self._bulk, self._names, file, stored[file.content], complete):
                with self._connection, self._connection.cursor() as cursor:
                    write_bulk(cursor, row, file.others)

    def _load(self, asset: Asset, files: list[StatedFile]) -> list[StatedFile]:
        """Store what the files of one asset say, in one transaction; where that fails, file by file in rank order.

        Returns the files that are stored.
        """
        result = self._result
        try:
            with transaction(self._connection, HISTORY, [asset.id]) as cursor:
                counts, moved = self._write(cursor, asset.id, files)
        except Exception as error:
            if self._connection.closed:
                raise
            if len(files) > 1:
                # One bad file keeps no good one out.
                ranked = sorted(files, key=lambda one: (one.part.days[-1], len(one.part.days), one.part.file))
                return [stored for one in ranked for stored in self._load(asset, [one])]
            if isinstance(error, FileError):
                result.refuse(error)
            else:
                message = f"not loaded: {type(error).__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
                log.debug("asset %s", asset.id, exc_info=error)
                log.error("asset %s failed: %s", asset.id, message)
                result.problems[files[0].part.file] = message
            return []
        for one, (inserted, updated) in zip(files, counts.tolist(), strict=True):
            result.announce(asset, one.part, inserted, updated)
            for warning in warnings_of(one.part, self._files.until, self._context.config.timezone):
                result.warn(f"{one.part.file}: {warning}")
        result.count(asset.id, counts, moved)
        return files

    def _write(self, cursor: Cursor, asset: int, files: list[StatedFile]) -> tuple[np.ndarray, int]:
        """Write what the files say: for each how many days it inserted and updated, and rows moved to other hours.

        Where another program changed the table, what the loaded files at hand had said comes first.
        """
        sound, known = asset not in self._changed, self._before.files.keys() | self._bulk.files.keys()
        counts, moved = np.zeros((len(files), 2), int), 0
        if not sound and (again := [one for one in files if one.part.content in known]):
            first = self._overlaps.write(cursor, asset, again, restore=True)
            counts[[one.part.content in known for one in files]], moved = first.counts, first.moved
            sound = self._context.price_history(cursor).stated_of(asset) == self._before.left.get(asset)
            self._result.warn_restored(asset, first.days)
        last = self._overlaps.write(cursor, asset, files)
        for one in last.rescalings:
            self._result.warn(f"asset {asset}: {describe(one)}")
        self._note(cursor, asset, sound or last.proven or asset not in self._before.left)
        return counts + last.counts, moved + last.moved

    def _note(self, cursor: Cursor, asset: int, sound: bool) -> None:
        """Keep the fingerprint of the asset's rows, or that they are not what its files said."""
        write_loaded(cursor, asset, self._context.price_history(cursor).stated_of(asset) if sound else None)
        if sound:
            self._changed.discard(asset)
            self._result.problems.pop(asset, None)
        else:
            self._result.fail(asset, CHANGED)
