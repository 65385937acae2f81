"""rows: all or finished. Finished rows are the canonical ones of all; the property test holds both against rebuilds."""

import json
from contextlib import closing

import pytest
from test_validate import BARS, EMAS, change, check, errors, history

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import connect, reading
from freshbars.refresh import plan
from freshbars.workflow.jobs import Job
from freshbars.workflow.trigger import changes
from freshbars.workflow.triggers import Triggers
from support import FEW, contents, refresh, stages, store

FINISHED = FEW | {"rows": "finished"}
BAR = "id = 1 AND tf = '3D' AND bar_seq = 5"
WEEK = "id = 7 AND tf = '7D' AND period = 3 AND ts"


@pytest.fixture
def built(make_config) -> Config:
    """A database of two assets with finished rows alone."""
    config = make_config(**FINISHED)
    store(config, history(1) + history(7))
    refresh(config)
    return config


def planned(config: Config) -> dict[str, int]:
    """The rows that a run would write, by stage."""
    with closing(connect(config)) as connection, reading(connection) as cursor:
        steps = plan.make(config, cursor).steps
    found: dict[str, int] = {}
    for step in steps:
        found[step.stage] = found.get(step.stage, 0) + step.rows
    return {stage: rows for stage, rows in found.items() if rows}


def stored(config: Config) -> dict[str, list[tuple]]:
    return contents(config, *(stage.table.name for stage in stages(config)))


def canonical(config: Config, rows: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    found = {}
    for stage in stages(config):
        names = [column.name for column in stage.table.rows.columns if not column.stamped]
        preview = names.index("is_partial_end" if stage.rule == "bars" else "roll")
        found[stage.table.name] = [row for row in rows[stage.table.name] if row[preview] == "false"]
    return found


def test_another_choice_of_rows_is_a_rebuild_that_the_plan_predicts(make_config):
    config = make_config(**FEW, skip_stale_check=True)
    store(config, history(1) + history(7))
    refresh(config)
    every = stored(config)
    finished = canonical(config, every)
    of_bars = {family.table for family in BAR_FAMILIES.values()}
    mixed = {name: (every if name in of_bars else finished)[name] for name in every}
    for rows, expected in (("finished", finished), ({"emas": "finished"}, mixed), ("all", every)):
        other = make_config(**FEW, skip_stale_check=True, rows=rows)
        predicted = planned(other)
        outcomes = refresh(other)
        assert stored(other) == expected, rows
        assert sum(predicted.values()) == sum(outcome.written for outcome in outcomes) > 0
        assert planned(other) == {}
        assert check(other).findings == []


def test_new_days_add_finished_rows_alone(built, make_config):
    store(built, history(1, 75) + history(7, 62))
    outcomes = refresh(built)
    assert {reason for o in outcomes for reason in o.changed.values() if "new days" in reason}, "nothing is built anew"
    refreshed = contents(built)
    assert check(built).findings == []
    again = make_config(**FINISHED, rebuild="all")
    refresh(again)
    assert contents(again) == refreshed


@pytest.mark.parametrize(
    ("statement", "check_name", "words"),
    [
        (f"UPDATE {BARS} SET is_partial_end = true WHERE {BAR}", "snapshots", "a preview"),
        (f"UPDATE {BARS} SET time_open = time_close WHERE {BAR}", "snapshots", "1 ms"),
        (f"DELETE FROM {EMAS} WHERE {WEEK} = '2024-03-27 23:59:59.999Z'", "rows", "missing"),
        (f"UPDATE {EMAS} SET ts = ts - interval '1 day' WHERE {WEEK} > '2024-04-10'", "rows", "unexpected row"),
    ],
    ids=["preview", "opens late", "missing", "another day"],
)
def test_the_audit_of_finished_rows_finds_what_is_wrong(built, statement, check_name, words):
    assert check(built).findings == []
    change(built, statement)
    found = [finding for finding in errors(check(built, sample=0)) if finding.check == check_name]
    assert any(words in finding.message for finding in found), found


def test_jobs_see_the_choice(make_config):
    for job in (Job("bars", "multi_tf"), Job("emas", "v2")):
        every, finished, of_bars = (
            Triggers(make_config(rows=rows), dict, None).of(job) for rows in ("all", "finished", {"bars": "finished"})
        )
        assert changes(every, finished) == "the stored rows changed from all to finished"
        assert of_bars == (finished if job.rule == "bars" else every)


def test_one_word_or_one_for_each(make_config):
    assert make_config(rows="finished").rows == ("finished", "finished")
    assert make_config(rows={"emas": "finished"}).rows == ("all", "finished")
    assert make_config().rows == ("all", "all")
    json.dumps(make_config(rows="finished").rows)
