"""Restatements: what the vendor changed of days that it had stated before, and loads in which it changed many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil, isfinite

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D, HISTORY
from freshbars.source.assets import symbols_of
from freshbars.source.price_history import Source

REVISIONS = f"{HISTORY}_revisions"
INSTANTS = ("timeopen", "timeclose", "timehigh", "timelow")
NUMBERS = ("open", "high", "low", "close", "volume", "marketcap")
# What the vendor says of a day. Name and file belong to the form of the export, not to the day.
FIELDS = (*INSTANTS, *NUMBERS)
# A wave: a share of all assets, but never fewer than a handful; or, from 1 on, a number of assets.
WAVE = 0.1
LEAST = 3


@dataclass(frozen=True)
class Restatement:
    """One value of one day that the vendor replaced by another.

    change: of numbers, in percent of the old value; None where that says nothing. first_seen: when the old value was
    loaded; replaced_at: when the new one was, up to which the old one stood. age: days from the day to that.
    """

    asset: int
    symbol: str
    day: datetime
    field: str
    old: float | datetime | None
    new: float | datetime | None
    change: float | None
    first_seen: datetime | None
    replaced_at: datetime
    age: int


@dataclass(frozen=True)
class Change:
    """From which day on the bars of an asset changed, for a source that keeps no old values.

    kind: ``changed`` where the bar of that day did, or went; ``filled`` where days came in before stored ones.
    run: the run that found it, with its start; the change's own instant where there is no run.
    """

    asset: int
    symbol: str
    day: datetime
    kind: str
    changed_at: datetime
    run: datetime


@dataclass(frozen=True)
class Wave:
    """A load that restated many assets; ``days`` and ``fields`` are unknown (None, empty) without old values.

    close_change: the largest relative change of a close, in percent, with its sign.
    """

    at: datetime
    assets: tuple[int, ...]
    days: int | None
    fields: tuple[str, ...]
    oldest: datetime
    close_change: float | None


def wave_size(config: Config, cursor: Cursor) -> int:
    """How many assets one load must restate to be called a wave."""
    share = getattr(config, "restatement_wave", WAVE)
    if share >= 1:
        return ceil(share)
    return max(LEAST, ceil(share * len(Source(config, cursor).ids()) - 1e-9))


def read(
    config: Config, cursor, since: datetime | None = None, ids: Iterable[int] | None = None, most: int | None = None
) -> list[Restatement]:
    """The restatements loaded from ``since`` on, of some assets or all, the newest load first.

    most: of so many days only. Nothing for a source table: it keeps no old values (see ``changes``).
    """
    if config.source.kind != "exports":
        return []
    pairs, values = _pairs(config, cursor, since, ids)
    fields = ", ".join(f'"{name}", "new {name}"' for name in FIELDS)
    cursor.execute(
        f"{pairs} SELECT id, timestamp, load_ts, replaced_at, {fields} FROM pairs WHERE {_DIFFERS} "
        "ORDER BY replaced_at DESC, id, timestamp LIMIT %s",
        (*values, most),
    )
    symbols = symbols_of(config)
    found = []
    for asset, day, first_seen, replaced_at, *stated in cursor:
        for name, old, new in zip(FIELDS, stated[::2], stated[1::2], strict=True):
            if old != new and not (old != old and new != new):
                change = _change(old, new) if name in NUMBERS else None
                age = (replaced_at - day).days
                symbol = symbols.get(asset, "")
                found.append(Restatement(asset, symbol, day, name, old, new, change, first_seen, replaced_at, age))
    return found


def _pairs(config: Config, cursor: Cursor, since: datetime | None, ids: Iterable[int] | None) -> tuple[str, tuple]:
    """A query's beginning: each old row with the one that replaced it, the next revision or the present row."""
    fields = ", ".join(f'"{name}"' for name in FIELDS)
    following = ", ".join(f'lead("{name}") OVER w AS "new {name}"' for name in FIELDS)
    query = (
        f"WITH old AS (SELECT id, timestamp, replaced_at, load_ts, {fields} FROM {REVISIONS} "
        "WHERE replaced_at >= coalesce(%s, '-infinity'::timestamptz) AND (%s::int[] IS NULL OR id = ANY(%s))), "
        "versions AS (SELECT * FROM old UNION ALL "
        f"SELECT id, timestamp, 'infinity', load_ts, {fields} FROM {Source(config, cursor).table} "
        "JOIN (SELECT DISTINCT id, timestamp FROM old) AS days USING (id, timestamp)), "
        f"pairs AS (SELECT *, {following}, lead(true) OVER w AS known FROM versions "
        "WINDOW w AS (PARTITION BY id, timestamp ORDER BY replaced_at))"
    )
    wanted = None if ids is None else list(ids)
    return query, (since, wanted, wanted)


# Not known is what replaced a row where somebody deleted the day since.
_DIFFERENT = {name: f'"{name}" IS DISTINCT FROM "new {name}"' for name in FIELDS}
_DIFFERS = f"known AND ({' OR '.join(_DIFFERENT.values())})"


def _change(old: float | None, new: float | None) -> float | None:
    if old is None or new is None or not old or not isfinite(old) or not isfinite(new):
        return None
    return 100 * (new - old) / abs(old)


def waves(
    config: Config,
    cursor: Cursor,
    since: datetime | None = None,
    ids: Iterable[int] | None = None,
    least: int | None = None,
) -> list[Wave]:
    """The loads (of a source table: the runs) that restated at least so many assets, the newest first.

    least: by default as many as make a wave (``wave_size``); 1 for every load with a restatement.
    """
    least = wave_size(config, cursor) if least is None else least
    if config.source.kind != "exports":
        return _waves_of_runs(changes(config, cursor, since, ids), least)
    pairs, values = _pairs(config, cursor, since, ids)
    differ = ", ".join(f"bool_or({different})" for different in _DIFFERENT.values())
    change = """nullif(100 * ("new close" - close) / abs(nullif(close, 0)), 'NaN')"""
    cursor.execute(
        f"{pairs} SELECT replaced_at, array_agg(DISTINCT id ORDER BY id), count(*), min(timestamp), "
        f"(array_agg({change} ORDER BY abs({change}) DESC NULLS LAST))[1], {differ} FROM pairs WHERE {_DIFFERS} "
        "GROUP BY replaced_at HAVING count(DISTINCT id) >= %s ORDER BY replaced_at DESC",
        (*values, least),
    )
    return [
        Wave(at, tuple(assets), days, tuple(n for n, d in zip(FIELDS, differs, strict=True) if d), oldest, change)
        for at, assets, days, oldest, change, *differs in cursor
    ]


def changes(
    config: Config, cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None
) -> list[Change]:
    """Changes of stored daily bars (not days appended) from ``since`` on, the newest first."""
    symbols = symbols_of(config)
    wanted = None if ids is None else list(ids)
    cursor.execute(
        "SELECT id, from_ts, CASE WHEN from_ts < next_ts THEN 'filled' ELSE 'changed' END, changed_at, "
        f"coalesce(run.started, changed_at) FROM {BARS_1D}_changes LEFT JOIN LATERAL (SELECT max(started) AS started "
        "FROM freshbars_runs WHERE started <= changed_at AND (finished IS NULL OR finished >= changed_at)) run ON true "
        "WHERE next_ts IS NOT NULL AND changed_at >= coalesce(%s, '-infinity'::timestamptz) "
        "AND (%s::int[] IS NULL OR id = ANY(%s)) ORDER BY changed_at DESC, id, seq DESC",
        (since, wanted, wanted),
    )
    return [Change(asset, symbols.get(asset, ""), *rest) for asset, *rest in cursor]


def _waves_of_runs(found: list[Change], least: int) -> list[Wave]:
    runs: dict[datetime, list[Change]] = {}
    for change in found:
        runs.setdefault(change.run, []).append(change)
    result = []
    for at, some in sorted(runs.items(), reverse=True):
        assets = tuple(sorted({change.asset for change in some}))
        if len(assets) >= least:
            result.append(Wave(at, assets, None, (), min(change.day for change in some), None))
    return result
