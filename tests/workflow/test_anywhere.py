"""From anywhere: another working directory, a module of another workflow, jobs on other machines."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest
import yaml
from anywhere import query, settings, snakemake, tables

from freshbars.config import validate
from freshbars.database.connection import address, connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.url import Address
from freshbars.environment import (
    CONFIG_VARIABLE,
    DATABASE_VARIABLE,
    LOCK_VARIABLE,
    RUN_VARIABLE,
    SESSIONS_VARIABLE,
    SOURCE_VARIABLE,
)
from freshbars.errors import UserError
from freshbars.store import runs as history
from freshbars.workflow import job_context, run, scaffold
from freshbars.workflow.run_files import RunFiles
from project import NOTHING, ROOT

workflow = pytest.mark.workflow


@pytest.fixture
def project(make_project):
    """For its schema and environment."""
    return make_project("usual")


@pytest.fixture
def schema(project):
    return project.schema


# -- another directory, another workflow -------------------------------------------------------------------------------


@pytest.mark.slow
@workflow
def test_a_working_directory_with_blanks_and_a_clone_that_is_left_alone(project, schema, expected, tmp_path, at_server):
    clone, folder = tmp_path / "a clone", tmp_path / "my data"
    for name in ("report", "profiles"):
        shutil.copytree(ROOT / name, clone / name)
    shutil.copy(ROOT / "Snakefile", clone)
    before = sorted(clone.rglob("*"))
    for path in (clone, *before):
        path.chmod(path.stat().st_mode & 0o555)
    scaffold.make(folder)
    settings(folder, schema)
    where = ("--snakefile", str(clone / "Snakefile"), "--directory", folder.name)
    text = snakemake(tmp_path, project.environment, *where, "all")
    before_it, _, words = text.partition("Summary of 'all': ")
    assert "Elapsed time" in before_it, "the summary comes last"
    assert words
    assert tables(schema) == expected
    assert NOTHING in snakemake(tmp_path, project.environment, *where, "all")
    snakemake(tmp_path, project.environment, *where, "--report", "page.html", "all")
    assert (folder / "page.html").exists(), "captions are found beside the Snakefile"
    assert {"config.yaml", "results", "logs"} <= {path.name for path in folder.iterdir()}
    assert sorted(clone.rglob("*")) == before


MODULE = """
configfile: "config.yaml"


module freshbars:
    snakefile: "{snakefile}"
    config: config
    {prefix}


use rule * from freshbars as freshbars_*


rule count:
    default_target: True
    input: "{folder}results/markers/emas_v2.0.json", "{folder}results/summary/all.json"
    output: "count.txt"
    shell: "grep '\\"rows\\"' {{input[0]:q}} > {{output:q}}"
"""


@workflow
@pytest.mark.parametrize("prefix", ["", "inner"])
@pytest.mark.slow
def test_as_a_module_with_a_rule_of_the_users_own(project, schema, expected, tmp_path, at_server, prefix):
    folder = tmp_path / "module"
    folder.mkdir()
    settings(folder, schema)
    (folder / "Snakefile").write_text(
        MODULE.format(
            snakefile=ROOT / "Snakefile",
            prefix=f'prefix: "{prefix}"' if prefix else "",
            folder=f"{prefix}/" if prefix else "",
        )
    )
    text = snakemake(folder, project.environment)
    assert tables(schema) == expected
    rows = json.loads((folder / prefix / "results/markers/emas_v2.0.json").read_text())["rows"]
    assert (folder / "count.txt").read_text().strip() == f'"rows": {rows},'
    assert re.search(rf"emas v2 +6 +{rows:,} +{rows:,} ", text), "the summary finds its markers"
    assert query(at_server, f"SELECT target, outcome FROM {schema}.freshbars_runs") == [("all", "ok")]
    assert NOTHING in snakemake(folder, project.environment)
    query(at_server, f"DROP SCHEMA {schema} CASCADE")
    assert "is due: the database does not hold" in snakemake(folder, project.environment, "-n")


@workflow
def test_two_configurations_in_one_workflow_are_refused(project, schema, tmp_path):
    module = 'module {0}:\n    snakefile: "{1}"\n    config: config["{0}"]\n    prefix: "{0}"\n\nuse rule * from {0} as {0}_*\n'
    (tmp_path / "Snakefile").write_text("\n".join(module.format(name, ROOT / "Snakefile") for name in ("one", "two")))
    for name in ("one", "two"):
        settings(tmp_path, f"{schema}_{name}")
        (tmp_path / "config.yaml").rename(tmp_path / f"{name}.yaml")
    parts = {name: yaml.safe_load((tmp_path / f"{name}.yaml").read_text()) for name in ("one", "two")}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(parts))
    text = snakemake(tmp_path, project.environment, "--configfile", "config.yaml", "-n", "one_all", "two_all", ok=False)
    assert "uses Freshbars with two configurations; run them one after the other" in text
    assert "Traceback" not in text


def test_what_snakemakes_own_report_imports_is_installed_with_freshbars():
    """Without pygments ``--report`` fails, and Snakemake does not ask for it. Test tools bring it, too."""
    found, names = set(), ["freshbars"]
    while names:
        name = names.pop()
        for line in requires(name) or ():
            needed = re.match(r"[\w.-]+", line)[0].lower()
            if "extra ==" not in line and needed not in found:
                found.add(needed)
                with suppress(PackageNotFoundError):
                    distribution(needed)
                    names.append(needed)
    assert {"snakemake", "pygments"} <= found


def test_new_keeps_a_configuration_that_is_there(tmp_path):
    made = {str(path.relative_to(tmp_path / "data")) for path in scaffold.make(tmp_path / "data")}
    beside = {"Snakefile", "profiles/default/config.yaml", "profiles/slurm/config.yaml", ".gitignore"}
    assert made == {"config.yaml", "assets.csv", "exclusions.csv", "confirmed.csv"} | beside
    assert (tmp_path / "data/exports").is_dir()
    given = yaml.safe_load((tmp_path / "data/config.yaml").read_text())
    assert given["as_of"] is None
    assert given["source"] == {
        "kind": "exports", "exports": "exports", "assets": "assets.csv", "exclusions": "exclusions.csv",
        "confirmed": "confirmed.csv",
        "table": "cmc_price_histories7", "formats": [], "follow_links": False,
    }  # fmt: skip
    validate(given)
    with pytest.raises(UserError, match="exist already"):
        scaffold.make(tmp_path / "data")
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier/config.yaml").write_text("ids: 1\n")
    assert {str(path.relative_to(tmp_path / "earlier")) for path in scaffold.make(tmp_path / "earlier")} == beside
    assert (tmp_path / "earlier/config.yaml").read_text() == "ids: 1\n"


# -- other machines ----------------------------------------------------------------------------------------------------


ELSEWHERE = ("--executor", "cluster-generic", "--jobs", "2")
SUBMIT = ("--cluster-generic-submit-cmd", f"env -i PATH={os.environ['PATH']} HOME=/nowhere bash")


@workflow
@pytest.mark.slow
def test_jobs_of_an_executor_without_environment_belong_to_their_run(
    project, schema, expected, tmp_path, at_server, by_network
):
    pytest.importorskip("snakemake_executor_plugin_cluster_generic")
    folder = tmp_path / "cluster"
    folder.mkdir()
    settings(folder, schema)
    environment = {name: value for name, value in project.environment.items() if name != "TARGET_DB_URL"}
    (folder / "db_config.env").write_text(f"TARGET_DB_URL={by_network}\n")
    where = ("--snakefile", str(ROOT / "Snakefile"))
    text = snakemake(folder, environment, *where, *ELSEWHERE, *SUBMIT, "all")
    assert tables(schema) == expected
    assert "Summary of 'all': " in text, "the summary is told where the person is"
    ((one,),) = query(at_server, f"SELECT run_id FROM {schema}.freshbars_runs")
    assert query(at_server, f"SELECT run_id, count(*) FROM {schema}.freshbars_steps GROUP BY 1") == [(one, 6)]
    assert NOTHING in snakemake(folder, environment, *where, *ELSEWHERE, *SUBMIT, "all")
    assert "hunter2" not in text
    told = [p for p in folder.rglob("*") if p.is_file() and b"hunter2" in p.read_bytes()]
    assert [path.name for path in told] == ["db_config.env"]


@workflow
def test_a_database_of_one_machine_is_refused_to_others(project, schema, tmp_path, server):
    pytest.importorskip("snakemake_executor_plugin_cluster_generic")
    if "host=" not in server:
        pytest.skip("the tests' server is reached over the network")
    folder = tmp_path / "cluster"
    folder.mkdir()
    settings(folder, schema)
    where = ("--snakefile", str(ROOT / "Snakefile"))
    text = snakemake(folder, project.environment, *where, *ELSEWHERE, *SUBMIT, "all", ok=False)
    assert "freshbars: jobs on other machines cannot reach this database" in text
    assert "Traceback" not in text
    assert not (folder / "results").exists()


def test_a_job_takes_the_database_of_its_run_if_its_machine_can_see_it(monkeypatch):
    monkeypatch.setenv("FRESHBARS_DSN", "")
    for host, arguments, reachable in (
        (socket.gethostname(), {"host": "/run/x"}, True),
        ("another", {"host": "db.example.org"}, True),
        ("another", {"host": "/run/x"}, False),
        ("another", {"host": "localhost"}, False),
        ("another", {"dbname": "prices"}, False),
    ):
        monkeypatch.setenv(DATABASE_VARIABLE, json.dumps({"host": host, "database": {"arguments": arguments}}))
        if reachable:
            job_context.adopt_database()
            assert address() == Address(arguments)
        else:
            with pytest.raises(UserError, match="is one of another alone"):
                job_context.adopt_database()


def test_a_password_lies_in_a_file_of_its_owner_and_goes_with_the_run(make_config, tmp_path, monkeypatch):
    config = make_config()
    monkeypatch.setenv("TARGET_DB_URL", re.sub(":?@", r":a%3Ab\\c@", os.environ["TARGET_DB_URL"], count=1))
    for name in (RUN_VARIABLE, CONFIG_VARIABLE, SOURCE_VARIABLE, DATABASE_VARIABLE):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    runs = tmp_path / ".freshbars/runs"
    here, there = runs / socket.gethostname(), runs / "another machine"
    killed, elsewhere, noted = here / "killed", there / "unknown", there / "noted"
    for folder in (killed, elsewhere, noted):
        folder.mkdir(parents=True)
        (folder / "pgpass").touch()
    former = tmp_path / ".freshbars/run-a-20260101T000000Z-1.pgpass"
    former.touch()
    os.utime(former, (0, 0))
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        ensure_tables(config, connection)
        history.begin(cursor, "noted", "all")
    beside = RunFiles("beside")
    beside.add("pgpass", "")
    one = run.Run(config)
    one.begin("all", elsewhere=False)
    handed = json.loads(os.environ[DATABASE_VARIABLE])["database"]["arguments"]
    assert "password" not in handed
    file = Path(handed["passfile"])
    assert file.read_text() == "*:*:*:*:a\\:b\\\\c\n", "as libpq reads it"
    assert file.stat().st_mode & 0o777 == 0o600
    left = {here / one.id, here / "beside", elsewhere}
    assert set(runs.glob("*/*")) == left, "those of killed runs are gone, also of one on a machine that is no more"
    assert not former.exists()
    one.end("ok")
    one._lock.close()
    beside.remove()
    assert list(runs.glob("*/*")) == [elsewhere]


def test_a_job_resolves_a_url_with_the_password_of_a_key_by_itself_and_checks_whom_it_reaches(
    make_config, tmp_path, monkeypatch
):
    config = make_config()
    monkeypatch.setenv("TARGET_DB_URL", os.environ["TARGET_DB_URL"] + "&sslpassword=hush")
    for name in (RUN_VARIABLE, CONFIG_VARIABLE, SOURCE_VARIABLE, DATABASE_VARIABLE, LOCK_VARIABLE, "FRESHBARS_DSN"):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    one = run.Run(config)
    one.begin("all", elsewhere=False)
    assert "hush" not in os.environ[DATABASE_VARIABLE]
    job_context.adopt_database()
    assert address().arguments["sslpassword"] == "hush"
    connect(config).close()
    handed = json.loads(os.environ["FRESHBARS_DSN"])
    monkeypatch.setenv("FRESHBARS_DSN", json.dumps(handed | {"system": "4711"}))
    with pytest.raises(UserError, match="is not the one that its run uses"):
        connect(config)
    one.end("ok")
    one._lock.close()


def test_a_configuration_of_any_length_reaches_the_builders(make_config, tmp_path, monkeypatch):
    config = make_config(ids=list(range(10**6, 10**6 + 60_000, 2)))
    for name in (RUN_VARIABLE, CONFIG_VARIABLE, SOURCE_VARIABLE, DATABASE_VARIABLE, SESSIONS_VARIABLE, LOCK_VARIABLE):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    one = run.Run(config)
    assert list(tmp_path.iterdir()) == [], "a plan makes no file"
    one.begin("all", elsewhere=False)
    code = "from freshbars.config import load; print(len(load().ids))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "30000\n"
    assert job_context.handed_config() == json.loads(config.raw)
    one.end("ok")
    one._lock.close()
    assert list((tmp_path / ".freshbars").iterdir()) == []


def test_a_job_without_the_environment_of_its_run_is_refused(monkeypatch):
    monkeypatch.delenv(RUN_VARIABLE, raising=False)
    with pytest.raises(UserError, match="without the environment of its run"):
        job_context.handed_config()
