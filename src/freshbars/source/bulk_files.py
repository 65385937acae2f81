"""Files with many assets: which of their parts must be read, and what each part says.

Each asset's part is loaded, refused or skipped by itself. A file is read again only for assets that it may hold and that
have no part of it yet, and where its parts must be placed or proven anew.
"""

import logging
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from freshbars.compute.instants import DAY_2000, DAY_US, instant, microseconds
from freshbars.compute.sessions import Calendars
from freshbars.database.connection import Cursor
from freshbars.source.names import Names
from freshbars.source.stated_files import FileReader, StatedFile
from freshbars.store.bulk_files import BulkFile, bulk_files, holding, note_owners
from pricefiles.errors import FileError
from pricefiles.price_file import PriceFile

log = logging.getLogger("freshbars")


class BulkLedger:
    """What was loaded from files with many assets before.

    known: the contents of which no part must be read. names: the present assets. changed: assets whose files are read again.
    """

    def __init__(self, cursor: Cursor, timezone: str, calendars: Calendars, names: Names, changed: set[int]) -> None:
        self._timezone, self._calendars, self._names, self._changed = timezone, calendars, names, changed
        self.files = bulk_files(cursor)
        stale = {content for content, one in self.files.items() if one.owners not in (None, names.symbols.digest)}
        self._may_hold = holding(cursor, names.symbols.labels) if stale else set()
        self.unaffected = stale - self._may_hold
        self.known = {content for content, one in self.files.items() if not self._due(one)}

    def _due(self, file: BulkFile) -> bool:
        new = file.owners is None or (file.owners != self._names.symbols.digest and file.content in self._may_hold)
        return new or self._misplaced(file) or bool(file.assets & self._changed)

    def _misplaced(self, file: BulkFile) -> bool:
        return file.placed is not None and file.placed != self.placed(file.assets, microseconds(file.last_ts))

    def wants(self, content: str, asset: int) -> bool:
        """Whether the part of an asset must be read."""
        file = self.files.get(content)
        return file is None or asset not in file.assets or asset in self._changed or self._misplaced(file)

    def placed(self, assets: frozenset[int], last_ts: int) -> str:
        """What gives the days of these assets their hours: the time zone, and the sessions up to the last day."""
        calendars, followed = _by_calendar(assets, tuple(sorted((a, s.name) for a, s in self._calendars.items())))
        sessions = {one.name: one for one in self._calendars.values()}
        marks = " ".join(sessions[name].mark(last_ts // DAY_US + DAY_2000) for name in calendars)
        return f"{self._timezone} {followed} {marks}".strip()

    def note(self, cursor: Cursor) -> None:
        """Note that files which hold no asset of the present list need not be asked for it again."""
        note_owners(cursor, self.unaffected, self._names.symbols.digest)


@lru_cache(1024)
def _by_calendar(assets: frozenset[int], calendars: tuple[tuple[int, str], ...]) -> tuple[list[str], str]:
    """The calendars that some of these assets follow, and a digest of which follows which."""
    followed = [(asset, name) for asset, name in calendars if asset in assets]
    digest = blake2b(repr(followed).encode(), digest_size=6).hexdigest() if followed else ""
    return sorted({name for _, name in followed}), digest


class BulkPart(NamedTuple):
    """The part of one asset."""

    asset: int
    stated: StatedFile


class BulkRead(NamedTuple):
    """A file that was read. others: what its symbols that belong to no asset may be called. refused: bad parts in a word."""

    content: str
    name: str
    parts: list[BulkPart]
    others: set[str]
    refused: FileError | None


def read_bulk(
    reader: FileReader, ledger: BulkLedger, names: Names, path: Path, data: bytes, name: str, content: str
) -> BulkRead:
    """The parts of a file that must be loaded. Raises FileError for a file that cannot be read at all."""
    format_ = reader.recognise(path, name)
    asset_of: dict[str, int | None] = {}

    def owner(symbol: str) -> int | None:
        if symbol not in asset_of:
            asset_of[symbol] = names.symbols.owner(symbol, format_)
        return asset_of[symbol]

    def wanted(symbol: str) -> bool:
        return owner(symbol) is not None and ledger.wants(content, owner(symbol))

    file = reader.read_many(path, data, name, content, owner, wanted)
    held: dict[int, list[str]] = {}
    for symbol, asset in asset_of.items():
        if asset is not None:
            held.setdefault(asset, []).append(symbol)
    refused = {symbol: error.where for symbol, error in file.refused.items()}
    unclear = names.symbols.unclear
    refused |= {symbol: unclear[symbol] for symbol in file.others if symbol in unclear}
    for asset, symbols in held.items():
        if len(symbols) > 1:
            refused |= {
                one: f"{' and '.join(symbols)} are both asset {asset}; give one an asset of its own" for one in symbols
            }
    parts = [
        BulkPart(owner(s), reader.stated(owner(s), part, path)) for s, part in file.parts.items() if s not in refused
    ]
    nobody = [symbol for symbol in file.others if owner(symbol) is None]
    others = {label for symbol in nobody for label in names.symbols.spellings(symbol, format_)}
    followed = sum(asset is not None for asset in asset_of.values())
    log.info("%s: %d assets, and %d symbols that belong to none", name, followed, len(nobody))
    return BulkRead(content, name, parts, others, _refusal(file, refused))


def _refusal(file: PriceFile, refused: Mapping[str, str]) -> FileError | None:
    """One error for all parts that cannot be loaded."""
    if not refused:
        return None
    symbol, why = min(refused.items())
    more = f" (and {len(refused) - 1} more of its symbols are refused)" if len(refused) > 1 else ""
    return FileError(file.file, None, f"{symbol}, {why}{more}")


def entry(ledger: BulkLedger, names: Names, read: BulkRead, stored: set[int], complete: bool) -> BulkFile | None:
    """The ledger's row of a file after its parts of the ``stored`` assets were loaded; None if nothing is known of it."""
    before = ledger.files.get(read.content)
    assets = frozenset(stored) | (before.assets if before else frozenset())
    ends = [int(part.stated.part.rows["timestamp"][-1]) for part in read.parts]
    ends += [microseconds(before.last_ts)] if before else []
    if not ends:
        return None
    by_zone = any(part.stated.part.placed for part in read.parts) or bool(before and before.placed)
    placed = ledger.placed(assets, max(ends)) if by_zone else None
    return BulkFile(
        read.content, read.name, instant(max(ends)), assets, names.symbols.digest if complete else None, placed
    )
