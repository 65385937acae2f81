"""Alerts: what is wrong, reported once when it begins and once when it is over, to any service that Apprise speaks to.

The targets are Apprise URLs in an environment variable. A URL holds passwords and tokens, so it is never printed, logged
or stored: messages name a target by its kind and a short hash. No other module uses this one or needs Apprise.
"""

import importlib.util
import io
import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import psycopg2

from freshbars.config import Config, load
from freshbars.database.connection import Cursor, connect
from freshbars.database.migrations import ensure_tables, require_tables
from freshbars.database.url import from_env_file
from freshbars.errors import UserError, installing
from freshbars.inputs.assets import symbols_of
from freshbars.refresh.freshness import Status, read_report
from freshbars.reports import last_run as monitor
from freshbars.reports.summary import Summary
from freshbars.source import restatements
from freshbars.store import alerts as store
from freshbars.workflow.jobs import FRESHNESS

log = logging.getLogger("freshbars")
VARIABLE = "FRESHBARS_ALERTS"
# The targets that were told that nothing can be seen, which the database cannot keep.
BLIND = Path("results/alerts_blind")
# Waves are looked for in the runs of the last days; each is reported once.
WAVE_DAYS = 7
NEW_LISTED, OVER_LISTED, WIDTH = 12, 4, 240
# More conditions with the same reason share a line.
SAME_REASON = 3
NOT_FRESH = {
    Status.SUSPECT: "is suspect",
    Status.FUTURE: "is ahead of time",
    Status.STALE: "is stale",
    Status.NO_STATE: "has no bars",
}


@dataclass(frozen=True)
class Target:
    """Where alerts go. The URL stays out of everything that is printed, tracebacks included."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True)
class Condition:
    """A problem. ``key`` stays the same while it lasts. An event happens once and is never over."""

    key: str
    what: str
    why: str
    event: bool = False

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


@dataclass(frozen=True)
class Message:
    """A message to a target. kind: one of Apprise's, failure, success or info."""

    title: str
    body: str
    kind: str


def targets(text: str) -> list[Target]:
    """The targets of the environment variable: URLs separated by spaces or commas."""
    urls = re.split(r"[\s,]+(?=[A-Za-z][A-Za-z0-9+.-]*://)", text.strip(" \t\r\n,"))
    kinds = [re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=://)", url) for url in urls if url]
    return [
        Target(f"{kind[0].lower() if kind else 'unreadable'} {blake2b(url.encode(), digest_size=3).hexdigest()}", url)
        for kind, url in zip(kinds, filter(None, urls), strict=True)
    ]


def conditions(config: Config, cursor: Cursor, hours: float, target: str, now: datetime) -> list[Condition]:
    """Everything that is wrong now, the most serious first."""
    found = monitor.history(config, cursor, target)
    complete, newest, limit = found.complete, found.newest, timedelta(hours=hours)
    summary = monitor.summary_of(cursor, complete) or Summary(target)
    symbols = symbols_of(config)
    at_work = found.at_work and now - newest.started <= limit
    return [
        *_no_run(complete, target, hours, now, at_work),
        *_broken(found, summary),
        *_failures(summary, symbols),
        *_waves(config, cursor, now),
        *_not_fresh(summary, symbols),
    ]


def _no_run(complete, target: str, hours: float, now: datetime, at_work: bool) -> Iterator[Condition]:
    if complete is None and not at_work:
        yield Condition("no_run", "no complete run", f"none of '{target}' is recorded")
    elif complete and monitor.from_the_future(complete, now) and not at_work:
        why = f"the last of '{target}' ended at {monitor.stamp(complete.finished)}, in the future: a clock was or is wrong"
        yield Condition("no_run", "no complete run", why)
    elif complete and now - complete.finished > timedelta(hours=hours) and not at_work:
        ended = f"the last of '{target}' ended {monitor.age(now - complete.finished)} ago"
        yield Condition("no_run", "no complete run", f"{ended} ({monitor.stamp(complete.finished)})")


def _broken(found: monitor.History, summary: Summary) -> Iterator[Condition]:
    if run := found.broken:
        why = f"that of {monitor.stamp(run.started)} was killed or crashed, see logs/"
        yield Condition("run", "the last run never ended", why)
    elif found.complete and found.complete.outcome != "ok" and not summary.failures:
        yield Condition(
            "run", "the last run ended early", f"that of {monitor.stamp(found.complete.started)}, see logs/"
        )


def _failures(summary: Summary, symbols: dict[int, str]) -> Iterator[Condition]:
    first = {failure.what: failure for failure in reversed(summary.failures)}
    for failure in summary.failures:
        if failure is first[failure.what]:
            name = f"{failure.what} {symbols.get(failure.asset, '')}".strip()
            yield Condition(f"failed:{failure.what}", f"{name} failed in {failure.job}", failure.reason)


def _waves(config: Config, cursor: Cursor, now: datetime) -> Iterator[Condition]:
    try:
        waves = restatements.waves(config, cursor, now - timedelta(days=WAVE_DAYS))
    except UserError as mistake:
        yield Condition("source", "the source cannot be read", str(mistake))
        return
    for wave in waves:
        words = f"{wave.days:,} days of {len(wave.assets):,} assets changed, the oldest {wave.oldest:%Y-%m-%d}"
        if wave.close_change is not None:
            words += f", a close by {wave.close_change:+.3g} %"
        yield Condition(f"wave:{wave.at:%Y-%m-%dT%H:%M:%S.%f}", "wave of restatements", words, event=True)


def _not_fresh(summary: Summary, symbols: dict[int, str]) -> list[Condition]:
    assets = {asset.id: asset for asset in summary.not_fresh}
    with suppress(OSError, ValueError, KeyError):
        # Newer than the summary, and complete for its assets, which may be a part of all.
        assets |= {asset.id: asset for asset in read_report(Path(FRESHNESS)).assets}
    return [
        Condition(f"{status}:{a}", " ".join(filter(None, (str(a), symbols.get(a), words))), assets[a].reason)
        for status, words in NOT_FRESH.items()
        for a in sorted(assets)
        if assets[a].status == status
    ]


def compose(new: list[Condition], over: list[tuple[str, datetime]], still: list[Condition], where: str = "") -> Message:
    """The message: what is new and why, what is over (and since when it lasted), and what was reported before and lasts."""
    name = f"Freshbars{where}: "
    if new:
        kind, title = "failure", f"{len(new)} new {'problem' if len(new) == 1 else 'problems'}"
    elif still:
        kind, title = "info", f"{len(over)} {'problem is' if len(over) == 1 else 'problems are'} over"
    else:
        kind, title = "success", "all problems are over"
    groups: dict[str, list[Condition]] = {}
    for condition in new:
        groups.setdefault(condition.why, []).append(condition)
    listed = [line for why, some in groups.items() for line in _lines(why, some)]
    lines = [_cut(line) for line in listed[:NEW_LISTED]]
    if len(listed) > NEW_LISTED:
        lines.append(f"and {len(listed) - NEW_LISTED:,} more")
    lines += [_cut(f"Over: {what} (since {monitor.stamp(since)})") for what, since in over[:OVER_LISTED]]
    if len(over) > OVER_LISTED:
        lines.append(f"Over: {len(over) - OVER_LISTED:,} more")
    if still:
        lines.append(_cut(f"As reported before ({len(still):,}): " + ", ".join(condition.what for condition in still)))
    return Message(name + title, "\n".join(lines), kind)


def _lines(why: str, some: list[Condition]) -> list[str]:
    """Conditions with one reason: a line for each or, if there are many, one for all."""
    if len(some) <= SAME_REASON:
        return [str(condition) for condition in some]
    return [f"{some[0].what}, and {len(some) - 1:,} more for the same reason: {why}"]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 4] + " ..."


def deliver(target: Target, message: Message) -> str | None:
    """Send a message. Returns why that failed, or None. Apprise's own output is discarded: it may name the URL."""
    disabled, sink = logging.root.manager.disable, io.StringIO()
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), redirect_stdout(sink), redirect_stderr(sink):
            warnings.simplefilter("ignore")
            import apprise

            asset = apprise.AppriseAsset(app_id="Freshbars", app_desc="Freshbars", async_mode=False)
            service = apprise.Apprise(asset=asset)
            if not service.add(target.url):
                return "Apprise cannot read its URL"
            sent = service.notify(
                body=message.body, title=message.title, notify_type=apprise.NotifyType(message.kind), body_format="text"
            )
            return None if sent else "it rejected the message"
    except Exception as error:
        return f"Apprise failed ({type(error).__name__})"
    finally:
        logging.disable(disabled)


def notify(cursor: Cursor, target: Target, now_wrong: list[Condition], where: str = "") -> str | None:
    """Notify a target of what began and what is over since its last message, if anything.

    Returns why that failed, or None. The table is changed only after a delivery, so that what was not delivered is sent
    next time. The targets in ``BLIND`` were told that nothing could be seen.
    """
    reported = store.reported(cursor, target.name)
    known, keys = {one.key for one in reported}, {condition.key for condition in now_wrong}
    new = [condition for condition in now_wrong if condition.key not in known]
    still = [condition for condition in now_wrong if condition.key in known and not condition.event]
    gone = [one for one in reported if one.over is None and one.key not in keys]
    over = [(one.what, one.since) for one in gone]
    was_blind = target.name in _blind()
    if was_blind:
        over.append(("nothing could be seen", datetime.fromtimestamp(BLIND.stat().st_mtime, UTC)))
    if not new and not over:
        log.info("%s: nothing new to report", target.name)
        return None
    message = compose(new, over, still, where)
    if failure := deliver(target, message):
        return failure
    sent = [store.Sent(one.key, one.what, str(one), one.event) for one in new]
    with cursor.connection:
        store.note(cursor, target.name, datetime.now(UTC), sent, [one.key for one in gone])
    if was_blind:
        _note_blind(_blind() - {target.name})
    log.info("%s: notified: %s\n%s", target.name, message.title, message.body)
    return None


def _blind() -> set[str]:
    return set(BLIND.read_text(encoding="utf-8").splitlines()) if BLIND.exists() else set()


def _note_blind(names: set[str]) -> None:
    if not names:
        return BLIND.unlink(missing_ok=True)
    BLIND.parent.mkdir(parents=True, exist_ok=True)
    BLIND.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    return None


def configured() -> str:
    """The targets set in ``db_config.env``, or else in the environment."""
    return from_env_file(VARIABLE) or os.environ.get(VARIABLE, "")


def run(text: str, target: str = "all", hours: float = 26, test: bool = False, files: Iterable[Path] = ()) -> int:
    """Notify every target of ``text`` of what changed.

    Returns 0, 1 if a delivery failed, or 2 if nothing can be seen or no target is set. test: send a test message instead.
    files: further configuration files, as for ``load``.
    """
    places = targets(text)
    if not places:
        log.error("freshbars: no alert target: set %s in db_config.env or in the environment", VARIABLE)
        return 2
    if importlib.util.find_spec("apprise") is None:
        log.error("freshbars: %s is set, but Apprise is not installed: %s", VARIABLE, installing("alerts"))
        return 2
    if test:
        trial = Message("Freshbars: a test", "Alerts come this way.", "info")
        return _outcome({place.name: deliver(place, trial) for place in places})
    try:
        config = load(files)
        with closing(connect(config, "alert")) as connection:
            # It may create its tables; altering them is left to a run.
            if not require_tables(config, connection):
                ensure_tables(config, connection)
            with connection.cursor() as cursor:
                # One process at a time, or two would send the same alerts.
                store.lock(cursor, config.schema)
                wrong = conditions(config, cursor, hours, target, datetime.now(UTC))
                where = "" if config.schema == "public" else f" ({config.schema})"
                return _outcome({place.name: notify(cursor, place, wrong, where) for place in places})
    except (UserError, psycopg2.Error) as mistake:
        reason = str(mistake).strip() or type(mistake).__name__
        log.error("freshbars: nothing can be seen: %s", reason)
        blind = Condition("blind", "nothing can be seen", reason)
        results = {
            place.name: deliver(place, compose([blind], [], [])) for place in places if place.name not in _blind()
        }
        _note_blind(_blind() | {name for name, failure in results.items() if not failure})
        _outcome(results)
        return 2


def _outcome(results: dict[str, str | None]) -> int:
    for name, failure in results.items():
        if failure:
            log.error("freshbars: no alert reached %s: %s; it is tried again next time", name, failure)
    return 1 if any(results.values()) else 0
