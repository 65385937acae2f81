"""The jobs of the workflow, and the files that they leave."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import Config

FOLDER = Path("results/markers")
FRESHNESS = "results/freshness.json"
REPORT = "results/report.html"
SUMMARIES = "results/summary/{target}.json"
# The targets that a summary is made of.
TARGETS = ("all", "ingest", "bars", "freshness", "emas")


class Job(NamedTuple):
    """One job of the workflow. ``family`` is empty and ``shard`` 0 if a rule has none."""

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
