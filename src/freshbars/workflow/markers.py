"""Markers: small deterministic JSON files that say what a job built, for Snakemake to compare.

A marker stands for data in the database. ``stored`` computes the same fingerprint from the database, so that a marker
that is no longer true (another database, a restored backup) is seen before anything is planned.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.tables import BARS_1D
from freshbars.source.price_history import Source


def read(path: Path) -> dict[str, Any] | None:
    """A marker's content; None where there is none, or where it is no marker."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) and "digest" in content else None


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Put a JSON file in its place at once: no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(content, indent=1, sort_keys=True, default=str) + "\n", encoding="utf-8")
    draft.replace(path)


def stored(config: Config, cursor, rule: str, family: str = "") -> dict[int, dict[str, Any]]:
    """What the database holds of a rule and family: for each shard the number of assets and rows, and a digest."""
    if rule == "ingest":
        shards = Source(config, cursor).shard_fingerprints(1, with_loads=False)
        assets, rows, digest = shards.get(0, (0, 0, ""))
        return {0: {"assets": assets, "rows": rows, "digest": digest}}
    if rule == "bars_1d":
        table, rows, parts = (
            BARS_1D,
            "n_bars",
            "bars_digest, n_bars, last_rejected, last_repaired_timehigh, last_repaired_timelow",
        )
    else:
        table = (BAR_FAMILIES if rule == "bars" else EMA_FAMILIES)[family].table
        rows, parts = "n_rows", "built_from, version, n_rows, array_to_string(tfs, ',')"
        parts += ", array_to_string(periods, ',')" if rule == "emas" else ""
    cursor.execute("SELECT to_regclass(%s)", (f"{table}_state",))
    if cursor.fetchone()[0] is None:
        return {}
    more = ", sum(last_rejected), sum(last_repaired_timehigh), sum(last_repaired_timelow)" if rule == "bars_1d" else ""
    cursor.execute(
        f"SELECT id %% %s, count(*), sum({rows}), md5(string_agg(concat_ws(' ', id, {parts}), E'\\n' ORDER BY id)){more} "
        f"FROM {table}_state GROUP BY 1",
        (config.shards,),
    )
    names = ("assets", "rows", "digest", "rejects", "repaired_timehigh", "repaired_timelow")
    found = {}
    for shard, *values in cursor:
        found[shard] = dict(zip(names, (v if isinstance(v, str) else int(v) for v in values), strict=False))
    return found


NOTHING = {"assets": 0, "rows": 0, "digest": ""}
