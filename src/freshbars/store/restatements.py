"""Daily bars that the vendor replaced by other values, or took back: read from the bars and their revisions."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.store.causes import Cause
from freshbars.store.revisions import REVISIONS

# What the vendor says of a day; a bar that differs in nothing else is not restated.
NUMBERS = ("open", "high", "low", "close", "volume", "market_cap")
FIELDS = (*NUMBERS, "time_open", "time_close", "time_high", "time_low")
Value = float | datetime | None


class ReplacedBar(NamedTuple):
    """A bar that was replaced. values: by field the old and the new value. replaced: False if no bar took its place."""

    asset: int
    day: datetime
    known_from: datetime
    known_until: datetime
    replaced: bool
    values: dict[str, tuple[Value, Value]]


class RestatingRun(NamedTuple):
    """What one run replaced; ``at`` is its start, or when bars were replaced outside of any run.

    close_change: the largest relative change of a close, in percent, with its sign. fields: those that differ in any bar.
    gone: whether any bar was deleted.
    """

    at: datetime
    assets: tuple[int, ...]
    days: int
    oldest: datetime
    close_change: float | None
    fields: tuple[str, ...]
    gone: bool


_DIFFERENT = {name: f'"{name}" IS DISTINCT FROM "new {name}"' for name in FIELDS}
_NAMES = ", ".join(f'"{name}"' for name in FIELDS)
# A query's beginning: each old bar that was restated, with the one that replaced it, a later revision or the present bar.
_PAIRS = (
    f"WITH old AS (SELECT id, timestamp, known_from, known_until, coalesce(cause, '{Cause.VENDOR}') AS cause, {_NAMES} "
    f"FROM {REVISIONS} "
    "WHERE known_until >= coalesce(%s, '-infinity'::timestamptz) AND (%s::int[] IS NULL OR id = ANY(%s))), "
    f"versions AS (SELECT * FROM old UNION ALL SELECT id, timestamp, ingested_at, 'infinity', '', {_NAMES} FROM {BARS_1D} "
    "JOIN (SELECT DISTINCT id, timestamp FROM old) AS days USING (id, timestamp)), "
    "neighbours AS (SELECT *, coalesce(lead(known_from) OVER w = known_until, false) AS replaced, "
    + ", ".join(f'lead("{name}") OVER w AS "new {name}"' for name in FIELDS)
    + " FROM versions WINDOW w AS (PARTITION BY id, timestamp ORDER BY known_from)), "
    f"pairs AS (SELECT * FROM neighbours WHERE known_until < 'infinity' AND cause = '{Cause.VENDOR}' AND (NOT replaced OR "
    f"{' OR '.join(_DIFFERENT.values())}))"
)  # fmt: skip
# The run in which bars were replaced, by its start.
_RUNS = (
    "SELECT known_until, (SELECT max(started) FROM freshbars_runs WHERE started <= known_until AND (finished IS NULL OR "
    "finished >= known_until)) AS started FROM (SELECT DISTINCT known_until FROM pairs) AS moments"
)


def replaced_bars(
    cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None, most: int | None = None
) -> list[ReplacedBar]:
    """The bars that were replaced from ``since`` on, of some assets or all, the newest first; at most so many."""
    fields = ", ".join(f'"{name}", "new {name}"' for name in FIELDS)
    cursor.execute(
        f"{_PAIRS} SELECT id, timestamp, known_from, known_until, replaced, {fields} FROM pairs "
        "ORDER BY known_until DESC, id, timestamp LIMIT %s",
        (*_values(since, ids), most),
    )
    return [
        ReplacedBar(*about, dict(zip(FIELDS, zip(values[::2], values[1::2], strict=True), strict=True)))
        for *about, values in ((*row[:5], row[5:]) for row in cursor)
    ]


def replaced_by_day(cursor: Cursor, timezone: str, ids: Iterable[int] | None = None) -> list[tuple[date, int, int]]:
    """For each day on which bars were replaced: the day, how many bars, and of how many assets."""
    cursor.execute(
        f"{_PAIRS} SELECT (known_until AT TIME ZONE %s)::date, count(*), count(DISTINCT id) FROM pairs GROUP BY 1 ORDER BY 1",
        (*_values(None, ids), timezone),
    )
    return cursor.fetchall()


def restating_runs(
    cursor: Cursor, least: int, since: datetime | None = None, ids: Iterable[int] | None = None
) -> list[RestatingRun]:
    """The runs that replaced bars of at least so many assets, the newest first."""
    differ = ", ".join(f"bool_or(replaced AND {different})" for different in _DIFFERENT.values())
    change = """nullif(100 * ("new close" - close) / abs(nullif(close, 0)), 'NaN')"""
    cursor.execute(
        f"{_PAIRS} SELECT coalesce(started, known_until), array_agg(DISTINCT id ORDER BY id), count(*), min(timestamp), "
        f"(array_agg({change} ORDER BY abs({change}) DESC NULLS LAST))[1], bool_or(NOT replaced), {differ} FROM pairs "
        f"JOIN ({_RUNS}) AS runs USING (known_until) GROUP BY 1 HAVING count(DISTINCT id) >= %s ORDER BY 1 DESC",
        (*_values(since, ids), least),
    )
    return [
        RestatingRun(
            at, tuple(assets), days, oldest, change, tuple(n for n, d in zip(FIELDS, differs, strict=True) if d), gone
        )
        for at, assets, days, oldest, change, gone, *differs in cursor
    ]


def _values(since: datetime | None, ids: Iterable[int] | None) -> tuple:
    wanted = None if ids is None else list(ids)
    return since, wanted, wanted
