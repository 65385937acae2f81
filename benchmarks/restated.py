"""Mornings that restate: the builders' work, over DELETE and COPY of the very rows that it replaced, and over a rebuild."""

import io
import time
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from append import SETTINGS
from freshbars.database.tables import HISTORY
from workbench import TABLE_OF, Project, Run

# A day of each asset, counted back from its newest one.
DAY = f"(SELECT timestamp FROM {HISTORY} k WHERE k.id = h.id ORDER BY timestamp DESC OFFSET {{}} LIMIT 1)"
CLOSE = f"UPDATE {HISTORY} h SET close = (2 * close + open) / 3 WHERE id = ANY(%s) AND timestamp = {DAY}"
REMOVED = f"DELETE FROM {HISTORY} h WHERE id = ANY(%s) AND timestamp = {DAY}"
RESCALED = f"UPDATE {HISTORY} SET open = open / 2, high = high / 2, low = low / 2, close = close / 2 WHERE id = ANY(%s)"


class Morning(NamedTuple):
    """What the vendor did to every second asset. new_days: and how many days he added to all."""

    what: str
    change: str
    new_days: int = 0
    goal: str = ""
    goal_of_rebuild: str = "<= 1.1"


def mornings(days: int) -> list[Morning]:
    """From small to large; days: of each history."""
    return [
        Morning("one more day", "", 1),
        Morning("the newest day stated again, and one more day", CLOSE.format(0), 1),
        Morning("one close 20 days back", CLOSE.format(20)),
        Morning("one close 200 days back", CLOSE.format(200), goal="<= 2.5", goal_of_rebuild="<= 0.2"),
        Morning("one close a year after the first day", CLOSE.format(max(days - 366, 0))),
        Morning("a day removed 200 days back", REMOVED.format(200)),
        Morning("the whole history rescaled", RESCALED),
    ]


class Took(NamedTuple):
    """Seconds of work, of DELETE and COPY of the same rows and of COPY alone, and how many rows were written."""

    work: float
    floor: float
    copy: float
    rows: int


def measure(project: Project, morning: Morning) -> Took:
    """One morning of a project that is up to date."""
    ids = list(project.held)[::2]
    with project.cursor() as cursor:
        if morning.change:
            cursor.execute(morning.change, (ids,))
        cursor.execute("VACUUM (ANALYZE)")
    if morning.new_days:
        project.add_days(len(project.held), morning.new_days)
    began = project.select("SELECT clock_timestamp()")[0][0]
    run = project.run("all", cores=1)
    again = [_again(project, TABLE_OF[key], began) for key in dict.fromkeys((s.rule, s.family) for s in run.steps)
             if key in TABLE_OF]  # fmt: skip
    return Took(run.work, sum(map(sum, again)), sum(copied for _, copied in again), run.rows)


def rebuilt(project: Project) -> Run:
    """Every second asset from scratch."""
    with project.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    return project.run("all", cores=1, rebuild=",".join(map(str, list(project.held)[::2])))


def prepared(assets: int, days: int) -> Project:
    """A project to be built, with two timeframes and two periods of each family. Prices are not judged."""
    return Project(assets, days, **SETTINGS, suspects="off")


def lines(took: Took) -> Iterator[str]:
    """What a morning took, to be read."""
    yield f"  {took.rows:,} rows: {took.work:.2f} s of work, {took.floor:.2f} s of DELETE and COPY"


def _again(project: Project, table: str, since: datetime) -> tuple[float, float]:
    """Delete the rows that were written since then, and put them back with one COPY: the seconds of either."""
    data = io.BytesIO()
    with project.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE written AS SELECT ctid AS place FROM {table} WHERE ingested_at >= %s", (since,)
        )
        rows = cursor.mogrify(f"SELECT * FROM {table} WHERE ingested_at >= %s", (since,)).decode()
        cursor.copy_expert(f"COPY ({rows}) TO STDOUT (FORMAT binary)", data, 1 << 18)
        cursor.execute("CHECKPOINT")
        data.seek(0)
        began = time.perf_counter()
        cursor.execute(f"DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT place FROM written))")
        deleted = time.perf_counter()
        cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT binary)", data, 1 << 18)
        copied = time.perf_counter()
        cursor.execute("DROP TABLE written")
    return deleted - began, copied - deleted
