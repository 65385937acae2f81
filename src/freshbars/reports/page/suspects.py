"""The suspects on the page: what is implausible, the days around it, and a small picture of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

import numpy as np

from freshbars.compute.instants import local_days, microseconds
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.plausibility.findings import Kind, Outcome
from freshbars.refresh.suspicions import described
from freshbars.store.chart_rows import daily_around
from freshbars.store.suspects import Suspect, read_suspects

# So many suspects are listed, each with so many days: those named, and those in the picture before and after it.
LISTED, NAMED, BEFORE, AFTER = 50, 2, 30, 5
WIDTH, HEIGHT, EDGE = 180, 44, 4


class Day(NamedTuple):
    """The prices of a day; ``suspect``: it is the day in question."""

    day: date
    high: float
    low: float
    close: float
    suspect: bool


class Shown(NamedTuple):
    """A suspect as the page shows it. picture: points of a line of closes, and the point of the suspect day."""

    asset: int
    name: str
    reason: str
    days: Sequence[Day]
    points: str
    mark: tuple[float, float]


def suspects(config: Config, cursor: Cursor, names: Mapping[int, str]) -> tuple[list[Shown], int]:
    """The first suspect bar of each asset that is held, and how many more assets there are."""
    held = {
        asset: first
        for asset, found in read_suspects(cursor, names).items()
        if (first := next((one for one in found if one.outcome is Outcome.HOLD), None))
    }
    listed = dict(list(held.items())[:LISTED])
    bars = daily_around(cursor, {asset: one.time_close for asset, one in listed.items()}, BEFORE, AFTER)
    shown = [
        _shown(config, names[asset], one, bars[asset]) for asset, one in listed.items() if len(bars.get(asset, ()))
    ]
    return shown, len(held) - len(listed)


def _shown(config: Config, name: str, suspect: Suspect, bars: np.ndarray) -> Shown:
    """bars: those around the suspect one, in the order of time (dtype BAR)."""
    at = int(np.searchsorted(bars["at"], microseconds(suspect.time_close)).clip(max=len(bars) - 1))
    dates = [date.fromordinal(day) for day in local_days(bars["at"], config.timezone).tolist()]
    near = range(max(at - NAMED, 0), min(at + NAMED, len(bars)))
    days = [Day(dates[i], bars["h"][i], bars["l"][i], bars["c"][i], i == at) for i in near]
    # Of extremes and of spikes within a day the close says nothing.
    values = np.where(np.arange(len(bars)) == at, suspect.observed, bars["c"]) if _within(suspect) else bars["c"]
    points = _points(values.tolist())
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Shown(suspect.asset, name, described(suspect), days, line, points[at])


def _within(suspect: Suspect) -> bool:
    return suspect.kind is Kind.EXTREMES and suspect.observed > 0


def _points(values: list[float]) -> list[tuple[float, float]]:
    """The corners of a line through values, on a logarithmic scale where all are positive."""
    scaled = [log(value) for value in values] if min(values) > 0 else values
    low, span = min(scaled), max(scaled) - min(scaled) or 1.0
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    return [
        (round(EDGE + i * step, 1), round(HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE), 1))
        for i, value in enumerate(scaled)
    ]
