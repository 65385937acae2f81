"""Reading: one weekly EMA of every asset, computed on the spot, beside its stored rows with pandas.read_sql."""

import subprocess
import sys
from typing import NamedTuple

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import validate
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from freshbars.refresh.series_stage import SeriesStage
from workbench import Project

TF, PERIOD = "1W_CAL_ISO", 21
WEEKLY = {
    "bars": {name: [TF] if name == "cal_iso" else [] for name in BAR_FAMILIES},
    "emas": {"families": ["cal_iso"], "periods": [PERIOD]},
}
# Each in a process of its own, whose memory is measured; what it imports is not timed.
TASKS = {
    "finished": f"db.emas(None, '{TF}', {PERIOD}).num_rows",
    "daily": f"db.emas(None, '{TF}', {PERIOD}, rows='daily').num_rows",
    "batches": f"sum(map(len, db.emas(None, '{TF}', {PERIOD}, batches=True)))",
    "stored": f"len(pandas.read_sql(\"SELECT * FROM cmc_ema_multi_tf_cal_iso WHERE tf = '{TF}' AND period = {PERIOD} "
    'AND NOT roll ORDER BY id, ts", engine))',
}
CHILD = """
import os, resource, sys, time
import freshbars, pandas, freshbars.reading.database
from sqlalchemy import create_engine
db, engine = freshbars.open(), create_engine(os.environ["ENGINE"])
began, spent = time.perf_counter(), time.process_time()
rows = {task}
print(rows, time.perf_counter() - began, time.process_time() - spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Read(NamedTuple):
    """Rows, seconds, seconds of the reader's own processor, and its peak memory in MB."""

    rows: int
    wall: float
    cpu: float
    peak: float


def measure(assets: int, days: int, tries: int) -> dict[str, Read]:
    """The best of some tries of each task."""
    with Project(assets, days, **WEEKLY) as project:
        config = validate(project.settings)
        project.make_tables(config.schema)
        with project.library():
            refresh(config, DailyStage(config), 0)
            for rule in ("bars", "emas"):
                refresh(config, SeriesStage(config, rule, "cal_iso"), 0)
        with project.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        return {
            name: min((_one(project, task) for _ in range(tries)), key=lambda r: r.wall) for name, task in TASKS.items()
        }


def _one(project: Project, task: str) -> Read:
    engine = project.url.replace("postgresql://", "postgresql+psycopg2://")
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(task=task)], cwd=project.path, env=project.environment | {"ENGINE": engine},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows, *figures = done.stdout.split()
    return Read(int(rows), *map(float, figures))
