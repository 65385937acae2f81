"""Freshness: whether each asset's 1D bars are recent enough to compute EMAs on."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freshbars.compute.instants import age, instant
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.source.assets import assets_of
from freshbars.source.price_history import Source
from freshbars.store.calendars import stored_calendars
from freshbars.store.daily_state import DailyState, read_states

if TYPE_CHECKING:
    from freshbars.compute.sessions import Calendars, Sessions
    from freshbars.refresh.stage import StoredBars

FRESH, STALE, NO_STATE, FUTURE, FAILED = "fresh", "stale", "no_state", "future", "failed"
RETIRED = "retired"
# What skip_stale_check lets through: bars exist and are right, only old or stamped ahead.
LENIENT = (STALE, FUTURE)


@dataclass(frozen=True)
class AssetFreshness:
    """How fresh an asset is, and why it is called so; the age of its newest 1D bar is in hours."""

    id: int
    symbol: str
    last_src_ts: str | None
    staleness_hours: float | None
    status: str
    reason: str


@dataclass(frozen=True)
class Freshness:
    """The freshness report: every requested asset with its status and reason, and who gets EMAs."""

    as_of: str
    staleness_hours: float
    skip_stale_check: bool
    assets: tuple[AssetFreshness, ...]
    fresh_ids: tuple[int, ...]
    skipped_ids: tuple[int, ...]

    @property
    def not_fresh(self) -> tuple[AssetFreshness, ...]:
        """The assets that are not fresh, also those that get EMAs nevertheless."""
        return tuple(asset for asset in self.assets if asset.status != FRESH)

    @property
    def skipped(self) -> tuple[AssetFreshness, ...]:
        """The assets that get no EMAs."""
        skipped = set(self.skipped_ids)
        return tuple(asset for asset in self.assets if asset.id in skipped)

    @property
    def counts(self) -> dict[str, int]:
        """How many assets have each status."""
        return {s: sum(a.status == s for a in self.assets) for s in (FRESH, STALE, NO_STATE, FUTURE, FAILED, RETIRED)}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Freshness":
        """Of JSON."""
        values = {field.name: content[field.name] for field in fields(cls)}
        lists = {name: tuple(values[name]) for name in ("fresh_ids", "skipped_ids")}
        return cls(**{**values, **lists, "assets": tuple(AssetFreshness(**asset) for asset in values["assets"])})


def judge(config: Config, cursor: Cursor, failed: Mapping[int, str], expected: "StoredBars | None" = None) -> Freshness:
    """The freshness report.

    failed: what went wrong with the bars of assets in this run. expected: the daily bars as a plan expects them; None
    for what is stored.
    """
    as_of = config.as_of or datetime.now(UTC)
    listed = assets_of(config)
    symbols = {asset: one.symbol for asset, one in listed.items()}
    states = expected.states() if expected else read_states(cursor)
    calendars = expected.calendars if expected else _calendars(cursor)
    ids = config.ids
    if ids is None:
        wanted = listed if config.source.kind == "exports" else ()
        ids = sorted({*wanted, *states, *failed, *Source(config, cursor).ids()})
    assets = tuple(
        _judge(config, as_of, asset, symbols.get(asset, ""), states.get(asset), failed.get(asset), calendars.get(asset))
        for asset in ids
    )
    assets = tuple(_retired(one) if one.id in listed and listed[one.id].retired else one for one in assets)
    let_through = {FRESH, RETIRED, *(LENIENT if config.skip_stale_check else ())}
    return Freshness(
        as_of=f"{as_of:%Y-%m-%dT%H:%M:%SZ}",
        staleness_hours=config.staleness_hours,
        skip_stale_check=config.skip_stale_check,
        assets=assets,
        fresh_ids=tuple(asset.id for asset in assets if asset.status in let_through and asset.last_src_ts),
        skipped_ids=tuple(asset.id for asset in assets if asset.status not in let_through or not asset.last_src_ts),
    )


def check_bar_freshness(config: Config, cursor: Cursor, failed: Mapping[int, str]) -> dict[str, Any]:
    """The freshness report as a dict, for programs that know the predecessor's function of this name."""
    return judge(config, cursor, failed).as_dict()


def _calendars(cursor: Cursor) -> "Calendars":
    """The stored sessions of the assets that have a calendar; where none has, NumPy is not loaded."""
    if not any(one.ids for one in stored_calendars(cursor).values()):
        return {}
    from freshbars.store.sessions import read_calendars

    return read_calendars(cursor)


def _overdue(config: Config, as_of: datetime, asset: int, state: DailyState, sessions: "Sessions") -> tuple[float, str]:
    """By how many hours the first session that an asset lacks is overdue, and what is said of it.

    It is due so long after its close as staleness_hours exceeds a day: for an asset that trades every day its bar would
    by then be older than staleness_hours.
    """
    tail = state.tail(asset)
    newest = tail.last_day if tail and tail.last_day else state.last_src_ts.toordinal()
    position = int(sessions.positions(newest + 1))
    close, day = instant(sessions.close(position)), date.fromordinal(int(sessions.dates(position)))
    hours = (as_of - close).total_seconds() / 3600 - (config.staleness_hours - 24)
    if hours > 0:
        return (
            hours,
            f"its session of {day:%A %Y-%m-%d} is {age(hours)} overdue; it closed {close:%Y-%m-%dT%H:%M:%SZ}",
        )
    return (
        hours,
        f"it has every session to {date.fromordinal(newest):%A %Y-%m-%d}; that of {day:%A %Y-%m-%d} is not due",
    )


def _judge(
    config: Config, as_of: datetime, asset: int, symbol: str, state: DailyState | None, failure: str | None,
    sessions: "Sessions | None",
) -> AssetFreshness:  # fmt: skip
    newest = state.last_src_ts if state else None
    hours = None if newest is None else (as_of - newest).total_seconds() / 3600
    if failure:
        status, reason = FAILED, failure
    elif state is None:
        status, reason = NO_STATE, "the source has no row of it"
    elif newest is None:
        status, reason = NO_STATE, f"none of its {state.n_rejects} source rows is a bar; see cmc_price_bars_1d_rejects"
    elif hours < 0:
        status, reason = FUTURE, f"its newest bar is {age(-hours)} after as_of: a clock or data error"
    elif sessions is not None:
        overdue, reason = _overdue(config, as_of, asset, state, sessions)
        status = STALE if overdue > 0 else FRESH
    elif hours > config.staleness_hours:
        status, reason = STALE, f"its newest bar is {age(hours)} old, more than {config.staleness_hours:g} hours"
    else:
        status, reason = FRESH, f"its newest bar is {age(hours)} old"
    return AssetFreshness(
        id=asset,
        symbol=symbol,
        last_src_ts=None if newest is None else f"{newest:%Y-%m-%dT%H:%M:%SZ}",
        staleness_hours=None if hours is None else round(hours, 3),
        status=status,
        reason=reason,
    )


def _retired(asset: AssetFreshness) -> AssetFreshness:
    """An asset of which no new days are expected: what it has is complete, and gets EMAs."""
    if asset.status not in (STALE, NO_STATE):
        return asset
    return replace(asset, status=RETIRED, reason=f"retired: {asset.reason.partition(', more than')[0]}")


def read(path: Path) -> Freshness:
    """The report that a run left in a file."""
    return Freshness.from_dict(json.loads(path.read_text(encoding="utf-8")))


def get_fresh_ids(report: Mapping[str, Any]) -> set[int]:
    """The assets that may get EMAs, of a report as a dict."""
    return set(report["fresh_ids"])


def table(report: Freshness) -> list[str]:
    """The report as lines for a person; at 1,000 assets the fresh ones are only counted."""
    assets = report.assets
    counts = ", ".join(f"{count} {status}" for status, count in report.counts.items() if count)
    lines = [f"Freshness as of {report.as_of}, limit {report.staleness_hours:g} hours: {counts}"]
    shown = assets if len(assets) <= 40 else [a for a in assets if a.status != FRESH]
    width = max((len(a.symbol) for a in shown), default=0)
    for a in shown:
        lines.append(f"  {a.id:>7}  {a.symbol:<{width}}  {a.status:<8}  {a.last_src_ts or '-':<20}  {a.reason}")
    return lines
