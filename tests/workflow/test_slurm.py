"""Builders on the nodes of a real Slurm, by profiles/slurm: the same tables, and right again after whatever befalls jobs.

A Slurm job starts two Snakemakes for each builder, so all of this is slow.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from anywhere import query, settings, snakemake, tables
from slurm import MISSING, ask, slurm

from project import NOTHING, ROOT

pytestmark = [
    pytest.mark.workflow,
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(MISSING), reason=f"no Slurm here: {MISSING} is missing (apt-get install slurmctld slurmd slurm-client)"
    ),
]
WHERE = ("--snakefile", str(ROOT / "Snakefile"), "--workflow-profile", str(ROOT / "profiles/slurm"))
SECRET = b"hunter2"


@pytest.fixture(scope="module")
def cluster():
    """The environment of a Slurm, and the folder in which it keeps everything. Socket paths must be short."""
    pytest.importorskip("snakemake_executor_plugin_slurm")
    with tempfile.TemporaryDirectory(prefix="slurm-") as folder, slurm(Path(folder) / "of") as environment:
        yield environment, Path(folder)


@pytest.fixture
def elsewhere(make_project, cluster, by_network, at_server, tmp_path):
    """A working directory, the environment of its runs, and its schema. The URL is in the environment, too."""
    project, folder = make_project("usual"), tmp_path / "on a cluster"
    folder.mkdir()
    settings(folder, project.schema, shards=2)
    (folder / "db_config.env").write_text(f"TARGET_DB_URL={by_network}\n")
    return folder, project.environment | cluster[0] | {"TARGET_DB_URL": by_network}, project.schema


def summary(text: str) -> str:
    """The summary."""
    return text[text.index("Summary of 'all'") :].split("\n[")[0]


def test_two_shards_on_slurm_come_to_what_a_run_here_comes_to(elsewhere, cluster, expected, at_server, tmp_path):
    folder, environment, schema = elsewhere
    text = snakemake(folder, environment, *WHERE, "all")
    assert tables(schema) == expected
    ((run, outcome),) = query(at_server, f"SELECT run_id, outcome FROM {schema}.freshbars_runs")
    assert outcome == "ok"
    # Two shards of 1D bars, two families of bars and two of EMAs, and the load.
    assert query(at_server, f"SELECT run_id, count(*) FROM {schema}.freshbars_steps GROUP BY 1") == [(run, 2 * 5 + 1)]
    # The load, the bars of each shard, and the EMAs of both.
    assert len(set(re.findall(r"SLURM jobid (\d+)", text))) == 4, text
    assert NOTHING in snakemake(folder, environment, *WHERE, "all")

    told = [path for place in (folder, cluster[1]) for path in place.rglob("*") if path.is_file()]
    assert [path.name for path in told if SECRET in path.read_bytes()] == ["db_config.env"]
    assert SECRET.decode() not in text
    kept = list(cluster[1].rglob("environment"))
    assert kept, "what Slurm keeps of its jobs was looked through"

    local = tmp_path / "here"
    local.mkdir()
    settings(local, f"{schema}_local", shards=2)
    try:
        here = snakemake(local, environment, "--snakefile", str(ROOT / "Snakefile"), "all")
    finally:
        query(at_server, f"DROP SCHEMA IF EXISTS {schema}_local CASCADE")
    assert summary(text) == summary(here)


@contextmanager
def stuck(elsewhere, at_server, environment):
    """A run whose bars wait in a Slurm job for as long as the block lasts: the process, and the number of the job."""
    folder, _, schema = elsewhere
    snakemake(folder, environment, *WHERE[:2], "ingest")
    with psycopg2.connect(at_server) as connection, connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {schema}.cmc_price_bars_1d IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            [sys.executable, "-m", "snakemake", *WHERE, "all"],
            cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            waiting = "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = relation WHERE NOT granted AND "
            waiting += f"relnamespace = '{schema}'::regnamespace"
            wait_until(lambda: query(at_server, waiting) >= [(1,)])
            yield process, ask(environment, "squeue", "-h", "-o", "%i", "--states", "R").split()
        finally:
            connection.rollback()
            if process.poll() is None:
                wait_for(process)
    connection.close()


def wait_until(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.2)


def wait_for(process: subprocess.Popen) -> None:
    try:
        process.wait(timeout=200)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


@pytest.mark.parametrize("what", ["cancelled", "timed out", "requeued", "killed"])
def test_the_next_run_is_right_after_a_job_was(elsewhere, cluster, expected, at_server, what):
    folder, environment, schema = elsewhere
    with stuck(elsewhere, at_server, environment) as (process, jobs):
        if what == "cancelled":
            ask(environment, "scancel", *jobs)
        elif what == "timed out":
            for job in jobs:
                ask(environment, "scontrol", "update", f"JobId={job}", "TimeLimit=1")
            wait_until(lambda: not ask(environment, "squeue", "-h", "--states", "R,CG"), 150)
        elif what == "requeued":
            for job in jobs:
                ask(environment, "scontrol", "requeue", job)
            wait_until(lambda: not ask(environment, "squeue", "-h", "--states", "R,CG"))
            for job in jobs:
                # By itself Slurm waits two minutes.
                ask(environment, "scontrol", "update", f"JobId={job}", "StartTime=now")
        else:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if what in ("cancelled", "timed out"):
        assert process.returncode == 1
    elif what == "requeued":
        assert process.returncode == 0
    text = snakemake(folder, environment, *WHERE, "all")
    assert tables(schema) == expected
    assert (NOTHING in text) == (what == "requeued")
    outcomes = [row[0] for row in query(at_server, f"SELECT outcome FROM {schema}.freshbars_runs ORDER BY started")]
    assert outcomes[-1] == "ok"
    if what == "requeued":
        steps = f"SELECT rows_written FROM {schema}.freshbars_steps WHERE rule = 'bars_1d'"
        made = " + ".join(f"(SELECT count(*) FROM {schema}.cmc_price_bars_1d{kind})" for kind in ("", "_rejects"))
        assert sum(row[0] for row in query(at_server, steps)) == query(at_server, f"SELECT {made}")[0][0], (
            "steps add up"
        )
