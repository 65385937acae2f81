"""Logs: a file for each rule and shard, rewritten by each run, and a file for each day, to which all processes append."""

import errno
import logging
import os
import re
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from freshbars.config import load, of_run
from freshbars.errors import UserError

DAILY = "daily"
KEPT_DAYS = 30
FORMAT = "%(asctime)s %(levelname)-7s %(message)s"
# Reasons why a file cannot be written that a person can remove.
_UNWRITTEN = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.EFBIG),
}
# Bytes that a run's logs and markers need at least.
_NEEDED = 64 << 10


class Visible(logging.Formatter):
    """Spells out control characters in names and values, such as the escape sequences of terminals."""

    def format(self, record: logging.LogRecord) -> str:
        """The message."""
        return visible(super().format(record))


def visible(text: str) -> str:
    """A text with control characters spelled out; lines and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t\xa0" else ascii(c)[1:-1] for c in text)


class _Lasting(logging.Handler):
    """If a record cannot be written, as on a full disk, this is reported once and the program continues."""

    reported = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Report the reason, the first time."""
        error = sys.exception()
        if not isinstance(error, OSError):
            super().handleError(record)
        elif not _Lasting.reported:
            _Lasting.reported = True
            with suppress(OSError):
                print(f"freshbars: the log cannot be written: {error.strerror}", file=sys.stderr)


class OwnFile(_Lasting, logging.FileHandler):
    """The log of a rule and shard, rewritten by each run."""

    def close(self) -> None:
        """Close the file, even if its last lines cannot be written."""
        with suppress(OSError):
            super().close()


class DayFile(_Lasting):
    """Appends to ``<folder>/2026-11-23.log``, named after the local day of each record.

    Each record is one ``write`` to a file opened for appending, so that processes side by side never mix their lines.
    """

    def __init__(self, folder: Path, job: str) -> None:
        super().__init__()
        self._folder, self._day, self._file = folder, None, -1
        # A job's name may hold anything, also a percent sign.
        self.setFormatter(Visible(f"%(asctime)s %(levelname)-7s {job.replace('%', '%%')}: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; further lines of it (a traceback) are indented."""
        try:
            text = self.format(record).replace("\n", "\n    ") + "\n"
            day = datetime.fromtimestamp(record.created).date()
            if day != self._day:
                self._open(day)
            os.write(self._file, text.encode("utf-8", "backslashreplace"))
        except Exception:
            self.handleError(record)

    def _open(self, day: date) -> None:
        self._shut()
        self._folder.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(self._folder / f"{day}.log", flags, 0o644)
        self._day = day

    def _shut(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._day, self._file = None, -1

    def close(self) -> None:
        """Close the file."""
        self._shut()
        super().close()


def handlers(file: Path | None, verbose: bool = False) -> list[logging.Handler]:
    """The destinations of a process's messages: the console and, if it has a log file, that file and the day's.

    file: the log of this rule and shard. The day's log names the job like this file, without ``.log``.
    verbose: the console gets as much as the files.
    """
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.DEBUG if verbose else logging.INFO)
    console.setFormatter(Visible("%(message)s"))
    if file is None:
        return [console]
    file.parent.mkdir(parents=True, exist_ok=True)
    own = OwnFile(file, mode="w", encoding="utf-8", errors="backslashreplace")
    own.setFormatter(Visible(FORMAT))
    return [console, own, DayFile(file.parent / DAILY, file.stem)]


def unwritten(error: Exception) -> str:
    """The message for a person if this error means that a file could not be written; empty if it means something else."""
    if not isinstance(error, OSError) or error.errno not in _UNWRITTEN:
        return ""
    place = os.path.relpath(error.filename) if isinstance(error.filename, str) else "a file"
    return f"{place} cannot be written: {error.strerror}; make room or give access, and run again"


def require_writable(*folders: Path) -> None:
    """Raise UserError if files cannot be written in these folders, or created where they are missing. Leaves no file."""
    # Imported here, as builders, which start often, do not need it.
    import tempfile

    for folder in folders:
        while not os.path.lexists(folder) and folder != folder.parent:
            folder = folder.parent
        try:
            with tempfile.NamedTemporaryFile(dir=folder) as trial:
                trial.write(bytes(_NEEDED))
        except OSError as error:
            # The person knows the folder, not the file of this trial.
            error.filename = os.fspath(folder)
            raise UserError(unwritten(error) or f"{folder} cannot be written: {error}") from None


def wants_verbose() -> bool:
    """Whether the configuration asks for more on the console. Whoever uses the configuration reports mistakes in it."""
    if (handed := of_run()) is not None:
        # The run has checked it; a builder checks it once, when it needs all of it.
        return handed.get("verbose") is True
    try:
        return load().verbose
    except UserError:
        return False


def prune(folder: Path, days: int = KEPT_DAYS, today: date | None = None) -> list[str]:
    """Remove the logs of days further back than ``days`` from ``<folder>/daily``. Returns their names.

    Only files whose name is a date are removed.
    """
    oldest = (today or date.today()) - timedelta(days=days)
    removed = []
    for file in sorted((folder / DAILY).glob("*.log")):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", file.stem) and file.stem < oldest.isoformat():
            file.unlink(missing_ok=True)
            removed.append(file.name)
    return removed
