"""The embedded server as processes meet it that know nothing of each other, or are killed."""

import os
import pwd
import shutil
import subprocess
import sys

import psutil
import pytest

EMBEDDED = """
import sys, psycopg2
from pathlib import Path
from localpostgres.server import start
connection = psycopg2.connect(start(Path('.freshbars')))
with connection, connection.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS seen (n int); INSERT INTO seen VALUES (1); SELECT count(*) FROM seen")
    print(cursor.fetchone()[0], open(".freshbars/postgres/postmaster.pid").read().split()[0])
if "die" in sys.argv:
    import os
    os.kill(os.getpid(), 9)
"""
# Its process group, as a terminal that is closed or a scheduler does, while initdb writes.
KILLED = """
import os, subprocess
from pathlib import Path
def initdb(command, *, capture_output, text, errors, check, **options):
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    while not (Path(command[-1]) / "PG_VERSION").exists() and child.poll() is None:
        pass
    os.killpg(0, 9)
subprocess.run = initdb
"""


def embedded(folder, *arguments, user=None):
    done = subprocess.run(
        [sys.executable, "-c", EMBEDDED, *arguments],
        cwd=folder, capture_output=True, text=True, check=False, user=user,
        env=os.environ | ({"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)} if user else {}),
    )  # fmt: skip
    assert done.stdout, done.stderr
    count, pid = map(int, done.stdout.split())
    return count, pid


def running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_embedded_server_stops_with_its_last_user_and_keeps_its_data(tmp_path):
    count, pid = embedded(tmp_path)
    assert (count, running(pid)) == (1, False)
    count, pid = embedded(tmp_path, "die")
    assert (count, running(pid)) == (2, True), "who is killed cannot stop it"
    count, again = embedded(tmp_path)
    assert (count, again, running(pid)) == (3, pid, False), "the next one finds it, and stops it"


def test_a_first_start_that_was_killed_leaves_no_half_of_a_server(tmp_path):
    assert (
        subprocess.run([sys.executable, "-c", KILLED + EMBEDDED], cwd=tmp_path, start_new_session=True).returncode == -9
    )
    assert list(tmp_path.glob(".freshbars/postgres.new*/PG_VERSION"))
    assert not (tmp_path / ".freshbars/postgres").exists()
    assert embedded(tmp_path)[0] == 1


def test_the_embedded_server_comes_back_after_a_crash(tmp_path):
    _, pid = embedded(tmp_path, "die")
    os.kill(pid, 9)
    count, pid = embedded(tmp_path)
    assert (count, running(pid)) == (2, False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_the_embedded_server_works_for_a_normal_user(tmp_path):
    user = pwd.getpwnam("nobody").pw_uid
    if subprocess.run(["test", "-x", os.path.realpath(sys.executable)], user=user, check=False).returncode:
        pytest.skip("the interpreter lies where other users may not go")
    folder = tmp_path / "theirs"
    folder.mkdir()
    shutil.chown(folder, user)
    for parent in folder.parents[:3]:
        parent.chmod(0o755)
    count, pid = embedded(folder, user=user)
    assert (count, running(pid)) == (1, False)
