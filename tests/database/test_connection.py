"""Which database is used, what is said when it cannot be, and what a session is sure of."""

import json
import os
import re
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from threading import Thread
from urllib.parse import quote

import psycopg2
import pytest
from sqlalchemy import make_url

from freshbars.config import validate
from freshbars.database import advisory, embedded
from freshbars.database.connection import NEWER_LIMITS, address, connect, identified
from freshbars.database.migrations import ensure_tables
from freshbars.database.psql import psql
from freshbars.database.run_lock import hold_run_lock, run_lock_holder
from freshbars.database.transactions import transaction, two_connections
from freshbars.database.url import address_of, resolve_address, resolve_db_url
from freshbars.environment import CONFIG_VARIABLE
from freshbars.errors import UserError
from localpostgres import server as local_server
from support import FEW, refresh, row, store

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


def test_a_table_of_another_program_is_refused_by_name(make_bare_config):
    config = make_bare_config()
    with connect(config) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {config.schema}; CREATE TABLE cmc_ema_multi_tf (id text)")
        connection.commit()
        with pytest.raises(UserError, match=r"cmc_ema_multi_tf was made by another program: its column id is text"):
            ensure_tables(config, connection)
    connection.close()


def test_the_run_lock_goes_with_its_connection(make_config):
    config = make_config()
    held = hold_run_lock(config, "run x")
    with connect(config) as other:
        assert run_lock_holder(other, config).purpose == "run x"
        held.close()
        # The server takes a moment to notice.
        patience = time.monotonic() + 5
        while run_lock_holder(other, config) and time.monotonic() < patience:
            other.rollback()
        assert run_lock_holder(other, config) is None
    other.close()


@pytest.mark.parametrize("arguments", [["prune"], ["unload", "a.csv"], ["unload", "--accept", "1"]], ids=" ".join)
def test_a_command_that_writes_waits_for_a_run(make_bare_config, monkeypatch, arguments):
    config = make_bare_config()
    monkeypatch.setenv(CONFIG_VARIABLE, config.raw)
    with closing(hold_run_lock(config, "run x")):
        command = [sys.executable, "-m", "freshbars", *arguments]
        waiting = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        said = waiting.stderr.readline()
        assert said.startswith("freshbars: waiting for another run on this database (run x, since"), said
        assert waiting.poll() is None
    assert "nothing is stored yet" in waiting.communicate(timeout=20)[1]


def test_options_of_a_url_are_kept(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", f"{server}&application_name=x&options=-c%20statement_timeout%3D12345")
    with connect(validate({})) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("12345ms",)
    connection.close()


def test_psycopg2_reads_the_urls_we_make(server):
    psycopg2.connect(resolve_db_url(server).replace("+psycopg2", "")).close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hu@sh@127.0.0.1:9/db", "postgresql://me:a@sh.hush/x@h/db", "postgresql://me:a@hush?b@h/db",
        "postgresql://me:a@hush:b@h/db", "postgresql://me:a@h:hush/db", "postgresql://me:x@hu(sh/db",
    ],
)  # fmt: skip
def test_nothing_of_a_url_that_does_not_parse_is_shown(url, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", url)
    with pytest.raises(UserError, match=r"the environment variable TARGET_DB_URL .*%40") as caught:
        connect(validate({}))
    assert "hu" not in str(caught.value)


def test_nothing_of_a_url_whose_host_is_unknown_is_shown(monkeypatch):
    # The password is hush@secret.invalid/part: what follows its @ looks like a host and a database.
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://me:hush@secret.invalid/part")
    with pytest.raises(UserError, match=r"the host that its URL names is not known.*%40") as caught:
        connect(validate({}))
    assert not any(piece in str(caught.value) for piece in ("hush", "secret", "invalid", "part"))


def test_a_percent_encoded_socket_folder_is_a_host(server, monkeypatch):
    folder = make_url(server).query["host"]
    monkeypatch.setenv("TARGET_DB_URL", f"postgresql://postgres@{quote(folder, safe='')}/postgres")
    with closing(connect(validate({}))) as connection:
        assert connection.info.host == folder


def test_a_service_of_libpq_is_found(server, tmp_path, monkeypatch):
    (tmp_path / "services").write_text(
        f"[prices]\nhost={make_url(server).query['host']}\nuser=postgres\ndbname=postgres\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    monkeypatch.setenv("TARGET_DB_URL", "postgresql:///?service=prices")
    with closing(connect(validate({}))) as connection:
        assert connection.info.dbname == "postgres"
    (tmp_path / "services").write_text("[other]\n")
    with pytest.raises(UserError, match="the database of the service prices"):
        connect(validate({}))


def test_a_session_does_not_inherit_what_would_break_it(server, make_config, monkeypatch):
    """Limits, a read-only default and an encoding that the administrator of the database set for all sessions."""
    name = f"strict_{os.getpid()}"
    settings = {
        "statement_timeout": "5s", "idle_session_timeout": "5s", "idle_in_transaction_session_timeout": "5s",
        "transaction_timeout": "5s", "default_transaction_isolation": "serializable", "timezone": "America/New_York",
        "client_encoding": "LATIN1", "array_nulls": "off", "transform_null_equals": "on", "bytea_output": "escape",
        "intervalstyle": "iso_8601",
    }  # fmt: skip
    config = make_config()
    with closing(psycopg2.connect(server)) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            try:
                if admin.server_version < NEWER_LIMITS["transaction_timeout"]:
                    del settings["transaction_timeout"]
                for setting, value in settings.items():
                    cursor.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
                monkeypatch.setenv("TARGET_DB_URL", server.replace("/postgres?", f"/{name}?"))
                with closing(connect(config)) as connection, connection.cursor() as asking:
                    asking.execute(f"SELECT {', '.join(f'current_setting({setting!r})' for setting in settings)}")
                    limits = sum(name.endswith("timeout") for name in settings)
                    expected = (*["0"] * limits, "read committed", "UTC", "UTF8")
                    assert asking.fetchone()[: limits + 3] == expected
                    asking.execute("SELECT ARRAY[1, NULL], %s::int[], %s = NULL, '1 day'::interval", ([1, None], 1))
                    assert asking.fetchone() == ([1, None], [1, None], None, timedelta(days=1))
                    asking.execute("SELECT '{1,NULL}'::text[]")
                    assert asking.fetchone() == (["1", None],)
                    # Not undone with a transaction.
                    connection.rollback()
                    asking.execute("SHOW search_path")
                    assert asking.fetchone()[0].strip('"') == config.schema
            finally:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_names_are_stored_as_they_are_in_a_database_of_another_encoding(server, make_config, monkeypatch, tmp_path):
    database, name = f"latin1_{os.getpid()}", "Société Générale"
    (tmp_path / "assets.csv").write_text(f"id,symbol,name\n1,GLE,{name}\n", encoding="utf-8")
    config = make_config(**FEW, source={"kind": "table", "table": "history", "assets": str(tmp_path / "assets.csv")})
    with closing(psycopg2.connect(server)) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(
                f"CREATE DATABASE {database} ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
            )
            try:
                monkeypatch.setenv("TARGET_DB_URL", server.replace("/postgres?", f"/{database}?"))
                store(config, [row(1, date(2024, 1, day), 10.0, name=name) for day in range(1, 20)])
                assert not any(outcome.problems for outcome in refresh(config))
                with closing(connect(config)) as connection, connection.cursor() as asking:
                    for column in ("src_name FROM cmc_price_bars_1d", "name FROM dim_asset"):
                        asking.execute(f"SELECT DISTINCT octet_length({column.split()[0]}), {column}")
                        assert asking.fetchall() == [(len(name), name)], "a byte a letter: nothing is mangled"
            finally:
                cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")


def test_who_waits_for_a_run_of_another_role_is_never_shown_since_none(server, make_config):
    config = make_config()
    with closing(hold_run_lock(config, "run x")), closing(psycopg2.connect(server)) as other, other.cursor() as cursor:
        assert re.fullmatch(r"run x, since \d{4}-.* UTC", str(run_lock_holder(other, config)))
        cursor.execute("SET ROLE pg_database_owner")
        assert str(run_lock_holder(other, config)) == (
            "run x, of the database role postgres (since when is hidden from this role)"
        )


def test_a_subfolder_has_the_embedded_server_of_its_working_directory(tmp_path, monkeypatch):
    below = tmp_path / "data" / "notebooks"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert embedded.folder_here() == below / ".freshbars", "nothing is there yet"
    (tmp_path / ".freshbars/postgres").mkdir(parents=True)
    assert embedded.folder_here() == tmp_path / ".freshbars"
    (below / "config.yaml").write_text("")
    assert embedded.folder_here() == below / ".freshbars", "a working directory of its own"


def test_the_embedded_server_is_reached_whatever_libpq_is_told_elsewhere(tmp_path, monkeypatch, capfd):
    """All else that could be set is tried in tests/server; here it is that every connection of ours goes that way."""
    monkeypatch.chdir(tmp_path)
    config = validate({})
    try:
        with closing(connect(config)) as connection:
            here = connection.info.host
        for name, value in {
            "PGHOSTADDR": "192.0.2.1",
            "PGSERVICE": "none",
            "PGTARGETSESSIONATTRS": "read-only",
        }.items():
            monkeypatch.setenv(name, value)
        with closing(hold_run_lock(config, "run x")) as connection:
            assert connection.info.host == here
            handed = identified(address(), connection)
        assert psql(["-Atc", "SELECT current_setting('data_directory')"], resolve_address()) == 0
        assert capfd.readouterr().out.strip() == str(tmp_path / ".freshbars/postgres")
        monkeypatch.setenv("FRESHBARS_DSN", json.dumps(handed._asdict()))
        with closing(connect(config)) as connection:
            assert connection.info.host == here, "so does a builder"
        monkeypatch.setenv("FRESHBARS_DSN", json.dumps(handed._replace(system="4711")._asdict()))
        with pytest.raises(
            UserError, match=r"is not the embedded server of this folder \(system identifier \d+, not 4711"
        ):
            connect(config)
    finally:
        local_server.leave(tmp_path / ".freshbars")


def test_a_job_that_sees_another_database_than_its_run_is_refused(server, make_config, monkeypatch):
    config = make_config()
    with closing(connect(config)) as connection:
        seen = identified(address(), connection)
        assert (seen.system, seen.database) != (None, None)
    for other in (seen._replace(system="4711"), seen._replace(database=4711)):
        monkeypatch.setenv("FRESHBARS_DSN", json.dumps(other._asdict()))
        with pytest.raises(UserError, match=r"is not the one that its run uses \(.*4711\).*run again"):
            connect(config)
    monkeypatch.setenv("FRESHBARS_DSN", json.dumps(seen._asdict()))
    connect(config).close()


def test_a_builder_notices_that_its_run_has_lost_the_lock(server, make_config, monkeypatch):
    config = make_config()
    held = hold_run_lock(config, "run x")
    with two_connections(config, "test"):
        pass
    monkeypatch.setenv("FRESHBARS_DSN", json.dumps(address_of(server)._asdict()))
    with two_connections(config, "test"):
        pass
    with closing(psycopg2.connect(server)) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (held.info.backend_pid,))
    with pytest.raises(UserError, match="has lost the lock that keeps two runs apart"), two_connections(config, "test"):
        pass
    held.close()


def test_who_waits_long_for_an_asset_says_for_whom(make_config, monkeypatch, caplog):
    monkeypatch.setattr(advisory, "SILENT", 1)
    config = make_config()
    with closing(connect(config, "the slow one")) as slow, closing(connect(config, "the waiting one")) as waiting:
        with transaction(slow, "t", [-7]):
            thread = Thread(target=lambda: transaction(waiting, "t", [-8, -7]).__enter__())
            thread.start()
            thread.join(1.8)
            assert thread.is_alive()
        thread.join(5)
        assert not thread.is_alive()
        (message,) = [record.getMessage() for record in caplog.records]
        assert re.fullmatch(r"waiting for asset -7 in t: it is held by the slow one, since \d{4}-\d\d-\d\d .*", message)
        with waiting.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",), "the rest of the transaction waits as it likes"


def copy_that_a_crash_interrupts(server, config):
    with two_connections(config, "x") as (reader, _):
        with closing(psycopg2.connect(server)) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (reader.info.backend_pid,))
        raise psycopg2.DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq")


def test_a_lost_connection_is_noticed_whatever_its_error_is_called(server, make_config):
    config = make_config()
    with pytest.raises(UserError, match=r"the database went away .*run again"):
        copy_that_a_crash_interrupts(server, config)
    with pytest.raises(psycopg2.errors.DivisionByZero), two_connections(config, "x") as (_, writer):
        writer.cursor().execute("SELECT 1/0")


def test_psql_is_given_all_of_a_url(server, capfd):
    assert psql(["-Atc", "SHOW application_name", "-c", "SHOW work_mem"],
                address_of(f"{server}&application_name=x%20y&options=-c%20work_mem%3D7MB&keepalives_idle=9")) == 0  # fmt: skip
    assert capfd.readouterr().out.split("\n")[:2] == ["x y", "7MB"]


def test_psql_never_falls_back_to_plain_text(server, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"demands encryption \(sslmode=verify-full\)"):
        psql(["-c", "SELECT 1"], address_of("postgresql://me:hush@127.0.0.1/db?sslmode=verify-full"))
    with pytest.raises(UserError, match="cannot be given the parameter replication"):
        psql([], address_of(f"{server}&replication=true"))


def test_the_schema_alone_is_enough_to_own(server, make_bare_config, monkeypatch):
    """A role that may create in its schema, but no schema in the database."""
    config = make_bare_config()
    role = f"owner_{config.schema}"
    with closing(psycopg2.connect(server)) as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN; CREATE SCHEMA {config.schema} AUTHORIZATION {role}")
        admin.commit()
        monkeypatch.setenv("TARGET_DB_URL", server.replace("postgres@", f"{role}@"))
        with closing(connect(config)) as connection:
            ensure_tables(config, connection)
            with connection.cursor() as asking:
                asking.execute("SELECT current_user, count(*) FROM cmc_price_bars_1d GROUP BY 1")
                assert asking.fetchone() is None
            connection.rollback()
        cursor.execute(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")
        admin.commit()
