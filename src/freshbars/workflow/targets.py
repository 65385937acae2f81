"""The files that each target brings up to date, and the ones that a job reads."""

from collections.abc import Callable

from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.workflow.jobs import FRESHNESS, REPORT, SUMMARIES, TARGETS, Job, all_jobs


def source_marker(config: Config) -> list[str]:
    """The marker of the load that daily bars are made from; none if another program fills the table."""
    return [str(Job("ingest").marker)] if config.source.kind == "exports" else []


def bar_markers(config: Config) -> list[str]:
    """The markers of all daily and timeframe bars; none with ``refresh_bars: false``."""
    return _markers(config, "bars_1d", "bars") if config.refresh_bars else []


def ema_inputs(config: Config, family: str, shard: int) -> list[str]:
    """The markers of the bars that the EMAs of a family are computed from."""
    if not config.refresh_bars:
        return []
    jobs = [Job("bars_1d", shard=shard), Job("bars", EMA_FAMILIES[family].bars, shard)]
    known = set(all_jobs(config))
    return [str(job.marker) for job in jobs if job in known]


def results(config: Config, target: str) -> list[str]:
    """All files that a target brings up to date; its summary reads them."""
    bars = [*source_marker(config), *bar_markers(config)]
    match target:
        case "ingest":
            return source_marker(config)
        case "bars":
            return bars
        case "freshness":
            return [*bars, FRESHNESS]
    if not config.refresh_bars:
        bars = []
    return [*bars, FRESHNESS, *_markers(config, "emas")]


def _markers(config: Config, *rules: str) -> list[str]:
    return [str(job.marker) for job in all_jobs(config) if job.rule in rules]


def name(config: Config, made: set[str], place: Callable[[str], str]) -> str:
    """The name under which the history of runs lists what is going to be made; empty if none of it is ours.

    A target is made when its summary is: a run that is cut short (``--until``) is a part and counts as no target. Outputs
    identify a target, since a module may rename its rules.
    """
    files = {target: SUMMARIES.format(target=target) for target in TARGETS} | {"report": REPORT}
    if names := sorted(target for target, file in files.items() if place(file) in made):
        return " ".join(names)
    rules = {job.rule for job in all_jobs(config) if place(str(job.marker)) in made}
    rules |= {"freshness"} if place(FRESHNESS) in made else set()
    return f"part({','.join(sorted(rules))})" if rules else ""
