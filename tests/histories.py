"""Random price histories and what vendors do to them, for the tests that prove a refresh equal to a rebuild.

A history is the list of one asset's rows as ``support.row`` makes them, with the extra key ``day``; ``bad`` marks what
a mutation spoiled. Mutations take a Random, the asset and its history, and return another history.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

from support import row

# A year, a month and a week begin within a few weeks of it, and a leap day follows.
FIRST = date(2023, 12, 18)
DAY = timedelta(days=1)
INFINITY, NAN = float("inf"), float("nan")
History = list[dict]
Mutation = Callable[[Random, int, History], History]


def begin(random: Random, asset: int) -> History:
    """Ten to fifty days from some day on; some assets rest on weekends, some have gaps."""
    start = FIRST + random.randrange(45) * DAY
    days = [start + i * DAY for i in range(random.randint(10, 50))]
    if random.random() < 0.3:
        days = [day for day in days if day.weekday() < 5]
    gaps = random.choice((0, 0, 0.1, 0.4))
    return [made(random, asset, day) for day in days if random.random() >= gaps]


def made(random: Random, asset: int, day: date) -> dict:
    return row(asset, day, price(random)) | {"day": day}


def price(random: Random) -> float:
    return round(random.uniform(1, 200), 2)


def append(random: Random, asset: int, history: History) -> History:
    last = max((r["day"] for r in history), default=FIRST) + random.choice((0, 0, 0, 1, 5)) * DAY
    return history + [made(random, asset, last + (i + 1) * DAY) for i in range(random.randint(1, 4))]


def earlier(random: Random, asset: int, history: History) -> History:
    first = min((r["day"] for r in history), default=FIRST) - random.choice((0, 0, 1, 5)) * DAY
    return history + [made(random, asset, first - (i + 1) * DAY) for i in range(random.randint(1, 9))]


def fill_gap(random: Random, asset: int, history: History) -> History:
    days = {r["day"] for r in history}
    gaps = [d for d in days if d + DAY not in days and d != max(days)]
    return [*history, made(random, asset, random.choice(sorted(gaps)) + DAY)] if gaps else history


def drop_day(random: Random, asset: int, history: History) -> History:
    return drop(history, {random.choice(history)["day"]}) if history else history


def drop_last(random: Random, asset: int, history: History) -> History:
    return drop(history, set(sorted({r["day"] for r in history})[-random.randint(1, 4) :]))


def drop_first(random: Random, asset: int, history: History) -> History:
    return drop(history, set(sorted({r["day"] for r in history})[: random.randint(1, 4)]))


def drop(history: History, days: set[date]) -> History:
    return [r for r in history if r["day"] not in days]


def vanish(random: Random, asset: int, history: History) -> History:
    return []


def restate(change: Callable[[Random, dict], dict]) -> Mutation:
    """A mutation that changes one row, of any age, together with its exact copies."""

    def mutate(random: Random, asset: int, history: History) -> History:
        if not history:
            return history
        one = random.choice(history)
        other = one | change(random, one)
        return [other if row == one else row for row in history]

    return mutate


def exchange(random: Random, asset: int, history: History) -> History:
    """Two days swap a value or all of them: no value comes, none goes."""
    if len(history) < 2:
        return history
    a, b = random.sample(range(len(history)), 2)
    values = ("open", "high", "low", "close", "volume", "marketcap")
    names = random.choice((("close",), ("volume",), ("load_ts",), values))
    swapped = {a: {name: history[b][name] for name in names}, b: {name: history[a][name] for name in names}}
    return [r | swapped.get(i, {}) for i, r in enumerate(history)]


def spoil(random: Random, values: dict) -> dict:
    """Changes that make a row a reject."""
    if values.get("bad"):
        return {}
    return {"bad": True} | random.choice((
        {"open": None}, {"close": None}, {"close": NAN}, {"high": INFINITY}, {"timeclose": None}, {"timestamp": None},
        {"timeopen": values["timeclose"] + DAY}, {"timestamp": values["timeclose"] + 3 * DAY},
    ))  # fmt: skip


def spoil_all(random: Random, asset: int, history: History) -> History:
    return [r | spoil(random, r) for r in history]


def mend(random: Random, asset: int, history: History) -> History:
    """Every bad row becomes a good one."""
    return [made(random, asset, r["day"]) if r.get("bad") else r for r in history]


def twin(random: Random, asset: int, history: History) -> History:
    """A day has a second row, loaded later or earlier."""
    if not history:
        return history
    one = random.choice(history)
    return [*history, one | {"close": price(random), "load_ts": load_time(random)}]


def copy(random: Random, asset: int, history: History) -> History:
    """A row is there twice, the same in every value."""
    return [*history, random.choice(history)] if history else history


def untwin(random: Random, asset: int, history: History) -> History:
    """Of all days with several rows one row is left."""
    return list({r["day"]: r for r in random.sample(history, len(history))}.values())


def load_time(random: Random) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + random.randint(-300, 300) * DAY


MUTATIONS: dict[str, Mutation] = {
    "append": append,
    "earlier": earlier,
    "fill gap": fill_gap,
    "drop day": drop_day,
    "drop last": drop_last,
    "drop first": drop_first,
    "vanish": vanish,
    "close": restate(lambda random, r: {"close": price(random)}),
    "high": restate(lambda random, r: {"high": price(random)}),
    "volume": restate(lambda random, r: {"volume": random.choice((None, 0.0, NAN, price(random)))}),
    "market cap": restate(lambda random, r: {"marketcap": random.choice((None, 0.0, price(random)))}),
    "time of high": restate(lambda random, r: {"timehigh": random.choice((None, r["timeopen"] - DAY))}),
    "load time": restate(lambda random, r: {"load_ts": load_time(random)}),
    "name": restate(lambda random, r: {"name": random.choice((None, "", "2782", "Ünïcode"))}),
    "exchange": exchange,
    "spoil": restate(spoil),
    "spoil all": spoil_all,
    "mend": mend,
    "twin": twin,
    "copy": copy,
    "untwin": untwin,
}
