"""The peers as the driver runs them: how each refreshes its tables, and how these are read."""

import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from tasks import Arena

HERE = Path(__file__).parent
TABLES = {"p_day": "id, period", "p_bar": "id", "p_week": "id, period"}
DAY = 86_400
Rows = dict[str, list[tuple]]


class Killed(Exception):  # noqa: N818
    """The refresh was killed when its time was up."""


class Contestant(ABC):
    """A way to keep daily EMAs, weekly bars and their EMAs up to date. files: what a user would have to write."""

    name: str
    files: Sequence[str] = ()

    def __init__(self, arena: "Arena") -> None:
        self.arena = arena
        self.folder = arena.folder / type(self).__name__
        self.folder.mkdir()
        self.peak_mb = 0
        self.schema = type(self).__name__.lower()
        arena.execute(f"CREATE SCHEMA {self.schema}")
        # Every peer has its tables in a schema of its own, and reads the prices of the schema public.
        self.url = f"{arena.url}{'&' if '?' in arena.url else '?'}options=-csearch_path%3D{self.schema},public"

    @abstractmethod
    def refresh(self, periods: Sequence[int], kill_after: float | None = None) -> float:
        """Bring the tables up to date; seconds. Raises Killed where it was killed after so many seconds."""

    @abstractmethod
    def rows(self) -> Rows:
        """The stored tables: tuples of id, period (of EMAs), day since 1970, and the values."""

    @abstractmethod
    def bytes_stored(self) -> int:
        """What the tables take on disk, with their indexes."""

    def read_emas(self) -> int:
        """Read the weekly EMAs of the first period of all assets into memory; how many rows."""
        return len(
            self.arena.select(f"SELECT id, ts, ema FROM {self.schema}.p_week WHERE period = {self.arena.periods[0]}")
        )

    def close(self) -> None:
        """End what is kept alive, and drop the tables."""
        self.arena.execute(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")

    def _call(self, command: Sequence[str], kill_after: float | None, **options: object) -> float:
        """Run a command in a process group of its own; seconds."""
        with (self.folder / "output.txt").open("w") as output:
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **options)
            try:
                process.wait(kill_after)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, 9)
                process.wait()
                raise Killed from None
        seconds = time.perf_counter() - began
        if process.returncode:
            said = (self.folder / "output.txt").read_text()[-2000:]
            raise RuntimeError(f"{self.name} ended with {process.returncode}: {said}")
        return seconds


class Script(Contestant):
    """A script that does everything anew each time."""

    script: str

    @property
    def files(self) -> Sequence[str]:
        """The script."""
        return [self.script]

    def refresh(self, periods: Sequence[int], kill_after: float | None = None) -> float:
        """Run the script."""
        numbers = ",".join(map(str, periods))
        measured = [sys.executable, str(HERE / "peak.py"), str(self.folder / "peak")]
        command = [*measured, str(HERE / self.script), self.url, str(self.folder), numbers]
        seconds = self._call(command, kill_after)
        self.peak_mb = max(self.peak_mb, int((self.folder / "peak").read_text()))
        return seconds


class InDatabase(Script):
    """A script that writes p_day, p_bar and p_week in PostgreSQL."""

    def rows(self) -> Rows:
        """The three tables."""
        day = f"floor(extract(epoch FROM ts) / {DAY})::int"
        values = {"p_bar": "open, high, low, close, volume"}
        return {
            name: self.arena.select(f"SELECT {key}, {day}, {values.get(name, 'ema')} FROM {self.schema}.{name}")
            for name, key in TABLES.items()
        }

    def bytes_stored(self) -> int:
        """All three with their keys."""
        return sum(self.arena.select(f"SELECT pg_total_relation_size('{self.schema}.{name}')")[0][0] for name in TABLES)


class InParquet(Script):
    """A script that writes Parquet files."""

    def rows(self) -> Rows:
        """The three files."""
        import duckdb

        db = duckdb.connect()
        day = f"floor(epoch(ts) / {DAY})::int"
        values = {"p_bar": "open, high, low, close, volume"}
        return {
            name: db.execute(
                f"SELECT {key}, {day}, {values.get(name, 'ema')} FROM '{self.folder / name}.parquet'"
            ).fetchall()
            for name, key in TABLES.items()
        }

    def bytes_stored(self) -> int:
        """All three files."""
        return sum((self.folder / f"{name}.parquet").stat().st_size for name in TABLES)

    def read_emas(self) -> int:
        """From the file."""
        import pyarrow.compute as pc
        import pyarrow.parquet as parquet

        return len(
            parquet.read_table(self.folder / "p_week.parquet", filters=pc.field("period") == self.arena.periods[0])
        )


class PolarsAdbc(InDatabase):
    """Polars."""

    name, script = "Polars, ADBC", "polars_adbc.py"


class PandasCopy(InDatabase):
    """pandas."""

    name, script = "pandas, COPY", "pandas_copy.py"


class SqlAggregate(InDatabase):
    """SQL."""

    name, script = "SQL aggregate", "sql_aggregate.py"


class DuckdbParquet(InParquet):
    """DuckDB."""

    name, script = "DuckDB, Parquet", "duckdb_parquet.py"


class ClickhouseChdb(InParquet):
    """ClickHouse."""

    name, script = "ClickHouse, Parquet", "clickhouse_chdb.py"


class TalippLive(InDatabase):
    """talipp, in a process that lives on from task to task. A new list of periods, or a kill, starts it anew."""

    name, script = "talipp, alive", "talipp_live.py"

    def __init__(self, arena: "Arena") -> None:
        super().__init__(arena)
        self._process: subprocess.Popen | None = None
        self._periods: Sequence[int] = ()

    def refresh(self, periods: Sequence[int], kill_after: float | None = None) -> float:
        """Ask the process for one more refresh, and wait for its answer."""
        began = time.perf_counter()
        if self._process is None or self._periods != periods:
            self._end()
            command = [sys.executable, str(HERE / self.script), self.url, "-", ",".join(map(str, periods))]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self._periods = periods
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        if kill_after:
            time.sleep(kill_after)
            self._process.kill()
            self._end()
            raise Killed
        if self._process.stdout.readline() != "done\n":
            raise RuntimeError(f"{self.name} ended")
        seconds = time.perf_counter() - began
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        self.peak_mb = max(self.peak_mb, int(status.split("VmHWM:")[1].split()[0]) // 1024)
        return seconds

    def _end(self) -> None:
        if self._process:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
            self._process = None

    def close(self) -> None:
        """End the process."""
        self._end()
        super().close()


class Freshbars(Contestant):
    """Freshbars, with the same series: one weekly timeframe, daily and weekly EMAs, finished rows."""

    name = "Freshbars"

    def refresh(self, periods: Sequence[int], kill_after: float | None = None) -> float:
        """Run Snakemake as a user would."""
        self.arena.write_config(self.folder, self.schema, periods)
        command = [
            sys.executable, "-m", "snakemake", "--cores", "2", "--snakefile", str(self.arena.root / "Snakefile"), "all",
        ]  # fmt: skip
        seconds = self._call(command, kill_after, cwd=self.folder, env=self.arena.environment)
        logs = [log.read_text() for log in self.folder.glob("logs/*.log")]
        peaks = [int(text.rsplit("peak memory ", 1)[1].split()[0]) for text in logs if "peak memory " in text]
        self.peak_mb = max([self.peak_mb, *peaks])
        return seconds

    def rows(self) -> Rows:
        """The finished rows of the tables that hold the same series."""
        day = f"floor(extract(epoch FROM {{}}) / {DAY})::int"
        return {
            "p_day": self.arena.select(
                f"SELECT id, period, {day.format('ts')}, ema FROM {self.schema}.cmc_ema_multi_tf WHERE tf = '1D' AND NOT roll"
            ),
            "p_bar": self.arena.select(
                f"SELECT id, {day.format('time_close')}, open, high, low, close, volume "
                f"FROM {self.schema}.cmc_price_bars_multi_tf_cal_iso WHERE NOT is_partial_end"
            ),
            "p_week": self.arena.select(
                f"SELECT id, period, {day.format('ts')}, ema_bar FROM {self.schema}.cmc_ema_multi_tf_cal_iso WHERE NOT roll"
            ),
        }

    def bytes_stored(self) -> int:
        """The tables that hold the same series, and everything that Freshbars keeps besides."""
        return self.arena.select(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
            f"'{self.schema}'::regnamespace"
        )[0][0]

    def read_emas(self) -> int:
        """From its table."""
        return len(
            self.arena.select(
                f"SELECT id, ts, ema_bar FROM {self.schema}.cmc_ema_multi_tf_cal_iso "
                f"WHERE period = {self.arena.periods[0]} AND NOT roll"
            )
        )


def lines_of_code(peer: Contestant) -> str:
    """The lines that a user writes: code and configuration, without blank lines, comments and docstrings."""
    if isinstance(peer, Freshbars):
        return f"{len(yaml.safe_dump(peer.arena.config(peer.schema, peer.arena.periods)).splitlines())} (YAML)"
    lines = (HERE / peer.script).read_text().split('"""')
    code = "\n".join(lines[::2]).splitlines()
    return str(sum(1 for line in code if line.strip() and not line.strip().startswith("#")))


PEERS: dict[str, type[Contestant]] = {
    "freshbars": Freshbars,
    "polars": PolarsAdbc,
    "pandas": PandasCopy,
    "duckdb": DuckdbParquet,
    "sql": SqlAggregate,
    "talipp": TalippLive,
    "clickhouse": ClickhouseChdb,
}
