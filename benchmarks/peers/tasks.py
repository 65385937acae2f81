"""The tasks, each with its floor: what PostgreSQL needs for the same rows, or what any such workflow starts with."""

import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import psycopg2
import yaml
from contestants import Contestant, Killed

from freshbars.database.copy_format import copy_in, encode
from freshbars.database.tables import HISTORY, history
from freshbars.database.url import ENV_NAMES
from oracle import Tables, expected, wrong_cells
from workbench import ROOT, prices

KEEPER = "import sys; from localpostgres.server import start; print(start(), flush=True); sys.stdin.read()"
SPARE = 30
DAY = 86_400


class Size(NamedTuple):
    """So many assets with so many days of history."""

    assets: int
    days: int


class Scale(NamedTuple):
    """Sizes to measure at; each timed task is repeated, and the median counts."""

    sizes: Sequence[Size]
    repeats: int


SCALES = {
    "small": Scale([Size(4, 200)], 1),
    "full": Scale([Size(150, 450), Size(150, 3600), Size(1000, 450), Size(1000, 3600)], 3),
}


class Measured(NamedTuple):
    """What a task came to: a figure with its unit, or, where the tables were wrong after it, how many cells."""

    value: float = 0.0
    wrong: int = 0
    unit: str = "s"

    def shown(self, floor: float | None) -> str:
        """The cell of the table."""
        if self.wrong:
            return f"wrong, {self.wrong:,} cells"
        if self.unit != "s":
            return f"{self.value:,.0f} {self.unit}"
        return f"{self.value:.2f} s" + (f" ({self.value / floor:.1f})" if floor else "")


class Arena:
    """One PostgreSQL with the prices that all peers read."""

    periods = (9, 21)

    def __init__(self, size: Size, repeats: int) -> None:
        self.size, self.repeats, self.root = size, repeats, ROOT
        self.folder = Path(tempfile.mkdtemp(prefix="freshbars-peers-"))
        self.environment = {name: value for name, value in os.environ.items() if name not in ENV_NAMES}
        self.floors: dict[str, float] = {}
        self._held = 0
        self._known: dict[tuple, Tables] = {}
        self._changes = 0

    def __enter__(self) -> "Arena":
        pipe = subprocess.PIPE
        self._keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER], cwd=self.folder, env=self.environment, stdin=pipe, stdout=pipe, text=True
        )
        self.url = self._keeper.stdout.readline().strip()
        self.environment["TARGET_DB_URL"] = self.url
        columns = ", ".join(f'"{column.name}" {column.type}' for column in history("public", HISTORY).columns)
        self.execute(f"CREATE TABLE {HISTORY} ({columns}, PRIMARY KEY (id, timestamp))")
        self.add_days(self.size.days)
        self.execute(f"ANALYZE {HISTORY}")
        return self

    def __exit__(self, *_: object) -> None:
        self._keeper.communicate()
        shutil.rmtree(self.folder)

    # -- the database ------------------------------------------------------------------------------------------------

    def select(self, query: str) -> list[tuple]:
        """All rows of a query."""
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute("SET timezone = 'UTC'")
            cursor.execute(query)
            return cursor.fetchall()

    def execute(self, statements: str) -> None:
        """Run statements."""
        with closing(psycopg2.connect(self.url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statements)

    def settle(self) -> None:
        """Have the server write out what earlier work left to be written."""
        with closing(psycopg2.connect(self.url)) as connection:
            connection.autocommit = True
            connection.cursor().execute("CHECKPOINT")

    # -- the prices --------------------------------------------------------------------------------------------------

    def add_days(self, days: int = 1) -> None:
        """Append the next days of every asset."""
        table, some = history("public", HISTORY), slice(self._held, self._held + days)
        with closing(psycopg2.connect(self.url)) as connection, connection, connection.cursor() as cursor:
            for asset in range(1, self.size.assets + 1):
                columns = prices(asset, self.size.days + SPARE, some)
                copy_in(cursor, table, tuple(columns), [encode(table, columns, days).body])
        self._held += days
        self._changes += 1

    def change(self, what: str, asset: int) -> None:
        """Update prices of an asset."""
        self.execute(f"UPDATE {HISTORY} SET {what.format(asset=asset, old=self.size.days // 2)}")
        self._changes += 1

    def expected(self, periods: Sequence[int]) -> Tables:
        """What the tables must hold now."""
        key = (self._changes, tuple(periods))
        if key not in self._known:
            day = f"floor(extract(epoch FROM timestamp) / {DAY})::int"
            rows = self.select(f"SELECT id, {day}, open, high, low, close, volume FROM {HISTORY}")
            self._known = {key: expected(rows, list(periods))}
        return self._known[key]

    # -- Freshbars -----------------------------------------------------------------------------------------------------

    def config(self, schema: str, periods: Sequence[int]) -> dict[str, object]:
        """The configuration that asks Freshbars for the same series."""
        none = {family: [] for family in ("multi_tf", "cal_us", "cal_anchor_us", "cal_anchor_iso")}
        return {
            "source": {"kind": "table", "table": f"public.{HISTORY}", "assets": None},
            "schema": schema,
            "as_of": "2100-01-01T00:00:00Z",
            "staleness_hours": 1_000_000,
            "bars": none | {"cal_iso": ["1W_CAL_ISO"]},
            "emas": {"families": ["multi_tf", "cal_iso"], "periods": list(periods)},
            "rows": "finished",
        }

    def write_config(self, folder: Path, schema: str, periods: Sequence[int]) -> None:
        """Write it."""
        (folder / "config.yaml").write_text(yaml.safe_dump(self.config(schema, periods)))


Found = dict[str, Measured]


def _refreshed(
    arena: Arena,
    peers: Sequence[Contestant],
    change: Callable[[], None] = lambda: None,
    repeats: int = 1,
    periods: Sequence[int] | None = None,
) -> Found:
    """Of each peer the median time of a refresh after a change that all see; wrong where any cell after any repeat is."""
    periods = periods or arena.periods
    seconds: dict[str, list[float]] = {peer.name: [] for peer in peers}
    wrong = dict.fromkeys(seconds, 0)
    for _ in range(repeats):
        change()
        for peer in peers:
            arena.settle()
            seconds[peer.name].append(peer.refresh(periods))
            wrong[peer.name] = max(wrong[peer.name], wrong_cells(peer.rows(), arena.expected(periods)))
    return {name: Measured(statistics.median(seconds[name]), wrong[name]) for name in seconds}


def build(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """Everything from nothing; the floor is COPY of the same rows into tables with a key."""
    arena.floors["build"] = _copy_floor(arena)
    return _refreshed(arena, peers)


def one_more_day(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """One more day of every asset."""
    return _refreshed(arena, peers, arena.add_days, arena.repeats)


def restated_close(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """One close of one asset, in the middle of its history."""
    change = (
        "close = (2 * close + open) / 3 WHERE id = {asset} AND timestamp = "
        f"(SELECT timestamp FROM {HISTORY} WHERE id = {{asset}} ORDER BY timestamp OFFSET {{old}} LIMIT 1)"
    )
    return _refreshed(arena, peers, lambda: arena.change(change, 1), arena.repeats)


def rescaled(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """The whole history of one asset, halved."""
    change = "open = open / 2, high = high / 2, low = low / 2, close = close / 2 WHERE id = {asset}"
    return _refreshed(arena, peers, lambda: arena.change(change, 2))


def nothing_new(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """No change; the floor is an empty Snakemake workflow."""
    arena.floors["nothing new"] = _empty_floor(arena)
    return _refreshed(arena, peers, repeats=arena.repeats)


def killed(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """One more day, kill -9 when half of a refresh's usual time is over, and once more."""
    usual = {peer.name: peer.refresh(arena.periods) for peer in peers}
    arena.add_days()
    for peer in peers:
        with suppress(Killed):
            peer.refresh(arena.periods, kill_after=max(usual[peer.name] / 2, 0.01))
    return _refreshed(arena, peers)


def new_period(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """A third period; taken back afterwards."""
    found = _refreshed(arena, peers, periods=(*arena.periods, 50))
    for peer in peers:
        peer.refresh(arena.periods)
    return found


def read_emas(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """The weekly EMAs of one period of all assets, into memory."""
    found = {}
    for peer in peers:
        seconds = []
        for _ in range(arena.repeats):
            began = time.perf_counter()
            peer.read_emas()
            seconds.append(time.perf_counter() - began)
        found[peer.name] = Measured(statistics.median(seconds))
    return found


def size(arena: Arena, peers: Sequence[Contestant]) -> Found:
    """Kilobytes an asset on disk; the floor of a value is 8 bytes."""
    return {peer.name: Measured(peer.bytes_stored() / arena.size.assets / 1024, unit="kB") for peer in peers}


def _copy_floor(arena: Arena) -> float:
    """Seconds that COPY of the expected rows takes, as text, into tables with their keys."""
    kinds = {"p_day": 3, "p_bar": 2, "p_week": 3}
    total = 0.0
    for name, rows in arena.expected(arena.periods).items():
        width = kinds[name] + (5 if name == "p_bar" else 1)
        columns = ", ".join(f"c{i} {'int' if i < kinds[name] else 'float8'}" for i in range(width))
        key = ", ".join(f"c{i}" for i in range(kinds[name]))
        text = "".join("\t".join(map(str, (*k, *v.tolist()))) + "\n" for k, v in sorted(rows.items()))
        with closing(psycopg2.connect(arena.url)) as connection, connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(f"CREATE TABLE floor_{name} ({columns}, PRIMARY KEY ({key}))")
            cursor.copy_expert(f"COPY floor_{name} FROM STDIN", io.StringIO(text))
            connection.commit()
            total += time.perf_counter() - began
            cursor.execute(f"DROP TABLE floor_{name}")
            connection.commit()
    return total


def _empty_floor(arena: Arena) -> float:
    """Seconds that Snakemake takes for a workflow of one job that is done."""
    folder = arena.folder / "empty"
    folder.mkdir(exist_ok=True)
    (folder / "Snakefile").write_text("rule all:\n    output: 'made'\n    shell: 'touch {output}'\n")
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "snakemake", "--cores", "1"], cwd=folder, capture_output=True, check=True)
        seconds.append(time.perf_counter() - began)
    return seconds[-1]


TASKS: dict[str, Callable[[Arena, Sequence[Contestant]], Found]] = {
    "build": build,
    "one more day": one_more_day,
    "one restated close": restated_close,
    "a history rescaled": rescaled,
    "nothing new": nothing_new,
    "kill -9, run again": killed,
    "a new period": new_period,
    "read all weekly EMAs": read_emas,
    "kB per asset": size,
}
