"""The side-by-side benchmark at its small scale: every rival is right where it says so, and named where it is wrong."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from project import ROOT

NEEDED = ("polars", "pandas", "duckdb", "chdb", "talipp", "adbc_driver_postgresql")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        any(find_spec(name) is None for name in NEEDED), reason="needs the extra bench: pip install -e '.[bench]'"
    ),
]


def test_the_small_scale_checks_every_cell(tmp_path):
    output = tmp_path / "peers.md"
    command = [sys.executable, ROOT / "benchmarks/peers/run.py", "--scale", "small", "--output", output]
    subprocess.run(command, check=True, timeout=300)
    rows = {line.split("|")[1].strip(): line for line in output.read_text().splitlines() if line.startswith("| ")}
    assert "wrong" not in rows["build"], "an oracle that disagrees with everybody is wrong itself"
    # A process that only ever adds what is newer cannot know that an old price changed.
    assert rows["one restated close"].count("wrong") == 1
    cells = {name: row.split("|")[3] for name, row in rows.items()}
    assert not [name for name, cell in cells.items() if "wrong" in cell], "Freshbars is wrong nowhere"
