"""The plan: what a run would do for each asset in each stage, found by the same decisions that the builders execute."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from freshbars.compute import daily_bars as daily
from freshbars.compute.families import BAR_FAMILIES
from freshbars.compute.instants import instant
from freshbars.config import Config
from freshbars.database.tables import BARS_1D
from freshbars.errors import AssetError
from freshbars.refresh import daily_stage, freshness
from freshbars.refresh.daily_stage import EMPTY, source_digest
from freshbars.refresh.runner import Expected, decide
from freshbars.refresh.series_stage import Stage
from freshbars.source.ingest import unknown_files
from freshbars.source.price_history import Source, source_rows
from freshbars.state.daily import DailyState, read_daily, read_states

BATCH = 16


@dataclass
class Plan:
    """Steps (asset, stage, action, reason, rows to write), and the freshness that the run would find.

    empty: the database has none of our tables yet, so that everything would be built.
    """

    steps: list[dict[str, Any]] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    waiting_files: list[str] = field(default_factory=list)
    empty: bool = False

    def add(self, asset: int, stage: str, action: str, reason: str, rows: int) -> None:
        """Note what would happen to an asset in a stage."""
        self.steps.append({"id": asset, "stage": stage, "action": action, "reason": reason, "rows": rows})


def make(config: Config, cursor) -> Plan:
    """The plan of a run of everything, from one snapshot of the database; nothing is written.

    Exports that are not loaded yet are listed; what they will change is known when they are loaded.
    """
    plan = Plan()
    cursor.execute("SELECT to_regclass(%s)", (f"{BARS_1D}_state",))
    if cursor.fetchone()[0] is None:
        plan.empty = True
        return plan
    if config.source.kind == "exports":
        plan.waiting_files = unknown_files(config, cursor)
    stored = read_states(cursor)
    expected = Expected(dict(stored), {}, config.refresh_bars)
    histories: dict[int, np.ndarray] = {}
    failed: dict[int, str] = {}
    if config.refresh_bars:
        _plan_daily(config, cursor, plan, stored, expected, histories, failed)
    plan.report = freshness.check_bar_freshness(config, cursor, failed, expected.states)
    fresh = freshness.get_fresh_ids(plan.report)
    stages = [
        Stage(config, "bars", name) for name in BAR_FAMILIES if config.refresh_bars and getattr(config.bars, name)
    ]
    stages += [Stage(config, "emas", name) for name in config.emas.families]
    for stage in stages:
        _plan_stage(config, cursor, plan, stage, None if stage.rule == "bars" else fresh, expected, histories)
    for asset in plan.report["assets"]:
        if asset["id"] in set(plan.report["skipped_ids"]):
            plan.add(asset["id"], "emas", "skip", f"{asset['status']}: {asset['reason']}", 0)
    return plan


def _plan_daily(
    config: Config,
    cursor,
    plan: Plan,
    stored: dict[int, DailyState],
    expected: Expected,
    histories: dict[int, np.ndarray],
    failed: dict[int, str],
) -> None:
    source = Source(config, cursor)
    prints = {
        asset: source_digest(config, value)
        for asset, value in source.fingerprints(0, 1).items()
        if config.ids is None or asset in config.ids
    }
    for asset in sorted(stored.keys() - prints.keys()):
        if config.ids is None or asset in config.ids:
            plan.add(asset, "1D bars", "delete", "gone from the source", 0)
            del expected.states[asset]
    rebuild = set(prints) if config.rebuild == "all" else set(config.rebuild or ())
    todo = [a for a in prints if a in rebuild or a not in stored or stored[a].source_digest != prints[a]]
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        olds = read_daily(cursor, batch)
        for asset, *rows in source_rows(source, batch):
            old, state = olds.get(asset, np.empty(0, daily.DAILY)), stored.get(asset)
            try:
                built = daily.build(*rows, config.timezone)
            except AssetError as error:
                failed[asset] = str(error)
                plan.add(asset, "1D bars", "fail", str(error), 0)
                continue
            new = built.daily
            changed = daily_stage.change(old, new)
            k = 0 if asset in rebuild else daily.first_difference(old, new)
            words = "a rebuild was asked for" if asset in rebuild else daily_stage.describe(old, new)
            plan.add(asset, "1D bars", _action(old, new, asset in rebuild), words, 0 if k is None else len(new) - k)
            if changed:
                before = (state.bars_digest or EMPTY) if state else EMPTY
                expected.changes[asset] = (before, daily.digest(new) if len(new) else EMPTY, *changed)
            expected.states[asset] = DailyState(
                prints[asset],
                daily.digest(new) if len(new) else None,
                instant(max(built.bars["timestamp"])) if len(new) else None,
                len(new),
                len(built.rejects["timestamp"]),
            )
            histories[asset] = new


def _action(old: np.ndarray, new: np.ndarray, rebuild: bool) -> str:
    k = daily.first_difference(old, new)
    if rebuild or not len(old):
        return "build"
    return "carry" if k is None else "append" if k == len(old) else "rewrite"


def _plan_stage(
    config: Config, cursor, plan: Plan, stage: Stage, fresh: set[int] | None, expected: Expected, histories: dict
) -> None:
    todo = []
    for shard in range(config.shards):
        todo += [d for d in decide(config, stage, shard, cursor, fresh, expected)[2] if d.action != "nothing"]
    todo.sort(key=lambda decision: decision.asset)
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        unchanged = read_daily(cursor, [d.asset for d in batch if d.asset not in histories])
        for decision in batch:
            history = histories.get(decision.asset, unchanged.get(decision.asset))
            rows = 0 if history is None or not len(history) else stage.rows_to_write(decision, history)
            plan.add(decision.asset, f"{stage.rule} {stage.name}", decision.action, decision.reason, rows)


def as_dict(plan: Plan) -> dict[str, Any]:
    """The plan for a program."""
    return {
        "steps": plan.steps,
        "rows": sum(step["rows"] for step in plan.steps),
        "assets_with_work": len({step["id"] for step in plan.steps if step["action"] not in ("skip", "nothing")}),
        "waiting_files": plan.waiting_files,
        "freshness": plan.report,
    }


def lines(plan: Plan) -> list[str]:
    """The plan for a person: stages of an asset that do the same for the same reason share a line."""
    if plan.empty:
        return ["Nothing is stored yet: a run loads everything that the source has, and builds all of it from scratch."]
    symbols = {asset["id"]: asset["symbol"] for asset in plan.report["assets"]}
    out = [f"Waiting to be loaded: {name} (its changes are not in this plan)" for name in plan.waiting_files]
    grouped: dict[tuple[int, str, str, str], list[dict]] = {}
    for step in plan.steps:
        rule = step["stage"].split()[0]
        grouped.setdefault((step["id"], rule, step["action"], step["reason"]), []).append(step)
    for (asset, rule, action, reason), steps in sorted(grouped.items(), key=lambda item: item[0][0]):
        families = [step["stage"].split()[1] for step in steps if " " in step["stage"]]
        what = "1D bars" if rule == "1D" else rule + (f" ({', '.join(families)})" if families else "")
        rows = sum(step["rows"] for step in steps)
        out.append(
            f"  {asset:>7}  {symbols.get(asset, ''):<6} {what}: {action}, {reason}"
            + (f"; {rows:,} rows" if rows else "")
        )
    total = as_dict(plan)
    quiet = len(plan.report["assets"]) - len({step["id"] for step in plan.steps})
    out.append(
        f"{total['rows']:,} rows to write; assets: {total['assets_with_work']} with work, {quiet} as they should be."
    )
    return out
