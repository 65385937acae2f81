"""Why jobs are due although Snakemake sees no reason, and runs that must not be taken for what they are not."""

import os
import re
import subprocess
import time

import psycopg2
import pytest

from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.run_lock import hold_run_lock
from freshbars.reports.last_run import check
from project import NOTHING, Project

pytestmark = pytest.mark.workflow
EMAS = "results/markers/emas_v2.0.json"


NO = ("cal_us", "cal_iso", "cal_anchor_us", "cal_anchor_iso")


@pytest.fixture(scope="module")
def project(server, tmp_path_factory):
    """One for all tests, which leave it as they found it."""
    bars, emas = {"multi_tf": ["3D"]} | {key: [] for key in NO}, {"families": ["v2"], "periods": [2]}
    made = Project(tmp_path_factory.mktemp("due"), server, f"due_{os.getpid()}", bars=bars, emas=emas)
    made.run("all")
    yield made
    ask(server, f"DROP SCHEMA {made.schema} CASCADE")


def ask(server: str, text: str) -> list[tuple]:
    with psycopg2.connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(text)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def files(project) -> dict:
    """Every result with what is in it and when it was written."""
    found = (path for path in (project.folder / "results").rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.mark.slow
def test_a_dry_run_touches_nothing_and_what_is_due_runs_once(project, server):
    before = files(project)
    rebuild = ("--config", "rebuild=901")
    dry = project.run("-n", "report", *rebuild)
    assert "freshbars: emas v2, shard 0 is due: a rebuild of assets 901 was asked for" in dry
    assert files(project) == before
    markers = project.markers()
    # The report was never made. Once it is, a rebuild makes it, too, again.
    for _ in range(2):
        text = project.run("report", *rebuild)
        assert "1 changed" in text
        assert NOTHING not in text
    assert project.markers() == markers, "a marker does not say how often it was made"
    assert project.planned("report") == {}, "what ran because it was due does not run again"

    assert project.planned(EMAS) == {}
    ask(server, f"UPDATE {project.schema}.cmc_ema_multi_tf_v2_state SET n_rows = 1 WHERE id = 901")
    before = files(project)
    dry = project.run("-n", EMAS)
    assert "is due: the database does not hold what emas_v2.0.json says" in dry, "a file as target is checked as well"
    assert "bars multi_tf" not in dry, "only what is untrue is due"
    assert files(project) == before
    ask(server, f"DROP SCHEMA {project.schema} CASCADE")
    planned = project.planned(EMAS)
    assert planned["build_bars"] == planned["build_emas"] == planned["load_exports"] == 1
    text = project.run("ingest")
    assert "ingest is due: the database does not hold" in text
    assert "bars_1d" not in text, "nothing is said of jobs that the target does not need"
    assert ask(server, f"SELECT count(DISTINCT id) FROM {project.schema}.cmc_price_histories7") == [(7,)]
    assert project.planned("ingest") == {}


@pytest.mark.slow
def test_a_part_of_a_run_is_no_run_of_everything(project, server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    rebuild = ("--config", "rebuild=all")
    ask(server, f"DELETE FROM {project.schema}.freshbars_runs")
    project.run("all", "--until", "build_bars", *rebuild)
    project.run("all", "--omit-from", "build_emas", *rebuild)
    project.run("--touch", "all", *rebuild)
    runs = f"SELECT target, outcome FROM {project.schema}.freshbars_runs ORDER BY started"
    parts = [("part(bars,bars_1d)", "ok"), ("part(bars,bars_1d,freshness)", "ok")]
    assert ask(server, runs) == parts
    config = validate({"schema": project.schema})
    connection = connect(config)
    with connection.cursor() as cursor:
        good, words = check(config, cursor, 26)
    connection.close()
    assert not good, words
    # To Snakemake both words are rules to run by force, and no target was named.
    project.run("--forcerun", "build_emas", "all")
    assert ask(server, runs) == [*parts, ("all", "ok")]


def test_markers_of_a_clock_that_was_ahead_do_not_stop_a_run(project):
    ahead = time.time() + 86_400
    for path in (project.folder / "results").rglob("*"):
        os.utime(path, (ahead, ahead))
    text = project.run("all", "--config", "rebuild=901")
    assert re.search(r"freshbars: \d+ files in results/ were dated in the future; they are dated now", text)
    assert "older modification time" not in text
    assert project.planned("all") == {}


def test_a_run_waits_for_another_and_then_does_what_was_asked(project, server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    rebuild = ("--config", "rebuild=901")
    lock = hold_run_lock(validate({"schema": project.schema}), "run of somebody else")
    arguments = {"cwd": project.folder, "env": project.environment, "stderr": subprocess.PIPE, "text": True}
    waiting = subprocess.Popen(project.command("all", *rebuild), stdout=subprocess.DEVNULL, **arguments)
    try:
        for line in waiting.stderr:
            if "waiting for another run" in line:
                break
        assert re.search(r"\(run of somebody else, since \d{4}-.* UTC\)", line)
        at_work = "another run is at work on this database (run of somebody else, since"
        dry = project.run("-n", "all", *rebuild)
        assert at_work in dry
        assert "is due: a rebuild of assets 901 was asked for" in dry
        assert at_work in project.run("plan")
    finally:
        lock.close()
    rest = waiting.communicate(timeout=60)[1]
    assert waiting.returncode == 0, rest
    assert "emas v2, shard 0: 1 changed" in rest
    assert "another run" not in project.run("plan")
