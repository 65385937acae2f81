"""The benchmarks: each measures figures and what they are held against, in one run on one server."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from typing import NamedTuple

import restated as restating
from append import SETTINGS, best, more_days, split
from freshbars.compute.families import EMA_FAMILIES
from workbench import NOTHING, TABLE_OF, EmptyWorkflow, Project, Run

# Rows that show a table's COPY rate where only the largest one is copied whole.
SAMPLE = 500_000
# 1D and three timeframes; the EMAs only serve to measure memory.
FLAT = {
    "bars": {"multi_tf": ["7D"], "cal_us": ["1W_CAL_US", "1M_CAL"], "cal_iso": [], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["multi_tf"], "periods": [10]},
}  # fmt: skip

PARTS = {"wall": "whole command", "work": "work of the builders"}


class Scale(NamedTuple):
    """How much data, and how many tries, of which the best counts."""

    assets: int
    days: int
    some: int
    tries: int
    no_op_tries: int
    sizes: tuple[int, ...]
    plan_assets: int
    others_rows: tuple[int, int]
    append_assets: int
    append_days: tuple[int, int]
    size_assets: int
    size_days: int
    file_rows: int
    files: int
    read_assets: int
    restated: tuple[int, int]


SCALES = {
    "full": Scale(
        30,
        1_100,
        3,
        3,
        5,
        (10, 100, 1_000),
        1_820,
        (100_000, 20_000),
        150,
        (450, 3_600),
        100,
        3_652,
        200_000,
        10_000,
        1_000,
        (60, 3_600),
    ),
    "small": Scale(4, 250, 1, 1, 1, (2, 8), 40, (4_000, 1_000), 10, (60, 120), 4, 400, 5_000, 50, 8, (4, 400)),
}


class Result(NamedTuple):
    """A figure over what it is held against. A goal such as ``<= 0.15`` is about the ratio, ``<= 400 MB`` is not."""

    what: str
    unit: str
    figure: float
    base: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """Figure over base; None also where a difference of times drowned in noise."""
        return self.figure / self.base if self.base and min(self.figure, self.base) > 0 else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing to compare."""
        sign, limit, *unit = self.goal.split() or ("", "")
        value = self.figure if unit else self.ratio
        if not sign or value is None:
            return None
        return value <= float(limit) if sign == "<=" else value >= float(limit)


class Bench:
    """What the benchmarks share: the scale, and the project with the shipped timeframes, built once."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.stack = ExitStack()

    @cached_property
    def built(self) -> tuple[Project, Run]:
        """The project, and the run that built everything from nothing."""
        say(f"building everything of {self.scale.assets} assets of {self.scale.days} days")
        project = self.stack.enter_context(Project(self.scale.assets, self.scale.days))
        return project, project.run("all")

    def best(self, run: Callable[[], Run], prepare: Callable[[], None] = lambda: None) -> Run:
        """The fastest of several runs, each after its preparation."""
        return min(((prepare(), run())[1] for _ in range(self.scale.tries)), key=lambda found: found.wall)


def say(what: str) -> None:
    """Tell what goes on, apart from the results."""
    print(f"# {what}", file=sys.stderr, flush=True)


def rebuild(bench: Bench) -> Iterator[Result]:
    """Everything from nothing, over COPY of the same rows in a single stream."""
    project, run = bench.built
    for step in run.steps:
        took = step.finished - step.started
        name = f"{step.rule} {step.family}"
        say(f"  {name:<22}{step.started:7.1f} s + {took:6.1f} s {step.rows:>11,} rows {step.rows / took:>9,.0f}/s")
    emas = ", ".join(f"('{family.table}')" for family in EMA_FAMILIES.values())
    largest = project.select(f"SELECT t FROM (VALUES {emas}) v (t) ORDER BY pg_relation_size(t::regclass) DESC")[0][0]
    say(f"COPY of {largest}, then of every table (at most {SAMPLE:,} rows)")
    rate = copy_rate(project, largest)
    stream = sum(step.rows / copy_rate(project, TABLE_OF[step.rule, step.family], SAMPLE) for step in run.steps)
    for part, seconds in (("whole command", run.wall), ("span of the builders", run.span)):
        goal = ">= 0.85" if seconds == run.wall else ""
        yield Result(f"rebuild, {part}, over COPY of its largest table", "rows/s", run.rows / seconds, rate, goal)
        words = f"rebuild, {part}, over COPY of each table weighted by its rows"
        yield Result(words, "rows/s", run.rows / seconds, run.rows / stream)
    yield Result(f"rebuild, {run.rows:,} rows", "s", run.wall)
    job, peak = max(project.peaks().items(), key=lambda item: item[1])
    yield Result(f"peak memory of any builder ({job}), {bench.scale.assets} assets", "MB", peak, None, "<= 150 MB")


def copy_rate(project: Project, table: str, limit: int | None = None) -> float:
    """Rows per second of COPY of a table's rows, as they lie, into one with the same columns and key; best of 2."""
    file = project.path / "floor.bin"
    rates = []
    with project.cursor() as cursor, file.open("w+b") as data:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        query = f"SELECT * FROM {table} LIMIT {limit or 'ALL'}"
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", data, 1 << 18)
        rows = cursor.rowcount
        for _ in range(2):
            # Made in a transaction of its own: rows of a table made in the same one would not be logged.
            cursor.execute("DROP TABLE IF EXISTS floor")
            cursor.execute(f"CREATE TABLE floor (LIKE {table} INCLUDING ALL)")
            cursor.execute("CHECKPOINT")
            data.seek(0)
            began = time.perf_counter()
            cursor.copy_expert("COPY floor FROM STDIN (FORMAT binary)", data, 1 << 18)
            rates.append(rows / (time.perf_counter() - began))
        cursor.execute("DROP TABLE floor")
    file.unlink()
    return max(rates)


def day(bench: Bench) -> Iterator[Result]:
    """One more day for all assets, and for some of them."""
    project, built = bench.built
    some, every = bench.scale.some, bench.scale.assets
    say("one more day")
    idle = bench.best(lambda: project.run("all", "--forceall"))
    whole = bench.best(lambda: project.run("all"), lambda: project.add_days(every))
    part = bench.best(lambda: project.run("all"), lambda: project.add_days(some))
    yield Result("one more day for all, over the rebuild", "s", whole.wall, built.wall, "<= 0.15")
    yield Result("one more day for all, over the rebuild: work of the builders", "s", whole.work, built.work)
    yield Result("every job starts and finds nothing to do, over one more day for all", "s", idle.wall, whole.wall)
    words = f"one more day for {some} of {every}, over that for all"
    yield Result(words, "s", part.wall, whole.wall)
    words += f", both less what finding nothing takes ({some / every:.2f} is proportional)"
    yield Result(words, "s", part.wall - idle.wall, whole.wall - idle.wall)
    yield Result(f"{words}: work of the builders", "s", part.work - idle.work, whole.work - idle.work)
    alone, floor = best(more_days(project, bench.scale.tries))
    for line in split(alone):
        say(line)
    words = f"one more day for all, one job at a time, {alone.rows:,} rows: work of the builders over COPY of them"
    yield Result(words, "ms", alone.work * 1e3, floor * 1e3)


def append(bench: Bench) -> Iterator[Result]:
    """One more day on a short and on a long history, one job at a time, over COPY of its new rows."""
    assets, works = bench.scale.append_assets, []
    for days in bench.scale.append_days:
        say(f"building two timeframes and two periods of each family, {assets} assets of {days} days")
        with Project(assets, days, **SETTINGS) as project:
            project.run("all")
            say("one more day, one job at a time")
            tried = more_days(project, bench.scale.tries + 1)
        say("; ".join(f"{day.work * 1e3:.0f} ms of work over {day.floor * 1e3:.0f} ms of COPY" for day in tried))
        day, floor = best(tried)
        for line in split(day):
            say(line)
        words = (
            f"one more day, {assets} assets of {days:,} days, {day.rows:,} rows: work of the builders over COPY of them"
        )
        goal = "<= 5" if works else ""
        yield Result(words, "ms", day.work * 1e3, floor * 1e3, goal)
        works.append(day.work * 1e3)
    few, many = bench.scale.append_days
    words = f"one more day, work of the builders: {many:,} days of history over {few:,}"
    yield Result(words, "ms", works[1], works[0], "<= 1.3")


def restated(bench: Bench) -> Iterator[Result]:
    """What restates every second asset, one job at a time, over DELETE and COPY of its rows and over their rebuild."""
    assets, days = bench.scale.restated
    say(f"building two timeframes and two periods of each family, {assets} assets of {days} days")
    with restating.prepared(assets, days) as project:
        build = project.run("all", cores=1)
        again = restating.rebuilt(project)
        one_more_day = 0.0
        for morning in restating.mornings(days):
            say(morning.what)
            took = restating.measure(project, morning)
            for line in restating.lines(took):
                say(line)
            words = f"{morning.what}, {took.rows:,} rows: work of the builders"
            yield Result(f"{words} over DELETE and COPY of them", "s", took.work, took.floor, morning.goal)
            if not morning.new_days:
                yield Result(
                    f"{words} over a rebuild of those assets", "s", took.work, again.work, morning.goal_of_rebuild
                )
            elif morning.change:
                yield Result(f"{words} over an ordinary day", "s", took.work, one_more_day, "<= 1.2")
            else:
                one_more_day = took.work
        yield Result(
            f"rebuild of every second asset, {again.rows:,} rows, over the first build", "s", again.work, build.work
        )


def no_op(bench: Bench) -> Iterator[Result]:
    """Nothing new, over an empty workflow of as many jobs."""
    project, built = bench.built
    say("nothing new")
    runs: dict[str, list[Run]] = {"empty": [], "server already runs": [], "server is started": []}
    with EmptyWorkflow(built.jobs) as empty:
        empty.snakemake("all")
        # In turns: what else the machine does hits all alike.
        for _ in range(bench.scale.no_op_tries):
            runs["empty"].append(empty.snakemake("all"))
            runs["server already runs"].append(project.snakemake("all"))
            project.stop_server()
            runs["server is started"].append(project.snakemake("all"))
            project.start_server()
    if any(NOTHING not in run.output for tries in runs.values() for run in tries):
        raise RuntimeError("a run that should find nothing to do did something")
    base, running, started = (min(run.wall for run in tries) for tries in runs.values())
    words = f"nothing new, {built.jobs} jobs, over an empty workflow"
    yield Result(f"{words}; the server is started by the run", "s", started, base, "<= 1.4")
    yield Result(f"{words}; the server already runs", "s", running, base, "<= 1.4")


def scaling(bench: Bench) -> Iterator[Result]:
    """Cost of an asset more, of 1D and three timeframes, and memory, at several numbers of assets."""
    seconds: dict[str, dict[int, float]] = {}
    floor, memory = {}, {}
    for size in (1, *bench.scale.sizes):
        say(f"1D bars and three timeframes of {size} {'asset' if size == 1 else 'assets'}")
        with Project(size, bench.scale.days, **FLAT) as project:
            # Short runs take a time that changes more.
            tries = bench.scale.tries * (3 if size <= 10 else 1 if size <= 100 else 0) or 1
            schemas = [f"try_{i}" for i in range(tries)]
            for schema in schemas:
                project.make_tables(schema)
            builds = [project.run("bars", schema=schema) for schema in schemas]
            peaks = project.peaks().values()
            days = []
            for _ in range(max(tries, bench.scale.tries + 2)):
                project.add_days(size)
                days.append(project.run("bars", schema=schemas[-1]))
            for what, runs in (("rebuild", builds), ("one more day", days)):
                for part in ("wall", "work"):
                    best = min(getattr(run, part) for run in runs)
                    seconds.setdefault(f"{what}, {PARTS[part]}", {})[size] = best
            floor[size] = sum(
                step.rows / copy_rate(project, f"{schemas[-1]}.{TABLE_OF[step.rule, step.family]}")
                for step in builds[0].steps
            )
            project.run("all", schema=schemas[-1])
            memory[size] = max(*peaks, *project.peaks().values())
    for what, took in seconds.items():
        # What every run takes, whatever the number of assets, is in the run of one. A few assets more change the time of
        # a whole command by less than it changes by itself.
        sizes = bench.scale.sizes[1:] if what.endswith(PARTS["wall"]) else bench.scale.sizes
        cost = {size: (took[size] - took[1]) / (size - 1) * 1e3 for size in sizes}
        shown = ", ".join(f"{size}: {value:.3g}" for size, value in cost.items())
        words = f"cost of an asset more, dearest over cheapest ({shown}): {what}"
        yield Result(words, "ms", max(cost.values()), min(cost.values()), "<= 1.2")
    cost = {size: floor[size] / size * 1e3 for size in bench.scale.sizes}
    shown = ", ".join(f"{size}: {value:.3g}" for size, value in cost.items())
    words = f"a single stream of COPY of the rebuild's rows, for each asset, dearest over cheapest ({shown})"
    yield Result(words, "ms", max(cost.values()), min(cost.values()))
    shown = ", ".join(f"{size}: {memory[size]}" for size in bench.scale.sizes)
    low, high = bench.scale.sizes[0], bench.scale.sizes[-1]
    words = f"peak memory of any builder, {high} assets over {low}, few timeframes ({shown})"
    yield Result(words, "MB", memory[high], memory[low])


def plan(bench: Bench) -> Iterator[Result]:
    """A dry run on a large source table that another program filled."""
    rows = bench.scale.plan_assets * bench.scale.days
    say(f"plan with {rows:,} source rows")
    with Project(bench.scale.plan_assets, bench.scale.days) as project:
        run = bench.best(lambda: project.snakemake("-n", "all"))
        with EmptyWorkflow(run.jobs) as empty:
            base = bench.best(lambda: empty.snakemake("-n", "all"))
    yield Result(f"plan of {run.jobs} jobs, {rows:,} source rows, over an empty workflow", "s", run.wall, base.wall)
    yield Result("the same, less the empty workflow", "s", run.wall - base.wall, None, "<= 1.5 s")


def others(bench: Bench) -> Iterator[Result]:
    """What a user would write instead, on the same rows."""
    from others import compare

    say("the same EMA rows by others")
    ours, theirs = compare(bench.built[0], *bench.scale.others_rows)
    for what, rate in theirs.items():
        yield Result(f"1D EMAs in one process, over {what}", "rows/s", ours, rate)


def size(bench: Bench) -> Iterator[Result]:
    """What ten years of many assets cost, with all rows and with finished ones."""
    from size import compare

    for result in compare(bench.scale.size_assets, bench.scale.size_days):
        yield Result(*result)


def files(bench: Bench) -> Iterator[Result]:
    """Files read, beside other readers, and a folder of files of which none is new."""
    from reading import compare

    yield from compare(bench.scale.file_rows, bench.scale.files, bench.scale.tries + 2)


def read(bench: Bench) -> Iterator[Result]:
    """One weekly EMA of every asset, computed when it is asked for, over its stored rows with pandas."""
    from answers import measure

    assets, days = bench.scale.read_assets, bench.scale.days
    say(f"one weekly EMA each of {assets:,} assets of {days:,} days")
    found = measure(assets, days, bench.scale.tries)
    words = {
        "finished": "finished weeks",
        "daily": "for each day the last finished week",
        "batches": "finished weeks, in batches",
    }
    for name, what in words.items():
        one, stored = found[name], found["stored"]
        yield Result(
            f"{what}, {one.rows:,} rows: wall, over read_sql of {stored.rows:,} stored rows", "s", one.wall, stored.wall
        )
        yield Result(f"{what}: the reader's processor", "s", one.cpu, stored.cpu)
        yield Result(f"{what}: peak memory of the reader", "MB", one.peak, stored.peak)


CASES = {
    case.__name__: case for case in (rebuild, day, append, restated, no_op, scaling, plan, others, size, files, read)
}
