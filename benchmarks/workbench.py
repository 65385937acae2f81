"""Throw-away copies of the project, each with an embedded server of its own and seeded prices, and Snakemake run there."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psycopg2
import yaml
from psycopg2.extensions import parse_dsn

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.timeframe import DAY_2000
from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.copy_format import copy_in, encode
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import BARS_1D, HISTORY, history
from freshbars.database.url import ENV_FILE, ENV_NAMES, PARENTS_SEARCHED
from freshbars.environment import FOLDER, adopt

ROOT = Path(__file__).parents[1]
SEED = 20260309
FIRST_DAY = date(2023, 1, 2).toordinal() - DAY_2000
DAY_US = 86_400_000_000
NOTHING = "Nothing to be done"
# Days that every asset has up its sleeve, to be added later.
SPARE = 20
# as_of stands still while days are added, and every asset is fresh at any number of them.
SETTINGS = {
    "source": {"kind": "table", "table": f"public.{HISTORY}", "assets": None},
    "as_of": "2100-01-01T00:00:00Z",
    "staleness_hours": 1_000_000,
}
# The table that a builder writes, by its rule and family.
TABLE_OF = {("bars_1d", ""): BARS_1D}
TABLE_OF |= {("bars", name): family.table for name, family in BAR_FAMILIES.items()}
TABLE_OF |= {("emas", name): family.table for name, family in EMA_FAMILIES.items()}
# Holds a handle on the embedded server of its working directory until its standard input is closed.
KEEPER = (
    "import sys; from pathlib import Path; from localpostgres.server import start; "
    f"print(start(Path({str(FOLDER)!r})), flush=True); sys.stdin.read()"
)


class Step(NamedTuple):
    """A builder's work as the history of runs in the database shows it; seconds since the run's first one began."""

    rule: str
    family: str
    started: float
    finished: float
    rows: int


class Run(NamedTuple):
    """A finished call of Snakemake: seconds of the whole command, its output, and the builders' steps."""

    wall: float
    output: str
    steps: tuple[Step, ...] = ()

    @property
    def rows(self) -> int:
        """Rows written by all builders."""
        return sum(step.rows for step in self.steps)

    @property
    def work(self) -> float:
        """Seconds of all builders added up; the start of their interpreters is not in it."""
        return sum(step.finished - step.started for step in self.steps)

    @property
    def span(self) -> float:
        """Seconds from the first builder's start to the last one's end."""
        return max(step.finished for step in self.steps)

    @property
    def jobs(self) -> int:
        """Jobs that Snakemake counted, in a run or a dry run, the target itself aside."""
        return int(re.search(r"^(?:total +(?=\d))?(\d+)(?: jobs? to do)?$", self.output, re.MULTILINE)[1]) - 1


class Folder:
    """A temporary folder with the project's Snakemake profile; removed in the end."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="freshbars-benchmark-"))
        ours = (*ENV_NAMES, "FRESHBARS_CONFIG", "FRESHBARS_RUN")
        self.environment = {name: value for name, value in os.environ.items() if name not in ours}
        shutil.copytree(ROOT / "profiles", self.path / "profiles")

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        shutil.rmtree(self.path)

    def snakemake(self, *arguments: str, cores: int = 4) -> Run:
        """Run Snakemake as a user would; raises where it fails."""
        command = [sys.executable, "-m", "snakemake", "--cores", str(cores), *arguments]
        log = self.path / "output.txt"
        with log.open("w") as output:
            began = time.perf_counter()
            code = subprocess.call(command, cwd=self.path, env=self.environment, stdout=output, stderr=output)
            wall = time.perf_counter() - began
        if code:
            raise RuntimeError(f"{' '.join(command)} ended with {code}:\n{log.read_text()[-3000:]}")
        return Run(wall, log.read_text())


class EmptyWorkflow(Folder):
    """A workflow of so many jobs that do nothing: what Snakemake itself takes."""

    def __init__(self, jobs: int) -> None:
        super().__init__()
        (self.path / "Snakefile").write_text(
            f"rule all:\n    input: expand('made/{{n}}', n=range({jobs}))\n\n"
            "rule one:\n    output: 'made/{n}'\n    log: 'logs/{n}.log'\n    shell: 'touch {output}'\n"
        )


class Project(Folder):
    """The project on an embedded server of its own, whose source table holds seeded random walks."""

    def __init__(self, assets: int, days: int, **settings: object) -> None:
        super().__init__()
        for place in (self.path, *list(self.path.parents)[:PARENTS_SEARCHED]):
            if (place / ENV_FILE).exists():
                sys.exit(f"{place / ENV_FILE} would send the benchmark to its database; set TMPDIR to another place")
        shutil.copy(ROOT / "Snakefile", self.path)
        self.settings = SETTINGS | settings
        (self.path / "config.yaml").write_text(yaml.safe_dump(self.settings))
        self.days = days
        # Days that the source table holds, for each asset; assets are numbered from 1.
        self.held = dict.fromkeys(range(1, assets + 1), 0)
        self._keeper: subprocess.Popen | None = None

    def __enter__(self):
        try:
            self.start_server()
            with self.cursor() as cursor:
                columns = (f'"{column.name}" {column.type}' for column in history("public", HISTORY).columns)
                cursor.execute(f"CREATE TABLE {HISTORY} ({', '.join(columns)}, PRIMARY KEY (id, timestamp))")
            self.add_days(len(self.held), self.days)
            with self.cursor() as cursor:
                cursor.execute(f"VACUUM (ANALYZE) {HISTORY}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop_server()
        super().__exit__()

    def start_server(self) -> None:
        """Start the embedded server and keep it running, so that no run has to."""
        command, pipe = [sys.executable, "-c", KEEPER], subprocess.PIPE
        self._keeper = subprocess.Popen(
            command, cwd=self.path, env=self.environment, stdin=pipe, stdout=pipe, text=True
        )
        self.url = self._keeper.stdout.readline().strip()

    def stop_server(self) -> None:
        """Let the server go: it stops where nobody else uses it."""
        if self._keeper:
            self._keeper.communicate()
            self._keeper = None

    @contextmanager
    def cursor(self) -> Iterator:
        """A cursor on the project's database, each statement in a transaction of its own."""
        with closing(psycopg2.connect(self.url, options="-c jit=off")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    def select(self, query: str) -> list[tuple]:
        """All rows of a query."""
        with self.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def settle(self) -> None:
        """Have the server write out what earlier work left to be written, so that it is not counted later."""
        with self.cursor() as cursor:
            cursor.execute("CHECKPOINT")

    def add_days(self, assets: int, days: int = 1) -> None:
        """Append the next days to the first so many assets of the source table."""
        table = history("public", HISTORY)

        def blocks() -> Iterator[bytes]:
            for asset in range(1, assets + 1):
                start, self.held[asset] = self.held[asset], self.held[asset] + days
                columns = prices(asset, self.days + SPARE, slice(start, self.held[asset]))
                yield encode(table, columns, days).body

        with self.cursor() as cursor:
            copy_in(cursor, table, tuple(prices(1, 1, slice(1))), blocks())

    def run(self, *arguments: str, cores: int = 4, schema: str = "public", **settings: object) -> Run:
        """Run Snakemake on a settled server, in a schema and with settings; with its steps. Fails where it does nothing."""
        self.settle()
        overrides = [f"{name}={value}" for name, value in {"schema": schema, **settings}.items()]
        run = self.snakemake(*arguments, "--config", *overrides, cores=cores)
        if NOTHING in run.output:
            raise RuntimeError(f"{' '.join((*arguments, *overrides))} found nothing to do")
        seconds = "extract(epoch FROM {} - min(started) OVER ())::float8"
        steps = self.select(
            f"SELECT rule, family, {seconds.format('started')}, {seconds.format('finished')}, rows_written FROM "
            f"{schema}.freshbars_steps WHERE run_id = (SELECT run_id FROM {schema}.freshbars_runs ORDER BY started DESC "
            "LIMIT 1) ORDER BY started"
        )
        return run._replace(steps=tuple(Step(*row) for row in steps))

    @contextmanager
    def library(self, as_builder: bool = True) -> Iterator[None]:
        """Makes the library in this process use the project's database; a builder expects its tables there."""
        before = dict(os.environ)
        if as_builder:
            adopt(parse_dsn(self.url))
        else:
            os.environ["TARGET_DB_URL"] = self.url
        try:
            yield
        finally:
            for name in os.environ.keys() - before.keys():
                del os.environ[name]

    def make_tables(self, schema: str) -> None:
        """Make a schema and its tables, so that no run has to."""
        config = validate(self.settings | {"schema": schema})
        with self.library(as_builder=False), closing(connect(config)) as connection:
            ensure_tables(config, connection)

    def peaks(self) -> dict[str, int]:
        """Peak memory in MB of each builder, by job, as its newest log says."""
        said = {log.stem: re.findall(r"peak memory (\d+) MB", log.read_text()) for log in self.path.glob("logs/*.log")}
        return {job: int(found[-1]) for job, found in said.items() if found}


def prices(asset: int, days: int, some: slice) -> dict[str, object]:
    """Source columns of an asset, for some of its days: a random walk from FIRST_DAY on, the same in every run."""
    random = np.random.default_rng([SEED, asset])
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.03, days)))
    opened = np.r_[100.0, close[:-1]]
    up, down = 1 + np.abs(random.normal(0, 0.01, (2, days)))
    start = (FIRST_DAY + np.arange(days)) * DAY_US
    end = start + DAY_US - 1_000
    high_at, low_at = start + random.integers(0, 86_400, (2, days)) * 1_000_000
    series = {
        "timestamp": end, "load_ts": end + 3_600_000_000, "timeopen": start, "timeclose": end, "timehigh": high_at,
        "timelow": low_at, "open": opened, "high": np.maximum(opened, close) * up,
        "low": np.minimum(opened, close) / down, "close": close, "volume": random.lognormal(20, 1, days),
        "marketcap": close * 1e7,
    }  # fmt: skip
    return {"id": asset, "name": "2781", "source_file": f"{asset}.csv"} | {n: v[some] for n, v in series.items()}
