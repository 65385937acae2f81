"""The system user that a server runs as, and that user's access to what the server needs.

PostgreSQL refuses to run as root. Started by root, the server runs as the owner of its data: at first the user
``pgserver``, which is in none of root's groups.
"""

import logging
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localpostgres.errors import LocalPostgresError

NAME = "pgserver"
NOBODY = 65534
log = logging.getLogger("localpostgres")


@dataclass(frozen=True)
class Account:
    """A system user. switch: whether this process has to become that user to run something as it."""

    uid: int
    gid: int
    switch: bool

    @property
    def options(self) -> dict[str, Any]:
        """The options with which ``subprocess`` runs a program as this user, without supplementary groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def own(self, path: Path | int) -> None:
        """Give a file or folder that this process has just made to this user."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_of(data: Path) -> Account:
    """The user that the server of a data folder runs as.

    Raises LocalPostgresError if the data belong to another user than this one, who is not root.
    """
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if me != 0:
        if owner not in (None, me):
            raise LocalPostgresError(
                f"the PostgreSQL in {data} belongs to the user {_name(owner)}, and this is {_name(me)}: run as that user"
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
    """Give this user, and nobody more than needed, the right to pass through the folders above ``path``."""
    if not account.switch:
        return
    for folder in path.resolve().parents:
        found = folder.stat()
        bit = 0o100 if found.st_uid == account.uid else 0o010 if found.st_gid == account.gid else 0o001
        if not found.st_mode & bit:
            try:
                folder.chmod(found.st_mode & 0o7777 | bit)
            except OSError as error:
                raise LocalPostgresError(
                    f"PostgreSQL runs as the user {_name(account.uid)}, which cannot pass through {folder} "
                    f"({error.strerror}): choose another folder"
                ) from None
            log.warning(
                "%s may now be passed through by other users (chmod o+x): PostgreSQL runs as %s",
                folder,
                _name(account.uid),
            )


def let_read(account: Account, binaries: Path) -> None:
    """Let this user run the server's programs, which an installation under a strict umask closed to other users."""
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
    """The system user that runs the server for root, created if it does not exist."""
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
    raise LocalPostgresError(
        f"PostgreSQL does not run as root, and the user {NAME} for it could not be created ({reason[0]}): "
        "create that user, or run as a normal user"
    )


def _give(data: Path, account: Account) -> None:
    for folder, _, files in os.walk(data):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _name(uid: int | None) -> str:
    try:
        return "unknown" if uid is None else pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"with the number {uid}"
