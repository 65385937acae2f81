"""Where the time goes: what a builder's start costs, and one builder's work in this process under cProfile."""

import cProfile
import pstats
import subprocess
import sys
import time
from contextlib import closing, nullcontext

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.refresh.series_stage import SeriesStage
from workbench import Project

JOBS = ("bars_1d", *(f"bars_{name}" for name in BAR_FAMILIES), *(f"emas_{name}" for name in EMA_FAMILIES))
STARTS = {
    "bare interpreter": "pass",
    "with the imports of a builder": "import freshbars.workflow.builder, freshbars.refresh.runner",
    "those of one that computes nothing": "import freshbars.workflow.builder",
}
# The functions that each part of a builder's time is spent in, with all that they call.
PARTS = {
    "decide": [("refresh.py", "decide")],
    "read": [("daily.py", "read_daily"), ("daily_stage.py", "source_rows"), ("source.py", "fingerprints")],
    "compute": [("stage.py", "rows"), ("daily.py", "build")],
    "encode": [("binary.py", "encode")],
}


def profile(job: str, assets: int, days: int) -> None:
    """Build one job's rows from nothing, without and with the profiler, and print what took the time."""
    with Project(assets, days) as project:
        print("start of a builder")
        for what, code in STARTS.items():
            seconds = []
            for _ in range(5):
                began = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], cwd=project.path, env=project.environment, check=True)
                seconds.append(time.perf_counter() - began)
            print(f"  {what:<34}{min(seconds):8.3f} s")
        profiler = cProfile.Profile()
        with project.library():
            wall, cpu, rows = _build(project, job, "plain")
            profiled, _, _ = _build(project, job, "profiled", profiler)
    print(f"\n{job} of {assets} assets of {days} days: {rows:,} rows in {wall:.2f} s, {rows / wall:,.0f} rows/s;")
    print(f"this process computes for {cpu:.2f} s ({cpu / wall:.0%}) of them. With the profiler, {profiled:.2f} s:")
    _print_split(pstats.Stats(profiler), profiled)


def _build(
    project: Project, job: str, schema: str, profiler: cProfile.Profile | None = None
) -> tuple[float, float, int]:
    """Wall time, processor time and rows of one job in a schema of its own, after what it depends on."""
    config = validate(project.settings | {"schema": schema})
    rule, _, family = job.partition("_")
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
    if job != "bars_1d":
        refresh_one(config, DailyStage(config), 0)
        stage = SeriesStage(config, rule, family)
        if rule == "emas":
            refresh_one(config, SeriesStage(config, "bars", stage.bars), 0)
    project.settle()
    began, began_cpu = time.perf_counter(), time.process_time()
    with profiler or nullcontext():
        outcome = refresh_one(config, DailyStage(config), 0) if job == "bars_1d" else refresh_one(config, stage, 0)
    return time.perf_counter() - began, time.process_time() - began_cpu, outcome.written


def _print_split(stats: pstats.Stats, total: float) -> None:
    """Print the coarse split, and the entries that took most time themselves."""

    def inside(*places: tuple[str, str]) -> float:
        return sum(
            entry[3]
            for (file, _, name), entry in stats.stats.items()
            if any(file.endswith(f"freshbars/{place}") and name == function for place, function in places)
        )

    def waiting(method: str, caller: str) -> float:
        """Seconds in a method of psycopg2, what it called back not counted, from one caller."""
        entries = (entry for (_, _, name), entry in stats.stats.items() if f"'{method}' of 'psycopg2" in name)
        return sum(tally[2] for entry in entries for (_, _, name), tally in entry[4].items() if name == caller)

    parts = {part: inside(*places) for part, places in PARTS.items()}
    if not parts["compute"]:
        raise RuntimeError("no function of PARTS was called: they have other names by now")
    parts["COPY in: waiting for the server"] = waiting("copy_expert", "copy_in")
    parts["commit"] = waiting("commit", "__exit__")
    parts["states, locks, deletes, the rest"] = total - sum(parts.values())
    for part, seconds in parts.items():
        print(f"  {part:<34}{seconds:8.2f} s {seconds / total:6.1%}")
    stats.strip_dirs().sort_stats("tottime").print_stats(18)
