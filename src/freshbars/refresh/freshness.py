"""Freshness: whether each asset's 1D bars are recent enough to compute EMAs on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from freshbars.compute.instants import age, instant
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Connection, Cursor
from freshbars.inputs.assets import assets_of
from freshbars.plausibility.findings import Outcome
from freshbars.refresh.suspicions import described, unrecorded
from freshbars.store.calendars import stored_calendars
from freshbars.store.daily_state import DailyState, read_states
from freshbars.store.freshness_rows import FreshnessRow, write_report
from freshbars.store.suspects import Suspect, read_suspects

if TYPE_CHECKING:
    from freshbars.compute.sessions import Calendars, Sessions
    from freshbars.refresh.stage import StoredBars


class Status(StrEnum):
    """Whether an asset may get EMAs. An asset has the first status that applies."""

    FAILED = "failed"
    NO_STATE = "no_state"
    SUSPECT = "suspect"
    FUTURE = "future"
    STALE = "stale"
    RETIRED = "retired"
    FRESH = "fresh"


# skip_stale_check lets these through: their bars are valid, but old or dated in the future.
LENIENT = (Status.STALE, Status.FUTURE)


# -- reasons -----------------------------------------------------------------------------------------------------------


class BarsFailed(NamedTuple):
    """The asset's bars failed in this run."""

    message: str

    def __str__(self) -> str:
        return self.message


class NoBars(NamedTuple):
    """The asset has no bars. rejects: number of its source rows, all rejected."""

    rejects: int

    def __str__(self) -> str:
        if not self.rejects:
            return "no rows in the source"
        return f"none of its {self.rejects} source rows is a bar; see cmc_price_bars_1d_rejects"


class Implausible(NamedTuple):
    """Bars of the asset are implausible, so that EMAs may not use them. first: the first that holds it. count: how many do."""

    first: Suspect
    count: int

    @property
    def what(self) -> str:
        """What is implausible, without what to do about it."""
        more = "" if self.count == 1 else f" (and {self.count - 1} more)"
        return f"{described(self.first)}{more}"

    def __str__(self) -> str:
        return f"{self.what}; correct, exclude or confirm it"


class Age(NamedTuple):
    """Age of the newest bar, in hours; negative for a bar dated after ``as_of``. limit: set where it is exceeded."""

    hours: float
    limit: float | None = None

    def __str__(self) -> str:
        if self.hours < 0:
            return f"its newest bar is {age(-self.hours)} after as_of: a clock or data error"
        exceeded = "" if self.limit is None else f", more than {self.limit:g} hours"
        return f"its newest bar is {age(self.hours)} old{exceeded}"


class NextSession(NamedTuple):
    """The first session that an asset lacks. hours: by how much it is overdue; negative while it is not due yet."""

    day: date
    closes: datetime
    newest: date
    hours: float

    def __str__(self) -> str:
        day = f"{self.day:%A %Y-%m-%d}"
        if self.hours > 0:
            return f"its session of {day} is {age(self.hours)} overdue; it closed {self.closes:%Y-%m-%dT%H:%M:%SZ}"
        return f"it has every session to {self.newest:%A %Y-%m-%d}; that of {day} is not due"


class Retired(NamedTuple):
    """No new days are expected of the asset. why: what it would be called otherwise."""

    why: NoBars | Age | NextSession

    def __str__(self) -> str:
        return f"retired: {self.why._replace(limit=None) if isinstance(self.why, Age) else self.why}"


Reason = BarsFailed | NoBars | Implausible | Age | NextSession | Retired


# -- the report --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AssetFreshness:
    """Status of an asset and the reason for it. last_src_ts: of its newest 1D bar, which is staleness_hours old."""

    id: int
    symbol: str
    last_src_ts: datetime | None
    staleness_hours: float | None
    status: Status
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"last_src_ts": self.last_src_ts and _stamp(self.last_src_ts)}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "AssetFreshness":
        """From JSON, also that of an earlier version, which may lack all but the id, the status and the reason."""
        newest = content.get("last_src_ts")
        return cls(
            content["id"],
            content.get("symbol", ""),
            newest and datetime.fromisoformat(newest),
            content.get("staleness_hours"),
            Status(content["status"]),
            content["reason"],
        )


@dataclass(frozen=True)
class Freshness:
    """The freshness report: every requested asset with its status and reason, and which assets get EMAs."""

    as_of: datetime
    staleness_hours: float
    skip_stale_check: bool
    assets: tuple[AssetFreshness, ...]
    fresh_ids: tuple[int, ...]
    skipped_ids: tuple[int, ...]

    @property
    def not_fresh(self) -> tuple[AssetFreshness, ...]:
        """The assets that are not fresh, including those that get EMAs nevertheless."""
        return tuple(asset for asset in self.assets if asset.status != Status.FRESH)

    @property
    def skipped(self) -> tuple[AssetFreshness, ...]:
        """The assets that get no EMAs."""
        skipped = set(self.skipped_ids)
        return tuple(asset for asset in self.assets if asset.id in skipped)

    @property
    def counts(self) -> dict[Status, int]:
        """Number of assets with each status, the fresh ones first."""
        order = (Status.FRESH, *(status for status in Status if status != Status.FRESH))
        return {status: sum(asset.status == status for asset in self.assets) for status in order}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return values | lists | {"as_of": _stamp(self.as_of), "assets": [asset.as_dict() for asset in self.assets]}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Freshness":
        """From JSON. Raises KeyError or ValueError if it is not a freshness report."""
        values = {one.name: content[one.name] for one in fields(cls)}
        lists = {name: tuple(values[name]) for name in ("fresh_ids", "skipped_ids")}
        assets = tuple(AssetFreshness.from_dict(asset) for asset in values["assets"])
        return cls(**values | lists | {"assets": assets, "as_of": datetime.fromisoformat(values["as_of"])})


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def read_report(path: Path) -> Freshness:
    """The report that a run wrote to a file."""
    return Freshness.from_dict(json.loads(path.read_text(encoding="utf-8")))


def lines(report: Freshness) -> list[str]:
    """The report for the console; of more than 40 assets the fresh ones are only counted."""
    assets = report.assets
    counts = ", ".join(f"{count} {status}" for status, count in report.counts.items() if count)
    out = [f"Freshness as of {_stamp(report.as_of)}, limit {report.staleness_hours:g} hours: {counts}"]
    shown = assets if len(assets) <= 40 else report.not_fresh
    width = max((len(a.symbol) for a in shown), default=0)
    for a in shown:
        newest = _stamp(a.last_src_ts) if a.last_src_ts else "-"
        out.append(f"  {a.id:>7}  {a.symbol:<{width}}  {a.status:<8}  {newest:<20}  {a.reason}")
    return out


# -- judged ------------------------------------------------------------------------------------------------------------


def judge(config: Config, cursor: Cursor, failed: Mapping[int, str], expected: "StoredBars | None" = None) -> Freshness:
    """The freshness report.

    failed: error messages of the assets whose bars failed in this run. expected: the daily bars that a plan expects;
    None for the stored ones.
    """
    as_of = config.as_of or datetime.now(UTC)
    listed = assets_of(config)
    states = expected.states() if expected else read_states(cursor)
    calendars = expected.calendars if expected else _calendars(cursor)
    suspects = expected.suspects() if expected else read_suspects(cursor)
    ids = config.ids
    if ids is None:
        wanted = listed if config.source.kind == "exports" else ()
        ids = sorted({*wanted, *states, *failed, *Context(config).price_history(cursor).ids()})
    assets = []
    for asset in ids:
        one, state = listed.get(asset), states.get(asset)
        newest = state.last_src_ts if state else None
        if state and asset not in failed and state.last_src_ts and (reason := implausible(asset, state, suspects)):
            status = Status.SUSPECT
        else:
            status, reason = _judge(config, as_of, asset, state, failed.get(asset), calendars.get(asset))
        if one and one.retired and status in (Status.STALE, Status.NO_STATE):
            # No new days are expected: what it has is complete, and gets EMAs.
            status, reason = Status.RETIRED, Retired(reason)
        hours = None if newest is None else round(_hours(as_of, newest), 3)
        assets.append(AssetFreshness(asset, one.symbol if one else "", newest, hours, status, str(reason)))
    let_through = {Status.FRESH, Status.RETIRED, *(LENIENT if config.skip_stale_check else ())}
    allowed = [asset.id for asset in assets if asset.status in let_through and asset.last_src_ts]
    return Freshness(
        as_of=as_of,
        staleness_hours=config.staleness_hours,
        skip_stale_check=config.skip_stale_check,
        assets=tuple(assets),
        fresh_ids=tuple(allowed),
        skipped_ids=tuple(sorted({asset.id for asset in assets}.difference(allowed))),
    )


def write_table(config: Config, connection: Connection, report: Freshness) -> None:
    """Write the report to the database, for readers with SQL."""
    allowed = set(report.fresh_ids)
    rows = [
        FreshnessRow(one.id, one.symbol, one.status.value, one.reason, one.id in allowed, one.last_src_ts, report.as_of)
        for one in report.assets
    ]
    connection.set_session(isolation_level="DEFAULT", readonly="DEFAULT")
    with connection, connection.cursor() as cursor:
        write_report(cursor, rows, whole=config.ids is None)


def check_bar_freshness(config: Config, cursor: Cursor, failed: Mapping[int, str]) -> dict[str, Any]:
    """The freshness report as a dict, for programs that use the predecessor's function of this name."""
    return judge(config, cursor, failed).as_dict()


def get_fresh_ids(report: Mapping[str, Any]) -> set[int]:
    """The assets that may get EMAs, from a report as a dict."""
    return set(report["fresh_ids"])


def _calendars(cursor: Cursor) -> "Calendars":
    """The stored sessions of the assets that have a calendar. NumPy is imported only if there are any."""
    if not any(one.ids for one in stored_calendars(cursor).values()):
        return {}
    from freshbars.store.sessions import read_calendars

    return read_calendars(cursor)


def implausible(asset: int, state: DailyState, suspects: Mapping[int, Sequence[Suspect]]) -> Implausible | None:
    """Why EMAs may not use some bars of an asset; None if they may use all."""
    if not state.is_suspect(asset):
        return None
    holding = [one for one in suspects.get(asset, ()) if one.outcome is Outcome.HOLD]
    return Implausible(holding[0] if holding else unrecorded(asset, state.last_src_ts), max(len(holding), 1))


def _hours(later: datetime, earlier: datetime) -> float:
    return (later - earlier).total_seconds() / 3600


def _judge(
    config: Config, as_of: datetime, asset: int, state: DailyState | None, failure: str | None,
    sessions: "Sessions | None",
) -> tuple[Status, Reason]:  # fmt: skip
    if failure:
        return Status.FAILED, BarsFailed(failure)
    if state is None or state.last_src_ts is None:
        return Status.NO_STATE, NoBars(state.n_rejects if state else 0)
    if (hours := _hours(as_of, state.last_src_ts)) < 0:
        return Status.FUTURE, Age(hours)
    if sessions is not None:
        session = _next_session(config, as_of, asset, state, sessions)
        return Status.STALE if session.hours > 0 else Status.FRESH, session
    if hours > config.staleness_hours:
        return Status.STALE, Age(hours, config.staleness_hours)
    return Status.FRESH, Age(hours)


def _next_session(config: Config, as_of: datetime, asset: int, state: DailyState, sessions: "Sessions") -> NextSession:
    """The first session that an asset lacks.

    It is due as long after its close as staleness_hours exceeds a day: at that time the newest bar of an asset that
    trades every day would become older than staleness_hours.
    """
    tail = state.tail(asset)
    newest = tail.last_day if tail and tail.last_day else state.last_src_ts.toordinal()
    position = int(sessions.positions(newest + 1))
    closes, day = instant(sessions.close(position)), date.fromordinal(int(sessions.dates(position)))
    hours = _hours(as_of, closes) - (config.staleness_hours - 24)
    return NextSession(day, closes, date.fromordinal(newest), hours)
