"""The data folder of a server (PostgreSQL calls it a cluster): created once, and configured at every start."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from localpostgres.account import Account, let_pass, let_read
from localpostgres.errors import LocalPostgresError
from localpostgres.server_binaries import MAJOR, binaries

DRAFT = "postgres.new"
SETTINGS_FILE = "localpostgres.conf"
# For a handful of connections from one machine. Durability holds: fsync and full_page_writes stay on.
SETTINGS = """
# Written by localpostgres at every start.
shared_buffers = 256MB
maintenance_work_mem = 128MB
wal_level = minimal
max_wal_senders = 0
wal_buffers = 16MB
max_wal_size = 4GB
checkpoint_timeout = 30min
wal_compression = off
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


def create(data: Path, account: Account) -> None:
    """Create the data folder if it does not exist: whole or, if this process is killed meanwhile, not at all.

    Raises LocalPostgresError for data of another version of PostgreSQL, or damaged data.
    """
    if (data / "PG_VERSION").exists():
        version = (data / "PG_VERSION").read_text().strip()
        if version != str(MAJOR):
            raise LocalPostgresError(
                f"{data} was made by PostgreSQL {version}, and the installed one is {MAJOR}: dump it with the installation "
                "that made it, and restore it into a new folder"
            )
        return
    if data.exists() and any(data.iterdir()):
        raise LocalPostgresError(f"{data} holds a damaged PostgreSQL: restore it, or remove it to start anew")
    for rest in data.parent.glob(f"{DRAFT}*"):
        shutil.rmtree(rest, ignore_errors=True)
    # A name of its own: the initdb of a killed process may still be writing into the last one.
    draft = Path(tempfile.mkdtemp(prefix=f"{DRAFT}.", dir=data.parent))
    account.own(draft)
    let_pass(account, draft)
    done = _initdb(draft, account)
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        said = [line for line in done.stderr.splitlines() if "error:" in line or "FATAL:" in line]
        reason = said[0] if said else done.stderr.strip()[-300:] or f"initdb ended with {done.returncode}"
        raise LocalPostgresError(f"the PostgreSQL in {data} could not be created: {reason}")
    if data.exists():
        data.rmdir()
    draft.rename(data)


def configure(data: Path, account: Account) -> None:
    """Write our settings, and have PostgreSQL read them after its own."""
    ours, main = data / SETTINGS_FILE, data / "postgresql.conf"
    if not ours.exists() or ours.read_text() != SETTINGS:
        _replace(ours, SETTINGS, account)
    text = main.read_text()
    if SETTINGS_FILE not in text:
        _replace(main, text + f"\ninclude_if_exists '{SETTINGS_FILE}'\n", account)


def _initdb(folder: Path, account: Account) -> subprocess.CompletedProcess[str]:
    programs = binaries()
    let_read(account, programs)
    # Text is sorted alike on every machine, whatever its language settings.
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    return subprocess.run(
        [programs / "initdb", "--username=postgres", *options, "-D", folder],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
        cwd="/", env=environment, **account.options,
    )  # fmt: skip


def _replace(file: Path, text: str, account: Account) -> None:
    """Write a file whole, and never through a link: the folder belongs to the server's user, and this may be root."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as opened:
        account.own(opened.fileno())
        opened.write(text)
    draft.rename(file)
