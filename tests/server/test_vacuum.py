"""What grows with each run is vacuumed and analyzed before the embedded server stops."""

from contextlib import closing

import psycopg2
import pytest

from localpostgres import server as library
from localpostgres.vacuum import vacuum_changed


@pytest.fixture
def folder(server_folder):
    """A folder with a server that this process starts, and stops in the end."""
    return server_folder


def grow(url):
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS grows AS SELECT n, repeat('x', 400) FROM generate_series(1, 50000) n"
        )
        connection.commit()
        cursor.execute("UPDATE grows SET n = n + 1")
        connection.commit()
        # What a process reports of its work arrives with a delay, or when it has ended.
        cursor.execute("SELECT pg_stat_force_next_flush()")
        connection.commit()


def size(url):
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('grows'), (SELECT reltuples FROM pg_class WHERE relname = 'grows')"
        )
        return cursor.fetchone()


def test_what_grows_with_each_run_is_vacuumed_before_the_server_stops(folder):
    sizes = []
    for _ in range(4):
        grow(library.start(folder))
        library.leave(folder)
        size_now, estimated = size(library.start(folder))
        sizes.append(size_now)
        assert 45_000 < estimated < 55_000, "the planner knows how many rows there are"
    assert sizes[3] <= sizes[1], "dead rows make room for new ones"


def test_a_run_in_which_nothing_happened_is_not_slowed_down(folder, monkeypatch):
    library.start(folder)
    library.leave(folder)
    asked = []
    monkeypatch.setattr("localpostgres.vacuum.connect", lambda *a, **k: asked.append(a))
    library.start(folder)
    library.leave(folder)
    assert asked == []


def test_vacuuming_ends_when_its_time_is_up_and_has_its_turn_in_the_next_run(folder):
    url = library.start(folder)
    grow(url)
    note = folder / "note"
    vacuum_changed(url, folder / "postgres", note, budget=0)
    assert not note.exists()
    vacuum_changed(url, folder / "postgres", note)
    assert note.exists()
    assert size(url)[1] > 10_000
