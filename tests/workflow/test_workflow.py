"""The workflow as a user meets it: what is planned, what runs, what a second run does, what is said."""

import os
import re
import shutil
from datetime import date, timedelta

import psycopg2
import pytest

from freshbars.config import validate
from project import NOTHING, Project
from support import row, store

pytestmark = pytest.mark.workflow


def config_of(project, **settings):
    return validate({"schema": project.schema, "source": {"kind": "table", "table": "history"}, **settings})


@pytest.fixture
def at_server(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    return server


def query(server, text: str):
    with psycopg2.connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(text)
        result = cursor.fetchall() if cursor.description else None
    connection.close()
    return result


SECRET = "hunter2-not-to-be-seen"


@pytest.fixture(scope="module")
def built(server, tmp_path_factory):
    """A project in which everything was made once, with a password in its URL, and what was printed."""
    schema = f"built_{os.getpid()}"
    project = Project(tmp_path_factory.mktemp("built"), server, schema)
    project.environment["TARGET_DB_URL"] = server.replace("postgres:@", f"postgres:{SECRET}@")
    planned = project.planned("all")
    assert planned["build_emas"] == 2
    assert planned["build_bars"] == 2, "a dry run shows every job"
    assert query(server, f"SELECT to_regnamespace('{schema}')") == [(None,)], "a dry run writes nothing"
    project.run("bars")
    planned = project.planned("all", "--config", "refresh_bars=false")
    assert planned.keys() & {"build_bars", "build_bars_1d", "build_emas"} == {"build_emas"}, "on the bars as they are"
    yield project, project.run("all")
    query(server, f"DROP SCHEMA {schema} CASCADE")


def test_what_was_built_and_a_second_run(built, at_server):
    project, text = built
    assert "Summary of 'all': 6 of 8 assets fresh, 1 stale, 1 without bars\n" in text
    report = project.json("freshness.json")
    statuses = {asset["symbol"]: asset["status"] for asset in report["assets"]}
    assert statuses == {
        "AUR": "fresh", "BOR": "fresh", "CYG": "fresh", "DRA": "stale", "ERI": "no_state", "FOR": "fresh",
        "GEM": "fresh", "HYD": "fresh",
    }  # fmt: skip
    assert re.search(r"904\s+DRA\s+stale", text)
    summary = project.json("summary/all.json")
    assert summary["rejects"] == {"null_open_or_close": 1}
    # Of the 544 days of Gemini and Hydra nobody says when the extremes were reached.
    assert summary["repaired_timehigh"] == 4 + 544
    assert summary["repaired_timelow"] == 3 + 544
    assert query(at_server, f"SELECT DISTINCT id FROM {project.schema}.cmc_ema_multi_tf_u ORDER BY 1") == [
        (901,), (902,), (903,), (906,), (907,), (908,),
    ]  # fmt: skip

    before = project.markers()
    assert NOTHING in project.run("all")
    assert project.markers() == before


def test_a_run_prints_a_line_when_a_job_starts_and_one_when_it_ends_and_the_summary_last(built):
    project, text = built
    said, _, summary = text.partition("Summary of 'all': ")
    assert summary.rstrip().endswith(project.json("freshness.json")["assets"][-1]["reason"])
    jobs = int(re.search(r"^(\d+) jobs to do$", said, re.MULTILINE)[1])
    started = re.findall(rf"^\[ ?\d+/{jobs}\] (.*)$", said, re.MULTILINE)
    assert {"Building multi_tf EMAs, shard 0", "Checking which assets are fresh", "Summing up"} < set(started)
    assert (
        len(re.findall(r"^emas (?:multi_tf|cal_us), shard 0: 6 changed, [0-9,]+ rows written, 0 deleted$", said, re.M))
        == 2
    )
    assert len(said.splitlines()) <= 2 * jobs + 5, said
    logs = (project.folder / ".snakemake/log").glob("*")
    assert any("Reason: " in log.read_text() for log in logs), "all that Snakemake says is in its own log"


@pytest.mark.slow
def test_markers_do_not_depend_on_when_or_where(built, make_project):
    other = make_project("elsewhere", shards=1)
    other.run("all")
    assert other.markers() == built[0].markers()
    assert other.schema not in "".join(other.markers().values())


def test_the_password_is_nowhere(built):
    project, text = built
    text += project.run("-n", "all", "--config", "staleness_hours=1")
    text += project.run("--report", "report.html", "all")
    assert SECRET not in text
    for file in project.folder.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file


def test_a_changed_setting_and_a_deleted_marker_are_noticed(built):
    project, _ = built
    changed = "bars={multi_tf: [3D, 7D, 14D]}"
    dry = project.run("-n", "bars", "--config", changed)
    assert "bars multi_tf, shard 0 is due: the timeframes changed from 3D 7D to 3D 7D 14D" in dry
    project.run("--touch", "bars", "--config", changed)
    assert project.planned("bars", "--config", changed)["build_bars"] == 1, "a touched marker does not lie"
    shutil.rmtree(project.folder / ".snakemake")
    (project.folder / "results/markers/bars_cal_us.0.json").unlink()
    assert project.planned("bars", "--config", changed)["build_bars"] >= 2
    project.run("bars", "--config", changed)
    assert project.planned("bars", "--config", changed) == {}


def test_without_a_target_only_help_is_printed(make_project, at_server):
    project = make_project()
    text = project.run()
    assert "snakemake --cores 4 all" in text
    assert not (project.folder / "results").exists()
    assert query(at_server, f"SELECT to_regnamespace('{project.schema}')") == [(None,)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--config", "stalenes_hours=3"], "unknown key stalenes_hours"),
        (["--configfile", "other.yaml"], "shards must be a whole number, 1 to 1000, not 0"),
    ],
)
def test_a_mistake_in_the_configuration_is_one_readable_line(make_project, arguments, message):
    project = make_project()
    (project.folder / "other.yaml").write_text("shards: 0\n")
    text = project.run("all", *arguments, ok=False)
    assert [line for line in text.splitlines() if line.startswith("configuration: ") and message in line]
    assert "Traceback" not in text
    assert not (project.folder / "results").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,symbol,name\n1,AAPL,Apple,XNYS\n", "freshbars: assets.csv, line 2: has 4 cells, the header has 3"),
        (None, "freshbars: there is no file assets.csv (source.assets)"),
    ],
)
def test_a_mistake_in_the_file_of_assets_is_one_readable_line(make_project, text, message):
    project = make_project(source={"assets": "assets.csv"})
    if text:
        (project.folder / "assets.csv").write_text(text)
    for arguments in (("-n", "all"), ("all",)):
        said = project.run(*arguments, ok=False)
        assert [line for line in said.splitlines() if line.startswith(message)], said
        assert "Traceback" not in said


@pytest.mark.slow
def test_a_restated_day_in_a_table_is_planned_with_its_reason_and_touches_one_asset(make_project, at_server):
    project = make_project(source={"kind": "table", "table": "history", "assets": None}, shards=2)
    config = config_of(project)
    rows = [row(asset, date(2026, 1, 1) + timedelta(days=i), 50 + i) for asset in (1, 2) for i in range(68)]
    store(config, rows)
    project.run("all")
    rows[20] |= {"close": 33.0}
    store(config, rows)
    dry = project.run("-n", "all")
    reasons = [line for line in dry.splitlines() if "bars_1d, shard" in line and "the source changed from" in line]
    assert reasons
    assert "fingerprint" in reasons[0]
    assert re.search(r"^build_bars_1d +1$", dry, re.MULTILINE), "only the shard of the asset"
    stamps = f"SELECT DISTINCT id FROM {project.schema}.cmc_ema_multi_tf WHERE ingested_at > now() - interval '%s'"
    before = query(at_server, "SELECT now()")[0][0]
    project.run("all")
    touched = query(at_server, stamps.replace("now() - interval '%s'", f"'{before}'"))
    assert touched == [(1,)]
    assert project.planned("all") == {}


def test_a_bad_asset_stops_nobody_and_is_tried_again(make_project, at_server):
    project = make_project(source={"kind": "table", "table": "history", "assets": None})
    config = config_of(project)
    rows = [row(asset, date(2026, 1, 1) + timedelta(days=i), 50 + i) for asset in (1, 2) for i in range(68)]
    twin = row(2, date(2026, 2, 3), 7.0)
    twin["timeclose"] -= timedelta(hours=3)
    twin["timestamp"] = twin["timeclose"]
    store(config, [*rows, twin])
    text = project.run("report", ok=False)
    assert "two daily bars on" in (project.folder / "results/report.html").read_text(), (
        "the page is written all the same"
    )
    assert "FAILED: bars_1d, 2: two daily bars on 2026-02-03 in UTC" in text.partition("WorkflowError")[2], (
        "it comes last"
    )
    report = project.json("freshness.json")
    assert {a["id"]: a["status"] for a in report["assets"]} == {1: "fresh", 2: "failed"}
    assert query(at_server, f"SELECT DISTINCT id FROM {project.schema}.cmc_ema_multi_tf") == [(1,)]

    assert "last time 2 failed" in project.run("-n", "all"), "the next run retries, and says why"
    store(config, rows)
    project.run("report")
    assert query(at_server, f"SELECT DISTINCT id FROM {project.schema}.cmc_ema_multi_tf ORDER BY 1") == [(1,), (2,)]
    runs = query(at_server, f"SELECT target, outcome FROM {project.schema}.freshbars_runs ORDER BY started")
    assert runs == [("all report", "failed"), ("all report", "ok")], "a report is of everything"
    assert project.planned("report") == {}


@pytest.mark.slow
def test_bad_exports_are_refused_by_name_and_the_others_load(make_project, at_server):
    project = make_project()
    folder = project.folder / "example/exports"
    (folder / "Page_1_1_2025-1_2_2026_historical_data_coinmarketcap.csv").write_text("<!DOCTYPE html><html></html>")
    (folder / "Zebra_1_1_2025-1_2_2026_historical_data_coinmarketcap.csv").write_text(
        (folder / "906_FOR.csv").read_text()
    )
    good = (folder / "906_FOR.csv").read_text().splitlines()
    good[7] = good[7].replace(good[7].split(",")[5], "12,x")
    (folder / "906_FOR.csv").write_text("\n".join(good))
    text = project.run("all", ok=False)
    assert "Error in rule summarize: see logs/summary_all.log\n" in text
    assert "set -euo pipefail" not in text, "nobody wants to read the shell's line"
    for name in ("Page_1_1", "Zebra_1_1", "906_FOR.csv"):
        assert re.search(rf"FAILED: ingest.*{name}", text), text
    assert "line 8" in text
    assert "Traceback" not in text
    assert query(at_server, f"SELECT DISTINCT id FROM {project.schema}.cmc_price_bars_1d ORDER BY 1") == [
        (901,), (902,), (903,), (904,), (907,), (908,),
    ]  # fmt: skip
    project.run("all", ok=False)  # as long as the files lie there, every run says so
