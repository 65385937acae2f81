"""Which database is used, what is said when it cannot be, and the life of the embedded server."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time

import psutil
import psycopg2
import pytest

from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock, run_lock_holder
from freshbars.database.url import resolve_db_url
from freshbars.errors import UserError

PLAIN = "postgresql+psycopg2://u:p@host:5432/db"


@pytest.fixture(autouse=True)
def no_database_configured(monkeypatch):
    for name in ("TARGET_DB_URL", "MARKETDATA_DB_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_order_in_which_a_database_is_looked_for(tmp_path, monkeypatch):
    below = tmp_path / "1/2/3/4/5"
    below.mkdir(parents=True)
    monkeypatch.setenv("MARKETDATA_DB_URL", "postgresql://u:p@last/db")
    assert "@last/" in resolve_db_url(folder=below)
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://u:p@third/db")
    assert "@third/" in resolve_db_url(folder=below)
    (tmp_path / "db_config.env").write_text("OTHER=1\nexport TARGET_DB_URL='postgresql://u:p@second/db'\n")
    assert "@second/" in resolve_db_url(folder=below)
    assert "@third/" in resolve_db_url(folder=_made(below / "6")), "five levels above are searched, not six"
    assert "@first/" in resolve_db_url("postgresql://u:p@first/db", folder=below)


def _made(folder):
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    "prefix", ["postgres", "postgresql", "postgresql+psycopg2", "postgresql+psycopg", "postgresql+asyncpg"]
)
def test_every_prefix_is_accepted(prefix):
    assert resolve_db_url(f"{prefix}://u:p@host:5432/db") == PLAIN


@pytest.mark.parametrize("url", ["mysql://u:hush@h/db", "hush", "sqlite:///hush"])
def test_no_database_url_is_refused_without_repeating_it(url):
    with pytest.raises(UserError) as caught:
        resolve_db_url(url)
    assert "hush" not in str(caught.value)
    assert "the given URL" in str(caught.value)


def test_an_unreachable_database_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://me:hush@127.0.0.1:9/prices")
    with pytest.raises(UserError, match=r"cannot connect to the database 127.0.0.1:9/prices: .*refused") as caught:
        connect(validate({}))
    assert "hush" not in str(caught.value)


def test_a_table_of_another_program_is_refused_by_name(make_config):
    config = make_config()
    with connect(config) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {config.schema}; CREATE TABLE cmc_ema_multi_tf (id text)")
        connection.commit()
        with pytest.raises(UserError, match=r"cmc_ema_multi_tf was made by another program: its column id is text"):
            ensure_tables(config, connection)
    connection.close()


def test_the_run_lock_goes_with_its_connection(make_config):
    config = make_config()
    held = hold_run_lock(config)
    with connect(config) as other:
        assert f"pid {os.getpid()}" in run_lock_holder(other, config)
        held.close()
        other.rollback()
        assert run_lock_holder(other, config) is None
    other.close()


EMBEDDED = """
import sys, psycopg2
from freshbars.database.embedded import start
connection = psycopg2.connect(start())
with connection, connection.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS seen (n int); INSERT INTO seen VALUES (1); SELECT count(*) FROM seen")
    print(cursor.fetchone()[0], open(".freshbars/postgres/postmaster.pid").read().split()[0])
if "die" in sys.argv:
    import os
    os.kill(os.getpid(), 9)
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
    first = subprocess.Popen([sys.executable, "-c", EMBEDDED], cwd=tmp_path, start_new_session=True)
    while not list(tmp_path.glob(".freshbars/postgres.new*/PG_VERSION")):
        time.sleep(0.002)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
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


def test_options_of_a_url_are_kept(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", f"{server}&application_name=x&options=-c%20statement_timeout%3D12345")
    with connect(validate({})) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("12345ms",)
    connection.close()


def test_psycopg2_reads_the_urls_we_make(server):
    psycopg2.connect(resolve_db_url(server).replace("+psycopg2", "")).close()
