"""Folds driven by hand: what they make of days, and what a database would keep of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from freshbars.compute.daily_bars import DAILY
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.fold import Block, Emission, Fold, Stop
from freshbars.compute.histories import Histories
from freshbars.compute.sessions import EVERY_DAY, Calendars
from freshbars.config import validate
from freshbars.refresh.series_stage import SeriesStage
from oracle import labels

# A row's asset, timeframe (by number), period and time; bars have the period 0.
Key = tuple[int, int, int, int]


def timeframes(rule: str, family: str) -> list[str]:
    """Timeframes of a family, short and long."""
    bars = BAR_FAMILIES[family if rule == "bars" else EMA_FAMILIES[family].bars]
    return [label for label in labels(bars.alignment, bars.scheme) if label != "1D"]


def series_stage(
    rule: str, family: str, labels: Iterable[str] = (), periods: Iterable[int] = (1, 2, 5), zone: str = "UTC"
) -> SeriesStage:
    """The stage of a family, with these timeframes or with some of each length."""
    labels = [label for label in labels or timeframes(rule, family) if label != "1D"]
    if rule == "bars":
        given = {"bars": {family: labels}, "emas": {"families": ["v2"]}}
    else:
        given = {"bars": {EMA_FAMILIES[family].bars: labels}, "emas": {"families": [family], "periods": [*periods]}}
    return SeriesStage(validate({**given, "timezone": zone}), rule, family)


def shape(fold: Fold) -> tuple[int, int]:
    """How many timeframes and periods."""
    return len(fold.timeframes), len(getattr(fold, "periods", (0,)))


def follow(
    carry: np.ndarray, parts: Mapping[int, np.ndarray], zone: str, calendars: Calendars = EVERY_DAY
) -> Histories:
    """Days that go on from states."""
    bars = np.concatenate(list(parts.values())).astype(DAILY)
    counts = np.array([len(part) for part in parts.values()])
    begun = carry["first_day"].copy(), carry["skipped"].copy()
    return Histories.following(np.array(list(parts)), bars, counts, *begun, zone, calendars)


def blocks(
    fold: Fold, carry: np.ndarray, some: Histories, since: int | np.ndarray = 0, finished_only: bool = False,
    stops: Iterable[Stop] = (),
) -> tuple[list[Block], Emission]:  # fmt: skip
    """Advance the states, their headers too. since: number of a daily bar, for all series or for each."""
    emission = Emission(np.broadcast_to(since, (len(carry), *shape(fold))), finished_only)
    made = list(fold.advance(carry, some, fold.lay_out(some), emission, stops))
    return made, emission


def columns(fold: Fold, made: Iterable[Block], ids: np.ndarray) -> dict[str, np.ndarray]:
    """The blocks one after the other, with ``id`` and ``tf``, the number of the timeframe."""
    parts = [{"id": ids[block.asset], "tf": block.tf, **block.columns} for block in made if len(block.asset)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def records(fold: Fold, made: Iterable[Block], ids: np.ndarray) -> dict[Key, tuple]:
    """The rows by key, every value as it is spelled: a zero differs from one of another sign, nothing equals nothing."""
    found = columns(fold, made, ids)
    if not found:
        return {}
    time = found.get("time_close", found.get("ts"))
    keys = [part.tolist() for part in (found["id"], found["tf"], found.get("period", np.zeros_like(time)), time)]
    keys = list(zip(*keys, strict=True))
    assert len(set(keys)) == len(keys)
    spelled = [bits(values) for values in found.values()]
    return dict(zip(keys, zip(*spelled, strict=True), strict=True))


def bits(values: np.ndarray) -> list:
    if values.dtype.kind != "f":
        return values.tolist()
    return np.where(np.isnan(values), np.nan, values).view(np.int64).tolist()


def at_once(
    fold: Fold, found: Mapping[int, np.ndarray], zone: str, calendars: Calendars = EVERY_DAY
) -> tuple[dict[Key, tuple], dict[int, bytes]]:
    """All rows of some assets, side by side, and their states."""
    carry = fold.empty(len(found))
    some = Histories.whole(dict(found), zone, calendars)
    made, _ = blocks(fold, carry, some)
    return records(fold, made, some.ids), {asset: carry[i].tobytes() for i, asset in enumerate(found)}


def written(
    stage: SeriesStage, daily: np.ndarray, labels: Iterable[str] = (), since: int | np.ndarray = 0, **how: bool
) -> dict[str, dict[str, np.ndarray]]:
    """The columns that a stage writes of each timeframe of an asset, besides its id; no rows where it writes none."""
    fold, names = stage.series.fold, list(stage.series.timeframes)
    made, _ = blocks(fold, fold.empty(1), Histories.whole({7: daily}, stage.series.timezone), since, **how)
    found = columns(fold, made, np.array([7]))
    if not found:
        return {label: {"tf": np.zeros(0)} for label in labels or names}
    assert (found.pop("id") == 7).all()
    found["tf"] = np.array(names)[found["tf"]]
    return {label: {name: v[found["tf"] == label] for name, v in found.items()} for label in labels or names}


class Book:
    """What a database would hold of some assets: rows and states, kept by advancing from one piece to the next.

    turned, seeded: how many rows a later day replaced, how many pieces had a series seeded from closes before them.
    """

    def __init__(self, fold: Fold, zone: str, calendars: Calendars = EVERY_DAY) -> None:
        self.fold, self.zone, self.calendars = fold, zone, calendars
        self.rows: dict[Key, tuple] = {}
        self.states: dict[int, bytes] = {}
        self.seen: dict[int, np.ndarray] = {}
        self.turned = self.seeded = 0

    def add(self, pieces: Mapping[int, np.ndarray]) -> None:
        """New days of some assets, all of them side by side."""
        new = {asset: piece for asset, piece in pieces.items() if len(piece)}
        begun = [asset for asset in new if asset in self.states]
        scratch = [asset for asset in new if asset not in self.states]
        for asset, piece in new.items():
            self.seen[asset] = np.concatenate([self.seen.get(asset, piece[:0]), piece])
        if begun:
            carry, parts = self._go_on(begun, new)
            some = follow(carry, parts, self.zone, self.calendars)
            must = self.fold.needs_history(carry, some, self.fold.lay_out(some)).tolist()
            late = [asset for asset, needs in zip(begun, must, strict=True) if needs]
            self.seeded += len(late)
            earlier = {a: Histories.whole({a: self.seen[a]}, self.zone, self.calendars) for a in late}
            self._take(carry, replace(some, earlier=earlier), some.skipped, parts)
        if scratch:
            some = Histories.whole({asset: new[asset] for asset in scratch}, self.zone, self.calendars)
            self._take(self.fold.empty(len(scratch)), some, some.skipped, new)

    def _go_on(self, ids: list[int], new: Mapping[int, np.ndarray]) -> tuple[np.ndarray, dict[int, np.ndarray]]:
        carry = np.frombuffer(b"".join(self.states[asset] for asset in ids), self.fold.dtype).copy()
        return carry, {asset: np.append(carry["newest"][i], new[asset]) for i, asset in enumerate(ids)}

    def _take(self, carry: np.ndarray, some: Histories, since: np.ndarray, parts: Mapping[int, np.ndarray]) -> None:
        """Rows from the newest known day on: of that day only those differ that the next day finished."""
        layout = self.fold.lay_out(some)
        made, _ = blocks(self.fold, carry, some, since[:, None, None])
        fresh = records(self.fold, made, some.ids)
        days = zip(some.ids[some.asset].tolist(), some.bars["time_close"].tolist(), strict=True)
        place = {day: i for i, day in enumerate(days)}
        for key, row in fresh.items():
            asset, tf, _, time = key
            i = place[asset, time]
            old = time == parts[asset]["time_close"][0] and asset in self.states
            assert old or key not in self.rows
            if old and layout.finished[tf, i] == layout.alone[tf, i]:
                assert self.rows[key] == row, "a day that was known was not to change"
            self.turned += old and self.rows.get(key) != row
        self.rows |= fresh
        self.states |= {asset: carry[i].tobytes() for i, asset in enumerate(some.ids.tolist())}
