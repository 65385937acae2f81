"""Files of a folder: which may be price files, their names in messages, and their bytes."""

import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePath

from pricefiles.errors import FileError

# Limit for a file and for its unpacked content; a history of three centuries takes a twentieth of it.
MAX_BYTES = 256 << 20
SUFFIXES = (".csv", ".txt", ".tsv", ".parquet", ".zip", ".gz")
# Files that hold data but are not read.
_FOREIGN = {".xlsx", ".xls", ".ods", ".json", ".feather", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"}
# Texts that accompany data.
_TEXTS = {"readme", "license", "notes"}


def csv_files(folder: Path, follow_links: bool = False) -> list[Path]:
    """The files of a folder and its subfolders that may be histories, by name.

    Hidden ones, devices and pipes are none. follow_links: also through links that leave the folder, which may be a link.
    """
    entries = _entries(folder, follow_links)
    return sorted(Path(entry.path) for entry in entries if _kind(entry) in SUFFIXES and entry.is_file())


def odd_files(folder: Path, follow_links: bool = False) -> dict[str, str]:
    """Names of files that are no histories although they may be meant as such, and why."""
    found = {}
    for entry in _entries(folder, follow_links):
        kind = _kind(entry)
        if kind in _FOREIGN or (kind in SUFFIXES and not entry.is_file()):
            name = shown_name(PurePath(entry.path).relative_to(folder))
            found[name] = "save it as CSV, zip or gz" if kind in _FOREIGN else "it is no regular file"
    return dict(sorted(found.items()))


def links_outside(folder: Path) -> list[str]:
    """Names of links, to folders or to what may be histories, that leave the folder."""
    top = os.path.realpath(folder)
    found = [entry for entry in _entries(folder, False, outside=True) if _leaves(entry, top)]
    named = (entry for entry in found if entry.is_dir() or _kind(entry) in SUFFIXES)
    return sorted(shown_name(PurePath(entry.path).relative_to(folder)) for entry in named)


def _entries(folder: Path, follow_links: bool, outside: bool = False) -> Iterator[os.DirEntry]:
    """What lies in a folder and those below it, hidden things aside; a link that leads back is not followed for ever.

    outside: with the links that leave the folder and are not followed.
    """
    folders, seen, top = [os.fspath(folder)], set(), os.path.realpath(folder)
    for place in folders:
        if (real := os.path.realpath(place)) not in seen:
            seen.add(real)
            with os.scandir(place) as entries:
                for entry in entries:
                    leaves = not follow_links and _leaves(entry, top)
                    if entry.name[0] == "." or (leaves and not outside):
                        continue
                    if entry.is_dir() and not leaves:
                        folders.append(entry.path)
                    else:
                        yield entry


def _leaves(entry: os.DirEntry, top: str) -> bool:
    """Whether an entry is a link to somewhere outside a folder."""
    return (
        entry.is_symlink()
        and not os.path.realpath(entry.path).startswith(f"{top}{os.sep}")
        and (os.path.realpath(entry.path) != top)
    )


def _kind(entry: os.DirEntry) -> str:
    """The suffix of a file's name; empty for texts that accompany data."""
    stem, kind = os.path.splitext(entry.name)
    return "" if stem.lower() in _TEXTS else kind.lower()


def shown_name(path: PurePath) -> str:
    """A file's name for messages and tables, with control characters and bytes that are not UTF-8 escaped."""
    text = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def read_bytes(path: Path, name: str | None = None) -> bytes:
    """The content of a regular file. Raises FileError where it is none, cannot be read, or is too large."""
    name = name or shown_name(PurePath(path.name))
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise FileError(name, None, "is no regular file")
        if state.st_size > MAX_BYTES:
            raise FileError(name, None, _too_large(state.st_size))
        return path.read_bytes()
    except OSError as error:
        raise FileError(name, None, f"cannot be read: {error.strerror}") from None


def head_of(path: Path, name: str, size: int) -> bytes:
    """The first bytes of the text of a file that may be packed. Raises FileError where it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start[:2] == b"\x1f\x8b":
                file.seek(0)
                with gzip.open(file) as packed:
                    return packed.read(size)
            if start not in (b"PK\x03\x04", b"PK\x05\x06", b"PAR1"):
                return start + file.read(size - len(start))
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(name, None, f"cannot be read: {getattr(error, 'strerror', None) or 'damaged'}") from None
    return unpacked(name, read_bytes(path, name))[:size]


def _too_large(size: int) -> str:
    return (
        f"has {size >> 20} MiB, more than the {MAX_BYTES >> 20} MiB that one daily history may have; split it by asset"
    )


def unpacked(name: str, data: bytes) -> bytes:
    """The text of a file that may be packed: gz, a zip of one file, or Parquet, known by their first bytes.

    Raises FileError for an archive that is damaged, holds several files, or more than MAX_BYTES.
    """
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as packed:
                text = packed.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise FileError(name, None, "is a damaged gz file; download it again") from None
    elif data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        text = _unzipped(name, data)
    elif data[:4] == b"PAR1":
        from pricefiles.parquet import text_of

        text = text_of(name, data, MAX_BYTES)
    else:
        return data
    if len(text) > MAX_BYTES:
        raise FileError(name, None, f"holds more than the {MAX_BYTES >> 20} MiB that one daily history may have")
    return text


def _unzipped(name: str, data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [
                entry for entry in archive.infolist()
                if not entry.is_dir() and PurePath(entry.filename).stem.lower() not in _TEXTS
                and not entry.filename.startswith("__MACOSX/")
            ]  # fmt: skip
            if len(inside) != 1:
                raise FileError(name, None, f"is a zip of {len(inside)} files; unpack it, one history a file")
            with archive.open(inside[0]) as packed:
                return packed.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FileError(name, None, f"is a zip that cannot be unpacked: {error}; download it again") from None
