"""Markers: small JSON files that say what a job built. Equal results give equal markers, which Snakemake compares.

A marker stands for data in the database. ``stored`` computes the same fingerprint from the database, so that a marker
that is no longer true (another database, a restored backup) is seen before anything is planned.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.store.shards import ShardContents, daily_contents, series_contents
from freshbars.workflow.jobs import Job
from freshbars.workflow.trigger import Trigger


@dataclass(frozen=True)
class Marker:
    """What a job built, from what (``trigger``), and the assets or files that failed or were skipped, with the reason."""

    job: Job
    stored: ShardContents = field(default_factory=ShardContents)
    trigger: Trigger | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        counts = {name: value for name, value in self.stored._asdict().items() if value is not None}
        return {
            "rule": self.job.rule,
            "family": self.job.family,
            "shard": self.job.shard,
            **counts,
            "trigger": self.trigger and self.trigger.as_dict(),
            "problems": dict(self.problems),
            "skipped": dict(self.skipped),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Marker":
        """The marker in parsed JSON. Raises KeyError or TypeError if it is none."""
        counts = {name: content[name] for name in ShardContents._fields if name in content}
        return cls(
            Job(content["rule"], content["family"], content["shard"]),
            ShardContents(**{"digest": content["digest"], **counts}),
            Trigger.from_dict(content.get("trigger")),
            dict(content.get("problems") or {}),
            dict(content.get("skipped") or {}),
        )


def read(path: Path) -> Marker | None:
    """The marker in a file; None if the file does not exist or holds something else."""
    try:
        return Marker.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write a JSON file atomically: no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(content, indent=1, sort_keys=True, default=str) + "\n", encoding="utf-8")
    draft.replace(path)


def date_back(folder: Path) -> int:
    """Give files that are dated in the future, by a clock that was ahead, the present time. Returns how many.

    Snakemake refuses the output of a job that is older than its input.
    """
    now, found = time.time(), 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime > now:
                os.utime(path, (now, now))
                found += 1
    return found


def stored(config: Config, cursor: Cursor, rule: str, family: str = "") -> dict[int, ShardContents]:
    """What the database holds of a rule and family, for each shard that has anything."""
    if rule == "ingest":
        # Imported here, as no other builder needs it.
        from freshbars.context import Context

        return {0: ShardContents(*Context(config).price_history(cursor).vendor_fingerprint())}
    if rule == "bars_1d":
        return daily_contents(cursor, config.shards)
    family_of = BAR_FAMILIES if rule == "bars" else EMA_FAMILIES
    return series_contents(cursor, family_of[family].table, config.shards, periods=rule == "emas")
