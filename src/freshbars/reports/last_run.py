"""Reads the history of runs: is the last good run recent enough, and what is new since the run before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from freshbars.compute import instants
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.database.run_lock import run_lock_holder, run_purpose
from freshbars.refresh.freshness import Status
from freshbars.reports.summary import Summary
from freshbars.store import runs
from freshbars.store.runs import RunRecord

# Clocks of machines that work together differ by less.
TOLERATED = timedelta(minutes=5)


@dataclass(frozen=True)
class History:
    """The runs of a target that matter: the newest, the newest that ended, the newest that succeeded.

    at_work: whether the newest is at work now.
    """

    target: str
    newest: RunRecord | None = None
    complete: RunRecord | None = None
    ok: RunRecord | None = None
    at_work: bool = False

    @property
    def broken(self) -> RunRecord | None:
        """The newest run, if it never ended and none is at work."""
        return self.newest if self.newest and self.newest.outcome is None and not self.at_work else None


def history(config: Config, cursor: Cursor, target: str = "all") -> History:
    """The runs of a target. One of some assets only (``--config ids=``) counts if it covers the configured ones."""
    found = [run for ids, run in runs.of_target(cursor, target) if _covers(ids, config)]
    ended = [run for run in found if run.outcome and run.finished]
    return History(
        target,
        newest=next(iter(found), None),
        complete=next(iter(ended), None),
        ok=next((run for run in ended if run.outcome == "ok"), None),
        at_work=bool(found) and _at_work(config, cursor, found[0]),
    )


def _at_work(config: Config, cursor: Cursor, run: RunRecord) -> bool:
    """Whether it is this run that holds the database's lock."""
    holder = run_lock_holder(cursor.connection, config)
    return holder is not None and holder.purpose == run_purpose(run.run_id)


def _covers(ids: list[int] | None, config: Config) -> bool:
    return ids is None or (config.ids is not None and set(ids) >= set(config.ids))


def summary_of(cursor: Cursor, run: RunRecord | None) -> Summary | None:
    """The summary of a run, if it got that far."""
    content = run and runs.summary_of(cursor, run.run_id)
    return Summary.from_dict({"target": "", **content}) if content else None


def check(
    config: Config, cursor: Cursor, hours: float, target: str = "all", now: datetime | None = None
) -> tuple[bool, str]:
    """Whether a run of a target succeeded within the last ``hours``, and a sentence about it."""
    now = now or datetime.now(UTC)
    found = history(config, cursor, target)
    newest, ok = found.newest, found.ok
    if newest is None:
        return False, f"no run of '{target}' is recorded in schema {config.schema}"
    later = _later(found, cursor)
    if ok is None:
        return False, f"no run of '{target}' has ever succeeded; {later}"
    if from_the_future(ok, now):
        words = (
            f"the last good run of '{target}' in schema {config.schema} ended at {stamp(ok.finished)}, which is in the"
        )
        return (
            False,
            f"{words} future: a clock was wrong, then or now; {later or 'nothing is known about the time since'}",
        )
    ended = f"ended {age(now - ok.finished)} ago ({stamp(ok.finished)})"
    words = f"the last good run of '{target}' in schema {config.schema} {ended}"
    if now - ok.finished <= timedelta(hours=hours):
        return True, f"ok: {words}" + (f"; {later}" if later else "")
    if not later and config.as_of:
        later = "as_of is fixed in the configuration: a run with nothing new to do leaves no trace"
    return False, f"{words}, more than {hours:g} hours" + f"; {later or 'no run has started since'}"


def from_the_future(run: RunRecord, now: datetime) -> bool:
    """Whether a run ended later than now, by more than clocks differ."""
    return run.finished - now > TOLERATED


def _later(found: History, cursor: Cursor) -> str:
    """What happened to the newest run, if it did not succeed."""
    run = found.newest
    if run.outcome == "ok":
        return ""
    if run.outcome:
        return f"the run of {stamp(run.started)} failed: {what_failed(summary_of(cursor, run))}"
    if found.broken:
        return f"the run of {stamp(run.started)} never ended: it was killed or crashed, see logs/"
    return f"a run has been at work since {stamp(run.started)}"


def what_failed(summary: Summary | None) -> str:
    """The first failure of a run, and the number of the others."""
    if summary is None or not summary.failures:
        return "it ended early, see logs/"
    first, *others = summary.failures
    more = f" (and {len(others)} more)" if others else ""
    return f"{first.job}, {first.what}: {first.reason}{more}"


def age(span: timedelta) -> str:
    """A span of time in hours or days."""
    return instants.age(span / timedelta(hours=1))


def stamp(moment: datetime) -> str:
    """An instant, to the minute."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def previous(cursor: Cursor, target: str, run_id: str = "") -> Summary | None:
    """The summary of the last complete run of a target, other than ``run_id``."""
    found = runs.previous_summary(cursor, target, run_id)
    return None if found is None else Summary.from_dict(found)


def compare(summary: Summary, before: Summary | None) -> list[str]:
    """What differs from the last complete run of the same target, a line each; nothing if nothing does."""
    if before is None:
        return []
    lines = [*_freshness(summary, before), *_failures(summary, before), *_rows(summary, before)]
    return [f"  since the last run: {line}" for line in lines]


def _freshness(summary: Summary, before: Summary) -> Iterator[str]:
    if summary.report is None or before.fresh is None:
        return
    statuses = {asset.id: asset.status for asset in summary.report.assets}
    symbols = {asset.id: asset.symbol for asset in summary.report.assets}
    # A summary lists only who was not fresh, of the assets that it was about.
    old = {asset.id: asset.status for asset in before.not_fresh}
    ids = before.ids
    for status in (Status.SUSPECT, Status.STALE, Status.NO_STATE, Status.FUTURE):
        new = [a for a, now in statuses.items() if now == status != old.get(a) and (ids is None or a in ids)]
        if new:
            yield f"newly {status}: {names(new, symbols)}"
    fresh = [a for a, now in statuses.items() if now == Status.FRESH and old.get(a, Status.FAILED) != Status.FAILED]
    if fresh:
        yield f"newly fresh: {names(fresh, symbols)}"


def _failures(summary: Summary, before: Summary) -> Iterator[str]:
    now, old = ({failure.what for failure in one.failures} for one in (summary, before))
    if failed := sorted(now - old):
        yield f"newly failed: {names(failed)}"
    # A run of some assets only says nothing of the others.
    if summary.ids in (None, before.ids) and (healed := sorted(old - now)):
        yield f"failed no more: {names(healed)}"


def _rows(summary: Summary, before: Summary) -> Iterator[str]:
    now = {(family.rule, family.family): family.rows for family in summary.families}
    rules = {rule for rule, _ in now}
    # A rule that this run left alone altogether (refresh_bars=false) did not lose its rows.
    for family in before.families:
        key = family.rule, family.family
        rows = now.get(key)
        if key[0] in rules and (rows is None or rows < family.rows):
            name = {"ingest": "price history", "bars_1d": "1D bars"}.get(key[0], " ".join(key))
            change = "no longer built" if rows is None else f"{family.rows - rows:,} rows fewer"
            yield f"{name}: {change}, {family.rows:,} before"
    new, old = summary.rejects, before.rejects
    differ = [reason for reason in sorted({*new, *old}) if new.get(reason) != old.get(reason)]
    if differ and "bars_1d" in rules & {family.rule for family in before.families}:
        counts = (f"{reason} {new.get(reason, 0):,} (before {old.get(reason, 0):,})" for reason in differ)
        yield f"rejected rows: {', '.join(counts)}"


def names(ids: list, symbols: Mapping[int, str] = MappingProxyType({}), most: int = 12) -> str:
    """Assets (or files) for a person: ``52 XRP, 1027 ETH and 3 more``."""
    some = ", ".join(f"{asset} {symbols.get(asset, '')}".strip() for asset in ids[:most])
    return some + (f" and {len(ids) - most} more" if len(ids) > most else "")
