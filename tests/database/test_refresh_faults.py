"""A refresh that is cut short anywhere, or meets another one, leaves nothing that a plain refresh does not complete.

Slow tests strike at every statement, the others at some. FRESHBARS_KILLS=50 kills that many runs at random times.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count, cycle
from pathlib import Path

import psycopg2
import pytest

from freshbars.config import Config, validate
from freshbars.database.connection import connect
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.errors import UserError
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.store.runs import note_step
from histories import MUTATIONS, begin
from localpostgres import postmaster, server
from support import ANY_PRICE, contents, empty, refresh, row, stages, store

KILLS = int(os.environ.get("FRESHBARS_KILLS", "0"))
SETTINGS = {
    "bars": {"multi_tf": [], "cal_us": ["1W_CAL_US", "1M_CAL"], "cal_iso": [], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["cal_us", "v2"], "periods": [1, 3]},
}  # fmt: skip
# Refreshes once for each configuration that comes in, and says how it went.
CHILD = """
import json, sys
from freshbars.config import validate
from support import refresh
print("ready", flush=True)
for line in sys.stdin:
    print("begin", flush=True)
    try:
        said = [problem for outcome in refresh(validate(json.loads(line))) for problem in outcome.problems.values()]
    except Exception as error:
        said = [f"{type(error).__name__}: {error}"]
    print(json.dumps(said), flush=True)
"""


class Child:
    """A process of its own that refreshes on request."""

    def __init__(self, url: str) -> None:
        path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path, "TARGET_DB_URL": url},
        )  # fmt: skip
        assert self.line() == "ready"

    def line(self) -> str:
        return self.process.stdout.readline().strip()

    def begin(self, config: Config) -> None:
        print(config.raw, file=self.process.stdin, flush=True)
        assert self.line() == "begin"

    def end(self) -> list[str]:
        return json.loads(self.line())

    def kill(self) -> bool:
        """Kill -9; whether it was still at work."""
        self.process.kill()
        working = not self.line()
        self.close()
        return working

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def put(config: Config, source: dict) -> None:
    store(config, [values for history in source.values() for values in history])


_WORLDS: list[tuple[list, list]] = []


def sources_and_rebuilt(config: Config) -> tuple[list, list]:
    """Three states of a source, and what a rebuild makes of each; the same for every test, and made once."""
    if _WORLDS:
        return _WORLDS[0]
    chance = random.Random(5)
    histories = {asset: begin(chance, asset) for asset in (1, 2, 3, 4)}
    sources, rebuilt = [dict(histories)], []
    for some in (("close", "append", "vanish", "drop day"), ("earlier", "fill gap", "append", "spoil all")):
        for asset, mutation in zip(histories, some, strict=True):
            histories[asset] = MUTATIONS[mutation](chance, asset, histories[asset])
        sources.append(dict(histories))
    for source in sources:
        empty(config)
        put(config, source)
        assert not any(outcome.problems for outcome in refresh(config))
        rebuilt.append(contents(config))
    _WORLDS.append((sources, rebuilt))
    return _WORLDS[0]


class Worlds:
    """Three states of a source, far from each other, and what a rebuild makes of each."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.sources, self.rebuilt = sources_and_rebuilt(config)
        empty(config)
        # Tables that change together.
        self.groups = [[BARS_1D, f"{BARS_1D}_rejects", f"{BARS_1D}_state"]]
        self.groups += [[stage.table.name, stage.table.state] for stage in stages(config)]

    def set(self, source: dict) -> None:
        put(self.config, source)

    def check_whole(self) -> None:
        """Of every asset each stage holds what it holds in one of the worlds, with the state that belongs to it."""
        now = contents(self.config)
        for group in self.groups:
            possible = [by_asset(tables, group) for tables in ({name: [] for name in group}, *self.rebuilt)]
            found = by_asset(now, group)
            for asset in (1, 2, 3, 4):
                assert found.get(asset) in [world.get(asset) for world in possible], (group, asset)

    def check_refreshed(self, i: int) -> None:
        assert not any(outcome.problems for outcome in refresh(self.config))
        now = contents(self.config)
        for name, rows in self.rebuilt[i].items():
            assert now[name] == rows, name


def by_asset(tables: dict[str, list[tuple]], names: list[str]) -> dict[int, list]:
    result: dict[int, list] = {}
    for name in names:
        at = [column.name for column in TABLES[name].columns].index("id")
        for values in tables[name]:
            result.setdefault(int(values[at]), []).append((name, values))
    return result


@pytest.fixture
def worlds(make_config) -> Worlds:
    return Worlds(make_config(**SETTINGS))


class Killed(BaseException):
    """Nobody catches it, and every connection is closed as it is: what the server sees of a killed process."""


@contextmanager
def struck(monkeypatch, k: int, strike: Callable, kinds: tuple[str, ...]) -> Iterator[Callable[[], bool]]:
    """Call ``strike`` with the connection at the k-th event; the value says whether it came so far."""
    left = count(k, -1)
    come = False

    def event(kind: str, connection: psycopg2.extensions.connection) -> None:
        nonlocal come
        if kind in kinds and next(left) == 1:
            come = True
            strike(connection)

    class Cursor(psycopg2.extensions.cursor):
        def execute(self, *arguments: object) -> None:
            event("statement", self.connection)
            super().execute(*arguments)

        def copy_expert(self, query: str, file: object, size: int) -> None:
            event("statement", self.connection)
            if "FROM STDIN" in query:
                read = file.read
                file.read = lambda n: (event("middle of copy", self.connection), read(n))[1]
            super().copy_expert(query, file, size)

    class Connection(psycopg2.extensions.connection):
        def cursor(self) -> Cursor:
            return super().cursor(cursor_factory=Cursor)

        def commit(self) -> None:
            event("before commit", self)
            super().commit()
            event("after commit", self)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg2, "connect", partial(psycopg2.connect, connection_factory=Connection))
        yield lambda: come


def kill(connection: object) -> None:
    raise Killed


def killed_at_each(worlds: Worlds, monkeypatch, kinds: tuple[str, ...], step: int = 1) -> int:
    """Kill a refresh at the first, second ... event, from world to world; how often it was cut short."""
    survived = 0
    for k, i in zip(count(1, step), cycle((0, 1, 2))):
        worlds.set(worlds.sources[i])
        with struck(monkeypatch, k, kill, kinds) as come:
            try:
                refresh(worlds.config)
            except Killed:
                worlds.check_whole()
        worlds.check_refreshed(i)
        survived = 0 if come() else survived + 1
        if survived == 3:
            return k // step - 2
    raise AssertionError


# An odd step, so that both sides of commits come in turn.
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_before_and_after_each_commit(worlds, monkeypatch, step):
    assert killed_at_each(worlds, monkeypatch, ("before commit", "after commit"), step) > 10 / step


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_statements(worlds, monkeypatch, step):
    assert killed_at_each(worlds, monkeypatch, ("statement",), step) > 70 / step - 1


@pytest.mark.parametrize("step", [19, pytest.param(2, marks=pytest.mark.slow)])
def test_connections_lost_at_statements(worlds, monkeypatch, server, step):
    """The server ends a connection (a restart, an administrator): one clear sentence, nothing half written."""

    def terminate(connection: psycopg2.extensions.connection) -> None:
        with closing(psycopg2.connect(server)) as other, other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.get_backend_pid(),))

    survived = 0
    for k, i in zip(count(1, step), cycle((0, 1, 2))):
        worlds.set(worlds.sources[i])
        with struck(monkeypatch, k, terminate, ("statement", "middle of copy", "before commit")) as come:
            said = ""
            try:
                refresh(worlds.config)
            except UserError as error:
                said = str(error)
            assert come() == ("the database went away" in said) == ("run again" in said), f"event {k}: {said}"
        worlds.check_whole()
        worlds.check_refreshed(i)
        survived = 0 if come() else survived + 1
        if survived == 3:
            break


@pytest.mark.slow
def test_killed_at_random_times(worlds, server):
    chance, working, taken = random.Random(KILLS), 0, 0.5
    for _ in range(KILLS or 10):
        # One or two runs in a row are killed before one comes through.
        for _ in range(chance.choice((1, 1, 2))):
            i = chance.randrange(3)
            worlds.set(worlds.sources[i])
            child = Child(server)
            child.begin(worlds.config)
            time.sleep(chance.uniform(0, taken))
            working += child.kill()
            worlds.check_whole()
        began = time.monotonic()
        worlds.check_refreshed(i)
        taken = max(time.monotonic() - began, 0.1)
    assert working >= (KILLS or 10) / 2


def test_two_refreshes_at_once(worlds, server):
    pair = [Child(server), Child(server)]
    everything = validate({**json.loads(worlds.config.raw), "rebuild": "all"})
    for i, config in zip((0, 1, 2), (worlds.config, worlds.config, everything), strict=True):
        worlds.set(worlds.sources[i])
        for child in pair:
            child.begin(config)
        assert [child.end() for child in pair] == [[], []]
        now = contents(worlds.config)
        assert {name: now[name] for name in worlds.rebuilt[i]} == worlds.rebuilt[i]
        worlds.check_refreshed(i)
    for child in pair:
        child.close()


def crash(folder: Path) -> None:
    server = postmaster.running((folder / "postgres").resolve())
    os.kill(server.pid, signal.SIGQUIT)
    assert postmaster.ended(server.pid, 10)


def test_server_crash_in_the_middle(server_folder, monkeypatch):
    """A server of its own dies while a refresh writes, and is started again."""
    folder = server_folder
    monkeypatch.setenv("TARGET_DB_URL", server.start(folder))
    worlds = Worlds(
        validate({"schema": "crash", **ANY_PRICE, "source": {"kind": "table", "table": "history"}, **SETTINGS})
    )
    worlds.set(worlds.sources[0])
    worlds.check_refreshed(0)
    worlds.set(worlds.sources[1])
    child = Child(os.environ["TARGET_DB_URL"])
    child.begin(worlds.config)
    time.sleep(0.15)
    crash(folder)
    said = child.end()
    child.close()
    assert said == [] or said[0].startswith("UserError: ")
    server.start(folder)
    worlds.check_whole()
    worlds.check_refreshed(1)


def test_what_a_job_noted_as_done_survives_a_crash(server_folder, monkeypatch):
    """Assets are committed without waiting for the disk; the commit of the job's step must take them along."""
    folder = server_folder
    monkeypatch.setenv("TARGET_DB_URL", server.start(folder))
    config = validate({"schema": "crash", **ANY_PRICE, "source": {"kind": "table", "table": "history"}, **SETTINGS})
    worlds = Worlds(config)
    worlds.set(worlds.sources[0])
    with closing(connect(config)) as connection:
        outcome = refresh_one(config, DailyStage(config), 0)
        note_step(connection, "bars_1d", "", 0, datetime.now(UTC), outcome)
        crash(folder)
    server.start(folder)
    assert len(contents(config, f"{BARS_1D}_state")[f"{BARS_1D}_state"]) == len(outcome.changed) > 0


def test_one_bad_asset_fails_alone_and_heals(worlds):
    config = worlds.config
    good = worlds.sources[0]
    worlds.set(good)
    refresh(config)
    first = good[2][-1]
    noon = first["timeclose"] - timedelta(hours=12)
    bad = [*good[2], first | {"timestamp": noon, "timeclose": noon, "timehigh": None, "timelow": None}]
    worlds.set({**worlds.sources[1], 2: bad})
    daily, *later = refresh(config)
    assert list(daily.problems) == [2]
    assert f"{first['timeclose']:%Y-%m-%d}" in daily.problems[2]
    assert not any(outcome.problems for outcome in later)
    now = contents(config)
    for group in worlds.groups:
        found, kept, moved = (by_asset(tables, group) for tables in (now, worlds.rebuilt[0], worlds.rebuilt[1]))
        assert [found.get(asset) for asset in (1, 2, 3, 4)] == [moved.get(1), kept.get(2), moved.get(3), moved.get(4)]
    worlds.set(worlds.sources[1])
    worlds.check_refreshed(1)


def test_an_asset_that_cannot_be_written_fails_alone_and_heals(worlds):
    """Whatever goes wrong: here the database itself refuses an asset's rows."""
    config, table = worlds.config, stages(worlds.config)[0].table.name
    worlds.set(worlds.sources[0])

    def ask(statement: str) -> None:
        with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} {statement}")

    ask("ADD CONSTRAINT no_2 CHECK (id <> 2)")
    assert [[*outcome.problems] for outcome in refresh(config)[:2]] == [[], [2]]
    now = contents(config, table)[table]
    assert {int(values[0]) for values in now} == {1, 3, 4}
    ask("DROP CONSTRAINT no_2")
    worlds.check_refreshed(0)


TAMPERED = (
    "UPDATE {} SET close = close + 1 WHERE id = 2 AND bar_seq = 7",
    "UPDATE {} SET volume = NULL WHERE id = 2 AND bar_seq = 7",
    "DELETE FROM {} WHERE id = 2 AND bar_seq = 7",
    "DELETE FROM {} WHERE id = 2",
)


@pytest.mark.parametrize("statement", TAMPERED)
def test_bars_changed_behind_our_back_do_not_reach_later_stages(worlds, make_config, statement):
    worlds.set(worlds.sources[0])
    refresh(worlds.config)
    with (
        closing(psycopg2.connect(os.environ["TARGET_DB_URL"])) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"{worlds.config.schema}.{BARS_1D}"))
    before = contents(worlds.config)
    more = {**SETTINGS, "emas": {**SETTINGS["emas"], "periods": [1, 2, 3]}}
    daily, *later = refresh(make_config(**more))
    assert not daily.problems
    problems = [outcome.problems for outcome in later if outcome.problems]
    assert len(problems) == 2
    for problem in problems:
        assert list(problem) == [2]
        assert "rebuild=2" in problem[2]
    now = contents(worlds.config)
    for group in worlds.groups:
        assert by_asset(now, group).get(2) == by_asset(before, group).get(2)
    mended = refresh(make_config(**more, rebuild="2"))
    assert not any(outcome.problems for outcome in mended)
    now = contents(worlds.config)
    empty(worlds.config)
    refresh(make_config(**more))
    assert contents(worlds.config) == now


@pytest.mark.parametrize("statement", TAMPERED[::3])
def test_the_next_change_of_the_source_mends_what_was_changed_behind_our_back(worlds, statement):
    worlds.set(worlds.sources[0])
    refresh(worlds.config)
    with (
        closing(psycopg2.connect(os.environ["TARGET_DB_URL"])) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"{worlds.config.schema}.{BARS_1D}"))
    source = worlds.sources[0]
    worlds.set({**source, 2: MUTATIONS["drop day"](random.Random(3), 2, source[2])})
    refresh(worlds.config)
    now = contents(worlds.config)
    empty(worlds.config)
    refresh(worlds.config)
    assert contents(worlds.config) == now


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_was_changed_behind_our_back_does_not_spread_with_new_days(worlds, statement):
    """A new day goes on from what was computed, not from the tables: a tampered row stays alone, for validate to name."""
    source, table = worlds.sources[0], f"{worlds.config.schema}.{BARS_1D}"
    later = {**source, 2: MUTATIONS["append"](random.Random(1), 2, source[2])}
    worlds.set(later)
    refresh(worlds.config)
    expected = contents(worlds.config)
    empty(worlds.config)
    worlds.set(source)
    refresh(worlds.config)
    with (
        closing(psycopg2.connect(os.environ["TARGET_DB_URL"])) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    worlds.set(later)
    assert not any(outcome.problems for outcome in refresh(worlds.config))
    now = contents(worlds.config)
    assert now[BARS_1D] != expected[BARS_1D]
    for name in expected.keys() - {BARS_1D}:
        assert now[name] == expected[name], name


def test_a_new_day_that_was_changed_before_the_later_stages_came_is_refused(worlds):
    config, source = worlds.config, worlds.sources[0]
    worlds.set(source)
    refresh(config)
    before = contents(config, *(stage.table.name for stage in stages(config)))
    worlds.set({**source, 2: MUTATIONS["append"](random.Random(1), 2, source[2])})
    refresh_one(config, DailyStage(config), 0)
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        newest = f"(SELECT max(bar_seq) FROM {BARS_1D} WHERE id = 2)"
        cursor.execute(f"UPDATE {BARS_1D} SET close = close + 1 WHERE id = 2 AND bar_seq = {newest}")
    for stage in stages(config):
        result = refresh_one(config, stage, 0)
        assert [*(result.problems or result.skipped)] == [2]
        assert stage.rule == "emas" or "another program changed" in result.problems[2]
    assert contents(config, *before) == before


def test_a_restatement_to_what_was_written_behind_our_back_reaches_all_stages(worlds):
    source = worlds.sources[0]
    at = len(source[2]) // 2
    worlds.set(source)
    refresh(worlds.config)
    restated = [
        row | {"close": 77.0, "open": 77.0, "high": 77.0, "low": 77.0} if i == at else row
        for i, row in enumerate(source[2])
    ]
    worlds.set({**source, 2: MUTATIONS["append"](random.Random(1), 2, restated)})
    with (
        closing(psycopg2.connect(os.environ["TARGET_DB_URL"])) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE {worlds.config.schema}.{BARS_1D} SET close = 77, open = 77, high = 77, low = 77 "
            "WHERE id = 2 AND timestamp = %s",
            (restated[at]["timestamp"],),
        )
    refresh(worlds.config)
    now = contents(worlds.config)
    empty(worlds.config)
    refresh(worlds.config)
    assert contents(worlds.config) == now


def test_days_that_collide_in_another_time_zone_leave_the_asset_as_it_is(worlds, make_config):
    """In London the clock goes back in October, and two closes at midnight UTC fall on one day."""
    collide = [row(2, date(2023, 10, 20) + timedelta(days=i), 100 + i) for i in range(20)]
    worlds.set({**worlds.sources[0], 2: collide})
    refresh(worlds.config)
    before = contents(worlds.config)
    outcomes = refresh(make_config(**SETTINGS, timezone="Europe/London"))
    assert "2023-10-29" in outcomes[0].problems[2]
    now = contents(worlds.config)
    for group in worlds.groups:
        assert by_asset(now, group)[2] == by_asset(before, group)[2]
        assert by_asset(now, group)[3] != by_asset(before, group)[3]
