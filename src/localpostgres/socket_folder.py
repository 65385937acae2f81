"""Where the socket of the embedded server lies: with its data, or, where that path is too long, in a folder of our own."""

import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

from freshbars.errors import UserError
from localpostgres.account import Account

PORT = 5432
# A socket's whole path has room for 107 bytes on Linux and 103 on macOS.
LONGEST = 103


def socket_folder(data: Path, account: Account) -> Path:
    """The folder for the socket of the server of ``data``, made where it must be.

    Raises UserError if somebody else could get at it: who makes the folder could put a server of their own there.
    """
    # A comma separates hosts for libpq.
    if _fits(data) and "," not in str(data):
        return data
    key = sha256(os.fsencode(data) + str(data.stat().st_ino).encode()).hexdigest()[:10]
    for temporary in dict.fromkeys((tempfile.gettempdir(), "/tmp")):
        ours = Path(temporary) / f"freshbars-{account.uid}"
        if _fits(ours / key) and "," not in temporary:
            _make(ours, account)
            _make(ours / key, account)
            return ours / key
    raise UserError(
        f"no folder has a path short enough for a socket: set TMPDIR to one (it is {tempfile.gettempdir()})"
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
        raise UserError(
            f"{folder} {wrong}, and so the embedded server's socket would not be safe there: "
            "remove it, set TMPDIR to a folder of your own, or choose a working directory with a shorter path"
        )
