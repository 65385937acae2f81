"""The server process of a data folder: finding, starting and stopping it, and cleaning up after a crash."""

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

from localpostgres.account import Account
from localpostgres.errors import LocalPostgresError
from localpostgres.socket_folder import PORT

# Seconds of waiting before a start reports it, and seconds that it waits for the processes of a crashed predecessor.
SILENT = 5.0
PREDECESSOR = 15.0
# Seconds for a shutdown, which writes memory to a perhaps slow disk, and between two looks at whether it makes progress:
# a server without a checkpointer has nothing left to write.
SHUTDOWN = 120.0
WEDGED = 1.0
log = logging.getLogger("localpostgres")


@dataclass(frozen=True)
class Postmaster:
    """A running server: its process, the folder of its socket, and its status, such as ``ready`` or ``stopping``."""

    pid: int
    socket: Path
    status: str


def running(data: Path) -> Postmaster | None:
    """The running server of a data folder, or None. The record of a process that has ended or is another program is ignored."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    if not _serves(pid, data):
        return None
    # A server that has just started has not written all lines yet.
    lines += [""] * (8 - len(lines))
    return Postmaster(pid, Path(lines[4]), lines[7].strip())


def launch(data: Path, binaries: Path, account: Account, socket: Path) -> subprocess.Popen[bytes]:
    """Start the server of a data folder, and wait until it accepts connections. Raises LocalPostgresError if it does not."""
    _clear_away(data)
    patience = time.monotonic() + PREDECESSOR
    while True:
        before, process = _size(data / "log"), _spawn(data, binaries, account, socket)
        if _ready(process, data):
            return process
        said = _said(data, before)
        if "shared memory block" not in said or time.monotonic() > patience:
            raise LocalPostgresError(_why(said, data, process.returncode))
        # The processes of a server that was killed release its memory when they notice that.
        time.sleep(0.1)


def wait_until_ready(data: Path) -> Postmaster | None:
    """The running server once it accepts connections; None if it does not run, or has ended meanwhile."""
    began, said = time.monotonic(), False
    while (found := running(data)) and found.status != "ready":
        if found.status == "stopping" and time.monotonic() - began > SILENT:
            shut_down(data, found)
        elif not said and time.monotonic() - began > SILENT:
            said = True
            log.warning("waiting for PostgreSQL, which recovers from a crash; see %s/log", data)
        time.sleep(0.005)
    return found


def shut_down(data: Path, server: Postmaster) -> None:
    """Stop a server. One that cannot stop any more because it crashed is killed, with a warning.

    Nothing that was committed is lost by that: the next start recovers it from the write-ahead log.
    """
    began, bare = time.monotonic(), False
    with suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGINT)
    while not ended(server.pid, WEDGED):
        # At its very end every server is without a checkpointer for a moment.
        before, bare = bare, not _has_checkpointer(server.pid)
        crashed = _crashed(data) or (before and bare)
        if crashed or time.monotonic() - began > SHUTDOWN:
            why = "one of its processes crashed" if crashed else f"it did not stop within {SHUTDOWN:.0f} s"
            log.warning(
                "PostgreSQL was killed, because %s while it was stopping; nothing committed is lost, the next start recovers "
                "it; its log is %s/log", why, data,
            )  # fmt: skip
            _kill(data, server.pid)
            return


def ended(pid: int, patience: float) -> bool:
    """Whether a process ends within so many seconds. Linux reports the end at once; elsewhere it is polled for."""
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


def _spawn(data: Path, binaries: Path, account: Account, socket: Path) -> subprocess.Popen[bytes]:
    # None of this process's environment: it may hold a password, or change the server's port.
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    quoted = '"' + str(socket).replace('"', '""') + '"'
    settings = {"listen_addresses": "", "port": PORT, "unix_socket_directories": quoted}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    # No link is followed that the server's user may have put there: this may be root.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    with open(os.open(data / "log", flags, 0o600), "ab") as output:
        account.own(output.fileno())
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", env=environment,
            start_new_session=True, **account.options,
        )  # fmt: skip


def _ready(process: subprocess.Popen[bytes], data: Path) -> bool:
    """Whether the server gets to the point of accepting connections before its process ends."""
    while process.poll() is None:
        found = wait_until_ready(data)
        if found and found.pid == process.pid:
            return True
        time.sleep(0.002)
    return False


def _clear_away(data: Path) -> None:
    """After a crash: kill what is left of the old server, and remove records that name another program by now.

    PostgreSQL itself judges the records of processes that have ended.
    """
    record = data / "postmaster.pid"
    if not record.exists():
        return
    log.warning(
        "PostgreSQL did not stop properly the last time (it was killed, or the machine failed); it recovers what was committed"
    )
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


def _kill(data: Path, pid: int) -> None:
    family = [pid, *_family(data)]
    for sent in (signal.SIGQUIT, signal.SIGKILL):
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, sent)
        if all(map(partial(ended, patience=2), family)):
            return


def _serves(pid: int, data: Path) -> bool:
    """Whether a process is the server of this folder, by its arguments or, if the folder was moved, its working directory."""
    import psutil

    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE:
            # The server's child processes have other titles: "postgres: ...".
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
    """Whether the server lost a process by a crash since it accepted connections; asked to stop then, it may never do it.

    It recovers by itself, but PostgreSQL 18 forgets a request to stop that comes in the middle of that.
    """
    said = _said(data, max(0, _size(data / "log") - 500_000))
    return "was terminated by" in said.rpartition("is ready to accept connections")[2]


def _has_checkpointer(pid: int) -> bool:
    import psutil

    try:
        # Only the title distinguishes them, and it is set a moment after the start.
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
    return f"the PostgreSQL in {data} did not start: {reason}; its log is {data}/log"
