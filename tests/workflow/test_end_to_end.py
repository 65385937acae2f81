"""The whole workflow against a rebuild: real exports, long sequences, kills, two runs at once."""

import os
import random
import re
import shutil
import signal
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from freshbars.config import validate
from freshbars.database.connection import connect
from project import SMALL, Project
from support import ANY_PRICE, contents, refresh, row, store

pytestmark = pytest.mark.workflow
DATA = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real price exports are not on this machine")
KILLS = int(os.environ.get("FRESHBARS_KILLS", "5"))


@pytest.fixture
def at_server(server, monkeypatch):
    monkeypatch.setenv("TARGET_DB_URL", server)
    return server


def assert_like_a_rebuild(project: Project, table: str, with_emas: set[int] | None = None) -> None:
    """Every table of the project's schema is what a rebuild in another schema makes of the same source.

    with_emas: the assets that are fresh, or were when their bars changed last.
    """
    given = {key: SMALL[key] for key in ("bars", "emas")}
    source = {"kind": "table", "table": f"{project.schema}.{table}"}
    rebuilt = validate({"schema": f"{project.schema}_again", "source": source, **ANY_PRICE, **given})
    refresh(rebuilt, with_emas or set(project.json("freshness.json")["fresh_ids"]))
    try:
        expected = contents(rebuilt)
        stored = contents(validate({"schema": project.schema, "source": source, **ANY_PRICE, **given}))
        for name, rows in expected.items():
            assert stored[name] == rows, name
    finally:
        with connect(rebuilt) as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {rebuilt.schema} CASCADE")
        connection.close()


def histories(*assets: int, days: int = 68) -> list[dict]:
    return [row(asset, date(2026, 1, 1) + timedelta(days=i), 50 + i + asset) for asset in assets for i in range(days)]


@pytest.mark.slow
@needs_data
def test_real_exports_and_what_the_vendor_later_said(make_project, at_server):
    source = {"kind": "exports", "exports": "exports", "assets": str(DATA / "assets.csv")}
    project = make_project(source=source, as_of="2026-03-10T06:00:00Z")
    shutil.copytree(DATA / "exports", project.folder / "exports")
    project.run("all")
    files = (project.folder / "exports").glob("*.csv")
    lines = sum(len(file.read_text(encoding="utf-8-sig").splitlines()) - 1 for file in files)
    stored = {f["rule"]: f["rows"] for f in project.json("summary/all.json")["families"] if f["rule"] != "bars"}
    rejects = sum(project.json("summary/all.json")["rejects"].values())
    assert stored["bars_1d"] + rejects == lines == 25_292
    report = project.json("freshness.json")
    assert {a["symbol"] for a in report["assets"] if a["status"] == "fresh"} == {"BTC", "ETH", "XRP", "SOL"}
    assert sum(a["status"] == "stale" for a in report["assets"]) == 10

    for file in (DATA / "exports_later").iterdir():
        shutil.copy(file, project.folder / "exports")
    project.configure(source=source, as_of="2026-03-13T06:00:00Z")
    dry = project.run("-n", "all")
    assert re.search(r"freshbars: ingest is due: new or changed exports: .*Bitcoin_7_13_2010-3_12_2026", dry)
    connection = connect(validate({"schema": project.schema}))
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        before = cursor.fetchone()[0]
    project.run("all")
    with connection, connection.cursor() as cursor:
        touched = {}
        for table in ("cmc_price_bars_multi_tf_u", "cmc_ema_multi_tf_u"):
            time_column = "time_close" if "bars" in table else "ts"
            cursor.execute(
                f"SELECT id, min({time_column})::date::text FROM {table} WHERE ingested_at > %s GROUP BY 1", (before,)
            )
            touched[table] = dict(cursor)
        cursor.execute("SELECT DISTINCT timestamp::date::text FROM cmc_price_histories7_revisions ORDER BY 1")
        assert [day for (day,) in cursor] == ["2022-12-14", "2023-04-01", "2023-04-12"]
    connection.close()
    assert touched["cmc_price_bars_multi_tf_u"] == {
        1: "2026-03-10", **dict.fromkeys((3794, 6636, 7083, 7278), "2022-12-14"),
    }  # fmt: skip
    assert touched["cmc_ema_multi_tf_u"] == {1: "2026-03-10"}, "only the fresh one, from its first new day on"
    assert_like_a_rebuild(project, "cmc_price_histories7", {1, 52, 1027, 5426})
    assert project.planned("all") == {}


@pytest.mark.slow
def test_a_long_sequence_of_mornings(make_project, at_server):
    project = make_project(
        source={"kind": "table", "table": "history", "assets": None}, staleness_hours=10_000, **ANY_PRICE
    )
    config = validate({"schema": project.schema, "source": {"kind": "table", "table": "history"}})
    rows = histories(1, 2, 3)
    mornings = [
        lambda: rows,
        lambda: [r for r in rows if r["timestamp"].day != 17],
        lambda: [*rows, row(1, date(2025, 12, 30), 3.0), *histories(4, days=20)],
        lambda: [r | ({"close": None} if i % 50 == 9 else {}) for i, r in enumerate(rows) if r["id"] != 2],
        lambda: [r | ({"high": 9e3} if i == 70 else {}) for i, r in enumerate(rows)],
    ]
    for morning in mornings:
        store(config, morning())
        project.run("all")
        assert_like_a_rebuild(project, "history")


@pytest.mark.parametrize("kills", [1, pytest.param(KILLS, marks=pytest.mark.slow)])
def test_a_killed_run_needs_nothing_but_the_next_one(make_project, at_server, kills):
    project = make_project(source={"kind": "table", "table": "history", "assets": None}, **ANY_PRICE)
    config = validate({"schema": project.schema, "source": {"kind": "table", "table": "history"}})
    draw = random.Random(5)
    rows = histories(*range(1, 9))
    for kill in range(kills):
        for i in draw.sample(range(len(rows)), 8):
            rows[i] |= {"close": 40 + draw.random()}
        store(config, rows)
        running = project.start("all")
        time.sleep(draw.uniform(1.0, 6.0))
        # Every second time only Snakemake dies, and its builders go on without it.
        (os.killpg if kill % 2 else os.kill)(running.pid, signal.SIGKILL)
        running.wait()
        project.run("all")
        assert_like_a_rebuild(project, "history")
    assert project.planned("all") == {}


@pytest.mark.slow
def test_two_runs_at_once_on_one_database(make_project, at_server):
    source = {"kind": "table", "table": "history", "assets": None}
    first = make_project("first", source=source, **ANY_PRICE)
    second = make_project("second", schema=first.schema, source=source, shards=2, **ANY_PRICE)
    config = validate({"schema": first.schema, "source": {"kind": "table", "table": "history"}})
    store(config, histories(*range(1, 7)))
    runs = [first.start("all"), second.start("all")]
    assert [run.wait(timeout=300) for run in runs] == [0, 0]
    assert_like_a_rebuild(first, "history")


def interrupted(project: Project, after: str) -> str:
    """What a run says that is ended by Ctrl-C, which reaches all processes of the terminal."""
    process = subprocess.Popen(
        project.command("all", "--config", "rebuild=all"), cwd=project.folder, env=project.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        # A shell lets what it runs in the background ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    said = ""
    while after not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    os.killpg(process.pid, signal.SIGINT)
    said += process.communicate(timeout=60)[0]
    assert process.returncode
    return said


@pytest.mark.slow
def test_ctrl_c_ends_without_tracebacks_and_the_next_run_is_right(make_project):
    project = make_project()
    project.run("all")
    markers = project.markers()
    assert "freshbars: interrupted; run again" in interrupted(project, "freshbars: bars_1d, shard 0 is due")
    said = interrupted(project, "Building 1D bars, shard 0")
    assert said.rstrip().endswith("freshbars: interrupted; every asset is stored wholly or as it was before: run again")
    assert not re.search("Traceback|Error|WorkflowError", said), said
    assert "Traceback" not in project.run("all")
    assert project.markers() == markers
