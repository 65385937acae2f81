"""The summary: what a run did, what failed, what was passed over and why; printed, and kept as JSON."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.tables import BARS_1D
from freshbars.environment import RUN_VARIABLE
from freshbars.refresh import freshness
from freshbars.workflow import markers
from freshbars.workflow.jobs import FRESHNESS, all_jobs


def summarize(config: Config, cursor, target: str, inputs: Iterable[str]) -> dict[str, Any]:
    """What the results of a target say: rows per family, repairs, rejects, freshness, failures.

    ``ok`` is false where an asset or a file failed.
    """
    # In the order of the work, however Snakemake names the files.
    paths = [str(job.marker) for job in all_jobs(config)]
    found = [marker for path in paths if path in set(inputs) and (marker := markers.read(Path(path)))]
    written = _steps(cursor)
    families: dict[tuple[str, str], dict[str, int]] = {}
    for marker in found:
        family = families.setdefault(
            (marker["rule"], marker["family"]), {"assets": 0, "rows": 0, "written": 0, "deleted": 0}
        )
        family["assets"] += marker["assets"]
        family["rows"] += marker["rows"]
        step = written.get((marker["rule"], marker["family"], marker["shard"]), (0, 0))
        family["written"] += step[0]
        family["deleted"] += step[1]
    daily = [marker for marker in found if marker["rule"] == "bars_1d"]
    report = json.loads(Path(FRESHNESS).read_text()) if FRESHNESS in inputs else None
    failures = [
        {"job": _name(marker["rule"], marker["family"]), "what": who, "reason": why}
        for marker in found
        for who, why in marker["problems"].items()
    ]
    return {
        "target": target,
        "ids": None if config.ids is None else list(config.ids),
        "ok": not failures,
        "families": [{"rule": rule, "family": family, **counts} for (rule, family), counts in families.items()],
        "repaired_timehigh": sum(marker.get("repaired_timehigh", 0) for marker in daily),
        "repaired_timelow": sum(marker.get("repaired_timelow", 0) for marker in daily),
        "rejects": _rejects(cursor, config) if daily else {},
        "fresh": len(report["fresh_ids"]) if report else None,
        "skipped": [a for a in report["assets"] if a["id"] in set(report["skipped_ids"])] if report else [],
        "passed_over": [
            {"job": _name(marker["rule"], marker["family"]), "asset": who, "reason": why}
            for marker in found
            for who, why in marker["skipped"].items()
        ],
        "emas_behind_bars": emas_behind_bars(config, cursor) if report and target in ("all", "emas") else [],
        "failures": failures,
        "_report": report,
    }


def emas_behind_bars(config: Config, cursor) -> list[dict[str, Any]]:
    """Assets with EMAs that were built from other bars than the present ones."""
    behind: dict[int, list[str]] = {}
    for name in config.emas.families:
        cursor.execute(
            f"SELECT e.id FROM {EMA_FAMILIES[name].table}_state e JOIN {BARS_1D}_state b USING (id) "
            "WHERE e.built_from <> b.bars_digest ORDER BY 1"
        )
        for (asset,) in cursor:
            if config.ids is None or asset in config.ids:
                behind.setdefault(asset, []).append(name)
    return [{"id": asset, "families": families} for asset, families in sorted(behind.items())]


def _rejects(cursor, config: Config) -> dict[str, int]:
    cursor.execute(f"SELECT reason, count(*) FROM {BARS_1D}_rejects GROUP BY 1 ORDER BY 1")
    return dict(cursor)


def _steps(cursor) -> dict[tuple[str, str, int], tuple[int, int]]:
    cursor.execute(
        "SELECT rule, family, shard, rows_written, rows_deleted FROM freshbars_steps WHERE run_id = %s",
        (os.environ.get(RUN_VARIABLE, ""),),
    )
    return {tuple(row[:3]): (row[3], row[4]) for row in cursor}


def _name(rule: str, family: str) -> str:
    return f"{rule} {family}".strip()


def lines(summary: dict[str, Any]) -> list[str]:
    """The summary for a person."""
    out = [f"Summary of '{summary['target']}'", f"  {'':<22}{'assets':>8}{'rows':>14}{'written':>14}{'deleted':>12}"]
    for f in summary["families"]:
        name = {"ingest": "price history", "bars_1d": "1D bars"}.get(f["rule"], f"{f['rule']} {f['family']}")
        out.append(f"  {name:<22}{f['assets']:>8,}{f['rows']:>14,}{f['written']:>14,}{f['deleted']:>12,}")
    if summary["rejects"] or summary["repaired_timehigh"] or summary["repaired_timelow"]:
        out.append(
            f"  repaired times of highs {summary['repaired_timehigh']}, of lows {summary['repaired_timelow']}; rejected rows "
            + (", ".join(f"{count} {reason}" for reason, count in summary["rejects"].items()) or "0")
        )
    if summary["_report"]:
        out += freshness.table(summary["_report"])
    for item in summary["passed_over"]:
        out.append(f"  passed over: {item['job']}, asset {item['asset']}: {item['reason']}")
    if summary["emas_behind_bars"]:
        ids = ", ".join(str(item["id"]) for item in summary["emas_behind_bars"][:20])
        more = len(summary["emas_behind_bars"]) - 20
        out.append(
            f"  EMAs behind bars, caught up when the assets are fresh again: {ids}"
            + (f" and {more} more" if more > 0 else "")
        )
    for failure in summary["failures"]:
        out.append(f"  FAILED: {failure['job']}, {failure['what']}: {failure['reason']}")
    out.append(
        f"  {len(summary['failures'])} failed; everything else is done."
        if summary["failures"]
        else "  Everything is up to date."
    )
    return out


def kept(summary: dict[str, Any]) -> dict[str, Any]:
    """What is stored of a summary: the freshness report has a file of its own."""
    return {key: value for key, value in summary.items() if not key.startswith("_")}


def close_run(cursor, summary: dict[str, Any]) -> None:
    """Note the end of the run in the history."""
    cursor.execute(
        "UPDATE freshbars_runs SET finished = %s, outcome = %s, summary = %s WHERE run_id = %s",
        (
            datetime.now(UTC),
            "ok" if summary["ok"] else "failed",
            json.dumps(kept(summary), default=str),
            os.environ.get(RUN_VARIABLE, ""),
        ),
    )
