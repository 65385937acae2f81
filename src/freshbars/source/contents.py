"""The SHA-256 of each file, read again only where its size, times or inode say that it is another."""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from freshbars.source.files import read_bytes

# Beside the markers, which are lost together with it; without the folder nothing is remembered.
CACHE = Path("results/exports_seen.json")
# A file that was changed just now may change again without its times telling.
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
        return self.remembered(path) or self.of(path, read_bytes(path, name))

    def remembered(self, path: Path) -> str | None:
        """The digest of a file that has not changed since it was last read; None for another."""
        key = os.path.abspath(path)
        entry = self._now.get(key) or self._before.get(key)
        with suppress(OSError, TypeError, ValueError, IndexError):
            if entry and entry[:4] == _marks(path) and isinstance(entry[4], str):
                self._now[key] = entry
                return entry[4]
        return None

    def of(self, path: Path, data: bytes) -> str:
        """The digest of bytes that were just read from a file."""
        content = hashlib.sha256(data).hexdigest()
        with suppress(OSError):
            marks = _marks(path)
            if marks[0] == len(data) and max(marks[1], marks[3]) < time.time_ns() - _SETTLED_NS:
                self._now[os.path.abspath(path)] = [*marks, content]
        return content

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


def digests(paths: Iterable[Path]) -> dict[Path, str]:
    """The digest of each file, from memory where it did not change. Raises FileError where one cannot be read."""
    contents = Contents()
    found = {path: contents.digest(path) for path in paths}
    contents.save()
    return found
