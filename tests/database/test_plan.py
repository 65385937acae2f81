"""The plan says exactly what the next refresh then does."""

import os
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from random import Random

import pytest

from freshbars.database.connection import connect, reading
from freshbars.database.tables import BARS_1D
from freshbars.refresh import plan
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.freshness import check_bar_freshness, get_fresh_ids
from freshbars.refresh.runner import refresh as refresh_one
from histories import MUTATIONS, begin
from support import FEW, contents, refresh, row, stages, store

SEQUENCES = int(os.environ.get("FRESHBARS_SEQUENCES", "0"))
SETTINGS = {
    **FEW,
    "as_of": "2024-04-22T06:00:00Z",
    "staleness_hours": 100,
}
START = date(2024, 2, 20)


def made(config):
    with closing(connect(config)) as connection, reading(connection) as cursor:
        return plan.make(config, cursor)


def history(asset, n=60):
    return [row(asset, START + timedelta(days=i), 100 + i + asset) for i in range(n)]


def carried_out(config):
    """What a refresh of everything does, in the form of a plan: (asset, stage, action) and rows by stage."""
    steps, rows = set(), {}
    outcome = refresh_one(config, DailyStage(config), 0)
    rows["1D bars"] = outcome.written
    changed = {(asset, "1D bars") for asset in outcome.changed}
    with closing(connect(config)) as connection, reading(connection) as cursor:
        fresh = get_fresh_ids(check_bar_freshness(config, cursor, {}))
    for stage in stages(config):
        name = f"{stage.rule} {stage.name}"
        outcome = refresh_one(config, stage, 0, fresh if stage.rule == "emas" else None)
        rows[name] = outcome.written
        steps |= {(asset, name, words.split(":")[0]) for asset, words in outcome.changed.items()}
    return changed, steps, rows


def change_nothing(rows):
    return rows


def append(rows):
    return [*rows, *(row(1, START + timedelta(days=60 + i), 90.0 + i) for i in range(2))]


def restate(rows):
    return [r | ({"close": 42.0} if i == 20 else {}) for i, r in enumerate(rows)]


def fill_and_remove(rows):
    return [row(2, START - timedelta(days=1), 5.0), *rows[:-30]]


def remove_asset(rows):
    return [r for r in rows if r["id"] != 2]


@pytest.mark.parametrize(
    ("change", "stale"),
    [(change_nothing, {3}), (append, {3}), (restate, {3}), (fill_and_remove, {2}), (remove_asset, {3})],
)
def test_the_plan_is_what_the_refresh_does(make_config, change, stale):
    config = make_config(**SETTINGS)
    rows = [r for asset in (1, 2, 3) for r in history(asset, 60 if asset != 3 else 12)]
    store(config, rows)
    refresh(config, {1, 2})
    store(config, change(rows))
    before = contents(config)
    planned = made(config)
    assert contents(config) == before, "a plan writes nothing"

    changed, steps, rows_written = carried_out(config)
    said = [s for s in planned.steps if s.action != "skip"]
    assert {(s.id, s.stage) for s in said if s.stage == "1D bars"} == changed
    assert {(s.id, s.stage, s.action) for s in said if s.stage != "1D bars"} == steps
    for stage, written in rows_written.items():
        assert sum(s.rows for s in said if s.stage == stage) == written, stage
    assert {s.id for s in planned.steps if s.action == "skip"} == stale
    assert [s for s in made(config).steps if s.action != "skip"] == []


def check_planned(config):
    """The plan's rows of every stage are those that the next refresh writes, asset by asset."""
    planned = made(config)
    said = {}
    for step in planned.steps:
        if step.action not in ("skip", "fail"):
            said.setdefault((step.stage, step.action), Counter())[step.id] += step.rows
    outcome, done = refresh_one(config, DailyStage(config), 0), {}
    results = [("1D bars", outcome)]
    results += [(f"{stage.rule} {stage.name}", refresh_one(config, stage, 0)) for stage in stages(config)]
    for name, outcome in results:
        assert outcome.written == sum(rows.total() for (stage, _), rows in said.items() if stage == name), name
        for asset, words in outcome.changed.items():
            done.setdefault((name, words.split(":")[0]), set()).add(asset)
        problems = {step.id for step in planned.steps if (step.stage, step.action) == (name, "fail")}
        assert problems == set(outcome.problems)
    assert {key: set(rows) for key, rows in said.items()} == done
    return sum(outcome.written for _, outcome in results)


def reject_in_front(rows):
    """A source row before the history that is no bar: every bar moves up a number."""
    return [row(1, START - timedelta(days=3), 5.0) | {"close": None}, *rows]


def stamped_anew(rows):
    """A loader that gives all rows a new load time, and changes nothing else."""
    return [r | {"load_ts": r["load_ts"] + timedelta(days=1)} for r in rows]


@pytest.mark.parametrize("change", [reject_in_front, stamped_anew, append])
@pytest.mark.parametrize("tampered", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_plan_counts_what_the_builders_write(make_config, change, tampered):
    config = make_config(**SETTINGS, skip_stale_check=True)
    rows = [r for asset in (1, 2) for r in history(asset)]
    store(config, rows)
    refresh(config)
    if tampered:
        with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(f"UPDATE {BARS_1D} SET close = close + 1, high = high + 9 WHERE bar_seq = 7")
    store(config, change(rows))
    assert check_planned(config) > 0
    assert check_planned(config) == 0


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, SEQUENCES or 6))]
)
def test_the_plan_counts_what_random_changes_lead_to(make_config, seed):
    chance, histories = Random(seed), {}
    config = make_config(**SETTINGS, skip_stale_check=True)
    for step in range(6):
        for asset in (1, 2, 3):
            history = histories.get(asset, [])
            mutation = MUTATIONS[chance.choice(sorted(MUTATIONS))]
            histories[asset] = mutation(chance, asset, history) if history else begin(chance, asset)
        store(config, [r for history in histories.values() for r in history])
        if step == 3:
            config = make_config(
                **SETTINGS | {"skip_stale_check": True, "emas": {"families": ["v2"], "periods": [2, 4]}}
            )
        check_planned(config)


def test_reasons_are_about_data(make_config):
    config = make_config(**SETTINGS)
    rows = history(1)
    store(config, rows)
    refresh(config)
    rows[20] |= {"close": 42.0}
    store(config, [*rows, row(1, START + timedelta(days=60), 7.0)])
    text = "\n".join(plan.lines(made(config)))
    assert "1D bars: rewrite, from 2024-03-11 on (restated: close 121 to 42)" in text
    assert "daily bars changed from 2024-03-11 on" in text
    more = make_config(**SETTINGS | {"emas": {"families": ["v2"], "periods": [2, 3, 4]}})
    store(config, rows)
    refresh(config)
    assert "extend, new series: 1D, 3D, 7D with periods 4" in "\n".join(plan.lines(made(more)))


def test_before_the_first_run_everything_is_to_be_built(make_bare_config):
    assert "Nothing is stored yet" in plan.lines(made(make_bare_config(**SETTINGS)))[0]
