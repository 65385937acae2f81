"""The server of a folder: ``start`` gives its URL, and it stops when the last process that called ``start`` ends."""

import atexit
import logging
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from localpostgres import cluster, postmaster
from localpostgres.account import Account, account_of, let_pass, let_read
from localpostgres.client import connect
from localpostgres.errors import LocalPostgresError
from localpostgres.server_binaries import binaries
from localpostgres.socket_folder import PORT, socket_folder
from localpostgres.users import User, exclusive
from localpostgres.vacuum import vacuum_changed

log = logging.getLogger("localpostgres")


@dataclass
class _Server:
    """A server that this process uses. process: the one that it started, if it did."""

    folder: Path
    owner: int
    user: User
    found: postmaster.Postmaster
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return data_folder(self.folder)


_servers: dict[Path, _Server] = {}


def data_folder(folder: Path) -> Path:
    """The folder of PostgreSQL's own files below the folder of a server."""
    return folder.resolve() / "postgres"


def start(folder: Path) -> str:
    """The URL of the server of a folder, which is started if it does not run yet.

    It stops when the last process that called this ends. The URL holds no password: only the user who runs the server,
    and root, can reach its socket. Raises LocalPostgresError if it cannot be started.
    """
    folder = folder.resolve()
    data = data_folder(folder)
    known = _servers.get(folder)
    # A forked child inherits the record, not the use.
    if known and known.owner != os.getpid():
        known = None
    if known and postmaster.running(data) == known.found:
        return _url(known.found)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with exclusive(folder):
            account = account_of(data)
            cluster.create(data, account)
            cluster.configure(data, account)
            process, found = _run(data, account)
            if known and known.process:
                known.process.poll()
            user = known.user if known else User(folder)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise LocalPostgresError(
            f"the PostgreSQL in {folder} did not start: {error.strerror or error}{where}; make the folder writable"
        ) from None
    if not _servers:
        atexit.unregister(_leave_all)
        atexit.register(_leave_all)
    _servers[folder] = _Server(folder, os.getpid(), user, found, process)
    return _url(found)


def leave(folder: Path) -> None:
    """Stop using the server of a folder; it stops if no other process uses it. Happens anyway when the process ends."""
    server = _servers.pop(folder.resolve(), None)
    if server and server.owner == os.getpid():
        try:
            _leave(server)
        except Exception as error:
            log.warning("the PostgreSQL of %s was not stopped: %s", server.folder, error)


def in_use() -> bool:
    """Whether this process uses any server, and may have to stop it when it ends."""
    return any(server.owner == os.getpid() for server in _servers.values())


def _leave_all() -> None:
    for folder in list(_servers):
        leave(folder)


def _url(server: postmaster.Postmaster) -> str:
    return f"postgresql://postgres@/postgres?host={quote(str(server.socket), safe='/')}&port={PORT}"


def _run(data: Path, account: Account) -> tuple[subprocess.Popen[bytes] | None, postmaster.Postmaster]:
    """The running server, and its process if it was started here."""
    while found := postmaster.wait_until_ready(data):
        # One that is about to die of a crash says until the end that it is ready.
        if _answers(found, data) or not postmaster.ended(found.pid, 2):
            return None, found
    programs = binaries()
    let_read(account, programs)
    let_pass(account, data)
    socket = socket_folder(data, account)
    let_pass(account, socket)
    process = postmaster.launch(data, programs, account, socket)
    found = postmaster.running(data)
    if found is None:
        raise LocalPostgresError(f"the PostgreSQL in {data} ended right after its start; its log is {data}/log")
    return process, found


def _answers(server: postmaster.Postmaster, data: Path) -> bool:
    try:
        connect(_url(server), data).close()
    except psycopg2.OperationalError:
        return False
    return True


def _leave(server: _Server) -> None:
    """Stop the server if no other process uses it."""
    if not server.folder.exists():
        # Whoever removed the folder has no more use for the server.
        postmaster.shut_down(server.data, server.found)
    else:
        with exclusive(server.folder):
            found = postmaster.running(server.data)
            if server.user.leave() and found:
                _vacuum(server)
                postmaster.shut_down(server.data, found)
            elif found is None:
                log.warning(
                    "the PostgreSQL of %s has crashed or was killed; the next start recovers what was committed; its log is "
                    "%s/log", server.folder, server.data,
                )  # fmt: skip
    if server.process:
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0 if postmaster.running(server.data) else 2)
        # Others may still use it: then it lives on without its parent, and Popen must not warn of that.
        server.process.returncode = server.process.returncode or 0


def _vacuum(server: _Server) -> None:
    # Best effort: the server is stopped in any case.
    try:
        vacuum_changed(_url(server.found), server.data, server.folder / "vacuumed")
    except Exception as error:
        log.debug("the PostgreSQL of %s was not vacuumed: %s", server.folder, error)
