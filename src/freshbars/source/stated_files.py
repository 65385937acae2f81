"""Files as an asset's: read under the hours of its calendar, with the time at which each was written."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import DAY_2000, NO_INSTANT
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.inputs.described_formats import formats_of
from freshbars.source.exchange_zones import ZONES
from freshbars.source.loaded_files import Ledger
from freshbars.source.names import Names
from pricefiles.declaration import Format
from pricefiles.errors import FileError
from pricefiles.files import csv_files, links_outside, shown_name
from pricefiles.formats.registry import BUILT_IN
from pricefiles.price_file import FilePart, PriceFile
from pricefiles.price_series import PriceSeries
from pricefiles.reading import read, recognise
from pricefiles.trading_day import Sessions

# 1970-01-01 in microseconds since 2000-01-01.
_UNIX_US = -946_684_800_000_000


class StatedFile(NamedTuple):
    """A file's part for one asset. modified: when the file was last written, as an instant, NO_INSTANT if unknown."""

    part: FilePart
    modified: int = NO_INSTANT

    def stated_at(self, load_ts: int) -> np.ndarray:
        """For each row when it was stated: at the file's first load, or when it was written if that was within its day.

        A time before the day began says nothing about it: files are copied and unpacked with any time.
        """
        rows = self.part.rows
        within = (rows["timeopen"] <= self.modified) & (self.modified < rows["timeclose"])
        return np.where(within, min(self.modified, load_ts), load_ts)


class FileReader:
    """Reads files under a configuration and the assets' calendars. ledger: None where nothing is loaded."""

    def __init__(self, config: Config, ledger: Ledger | None, calendars: Calendars) -> None:
        self._timezone, self._ledger, self._calendars = config.timezone, ledger, calendars
        self._formats = formats_of(config)

    def recognise(self, path: Path, name: str) -> Format:
        """The format of a file. Raises FileError for a file that has none."""
        return recognise(path, name=name, formats=self._formats).format

    def may_hold_many(self, path: Path, name: str) -> bool:
        """Whether a file has a place for symbols, so that it may hold many assets."""
        return recognise(path, name=name, formats=self._formats).may_hold_many

    def formats_of_vendor(self, vendor: str) -> list[Format]:
        """The formats of a vendor's files, also of those that an earlier version took for that vendor's."""
        every = (*self._formats, *BUILT_IN)
        return [one for one in every if vendor in (one.vendor, PriceSeries(one.vendor).formerly.vendor)]

    def read(self, asset: int | None, path: Path, data: bytes | None, name: str, content: str = "") -> StatedFile:
        """The file's days, on the hours of the asset's sessions where it states dates only. Raises FileError."""
        sessions = self._sessions(asset)
        how = {"formats": self._formats, "timezone": self._timezone, "sessions": sessions}
        return self.stated(asset, read(path, data, name=name, content=content, **how).only, path)

    def read_many(
        self,
        path: Path,
        data: bytes | None,
        name: str,
        content: str,
        owner: Callable[[str], int | None],
        wanted: Callable[[str], bool],
    ) -> PriceFile:
        """The parts of a file of many assets whose symbols are wanted. Raises FileError for a file that has no format."""
        return read(
            path, data, name=name, content=content, formats=self._formats, timezone=self._timezone, symbols=wanted,
            sessions=lambda symbol: self._sessions(owner(symbol)),
        )  # fmt: skip

    def read_part(self, asset: int, path: Path, data: bytes, name: str, content: str, names: Names) -> StatedFile:
        """An asset's part of a file, which may hold many. Raises FileError if it has none."""
        format_ = self.recognise(path, name)

        def mine(symbol: str) -> bool:
            return names.symbols.owner(symbol, format_) == asset

        file = self.read_many(path, data, name, content, lambda _: asset, mine)
        if not file.parts and not file.refused:
            return self.read(asset, path, data, name, content)
        if None not in file.parts and len(file.parts) != 1:
            raise next(iter(file.refused.values()), FileError(name, None, f"holds no one part of asset {asset}"))
        return self.stated(asset, next(iter(file.parts.values())), path)

    def stated(self, asset: int | None, part: FilePart, path: Path) -> StatedFile:
        """A part, with what gave its days their hours and the time at which its file was written."""
        if part.placed and self._ledger:
            part = replace(part, placed=self._ledger.placed(asset, int(part.rows["timestamp"][-1])))
        return StatedFile(part, _modified(path))

    def _sessions(self, asset: int | None) -> Sessions | None:
        """The sessions of an asset; None if it trades every day."""
        held = self._calendars.get(asset)
        return held and Sessions(held.days - DAY_2000, held.opens, held.closes, ZONES.get(held.name))


def _modified(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns // 1000 + _UNIX_US
    return NO_INSTANT


def named_files(config: Config) -> Iterator[tuple[Path, str]]:
    """The files of the folder of exports that may be histories, each with its name; none without the folder."""
    folder = Path(config.source.exports)
    for path in csv_files(folder, config.source.follow_links) if folder.is_dir() else ():
        yield path, shown_name(path.relative_to(folder))


def export_files(config: Config) -> list[tuple[Path, str]]:
    """The same. Raises UserError where there is no folder, or no file in it."""
    folder = Path(config.source.exports)
    todo = "put CoinMarketCap's CSV exports there (or another vendor's), or name another folder in source.exports"
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder} (source.exports): create it and {todo}")
    files = list(named_files(config))
    if not files and (links := refused_links(config)):
        raise UserError(f"the folder {folder} (source.exports) holds no file of its own: {links[0]}")
    if not files:
        raise UserError(f"the folder {folder} (source.exports) holds no CSV file: {todo}")
    return files


def refused_links(config: Config) -> list[FileError]:
    """The links in the folder of exports that are not followed."""
    links = [] if config.source.follow_links else links_outside(Path(config.source.exports))
    why = "is a link that leaves the folder of exports; copy the file there, or set source.follow_links: true"
    return [FileError(name, None, why) for name in links]
