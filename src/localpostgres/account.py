"""Which system user the embedded server runs as, and that this user can reach what it needs.

PostgreSQL refuses to run as root. Where Freshbars runs as root, the server runs as the owner of its data, at first the
user ``pgserver``, with no group of root's.
"""

import logging
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from freshbars.errors import UserError

NAME = "pgserver"
NOBODY = 65534
log = logging.getLogger("freshbars")


@dataclass(frozen=True)
class Account:
    """A system user; ``switch`` where this process must become another user to run something as it."""

    uid: int
    gid: int
    switch: bool

    @property
    def options(self) -> dict[str, Any]:
        """What ``subprocess`` is given to run a program as this user. Its supplementary groups are only its own: none."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def own(self, path: Path | int) -> None:
        """Give a file or folder that this process has just made to this user."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_of(data: Path) -> Account:
    """The user that the server of this folder runs as. Raises UserError if the data belong to somebody else."""
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if me != 0:
        if owner not in (None, me):
            raise UserError(
                f"the embedded PostgreSQL in {data} belongs to the user {_name(owner)}, and this is {_name(me)}: "
                "run Freshbars as that user, or set TARGET_DB_URL to a server of your own"
            )
        return Account(me, os.getegid(), switch=False)
    if owner:
        group = data.stat().st_gid
        return Account(owner, group or NOBODY, switch=True)
    entry = _dedicated()
    account = Account(entry.pw_uid, entry.pw_gid or NOBODY, switch=True)
    if owner == 0:
        # A copy that was restored without its owners.
        _give(data, account)
    return account


def let_pass(account: Account, path: Path) -> None:
    """Let this user pass through all folders above ``path``, which it could not reach otherwise; no more than that."""
    if not account.switch:
        return
    for folder in path.resolve().parents:
        found = folder.stat()
        bit = 0o100 if found.st_uid == account.uid else 0o010 if found.st_gid == account.gid else 0o001
        if not found.st_mode & bit:
            try:
                folder.chmod(found.st_mode & 0o7777 | bit)
            except OSError as error:
                raise UserError(
                    f"the embedded PostgreSQL runs as the user {_name(account.uid)}, which cannot pass through "
                    f"{folder} ({error.strerror}): choose another working directory, or set TARGET_DB_URL"
                ) from None
            log.warning(
                "freshbars: %s may now be passed through by other users (chmod o+x): the embedded server runs as %s",
                folder, _name(account.uid),
            )  # fmt: skip


def let_read(account: Account, binaries: Path) -> None:
    """Let this user run the server's programs, which a strict umask at installation may have closed to it."""
    if not account.switch:
        return
    let_pass(account, binaries.parent)
    whole = binaries.parent
    if all(path.stat().st_mode & 0o005 == 0o005 for path in (whole, binaries, binaries / "postgres", whole / "share")):
        return
    for path in (whole, *whole.rglob("*")):
        mode = path.stat().st_mode & 0o7777
        path.chmod(mode | (0o005 if mode & 0o100 else 0o004))


def _dedicated() -> pwd.struct_passwd:
    """The system user that runs the server for root, created where it is not there."""
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", NAME]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        return pwd.getpwnam(NAME)
    except OSError as error:
        reason = [str(error.strerror)]
    except KeyError:
        pass
    raise UserError(
        f"PostgreSQL does not run as root, and the user {NAME} that it should run as could not be created "
        f"({reason[0]}): create it, run Freshbars as a normal user, or set TARGET_DB_URL to a server of your own"
    )


def _give(data: Path, account: Account) -> None:
    for folder, _, files in os.walk(data):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"with the number {uid}"
