"""The server process of a data folder: whether it runs, how it is started and stopped, and what a crash leaves behind."""

import logging
import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from freshbars.errors import UserError
from localpostgres.account import Account
from localpostgres.socket_folder import PORT

# How long a start may be silent about what it waits for, and how long it waits for a crashed predecessor.
SILENT = 5.0
PREDECESSOR = 15.0
# A shutdown writes what is in memory to the disk, which may take long on a slow one; a server without a checkpointer
# has nothing to write any more.
SHUTDOWN = 120.0
WEDGED = 1.0
log = logging.getLogger("freshbars")


@dataclass(frozen=True)
class Postmaster:
    """A server that runs: its process, the folder of its socket, and how far it is."""

    pid: int
    socket: Path
    status: str


def running(data: Path) -> Postmaster | None:
    """The server of a data folder, or None. A record of a process that is gone, or is another program, does not count."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    if not _serves(pid, data):
        return None
    # A server that has just begun has not written all lines yet.
    lines += [""] * (8 - len(lines))
    return Postmaster(pid, Path(lines[4]), lines[7].strip())


def launch(data: Path, binaries: Path, account: Account, socket: Path) -> subprocess.Popen:
    """Start the server of a data folder, and wait until it takes connections. Raises UserError if it does not."""
    _clear_away(data)
    patience = time.monotonic() + PREDECESSOR
    while True:
        before, process = _size(data / "log"), _spawn(data, binaries, account, socket)
        if _ready(process, data):
            return process
        said = _said(data, before)
        if "shared memory block" not in said or time.monotonic() > patience:
            raise UserError(_why(said, data, process.returncode))
        # The processes of a server that was killed let go of its memory when they notice.
        time.sleep(0.1)


def wait_until_ready(data: Path) -> Postmaster | None:
    """The running server once it takes connections; None if it does not run, or has ended meanwhile."""
    began, said = time.monotonic(), False
    while (found := running(data)) and found.status != "ready":
        if found.status == "stopping" and time.monotonic() - began > SILENT:
            shut_down(data, found)
        elif not said and time.monotonic() - began > SILENT:
            said = True
            log.warning("freshbars: waiting for the embedded server, which recovers from a crash; see %s/log", data)
        time.sleep(0.005)
    return found


def shut_down(data: Path, server: Postmaster) -> None:
    """Stop a server; one that cannot stop any more because it crashed is ended by force, and that is said.

    Nothing that was committed is lost by force: the next start recovers it from the write-ahead log.
    """
    began, alone = time.monotonic(), False
    with suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGINT)
    while not ended(server.pid, WEDGED):
        # At its very end every server is without one, for a moment.
        before, alone = alone, not _has_checkpointer(server.pid)
        crashed = _crashed(data) or (before and alone)
        if crashed or time.monotonic() - began > SHUTDOWN:
            why = "a process of it crashed" if crashed else f"it did not stop within {SHUTDOWN:.0f} s"
            log.warning(
                "freshbars: the embedded server was ended by force, because %s while it was stopping; nothing committed "
                "is lost, the next start recovers it; its log is %s/log", why, data,
            )  # fmt: skip
            _end_by_force(data, server.pid)
            return


def ended(pid: int, patience: float) -> bool:
    """Whether a process ends within so many seconds. Noticed at once, without asking again and again, on Linux."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    except (AttributeError, OSError):
        limit = time.monotonic() + patience
        while _alive(pid) and time.monotonic() < limit:
            time.sleep(0.003)
        return not _alive(pid)
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(patience * 1000))
    finally:
        os.close(descriptor)


def _spawn(data: Path, binaries: Path, account: Account, socket: Path) -> subprocess.Popen:
    # Nothing of this process's environment: it may hold a password, or change the server's port.
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    quoted = '"' + str(socket).replace('"', '""') + '"'
    settings = {"listen_addresses": "", "port": PORT, "unix_socket_directories": quoted}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    # As root too, no link that the server's user may have put there is followed.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    with open(os.open(data / "log", flags, 0o600), "ab") as output:
        account.own(output.fileno())
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", env=environment,
            start_new_session=True, **account.options,
        )  # fmt: skip


def _ready(process: subprocess.Popen, data: Path) -> bool:
    """Whether the server gets to the point of taking connections; it is over if its process ends before."""
    while process.poll() is None:
        found = wait_until_ready(data)
        if found and found.pid == process.pid:
            return True
        time.sleep(0.002)
    return False


def _clear_away(data: Path) -> None:
    """After a crash: end what is left of the old server, and take away records that name another program by now.

    Records of processes that are gone are for PostgreSQL itself to judge.
    """
    record = data / "postmaster.pid"
    if not record.exists():
        return
    log.warning("freshbars: the embedded server did not stop properly the last time (it was killed, or the machine "
                "failed); it recovers what was committed")  # fmt: skip
    for process in _family(data):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        ended(process, 2)
    locks = [record]
    with suppress(OSError, IndexError):
        lines = record.read_text().splitlines()
        locks.append(Path(lines[4]) / f".s.PGSQL.{PORT}.lock")
    for lock in locks:
        with suppress(OSError, ValueError, IndexError):
            if _exists(int(lock.read_text().split()[0])):
                lock.unlink()


def _end_by_force(data: Path, pid: int) -> None:
    family = [pid, *_family(data)]
    for sent in (signal.SIGQUIT, signal.SIGKILL):
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, sent)
        if all(map(partial(ended, patience=2), family)):
            return


def _serves(pid: int, data: Path) -> bool:
    """Whether a process is the server of this folder, by its arguments or, if the folder was moved, by where it works."""
    import psutil

    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE:
            # Its own processes have other titles and call themselves "postgres: ...".
            return str(data) in process.cmdline() or process.cwd() == str(data)
    return False


def _family(data: Path) -> list[int]:
    """All processes of PostgreSQL that work in this folder."""
    import psutil

    found = []
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error):
            if (process.info["name"] or "").startswith("postgres") and process.cwd() == str(data):
                found.append(process.pid)
    return found


def _crashed(data: Path) -> bool:
    """Whether the server lost a process by a crash since it took connections; asked to stop then, it may never do it.

    It recovers by itself, but a request to stop that comes in the middle of that is forgotten by PostgreSQL 18.
    """
    said = _said(data, max(0, _size(data / "log") - 500_000))
    return "was terminated by" in said.rpartition("is ready to accept connections")[2]


def _has_checkpointer(pid: int) -> bool:
    import psutil

    try:
        # The title is all that distinguishes them, and it is set a moment after the start.
        titles = [" ".join(child.cmdline()) for child in psutil.Process(pid).children()]
    except psutil.Error:
        return True
    return any("checkpointer" in title or not title.startswith("postgres:") for title in titles)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _alive(pid: int) -> bool:
    import psutil

    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _said(data: Path, since: int) -> str:
    """What the server wrote to its log since it had this size."""
    try:
        with (data / "log").open("rb") as file:
            file.seek(since)
            return file.read(1_000_000).decode(errors="replace")
    except OSError:
        return ""


def _why(said: str, data: Path, code: int | None) -> str:
    lines = [line for line in said.splitlines() if "FATAL:" in line or "PANIC:" in line] or said.splitlines()[-1:]
    reason = lines[-1].split("FATAL:")[-1].split("PANIC:")[-1].strip() if lines else f"it ended with code {code}"
    return f"the embedded PostgreSQL did not start: {reason}; its log is {data}/log"
