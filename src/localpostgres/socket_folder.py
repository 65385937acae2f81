"""The folder of a server's socket: its data folder or, if that path is too long, a private folder for temporary files."""

import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

from localpostgres.account import Account
from localpostgres.errors import LocalPostgresError

PORT = 5432
# The whole path of a socket may have 107 bytes on Linux and 103 on macOS.
LONGEST = 103


def socket_folder(data: Path, account: Account) -> Path:
    """The folder for the socket of the server of a data folder, created if necessary.

    Raises LocalPostgresError if other users could write there: they could put a server of their own in its place.
    """
    # A comma separates hosts for libpq.
    if _fits(data) and "," not in str(data):
        return data
    key = sha256(os.fsencode(data) + str(data.stat().st_ino).encode()).hexdigest()[:10]
    for temporary in dict.fromkeys((tempfile.gettempdir(), "/tmp")):
        ours = Path(temporary) / f"localpostgres-{account.uid}"
        if _fits(ours / key) and "," not in temporary:
            _make(ours, account)
            _make(ours / key, account)
            return ours / key
    raise LocalPostgresError(
        f"the path {tempfile.gettempdir()} is too long for a socket below it: set TMPDIR to a folder with a shorter path"
    )


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST


def _make(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        pass
    found = folder.lstat()
    wrong = (
        "is a link" if stat.S_ISLNK(found.st_mode)
        else "is no folder" if not stat.S_ISDIR(found.st_mode)
        else "belongs to another user" if found.st_uid != account.uid
        else "is open to other users" if found.st_mode & 0o077
        else None
    )  # fmt: skip
    if wrong:
        raise LocalPostgresError(
            f"{folder} {wrong}, so the socket of PostgreSQL would not be safe there: remove it, set TMPDIR to a folder of "
            "your own, or choose a data folder with a shorter path"
        )
