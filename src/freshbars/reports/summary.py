"""The summary of a run: rows, failures, skipped assets and freshness; kept as JSON and printed by ``summary_text``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.environment import run_id
from freshbars.plausibility.findings import Outcome
from freshbars.refresh import freshness
from freshbars.refresh.freshness import AssetFreshness, Freshness, Status
from freshbars.refresh.suspicions import described
from freshbars.source import restatements
from freshbars.store import runs
from freshbars.store.rejects import count_by_reason
from freshbars.store.series_state import built_from_others
from freshbars.store.suspects import read_suspects, suspect_files
from freshbars.workflow import markers
from freshbars.workflow.jobs import FRESHNESS, all_jobs
from freshbars.workflow.markers import Marker

# A file that makes more than this share of all assets suspect is named instead of them.
ONE_LOAD = 0.1


@dataclass(frozen=True)
class Family:
    """Assets and rows that are stored of a rule and family, and the rows that this run wrote and deleted."""

    rule: str
    family: str
    assets: int = 0
    rows: int = 0
    written: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Failure:
    """An asset or file that failed."""

    job: str
    what: str
    reason: str

    @property
    def asset(self) -> int | None:
        """The id of the asset; None if it was a file."""
        return int(self.what) if self.what.isdecimal() else None


@dataclass(frozen=True)
class Skipped:
    """An asset that a job skipped."""

    job: str
    asset: str
    reason: str


@dataclass(frozen=True)
class SuspectLoad:
    """A file that made so many assets suspect."""

    file: str
    assets: tuple[int, ...]


@dataclass(frozen=True)
class Behind:
    """An asset with EMAs that were built from other bars than the present ones."""

    id: int
    families: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The summary of a target.

    skipped: the assets that a job skipped. report: the whole freshness report, which has a file of its own and is not kept
    with the summary.
    """

    target: str
    ids: tuple[int, ...] | None = None
    ok: bool = True
    families: tuple[Family, ...] = ()
    repaired_timehigh: int = 0
    repaired_timelow: int = 0
    rejects: Mapping[str, int] = field(default_factory=dict)
    fresh: int | None = None
    not_fresh: tuple[AssetFreshness, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    restated: tuple[int, ...] = ()
    restated_days: int = 0
    emas_behind_bars: tuple[Behind, ...] = ()
    failures: tuple[Failure, ...] = ()
    suspect_loads: tuple[SuspectLoad, ...] = ()
    warnings: tuple[str, ...] = ()
    report: Freshness | None = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        content = asdict(replace(self, report=None, not_fresh=()))
        del content["report"]
        lists = {name: list(value) for name, value in content.items() if isinstance(value, tuple)}
        return content | lists | {"not_fresh": [asset.as_dict() for asset in self.not_fresh]}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Summary":
        """From JSON, also that of an earlier version."""
        if "not_fresh" not in content:
            former = {"not_fresh": content.get("skipped"), "skipped": content.get("passed_over")}
            content = {**content, **former}
        kinds = {
            "families": Family,
            "skipped": Skipped,
            "emas_behind_bars": Behind,
            "failures": Failure,
        }
        lists = {name: tuple(_of(kind, one) for one in content.get(name) or ()) for name, kind in kinds.items()}
        lists["not_fresh"] = tuple(AssetFreshness.from_dict(one) for one in content.get("not_fresh") or ())
        ids = None if content.get("ids") is None else tuple(content["ids"])
        loads = content.get("suspect_loads") or ()
        lists["suspect_loads"] = tuple(SuspectLoad(one["file"], tuple(one["assets"])) for one in loads)
        plain = {name: tuple(content.get(name, ())) for name in ("restated", "warnings")}
        return _of(cls, {**content, **lists, **plain, "ids": ids})


def _of(kind: type, content: Mapping[str, Any]) -> Any:
    """A dataclass made of the fields that a dict has."""
    return kind(**{one.name: content[one.name] for one in fields(kind) if one.name in content})


def summarize(config: Config, cursor: Cursor, target: str, inputs: Iterable[str]) -> Summary:
    """The summary of a target: rows per family, repairs, rejects, freshness, failures.

    ``ok`` is false if an asset or a file failed. inputs: markers and the freshness report, wherever they lie.
    """
    paths = [Path(path) for path in inputs]
    read = {marker.job: marker for path in paths if (marker := markers.read(path))}
    # In the order of the work, however Snakemake names the files.
    found = [read[job] for job in all_jobs(config) if job in read]
    report = next((freshness.read_report(path) for path in paths if path.name == Path(FRESHNESS).name), None)
    daily = [marker.stored for marker in found if marker.job.rule == "bars_1d"]
    restated, restated_days = restated_since(config, cursor, runs.begun(cursor, run_id()))
    failures = tuple(Failure(_name(m), who, why) for m in found for who, why in m.problems.items())
    return Summary(
        target=target,
        ids=config.ids,
        ok=not failures,
        families=_families(found, runs.rows_by_job(cursor, run_id())),
        repaired_timehigh=sum(one.repaired_timehigh or 0 for one in daily),
        repaired_timelow=sum(one.repaired_timelow or 0 for one in daily),
        rejects=count_by_reason(cursor) if daily else {},
        fresh=len(report.fresh_ids) if report else None,
        not_fresh=report.not_fresh if report else (),
        restated=restated,
        restated_days=restated_days,
        skipped=tuple(Skipped(_name(m), who, why) for m in found for who, why in m.skipped.items()),
        emas_behind_bars=tuple(emas_behind_bars(config, cursor)) if report and target in ("all", "emas") else (),
        failures=failures,
        suspect_loads=_suspect_loads(cursor, report),
        warnings=_warnings(cursor, report),
        report=report,
    )


def _suspect_loads(cursor: Cursor, report: Freshness | None) -> tuple[SuspectLoad, ...]:
    """The files that each made more than a tenth of all assets suspect."""
    if not report or not report.counts[Status.SUSPECT]:
        return ()
    least = max(ONE_LOAD * len(report.assets), 2)
    files = suspect_files(cursor)
    return tuple(SuspectLoad(file, tuple(assets)) for file, assets in files.items() if len(assets) > least)


def _warnings(cursor: Cursor, report: Freshness | None) -> tuple[str, ...]:
    """What is odd about assets, but holds nothing back: a line each."""
    if not report:
        return ()
    lines = []
    for asset, suspects in read_suspects(cursor, [asset.id for asset in report.assets]).items():
        if odd := [one for one in suspects if one.outcome is Outcome.WARN]:
            more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
            lines.append(f"asset {asset}: {described(odd[-1])}{more}")
    return tuple(lines)


def _families(found: Iterable[Marker], rows: Mapping[tuple[str, str, int], tuple[int, int]]) -> tuple[Family, ...]:
    families: dict[tuple[str, str], Family] = {}
    for marker in found:
        job, stored = marker.job, marker.stored
        one = families.get((job.rule, job.family), Family(job.rule, job.family))
        written, deleted = rows.get((job.rule, job.family, job.shard), (0, 0))
        families[job.rule, job.family] = replace(
            one,
            assets=one.assets + stored.assets,
            rows=one.rows + stored.rows,
            written=one.written + written,
            deleted=one.deleted + deleted,
        )
    return tuple(families.values())


def restated_since(config: Config, cursor: Cursor, begun: datetime | None) -> tuple[tuple[int, ...], int]:
    """The assets with days restated since an instant, and the number of these days."""
    loads = restatements.waves(config, cursor, begun, config.ids, least=1) if begun else []
    return tuple(sorted({asset for load in loads for asset in load.assets})), sum(load.days for load in loads)


def emas_behind_bars(config: Config, cursor: Cursor) -> list[Behind]:
    """Assets with EMAs that were built from other bars than the present ones."""
    behind: dict[int, list[str]] = {}
    for name in config.emas.families:
        for asset in built_from_others(cursor, f"{EMA_FAMILIES[name].table}_state"):
            if config.ids is None or asset in config.ids:
                behind.setdefault(asset, []).append(name)
    return [Behind(asset, tuple(families)) for asset, families in sorted(behind.items())]


def _name(marker: Marker) -> str:
    return f"{marker.job.rule} {marker.job.family}".strip()
