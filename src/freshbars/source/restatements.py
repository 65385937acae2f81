"""Restatements: daily bars that the vendor changed or took back, and runs in which that happened to many assets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, isfinite

from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.inputs.assets import symbols_of
from freshbars.store.restatements import NUMBERS, Value, replaced_bars, replaced_by_day, restating_runs

# The field of a bar that no other replaced.
GONE = "day gone"
# A load restates a wave of assets from this share of all assets on, but never fewer than a handful.
WAVE = 0.1
LEAST = 3


@dataclass(frozen=True)
class Restatement:
    """One value of one day that was replaced by another; with the field ``GONE`` the close of a bar that was deleted.

    change: of numbers, in percent of the old value; None where that says nothing. The old value was known from
    ``first_seen`` until ``replaced_at``. age: days from the day to that.
    """

    asset: int
    symbol: str
    day: datetime
    field: str
    old: Value
    new: Value
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
    """How many assets one run must restate to count as a wave."""
    share = getattr(config, "restatement_wave", WAVE)
    if share >= 1:
        return ceil(share)
    return max(LEAST, ceil(share * len(Context(config).price_history(cursor).ids()) - 1e-9))


def read(
    config: Config, cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None,
    most: int | None = None,
) -> list[Restatement]:  # fmt: skip
    """The restatements from ``since`` on, of some assets or all, the newest first. most: of so many days only."""
    symbols, found = symbols_of(config), []
    for bar in replaced_bars(cursor, since, ids, most):
        values = bar.values.items() if bar.replaced else ((GONE, (bar.values["close"][0], None)),)
        about = bar.known_from, bar.known_until, (bar.known_until - bar.day).days
        for name, (old, new) in values:
            if old != new:
                change = _change(old, new) if name in NUMBERS else None
                found.append(
                    Restatement(bar.asset, symbols.get(bar.asset, ""), bar.day, name, old, new, change, *about)
                )
    return found


def by_day(config: Config, cursor: Cursor, ids: Iterable[int] | None = None) -> list[tuple[date, int, int]]:
    """For each day on which bars were restated: the day, how many bars, and of how many assets."""
    return replaced_by_day(cursor, config.timezone, ids)


def waves(
    config: Config, cursor: Cursor, since: datetime | None = None, ids: Iterable[int] | None = None,
    least: int | None = None,
) -> list[Wave]:  # fmt: skip
    """The runs that restated at least so many assets, the newest first.

    least: by default as many as make a wave (``wave_size``); 1 for every run with a restatement.
    """
    least = wave_size(config, cursor) if least is None else least
    return [
        Wave(run.at, run.assets, run.days, (*run.fields, *[GONE] * run.gone), run.oldest, run.close_change)
        for run in restating_runs(cursor, least, since, ids)
    ]


def _change(old: float | None, new: float | None) -> float | None:
    if old is None or new is None or not old or not isfinite(old) or not isfinite(new):
        return None
    return 100 * (new - old) / abs(old)
