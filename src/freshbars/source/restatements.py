"""Restatements: daily bars that the vendor changed or took back, and runs in which that happened to many assets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, isfinite

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.source.assets import symbols_of
from freshbars.source.price_history import Source
from freshbars.store.revisions import REVISIONS

# What the vendor says of a day; a bar that differs in nothing else is not restated.
NUMBERS = ("open", "high", "low", "close", "volume", "market_cap")
FIELDS = (*NUMBERS, "time_open", "time_close", "time_high", "time_low")
# What is named where a bar went and none replaced it.
GONE = "day gone"
# A wave: a share of all assets, but never fewer than a handful; or, from 1 on, a number of assets.
WAVE = 0.1
LEAST = 3


@dataclass(frozen=True)
class Restatement:
    """One value of one day that was replaced by another; with the field ``GONE`` the close of a bar that went.

    change: of numbers, in percent of the old value; None where that says nothing. The old value was known from
    ``first_seen`` until ``replaced_at``. age: days from the day to that.
    """

    asset: int
    symbol: str
    day: datetime
    field: str
    old: float | datetime | None
    new: float | datetime | None
    change: float | None
    first_seen: datetime
    replaced_at: datetime
    age: int


@dataclass(frozen=True)
class Wave:
    """A run that restated many assets; ``at`` is its start, or when bars were replaced outside of any run.

    close_change: the largest relative change of a close, in percent, with its sign.
    """

    at: datetime
    assets: tuple[int, ...]
    days: int
    fields: tuple[str, ...]
    oldest: datetime
    close_change: float | None


def wave_size(config: Config, cursor: Cursor) -> int:
    """How many assets one run must restate to be called a wave."""
    share = getattr(config, "restatement_wave", WAVE)
    if share >= 1:
        return ceil(share)
    return max(LEAST, ceil(share * len(Source(config, cursor).ids()) - 1e-9))


def read(
    config: Config, cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None,
    most: int | None = None,
) -> list[Restatement]:  # fmt: skip
    """The restatements from ``since`` on, of some assets or all, the newest first. most: of so many days only."""
    fields = ", ".join(f'"{name}", "new {name}"' for name in FIELDS)
    cursor.execute(
        f"{_PAIRS} SELECT id, timestamp, known_from, known_until, replaced, {fields} FROM pairs "
        "ORDER BY known_until DESC, id, timestamp LIMIT %s",
        (*_values(since, ids), most),
    )
    symbols = symbols_of(config)
    found = []
    for asset, day, first_seen, until, replaced, *values in cursor:
        stated = dict(zip(FIELDS, zip(values[::2], values[1::2], strict=True), strict=True))
        for name, (old, new) in stated.items() if replaced else ((GONE, (stated["close"][0], None)),):
            if old != new:
                change = _change(old, new) if name in NUMBERS else None
                about = first_seen, until, (until - day).days
                found.append(Restatement(asset, symbols.get(asset, ""), day, name, old, new, change, *about))
    return found


def by_day(config: Config, cursor: Cursor, ids: Iterable[int] | None = None) -> list[tuple[date, int, int]]:
    """For each day on which bars were restated: the day, how many bars, and of how many assets."""
    cursor.execute(
        f"{_PAIRS} SELECT (known_until AT TIME ZONE %s)::date, count(*), count(DISTINCT id) FROM pairs GROUP BY 1 ORDER BY 1",
        (*_values(None, ids), config.timezone),
    )
    return cursor.fetchall()


def waves(
    config: Config, cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None,
    least: int | None = None,
) -> list[Wave]:  # fmt: skip
    """The runs that restated at least so many assets, the newest first.

    least: by default as many as make a wave (``wave_size``); 1 for every run with a restatement.
    """
    least = wave_size(config, cursor) if least is None else least
    differ = ", ".join(f"bool_or(replaced AND {different})" for different in _DIFFERENT.values())
    change = """nullif(100 * ("new close" - close) / abs(nullif(close, 0)), 'NaN')"""
    cursor.execute(
        f"{_PAIRS} SELECT coalesce(started, known_until), array_agg(DISTINCT id ORDER BY id), count(*), min(timestamp), "
        f"(array_agg({change} ORDER BY abs({change}) DESC NULLS LAST))[1], {differ}, bool_or(NOT replaced) FROM pairs "
        f"JOIN ({_RUNS}) AS runs USING (known_until) GROUP BY 1 HAVING count(DISTINCT id) >= %s ORDER BY 1 DESC",
        (*_values(since, ids), least),
    )
    return [
        Wave(
            at,
            tuple(assets),
            days,
            tuple(n for n, d in zip((*FIELDS, GONE), differs, strict=True) if d),
            oldest,
            change,
        )
        for at, assets, days, oldest, change, *differs in cursor
    ]


_DIFFERENT = {name: f'"{name}" IS DISTINCT FROM "new {name}"' for name in FIELDS}
_NAMES = ", ".join(f'"{name}"' for name in FIELDS)
# A query's beginning: each old bar that was restated, with the one that replaced it, a later revision or the present bar.
_PAIRS = (
    f"WITH old AS (SELECT id, timestamp, known_from, known_until, {_NAMES} FROM {REVISIONS} "
    "WHERE known_until >= coalesce(%s, '-infinity'::timestamptz) AND (%s::int[] IS NULL OR id = ANY(%s))), "
    f"versions AS (SELECT * FROM old UNION ALL SELECT id, timestamp, ingested_at, 'infinity', {_NAMES} FROM {BARS_1D} "
    "JOIN (SELECT DISTINCT id, timestamp FROM old) AS days USING (id, timestamp)), "
    "neighbours AS (SELECT *, coalesce(lead(known_from) OVER w = known_until, false) AS replaced, "
    + ", ".join(f'lead("{name}") OVER w AS "new {name}"' for name in FIELDS)
    + " FROM versions WINDOW w AS (PARTITION BY id, timestamp ORDER BY known_from)), "
    "pairs AS (SELECT * FROM neighbours WHERE known_until < 'infinity' AND (NOT replaced OR "
    f"{' OR '.join(_DIFFERENT.values())}))"
)  # fmt: skip
# The run in which bars were replaced, by its start.
_RUNS = (
    "SELECT known_until, (SELECT max(started) FROM freshbars_runs WHERE started <= known_until AND (finished IS NULL OR "
    "finished >= known_until)) AS started FROM (SELECT DISTINCT known_until FROM pairs) AS moments"
)


def _values(since: datetime | None, ids: Iterable[int] | None) -> tuple:
    wanted = None if ids is None else list(ids)
    return since, wanted, wanted


def _change(old: float | None, new: float | None) -> float | None:
    if old is None or new is None or not old or not isfinite(old) or not isfinite(new):
        return None
    return 100 * (new - old) / abs(old)
