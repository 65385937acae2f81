"""Checkpoints: a change of an old day starts at the end of the year before it, and ends where nothing differs any more."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from freshbars.database.checkpoint_tables import CHECKPOINTS
from freshbars.database.connection import connect
from freshbars.refresh.tails import TailReader
from support import FEW, contents, marks, refresh, row, stages, store

# Two ends of years within; weekends off, so that a day can be filled in; enough days for every series to be seeded early.
FIRST, DAYS = date(2022, 10, 3), 800
NEW_YEARS_EVE = date(2023, 12, 29)
Rows = list[dict]


def life() -> Rows:
    days = (FIRST + timedelta(days=i) for i in range(DAYS))
    return [row(1, day, 100 + i * 7919 % 31 + i / 10) for i, day in enumerate(days) if day.weekday() < 5]


def at(rows: Rows, day: date) -> int:
    return next(i for i, one in enumerate(rows) if one["timestamp"].date() >= day)


def restated(*days: date) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        chosen = {at(rows, day) for day in days}
        return [one | {"close": one["close"] * 1.01, "high": one["high"] * 1.1} if i in chosen else one
                for i, one in enumerate(rows)]  # fmt: skip

    return change


def without(day: date) -> Callable[[Rows], Rows]:
    return lambda rows: rows[: at(rows, day)] + rows[at(rows, day) + 1 :]


def filled(day: date) -> Callable[[Rows], Rows]:
    """A weekend's day is filled in."""
    return lambda rows: [*rows, row(1, day + timedelta(days=(5 - day.weekday()) % 7), 77.0)]


def half_day(rows: Rows) -> Rows:
    """The newest day is stated again, and the next one is new."""
    rows = sorted(rows, key=lambda one: one["timestamp"])
    newest = rows[-1]["timestamp"].date()
    return [*rows[:-1], rows[-1] | {"close": 88.0}, row(1, newest + timedelta(days=1), 89.0)]


CHANGES = {
    "before a checkpoint": restated(NEW_YEARS_EVE - timedelta(days=1)),
    "at a checkpoint": restated(NEW_YEARS_EVE),
    "after a checkpoint": restated(NEW_YEARS_EVE + timedelta(days=3)),
    "in the first year": restated(FIRST + timedelta(days=9)),
    "in several places": restated(FIRST + timedelta(days=70), NEW_YEARS_EVE, NEW_YEARS_EVE + timedelta(days=90)),
    "rescaled": lambda rows: [one | {name: one[name] / 2 for name in ("open", "high", "low", "close")} for one in rows],
    "rescaled from a day on": lambda rows: [
        one | ({name: one[name] / 2 for name in ("open", "high", "low", "close")} if i > 30 else {})
        for i, one in enumerate(rows)
    ],
    "mostly gone": lambda rows: rows[:40],
    "filled in": filled(NEW_YEARS_EVE + timedelta(days=40)),
    "filled in at the end of a year": filled(NEW_YEARS_EVE),
    "removed": without(NEW_YEARS_EVE + timedelta(days=40)),
    "the last of a year removed": without(NEW_YEARS_EVE),
    "the newest removed": lambda rows: rows[:-1],
    "the newest restated": lambda rows: [*rows[:-1], rows[-1] | {"close": 3.0}],
    "half a day": half_day,
}
# What has a checkpoint before it.
LATE = CHANGES.keys() - {
    "in the first year", "in several places", "rescaled", "rescaled from a day on", "mostly gone", "the newest removed",
    "the last of a year removed",
}  # fmt: skip


@pytest.fixture
def built(make_config):
    """A configuration whose tables hold what a refresh made, and the rows of the source."""
    config, rows = make_config(**FEW), life()
    store(config, rows)
    refresh(config)
    return config, rows


@pytest.fixture
def read(monkeypatch) -> Counter:
    """How often families read whole histories to fold them, by what they did it for."""
    counted = Counter()
    whole = TailReader._whole
    monkeypatch.setattr(
        TailReader, "_whole", lambda self, ids: (counted.update(ids), whole(self, ids))[1],
    )  # fmt: skip
    return counted


def everything(config) -> dict[str, list[tuple]]:
    return contents(config) | contents(config, CHECKPOINTS)


def execute(config, *statements: str) -> None:
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def reasons(config) -> Iterator[str]:
    yield from (reason for outcome in refresh(config)[1:] for reason in outcome.changed.values())


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_anywhere_leaves_what_a_rebuild_leaves(built, make_config, read, name):
    config, rows = built
    read.clear()
    store(config, CHANGES[name](rows))
    assert not any(outcome.problems for outcome in refresh(config))
    assert (not read) == (name in LATE)
    found = everything(config)
    assert len({entry[0] for entry in found[CHECKPOINTS]}) == (0 if name == "mostly gone" else len(stages(config)))
    refresh(make_config(**FEW, rebuild="all"))
    assert everything(config) == found


def test_rows_after_the_last_that_differs_are_not_touched(built):
    """Of bars those after the one that holds the changed day; of short EMAs those that have forgotten it."""
    config, rows = built
    names = [stage.table.name for stage in stages(config)]
    before = marks(config, names)
    day = FIRST + timedelta(days=120)
    store(config, restated(day)(rows))
    refresh(config)
    after = marks(config, names)
    for name in names:
        touched = [key[-1] for key, mark in after[name].items() if before[name].get(key) != mark]
        assert touched, name
        assert min(touched)[:10] >= f"{day - timedelta(days=1)}", name
        if "cal" not in name or "bars" in name:
            span = 40 if "bars" in name else 500
            assert max(touched)[:10] < f"{day + timedelta(days=span)}", name


@pytest.mark.parametrize("damage", ["state = set_byte(state, 40, get_byte(state, 40) # 1)", "built_before = 'aa'"])
def test_a_damaged_checkpoint_is_noticed_and_costs_a_rebuild(built, make_config, damage):
    config, rows = built
    execute(config, f"UPDATE {CHECKPOINTS} SET {damage}")
    store(config, CHANGES["after a checkpoint"](rows))
    assert set(reasons(config)) == {"build: a checkpoint of it is damaged, or was made for something else"}
    found = everything(config)
    refresh(make_config(**FEW, rebuild="all"))
    assert everything(config) == found


def test_a_wrong_count_of_deleted_rows_rebuilds_the_asset(built, make_config):
    config, rows = built
    tables = [stage.table for stage in stages(config)]
    after = NEW_YEARS_EVE + timedelta(days=5)
    execute(
        config,
        *(f"DELETE FROM {t.name} WHERE ctid IN (SELECT ctid FROM {t.name} WHERE {t.time} > '{after}' ORDER BY {t.time} "
          "LIMIT 1)" for t in tables),
    )  # fmt: skip
    store(config, CHANGES["filled in"](CHANGES["after a checkpoint"](rows)))
    assert "build: its stored rows were not those that were written" in set(reasons(config))
    store(config, CHANGES["in the first year"](CHANGES["after a checkpoint"](rows)))
    refresh(config)
    found = everything(config)
    refresh(make_config(**FEW, rebuild="all"))
    assert everything(config) == found


def test_an_upgraded_database_gets_checkpoints_as_it_goes(built, make_config, read):
    """States of an earlier version know neither checkpoints nor what they were built from but for the newest day."""
    config, rows = built
    seals = "DELETE FROM {0}; UPDATE {1} SET built_before = NULL, state = NULL"
    execute(config, *(seals.format(CHECKPOINTS, stage.table.state) for stage in stages(config)))
    refresh(config)
    assert contents(config, CHECKPOINTS) == {CHECKPOINTS: []}, "nothing is new"
    names = [stage.table.name for stage in stages(config)]
    before = marks(config, names)
    rows = [*rows, row(1, rows[-1]["timestamp"].date() + timedelta(days=1), 50.0)]
    store(config, rows)
    refresh(config)
    after = marks(config, names)
    for name in names:
        assert sum(after[name].get(key) != mark for key, mark in before[name].items()) <= 6, name
    assert read
    read.clear()
    store(config, CHANGES["after a checkpoint"](rows))
    refresh(config)
    assert not read
    found = everything(config)
    refresh(make_config(**FEW, rebuild="all"))
    assert everything(config) == found
