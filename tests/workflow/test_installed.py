"""As a user installs it: a wheel in a new environment, no clone, and the README's way from a file to its EMA."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from project import NOTHING, ROOT

pytestmark = [pytest.mark.workflow, pytest.mark.slow]


@pytest.fixture(scope="module")
def programs(tmp_path_factory) -> Path:
    """The programs of a new environment with nothing but a wheel of this project and what that needs."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    (wheel,) = folder.glob("freshbars-*.whl")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    install = [folder / "venv/bin/pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "venv/bin"


@pytest.fixture
def home(tmp_path) -> Path:
    """A home folder with a download in it, and a clone named like the package."""
    (tmp_path / "Downloads").mkdir()
    lines = (ROOT / "example/exports/HYD.csv").read_text(encoding="utf-8")
    (tmp_path / "Downloads/AAPL.csv").write_text(lines, encoding="utf-8")
    (tmp_path / "work/freshbars").mkdir(parents=True)
    for name in ("src", "scripts", "tests/unit"):
        shutil.copytree(ROOT / name, tmp_path / "work/freshbars" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def bare(command: list[str], home: Path, folder: Path, path: str = "/usr/bin:/bin") -> str:
    """The output of a command with as little environment as cron gives. Fails the test if the command fails."""
    environment = {"HOME": str(home), "LOGNAME": os.environ.get("LOGNAME", "user"), "SHELL": "/bin/sh", "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def own_data() -> str:
    """The commands of the README's section on own data."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Your own data")[2]
    return "\n".join(re.findall(r"^ {4}(\S.*)$", section.partition("\n## ")[0], re.MULTILINE)[:5])


def test_the_way_of_the_readme_beside_a_clone_and_as_cron_would(programs, home):
    commands = own_data().replace("../prices", "prices")
    path = f"{programs}:/usr/bin:/bin"
    text = bare(["bash", "-ec", commands], home, home / "work", path)
    assert re.search(r" AAPL .* 1W_CAL_ISO +21 .*\n\d+ rows\n\Z", text), text
    assert "Building multi_tf bars" in text, "a line for each job, as in a clone"
    folder = home / "work/prices"
    again = bare(
        [str(programs / "snakemake"), "--cores", "4", "all", "--config", "skip_stale_check=true"], home, folder
    )
    assert NOTHING in again
    assert "last good run" in bare([str(programs / "freshbars"), "check"], home, folder)
    listed = bare([str(programs / "snakemake"), "--cores", "1"], home, folder)
    assert "snakemake --cores 4 all" in listed, "without a target the list is printed, and nothing is refreshed"
    version = "import freshbars; freshbars.open; print(freshbars.__version__)"
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", bare([str(programs / "python"), "-c", version], home, home / "work"))


def test_the_lines_for_cron_and_systemd_run_in_the_folder(programs, home):
    """The commands of the guide, with its two folders replaced by those of the test."""
    folder = home / "my prices"
    bare([str(programs / "freshbars"), "new", str(folder)], home, home)
    shutil.copy(home / "Downloads/AAPL.csv", folder / "exports")
    bare([str(programs / "freshbars"), "assets", "--write"], home, folder)
    page = (ROOT / "docs/monitoring.md").read_text(encoding="utf-8")
    cron = re.findall(r"^[\d *]+  (cd .*)$", page, re.MULTILINE)
    units = re.findall(r"^ExecStart=(.*)$", page, re.MULTILINE)
    assert len(cron) >= 2
    assert units
    for line in (*cron, *(f"cd /srv/prices && {unit}" for unit in units)):
        if " alert" not in line:
            here = line.replace("/srv/freshbars/.venv/bin", shlex.quote(str(programs)))
            bare(["/bin/sh", "-c", here.replace("/srv/prices", shlex.quote(str(folder)))], home, home)
