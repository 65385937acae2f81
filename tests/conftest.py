"""One real PostgreSQL for all tests, a schema of its own for each."""

import atexit
import fcntl
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg2
import pytest

from freshbars.config import Config, validate
from localpostgres.server import leave as leave_server
from localpostgres.server import start as start_server
from project import Project
from schema_pool import SchemaPool, drop_schemas
from support import ANY_PRICE

_SCHEMAS = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """A folder of this session's own: another one of root's would close the usual one to the user of its server."""
    if not config.option.basetemp and not hasattr(config, "workerinput"):
        folder = config.option.basetemp = tempfile.mkdtemp(prefix="freshbars-tests-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a worker often waits for the server or for a process that it started."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole runs come first: they take longest, and no worker should begin one when all others have ended."""
    items.sort(key=lambda item: item.path.parent.name != "workflow")


@pytest.fixture(scope="session", autouse=True)
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see nothing of the working copy, where a run may have left results, nor of the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        # Hundreds of processes would each compile the modules anew.
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        for name in list(os.environ):
            if name.endswith("_DB_URL") or (name.startswith("FRESHBARS_") and not name.startswith("FRESHBARS_TEST_")):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def stopped_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an embedded server that was made, and stopped, to be copied: to make one takes a second or two."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with open(shared / "server.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / "stopped-server"
        if not folder.exists():
            start_server(shared / "new-server")
            leave_server(shared / "new-server")
            (shared / "new-server").rename(folder)
    return folder


def copy_server(stopped: Path, folder: Path) -> None:
    subprocess.run(["cp", "-a", f"{stopped}/.", folder], check=True)


@pytest.fixture
def server_folder(stopped_server, tmp_path) -> Iterator[Path]:
    """The folder of a server of the test's own, which syncs as those of users do: started by the test, stopped after it."""
    folder = tmp_path / "server"
    folder.mkdir()
    copy_server(stopped_server, folder)
    yield folder
    leave_server(folder)


@pytest.fixture(scope="session")
def server(stopped_server) -> str:
    """URL of a PostgreSQL for the session: the embedded one, or that of FRESHBARS_TEST_URL."""
    if "FRESHBARS_TEST_URL" in os.environ:
        return os.environ["FRESHBARS_TEST_URL"]
    # Not below pytest's own folder: each new session closes that to the user whom the server runs as for root.
    folder = Path(tempfile.mkdtemp(prefix="freshbars-test-"))
    # Registered before the server's own handler, and so called after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy_server(stopped_server, folder)
    url = start_server(folder)
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        # Its data need not outlive the session. Tests of crashes start servers of their own, which keep these on.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")
    return url


@pytest.fixture(scope="session")
def schema_pool(server) -> SchemaPool:
    """Schemas whose tables are there and empty."""
    return SchemaPool(server)


@pytest.fixture
def bare_schema(server, monkeypatch) -> Iterator[str]:
    """The name of a schema that is not there yet, in the database that TARGET_DB_URL names. It is dropped afterwards."""
    name = f"test_{os.getpid()}_{next(_SCHEMAS)}"
    monkeypatch.setenv("TARGET_DB_URL", server)
    yield name
    drop_schemas(server, [name])


@pytest.fixture
def make_bare_config(bare_schema):
    """A function that makes configurations on one schema, which is not there at the start of the test."""

    def make(**given: object) -> Config:
        return validate({"schema": bare_schema, **ANY_PRICE, "source": {"kind": "table", "table": "history"}, **given})

    return make


@pytest.fixture
def make_config(server, schema_pool, monkeypatch):
    """A function that makes configurations on one schema, whose tables are empty at the start of the test."""
    monkeypatch.setenv("TARGET_DB_URL", server)
    schema = ""
    with ExitStack() as stack:

        def make(**given: object) -> Config:
            nonlocal schema
            given = {**ANY_PRICE, "source": {"kind": "table", "table": "history"}, **given}
            schema = schema or stack.enter_context(schema_pool.borrow(given["source"].get("kind", "exports")))
            return validate({"schema": schema, **given})

        yield make


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
    drop_schemas(server, schemas)
