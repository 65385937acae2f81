"""A seeded driver that treats a database as badly as people, vendors and machines do, and compares it with a rebuild.

Files come, are restated, renamed, taken away and put back, are broken and unloaded; rows and states are changed by hand;
time zone, calendars, exclusions and series change; runs are killed and meet each other. After each step the price
history must be what the same loads leave in an empty database, and every table what a rebuild of that history leaves.

For hours, with other seeds each time: ``python tests/hostile.py --minutes 60``; one of them again: ``--seed 17``.
"""

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from unittest import mock

from freshbars.config import Config, validate
from freshbars.context import Context
from freshbars.database.connection import connect, reading
from freshbars.database.tables import BARS_1D, HISTORY
from freshbars.errors import UserError
from freshbars.refresh.freshness import Status, judge
from freshbars.source import calendars, exchange_sessions
from freshbars.source.ingest import IngestResult, ingest
from freshbars.source.unload import unload
from freshbars.validate.audit import audit
from hostile_means import VENDORS, Day, File, killed_at, weekdays
from localpostgres.server import leave, start
from support import contents, empty, refresh

FIRST = date(2023, 12, 4)
DAY = timedelta(days=1)
ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
TIMEFRAMES = {
    "multi_tf": ("2D", "5D"),
    "cal_us": ("1W_CAL_US", "1M_CAL"),
    "cal_iso": ("1W_CAL_ISO",),
    "cal_anchor_us": ("2W_CAL_ANCHOR_US",),
    "cal_anchor_iso": ("1M_CAL_ANCHOR",),
}


class HostileError(AssertionError):
    """What must not be."""


# -- the world -----------------------------------------------------------------------------------------------------------


class World:
    """A folder of exports and what is made of it; everything that happens follows from the seed."""

    def __init__(self, seed: int, folder: Path, away: bool = False) -> None:
        """away: zones and calendars also change while files are away that would have to be placed anew."""
        self.away = away
        self.random, self.folder, self.log = random.Random(seed), folder, []
        self.live, self.again, self.replayed = (
            f"hostile_{os.getpid()}_{name}" for name in ("live", "again", "replayed")
        )
        (self.folder / "exports").mkdir()
        self.files: list[File] = []
        self.load = self.made = 0
        self.zone, self.shards, self.rows = "UTC", 1, "all"
        self.series = {name: list(tfs[:1]) for name, tfs in TIMEFRAMES.items()}
        self.periods = [2, 3]
        self.calendars = dict.fromkeys(VENDORS, "")
        self.holidays: frozenset[int] = frozenset()
        self.bad_days: set[tuple[int, date]] = set()
        # Assets of which a run says that another program changed their history.
        self.contested: set[int] = set()
        # Assets with a price that nobody believes: which day, and what it should be.
        self.suspect: dict[int, tuple[date, Day]] = {}
        self.truth: dict[int, dict[date, Day]] = {asset: {} for asset in VENDORS}
        # Some assets trade rarely: their histories are long, and go on from checkpoints of other years.
        self.pause = {asset: self.random.choice((1, 1, 30)) for asset in VENDORS}
        for asset in VENDORS:
            self.grow(asset, self.random.randint(20, 60))
            self.export(asset)

    def configure(self, schema: str, **other: object) -> Config:
        listed = [
            f"{asset},{one.symbol},{one.symbol.title()} Inc,{self.calendars[asset]}" for asset, one in VENDORS.items()
        ]
        (self.folder / "assets.csv").write_text("\n".join(["id,symbol,name,calendar", *listed]))
        bad = [f"{asset},{day},bad tick" for asset, day in sorted(self.bad_days)]
        (self.folder / "exclusions.csv").write_text("\n".join(["id,day,reason", *bad, ""]))
        source = {
            "kind": "exports", "exports": str(self.folder / "exports"), "assets": str(self.folder / "assets.csv"),
            "exclusions": str(self.folder / "exclusions.csv"), "table": f"{self.live}.{HISTORY}",
        }  # fmt: skip
        given = {
            "schema": schema, "source": source, "timezone": self.zone, "shards": self.shards, "rows": self.rows,
            "bars": self.series, "emas": {"families": ["multi_tf", "cal_us", "cal_iso", "v2"], "periods": self.periods},
        }  # fmt: skip
        return validate(given | other)

    # -- what vendors do ---------------------------------------------------------------------------------------------

    def grow(self, asset: int, days: int) -> None:
        history, chance = self.truth[asset], self.random
        day = max(history, default=FIRST + chance.randrange(30) * DAY)
        close = history[day][3] if history else round(chance.uniform(20, 90), 2)
        for _ in range(days):
            day += (chance.randint(1, self.pause[asset]) if chance.random() < 0.7 else 1) * DAY
            if day.weekday() > 4 and not VENDORS[asset].weekends:
                continue
            opened, close = close, round(close * chance.uniform(0.98, 1.02), 2)
            high, low = max(opened, close), min(opened, close)
            history[day] = (opened, round(high * 1.01, 2), round(low * 0.99, 2), close, chance.randint(900, 1100))

    def export(self, asset: int, since: date = date.min, until: date = date.max) -> None:
        days = {day: values for day, values in self.truth[asset].items() if since <= day <= until}
        self.made += 1
        one = File(asset, f"{VENDORS[asset].symbol}/{self.made:04}.csv", VENDORS[asset].write(days))
        self.files.append(one)
        self.put(one)

    def put(self, one: File) -> None:
        path = self.folder / "exports" / one.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(one.data.encode())
        one.present = True

    def remove(self, one: File) -> None:
        (self.folder / "exports" / one.name).unlink(missing_ok=True)
        one.present = False

    def new_days(self) -> str:
        asset = self.random.choice([*VENDORS])
        self.grow(asset, self.random.randint(1, 4))
        days = sorted(self.truth[asset])
        self.export(asset, self.random.choice((days[0], days[-9], days[len(days) // 2])))
        return f"new days of {asset}"

    def restate(self) -> str:
        asset = self.random.choice([*VENDORS])
        days = self.random.sample(sorted(self.truth[asset]), self.random.randint(1, 3))
        for day in days:
            opened, high, low, close, volume = self.truth[asset][day]
            close = round(min(max(close * self.random.uniform(0.995, 1.005), low), high), 2)
            self.truth[asset][day] = (opened, high, low, close, volume + self.random.choice((0, 1)))
        if self.random.random() < 0.5:
            self.grow(asset, 1)
        self.export(asset)
        return f"{asset} restated on {', '.join(map(str, sorted(days)))}"

    def bad_tick(self) -> str:
        """A day is stated at a hundred times its price: the asset is suspect until that is corrected."""
        asset = self.random.choice([asset for asset in VENDORS if asset not in self.suspect] or [0])
        if not asset:
            return "nothing"
        self.grow(asset, 5)
        # Not the newest: later prices go on from that one.
        day = self.random.choice(sorted(self.truth[asset])[-4:-1])
        self.suspect[asset] = day, self.truth[asset][day]
        *prices, volume = self.truth[asset][day]
        self.truth[asset][day] = (*(round(price * 100, 2) for price in prices), volume)
        self.export(asset)
        config = self.configure(self.live)
        self.loaded(ingest(config))
        self.must_be_fine(refresh(config))
        with closing(connect(config)) as connection, reading(connection) as cursor:
            status = {one.id: one.status for one in judge(config, cursor, {}).assets}[asset]
        if asset not in self.contested and day.toordinal() not in self.holidays and status != Status.SUSPECT:
            raise HostileError(f"{asset} is {status} although its close of {day} is a hundred times too high")
        return f"{asset} a hundred times too high on {day}"

    def corrected_tick(self) -> str:
        for asset, (day, values) in self.suspect.items():
            self.truth[asset][day] = values
            self.grow(asset, 1)
            self.export(asset)
        corrected = list(self.suspect)
        self.suspect = {}
        return f"prices of {corrected} corrected"

    def old_piece(self) -> str:
        """Somebody finds an old file: it ends long ago, and says other things."""
        asset = self.random.choice([*VENDORS])
        days = sorted(self.truth[asset])
        day = self.random.choice(days[5:-3])
        kept, since = dict(self.truth[asset]), self.random.choice(days[: days.index(day) - 3])
        opened, high, low, close, volume = kept[day]
        self.truth[asset][day] = (opened, high, low, round((close + low) / 2, 2), volume + 3)
        self.export(asset, since, day + 2 * DAY)
        self.truth[asset] = kept
        return f"an old file of {asset}, {since} to {day + 2 * DAY}"

    # -- what people do ----------------------------------------------------------------------------------------------

    def take_away(self) -> str:
        there = [one for one in self.files if one.present]
        # A folder without any file is an error, as it should be.
        if len(there) > 2:
            one = self.random.choice(there)
            self.remove(one)
            return f"{one.name} taken away"
        return "nothing"

    def put_back(self) -> str:
        some = [one for one in self.files if not one.present and not one.gone]
        for one in some:
            if self.random.random() < 0.7:
                self.put(one)
        return f"{len(some)} files put back, or most"

    def rename(self) -> str:
        one = self.random.choice([one for one in self.files if one.present])
        self.remove(one)
        self.made += 1
        old, one.name = one.name, f"{VENDORS[one.asset].symbol}/{self.made:04} again.csv"
        self.put(one)
        return f"{old} renamed to {one.name}"

    def break_a_file(self) -> str:
        """A download that ended early, an error page: refused by name, and removed again."""
        asset = self.random.choice([*VENDORS])
        path = self.folder / "exports" / VENDORS[asset].symbol / "broken.csv"
        path.parent.mkdir(exist_ok=True)
        whole = VENDORS[asset].write(self.truth[asset])
        path.write_text(self.random.choice(("<html></html>", "", whole.replace(",", ",x").replace(";", ";x"))))
        result = ingest(self.configure(self.live))
        path.unlink()
        if f"{VENDORS[asset].symbol}/broken.csv" not in result.problems:
            raise HostileError(f"a broken file was not refused: {result.problems}")
        self.loaded(result)
        return f"a broken file of {asset}"

    def unload_a_file(self) -> str:
        some = [one for one in self.files if one.load and not one.gone]
        one = self.random.choice(some)
        if len([other for other in some if other.asset == one.asset]) < 2 or one.asset in self.contested:
            return "nothing"
        self.remove(one)
        config = self.configure(self.live)
        # Its name may be that of another file by now.
        with closing(connect(config)) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT content FROM {HISTORY}_files WHERE load_ts IS NOT NULL AND file = %s", (one.name,))
            found = cursor.fetchall()
            connection.rollback()
            if len(found) != 1:
                return "nothing"
            try:
                unload(Context(config), connection, found[0][0])
            except UserError as error:
                # Another file of the same content may be there.
                if not any(words in str(error) for words in ("is not known any more", "is still in")):
                    raise
                return f"{one.name} cannot be unloaded: {error}"
        one.gone = True
        return f"{one.name} unloaded"

    def edit_history(self) -> str:
        """Another program changes the price history."""
        asset = self.random.choice([*VENDORS])
        which = f"id = {asset} AND timestamp = (SELECT timestamp FROM {HISTORY} WHERE id = {asset} ORDER BY random() LIMIT 1)"
        query = self.random.choice((
            f"UPDATE {HISTORY} SET close = close * 1.001 WHERE {which}",
            f"UPDATE {HISTORY} SET high = NULL WHERE {which}",
            f"DELETE FROM {HISTORY} WHERE {which}",
            f"UPDATE {HISTORY} SET load_ts = load_ts + interval '1 hour' WHERE {which}",
            f"UPDATE {HISTORY} SET source_file = 'somebody.csv' WHERE {which}",
            f"INSERT INTO {HISTORY} (id, timestamp, close) VALUES ({asset}, '2019-01-01', 1) ON CONFLICT DO NOTHING",
        ))  # fmt: skip
        seeded = f"SELECT setseed({self.random.random():.6f})"
        self.ask(self.live, f"{seeded}; {query}")
        return query

    def edit_results(self) -> str:
        """Bars, EMAs or states are changed by hand: validate finds it, a rebuild of the asset puts it right."""
        # Of a suspect one nobody knows afterwards which bars had been believed: it is held until that is confirmed.
        asset = self.random.choice([asset for asset in VENDORS if asset not in self.suspect] or [0])
        table, change = self.random.choice((
            (BARS_1D, "UPDATE {} SET close = close + 1"),
            (BARS_1D, "DELETE FROM {}"),
            ("cmc_price_bars_multi_tf", "UPDATE {} SET high = high + 1"),
            ("cmc_price_bars_multi_tf", "DELETE FROM {}"),
            ("cmc_ema_multi_tf_v2", "UPDATE {} SET ema = ema + 0.000001"),
            ("cmc_ema_multi_tf", "DELETE FROM {}"),
        ))  # fmt: skip
        time_of = {BARS_1D: "timestamp", "cmc_price_bars_multi_tf": "time_close"}.get(table, "ts")
        n = self.random.randrange(12)
        found = self.ask(
            self.live,
            f"{change.format(table)} WHERE id = {asset} AND {time_of} = (SELECT DISTINCT {time_of} FROM {table} WHERE "
            f"id = {asset} ORDER BY 1 OFFSET {n} LIMIT 1) RETURNING id",
        )
        config = self.configure(self.live)
        if found and self.random.random() < 0.5:
            with closing(connect(config)) as connection, reading(connection) as cursor:
                wrong = {one.asset for one in audit(config, cursor, None).findings if one.severity == "error"}
            if asset not in wrong:
                raise HostileError(f"validate does not see that {table} of {asset} was changed: {wrong}")
        if self.random.random() < 0.5:
            self.grow(asset, 1)
            self.export(asset)
            self.loaded(ingest(config))
            refresh(config)
        self.must_be_fine(refresh(self.configure(self.live, rebuild=[asset])))
        return f"{change.format(table)} of {asset}, day {n}, and a rebuild"

    def damage_state(self) -> str:
        """A state or a checkpoint is damaged: whoever needs it notices, and builds the asset from its first day on."""
        asset, chance = self.random.choice([*VENDORS]), self.random
        name = chance.choice(("cmc_price_bars_multi_tf_state", "cmc_ema_multi_tf_v2_state", "cmc_series_checkpoints"))
        at = chance.randrange(60)
        changed = self.ask(
            self.live,
            f"UPDATE {name} SET state = set_byte(state, {at}, 255 - get_byte(state, {at})) "
            f"WHERE id = {asset} AND length(state) > {at} RETURNING id",
        )
        # An old day that changed is computed from a checkpoint, a new one from the state.
        day = chance.choice(sorted(self.truth[asset]))
        opened, high, low, close, volume = self.truth[asset][day]
        self.truth[asset][day] = (opened, high, low, close, volume + 1)
        self.grow(asset, 5)
        self.export(asset)
        return f"{len(changed)} rows of {asset} in {name} damaged at byte {at}, and other days"

    # -- what machines do --------------------------------------------------------------------------------------------

    def kill(self) -> str:
        what = self.random.choice((self.new_days, self.restate))()
        config, k = (
            self.configure(self.live),
            self.random.choice((3, 10, 30, 60, 90, 130, 200)) + self.random.randrange(9),
        )
        with killed_at(k):
            ingest(config)
            refresh(config)
        return f"{what}; killed at event {k}"

    def race(self) -> str:
        what = self.random.choice((self.new_days, self.restate))()
        config, children = self.configure(self.live), []
        for _ in range(2):
            child = os.fork()
            if child == 0:
                code = 1
                try:
                    ingest(config)
                    refresh(config)
                    code = 0
                except UserError:
                    code = 0
                finally:
                    os._exit(code)
            children.append(child)
        if any(os.waitpid(child, 0)[1] for child in children):
            raise HostileError("one of two runs at once fails with a traceback")
        return f"{what}; two runs at once"

    def reconfigure(self) -> str:
        what = self.random.choice(("zone", "calendar", "holiday", "timeframe", "period", "exclusion", "shards", "rows"))
        asset = self.random.choice([*VENDORS])
        if what in ("zone", "calendar") and not self.away:
            # Files of dates are placed anew; those that are away cannot be.
            for one in self.files:
                if not one.present and not one.gone:
                    self.put(one)
        if what == "zone":
            self.zone = self.random.choice([zone for zone in ZONES if zone != self.zone])
        elif what == "calendar":
            self.calendars[asset] = "" if self.calendars[asset] else "XAAA"
        elif what == "holiday":
            self.holidays ^= {self.random.choice(sorted(self.truth[asset])).toordinal()}
        elif what == "timeframe":
            name = self.random.choice(("multi_tf", "cal_us"))
            self.series[name] = list(TIMEFRAMES[name][: 3 - len(self.series[name])])
        elif what == "period":
            self.periods = [2, 3, 5] if len(self.periods) == 2 else [2, 3]
        elif what == "exclusion":
            self.bad_days ^= {(asset, self.random.choice(sorted(self.truth[asset])))}
        elif what == "shards":
            self.shards = 3 - self.shards
        else:
            self.rows = "finished" if self.rows == "all" else "all"
        return f"another {what} ({asset}, {self.zone}, {self.calendars[asset]})"

    # -- and what must come of it ------------------------------------------------------------------------------------

    ACTS = (
        *["new_days"] * 2, *["restate"] * 2, "old_piece", "bad_tick", *["corrected_tick"] * 2, *["take_away"] * 2,
        "put_back", "rename", "break_a_file", *["unload_a_file"] * 2, *["edit_history"] * 2, "edit_results", "damage_state",
        *["kill"] * 2, "race", *["reconfigure"] * 4,
    )  # fmt: skip

    def step(self) -> None:
        """Something happens; then a run, a second one, and the comparisons."""
        name = self.random.choice(self.ACTS)
        self.log.append(f"{len(self.log)}. {name}: ...")
        self.log[-1] = f"{len(self.log) - 1}. {name}: {getattr(self, name)()}"
        self.settle()

    def settle(self) -> None:
        """A run like any other, and what must hold after it."""
        config = self.configure(self.live)
        self.loaded(ingest(config))
        self.must_be_fine(refresh(config))
        again, idle = ingest(config), refresh(config)
        # Files of an asset that another program changed are read again in each run.
        anew = [one.name for one in self.files if one.name in again.loaded and one.asset not in self.contested]
        if again.written or anew or any(one.written or one.deleted or one.changed for one in idle):
            raise HostileError(f"a second run does something: {anew}, {again.changed}, {[o.changed for o in idle]}")
        self.compare_history()
        self.compare_results()

    def loaded(self, result: IngestResult) -> None:
        """Note what a load took, and of which assets it said that their rows are not what was loaded."""
        self.load += 1
        by_name = {one.name: one for one in self.files if one.present}
        for name in result.loaded:
            if name in by_name and not by_name[name].load:
                by_name[name].load = self.load
                by_name[name].gone = False
        # Another process may have loaded some.
        for name in result.known:
            if name in by_name and not by_name[name].load:
                by_name[name].load = self.load
        self.contested = set()
        for who, why in result.problems.items():
            if not isinstance(who, int):
                asset = next((one.asset for one in self.files if one.name == who), None)
                if asset is None:
                    continue
                self.log.append(f"   refused: {who}: {why}")
                who = asset
            self.contested.add(who)

    def must_be_fine(self, results: list) -> None:
        problems = {asset: why for one in results for asset, why in one.problems.items()}
        # A stamp may move so far between zones that two days collide: the asset says so, and stays as it is.
        unexpected = {asset: why for asset, why in problems.items() if "two daily bars on" not in why}
        if unexpected:
            raise HostileError(f"a refresh fails: {unexpected}")
        self.contested |= problems.keys()
        self.stuck = set(problems)

    def compare_history(self) -> None:
        """The price history is what the same loads leave in an empty database, in the present zone and calendars."""
        columns = (
            "id, timestamp, name, open, high, low, close, volume, marketcap, timeopen, timeclose, timehigh, timelow"
        )
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        config = self.configure(self.replayed)
        source = config.source.__dict__ if hasattr(config.source, "__dict__") else config.source._asdict()
        given = {"source": {**source, "formats": [], "exports": str(folder), "table": HISTORY}}
        config = self.configure(self.replayed, **given)
        self.ask(self.replayed, f"DROP SCHEMA IF EXISTS {self.replayed} CASCADE")
        taken = [one for one in self.files if one.load and not one.gone]
        for load in sorted({one.load for one in taken}):
            for one in taken:
                if one.load == load:
                    path = folder / one.name
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(one.data.encode())
            result = ingest(config)
            if result.problems:
                raise HostileError(f"a file that was loaded once is refused in a new database: {result.problems}")
        query = (
            f"SELECT {columns} FROM {HISTORY} WHERE id <> ALL('{{{','.join(map(str, self.contested))}}}') ORDER BY 1, 2"
        )
        has, must = self.ask(self.live, query), self.ask(self.replayed, query)
        if has != must:
            wrong = sorted(set(map(repr, has)) ^ set(map(repr, must)))
            raise HostileError("the price history is not what its files say:\n  " + "\n  ".join(wrong[:8]))

    def compare_results(self) -> None:
        """Every table of bars, EMAs, rejects and states is what a rebuild leaves."""
        config = self.configure(self.again)
        empty(config)
        refresh(config)
        must, has = contents(config), contents(self.configure(self.live))
        for name, rows in must.items():
            # Which bars are believed depends on what came first.
            judged = name in (f"{BARS_1D}_state", f"{BARS_1D}_suspects")
            left_out = self.stuck | (self.suspect.keys() if judged else set())
            one, other = (
                self.wanted(name, {row for row in some if int(row[0]) not in left_out}) for some in (has[name], rows)
            )
            if one != other:
                wrong = sorted(map(repr, one ^ other))
                raise HostileError(
                    f"{name} is not what a rebuild leaves ({len(wrong)} rows):\n  " + "\n  ".join(wrong[:8])
                )

    def wanted(self, name: str, rows: set[tuple]) -> set[tuple]:
        """Rows of series that are configured: what no longer is stays until it is pruned."""
        if name.endswith("_state") or not name.startswith(("cmc_price_bars_multi", "cmc_ema")):
            return rows
        tfs = {tf for some in self.series.values() for tf in some} | {"1D"}
        periods = {str(period) for period in self.periods}
        return {
            r for r in rows if r[1] in tfs and (not name.startswith("cmc_ema") or r[3] in periods or r[2] in periods)
        }

    def ask(self, schema: str, query: str) -> list[tuple]:
        with closing(connect(validate({"schema": schema}))) as connection, connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall() if cursor.description else []


def drive(seed: int, steps: int, folder: Path, away: bool = False) -> World:
    """A world after so many steps. Raises HostileError with all that happened, for the seed to be tried again."""
    world = World(seed, folder, away)
    library = lambda name, year, asset: weekdays(name, world.holidays)  # noqa: E731
    version = lambda year: f"driver {sorted(world.holidays)}"  # noqa: E731
    with (
        mock.patch.object(exchange_sessions, "from_library", library),
        mock.patch.object(calendars, "_filled_by", version),
    ):
        try:
            for schema in (world.live, world.again, world.replayed):
                world.ask(schema, f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            world.settle()
            for _ in range(steps):
                world.step()
        except Exception as error:
            happened = "\n".join(world.log)
            raise HostileError(f"seed {seed}: {type(error).__name__}: {error}\nwhat happened:\n{happened}") from error
    for schema in (world.live, world.again, world.replayed):
        world.ask(schema, f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    return world


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=0, help="go on with other seeds for so long")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6, help="the first seed")
    parser.add_argument("--steps", type=int, default=25, help="steps of each seed")
    parser.add_argument("--away", action="store_true", help="change zones and calendars while files are away")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TARGET_DB_URL"] = start(Path(home) / "server")
        until, faults = time.monotonic() + 60 * given.minutes, 0
        for seed in count(given.seed):
            began = time.monotonic()
            folder = Path(home) / str(seed)
            folder.mkdir()
            try:
                drive(seed, given.steps, folder, given.away)
                print(f"seed {seed}: {given.steps} steps in {time.monotonic() - began:.0f} s", flush=True)
            except HostileError as error:
                faults += 1
                print(error, flush=True)
            if time.monotonic() > until:
                break
        leave(Path(home) / "server")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
