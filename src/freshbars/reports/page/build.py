"""The report: one HTML page that needs no network, for a person to look at. Reads the database, writes nothing."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.environment import run_id
from freshbars.refresh.freshness import Freshness, Status, judge
from freshbars.reports.page.charts import bars_shown, charts_of, series
from freshbars.reports.summary import Summary, emas_behind_bars, restated_since, restated_words
from freshbars.source import restatements
from freshbars.store import runs as history
from freshbars.store.daily_state import STATE
from freshbars.store.known_bars import bar_counts
from freshbars.store.rejects import RejectCount, RepairCount, count_by_asset, count_repairs
from freshbars.store.series_state import total_rows

PAGE = "reports/page"
LIBRARY = "lightweight-charts.standalone.production.js"
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
RUNS, RESTATEMENTS, REJECTED_DAYS = 30, 100, 5


def build(config: Config, cursor: Cursor, freshness: Freshness | None = None) -> str:
    """The page as HTML. freshness: the report of the last check; None to judge it now."""
    freshness = freshness or judge(config, cursor, {})
    assets = _assets(cursor, freshness)
    ids = [asset["id"] for asset in assets]
    names = {asset["id"]: asset["name"] for asset in assets}
    charts, limits = charts_of(config), bars_shown(len(ids))
    runs = _runs(cursor)
    last = next((run for run in runs if run["steps"] or run["state"] not in ("ok", "at work")), None)
    quality = _quality(config, cursor, names)
    restated_last = restated_words(*restated_since(config, cursor, last["started"])) if last else ""
    restated, changes = restatements.by_day(config, cursor, ids), _restatements(config, cursor, names)
    blobs = series(config, cursor, charts, ids, limits)
    data = {
        "charts": [{"label": c.label, "emas": [list(ema) for ema in c.emas]} for c in charts],
        "assets": {a["id"]: {k: a[k] for k in ("name", "status", "age", "newest", "reason", "bars")} for a in assets},
        "signs": {status: sign for status, (sign, _) in STATUSES.items()},
        "restated": [[(day - date(1970, 1, 1)).days, rows, n] for day, rows, n in restated],
    }
    return _environment(config).get_template("page.html").render(
        style=_file("page.css"), script=_file("page.js"), library=_file(LIBRARY), data=_script_json(data), blobs=blobs,
        config=config, freshness=freshness, statuses=STATUSES, counts=Counter(a["status"] for a in assets),
        assets=sorted(assets, key=lambda a: (list(STATUSES).index(a["status"]), a["id"])),
        runs=runs, last=last, steps=_steps(cursor, last),
        attention=_attention(config, cursor, assets, last, names, restated_last), quality=quality,
        restated=restated, restated_last=restated_last, changes=changes, totals=_totals(config, cursor), charts=charts,
        limits=limits, made=datetime.now(UTC), version=version("freshbars"),
    )  # fmt: skip


# -- tables ------------------------------------------------------------------------------------------------------------


def _assets(cursor: Cursor, freshness: Freshness) -> list[dict[str, Any]]:
    bars = bar_counts(cursor, [asset.id for asset in freshness.assets])
    return [
        {
            "id": asset.id,
            "name": asset.symbol or str(asset.id),
            "status": asset.status,
            "age": _age(asset.staleness_hours),
            "newest": f"{asset.last_src_ts:%Y-%m-%d}" if asset.last_src_ts else "",
            "reason": _clean(asset.reason),
            "bars": bars.get(asset.id, 0),
        }
        for asset in freshness.assets
    ]


def _totals(config: Config, cursor: Cursor) -> dict[str, int]:
    """Rows stored of the assets of the configuration, as the states count them."""
    tables = {
        "daily bars": [STATE],
        "timeframe bar rows": [f"{f.table}_state" for name, f in BAR_FAMILIES.items() if getattr(config.bars, name)],
        "EMA rows": [f"{EMA_FAMILIES[name].table}_state" for name in config.emas.families],
    }
    return {name: total_rows(cursor, states, config.ids) for name, states in tables.items()}


def _runs(cursor: Cursor) -> list[dict[str, Any]]:
    """The latest runs. One that never came to its summary is judged by its steps, as is the run that makes the report."""
    latest = history.latest(cursor, RUNS)
    for run in latest:
        present = run["run_id"] == run_id()
        unknown = ("ok" if run["steps"] else "at work") if present else "not finished"
        run["state"] = run["outcome"] or ("failed" if run["failed"] else unknown)
        run["seconds"] = (run["finished"] - run["started"]).total_seconds() if run["finished"] else None
    return latest


def _steps(cursor: Cursor, run: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What a run did, for each rule and family, and when in the course of the run (in percent of it)."""
    steps = history.steps_by_family(cursor, run["run_id"] if run else "")
    if steps:
        start = steps[0]["begun"]
        length = max(end for step in steps for _, end in step["spans"]) - start or timedelta(seconds=1)
        for step in steps:
            step["spans"] = [
                (round((a - start) / length * 100, 2), max(round((b - a) / length * 100, 2), 0.6))
                for a, b in step["spans"]
            ]
    return steps


def _attention(
    config: Config, cursor: Cursor, assets: list[dict[str, Any]], last: Mapping[str, Any] | None,
    names: Mapping[int, str], restated: str,
) -> list[dict[str, str]]:  # fmt: skip
    """Everything that needs attention, with the reason: failures, suspects, then the rarest first."""
    items: list[dict[str, Any]] = []

    def add(status: str, word: str, who: str, reason: str, asset: int | None = None) -> None:
        items.append({"status": status, "word": word, "who": who, "reason": _clean(reason), "asset": asset})

    summary = (last and last["summary"]) or {}
    if last and last["state"] == "not finished":
        add(
            Status.FAILED,
            "not finished",
            f"the run of {_time(last['started'])}",
            "it ended before its summary was made",
        )
    if last and summary:
        for failure in summary.get("failures", ()):
            add(Status.FAILED, "failed", f"{failure['job']}, {_who(failure['what'], names)}", failure["reason"])
    elif last:
        for rule, family, shard, error in history.failed_steps(cursor, last["run_id"]):
            add(
                Status.FAILED, "failed", f"{rule} {family}".strip() + f", shard {shard}", error or "no reason was given"
            )
    for status, (_, word) in STATUSES.items():
        for asset in assets:
            if asset["status"] == status and status not in (Status.FRESH, Status.RETIRED):
                add(status, word, _who(asset["id"], names), asset["reason"], asset["id"])
    if restated:
        add(Status.FUTURE, "restated", "the last run", f"{restated} by the vendor; see Restatements")
    for item in Summary.from_dict({"target": "", **summary}).skipped:
        add(Status.NO_STATE, "skipped", f"{item.job}, {_who(item.asset, names)}", item.reason)
    for item in emas_behind_bars(config, cursor):
        families = ", ".join(item.families)
        reason = f"EMAs of {families} were built from older bars; the next run in which it is fresh catches up"
        add(Status.STALE, "EMAs behind bars", _who(item.id, names), reason, item.id)
    often = Counter(item["word"] for item in items)
    first = [Status.FAILED, Status.SUSPECT]
    return sorted(
        items,
        key=lambda item: (
            first.index(item["status"]) if item["status"] in first else 2,
            often[item["word"]],
            item["word"],
        ),
    )


def _quality(config: Config, cursor: Cursor, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Repaired bars and rejected rows of each asset that has any."""
    repaired = count_repairs(cursor)
    rejected: dict[int, list[RejectCount]] = {}
    for one in count_by_asset(cursor, config.timezone, REJECTED_DAYS):
        rejected.setdefault(one.asset, []).append(one)
    return [
        {
            "id": asset,
            "name": name,
            "repairs": repaired.get(asset, RepairCount())[:3],
            "rejects": [
                {"reason": one.reason, "count": one.rows, "days": ", ".join(map(str, one.days))}
                for one in rejected.get(asset, ())
            ],
        }
        for asset, name in names.items()
        if asset in repaired or asset in rejected
    ]


def _restatements(config: Config, cursor: Cursor, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """The latest restatements, each with every value that changed: what it was, and what replaced it then."""
    rows: dict[tuple, dict[str, Any]] = {}
    for one in restatements.read(config, cursor, ids=names, most=RESTATEMENTS):
        day = one.day.astimezone(ZoneInfo(config.timezone)).date()
        row = {"id": one.asset, "name": names[one.asset], "day": day, "replaced_at": one.replaced_at, "values": []}
        row = rows.setdefault((one.asset, one.day, one.replaced_at), row)
        row["gone"] = one.field == restatements.GONE
        if not row["gone"]:
            row["values"].append((one.field, _exact(one.old), _exact(one.new)))
    return list(rows.values())


# -- words -------------------------------------------------------------------------------------------------------------


def _environment(config: Config) -> Environment:
    environment = Environment(
        loader=PackageLoader("freshbars", PAGE), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    zone = ZoneInfo(config.timezone)
    environment.filters |= {
        "time": lambda moment: _time(moment, zone),
        "seconds": _seconds,
        "count": lambda number: f"{number:,}",
    }
    return environment


def _rows(cursor: Cursor) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _file(name: str) -> Markup:
    return Markup((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _script_json(data: object) -> Markup:
    """JSON that may stand in a script element."""
    return Markup(json.dumps(data, separators=(",", ":"), default=str).replace("<", "\\u003c"))


def _who(asset: object, names: Mapping[int, str]) -> str:
    """An asset by symbol and id, or whatever else a message is about."""
    name = names.get(int(asset)) if str(asset).isdecimal() else None
    return f"{name} ({asset})" if name and name != str(asset) else str(asset)


def _clean(text: str) -> str:
    """A message without what is nobody else's business: folders of this machine, and passwords of URLs."""
    text = re.sub(r"://[^@\s/]+@", "://", text)
    return re.sub(r"(?<![\w./:])/(?:[\w.@+-]+/)+", "…/", text)


def _time(moment: datetime | str, zone: ZoneInfo | None = None) -> str:
    moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{moment.astimezone(zone or UTC):%Y-%m-%d %H:%M %Z}"


def _age(hours: float | None) -> str:
    if hours is None:
        return "never"
    age = f"{abs(hours):,.0f} h" if abs(hours) < 72 else f"{abs(hours) / 24:,.0f} d"
    return f"{age} ahead" if hours < 0 else age


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    if seconds < 100:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def _exact(value: object) -> str:
    """A stored value to its last digit."""
    if value is None:
        return "unknown"
    if isinstance(value, int | float) and abs(value) < 1e18:
        return f"{Decimal(repr(value)):,f}"
    return re.sub(r"^(\d{4}-\d\d-\d\d [\d:.]+)\+00:00$", r"\1 UTC", str(value))
