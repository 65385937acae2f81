"""One more day for all assets, one job at a time: the builders' work, and raw COPY of the very same new rows."""

import io
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from workbench import TABLE_OF, Project

# Two timeframes and two periods of each family. After 450 days every series has its first EMA, so that a day has
# as many rows then as after 3,600; both numbers are whole multiples of 30, and leave the same day of the week.
SETTINGS = {
    "bars": {
        "multi_tf": ["7D", "30D"],
        "cal_us": ["1W_CAL_US", "1M_CAL"],
        "cal_iso": ["1W_CAL_ISO", "1M_CAL"],
        "cal_anchor_us": ["1W_CAL_ANCHOR_US", "1M_CAL_ANCHOR"],
        "cal_anchor_iso": ["1W_CAL_ANCHOR_ISO", "1M_CAL_ANCHOR"],
    },
    "emas": {"periods": [9, 12]},
}


class Stage(NamedTuple):
    """Seconds that a builder worked, and that COPY of its new rows took; and how many these are."""

    work: float
    floor: float
    rows: int


class Day(NamedTuple):
    """One more day, by the name of each builder: rule and family."""

    stages: dict[str, Stage]

    @property
    def work(self) -> float:
        """Seconds of all builders."""
        return sum(stage.work for stage in self.stages.values())

    @property
    def floor(self) -> float:
        """Seconds of COPY into all tables."""
        return sum(stage.floor for stage in self.stages.values())

    @property
    def rows(self) -> int:
        """New rows of all tables."""
        return sum(stage.rows for stage in self.stages.values())


def more_days(project: Project, days: int) -> list[Day]:
    """Append so many days, one after the other, to all assets of a project that is up to date."""
    # As the embedded server does by itself when it stops.
    with project.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    return [_day(project) for _ in range(days)]


def best(days: list[Day]) -> tuple[Day, float]:
    """The day on which the builders worked least, and the seconds of COPY of the day on which it took least."""
    return min(days, key=lambda day: day.work), min(day.floor for day in days)


def split(day: Day) -> Iterator[str]:
    """What a day took, in all and builder by builder, in lines to be read."""
    yield f"{day.work * 1e3:.0f} ms of work over {day.floor * 1e3:.0f} ms of COPY, {day.rows:,} rows, on the best day:"
    for name, stage in day.stages.items():
        took = f"{stage.work * 1e3:7.1f} ms over {stage.floor * 1e3:6.1f} ms of COPY"
        yield f"  {name:<22} {took}, {stage.rows:,} rows"


def _day(project: Project) -> Day:
    project.add_days(len(project.held))
    began = project.select("SELECT clock_timestamp()")[0][0]
    run = project.run("all", cores=1)
    steps = [step for step in run.steps if (step.rule, step.family) in TABLE_OF]
    said = sum(step.rows for step in steps)
    work, floor, rows = Counter(), {}, {}
    for step in steps:
        name = f"{step.rule} {step.family}".strip()
        work[name] += step.finished - step.started
        floor[name], rows[name] = _copy_again(project, TABLE_OF[step.rule, step.family], began)
    if (found := sum(rows.values())) != said:
        raise RuntimeError(f"the builders report {said:,} new rows, the tables hold {found:,}")
    return Day({name: Stage(work[name], floor[name], rows[name]) for name in rows})


def _copy_again(project: Project, table: str, since: datetime) -> tuple[float, int]:
    """Take the rows out that were written since then, and put them back with one COPY: its seconds, and the rows."""
    data = io.BytesIO()
    with project.cursor() as cursor:
        query = cursor.mogrify(f"DELETE FROM {table} WHERE ingested_at >= %s RETURNING *", (since,)).decode()
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", data, 1 << 18)
        cursor.execute("CHECKPOINT")
        data.seek(0)
        began = time.perf_counter()
        cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT binary)", data, 1 << 18)
        return time.perf_counter() - began, cursor.rowcount
