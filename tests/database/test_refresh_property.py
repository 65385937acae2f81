"""A refresh is exactly a rebuild: random histories through random changes of source and configuration.

FRESHBARS_SEQUENCES=200 runs that many sequences, each time others.
"""

import os
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

import support
from freshbars.compute.instants import DAY_2000, DAY_US
from freshbars.compute.sessions import Sessions
from freshbars.config import Config, validate
from freshbars.database import migrations
from freshbars.database import transactions as per_asset
from freshbars.database.checkpoint_tables import CHECKPOINTS
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.job_result import JobResult
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.refresh.series_stage import SeriesStage
from freshbars.source import calendars, exchange_sessions
from histories import FIRST, MUTATIONS, begin
from support import ANY_PRICE, STAMPS, contents, empty, marks, stages, store

SEQUENCES = int(os.environ.get("FRESHBARS_SEQUENCES", "0"))
STEPS = 8
ASSETS = (1, 2, 30)
ROWS = ("all", "finished")
ZONES = ("UTC", "America/New_York", "Asia/Kolkata")
LIVE, SCRATCH = (f"property_{os.getpid()}_{kind}" for kind in ("live", "scratch"))
EXCLUSIONS = Path(tempfile.gettempdir()) / f"{LIVE}_exclusions.csv"
TIMEFRAMES = {
    "multi_tf": ("2D", "3D", "7D"),
    "cal_us": ("1W_CAL_US", "2W_CAL_US", "1M_CAL"),
    "cal_iso": ("1W_CAL_ISO", "2M_CAL", "1Y_CAL"),
    "cal_anchor_us": ("1W_CAL_ANCHOR_US", "2W_CAL_ANCHOR_US", "1M_CAL_ANCHOR"),
    "cal_anchor_iso": ("2W_CAL_ANCHOR_ISO", "2M_CAL_ANCHOR", "1Y_CAL_ANCHOR"),
}
DAILY_TABLES = [BARS_1D, f"{BARS_1D}_rejects", f"{BARS_1D}_state"]
# What later stages see of a daily bar, the instant by which they order them first.
SEEN = (
    "time_close", "timestamp", "time_open", "time_high", "time_low", "open", "high", "low", "close", "volume", "market_cap",
)  # fmt: skip
# Two exchanges, one of which trades from Sunday to Thursday, as the library knows them at the moment.
CALENDARS, EXCHANGES = ("XAAA", "XBBB"), {}
HORIZON = date(2030, 1, 1).toordinal()
ASSETS_FILE = Path(tempfile.gettempdir()) / f"freshbars-property-{os.getpid()}.csv"
FREQUENT = ("append", "close", "drop last", "exchange", "fill gap")
LAST = "~"  # sorts after every instant

seeds = st.integers(0, 2**32 - 1)


class Refreshes(RuleBasedStateMachine):
    """Every rule changes something, refreshes, and checks what was written, what was not, and the result."""

    @initialize(seed=seeds)
    def start(self, seed: int) -> None:
        self.steps = 0
        random = self.random(seed)
        self.tfs = {name: set(random.sample(tfs, 2)) for name, tfs in TIMEFRAMES.items()}
        self.off = set(random.sample(sorted(TIMEFRAMES), 3))
        self.emas = set(random.sample(["v2", *TIMEFRAMES], 4))
        self.periods = set(random.sample((1, 2, 3, 4), 2))
        self.zone, self.shards = random.choice(ZONES), random.choice((1, 3))
        self.rows = {rule: random.choice(ROWS) for rule in ("bars", "emas")}
        self.excluded: set[int] = set()
        self.bad_days: set[tuple] = set()
        self.calendars: dict[int, str] = {asset: random.choice(("", "", *CALENDARS)) for asset in ASSETS}
        EXCHANGES.clear()
        EXCHANGES.update({name: weekdays(name) for name in CALENDARS})
        self.histories = {asset: begin(random, asset) for asset in random.sample(ASSETS, random.choice((2, 3)))}
        self.past = {asset: [[], self.histories.get(asset, [])] for asset in ASSETS}
        self.seen: dict[int, list[tuple]] = {}
        # For each stage and asset: the daily bars that it was built from, how, and the first day that changed since.
        self.built: dict[tuple[str, int], tuple] = {}
        for schema in (LIVE, SCRATCH):
            empty(self.config(schema))
        self.run()

    @rule(seed=seeds)
    def change(self, seed: int) -> None:
        self.mutate(self.random(seed))
        self.run()

    @rule(seed=seeds)
    def change_much(self, seed: int) -> None:
        random = self.random(seed)
        for _ in range(random.randint(2, 4)):
            self.mutate(random)
        self.run()

    @rule(seed=seeds)
    def change_and_skip_stages(self, seed: int) -> None:
        """As a run that is killed between stages, or is asked for some targets only."""
        random = self.random(seed)
        asset, skip = random.choice(ASSETS), set(random.sample(range(9), random.randint(1, 9)))
        for _ in range(2):
            self.mutate(random, asset)
            self.run(skip)

    @rule(seed=seeds)
    def go_back(self, seed: int) -> None:
        """The source says again what it said some changes ago."""
        random = self.random(seed)
        asset = random.choice(ASSETS)
        self.histories[asset] = random.choice(self.past[asset][-4:])
        self.run()

    @rule(seed=seeds)
    def configure(self, seed: int) -> None:
        random = self.random(seed)
        what = random.choice(
            ("timeframe", "timeframe", "period", "period", "bar family", "ema family", "zone", "shards", "rows", "rows")
        )
        note(f"another {what}")
        family = random.choice(sorted(TIMEFRAMES))
        if what == "timeframe":
            for name, tfs in self.tfs.items():
                toggle(tfs, random.choice(TIMEFRAMES[name]), least=1)
        elif what == "period":
            toggle(self.periods, random.choice((1, 2, 3, 4)), least=1)
        elif what == "bar family":
            toggle(self.off, family)
        elif what == "ema family":
            toggle(self.emas, random.choice(("v2", family)))
        elif what == "rows":
            for rule in random.sample(("bars", "emas"), random.choice((1, 2))):
                self.rows[rule] = ROWS[1 - ROWS.index(self.rows[rule])]
        elif what == "zone":
            self.zone = random.choice([zone for zone in ZONES if zone != self.zone])
        else:
            self.shards = 4 - self.shards
        if random.random() < 0.5:
            self.mutate(random)
        self.run()

    @rule(seed=seeds)
    def calendar(self, seed: int) -> None:
        """An asset follows another calendar or none, or the library knows better about a day, or about more of them."""
        random = self.random(seed)
        what, name = random.choice(("asset", "session", "session", "future")), random.choice(CALENDARS)
        note(f"calendar: {what} {name}")
        if what == "asset":
            self.calendars[random.choice(ASSETS)] = random.choice(("", *CALENDARS))
        else:
            day = FIRST + timedelta(days=random.randrange(120) if what == "session" else 4000 + 10 * self.steps)
            EXCHANGES[name] = corrected(EXCHANGES[name], day.toordinal())
        if random.random() < 0.5:
            self.mutate(random)
        self.run()

    @rule(seed=seeds)
    def exclude(self, seed: int) -> None:
        """An asset ceases to be fresh, or is fresh again."""
        random = self.random(seed)
        toggle(self.excluded, random.choice(ASSETS))
        self.mutate(random)
        self.run()

    @rule(seed=seeds)
    def exclude_a_day(self, seed: int) -> None:
        """A person says that a day is no bar, or no longer says so."""
        random = self.random(seed)
        asset = random.choice(ASSETS)
        days = [row["day"] for row in self.histories.get(asset, [])] or [FIRST]
        known = [bad for bad in sorted(self.bad_days) if bad[0] == asset]
        toggle(self.bad_days, random.choice([*known, (asset, random.choice(days)), (asset, max(days))]))
        if random.random() < 0.5:
            self.mutate(random)
        self.run()

    @rule(seed=seeds)
    def rebuild(self, seed: int) -> None:
        self.run(rebuild=self.random(seed).choice(("all", [1], [2], [30])))

    def random(self, seed: int) -> Random:
        """Other choices at every step, also where Hypothesis repeats a seed."""
        self.steps += 1
        return Random(f"{seed} {self.steps}")

    def mutate(self, random: Random, asset: int | None = None) -> None:
        asset = asset or random.choice(ASSETS)
        history = self.histories.get(asset, [])
        mutation = random.choice(FREQUENT if random.random() < 0.4 else sorted(MUTATIONS)) if history else "appear"
        note(f"asset {asset}: {mutation}")
        self.histories[asset] = MUTATIONS[mutation](random, asset, history) if history else begin(random, asset)
        self.past[asset].append(self.histories[asset])

    def config(self, schema: str, rebuild: object = None, **other: object) -> Config:
        bad = "".join(f"{asset},{day},bad tick\n" for asset, day in sorted(self.bad_days))
        EXCLUSIONS.write_text(f"id,day,reason\n{bad}")
        # What is believed of prices depends on what came first, which a rebuild does not know.
        return validate({
            **ANY_PRICE,
            "schema": schema,
            # Which prices are believed depends on what came first: a rebuild may believe others.
            **ANY_PRICE,
            "source": {
                "kind": "table", "table": f"{LIVE}.history", "assets": str(ASSETS_FILE), "exclusions": str(EXCLUSIONS),
            },
            "timezone": self.zone, "shards": self.shards, "rebuild": rebuild,
            "bars": {name: [] if name in self.off else sorted(tfs) for name, tfs in self.tfs.items()},
            "emas": {"families": sorted(self.emas - self.off), "periods": sorted(self.periods)}, "rows": self.rows, **other,
        })  # fmt: skip

    def run(self, skip: set[int] = frozenset(), rebuild: object = None) -> None:
        config = self.config(LIVE, rebuild)
        listed = [f"{asset},A{asset},Asset,{name}" for asset, name in self.calendars.items()]
        ASSETS_FILE.write_text("\n".join(("id,symbol,name,calendar", *listed)))
        rows = [row for history in self.histories.values() for row in history]
        Random(self.steps).shuffle(rows)  # Where a row lies in its table is not content.
        store(config, rows)
        names = [*DAILY_TABLES, *(t for s in stages(config) for t in (s.table.name, s.table.state))]
        fresh = set(ASSETS) - self.excluded
        before, stored = marks(config, names), contents(config, *DAILY_TABLES)
        assert not any(outcome.problems for outcome in daily(config))
        self.check_daily(before, stored, marks(config, DAILY_TABLES), contents(config, *DAILY_TABLES), rebuild)
        chosen = [stage for i, stage in enumerate(stages(config)) if i not in skip]
        left_out = {stage.table.name: self.later(config, stage, fresh, chosen) for stage in chosen}
        after = marks(config, names)
        for stage in stages(config):
            self.check_stage(stage, before, after, left_out.get(stage.table.name, set(ASSETS)), rebuild)
        if len(chosen) < len(stages(config)):
            return
        for outcome in everything(self.config(LIVE), fresh):
            assert (outcome.written, outcome.deleted, outcome.changed, outcome.problems) == (0, 0, {}, {})
        scratch = self.config(SCRATCH)
        empty(scratch)
        assert not any(outcome.problems or outcome.skipped for outcome in everything(scratch))
        names.append(CHECKPOINTS)
        rebuilt = self.comparable(contents(scratch, *names))
        refreshed = self.comparable(contents(config, *names))
        for name in names:
            assert refreshed[name] == rebuilt[name], name
        if "finished" in self.rows.values():
            self.check_finished(config, refreshed)

    def check_finished(self, config: Config, stored: dict[str, list[tuple]]) -> None:
        """What is stored of finished bars alone is what is canonical among all rows."""
        names = [stage.table.name for stage in stages(config) if stage.series.finished_only]
        if not names:
            # All families that would store finished rows only are switched off.
            return
        every = self.config(SCRATCH, rows="all")
        empty(every)
        everything(every)
        for name, rows in self.comparable(contents(every, *names)).items():
            preview = columns(name)["is_partial_end" if "is_partial_end" in columns(name) else "roll"]
            assert stored[name] == [row for row in rows if row[preview] == "false"], name

    def later(self, config: Config, stage: SeriesStage, fresh: set[int], chosen: list[SeriesStage]) -> set[int]:
        """Refresh a stage after the daily bars; the assets that it skipped."""
        outcomes = later(config, stage, fresh)
        assert not any(outcome.problems for outcome in outcomes)
        skipped = {asset for outcome in outcomes for asset in outcome.skipped}
        if stage.rule == "bars":
            assert not skipped
            return skipped
        # EMAs are not computed on bars that are behind.
        bars = next((s for s in stages(config) if (s.rule, s.name) == ("bars", stage.series.bars)), None)
        updated = bars is None or any(s.table.name == bars.table.name for s in chosen)
        behind = (
            set() if updated else {asset for asset, now in self.seen.items() if not self.is_built(bars, asset, now)}
        )
        assert skipped == behind - self.excluded
        return skipped | self.excluded & self.seen.keys()

    def is_built(self, bars: SeriesStage, asset: int, now: list[tuple]) -> bool:
        built_from, (version, series), _ = self.built.get((bars.table.name, asset), (None, ("", set()), LAST))
        return built_from == now and version == self.how(bars, asset)[0] and series >= bars.series.wanted

    def how(self, stage: SeriesStage, asset: int) -> tuple[str, frozenset]:
        """How a stage builds an asset: sessions years after its last day do not matter."""
        name = self.calendars[asset]
        return f"{stage.series.version} {name and EXCHANGES[name].mark(HORIZON)}", frozenset(stage.series.wanted)

    def check_daily(self, before: dict, stored: dict, after: dict, now: dict, rebuild: object) -> None:
        """Rows before the first that differs were not touched; where nothing differs, nothing was."""
        for name in DAILY_TABLES:
            for asset in ASSETS:
                if rebuild == "all" or (rebuild and asset in rebuild):
                    continue
                old, new = (by_time(name, tables[name], asset) for tables in (stored, now))
                if name != BARS_1D and old != new:
                    continue
                since = first_difference(old, new)
                k = next((i for i, row in enumerate(old) if row[0] >= since), len(old))
                assert ours(before[name], asset, k) == ours(after[name], asset, k), (name, asset)
        for asset in ASSETS:
            bars = by_time(BARS_1D, now[BARS_1D], asset, SEEN)
            since = first_difference(self.seen.get(asset, []), bars)
            for key, (built_from, how, changed) in list(self.built.items()):
                if key[1] == asset:
                    self.built[key] = (built_from, how, min(changed, since))
            self.seen[asset] = bars
            if not bars:
                del self.seen[asset]

    def check_stage(self, stage: SeriesStage, before: dict, after: dict, left_out: set[int], rebuild: object) -> None:
        """Only what may differ was touched: rows from the first day that differs on, of the assets that changed."""
        for asset in ASSETS:
            key, how = (stage.table.name, asset), self.how(stage, asset)
            built_from, built_how, changed = self.built.get(key, (None, None, ""))
            now = self.seen.get(asset)
            old, new = (
                {k: v for k, v in marks[stage.table.name].items() if k[0] == asset} for marks in (before, after)
            )
            untouched = before[stage.table.state].get((asset,)) == after[stage.table.state].get((asset,))
            rebuilt = rebuild == "all" or (rebuild and asset in rebuild)
            if asset in left_out:
                assert old == new
                assert untouched
                if rebuilt:
                    # What it was built from has no record any more: it will be built from scratch.
                    self.built.pop(key, None)
                continue
            if now is None:
                assert not new
                self.built.pop(key, None)
                continue
            self.built[key] = (now, how, LAST)
            if built_from is None or built_how[0] != how[0] or rebuilt:
                continue
            if built_from == now and built_how == how:
                assert old == new
                assert untouched
                continue
            self.check_series(stage, old, new, built_how[1], LAST if built_from == now else changed)

    def check_series(self, stage: SeriesStage, old: dict, new: dict, built: frozenset, since: str) -> None:
        of = {}
        for key in sorted(old):
            series = (key[1], key[2] if stage.rule == "emas" else 0)
            if series not in stage.series.wanted:
                assert new.get(key) == old[key], f"touched {key}, of a series that is not configured"
            elif series in built and key[-1] < since:
                of.setdefault(series, []).append(key)
        for keys in of.values():
            for key in keys:
                # A bar that is finished by the next day, or no longer is; with it the first EMA comes or goes.
                finished = key == keys[-1] and (key not in new or new[key][2] != old[key][2])
                assert new.get(key) == old[key] or finished, f"touched {key}, but bars differ from {since} on"

    def comparable(self, tables: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
        """Without series that are not configured and EMAs of assets that are excluded."""
        result = dict(tables)
        if CHECKPOINTS in tables:
            result[CHECKPOINTS] = []
        for stage in stages(self.config(LIVE)):
            left_out = self.excluded & self.seen.keys() if stage.rule == "emas" else set()
            for name in tables.keys() & {stage.table.name, stage.table.state}:
                column = columns(name)
                rows = [row for row in tables[name] if int(row[column["id"]]) not in left_out]
                if name == stage.table.name:
                    period = column.get("period")
                    rows = [
                        r for r in rows if (r[column["tf"]], int(r[period]) if period else 0) in stage.series.wanted
                    ]
                result[name] = rows
            for row in tables.get(CHECKPOINTS, ()):
                if row[0] == stage.table.name and int(row[1]) not in left_out:
                    result[CHECKPOINTS].append(row)
        return result


def daily(config: Config) -> list[JobResult]:
    return [refresh_one(config, DailyStage(config), shard) for shard in range(config.shards)]


def later(config: Config, stage: SeriesStage, fresh: set[int] | None) -> list[JobResult]:
    fresh = fresh if stage.rule == "emas" else None
    return [refresh_one(config, stage, shard, fresh) for shard in range(config.shards)]


def everything(config: Config, fresh: set[int] | None = None) -> list[JobResult]:
    return [*daily(config), *(outcome for stage in stages(config) for outcome in later(config, stage, fresh))]


def weekdays(name: str) -> Sessions:
    first = date(2020, 1, 1).toordinal()
    off = (4, 5) if name == "XBBB" else (5, 6)
    return exchange(name, [day for day in range(first, first + 6000) if (day - 1) % 7 not in off])


def exchange(name: str, days: list[int]) -> Sessions:
    days = np.array(sorted(days), np.int64)
    start = (days - DAY_2000) * DAY_US
    return Sessions(name, days, start, start + (6 if name == "XBBB" else 21) * DAY_US // 24)


def corrected(sessions: Sessions, day: int) -> Sessions:
    """A day that was a session is none, or the other way round."""
    return exchange(sessions.name, list({*sessions.days.tolist()} ^ {day}))


def toggle(items: set, item: object, least: int = 0) -> None:
    if item not in items:
        items.add(item)
    elif len(items) > least:
        items.remove(item)


def columns(name: str) -> dict[str, int]:
    """The columns of ``contents`` by name."""
    return {name: i for i, name in enumerate(c.name for c in TABLES[name].columns if c.name not in STAMPS)}


def by_time(name: str, rows: list[tuple], asset: int, some: tuple[str, ...] | None = None) -> list[tuple]:
    """An asset's rows in the order of time, which comes first in each."""
    column = columns(name)
    first = "timestamp" if "timestamp" in column else "last_src_ts"
    chosen = [column[part] for part in (some or (first, *column))]
    return sorted(tuple(row[i] or "" for i in chosen) for row in rows if row[column["id"]] == str(asset))


def first_difference(old: list[tuple], new: list[tuple]) -> str:
    """Time of the first row that differs."""
    for a, b in zip(old, new, strict=False):
        if a != b:
            return min(a[0], b[0])
    longer = max(old, new, key=len)[min(len(old), len(new)) :]
    return longer[0][0] if longer else LAST


def ours(marks: dict, asset: int, k: int) -> list[tuple]:
    """The marks of an asset's first k rows."""
    return sorted((key[1:], value) for key, value in marks.items() if key[0] == asset)[:k] if k else []


class Lent:
    """A connection that is not closed but given back: connecting would take half of the time."""

    def __init__(self, spare: list, config: Config, purpose: str) -> None:
        self._spare = spare
        self._connection = spare.pop() if spare else connect(config, purpose)

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def __enter__(self) -> object:
        return self._connection.__enter__()

    def __exit__(self, *error: object) -> None:
        self._connection.__exit__(*error)

    def close(self) -> None:
        # Not reset(): that would take the session's settings, which every new connection is given.
        self._connection.rollback()
        self._connection.set_session(isolation_level="DEFAULT", readonly="DEFAULT", autocommit=False)
        self._spare.append(self._connection)


@pytest.fixture
def schemas(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    spare: dict[str, list] = {LIVE: [], SCRATCH: []}
    for schema in spare:
        config = validate({"schema": schema})
        with closing(connect(config)) as connection:
            ensure_tables(config, connection)
    monkeypatch.setattr(exchange_sessions, "from_library", lambda name, year, asset: EXCHANGES[name])
    newest = lambda year: " ".join(one.mark(HORIZON * 2) for one in EXCHANGES.values())  # noqa: E731
    monkeypatch.setattr(calendars, "_filled_by", newest)
    for module in (support, per_asset):
        monkeypatch.setattr(module, "connect", lambda config, purpose="": Lent(spare[config.schema], config, purpose))
    for module in (support, migrations):
        monkeypatch.setattr(module, "ensure_tables", lambda config, connection: None)
    yield
    EXCLUSIONS.unlink(missing_ok=True)
    ASSETS_FILE.unlink(missing_ok=True)
    for connection in (connection for connections in spare.values() for connection in connections):
        connection.close()
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {LIVE} CASCADE; DROP SCHEMA {SCRATCH} CASCADE")


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("sequences", [SEQUENCES or 4, pytest.param(40, marks=pytest.mark.slow)])
def test_any_sequence_of_refreshes_leaves_what_a_rebuild_leaves(sequences):
    run_state_machine_as_test(
        Refreshes,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not SEQUENCES,
            database=None,
            phases=(Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
