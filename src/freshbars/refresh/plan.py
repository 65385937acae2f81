"""The plan: what a run would do for each asset in each stage, counted from the very steps that the builders write."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from freshbars.compute.daily_bars import DAILY
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.refresh import freshness
from freshbars.refresh.daily_stage import DailyBatch, DailyStage
from freshbars.refresh.decision import IDLE, Action
from freshbars.refresh.freshness import Freshness
from freshbars.refresh.pipeline import series_stages
from freshbars.refresh.stage import Places, Stage, StoredBars
from freshbars.source.calendars import expected_calendars
from freshbars.source.ingest import waiting_files
from freshbars.store.change_log import ChangeLog, Entry
from freshbars.store.daily_state import DailyState, are_stored
from freshbars.store.suspects import Suspect


class ExpectedBars(StoredBars):
    """The daily bars as they will be when the planned work is done."""

    def __init__(self, config: Config, cursor: Cursor, series_follow: bool) -> None:
        super().__init__(cursor)
        self.calendars, self.calendar_problems = expected_calendars(config, cursor)
        self.series_follow = series_follow
        self._states = super().states()
        self._entries: dict[int, Entry] = {}
        self._suspects = super().suspects()
        self._new: dict[int, tuple[int, np.ndarray]] = {}

    def expect(self, batch: DailyBatch) -> None:
        """Take planned daily bars into account."""
        self._states |= batch.states
        for asset in batch.gone:
            del self._states[asset]
        self._entries |= batch.entries
        self._suspects |= dict.fromkeys(batch.gone, ()) | batch.suspects
        self._new |= {asset: (batch.kept[asset], bars) for asset, bars in batch.new.items()}

    def states(self) -> dict[int, DailyState]:
        """The states of all assets."""
        return self._states

    def suspects(self) -> dict[int, Sequence[Suspect]]:
        """The implausible bars of each asset that has any."""
        return self._suspects

    def changes(self, ids: Sequence[int]) -> ChangeLog:
        """How the bars of some assets changed."""
        log = super().changes(ids)
        for asset in self._entries.keys() & set(ids):
            log.expect(asset, self._entries[asset])
        return log

    def histories(self, ids: Sequence[int]) -> dict[int, np.ndarray]:
        """All bars of each of some assets."""
        found = super().histories(ids)
        for asset in self._new.keys() & set(ids):
            kept, new = self._new[asset]
            found[asset] = np.concatenate([found.get(asset, np.empty(0, DAILY))[:kept], new])
        return {asset: bars for asset, bars in found.items() if len(bars)}

    def since(self, places: Places) -> dict[int, np.ndarray]:
        """The bars of each asset from a timestamp on that close after an instant."""
        found = super().since(places)
        for asset in self._new.keys() & places.keys():
            (kept, new), (stamp, shut) = self._new[asset], places[asset]
            stored = found.get(asset, np.empty(0, DAILY)) if kept else np.empty(0, DAILY)
            found[asset] = np.concatenate([stored, new[(new["timestamp"] >= stamp) & (new["time_close"] > shut)]])
        return found


@dataclass(frozen=True)
class PlanStep:
    """What would happen to an asset in a stage, and how many rows would be written."""

    id: int
    stage: str
    action: Action
    reason: str
    rows: int


@dataclass
class Plan:
    """The steps, and the freshness that the run would find.

    empty: the database has none of our tables yet, so that everything would be built.
    """

    steps: list[PlanStep] = field(default_factory=list)
    report: Freshness | None = None
    waiting_files: list[str] = field(default_factory=list)
    empty: bool = False


def make(config: Config, cursor: Cursor) -> Plan:
    """The plan of a run of everything, from one snapshot of the database; nothing is written.

    Exports that are not loaded yet are listed; what they will change is known when they are loaded.
    """
    plan = Plan()
    if not are_stored(cursor):
        plan.empty = True
        return plan
    bars = ExpectedBars(config, cursor, config.refresh_bars)
    if config.source.kind == "exports":
        plan.waiting_files = waiting_files(Context(config), cursor, bars.calendars)
    failed: dict[int, str] = {}
    if config.refresh_bars:
        _plan(plan, DailyStage(config), bars, range(config.shards), None, failed)
    plan.report = freshness.judge(config, cursor, failed, bars)
    fresh = set(plan.report.fresh_ids)
    for stage in series_stages(config):
        _plan(plan, stage, bars, range(config.shards), None if stage.rule == "bars" else fresh, {})
    for asset in plan.report.skipped:
        plan.steps.append(PlanStep(asset.id, "emas", Action.SKIP, f"{asset.status}: {asset.reason}", 0))
    return plan


def _plan(
    plan: Plan, stage: Stage, bars: ExpectedBars, shards: range, fresh: set[int] | None, failed: dict[int, str]
) -> None:
    """Add what a stage would do. failed: filled with what would go wrong."""
    title = " ".join((stage.rule, stage.name)) if stage.name else "1D bars"
    for shard in shards:
        work = stage.decide(bars, shard, fresh)
        for asset, decision in work.decisions.items():
            if decision.action in (Action.SKIP, Action.FAIL):
                plan.steps.append(PlanStep(asset, title, decision.action, decision.reason, 0))
            if decision.action == Action.FAIL:
                failed[asset] = decision.reason
        for ids in work.batches([asset for asset, d in work.decisions.items() if d.action not in IDLE]):
            batch = stage.batch(bars, work, ids)
            done = batch.count()
            for asset, reason in done.problems.items():
                plan.steps.append(PlanStep(asset, title, Action.FAIL, reason, 0))
                failed[asset] = reason
            for asset, decision in sorted(done.decisions.items()):
                plan.steps.append(PlanStep(asset, title, decision.action, decision.reason, done.written[asset]))
            if isinstance(batch, DailyBatch):
                bars.expect(batch)


def as_dict(plan: Plan) -> dict[str, Any]:
    """The plan for a program."""
    return {
        "steps": [asdict(step) for step in plan.steps],
        "rows": sum(step.rows for step in plan.steps),
        "assets_with_work": len({step.id for step in plan.steps if step.action not in (Action.SKIP, Action.NOTHING)}),
        "waiting_files": plan.waiting_files,
        "freshness": plan.report.as_dict() if plan.report else {},
    }


def lines(plan: Plan) -> list[str]:
    """The plan for a person: stages of an asset that do the same for the same reason share a line."""
    if plan.empty:
        return ["Nothing is stored yet: a run loads everything that the source has, and builds all of it from scratch."]
    symbols = {asset.id: asset.symbol for asset in plan.report.assets}
    out = [f"Waiting to be loaded: {name} (its changes are not in this plan)" for name in plan.waiting_files]
    grouped: dict[tuple[int, str, str, str], list[PlanStep]] = {}
    for step in plan.steps:
        rule = step.stage.split()[0]
        grouped.setdefault((step.id, rule, step.action, step.reason), []).append(step)
    for (asset, rule, action, reason), steps in sorted(grouped.items(), key=lambda item: item[0][0]):
        families = [step.stage.split()[1] for step in steps if " " in step.stage]
        what = "1D bars" if rule == "1D" else rule + (f" ({', '.join(families)})" if families else "")
        rows = sum(step.rows for step in steps)
        out.append(
            f"  {asset:>7}  {symbols.get(asset, ''):<6} {what}: {action}, {reason}"
            + (f"; {rows:,} {'row' if rows == 1 else 'rows'}" if rows else "")
        )
    total = as_dict(plan)
    quiet = len(plan.report.assets) - len({step.id for step in plan.steps})
    out.append(
        f"{total['rows']:,} rows to write; assets: {total['assets_with_work']} with work, {quiet} as they should be."
    )
    return out
