"""What needs attention: failures, assets that are not fresh, and whatever else did not go as it should."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.refresh.freshness import Freshness, Status
from freshbars.reports.page.words import clean, time, who
from freshbars.reports.summary import Summary, emas_behind_bars
from freshbars.store import runs

# Each status with a sign, so that colour is never all that distinguishes them; the worst come first.
STATUSES = {
    Status.FAILED: ("✕", "failed"),
    Status.SUSPECT: ("?", "suspect"),
    Status.STALE: ("!", "stale"),
    Status.FUTURE: ("»", "in the future"),
    Status.NO_STATE: ("○", "without bars"),
    Status.FRESH: ("✓", "fresh"),
    Status.RETIRED: ("◦", "retired"),
}
# So many subjects of a group are named, and so many groups are listed.
NAMED, LISTED = 12, 300


class Subject(NamedTuple):
    """What an item is about; ``asset`` is the id of one that has a chart."""

    name: str
    asset: int | None = None


class Item(NamedTuple):
    """One thing that needs attention. status: whose sign and colour it has. word: what is wrong, in a word or three."""

    status: Status
    word: str
    subject: Subject
    reason: str


@dataclass(frozen=True)
class Group:
    """Items that have everything but their subject in common."""

    status: Status
    word: str
    reason: str
    subjects: tuple[Subject, ...]
    more: int


def attention(
    config: Config, cursor: Cursor, freshness: Freshness, last: Mapping[str, Any] | None, names: Mapping[int, str],
    restated: str,
) -> list[Group]:  # fmt: skip
    """All groups: failures, suspects, then the rarest kind. last: the last run. restated: what it restated, in words."""
    items = [*_failed(cursor, last, names), *_not_fresh(freshness, names)]
    if restated:
        reason = f"{restated} by the vendor; see Restatements"
        items.append(Item(Status.FUTURE, "restated", Subject("the last run"), reason))
    items += _skipped(config, cursor, last, names)
    often = Counter(item.word for item in items)
    found: dict[tuple[Status, str, str], list[Subject]] = {}
    first = (Status.FAILED, Status.SUSPECT)
    for item in sorted(items, key=lambda one: (*(one.status != status for status in first), often[one.word], one.word)):
        found.setdefault((item.status, item.word, clean(item.reason)), []).append(item.subject)
    return [Group(*key, tuple(some[:NAMED]), max(len(some) - NAMED, 0)) for key, some in found.items()]


def _failed(cursor: Cursor, last: Mapping[str, Any] | None, names: Mapping[int, str]) -> Iterator[Item]:
    if not last:
        return
    if last["state"] == "not finished":
        reason = "it ended before its summary was made"
        yield Item(Status.FAILED, "not finished", Subject(f"the run of {time(last['started'])}"), reason)
    if last["summary"]:
        for one in _summary(last).failures:
            subject = Subject(f"{one.job}, {who(one.what, names)}", one.asset if one.asset in names else None)
            yield Item(Status.FAILED, "failed", subject, one.reason)
    else:
        for rule, family, shard, error in runs.failed_steps(cursor, last["run_id"]):
            subject = Subject(f"{rule} {family}".strip() + f", shard {shard}")
            yield Item(Status.FAILED, "failed", subject, error or "no reason was given")


def _not_fresh(freshness: Freshness, names: Mapping[int, str]) -> Iterable[Item]:
    for status, (_, word) in STATUSES.items():
        for asset in freshness.assets:
            if asset.status == status and status not in (Status.FRESH, Status.RETIRED):
                yield Item(status, word, Subject(who(asset.id, names), asset.id), asset.reason)


def _skipped(
    config: Config, cursor: Cursor, last: Mapping[str, Any] | None, names: Mapping[int, str]
) -> Iterator[Item]:
    for one in _summary(last).skipped:
        yield Item(Status.NO_STATE, "skipped", Subject(f"{one.job}, {who(one.asset, names)}"), one.reason)
    for one in emas_behind_bars(config, cursor):
        families = ", ".join(one.families)
        reason = f"EMAs of {families} were built from older bars; the next run in which it is fresh catches up"
        yield Item(Status.STALE, "EMAs behind bars", Subject(who(one.id, names), one.id), reason)


def _summary(last: Mapping[str, Any] | None) -> Summary:
    return Summary.from_dict({"target": "", **((last and last["summary"]) or {})})
