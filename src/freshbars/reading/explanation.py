"""Why an EMA is what it is: the closes behind it with their weights, who said each, and the recursion done again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from freshbars.compute import versions
from freshbars.compute.derivation import Derivation, derive
from freshbars.compute.families import EMA_FAMILIES
from freshbars.compute.histories import Histories
from freshbars.compute.instants import instant
from freshbars.compute.series import Series
from freshbars.database.connection import Cursor
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset
from freshbars.reading.point_in_time import PointInTime
from freshbars.store.daily_bars import read_daily
from freshbars.store.provenance import (
    EarlierClose,
    Origin,
    Reject,
    earlier_closes,
    origins,
    rejects_between,
    stored_ema,
)
from freshbars.store.series_tables import table_of


@dataclass(frozen=True)
class Explanation:
    """One EMA and everything that it is made of.

    column: what the family's table calls the value. finished: whether its bar is. days: of each close behind it. origins
    and earlier: by the close's instant. stored: what the table holds, None where it has no such row, or as of an instant.
    """

    asset: int
    symbol: str | None
    timeframe: str
    period: int
    family: str
    column: str
    day: date
    time_close: datetime
    finished: bool
    timezone: str
    calendar: str | None
    known_at: datetime | None
    derivation: Derivation
    instants: Sequence[int]
    days: Sequence[date]
    origins: Mapping[int, Origin]
    earlier: Mapping[int, Sequence[EarlierClose]]
    rejects: Sequence[Reject]
    stored: float | None

    @property
    def value(self) -> float:
        """The EMA: as stored, or where it is not stored as computed."""
        return self.derivation.value if self.stored is None else self.stored

    def as_dict(self) -> dict[str, Any]:
        """For JSON. ``closes``: oldest first, those of the seed without ``smoothing``; their weights sum to 1."""
        found = self.derivation
        smoothing = [None] * found.seed + found.smoothing.tolist()
        parts = zip(self.days, found.closes.tolist(), found.weights.tolist(), smoothing, self.instants, strict=True)
        return {
            "asset": self.asset,
            "symbol": self.symbol,
            "timeframe": self.timeframe,
            "period": self.period,
            "family": self.family,
            "column": self.column,
            "day": self.day.isoformat(),
            "time_close": _text(self.time_close),
            "finished": self.finished,
            "timezone": self.timezone,
            "calendar": self.calendar,
            "known_at": _text(self.known_at),
            "version": versions.EMAS,
            "value": self.value,
            "recomputed": found.value,
            "stored": self.stored,
            "seed_closes": found.seed,
            "seed_weight": found.seed_weight,
            "closes": [
                {"day": day.isoformat(), "close": close, "weight": weight, "smoothing": a, **self._said(at)}
                for day, close, weight, a, at in parts
            ],
            "rejected": [{"day": one.day and one.day.isoformat(), "reason": one.reason} for one in self.rejects],
        }

    def _said(self, at: int) -> dict[str, Any]:
        origin = self.origins.get(at)
        if origin is None:
            return {}
        said = {"file": origin.file, "loaded": _text(origin.loaded), "known_from": _text(origin.known_from)}
        before = [{"close": one.close, "until": _text(one.known_until)} for one in self.earlier.get(at, ())]
        return said | ({"earlier": before} if before else {})


def explain(
    cursor: Cursor, known: PointInTime, asset: int, listed: Asset | None, series: Series, day: date | None, column: str
) -> Explanation:
    """The explanation of an asset's EMA of the one timeframe and period of a series.

    day: of the daily bar whose value is asked for; None for the newest finished bar. column: ``ema``, the
    textbook EMA, or ``ema_daily``. Raises UserError where there is no value.
    """
    (label,), (period,), family = series.timeframes, series.periods, EMA_FAMILIES[series.name]
    columns = {family.public_name(name): name for name in reversed(series.fold.names)}
    if column not in columns:
        raise UserError(f"EMAs of {series.name} have {' and '.join(columns)}, not {column!r}")
    column = columns[column]
    bars = read_daily(cursor, [asset], known.relation([asset])).get(asset)
    if bars is None:
        raise UserError(f"asset {asset} has no daily bars")
    histories = Histories.whole({asset: bars}, series.timezone, known.calendars)
    dates = histories.dates(histories.days, histories.asset)
    finished = series.fold.lay_out(histories).finished[0]
    row = _row(dates, finished, family.kind == "days", day)
    found = derive(family, series.timeframes[label], period, histories, row, column)
    if found is None:
        raise UserError(
            f"asset {asset} has no EMA {period} of {label} on {date.fromordinal(int(dates[row]))} yet: it begins with the "
            f"first {period} finished bars, and there are {int(finished[: row + 1].sum())}"
        )
    instants = bars["time_close"][found.rows].tolist()
    ts = int(bars["time_close"][row])
    sessions = known.calendars.get(asset)
    stored = None
    if known.at is None:
        stored = stored_ema(cursor, table_of(series).name, column, (asset, label, period), ts)
    return Explanation(
        asset=asset,
        symbol=listed.symbol if listed else None,
        timeframe=label,
        period=period,
        family=series.name,
        column=column,
        day=date.fromordinal(int(dates[row])),
        time_close=instant(ts),
        finished=bool(finished[row]),
        timezone=series.timezone,
        calendar=sessions.name if sessions else None,
        known_at=known.at,
        derivation=found,
        instants=instants,
        days=[date.fromordinal(one) for one in dates[found.rows].tolist()],
        origins=origins(cursor, known.relation([asset]), asset, instants),
        earlier=_until(earlier_closes(cursor, asset, instants[0], instants[-1]), known.at),
        rejects=rejects_between(cursor, asset, instants[0], instants[-1], series.timezone) if known.at is None else [],
        stored=stored,
    )


def _row(dates: np.ndarray, finished: np.ndarray, every_day: bool, day: date | None) -> int:
    """The number of the daily bar that is asked for. Raises UserError where that day has none."""
    if day is None:
        return len(dates) - 1 if every_day or not finished.any() else int(np.flatnonzero(finished)[-1])
    row = int(np.searchsorted(dates, day.toordinal()))
    if row < len(dates) and dates[row] == day.toordinal():
        return row
    near = [date.fromordinal(int(dates[i])) for i in (row - 1, row) if 0 <= i < len(dates)]
    raise UserError(f"there is no daily bar of {day}; the nearest are of {' and '.join(map(str, near))}")


def _until(earlier: dict[int, list[EarlierClose]], at: datetime | None) -> dict[int, list[EarlierClose]]:
    """The replaced closes, as of an instant: those that had been replaced by then."""
    if at is None:
        return earlier
    return {close: kept for close, all_ in earlier.items() if (kept := [one for one in all_ if one.known_until <= at])}


def _text(moment: datetime | None) -> str | None:
    return moment and moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
