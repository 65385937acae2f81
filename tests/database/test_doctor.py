"""The check of a database before the first run: what is wrong is named, with the statement that puts it right."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import date

import psycopg2
import pytest

from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.doctor import examine, healthy
from freshbars.database.migrations import require_tables, statements
from freshbars.database.run_tables import SCHEMA_VERSION
from freshbars.database.tables import TABLES
from freshbars.database.views import VIEWS
from support import FEW, refresh, row, store

TABLE = "public.doctor_history"


def todo(config):
    return {finding.subject: finding for finding in examine(config) if finding.todo}


@pytest.fixture
def make_config(make_bare_config):
    """Here the tables are made by what is tested."""
    return make_bare_config


@pytest.fixture
def poor(server, make_config, monkeypatch):
    """A configuration, and a cursor of the administrator of a database where the configured role may next to nothing."""
    config = make_config(source={"kind": "table", "table": TABLE})
    role = f"poor_{config.schema}"
    with closing(psycopg2.connect(server)) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 3")
            monkeypatch.setenv("TARGET_DB_URL", server.replace("postgres@", f"{role}@"))
            yield config, cursor
            cursor.execute(f"DROP OWNED BY {role} CASCADE")
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}; DROP ROLE {role}")


def test_nothing_to_do_where_all_is_well(server, make_config):
    config = make_config(source={"kind": "exports"})
    findings = examine(config)
    assert healthy(findings), list(map(str, findings))
    assert [finding.subject for finding in findings] == [
        "connection", "version", "encoding", f"schema {config.schema}", "connections", "timeouts",
    ]  # fmt: skip
    with closing(psycopg2.connect(server)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (config.schema,))
        assert cursor.fetchone() is None, "it only looks"


def test_each_thing_that_is_missing_is_named_and_its_advice_helps(poor):
    config, admin = poor
    for subject in (f"schema {config.schema}", f"source table {TABLE}"):
        assert subject in todo(config)
    admin.execute(f"CREATE TABLE {TABLE} (id int)")
    admin.execute(f"CREATE SCHEMA {config.schema}")
    found = todo(config)
    for subject in (f"schema {config.schema}", f"source table {TABLE}"):
        assert "may not" in found[subject].found
        assert str(found[subject]).endswith(f"; as its owner: {found[subject].statement}")
        admin.execute(found[subject].statement)
    assert "raise max_connections or the role's limit" in todo(config)["connections"].todo
    admin.execute(f"ALTER ROLE poor_{config.schema} CONNECTION LIMIT -1")
    assert todo(config) == {}


def test_a_schema_that_is_not_there_comes_with_its_statement(poor):
    config, admin = poor
    found = todo(config)[f"schema {config.schema}"]
    assert found.todo == "as owner of the database postgres"
    admin.execute(found.statement)
    assert f"schema {config.schema}" not in todo(config)


def test_tables_that_a_dba_has_made_need_no_right_to_create(server, poor, make_config, monkeypatch):
    """As ``freshbars ddl`` prints them: with rights to read and write, a plain role does all that a run does."""
    poor, admin = poor
    config, url = make_config(**FEW), os.environ["TARGET_DB_URL"]
    assert config.schema == poor.schema
    admin.execute(";".join(statements(config)))
    monkeypatch.setenv("TARGET_DB_URL", server)
    store(config, [row(1, date(2024, 1, day), 10.0) for day in range(1, 20)])
    monkeypatch.setenv("TARGET_DB_URL", url)
    subject, role = f"schema {config.schema}", f"poor_{config.schema}"
    admin.execute(f"GRANT USAGE ON SCHEMA {config.schema} TO {role}; ALTER ROLE {role} CONNECTION LIMIT -1")
    found = todo(config)[subject]
    assert f"the role {role} may not read and write {len(TABLES)} tables in it, such as " in found.found
    admin.execute(found.statement)
    assert subject not in todo(config)
    assert not any(result.problems for result in refresh(config))
    admin.execute(f"DELETE FROM {config.schema}.{SCHEMA_VERSION} WHERE version > 1")
    assert "has to connect as their owner, postgres" in todo(config)[subject].todo


def test_encoding_and_limits_that_a_run_would_meet(server, make_config, monkeypatch):
    name = f"latin_{os.getpid()}"
    with closing(psycopg2.connect(server)) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(
                f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
            )
            url = server.replace("/postgres?", f"/{name}?") + "&options=-c%20statement_timeout%3D9s"
            monkeypatch.setenv("TARGET_DB_URL", url)
            try:
                found = todo(make_config(source={"kind": "exports"}))
            finally:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    assert "UTF8" in found["encoding"].todo
    assert found["timeouts"].found == "statement_timeout = 9s"


def test_a_database_that_cannot_be_reached(monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://me:hush@127.0.0.1:9/prices")
    (finding,) = examine(validate({}))
    assert "refused" in finding.found
    assert "TARGET_DB_URL" in finding.todo
    assert "hush" not in str(finding)


def test_the_statements_for_a_dba_make_what_a_run_makes(make_config):
    config = make_config()
    with closing(connect(config)) as connection:
        with connection, connection.cursor() as cursor:
            cursor.execute(";".join(statements(config)))
        assert require_tables(config, connection)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_views WHERE schemaname = %s", (config.schema,))
            assert cursor.fetchone() == (len(VIEWS),)


@pytest.mark.parametrize("command", ["restatements", "unload", "prune", "check"])
def test_who_only_looks_creates_nothing(server, make_config, tmp_path, command):
    config = make_config()
    (tmp_path / "config.yaml").write_text(f"schema: {config.schema}\n")
    done = subprocess.run(
        [sys.executable, "-m", "freshbars", command], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in (1, 2)
    assert "snakemake all" in done.stdout + done.stderr or "no run" in done.stderr
    assert "Traceback" not in done.stderr
    with closing(psycopg2.connect(server)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s)", (config.schema,))
        assert cursor.fetchone() == (None,)
