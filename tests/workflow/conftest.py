"""The tables that every way to run must hold, and the server as it is seen from elsewhere."""

import os
import re
import socket
import threading
from contextlib import suppress

import pytest
from anywhere import TINY, query, tables

from freshbars.config import validate
from freshbars.source.ingest import ingest
from project import ROOT
from support import refresh


@pytest.fixture(scope="session")
def expected(server):
    """The tables that every way to run must hold: made by the library, in this process."""
    os.environ["TARGET_DB_URL"] = server
    source = {"exports": str(ROOT / "example/exports"), "assets": str(ROOT / "example/assets.csv")}
    config = validate(TINY | {"schema": f"expected_{os.getpid()}", "source": source})
    ingest(config)
    refresh(config, {901, 902, 903, 906, 907, 908})
    found = tables(config.schema)
    query(server, f"DROP SCHEMA {config.schema} CASCADE")
    del os.environ["TARGET_DB_URL"]
    assert all(found.values())
    return found


@pytest.fixture
def at_server(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    return server


@pytest.fixture
def by_network(network):
    """A URL with a password of the same server, over the network: what a socket's URL is for one machine alone."""
    return network[0]


@pytest.fixture
def network(server):
    """That URL, and a function after which nothing comes through any more, although the connection stays open."""
    host = re.search(r"host=([^&]+)", server)
    if not host:
        pytest.skip("the tests' server is reached over the network")
    through = threading.Event()
    through.set()
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                through.wait()
                target.sendall(data)
        except OSError:
            pass
        finally:
            # Closing alone would leave the other direction's thread in its call, and the connection open.
            for end in (source, target):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            backend = socket.socket(socket.AF_UNIX)
            backend.connect(f"{host[1]}/.s.PGSQL.5432")
            for pair in ((client, backend), (backend, client)):
                threading.Thread(target=pump, args=pair, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield f"postgresql://postgres:hunter2-secret@127.0.0.1:{listener.getsockname()[1]}/postgres", through.clear
    through.set()
    listener.close()
