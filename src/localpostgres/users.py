"""The processes that use a server. The kernel keeps count: its locks end with a process, however that ends."""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

log = logging.getLogger("localpostgres")
# Seconds of waiting before it is reported.
SILENT = 10.0


class User:
    """The use of a folder's server by this process: a shared lock on the file ``users``."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "users").open("ab")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop using the server; whether no other process uses it. To be called inside ``exclusive``."""
        with self._file:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of a folder; the others wait, and log for which process."""
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
                        "waiting for process %s, which starts or stops the PostgreSQL of %s",
                        file.read().strip() or "(unknown)", folder.resolve(),
                    )  # fmt: skip
                time.sleep(0.005)
        # The number is for those who wait; the lock does not need it.
        with suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield
