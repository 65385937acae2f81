"""The builders, one for each rule and named like it, and the command ``freshbars``."""

import os
import re
import runpy
import signal
import subprocess
import sys
import time
from importlib import import_module

import pytest
import yaml

from freshbars.cli import COMMANDS, main
from project import ROOT

SCRIPTS = sorted(ROOT.glob("scripts/*.py"))


def test_each_rule_runs_the_script_of_its_name():
    rules = set(re.findall(r"^rule (\w+):", (ROOT / "Snakefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {path.stem for path in ROOT.glob("scripts/**/*.py")} == rules - {
        "all",
        "ingest",
        "bars",
        "freshness",
        "emas",
        "report",
    }, "all but the bare targets"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_does_nothing_when_it_is_imported(path, capsys):
    runpy.run_path(str(path), run_name="imported")
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


def freshbars(*arguments: str, **how) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "freshbars", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **how)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_module_with_its_help(name, capsys):
    module = import_module(f"freshbars.cli.{name}")
    assert module.__doc__
    if COMMANDS[name].verbatim:
        return
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: freshbars {name}" in capsys.readouterr().out


def test_no_module_of_a_command_is_forgotten():
    modules = {path.stem for path in ROOT.glob("src/freshbars/cli/*.py")} - {"__init__"}
    assert modules == COMMANDS.keys()


def test_the_list_of_commands_imports_none_of_them(tmp_path):
    code = "import sys; from freshbars.cli import usage; usage(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if re.match(r"psycopg2|numpy|freshbars\.(?!cli$)", name)] == []
    done = freshbars(cwd=tmp_path)
    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")} == COMMANDS.keys()


def test_a_command_that_does_not_exist_is_refused(tmp_path):
    done = freshbars("refresh", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "freshbars: there is no command 'refresh'; freshbars --help lists them\n"
    assert re.fullmatch(r"freshbars \d+\.\d+\.\d+\n", freshbars("--version").stdout)


def test_a_command_in_a_folder_without_configuration_says_so(tmp_path):
    done = freshbars("restatements", cwd=tmp_path)
    assert done.returncode == 1
    assert "no config.yaml in" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_builder_starts_beside_a_folder_named_like_the_package(tmp_path):
    """As a clone of this project is in the working directory of many."""
    (tmp_path / "freshbars/src/freshbars").mkdir(parents=True)
    script = str(ROOT / "scripts/build_bars.py")
    done = subprocess.run([sys.executable, script, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "--family" in done.stdout, done.stderr


def test_ctrl_c_while_modules_are_loaded_says_nothing_and_later_one_line():
    code = (
        "import freshbars.startup, os; from freshbars.workflow.builder import reporting\n{}    os.kill(os.getpid(), 2)"
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
    code = "import sys; sys.path.insert(0, {!r}); import {}; print(*sys.modules)"
    for builder in ("build_bars_1d", "build_bars", "build_emas"):
        code_of = code.format(str(ROOT / "scripts"), builder)
        done = subprocess.run([sys.executable, "-c", code_of], capture_output=True, text=True, check=True)
        assert not unwanted & set(done.stdout.split()), builder


FROZEN = """
import freshbars.startup, sys
from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.workflow import interrupts
from freshbars.workflow.builder import reporting
interrupts.PATIENCE = 0.5
with reporting(None):
    cursor = connect(validate({})).cursor()
    print("connected", flush=True)
    sys.stdin.readline()
    cursor.execute("SELECT 1")
"""


def test_ctrl_c_ends_a_builder_whose_database_does_not_answer(network):
    url, freeze = network
    arguments = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = os.environ | {"TARGET_DB_URL": url}
    with subprocess.Popen([sys.executable, "-c", FROZEN], env=environment, **arguments) as process:
        assert process.stdout.readline() == "connected\n"
        freeze()
        process.stdin.write("\n")
        process.stdin.flush()
        time.sleep(0.3)
        assert process.poll() is None
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert time.monotonic() - began < 5
        assert "interrupted while the database did not answer" in process.stderr.read()
