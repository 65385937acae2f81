"""The report: one HTML page that needs no network, for a person to look at. Reads the database, writes nothing."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
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
from freshbars.inputs.assets import assets_of
from freshbars.refresh.freshness import Freshness, Status, judge
from freshbars.reports.page import words
from freshbars.reports.page.attention import LISTED, STATUSES, attention
from freshbars.reports.page.changes import REJECTED_DAYS, quality, restated
from freshbars.reports.page.charts import charts_of, limits_of, series
from freshbars.reports.page.suspects import HEIGHT, WIDTH, suspects
from freshbars.reports.summary import restated_since
from freshbars.reports.summary_text import restated_words
from freshbars.source import restatements
from freshbars.store import runs as history
from freshbars.store.daily_state import STATE
from freshbars.store.known_bars import bar_counts
from freshbars.store.series_state import total_rows

PAGE = "reports/page"
LIBRARY = "lightweight-charts.standalone.production.js"
RUNS = 30


def build(config: Config, cursor: Cursor, freshness: Freshness | None = None) -> str:
    """The page as HTML. freshness: the report of the last check; None to judge it now."""
    freshness = freshness or judge(config, cursor, {})
    names = {asset.id: asset.symbol or str(asset.id) for asset in freshness.assets}
    charts, limits = charts_of(config), limits_of(len(names))
    runs = _runs(cursor)
    last = next((run for run in runs if run["steps"] or run["state"] not in ("ok", "at work")), None)
    restated_last = restated_words(*restated_since(config, cursor, last["started"])) if last else ""
    by_day = restatements.by_day(config, cursor, names)
    repaired, untimed = quality(config, cursor, names)
    held, held_left = suspects(config, cursor, names)
    data = {
        "charts": [{"label": c.label, "emas": [list(ema) for ema in c.emas]} for c in charts],
        "statuses": [[status, *words] for status, words in STATUSES.items()],
        "assets": _assets(config, cursor, freshness),
        "restated": [[(day - date(1970, 1, 1)).days, rows, n] for day, rows, n in by_day],
    }
    return _environment(config).get_template("page.html").render(
        style=_file("page.css"), tables=_file("tables.js"), script=_file("page.js"), library=_file(LIBRARY),
        data=_script_json(data),
        blobs=series(config, cursor, charts, _charted(freshness, limits.assets), limits),
        config=config, freshness=freshness, statuses=STATUSES, counts=freshness.counts, total=len(names), runs=runs, last=last,
        steps=_steps(cursor, last), attention=attention(config, cursor, freshness, last, names, restated_last),
        suspects=held, suspects_left=held_left, picture=(WIDTH, HEIGHT),
        listed=LISTED, quality=repaired, untimed=untimed, rejected_days=REJECTED_DAYS, restated=by_day,
        restated_last=restated_last, changes=restated(config, cursor, names), totals=_totals(config, cursor),
        charts=charts, limits=limits, made=datetime.now(UTC), version=version("freshbars"),
    )  # fmt: skip


# -- tables ------------------------------------------------------------------------------------------------------------


def _assets(config: Config, cursor: Cursor, freshness: Freshness) -> dict[str, list]:
    """The assets, column by column. status and reason: by their numbers in ``statuses`` and ``reasons``."""
    bars = bar_counts(cursor, [asset.id for asset in freshness.assets])
    listed, skipped, statuses = assets_of(config), set(freshness.skipped_ids), list(STATUSES)
    cleaned = [words.clean(asset.reason) for asset in freshness.assets]
    reasons = {reason: i for i, reason in enumerate(dict.fromkeys(cleaned))}
    return {
        "id": [asset.id for asset in freshness.assets],
        "symbol": [asset.symbol or str(asset.id) for asset in freshness.assets],
        "name": [listed[asset.id].name if asset.id in listed else "" for asset in freshness.assets],
        "status": [statuses.index(asset.status) for asset in freshness.assets],
        "age": [words.age(asset.staleness_hours) for asset in freshness.assets],
        "hours": [asset.staleness_hours and round(asset.staleness_hours) for asset in freshness.assets],
        "reason": [reasons[reason] for reason in cleaned],
        "bars": [bars.get(asset.id, 0) for asset in freshness.assets],
        "skipped": [int(asset.id in skipped) for asset in freshness.assets],
        "reasons": list(reasons),
    }


def _charted(freshness: Freshness, most: int) -> list[int]:
    """The assets whose charts are in the page: where there are too many, those that are not fresh come first."""
    order = sorted(freshness.assets, key=lambda asset: (asset.status == Status.FRESH, asset.id))
    return sorted(asset.id for asset in order[:most])


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


# -- words -------------------------------------------------------------------------------------------------------------


def _environment(config: Config) -> Environment:
    environment = Environment(
        loader=PackageLoader("freshbars", PAGE), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    zone = ZoneInfo(config.timezone)
    environment.filters |= {
        "time": lambda moment: words.time(moment, zone),
        "seconds": words.seconds,
        "count": lambda number: f"{number:,}",
    }
    return environment


def _file(name: str) -> Markup:
    return Markup((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _script_json(data: object) -> Markup:
    """JSON that may stand in a script element."""
    return Markup(json.dumps(data, separators=(",", ":"), default=str).replace("<", "\\u003c"))
