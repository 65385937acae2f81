"""A copy of the project in a folder of its own, and Snakemake run in it as a user would."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

import forked_snakemake

ROOT = Path(__file__).parents[1]
# Each job is a process: no more than it takes to have families of two kinds.
SMALL = {
    "bars": {
        "multi_tf": ["3D", "7D"],
        "cal_us": ["1W_CAL_US"],
        "cal_iso": [],
        "cal_anchor_us": [],
        "cal_anchor_iso": [],
    },
    "emas": {"families": ["multi_tf", "cal_us"], "periods": [2, 3]},
    "as_of": "2026-03-10T06:00:00Z",
}
NOTHING = "Nothing to be done"


class Project:
    """The project's files in a folder, on a database schema of its own."""

    def __init__(self, folder: Path, url: str | None, schema: str = "public", **settings: object) -> None:
        self.folder = folder
        self.schema = schema
        self.environment = {name: value for name, value in os.environ.items() if not name.endswith("_DB_URL")}
        self.environment = {k: v for k, v in self.environment.items() if not k.startswith("FRESHBARS")}
        if url:
            self.environment["TARGET_DB_URL"] = url
        for name in ("profiles", "example", "report"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "Snakefile", folder)
        self.configure(**settings)

    def configure(self, **settings: object) -> None:
        """Write config.yaml: small families, changed by ``settings``."""
        text = yaml.safe_dump(SMALL | {"schema": self.schema} | settings)
        (self.folder / "config.yaml").write_text(text)

    def command(self, *arguments: str) -> list[str]:
        """Snakemake under the interpreter that runs the tests."""
        return [sys.executable, "-m", "snakemake", *self.arguments(*arguments)]

    def arguments(self, *given: str) -> list[str]:
        return ["--cores", "4", *given]

    def run(self, *arguments: str, ok: bool = True) -> str:
        """Run Snakemake; its output. Fails the test where it ends otherwise than expected."""
        code, text = forked_snakemake.run(self.arguments(*arguments), self.folder, self.environment, timeout=300)
        assert (code == 0) == ok, text
        return text

    def start(self, *arguments: str) -> subprocess.Popen:
        """Start Snakemake in a process group of its own, which a test can kill."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def planned(self, *arguments: str) -> dict[str, int]:
        """Jobs by rule of a dry run; empty where nothing is to be done."""
        text = self.run("-n", *arguments)
        if NOTHING in text:
            return {}
        table = text.split("Job stats:")[1].split("\n\n")[0]
        jobs = {name: int(count) for name, count in re.findall(r"^(\w+) +(\d+)$", table, re.MULTILINE)}
        return {name: count for name, count in jobs.items() if name != "total"}

    def json(self, name: str) -> dict:
        """A JSON file of results/."""
        return json.loads((self.folder / "results" / name).read_text())

    def markers(self) -> dict[str, str]:
        """All markers with their content."""
        return {path.name: path.read_text() for path in sorted((self.folder / "results/markers").glob("*.json"))}
