"""The embedded PostgreSQL: started if no database is configured, stopped by the last process that uses it."""

import atexit
import logging
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from freshbars.config import CONFIG_FILE
from freshbars.errors import UserError
from localpostgres import postmaster
from localpostgres.account import Account, account_of, let_pass, let_read
from localpostgres.server_binaries import MAJOR, binaries
from localpostgres.socket_folder import PORT, socket_folder
from localpostgres.users import User, alone
from localpostgres.vacuum import vacuum_changed

FOLDER = Path(".freshbars")
DRAFT = "postgres.new"
log = logging.getLogger("freshbars")
# The server holds data that can be built again from the source, on one machine, for a handful of connections.
# Durability holds: fsync and full_page_writes stay on, and a job's last commit is on disk before it is reported.
SETTINGS = """
# Written by Freshbars. See docs/databases.md, "The embedded server".
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


@dataclass
class _Server:
    """A server that this process uses, and perhaps started."""

    folder: Path
    data: Path
    owner: int
    user: User
    found: postmaster.Postmaster
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return _url(self.found)


_servers: dict[Path, _Server] = {}


def home(levels: int = 5) -> Path:
    """The folder of the embedded server here: in a subfolder of a working directory, that directory's own."""
    here = Path.cwd()
    if not (here / CONFIG_FILE).exists():
        for place in (here, *list(here.parents)[:levels]):
            if (place / FOLDER / "postgres").is_dir():
                return place / FOLDER
    return here / FOLDER


def start(folder: Path = FOLDER) -> str:
    """The URL of the embedded server of ``folder``, started if it does not run yet.

    It stops when the last process that called this ends. The URL holds no password: only the user who runs the server,
    and root, can reach its socket. Raises UserError if it cannot be started.
    """
    folder = folder.resolve()
    data = folder / "postgres"
    known = _servers.get(data)
    if known and known.owner == os.getpid() and postmaster.running(data) == known.found:
        return known.url
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            account = account_of(data)
            _initialize(data, account)
            _configure(data, account)
            process, found = _run(data, account)
            if known and known.process:
                known.process.poll()
            user = known.user if known and known.owner == os.getpid() else User(folder)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise UserError(
            f"the embedded PostgreSQL in {folder} did not start: {error.strerror or error}{where}; "
            "make the folder writable, or set TARGET_DB_URL to a server of your own"
        ) from None
    if not _servers:
        atexit.unregister(_leave_all)
        atexit.register(_leave_all)
    _servers[data] = _Server(folder, data, os.getpid(), user, found, process)
    return _servers[data].url


def _url(server: postmaster.Postmaster) -> str:
    # The port too: PGPORT in the environment would change the socket's name.
    return f"postgresql://postgres@/postgres?host={quote(str(server.socket), safe='/')}&port={PORT}"


def _answers(server: postmaster.Postmaster) -> bool:
    try:
        psycopg2.connect(_url(server)).close()
    except psycopg2.OperationalError:
        return False
    return True


def _run(data: Path, account: Account) -> tuple[subprocess.Popen | None, postmaster.Postmaster]:
    """The server, and its process where it was started here."""
    while found := postmaster.wait_until_ready(data):
        # One that is about to die of a crash says that it is ready until the end.
        if _answers(found) or not postmaster.ended(found.pid, 2):
            return None, found
    programs = binaries()
    let_read(account, programs)
    let_pass(account, data)
    socket = socket_folder(data, account)
    let_pass(account, socket)
    process = postmaster.launch(data, programs, account, socket)
    found = postmaster.running(data)
    if found is None:
        raise UserError(f"the embedded PostgreSQL ended right after its start; its log is {data}/log")
    return process, found


def _initialize(data: Path, account: Account) -> None:
    """Make a new cluster beside its place and move it there whole: a killed first run leaves no half of one."""
    if (data / "PG_VERSION").exists():
        version = (data / "PG_VERSION").read_text().strip()
        if version != str(MAJOR):
            raise UserError(
                f"{data} was made by PostgreSQL {version}, and this Freshbars comes with {MAJOR}: dump it with the "
                "Freshbars that made it and restore it into a new one (docs/databases.md, Backup), or set TARGET_DB_URL"
            )
        return
    if data.exists() and any(data.iterdir()):
        raise UserError(f"{data} holds a damaged PostgreSQL; restore it, or remove it to start anew")
    programs = binaries()
    let_read(account, programs)
    for rest in data.parent.glob(f"{DRAFT}*"):
        shutil.rmtree(rest, ignore_errors=True)
    # A name of its own: the initdb of a killed process may still be writing into the last one.
    draft = Path(tempfile.mkdtemp(prefix=f"{DRAFT}.", dir=data.parent))
    account.own(draft)
    let_pass(account, draft)
    # The same order of texts on every machine, whatever its language settings.
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    done = subprocess.run(
        [programs / "initdb", "--username=postgres", *options, "-D", draft],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
        cwd="/", env=environment, **account.options,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        said = [line for line in done.stderr.splitlines() if "error:" in line or "FATAL:" in line]
        reason = said[0] if said else done.stderr.strip()[-300:] or f"initdb ended with {done.returncode}"
        raise UserError(f"the embedded PostgreSQL in {data} could not be created: {reason}")
    if data.exists():
        data.rmdir()
    draft.rename(data)


def _configure(data: Path, account: Account) -> None:
    ours, main = data / "freshbars.conf", data / "postgresql.conf"
    if not ours.exists() or ours.read_text() != SETTINGS:
        _replace(ours, SETTINGS, account)
    text = main.read_text()
    if "freshbars.conf" not in text:
        _replace(main, text + "\ninclude_if_exists 'freshbars.conf'\n", account)


def _replace(file: Path, text: str, account: Account) -> None:
    """Write a file whole, never through a link: the folder belongs to the server's user, and this may be root."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as opened:
        account.own(opened.fileno())
        opened.write(text)
    draft.rename(file)


def leave(folder: Path = FOLDER) -> None:
    """No longer use the server of ``folder``: it stops if nobody else does. Called at the end of the process anyway."""
    server = _servers.pop(folder.resolve() / "postgres", None)
    # A forked child inherits the record, not the use.
    if server and server.owner == os.getpid():
        try:
            _leave(server)
        except Exception as error:
            log.warning("freshbars: the embedded server of %s was not stopped: %s", server.folder, error)


def _leave_all() -> None:
    for server in list(_servers.values()):
        leave(server.folder)


def _vacuum(server: _Server) -> None:
    # A wish, not a duty: the server is stopped whatever comes of it.
    try:
        vacuum_changed(server.url, server.data, server.folder / "vacuumed")
    except Exception as error:
        log.debug("the embedded server was not vacuumed: %s", error)


def _leave(server: _Server) -> None:
    """Stop the server if no other process uses it."""
    if not server.folder.exists():
        # Who removed the folder meant the server too.
        postmaster.shut_down(server.data, server.found)
    else:
        with alone(server.folder):
            found = postmaster.running(server.data)
            if server.user.leave() and found:
                _vacuum(server)
                postmaster.shut_down(server.data, found)
            elif found is None:
                log.warning(
                    "freshbars: the embedded server of %s has crashed or was killed; the next start recovers what "
                    "was committed; its log is %s/log", server.folder, server.data,
                )  # fmt: skip
    if server.process:
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0 if postmaster.running(server.data) else 2)
        # Where others still use it, it lives on without its parent.
        server.process.returncode = server.process.returncode or 0
