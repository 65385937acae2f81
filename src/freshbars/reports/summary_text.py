"""The summary in words, as a run prints it."""

from collections.abc import Collection

from freshbars.refresh import freshness
from freshbars.refresh.freshness import LENIENT, Status
from freshbars.reports.last_run import names
from freshbars.reports.summary import Summary

NOT_FRESH = {
    Status.SUSPECT: "suspect",
    Status.STALE: "stale",
    Status.NO_STATE: "without bars",
    Status.FUTURE: "in the future",
    Status.FAILED: "failed",
    Status.RETIRED: "retired",
}
# Suspects, warnings and other assets that are named one by one.
NAMED = 20
HISTORICAL = ". If these are historical data, set skip_stale_check: true"


def lines(summary: Summary) -> list[str]:
    """The summary, line by line."""
    out = [
        f"Summary of '{summary.target}': {headline(summary)}",
        *_suspects(summary),
        f"  {'':<22}{'assets':>8}{'rows':>14}{'written':>14}{'deleted':>12}",
    ]
    for f in summary.families:
        name = {"ingest": "price history", "bars_1d": "1D bars"}.get(f.rule, f"{f.rule} {f.family}")
        out.append(f"  {name:<22}{f.assets:>8,}{f.rows:>14,}{f.written:>14,}{f.deleted:>12,}")
    if summary.rejects or summary.repaired_timehigh or summary.repaired_timelow:
        out.append(
            f"  repaired times of highs {summary.repaired_timehigh}, of lows {summary.repaired_timelow}; rejected rows "
            + (", ".join(f"{count} {reason}" for reason, count in summary.rejects.items()) or "0")
        )
    if summary.report:
        out += freshness.lines(summary.report)
    out += [f"  skipped: {item.job}, asset {item.asset}: {item.reason}" for item in summary.skipped]
    if behind := [str(one.id) for one in summary.emas_behind_bars]:
        out.append(f"  EMAs behind bars, caught up when the assets are fresh again: {names(behind, most=NAMED)}")
    out += [f"  warning: {line}" for line in summary.warnings[:NAMED]]
    if more := len(summary.warnings[NAMED:]):
        out.append(f"  warning: {more} more assets; see cmc_price_bars_1d_suspects")
    return out + [f"  FAILED: {line}" for line in failures(summary)]


def failures(summary: Summary) -> list[str]:
    """The failures; those that a job had for the same reason share a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in summary.failures:
        found.setdefault((one.job, one.reason), []).append(one.what)
    return [f"{job}, {names(some)}: {reason}" for (job, reason), some in found.items()]


def _suspects(summary: Summary) -> list[str]:
    """The suspects, right below the headline: whoever trades on these numbers must not miss them."""
    named = {asset for load in summary.suspect_loads for asset in load.assets}
    suspects = [one for one in summary.not_fresh if one.status == Status.SUSPECT]
    others = [one for one in suspects if one.id not in named]
    lines = [f"  SUSPECT: {load.file} makes {len(load.assets)} assets suspect" for load in summary.suspect_loads]
    for one in others[:NAMED]:
        lines.append(f"  SUSPECT: {' '.join(filter(None, (str(one.id), one.symbol)))}: {one.reason}")
    if more := len(others[NAMED:]):
        lines.append(f"  SUSPECT: {more} more; see freshbars_freshness")
    return lines


def headline(summary: Summary) -> str:
    """What happened, and what to do about it, in one line."""
    failed, report = len(summary.failures), summary.report
    parts = [f"{failed} failed, everything else is done" if failed else "everything is up to date"]
    if report:
        counts, total = report.counts, len(report.assets)
        missing = [f"{counts[status]} {word}" for status, word in NOT_FRESH.items() if counts[status]]
        parts = [*parts[:failed], ", ".join([f"{counts[Status.FRESH]} of {total} assets fresh", *missing])]
        if not report.fresh_ids:
            parts.append("no EMAs were computed" + (HISTORICAL if counts[Status.STALE] else ""))
        elif lenient := len({one.id for one in report.not_fresh if one.status in LENIENT} & set(report.fresh_ids)):
            parts.append(f"EMAs include {lenient} that {'is' if lenient == 1 else 'are'} not fresh (skip_stale_check)")
    if words := restated_words(summary.restated, summary.restated_days):
        parts.append(words)
    return "; ".join(parts)


def restated_words(assets: Collection[int], days: int) -> str:
    """The number of restated days and assets; empty if there are none."""
    if not assets:
        return ""
    what = f"{days:,} {'day' if days == 1 else 'days'}"
    return f"{what} of {len(assets):,} {'asset' if len(assets) == 1 else 'assets'} restated"
