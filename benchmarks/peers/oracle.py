"""What every peer's tables must hold, computed from the prices as they stand now, and the cells that differ from it."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

# Cells may differ by this much, relative to the value.
TOLERANCE = 1e-12
Tables = dict[str, dict[tuple, np.ndarray]]


def expected(rows: list[tuple], periods: list[int]) -> Tables:
    """The tables, each as a dict from key to values. rows: (id, day, open, high, low, close, volume); day since 1970."""
    tables: Tables = {"p_day": {}, "p_bar": {}, "p_week": {}}
    by_asset: dict[int, list[tuple]] = {}
    for asset, *day in sorted(rows):
        by_asset.setdefault(asset, []).append(tuple(day))
    for asset, days in by_asset.items():
        _add_emas(tables["p_day"], asset, [(day[0], day[4]) for day in days], periods)
        weeks: dict[int, list[tuple]] = {}
        for day in days:
            # 1970-01-05 was a Monday.
            weeks.setdefault((day[0] - 4) // 7, []).append(day)
        finished = [week for week in weeks.values() if len(week) == 7]
        for week in finished:
            stamps, opens, highs, lows, closes, volumes = zip(*week, strict=True)
            values = opens[0], max(highs), min(lows), closes[-1], math.fsum(volumes)
            tables["p_bar"][asset, stamps[-1]] = np.array(values)
        _add_emas(tables["p_week"], asset, [(week[-1][0], week[-1][4]) for week in finished], periods)
    return tables


def _add_emas(table: dict[tuple, np.ndarray], asset: int, closes: list[tuple], periods: list[int]) -> None:
    """The seeded EMAs of one series: the mean of the first p closes, then ``a * x + (1 - a) * e`` with ``a = 2 / (p + 1)``."""
    for period in periods:
        ema = math.fsum(close for _, close in closes[:period]) / period
        for i in range(period - 1, len(closes)):
            day, close = closes[i]
            if i >= period:
                weight = 2 / (period + 1)
                ema = weight * close + (1 - weight) * ema
            table[asset, period, day] = np.array([ema])


def wrong_cells(found: Mapping[str, Any], tables: Tables) -> int:
    """How many cells are missing, not expected, or off by more than TOLERANCE.

    found: the rows of each table, as tuples of the key (id, period if there is one, day since 1970) and then the values.
    """
    wrong = 0
    for name, wanted in tables.items():
        width = 2 if name == "p_bar" else 3
        values = 5 if name == "p_bar" else 1
        seen = set()
        for row in found[name]:
            key = row[:width]
            seen.add(key)
            want = wanted.get(key)
            if want is None:
                wrong += values
                continue
            have = np.array([math.nan if value is None else value for value in row[width:]], float)
            wrong += int((~(np.abs(have - want) <= TOLERANCE * np.abs(want))).sum())
        wrong += values * len(wanted.keys() - seen)
    return wrong
