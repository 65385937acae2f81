"""One real PostgreSQL for all tests, a schema of its own for each."""

import itertools
import os

import psycopg2
import pytest

from freshbars import embedded
from freshbars.config import Config, validate
from project import Project

_SCHEMAS = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> str:
    """URL of a PostgreSQL for the session: the embedded one, or that of FRESHBARS_TEST_URL."""
    return os.environ.get("FRESHBARS_TEST_URL") or embedded.start(tmp_path_factory.mktemp("server"))


@pytest.fixture
def make_config(server, monkeypatch):
    """A function that makes configurations on one schema, empty at the start of the test."""
    schema = f"test_{os.getpid()}_{next(_SCHEMAS)}"
    monkeypatch.setenv("TARGET_DB_URL", server)

    def make(**given: object) -> Config:
        return validate({"schema": schema, "source": {"kind": "table", "table": "history"}, **given})

    yield make
    with psycopg2.connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    connection.close()


@pytest.fixture
def make_project(server, tmp_path):
    """A function that makes copies of the project, each on a schema of its own unless one is given."""
    schemas = []

    def make(name: str = "project", schema: str | None = None, **settings: object) -> Project:
        schema = schema or f"test_{os.getpid()}_{next(_SCHEMAS)}"
        schemas.append(schema)
        folder = tmp_path / name
        folder.mkdir()
        return Project(folder, server, schema, **settings)

    yield make
    with psycopg2.connect(server) as connection, connection.cursor() as cursor:
        for schema in schemas:
            cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    connection.close()
