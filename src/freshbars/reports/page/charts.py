"""The charts of the report: which bars and EMAs they show, read from the database, packed into few characters."""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.instants import local_days
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.store.chart_rows import emas_at_bars, newest_bars, newest_daily

# One timeframe of each family has a chart: this one, or the first that is configured.
SHOWN = {
    "multi_tf": "7D",
    "cal_us": "1W_CAL_US",
    "cal_iso": "1W_CAL_ISO",
    "cal_anchor_us": "2W_CAL_ANCHOR_US",
    "cal_anchor_iso": "1M_CAL_ANCHOR",
}
PERIODS = (21, 50, 200)
# Daily bars of all charts together, which bounds the page to about 12 MB; so many assets have charts, with so many bars.
BUDGET, CHARTED = 400_000, 1_500
LEAST, MOST = 60, 1_500
BATCH = 50
_UNIX_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Chart:
    """Bars of one timeframe (``bars`` is None for 1D) with the EMAs, by family and period, that go over them."""

    tf: str
    bars: str | None
    emas: tuple[tuple[str, int], ...]

    @property
    def label(self) -> str:
        """Name of the chart; two families may share a timeframe."""
        return f"{self.tf} · {self.bars}" if self.bars else f"{self.tf} · daily"


def charts_of(config: Config) -> list[Chart]:
    """The charts of every asset: 1D, and one timeframe of each configured family."""
    periods = [p for p in PERIODS if p in config.emas.periods]
    periods = sorted([*periods, *[p for p in config.emas.periods if p not in periods]][:3])
    found = [Chart("1D", None, tuple((f, p) for f in config.emas.families if EMA_FAMILIES[f].has_1d for p in periods))]
    for name, wanted in SHOWN.items():
        labels = [timeframe.label for timeframe in getattr(config.bars, name)]
        if labels:
            emas = tuple((f, p) for f in config.emas.families if EMA_FAMILIES[f].bars == name for p in periods)
            found.append(Chart(wanted if wanted in labels else labels[0], name, emas))
    return found


class Limits(NamedTuple):
    """At most so many assets have charts, of so many daily bars, or bars of another timeframe."""

    assets: int
    daily: int
    bars: int


def limits_of(assets: int) -> Limits:
    """What a page of so many assets shows of each."""
    daily = min(max(BUDGET // max(assets, 1), LEAST), MOST)
    return Limits(min(assets, CHARTED), daily, daily // 4)


def series(config: Config, cursor, charts: list[Chart], ids: list[int], limits: Limits) -> list[tuple[int, str]]:
    """For each asset that has bars its charts, packed."""
    blobs = []
    for i in range(0, len(ids), BATCH):
        batch = ids[i : i + BATCH]
        parts: dict[int, list] = {asset: [] for asset in batch}
        for chart in charts:
            bars = _bars(cursor, chart, batch, limits.daily if chart.bars is None else limits.bars)
            emas = _emas(cursor, chart, bars)
            for asset in batch:
                if asset in bars:
                    columns = [(period, emas[asset, family, period]) for family, period in chart.emas]
                    parts[asset].append(_pack(bars[asset], columns, config.timezone))
                else:
                    parts[asset].append(None)
        for asset, packed in parts.items():
            if packed[0]:
                text = json.dumps(packed, separators=(",", ":"))
                blobs.append((asset, base64.b64encode(zlib.compress(text.encode(), 9)).decode()))
    return blobs


def _bars(cursor: Cursor, chart: Chart, ids: list[int], limit: int) -> dict[int, np.ndarray]:
    """The newest finished bars of each asset, and the one that is under way (dtype BAR)."""
    if chart.bars is None:
        return newest_daily(cursor, ids, limit)
    return newest_bars(cursor, BAR_FAMILIES[chart.bars].table, chart.tf, ids, limit)


def _emas(cursor: Cursor, chart: Chart, bars: Mapping[int, np.ndarray]) -> dict[tuple[int, str, int], np.ndarray]:
    """The textbook EMAs at the close of each bar, by asset, family and period; NaN if there is none."""
    found = {(a, *ema): np.full(len(b), np.nan) for a, b in bars.items() for ema in chart.emas}
    for family in dict(chart.emas) if bars else ():
        periods, one = [period for name, period in chart.emas if name == family], EMA_FAMILIES[family]
        stored = emas_at_bars(cursor, one.table, one.textbook, chart.tf, periods, bars)
        for (asset, period), part in stored.items():
            at = bars[asset]["at"]
            where = np.searchsorted(at, part["at"])
            meets = at[where] == part["at"]
            found[asset, family, period][where[meets]] = part["ema"][meets]
    return found


def _pack(bars: np.ndarray, emas: list[tuple[int, np.ndarray]], timezone: str) -> dict[str, Any]:
    """A chart in few characters, every number to six significant digits; page.js unpacks it.

    ``d`` are days since 1970, each as its distance from the one before; prices are whole numbers of 10**-x: the open as
    its distance from the close before, high, low and close from the open, an EMA from what its value before and the
    close make likely. Where that does not fit into whole numbers x is None and prices are written as they are.
    ``u``: the last bar is under way.
    """
    days = local_days(bars["at"], timezone) - _UNIX_DAY
    prices = [_rounded(bars[name]) for name in "ohlc"]
    emas = [(period, _rounded(values)) for period, values in emas]
    sizes = np.abs(np.concatenate([*prices, *(values for _, values in emas)]))
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    packed: dict[str, Any] = {"d": np.diff(days, prepend=0).tolist(), "u": not bool(bars["done"][-1])}
    digits = 5 - int(np.floor(np.log10(sizes.min()))) if len(sizes) else 0
    if len(sizes) and (abs(digits) > 22 or sizes.max() * 10.0**digits > 2**53):
        return packed | {"x": None, "p": [p.tolist() for p in prices], "e": [_listed(e) for _, e in emas]}
    o, h, l, c = (np.rint(p * 10.0**digits).astype(np.int64) for p in prices)  # noqa: E741
    steps = [o - np.r_[0, c[:-1]], h - o, l - o, c - o]
    return packed | {
        "x": digits,
        "p": [s.tolist() for s in steps],
        "e": [_distances(e, c, period, digits) for period, e in emas],
    }


def _rounded(values: np.ndarray) -> np.ndarray:
    return np.array([float(f"{value:.6g}") for value in values.tolist()])


def _distances(values: np.ndarray, close: np.ndarray, period: int, digits: int) -> list[int | None]:
    known = np.isfinite(values)
    whole = np.rint(values[known] * 10.0**digits).astype(np.int64)
    likely = np.floor(whole[:-1] + 2 / (period + 1) * (close[known][1:] - whole[:-1]) + 0.5).astype(np.int64)
    result = np.full(len(values), None, object)
    result[known] = (whole - np.r_[0, likely][: len(whole)]).tolist()
    return result.tolist()


def _listed(values: np.ndarray) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]
