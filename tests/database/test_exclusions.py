"""Days that a person excludes, assets that are retired, and rows of what is no longer configured."""

from contextlib import closing
from datetime import date, timedelta

import pytest

from freshbars.config import validate
from freshbars.database.connection import connect, reading
from freshbars.errors import UserError
from freshbars.inputs.assets import read_assets
from freshbars.inputs.exclusions import read_exclusions
from freshbars.refresh import plan, prune
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.freshness import judge
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.source.file_digests import Seen
from freshbars.workflow.jobs import Job
from freshbars.workflow.trigger import changes
from freshbars.workflow.triggers import Triggers
from support import ANY_PRICE, FEW, contents, empty, refresh, row, stages, store

START = date(2024, 2, 20)
BARS, REJECTS = "cmc_price_bars_1d", "cmc_price_bars_1d_rejects"


def rows_of(asset, n=40):
    return [row(asset, START + timedelta(days=i), 100.0 + i + asset) for i in range(n)]


def ask(config, query):
    with closing(connect(config)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.fixture
def site(make_config, tmp_path):
    """A configuration with a file of exclusions, and what to write into it."""
    file = tmp_path / "exclusions.csv"
    source = {"kind": "table", "table": "history", "exclusions": str(file), "assets": str(tmp_path / "assets.csv")}
    config = make_config(**FEW, source=source, as_of="2024-04-01T06:00:00Z", staleness_hours=72)
    file.write_text("id,day,reason\n")
    return config, file


def planned_and_done(config):
    """Rows that the plan counts and rows that the refresh then writes, by stage."""
    with closing(connect(config)) as connection, reading(connection) as cursor:
        made = plan.make(config, cursor)
    found = {}
    for step in made.steps:
        found[step.stage] = found.get(step.stage, 0) + step.rows
    done = {"1D bars": refresh_one(config, DailyStage(config), 0).written}
    for stage in stages(config):
        fresh = set(made.report.fresh_ids) if stage.rule == "emas" else None
        done[f"{stage.rule} {stage.name}"] = refresh_one(config, stage, 0, fresh).written
    return {name: rows for name, rows in found.items() if rows}, {name: rows for name, rows in done.items() if rows}


def test_an_excluded_day_is_a_reject_and_a_refresh_equals_a_rebuild(site):
    config, file = site
    rows = [*rows_of(1), *rows_of(2)]
    store(config, rows)
    refresh(config)
    untouched = contents(config)
    file.write_text("id,day,reason\n1,2024-03-10,bad tick\n1,2030-01-01,of no consequence\n")
    expected, done = planned_and_done(config)
    assert expected == done
    assert done["bars multi_tf"] > 0
    assert ask(config, f"SELECT id, timestamp::date, reason FROM {REJECTS}") == [
        (1, date(2024, 3, 10), "excluded: bad tick")
    ]
    # The vendor sends it again, another value: it stays out. New days are appended.
    again = [one | ({"close": 1e6} if one["timestamp"].date() == date(2024, 3, 10) else {}) for one in rows]
    store(config, [*again, row(1, START + timedelta(days=40), 7.0)])
    assert planned_and_done(config)[0]
    refreshed = contents(config)
    empty(config)
    refresh(config)
    assert contents(config) == refreshed
    file.write_text("id,day,reason\n")
    store(config, rows)
    refresh(config)
    assert contents(config) == untouched, "as if it had never been excluded"


def test_a_mistake_in_the_file_is_named_by_its_line(site):
    config, file = site
    for line, words in (
        ("1,10.3.2024,x", "line 2: day must be a date as 2026-03-09"),
        ("1,2024-03-10,", "line 2: must hold an id, a day as 2026-03-09 and a reason"),
        ("1,2024-03-10,a\n1,2024-03-10,b", "line 3: the day 2024-03-10 of asset 1 is excluded already"),
    ):
        file.write_text(f"id,day,reason\n{line}\n")
        with pytest.raises(UserError, match=words):
            read_exclusions(config)
    file.write_text("id,date,reason\n")
    with pytest.raises(UserError, match="header must be id,day,reason"):
        read_exclusions(config)
    file.unlink()
    with pytest.raises(UserError, match=r"source\.exclusions"):
        read_exclusions(config)


def test_another_exclusion_or_retirement_is_a_reason_to_run(make_config, tmp_path):
    exclusions, assets = tmp_path / "exclusions.csv", tmp_path / "assets.csv"
    exclusions.write_text("id,day,reason\n")
    assets.write_text("id,symbol,name,retired\n1,A,A,\n")
    config = make_config(source={"kind": "exports", "exclusions": str(exclusions), "assets": str(assets)})
    triggers, job = Triggers(config, dict, lambda: Seen("none")), Job("bars_1d")
    before = triggers.of(job), triggers.of_freshness()
    exclusions.write_text("id,day,reason\n1,2024-03-10,x\n")
    assets.write_text("id,symbol,name,retired\n1,A,A,yes\n")
    after = triggers.of(job), triggers.of_freshness()
    assert before[0].excluded is None
    assert changes(before[0], after[0]).startswith("the excluded days changed from none to 1 (")
    assert after[1].retired == "assets 1"
    exclusions.write_text("id,day,reason\n1,2024-03-10,y\n")
    assert triggers.of(job) != after[0], "the reason is noted with the reject"


def test_a_retired_asset_is_complete_and_never_stale(site, tmp_path):
    config, _ = site
    store(config, [*rows_of(1), *rows_of(2, 20), *rows_of(3, 20)])
    (tmp_path / "assets.csv").write_text("id,symbol,name,retired\n1,A,A,\n2,B,B,yes\n3,C,C,no\n4,D,D,yes\n")
    refresh(config)
    with closing(connect(config)) as connection, reading(connection) as cursor:
        report = judge(config, cursor, {})
    assert {one.id: one.status for one in report.assets} == {1: "fresh", 2: "retired", 3: "stale"}
    assert report.fresh_ids == (1, 2), "what it has is complete, and gets EMAs"
    assert report.assets[1].reason.startswith("retired: its newest bar is 2")
    (tmp_path / "assets.csv").write_text("id,symbol,name,retired\n1,A,A,maybe\n")
    with pytest.raises(UserError, match="line 2: retired must be yes, no or empty"):
        read_assets(tmp_path / "assets.csv")


def test_rows_that_are_no_longer_configured_are_listed_and_then_deleted(make_config):
    more = {
        "bars": {**FEW["bars"], "multi_tf": ["2D", "3D", "5D", "7D"]},
        "emas": {**FEW["emas"], "periods": [2, 3, 4]},
    }
    before = make_config(**{**FEW, **more})
    store(before, rows_of(1))
    refresh(before)
    config = validate({**ANY_PRICE, **FEW, "schema": before.schema, "source": {"kind": "table", "table": "history"}})
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        found = prune.leftovers(config, cursor)
        assert {one.tf for one in found if one.period is None} == {"2D", "5D"}
        assert {4} <= {one.period for one in found}
        assert prune.delete(config, cursor, found) == sum(one.rows for one in found) > 0
        assert prune.leftovers(config, cursor) == []
    refresh(config)
    store(config, [*rows_of(1), row(1, START + timedelta(days=40), 7.0)])
    refresh(config)
    refreshed = contents(config)
    empty(config)
    refresh(config)
    assert contents(config) == refreshed
    # What comes back to the lists is computed for all history.
    refresh(before)
    again = contents(before)
    empty(before)
    refresh(before)
    assert contents(before) == again
