"""Where the time goes: what a builder's start costs, and one builder's work in this process under cProfile."""

import cProfile
import pstats
import subprocess
import sys
import time
from contextlib import nullcontext

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import validate
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from freshbars.refresh.series_stage import SeriesStage
from workbench import Project

JOBS = ("bars_1d", *(f"bars_{name}" for name in BAR_FAMILIES), *(f"emas_{name}" for name in EMA_FAMILIES))
STARTS = {
    "bare interpreter": "pass",
    "with the imports of a builder": "import sys; sys.path.insert(0, 'scripts'); import build_emas",
    "those of one that computes nothing": "import freshbars.workflow.builder",
}
# The functions that each part of a builder's time is spent in, with all that they call. None calls one of another part.
PARTS = {
    "connect": [("database/connection.py", "connect")],
    "decide": [("refresh/daily_stage.py", "decide"), ("refresh/series_stage.py", "decide")],
    "read": [
        ("store/daily_bars.py", "_read"),
        ("store/series_state.py", "read_carried"),
        ("store/checkpoints.py", "newest_checkpoints"),
        ("store/source_rows.py", "source_rows"),
    ],
    "compute": [
        ("compute/daily_bars.py", "build"),
        ("compute/fold.py", "advance"),
        ("compute/layout.py", "lay_out"),
    ],
    "fingerprints of daily bars": [("compute/daily_bars.py", "digests")],
    "encode": [("database/copy_format.py", "encode")],
    "states": [
        ("store/daily_state.py", "write_states"),
        ("store/series_state.py", "write_series"),
        ("store/checkpoints.py", "write_checkpoints"),
        ("store/change_log.py", "log_changes"),
        ("store/dimensions.py", "describe_timeframes"),
    ],
}


def profile(job: str, assets: int, days: int) -> None:
    """Build one job's rows from nothing, then those of one more day, without and with the profiler; print what took time."""
    plain, profiled = "plain", "profiled"
    with Project(assets, days) as project:
        print("start of a builder")
        for what, code in STARTS.items():
            seconds = []
            for _ in range(5):
                began = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], cwd=project.path, env=project.environment, check=True)
                seconds.append(time.perf_counter() - began)
            print(f"  {what:<38}{min(seconds):8.3f} s")
        project.make_tables(plain)
        project.make_tables(profiled)
        with project.library():
            for what in (f"{days} days", "one more day"):
                wall, cpu, rows = _build(project, job, plain)
                profiler = cProfile.Profile()
                longer, _, _ = _build(project, job, profiled, profiler)
                print(f"\n{job} of {assets} assets, {what}: {rows:,} rows in {wall:.3f} s, {rows / wall:,.0f} rows/s;")
                print(
                    f"this process computes for {cpu:.3f} s ({cpu / wall:.0%}) of them. With the profiler, {longer:.3f} s:"
                )
                _print_split(pstats.Stats(profiler), longer)
                project.add_days(assets)


def _build(
    project: Project, job: str, schema: str, profiler: cProfile.Profile | None = None
) -> tuple[float, float, int]:
    """Wall time, processor time and rows of one job in a schema, after what it depends on."""
    config = validate(project.settings | {"schema": schema})
    rule, _, family = job.partition("_")
    stage = DailyStage(config) if job == "bars_1d" else SeriesStage(config, rule, family)
    if job != "bars_1d":
        refresh(config, DailyStage(config), 0)
    if rule == "emas":
        refresh(config, SeriesStage(config, "bars", stage.series.bars), 0)
    project.settle()
    began, began_cpu = time.perf_counter(), time.process_time()
    with profiler or nullcontext():
        outcome = refresh(config, stage, 0)
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
    parts["locks, deletes, the rest"] = total - sum(parts.values())
    for part, seconds in parts.items():
        print(f"  {part:<38}{seconds:8.3f} s {seconds / total:6.1%}")
    stats.strip_dirs().sort_stats("tottime").print_stats(18)
