"""The files of a run that only its owner may read: a password, a long configuration. They go when the run ends."""

import atexit
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from freshbars.environment import FOLDER
from freshbars.workflow.job_context import machine

# In the working directory, which all machines of a run see. Below it a folder for each machine, and in that for each run.
RUNS = FOLDER / "runs"


class RunFiles:
    """A folder named like the run, made when it is needed, and locked by this process for as long as it lives."""

    def __init__(self, run: str) -> None:
        self._folder = (RUNS / machine() / run).absolute()
        self._lock = -1

    def add(self, name: str, text: str) -> Path:
        """Write a file; its path."""
        if self._lock < 0:
            self._folder.mkdir(parents=True, mode=0o700)
            self._lock = os.open(self._folder, os.O_RDONLY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            atexit.register(self.remove)
        path = self._folder / name
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def remove(self) -> None:
        """Remove the files, if there are any."""
        if self._lock >= 0:
            shutil.rmtree(self._folder, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1
        _remove_empty()


def remove_left_over(ended: Callable[[Collection[str]], Collection[str]]) -> None:
    """Remove the files of runs that were killed.

    ended: of some runs those that are known to have ended. Other runs of this machine have ended if nobody locks their
    folder. Process numbers would not do: in a container each run has the same.
    """
    # Earlier versions put the files of a run here. None of theirs has been at work for a day.
    for file in FOLDER.glob("run-*.*"):
        if file.stat().st_mtime < time.time() - 86_400:
            file.unlink(missing_ok=True)
    folders = list(RUNS.glob("*/*"))
    if not folders:
        return
    known = set(ended([folder.name for folder in folders]))
    for folder in folders:
        if folder.name in known or (folder.parent.name == machine() and not _locked(folder)):
            shutil.rmtree(folder, ignore_errors=True)
    _remove_empty()


def _locked(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _remove_empty() -> None:
    with suppress(OSError):
        (RUNS / machine()).rmdir()
        RUNS.rmdir()
