"""Who uses the embedded server. The kernel keeps the record: it drops a process however that ends, and never mistakes one."""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

log = logging.getLogger("freshbars")
SILENT = 10.0


class User:
    """A process, this one, as a user of the server of a folder: a shared lock on the file ``users``."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "users").open("ab")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """No longer use the server; whether nobody else does. To be called while the folder is ``alone``."""
        with self._file:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time starts or stops the server of a folder; others wait, and say for whom."""
    with (folder / "lock").open("a+") as file:
        patience = time.monotonic() + SILENT
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > patience:
                    patience = float("inf")
                    file.seek(0)
                    log.warning(
                        "freshbars: waiting for process %s, which starts or stops the embedded server of %s",
                        file.read().strip() or "(unknown)", folder.resolve(),
                    )  # fmt: skip
                time.sleep(0.005)
        # For those who wait; not needed for the lock itself.
        with suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield
