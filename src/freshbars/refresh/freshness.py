"""Freshness: whether each asset's 1D bars are recent enough to compute EMAs on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from freshbars.config import Config
from freshbars.source.assets import symbols_of
from freshbars.source.price_history import Source
from freshbars.state.daily import DailyState, read_states

FRESH, STALE, NO_STATE, FUTURE, FAILED = "fresh", "stale", "no_state", "future", "failed"
# What skip_stale_check lets through: bars exist and are right, only old or stamped ahead.
LENIENT = (STALE, FUTURE)


def check_bar_freshness(
    config: Config, cursor, failed: Mapping[int, str], states: Mapping[int, DailyState] | None = None
) -> dict[str, Any]:
    """The freshness report: every requested asset with its status and reason, and who gets EMAs.

    failed: what went wrong with the bars of assets in this run. states: the daily bars as a plan expects them; None
    for what is stored. Ages are in hours.
    """
    as_of = config.as_of or datetime.now(UTC)
    symbols = symbols_of(config)
    states = read_states(cursor) if states is None else states
    ids = config.ids
    if ids is None:
        listed = symbols if config.source.kind == "exports" else ()
        ids = sorted({*listed, *states, *failed, *Source(config, cursor).ids()})
    assets = [_judge(config, as_of, asset, states.get(asset), failed.get(asset)) for asset in ids]
    for asset in assets:
        asset["symbol"] = symbols.get(asset["id"], "")
    let_through = {FRESH, *(LENIENT if config.skip_stale_check else ())}
    return {
        "as_of": f"{as_of:%Y-%m-%dT%H:%M:%SZ}",
        "staleness_hours": config.staleness_hours,
        "skip_stale_check": config.skip_stale_check,
        "assets": assets,
        "fresh_ids": [asset["id"] for asset in assets if asset["status"] in let_through],
        "skipped_ids": [asset["id"] for asset in assets if asset["status"] not in let_through],
    }


def _judge(
    config: Config, as_of: datetime, asset: int, state: DailyState | None, failure: str | None
) -> dict[str, Any]:
    newest = state.last_src_ts if state else None
    hours = None if newest is None else (as_of - newest).total_seconds() / 3600
    if failure:
        status, reason = FAILED, failure
    elif state is None:
        status, reason = NO_STATE, "the source has no row of it"
    elif newest is None:
        status, reason = NO_STATE, f"none of its {state.n_rejects} source rows is a bar; see cmc_price_bars_1d_rejects"
    elif hours < 0:
        status, reason = FUTURE, f"its newest bar is {-hours:.1f} hours after as_of: a clock or data error"
    elif hours > config.staleness_hours:
        status, reason = STALE, f"its newest bar is {hours:,.1f} hours old, more than {config.staleness_hours:g}"
    else:
        status, reason = FRESH, f"its newest bar is {hours:.1f} hours old"
    return {
        "id": asset,
        "last_src_ts": None if newest is None else f"{newest:%Y-%m-%dT%H:%M:%SZ}",
        "staleness_hours": None if hours is None else round(hours, 3),
        "status": status,
        "reason": reason,
    }


def get_fresh_ids(report: Mapping[str, Any]) -> set[int]:
    """The assets that may get EMAs."""
    return set(report["fresh_ids"])


def table(report: Mapping[str, Any]) -> list[str]:
    """The report as lines for a person; at 1,000 assets the fresh ones are only counted."""
    assets = report["assets"]
    counts = {status: sum(a["status"] == status for a in assets) for status in (FRESH, STALE, NO_STATE, FUTURE, FAILED)}
    lines = [
        f"Freshness as of {report['as_of']}, limit {report['staleness_hours']:g} hours: "
        + ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    ]
    shown = assets if len(assets) <= 40 else [a for a in assets if a["status"] != FRESH]
    width = max((len(a["symbol"]) for a in shown), default=0)
    for a in shown:
        lines.append(
            f"  {a['id']:>7}  {a['symbol']:<{width}}  {a['status']:<8}  {a['last_src_ts'] or '-':<20}  {a['reason']}"
        )
    if not report["fresh_ids"]:
        lines.append("  No asset is fresh: no EMAs are computed.")
    return lines
