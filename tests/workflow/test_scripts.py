"""The scripts: one for each rule, named like it, short, and runnable from a clone as well as installed."""

import re
import runpy
import signal
import subprocess
import sys
from importlib import import_module

import pytest
import yaml

from project import ROOT

SCRIPTS = sorted(path for path in ROOT.glob("scripts/**/*.py") if path.name != "__init__.py")


def test_each_rule_runs_the_script_of_its_name():
    rules = set(re.findall(r"^rule (\w+):", (ROOT / "Snakefile").read_text(encoding="utf-8"), re.MULTILINE))
    builders = {path.stem for path in ROOT.glob("scripts/*.py")} - {"__init__"}
    assert builders == rules - {"all", "ingest", "bars", "freshness", "emas", "report"}, "all but the bare targets"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_short_and_does_nothing_when_it_is_imported(path, capsys):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40
    runpy.run_path(str(path), run_name="imported")
    import_module(".".join(("freshbars", *path.relative_to(ROOT).with_suffix("").parts)))
    assert capsys.readouterr() == ("", "")


def test_each_builder_says_how_many_connections_it_takes_and_the_profile_bounds_them():
    rules = re.split(r"^rule ", (ROOT / "Snakefile").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    taken = {rule.partition(":")[0]: re.search(r"db=(\d)", rule) for rule in rules if "command(" in rule}
    assert len(taken) == 9
    assert {name for name, db in taken.items() if db and db[1] == "2"} == {"build_bars_1d", "build_bars", "build_emas"}
    assert all(taken.values())
    profile = yaml.safe_load((ROOT / "profiles/default/config.yaml").read_text(encoding="utf-8"))
    assert profile["resources"] == ["db=40"]


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    code = "from freshbars.workflow.builder import reporting\nwith reporting(None):\n    print('x\\n' * 1_000_000)\n"
    done = subprocess.run(
        ["bash", "-c", '"$0" -c "$1" | head -n 1', sys.executable, code], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.stdout, done.stderr) == (b"x\n", b"")


def test_a_script_runs_from_a_clone_by_its_path(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/operate/alert.py", "--help"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"--hours" in done.stdout


def test_ctrl_c_while_modules_are_loaded_says_nothing_and_later_one_line():
    code = (
        "import freshbars.scripts, os; from freshbars.workflow.builder import reporting\n{}    os.kill(os.getpid(), 2)"
    )
    for within, code_of, said in (
        ("if 1:\n", -signal.SIGINT, ""),
        ("with reporting(None):\n", 130, "freshbars: interrupted; "),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code.format(within)], capture_output=True, text=True, check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        assert (done.returncode, done.stderr.startswith(said), done.stderr.count("\n")) == (code_of, True, bool(said))


def test_builders_load_nothing_that_they_do_not_need():
    """What a module costs, each job pays."""
    unwanted = {"ssl", "pandas", "snakemake", "sqlalchemy", "freshbars.database.migrations", "freshbars.source.ingest"}
    code = "import freshbars.scripts.{}, sys; print(*sys.modules)"
    for builder in ("build_bars_1d", "build_bars", "build_emas"):
        done = subprocess.run([sys.executable, "-c", code.format(builder)], capture_output=True, text=True, check=True)
        assert not unwanted & set(done.stdout.split()), builder
