"""Files as an asset's: read under the hours of its calendar, with the time at which each was written."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import NO_INSTANT
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.source.described_formats import formats_of
from freshbars.source.loaded_files import Ledger
from pricefiles.files import csv_files, shown_name
from pricefiles.price_file import FilePart
from pricefiles.reading import read

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
    """Reads files of assets under a configuration and the assets' calendars."""

    def __init__(self, config: Config, ledger: Ledger, calendars: Calendars) -> None:
        self._timezone, self._ledger, self._calendars = config.timezone, ledger, calendars
        self._formats = formats_of(config)

    def read(self, asset: int, path: Path, data: bytes, name: str, content: str) -> StatedFile:
        """The file's days, on the hours of the asset's sessions where it states dates only. Raises FileError."""
        sessions = self._calendars.get(asset)
        hours = sessions.hours if sessions else None
        part = read(
            path, data, name=name, content=content, formats=self._formats, timezone=self._timezone, hours=hours
        ).only
        if part.placed:
            part = replace(part, placed=self._ledger.placed(asset, int(part.rows["timestamp"][-1])))
        return StatedFile(part, _modified(path))


def _modified(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns // 1000 + _UNIX_US
    return NO_INSTANT


def named_files(config: Config) -> Iterator[tuple[Path, str]]:
    """The files of the folder of exports that may be histories, each with its name; none without the folder."""
    folder = Path(config.source.exports)
    for path in csv_files(folder) if folder.is_dir() else ():
        yield path, shown_name(path.relative_to(folder))


def export_files(config: Config) -> list[tuple[Path, str]]:
    """The same. Raises UserError where there is no folder, or no file in it."""
    folder = Path(config.source.exports)
    todo = "put CoinMarketCap's CSV exports there (or another vendor's), or name another folder in source.exports"
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder} (source.exports): create it and {todo}")
    if not (files := list(named_files(config))):
        raise UserError(f"the folder {folder} (source.exports) holds no CSV file: {todo}")
    return files
