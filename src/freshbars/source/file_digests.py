"""The SHA-256 of each file, read again only where its size, times or inode say that it is another."""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from freshbars.config import Config
from pricefiles.errors import FileError
from pricefiles.files import csv_files, read_bytes, shown_name

# Beside the markers, which are lost together with it; without the folder nothing is remembered.
CACHE = Path("results/exports_seen.json")
# A file that was changed just now may change again without a change of its times.
_SETTLED_NS = 1_000_000_000


class Contents:
    """Digests of files, remembered from run to run. A file's name, size, mtime, ctime and inode must all be the same."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = CACHE if cache is None else cache
        self._before: dict[str, list] = {}
        self._now: dict[str, list] = {}
        with suppress(OSError, ValueError):
            held = json.loads(self._cache.read_text(encoding="ascii"))
            self._before = held if isinstance(held, dict) else {}

    def digest(self, path: Path, name: str | None = None) -> str:
        """SHA-256 of a file, in hexadecimal. Raises FileError where it cannot be read."""
        return self.remembered(path) or self.read(path, name)[0]

    def remembered(self, path: Path) -> str | None:
        """The digest of a file that has not changed since it was last read; None for another."""
        key = os.path.abspath(path)
        entry = self._now.get(key) or self._before.get(key)
        with suppress(OSError, TypeError, IndexError):
            if entry and entry[:4] == _marks(path) and isinstance(entry[4], str):
                self._now[key] = entry
                return entry[4]
        return None

    def read(self, path: Path, name: str | None = None) -> tuple[str, bytes]:
        """The digest of a file and its bytes. Raises FileError where it cannot be read."""
        before, asked = None, time.time_ns()
        with suppress(OSError):
            before = _marks(path)
        data = read_bytes(path, name)
        content = hashlib.sha256(data).hexdigest()
        with suppress(OSError):
            if before == _marks(path) and max(before[1], before[3]) < asked - _SETTLED_NS:
                self._now[os.path.abspath(path)] = [*before, content]
        return content, data

    def save(self) -> None:
        """Remember the files that were asked for; what cannot be written is read again next time."""
        if self._now == self._before or not self._cache.parent.is_dir():
            return
        with suppress(OSError):
            part = self._cache.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps(self._now), encoding="ascii")
            part.replace(self._cache)


def _marks(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns]


@dataclass
class Seen:
    """What lay in the folder of exports: the digest of each file by name (or why it has none), and of the list of assets.

    changed: names of the files that are not as they were when they were loaded last.
    """

    assets: str
    files: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        every = "\n".join(f"{name} {content}" for name, content in sorted(self.files.items()))
        return f"{len(self.files)} files {_short(every.encode())}, assets {self.assets}"

    @property
    def some_changed(self) -> str:
        """The first of the changed files, and how many more there are."""
        more = f" and {len(self.changed) - 12} more" if len(self.changed) > 12 else ""
        return ", ".join(self.changed[:12]) + more

    @classmethod
    def of_assets(cls, config: Config) -> "Seen":
        """The list of assets, and no file yet."""
        with suppress(OSError):
            return cls(_short(Path(config.source.assets).read_bytes()))
        return cls("unknown")

    def complete(self, contents: Contents, files: Iterable[Path], folder: Path) -> "Seen":
        """Add the files that are not in it."""
        for path in files:
            if (name := shown_name(path.relative_to(folder))) not in self.files:
                if not contents.remembered(path):
                    self.changed.append(name)
                try:
                    self.files[name] = contents.digest(path, name)
                except FileError as error:
                    self.files[name] = error.reason
        return self


def look(config: Config) -> Seen:
    """What lies in the folder of exports now."""
    folder = Path(config.source.exports)
    return Seen.of_assets(config).complete(
        Contents(), csv_files(folder, config.source.follow_links) if folder.is_dir() else (), folder
    )


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
