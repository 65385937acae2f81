"""PgBouncer between Freshbars and its database, in session and in transaction mode. Debian's package is enough."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, suppress
from functools import partial

import psycopg2
import pytest
from sqlalchemy import make_url

from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock, run_lock_holder
from freshbars.errors import UserError

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/sbin")
pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="pgbouncer is not installed (Debian: apt-get install pgbouncer)"
)


@pytest.fixture
def bouncer(server, tmp_path, monkeypatch):
    """A function that starts a PgBouncer in front of the server and makes it the configured database."""
    processes = []

    def start(mode: str, **settings: object) -> str:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        host = make_url(server).query["host"]
        settings = {"default_pool_size": 10, **settings}
        lines = [f"{name} = {value}" for name, value in settings.items()]
        (tmp_path / "users").write_text('"postgres" ""\n')
        (tmp_path / "bouncer.ini").write_text(
            f"[databases]\npostgres = host={host} port=5432 user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
            f"listen_port = {port}\nunix_socket_dir =\nauth_type = any\nauth_file = {tmp_path}/users\npool_mode = {mode}\n"
            + "\n".join(lines)
            + "\n"
        )
        options = {}
        if os.geteuid() == 0:
            # It refuses root too, and must reach the socket: it runs as the server's user.
            owner = os.stat(host)
            options = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
            for folder in (tmp_path, *tmp_path.parents):
                if not folder.stat().st_mode & 0o001:
                    folder.chmod(folder.stat().st_mode | 0o005)
        processes.append(
            subprocess.Popen([PROGRAM, tmp_path / "bouncer.ini"], stderr=subprocess.DEVNULL, cwd="/", **options)
        )
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        monkeypatch.setenv("TARGET_DB_URL", url)
        patience = time.monotonic() + 10
        while True:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
                return url
            assert time.monotonic() < patience
            time.sleep(0.02)

    yield start
    for process in processes:
        process.terminate()
        process.wait()


IGNORING = {"ignore_startup_parameters": "options,extra_float_digits"}


@pytest.mark.parametrize("settings", [{}, IGNORING], ids=["options refused", "options ignored"])
def test_in_session_mode_all_holds(make_config, bouncer, monkeypatch, settings):
    config = make_config()
    url = bouncer("session", **settings)
    monkeypatch.setenv("TARGET_DB_URL", f"{url}?options=-c%20work_mem%3D7MB%20-c%20statement_timeout%3D9s")
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        with connection.cursor() as cursor:
            for _ in range(3):
                cursor.execute(
                    "SELECT current_schema(), current_setting('timezone'), current_setting('work_mem'), "
                    "current_setting('statement_timeout'), current_setting('default_transaction_isolation')"
                )
                assert cursor.fetchone() == (config.schema, "UTC", "7MB", "9s", "read committed")
                connection.rollback()
        with closing(hold_run_lock(config, "run x")):
            assert run_lock_holder(connection, config).purpose == "run x"
            connection.rollback()


@pytest.mark.parametrize(
    "settings", [{}, IGNORING, {"server_round_robin": 1}], ids=["plain", "ignoring", "round robin"]
)
@pytest.mark.parametrize("mode", ["transaction", "statement"])
def test_a_pooler_that_takes_sessions_apart_is_refused(make_config, bouncer, server, mode, settings):
    config = make_config()
    bouncer(mode, **settings)
    for attempt in (connect, partial(hold_run_lock, purpose="run x"), connect):
        with pytest.raises(
            UserError, match=r"connection pooler in .*transaction mode.*session mode|does not keep what"
        ):
            attempt(config)
    with closing(psycopg2.connect(server)) as direct, direct.cursor() as cursor:
        assert run_lock_holder(direct, config) is None
        cursor.execute("SELECT to_regclass('public.cmc_price_bars_1d')")
        assert cursor.fetchone() == (None,)


@pytest.mark.parametrize(
    "settings",
    [{"max_client_conn": 1}, {"default_pool_size": 1, "query_wait_timeout": 1}],
    ids=["no more clients", "no more server connections"],
)
def test_a_busy_pooler_in_session_mode_is_not_taken_for_one_in_transaction_mode(make_config, bouncer, settings):
    bouncer("session", **settings)
    with pytest.raises(UserError, match=r"gave no second connection \(.+\); .*default_pool_size") as caught:
        connect(make_config())
    assert "transaction mode" not in str(caught.value)


def test_a_pool_without_a_second_place_is_said_to_be_too_small(make_config, bouncer, monkeypatch):
    monkeypatch.setattr("freshbars.database.pooler.PATIENCE", 0.5)
    bouncer("session", default_pool_size=1)
    with pytest.raises(UserError, match=r"gave no second connection .*default_pool_size"):
        connect(make_config())
