"""A source table in which another program left what no program should: each such row is a matter of its own."""

from contextlib import closing
from datetime import date, timedelta

import pytest
from psycopg2.extras import execute_values

from freshbars.database.connection import connect, reading
from freshbars.reports.page.build import build
from freshbars.reports.summary import summarize
from freshbars.validate.audit import audit
from support import COLUMNS, contents, empty, refresh, row, store

START = date(2024, 2, 20)
TINY = {
    "bars": {"multi_tf": ["3D"], "cal_us": [], "cal_iso": [], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["multi_tf"], "periods": [2]},
}
TEXTS = dict.fromkeys(COLUMNS, "text")


def history(asset: object, days: int = 30) -> list[dict]:
    return [row(asset, START + timedelta(days=i), 100 + i % 7) for i in range(days)]


def fill(config, rows: list[dict], kinds: dict[str, str]) -> None:
    """Replace the table by one whose columns have other types."""
    store(config, [])
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for name, kind in kinds.items():
            cursor.execute(f"ALTER TABLE history ALTER {name} TYPE {kind} USING {name}::text::{kind}")
        cursor.execute("SELECT attname, atttypid::regtype::text FROM pg_attribute WHERE attrelid = 'history'::regclass")
        types = dict(cursor)
        values = [tuple(one[name] if one[name] is None else str(one[name]) for name in COLUMNS) for one in rows]
        casts = ", ".join(f"%s::{types[name]}" for name in COLUMNS)
        execute_values(cursor, "INSERT INTO history VALUES %s", values, f"({casts})")


def rejects(config) -> dict[tuple[int, str], int]:
    with closing(connect(config)) as connection, reading(connection) as cursor:
        cursor.execute("SELECT id, reason, count(*) FROM cmc_price_bars_1d_rejects GROUP BY 1, 2")
        return {(asset, reason): count for asset, reason, count in cursor}


@pytest.mark.parametrize(
    ("kind", "strays"),
    [
        ("numeric", ["2.4", "2147483648", "-2147483649", "NaN", "1e30", None]),
        ("bigint", ["2147483648", "-9000000000000000000", None]),
        ("float8", ["2.4", "Infinity", None]),
        ("text", ["2.4", "BTC", "", "99999999999999999999", "2147483648", None]),
        ("int", [None]),
    ],
)
def test_a_row_whose_id_is_none_is_named_and_hides_no_other(make_config, caplog, kind, strays):
    plain = make_config(**TINY)
    store(plain, history(1) + history(-5) + history(-2147483648))
    refresh(plain)
    expected = contents(plain)
    empty(plain)
    config = make_config(**TINY, shards=3)
    fill(config, history(1) + history(-5) + history(-2147483648) + [history(one, 1)[0] for one in strays], {"id": kind})
    assert not any(outcome.problems for outcome in refresh(config))
    assert contents(config) == expected
    assert f"history: {len(strays)} row" in caplog.text
    assert "id NULL at 2024-02-20 23:59:59.999+00" in caplog.text
    with closing(connect(config)) as connection, reading(connection) as cursor:
        found = audit(config, cursor, None)
        assert [(one.severity, one.check) for one in found.findings] == [("note", "source")]
        assert "belong" in found.findings[0].message
        assert summarize(config, cursor, "bars", []).rejects == {}
    # From several shards to one, and back.
    assert not any(outcome.changed for outcome in refresh(plain))


def test_hostile_values_are_rejects_of_their_asset(make_config):
    plain = make_config(**TINY)
    good = history(1) + history(2, 20)
    store(plain, good)
    refresh(plain)
    expected = contents(plain)
    empty(plain)
    days = [row(1, START + timedelta(days=60 + i), 100) for i in range(8)]
    broken = [
        ({"close": "12x"}, "non_finite_price"),
        ({"open": "1e999"}, "non_finite_price"),
        ({"high": "9" * 500}, "non_finite_price"),
        ({"close": " "}, "null_open_or_close"),
        ({"timestamp": "yesterday's"}, "null_timestamp"),
        ({"timestamp": "0044-03-15 12:00:00+00 BC"}, "null_timestamp"),
        ({"timeopen": "20000-01-01 00:00:00+00"}, "null_time_open_or_close"),
        ({"timeclose": "2024-02-31 00:00:00+00"}, "null_time_open_or_close"),
    ]
    bad = [day | change for day, (change, _) in zip(days, broken, strict=True)]
    fill(plain, good + bad, TEXTS)
    assert not any(outcome.problems for outcome in refresh(plain))
    found = rejects(plain)
    assert sum(found.values()) == len(bad)
    assert found == {(1, reason): sum(reason == why for _, why in broken) for _, reason in broken}
    names = [name for name in expected if not name.endswith(("_state", "_rejects"))]
    assert contents(plain, *names) == {name: expected[name] for name in names}
    readable(plain)


def test_days_beyond_the_calendar_are_rejects_and_everything_can_be_read(make_config):
    config = make_config(**TINY)
    good = history(1)
    store(config, good + history(2))
    refresh(config)
    expected = contents(config)
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for changes in (
            {"timestamp": -2067, "timeopen": -2067, "timeclose": -2067},
            {"timestamp": 18000, "timeclose": 18000},
            {"timestamp": 18000, "load_ts": 18000},
            {"timeclose": 18000},
            {"timeopen": -4000},
        ):
            cursor.execute("CREATE TEMP TABLE one ON COMMIT DROP AS SELECT * FROM history WHERE id = 1 LIMIT 1")
            moved = ", ".join(f"{name} = {name} + interval '{years} years'" for name, years in changes.items())
            cursor.execute(f"UPDATE one SET {moved}")
            cursor.execute("INSERT INTO history SELECT * FROM one")
            cursor.execute("DROP TABLE one")
    assert not any(outcome.problems for outcome in refresh(config))
    assert rejects(config) == {(1, "null_timestamp"): 3, (1, "null_time_open_or_close"): 2}
    readable(config)
    assert not any(outcome.changed for outcome in refresh(config)), "the next run finds all as it was"
    names = [name for name in expected if not name.endswith(("_state", "_rejects"))]
    assert contents(config, *names) == {name: expected[name] for name in names}
    refreshed = contents(config)
    empty(config)
    refresh(config)
    assert contents(config) == refreshed


def readable(config) -> None:
    with closing(connect(config)) as connection, reading(connection) as cursor:
        assert [one.message for one in audit(config, cursor, None).findings] == []
        build(config, cursor)
