"""A refresh through the library: what it writes, and that a second one writes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.store.change_log import ChangeLog
from support import FEW, contents, refresh, row, store

START = date(2024, 2, 20)


def history(n: int, asset: int = 1) -> list[dict]:
    return [row(asset, START + timedelta(days=i), 100 + i * 1.1 + (i * 7919 % 13)) for i in range(n)]


def test_a_second_refresh_writes_nothing(make_config):
    config = make_config(**FEW)
    store(config, history(60) + history(40, asset=7))
    assert sum(outcome.written for outcome in refresh(config)) > 0
    before = contents(config)
    assert all(not o.written and not o.deleted and not o.changed for o in refresh(config))
    assert contents(config) == before


def test_one_restated_day_leaves_what_a_rebuild_would(make_config):
    config = make_config(**FEW)
    rows = history(60)
    store(config, rows)
    refresh(config)
    rows[25] |= {"close": 55.5}
    store(config, rows)
    refresh(config)
    incremental = contents(config)
    refresh(make_config(**FEW, rebuild="all"))
    assert contents(config) == incremental


def swapped(rows: list[dict]) -> list[dict]:
    return [rows[0] | {"volume": rows[1]["volume"]}, rows[1] | {"volume": rows[0]["volume"]}, *rows[2:]]


def pair_restated(rows: list[dict]) -> list[dict]:
    return [r | {"volume": 5.0} if r == rows[-1] else r for r in rows]


@pytest.mark.parametrize("change", [swapped, pair_restated])
def test_changes_that_cancel_out_are_seen(make_config, change):
    """Values that change places, or two equal rows that change alike, do not leave the fingerprint as it was."""
    config = make_config(**FEW)
    rows = []
    for asset in range(1, 13):
        rows += [*history(6, asset), history(6, asset)[-1]]
    store(config, rows)
    refresh(config)
    store(config, [r for asset in range(1, 13) for r in change([r for r in rows if r["id"] == asset])])
    assert sorted(refresh(config)[0].changed) == list(range(1, 13))


def test_an_asset_that_the_source_lost_leaves_nothing_and_may_come_back(make_config):
    config = make_config(**FEW)
    lost = [*history(40, asset=7), row(7, START, 1.0, open=None)]
    store(config, history(60) + lost)
    refresh(config)
    before = contents(config)
    store(config, history(60))
    refresh(config)
    assert not [name for name, rows in contents(config).items() for values in rows if values[0] == "7"]
    store(config, history(60) + lost)
    refresh(config)
    assert contents(config) == before


def test_a_stage_that_is_many_changes_behind_catches_up_from_the_first_of_them(make_config):
    config = make_config(**FEW)
    rows = history(60)
    store(config, rows[:40])
    refresh(config)
    for n in range(41, 40 + 2 * ChangeLog.RECENT):
        store(config, rows[:n])
        refresh_one(config, DailyStage(config), 0)
    done = [outcome.changed[1] for outcome in refresh(config)[1:]]
    assert done == [f"append: new days after {START + timedelta(days=39)}"] * len(done)
    incremental = contents(config)
    refresh(make_config(**FEW, rebuild="all"))
    assert contents(config) == incremental


def test_a_negative_zero_is_a_zero(make_config):
    """The server's hashes do not distinguish them, so that a refresh would not see one turn into the other."""
    config = make_config(**FEW)
    rows = history(30)
    store(config, [*rows[:-1], rows[-1] | {"volume": -0.0}])
    refresh(config)
    before = contents(config)
    store(config, [*rows[:-1], rows[-1] | {"volume": 0.0}])
    refresh(make_config(**FEW, rebuild="all"))
    assert contents(config) == before


def test_days_of_a_source_table_that_are_a_day_early_are_a_warning(make_config, caplog):
    """Dates as other programs store them, at midnight in UTC: in New York that is the evening before."""
    weekdays = [START + timedelta(days=i) for i in range(120) if (START + timedelta(days=i)).weekday() < 5]
    instants = {day: datetime(day.year, day.month, day.day, tzinfo=UTC) for day in weekdays}
    times = {day: dict.fromkeys(("timestamp", "timeclose", "timehigh", "timelow"), at) for day, at in instants.items()}
    rows = [row(asset, day, 100.0, **times[day]) for asset in (1, 2) for day in weekdays]
    rows += history(120, asset=3)
    for zone, expected in (("America/New_York", ["asset 1 (and 1 more): 17 of its 86 days are Sundays"]), ("UTC", [])):
        config = make_config(**FEW, timezone=zone)
        store(config, rows)
        caplog.clear()
        refresh_one(config, DailyStage(config), 0)
        warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
        assert [words.partition(" in ")[0] for words in warnings] == expected
        assert all("set timezone to UTC" in words for words in warnings)
