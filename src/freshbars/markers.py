"""Markers: small deterministic JSON files that say what a job built, for Snakemake to compare.

A marker stands for data in the database. ``stored`` computes the same fingerprint from the database, so that a marker
that is no longer true (another database, a restored backup) is seen before anything is planned.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from freshbars.config import Config
from freshbars.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.source import Source
from freshbars.tables import BARS_1D

FOLDER = Path("results/markers")
FRESHNESS = "results/freshness.json"
# The name of the run, for its jobs to note down.
RUN_VARIABLE = "FRESHBARS_RUN"


@dataclass(frozen=True, order=True)
class Job:
    """One job of the workflow. ``family`` is empty and ``shard`` 0 where a rule has none."""

    rule: str
    family: str = ""
    shard: int = 0

    @property
    def marker(self) -> Path:
        """The job's marker file."""
        if self.rule == "ingest":
            return FOLDER / "ingest.json"
        return FOLDER / f"{'_'.join(filter(None, (self.rule, self.family)))}.{self.shard}.json"

    def __str__(self) -> str:
        return " ".join(filter(None, (self.rule, self.family))) + (
            f", shard {self.shard}" if self.rule != "ingest" else ""
        )


def all_jobs(config: Config) -> Iterator[Job]:
    """Every job that leaves a marker under this configuration."""
    if config.source.kind == "exports":
        yield Job("ingest")
    for shard in range(config.shards):
        yield Job("bars_1d", shard=shard)
        for name in BAR_FAMILIES:
            if getattr(config.bars, name):
                yield Job("bars", name, shard)
        for name in config.emas.families:
            yield Job("emas", name, shard)


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
