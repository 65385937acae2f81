"""What many assets of ten years cost: time and processor time of a rebuild and of a day, size on disk, memory."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

from workbench import TABLE_OF, Project, Run

# A range of databases that a person may have in mind; figures of fewer assets are multiplied to it.
EXTRAPOLATED = 1_000
KINDS = {"bars_1d": "1D bars", "bars": "bars", "emas": "EMAs"}


class Cost(NamedTuple):
    """Seconds of a command, and of the processors: of Snakemake with its builders, and of the server."""

    run: Run
    cpu: float
    server: float

    @property
    def both(self) -> float:
        """All processor time."""
        return self.cpu + self.server


class Size(NamedTuple):
    """What assets cost with one choice of ``rows``; rows and bytes of tables by kind, with their indexes."""

    rebuild: Cost
    day_of_one: Cost
    day: Cost
    rows: Counter
    bytes: Counter
    states: int
    peak: int


def measure(assets: int, days: int, rows: str) -> Size:
    """Build everything from nothing, look at it, and add a day."""
    with Project(assets, days, rows=rows) as project:
        rebuild = _cost(project)
        with project.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        found, taken, states = Counter(), Counter(), 0
        for (rule, _), table in TABLE_OF.items():
            sizes = f"pg_total_relation_size('{table}'), pg_total_relation_size('{table}_state')"
            ((number, size, state),) = project.select(f"SELECT (SELECT count(*) FROM {table}), {sizes}")
            found[KINDS[rule]] += number
            taken[KINDS[rule]] += size
            states += state
        peak = max(project.peaks().values())
        days_of = []
        for some in (1, assets):
            project.add_days(some)
            days_of.append(_cost(project))
        return Size(rebuild, *days_of, found, taken, states, max(peak, *project.peaks().values()))


def _cost(project: Project) -> Cost:
    """Run everything that is due."""
    pid = int((Path(project.select("SHOW data_directory")[0][0]) / "postmaster.pid").read_text().split()[0])
    server, ours = _server(pid), _ours()
    run = project.run("all", cores=os.cpu_count())
    return Cost(run, _ours() - ours, _server(pid) - server)


def _ours() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _server(pid: int) -> float:
    """Processor time of a server: of the processes that ended, and of those that are there."""
    process = psutil.Process(pid)
    times = process.cpu_times()
    living = (child.cpu_times() for child in process.children())
    return sum((*times[:2], *times[2:4], *(part for one in living for part in one[:2])))


def compare(assets: int, days: int) -> Iterator[tuple[str, str, float, float | None]]:
    """Rows of a table: what, unit, figure, and what it is held against."""
    sizes = {}
    for rows in ("all", "finished"):
        print(f"# {assets} assets of {days} days, rows: {rows}", file=sys.stderr, flush=True)
        sizes[rows] = one = measure(assets, days, rows)
        yield from _shown(f"rows: {rows}, {assets} assets of {days:,} days", one, assets)
    every, finished = sizes.values()
    for kind in ("bars", "EMAs"):
        yield f"{kind}, finished over all: rows", "rows", finished.rows[kind], every.rows[kind]
        yield f"{kind}, finished over all: bytes", "MB", finished.bytes[kind] / 1e6, every.bytes[kind] / 1e6


def _shown(which: str, size: Size, assets: int) -> Iterator[tuple[str, str, float, float | None]]:
    more, total = EXTRAPOLATED / assets, sum(size.bytes.values()) + size.states
    yield f"{which}: rows of an asset", "rows", sum(size.rows.values()) / assets, None
    yield f"{which}: on disk, an asset, with indexes and states", "MB", total / assets / 1e6, None
    yield f"{which}: of which states", "MB", size.states / assets / 1e6, None
    yield f"{which}: on disk, {EXTRAPOLATED:,} assets, extrapolated", "GB", total * more / 1e9, None
    for name, cost in (("rebuild", size.rebuild), ("one more day", size.day)):
        yield f"{which}: {name}", "s", cost.run.wall, None
        yield f"{which}: {name}, processor time of Snakemake and builders", "s", cost.cpu, None
        yield f"{which}: {name}, processor time of the server", "s", cost.server, None
    each = (size.day.both - size.day_of_one.both) / (assets - 1)
    words = f"{which}: {{}}, {EXTRAPOLATED:,} assets, extrapolated: processor time"
    yield words.format("rebuild"), "min", size.rebuild.both * more / 60, None
    # A run has a fixed cost, too.
    yield words.format("one more day"), "min", (size.day.both + each * (EXTRAPOLATED - assets)) / 60, None
    yield f"{which}: peak memory of any builder", "MB", size.peak, None
