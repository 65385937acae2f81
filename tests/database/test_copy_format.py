"""Columns to the real PostgreSQL and back in its binary format: every kind, every NULL, every odd value."""

import struct
from datetime import UTC, date, datetime
from math import inf, nan

import numpy as np
import psycopg2
import psycopg2.extras
import pytest
from hypothesis import given
from hypothesis import strategies as st

import support
from freshbars.compute.daily_bars import SOURCE, build
from freshbars.compute.instants import NO_DAY, NO_INSTANT
from freshbars.database.connection import connect
from freshbars.database.copy_format import HEADER, TRAILER, copy_in, copy_out, copy_out_body, encode
from freshbars.database.tables import BARS_1D, TABLES, Column, Table
from freshbars.database.wire_rows import copy_out_with_texts, difference
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from oracle import array, plain, source_array, tries

TYPES = {
    "flag": "bool", "small": "int4", "big": "int8", "time_at": "timestamptz", "day": "date", "x": "float8",
    "src_name": "text",
}  # fmt: skip
TRIP = Table("trip", tuple(Column(name, kind, "") for name, kind in TYPES.items()), "")
NAMES = tuple(column.name for column in TRIP.columns)
FIXED = np.dtype([("flag", "?"), ("small", "i4"), ("big", "i8"), ("time_at", "i8"), ("day", "i4"), ("x", "f8")])
ROWS = st.fixed_dictionaries({
    "flag": st.booleans(),
    "small": st.integers(-(2**31), 2**31 - 1),
    "big": st.integers(-(2**63), 2**63 - 1),
    "time_at": st.none() | st.datetimes().map(lambda moment: moment.replace(tzinfo=UTC, fold=0)),
    "day": st.none() | st.dates(),
    "x": st.none() | st.floats(allow_nan=False),
    "src_name": st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
})  # fmt: skip


@pytest.fixture(scope="module")
def connection(server):
    """A connection with an empty table of every kind of column."""
    connection = psycopg2.connect(server, options="-c timezone=UTC")
    kinds = ("bool", "int", "bigint", "timestamptz", "date", "float8", "text")
    columns = ", ".join(f"{name} {kind}" for name, kind in zip(NAMES, kinds, strict=True))
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE trip ({columns}, at serial)")
    yield connection
    connection.close()


@pytest.fixture
def cursor(connection):
    with connection.cursor() as cursor:
        yield cursor
    connection.rollback()


def columns_of(rows: list[dict]) -> dict[str, object]:
    fixed = array(rows, FIXED)
    return {name: fixed[name] for name in FIXED.names} | {"src_name": [row["src_name"] for row in rows]}


def there_and_back(cursor, columns: dict[str, object], n: int) -> list[tuple]:
    """The rows as any client reads them; also: the server's own encoding of them is ours."""
    cursor.connection.rollback()
    rows = encode(TRIP, columns, n)
    assert len(rows) == n
    copy_in(cursor, TRIP, rows.names, [rows.body])
    names = ", ".join(rows.names)
    assert copy_out_body(cursor, f"SELECT {names} FROM trip ORDER BY at") == rows.body
    cursor.execute(f"SELECT {names} FROM trip ORDER BY at")
    return cursor.fetchall()


@given(rows=st.lists(ROWS, max_size=12))
@tries(100)
def test_round_trip(cursor, rows):
    got = there_and_back(cursor, columns_of(rows), len(rows))
    assert [tuple(map(repr, row)) for row in got] == [tuple(repr(row[name]) for name in NAMES) for row in rows]


def test_one_value_stands_for_all_rows(cursor):
    columns = {
        "flag": False,
        "small": 7,
        "big": -(2**40),
        "time_at": NO_INSTANT,
        "day": NO_DAY,
        "x": nan,
        "src_name": "7D Ω",
    }
    assert there_and_back(cursor, columns, 2) == [(False, 7, -(2**40), None, None, None, "7D Ω")] * 2
    columns |= {"time_at": plain("time", datetime(2024, 2, 29, tzinfo=UTC)), "day": 0, "x": -0.0, "small": np.arange(2)}
    row = (False, 0, -(2**40), datetime(2024, 2, 29, tzinfo=UTC), date(2000, 1, 1), 0.0, "7D Ω")
    assert there_and_back(cursor, columns, 2) == [row, (row[0], 1, *row[2:])]


def test_an_empty_text_stands_for_all_rows(cursor):
    assert there_and_back(cursor, {"src_name": "", "small": np.arange(2)}, 2) == [("", 0), ("", 1)]


def test_texts_of_all_lengths(cursor):
    texts = ["", None, "a", "Ωmega", "日本語", "😀" * 300, " ", "NULL", "\\N", "a\nb\t", None, ""]
    assert there_and_back(cursor, {"src_name": texts, "small": np.arange(12)}, 12) == [
        (t, i) for i, t in enumerate(texts)
    ]
    assert there_and_back(cursor, {"src_name": [None, None]}, 2) == [(None,)] * 2
    assert there_and_back(cursor, {"src_name": np.array(["", ""], object)}, 2) == [("",)] * 2


def test_doubles_keep_every_bit(cursor):
    values = np.array([0.0, -0.0, inf, -inf, 5e-324, 1.7976931348623157e308, 0.1, nan])
    copy_in(cursor, TRIP, ("x",), [encode(TRIP, {"x": values}, len(values)).body])
    back = copy_out(cursor, "SELECT coalesce(x, 'NaN') FROM trip ORDER BY at", np.dtype([("x", "f8")]))
    assert back["x"].tobytes() == values.tobytes()


def test_extreme_instants_and_days(cursor):
    instants = {
        "4714-11-24 00:00:00+00 BC": -211_813_488_000_000_000,
        "294276-12-31 23:59:59.999999+00": 9_223_371_331_199_999_999,
        "infinity": 2**63 - 1,
        "1999-12-31 23:59:59.999999+00": -1,
    }
    days = {"4714-11-24 BC": -2_451_545, "5874897-12-31": 2_145_031_948, "infinity": 2**31 - 1, "1999-12-31": -1}
    columns = {"time_at": np.array([*instants.values()]), "day": np.array([*days.values()], "i4")}
    copy_in(cursor, TRIP, ("time_at", "day"), [encode(TRIP, columns, 4).body])
    cursor.execute("SELECT time_at::text, day::text FROM trip ORDER BY at")
    assert cursor.fetchall() == list(zip(instants, days, strict=True))
    back = copy_out(cursor, "SELECT time_at, day FROM trip ORDER BY at", np.dtype([("time_at", "i8"), ("day", "i4")]))
    assert (back["time_at"].tolist(), back["day"].tolist()) == ([*instants.values()], [*days.values()])


def test_copy_in_takes_blocks_and_leaves_other_columns_to_their_defaults(cursor):
    blocks = [encode(TRIP, {"small": np.arange(k, k + n)}, n).body for k, n in ((0, 3), (3, 0), (3, 70_000))]
    copy_in(cursor, TRIP, ("small",), iter(blocks))
    cursor.execute("SELECT count(*), count(DISTINCT small), min(small), max(small), count(x) FROM trip")
    assert cursor.fetchone() == (70_003, 70_003, 0, 70_002, 0)
    cursor.execute("DELETE FROM trip")
    copy_in(cursor, TRIP, ("small",), [])
    assert copy_out_body(cursor, "SELECT small FROM trip") == b""


def test_an_error_while_blocks_are_made_writes_nothing(cursor):
    def blocks():
        yield encode(TRIP, {"small": np.arange(9)}, 9).body
        raise ZeroDivisionError

    with pytest.raises((ZeroDivisionError, psycopg2.Error)):
        copy_in(cursor, TRIP, ("small",), blocks())
    cursor.connection.rollback()
    assert copy_out_body(cursor, "SELECT small FROM trip") == b""


def test_copy_out_of_nothing_and_of_fixed_rows(cursor):
    assert len(copy_out(cursor, "SELECT flag, small FROM trip", FIXED)) == 0
    fields = "i % 2 = 0, i, i * 3::bigint, 'epoch'::timestamptz, date '2000-01-02', i / 2.0::float8"
    rows = copy_out(cursor, f"SELECT {fields} FROM generate_series(1, 4) i", FIXED)
    assert rows.dtype == FIXED
    assert rows.tolist() == [(i % 2 == 0, i, 3 * i, -946_684_800_000_000, 1, i / 2) for i in range(1, 5)]


@pytest.mark.parametrize("n", range(1, 9))
def test_copy_out_refuses_null(cursor, n):
    """However many: seven rows of one NULL each are as long as three rows of a number."""
    with pytest.raises(AssertionError, match="NULL"):
        copy_out(cursor, f"SELECT NULL::float8 FROM generate_series(1, {n})", np.dtype([("x", "f8")]))


def test_the_format_is_the_documented_one():
    """Rows of a number and a text, written by hand."""
    rows = encode(TRIP, {"small": np.array([1, 2]), "src_name": ["ab", None]}, 2)
    assert b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0) == HEADER
    assert struct.pack(">h", -1) == TRAILER
    assert rows.body == struct.pack(">hiii2s", 2, 4, 1, 2, b"ab") + struct.pack(">hiii", 2, 4, 2, -1)
    assert rows.ends.tolist() == [16, 30]


@given(rows=st.lists(ROWS, max_size=12))
@tries(100)
def test_rows_side_by_side_are_rows_one_by_one(rows):
    """Rows of the same widths are encoded together: no other row may show in one, nor may their order change."""
    together = encode(TRIP, columns_of(rows), len(rows))
    alone = [encode(TRIP, columns_of([row]), 1).body for row in rows]
    assert together.body == b"".join(alone)
    assert together.ends.tolist() == np.cumsum([len(body) for body in alone]).tolist()


@given(old=st.lists(ROWS, max_size=6), new=st.lists(ROWS, max_size=6), keep=st.integers(0, 6))
@tries(100)
def test_common_prefix_counts_the_leading_rows_that_are_the_same(old, new, keep):
    new = old[:keep] + new
    same = 0
    for was, now in zip(old, new, strict=False):
        if repr(was) != repr(now):
            break
        same += 1
    stored = encode(TRIP, columns_of(old), len(old))
    assert encode(TRIP, columns_of(new), len(new)).common_prefix(stored.body) == same


KINDS = {"bool": "bool", "int4": "int", "int8": "bigint", "timestamptz": "timestamptz", "date": "date",
         "float8": "float8", "text": "text"}  # fmt: skip
TEXTS_OR_NONE = st.one_of(
    st.none(), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4)
)
COMPARED = Table(
    "compared", tuple(Column(name, kind, "") for name, kind in ({"id": "int4"} | TYPES).items()), "",
    unique=("id", "time_at", "src_name", "small"),
)  # fmt: skip


def keyed(rows: list[dict]) -> list[dict]:
    """Of rows with the same key the last."""
    return list({(row["time_at"], row["src_name"], row["small"]): row for row in rows}.values())


def fill(cursor, table: Table, asset: int, rows: list[dict]) -> None:
    names = ", ".join(f'"{column.name}" {KINDS[column.type]}' for column in table.columns)
    cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {table.name} ({names}) ON COMMIT DROP")
    columns = {"id": np.full(len(rows), asset), **columns_of(rows)}
    copy_in(cursor, table, tuple(columns), [encode(table, columns, len(rows)).body])


def compare(cursor, asset: int, rows: list[dict]) -> tuple[list[dict], list[tuple]]:
    """The rows that are to be written, and the keys of those that must go."""
    write, drop = difference(cursor, COMPARED, [asset], {"id": np.full(len(rows), asset), **columns_of(rows)})
    assert len(write) == len(rows)
    return [row for row, chosen in zip(rows, write.tolist(), strict=True) if chosen], [key[1:] for key in drop]


@given(rows=st.lists(st.tuples(st.integers(-9, 9), TEXTS_OR_NONE, TEXTS_OR_NONE, st.integers(1, 40)), max_size=12))
@tries(60)
def test_rows_with_texts_are_read_run_by_run(cursor, rows):
    """Runs of equal rows, of rows of equal widths, and rows that differ in width one by one."""
    cursor.connection.rollback()
    every = [row[:3] for row in rows for _ in range(row[3])]
    cursor.execute("CREATE TEMP TABLE read_with_texts (place serial, n int, a text, b text)")
    psycopg2.extras.execute_values(cursor, "INSERT INTO read_with_texts (n, a, b) VALUES %s", every or [(0, None, "")])
    query = "SELECT n, n::float8, a, b FROM read_with_texts ORDER BY place"
    found, (a, b) = copy_out_with_texts(cursor, query, np.dtype([("n", "i4"), ("x", "f8")]), 2)
    assert list(zip(found["n"].tolist(), a.tolist(), b.tolist(), strict=True)) == (every or [(0, None, "")])
    assert found["x"].tolist() == found["n"].tolist()


@given(both=st.lists(ROWS, max_size=5), old=st.lists(ROWS, max_size=4), new=st.lists(ROWS, max_size=4), data=st.data())
@tries(80)
def test_difference_tells_new_rows_and_the_keys_of_those_that_are_gone(cursor, both, old, new, data):
    cursor.connection.rollback()
    rows = keyed([*both, *new])
    # Some of them differ from what is stored in nothing but one value.
    changed = [row | data.draw(st.fixed_dictionaries({}, optional={"flag": st.booleans(), "x": st.sampled_from(
        (None, 0.0, -0.0, inf))})) for row in rows]  # fmt: skip
    stored = data.draw(st.permutations(keyed([*both, *old])))
    fill(cursor, COMPARED, 7, stored)
    fill(cursor, COMPARED, 8, changed)
    for asked in (rows, changed):
        write, drop = compare(cursor, 7, asked)
        seen = set(map(spelled, stored))
        assert write == [row for row in asked if spelled(row) not in seen]
        seen = set(map(spelled, asked))
        gone = [(row["time_at"], row["src_name"], row["small"]) for row in stored if spelled(row) not in seen]
        assert sorted(map(repr, drop)) == sorted(map(repr, gone))


def spelled(row: dict) -> str:
    """A zero differs from a zero of another sign."""
    return repr([row[name] for name in NAMES])


def test_difference_of_nothing(cursor):
    row = {"flag": True, "small": 1, "big": 2, "time_at": None, "day": None, "x": None, "src_name": None}
    fill(cursor, COMPARED, 7, [])
    assert compare(cursor, 7, []) == ([], [])
    assert compare(cursor, 7, [row]) == ([row], [])
    fill(cursor, COMPARED, 7, [row])
    assert compare(cursor, 7, [row]) == ([], [])
    # A key of which all but the asset is NULL.
    assert compare(cursor, 7, []) == ([], [(None, None, 1)])
    assert compare(cursor, 8, [row]) == ([row], [])


def test_difference_of_texts(cursor):
    base = {"flag": True, "small": 1, "big": 2, "time_at": None, "day": date(2024, 2, 29), "x": nan}
    texts = ["", None, "a", "a ", "Ωmega", "😀" * 300, "NULL", "a\nb\t"]
    fill(cursor, COMPARED, 7, [base | {"src_name": text} for text in texts])
    kept = [base | {"src_name": text} for text in texts[::2]]
    write, drop = compare(cursor, 7, kept)
    assert write == []
    assert sorted(map(repr, drop)) == sorted(repr((None, text, 1)) for text in texts[1::2])


def test_difference_of_rejects(make_config):
    """Rows with the same timestamp and reason are distinguished by the number of the copy; a timestamp may be NULL."""
    day, config = date(2024, 3, 9), make_config()
    table = TABLES[f"{BARS_1D}_rejects"]
    assert table.key[1:] == ("timestamp", "reason", "copy")
    twin, unknown = support.row(1, day, 100.0), support.row(1, day, 100.0, timestamp=None)
    rows = [twin, twin, twin, unknown, unknown, support.row(1, date(2024, 3, 10), 5.0, open=None)]
    support.store(config, rows)
    assert refresh(config, DailyStage(config), 0).problems == {}
    connection = connect(config)
    with connection, connection.cursor() as cursor:

        def said(rows: list[dict]) -> tuple[int, list[tuple]]:
            write, drop = difference(cursor, table, [1], build(*source_array(rows, SOURCE), "UTC").rejects)
            return int(write.sum()), sorted((key[1:] for key in drop), key=repr)

        close = twin["timestamp"]
        assert said(rows) == (0, [])
        assert said(rows[1:]) == (0, [(close, "duplicate_timestamp", 2)])
        assert said(rows[:3]) == (0, [
            (None, "null_timestamp", 1), (None, "null_timestamp", 2), (rows[5]["timestamp"], "null_open_or_close", 1),
        ])  # fmt: skip
        assert said([*rows, twin, unknown]) == (2, [])
        assert said([*rows[:5], rows[5] | {"close": 6.0}]) == (1, [(rows[5]["timestamp"], "null_open_or_close", 1)])
    connection.close()
