"""The tables of a database: made, brought from an earlier version to the present one, or refused."""

import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.database import migrations
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables, newest_version, require_tables
from freshbars.database.schema_upgrades import STEPS, Step
from freshbars.database.tables import HISTORY
from freshbars.environment import CONFIG_VARIABLE
from freshbars.errors import UserError
from support import contents, empty, marks, refresh

ROOT = Path(__file__).parents[2]
VERSION_1 = ROOT / "tests/data/version_1.sql"
# As that database was filled, though from its table: its exports are gone.
FILLED = {
    "source": {"kind": "exports", "assets": str(ROOT / "example/assets.csv")},
    "bars": {
        "multi_tf": ["3D"],
        "cal_us": ["1W_CAL_US"],
        "cal_iso": ["1M_CAL"],
        "cal_anchor_us": ["1M_CAL_ANCHOR"],
        "cal_anchor_iso": ["2W_CAL_ANCHOR_ISO"],
    },
    "emas": {"periods": [2, 3]},
}
STATES = ["cmc_price_bars_1d_state"]
STATES += [f"{family.table}_state" for family in (*BAR_FAMILIES.values(), *EMA_FAMILIES.values())]
# A step that no version has, to see what any step does.
NEXT = Step(newest_version() + 1, {"freshbars_alerts": {"tone": "text"}}, ("UPDATE freshbars_alerts SET tone = 'low'",))


@pytest.fixture
def make_config(make_bare_config):
    """Here the tables are made by what is tested."""
    return make_bare_config


@pytest.fixture
def old(make_config):
    """A configuration whose schema holds what the first version left."""
    config = make_config(**FILLED)
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {config.schema}")
        cursor.execute(VERSION_1.read_text())
    connection.close()
    return config


def ask(config, query, *arguments):
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        cursor.execute(query, arguments or None)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def ensure(config):
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)


def require(config):
    with closing(connect(config)) as connection:
        # The server refuses whatever would change something.
        connection.set_session(readonly=True)
        return require_tables(config, connection)


def catalog(config):
    """All columns with what the server knows of them, the indexes and the views of the schema."""
    columns = ask(
        config,
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attstorage::text, "
        "a.attcollation, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum), obj_description(c.oid) "
        "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid "
        "AND d.adnum = a.attnum WHERE c.relnamespace = %s::regnamespace AND a.attnum > 0 AND NOT a.attisdropped",
        config.schema,
    )
    indexes = ask(
        config, "SELECT replace(indexdef, schemaname, '') FROM pg_indexes WHERE schemaname = %s", config.schema
    )
    views = ask(
        config,
        "SELECT viewname, replace(definition, schemaname, '') FROM pg_views WHERE schemaname = %s",
        config.schema,
    )
    return sorted(map(repr, columns)), sorted(indexes), sorted(views)


def places(config):
    """Where each row of each table lies, and which transaction wrote it."""
    made = [name for (name,) in ask(config, "SELECT tablename FROM pg_tables WHERE schemaname = %s", config.schema)]
    return {
        name: ask(config, f"SELECT ctid::text, xmin::text FROM {name} ORDER BY ctid")
        for name in made if name != "freshbars_schema"
    }  # fmt: skip


def version(config):
    return [number for (number,) in ask(config, "SELECT max(version) FROM freshbars_schema")]


def test_an_old_database_gets_what_it_lacks_and_keeps_its_rows(old):
    before = places(old)
    assert len(before["cmc_ema_multi_tf"]) > 100, "the old database is not empty"
    assert len(before["cmc_price_bars_1d_rejects"]) == 2
    ensure(old)
    assert version(old) == [newest_version()]
    after = places(old)
    assert {name: after[name] for name in before} == before
    assert not any(after[name] for name in after.keys() - before.keys()), "tables that are new hold nothing yet"
    lacking = ask(
        old,
        "SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE relnamespace = %s::regnamespace "
        "AND attname = 'state' AND atttypid = 'bytea'::regtype AND NOT attnotnull AND attstorage = 'e'",
        old.schema,
    )
    assert sorted(name for (name,) in lacking) == sorted(STATES)


def test_an_old_database_becomes_what_a_new_one_is(old):
    ensure(old)
    migrated = catalog(old)
    ask(old, f"DROP SCHEMA {old.schema} CASCADE")
    ensure(old)
    assert catalog(old) == migrated
    assert version(old) == [newest_version()]


def test_the_second_call_does_nothing(old):
    ensure(old)
    made = ask(old, "SELECT xmin::text, ctid::text, migrated_at FROM freshbars_schema")
    before = catalog(old), places(old)
    ensure(old)
    assert ask(old, "SELECT xmin::text, ctid::text, migrated_at FROM freshbars_schema") == made
    assert (catalog(old), places(old)) == before


@pytest.mark.parametrize("new", [False, True])
def test_of_two_at_once_the_second_waits_and_finds_it_done(old, new, monkeypatch):
    if new:
        ask(old, f"DROP SCHEMA {old.schema} CASCADE")
    advanced, failures = [], []
    look, both = migrations._found, threading.Barrier(2, timeout=30)
    looked = threading.local()

    def found(config, cursor):
        result = look(config, cursor)
        # Both have seen an old database before either takes the lock.
        if not hasattr(looked, "once"):
            looked.once = True
            both.wait()
        return result

    advance = migrations._advance

    def counted(config, cursor, state):
        advanced.append(state.present)
        return advance(config, cursor, state)

    monkeypatch.setattr(migrations, "_found", found)
    monkeypatch.setattr(migrations, "_advance", counted)

    def work():
        try:
            ensure(old)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    # A step is a transaction; who comes second looks once more, and finds nothing left to do.
    steps = [False] * (1 if new else len(STEPS))
    assert sorted(advanced) == [*steps, True], "one works, the other finds it done under the lock"
    assert version(old) == [newest_version()]


def test_a_newer_database_is_refused_with_both_versions(old):
    ensure(old)
    ask(old, "UPDATE freshbars_schema SET version = 97")
    # What a newer version did to the tables is none of our business.
    ask(old, "ALTER TABLE freshbars_alerts DROP COLUMN message")
    before = catalog(old)
    for look in (ensure, require):
        with pytest.raises(UserError, match=rf"version 97, newer than .* up to {newest_version()}"):
            look(old)
    assert catalog(old) == before


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("cmc_price_bars_1d_state", "ADD COLUMN state text", "its column state is text, not bytea"),
        ("cmc_ema_multi_tf_v2", "DROP COLUMN roll", "its column roll is missing, not bool"),
        (HISTORY, "ALTER COLUMN id TYPE text", "its column id is text, not int4"),
        ("freshbars_schema", "", "its column version is text, not int4"),
    ],
)
def test_a_table_of_another_program_is_refused_before_anything_is_changed(old, table, change, words):
    ask(old, "DROP VIEW cmc_ema_multi_tf_u")
    ask(old, f"ALTER TABLE {table} {change}" if change else "CREATE TABLE freshbars_schema (version text)")
    before = catalog(old), places(old)
    for look in (ensure, require):
        with pytest.raises(UserError, match=rf"table {old.schema}\.{table} was made by another program: {words}"):
            look(old)
    assert (catalog(old), places(old)) == before


def test_a_failing_step_leaves_everything_as_it_was(old, monkeypatch):
    before = catalog(old), places(old)
    broken = Step(2, STEPS[0].adds, (*STEPS[0].also, "DELETE FROM cmc_price_bars_1d", "SELECT 1 / 0"))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (broken, *STEPS[1:]))
        with pytest.raises(psycopg2.errors.DivisionByZero):
            ensure(old)
    assert (catalog(old), places(old)) == before
    ensure(old)
    assert version(old) == [newest_version()]


def test_a_step_that_makes_other_columns_than_are_declared_is_not_committed(old, monkeypatch):
    before = catalog(old)
    wrong: dict[str, dict[str, str]] = {table: {"state": "text"} for table in STATES}
    for step in STEPS:
        for table, columns in step.adds.items():
            wrong[table] = dict(columns) | wrong.get(table, {})
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (Step(2, wrong),))
        with pytest.raises(UserError, match=r"its column state is text, not bytea"):
            ensure(old)
    assert catalog(old) == before


def test_a_column_that_no_step_adds_is_missing(old, monkeypatch):
    before = catalog(old)
    adds = {table: columns for table, columns in STEPS[0].adds.items() if table != "cmc_ema_multi_tf_v2_state"}
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (Step(2, adds), *STEPS[1:]))
        with pytest.raises(UserError, match=r"cmc_ema_multi_tf_v2_state .* its column state is missing"):
            ensure(old)
    assert catalog(old) == before


def test_each_step_is_a_transaction_of_its_own(old, monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, Step(NEXT.version, {}, ("SELECT 1 / 0",))))
    with pytest.raises(psycopg2.errors.DivisionByZero):
        ensure(old)
    assert version(old) == [STEPS[-1].version], "what was done before it stays"
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, NEXT))
    ensure(old)
    assert version(old) == [NEXT.version]
    assert ask(old, "SELECT DISTINCT tone FROM freshbars_alerts") == [("low",)]


def test_the_steps_have_numbers_without_gaps():
    assert [step.version for step in STEPS] == list(range(2, newest_version() + 1))


def test_a_new_database_needs_no_step(make_config, monkeypatch):
    config = make_config()
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, Step(NEXT.version, {}, ("SELECT 1 / 0",))))
    ensure(config)
    assert version(config) == [NEXT.version]


def test_a_table_that_an_old_database_lacks_is_made_as_it_is_today(old):
    whole = f"{old.schema}.cmc_ema_multi_tf_v2_state"
    ask(old, f"DROP TABLE {whole}; DROP TABLE {HISTORY}")
    ensure(old)
    assert ask(old, f"SELECT state FROM {whole}") == []
    assert ask(old, f"SELECT count(*) FROM {HISTORY}") == [(0,)]


def test_who_only_reads_is_refused_and_changes_nothing(old):
    before = catalog(old)
    with pytest.raises(UserError, match="this database is of an earlier version; run `snakemake all` once"):
        require(old)
    assert catalog(old) == before
    ensure(old)
    assert require(old) is True


@pytest.mark.parametrize("name", ["plan", "validate", "restatements", "write_report"])
def test_what_only_reads_refuses_an_old_database(old, name, tmp_path):
    script = ROOT / "scripts" / f"{name}.py"
    program = [script] if script.exists() else ["-m", "freshbars", name]
    before = catalog(old)
    done = subprocess.run(
        [sys.executable, *program], env=os.environ | {CONFIG_VARIABLE: old.raw}, cwd=tmp_path, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "freshbars: this database is of an earlier version; run `snakemake all` once" in done.stderr
    assert catalog(old) == before


def test_a_reader_of_an_empty_database_finds_nothing_and_makes_nothing(make_config):
    config = make_config()
    assert require(config) is False
    assert ask(config, "SELECT 1 FROM pg_namespace WHERE nspname = %s", config.schema) == []
    ensure(config)
    assert require(config) is True
    exports = make_config(source={"kind": "exports"})
    assert require(exports) is False, "the price history is not there yet"


def test_a_builder_of_a_run_does_not_look(make_config, monkeypatch):
    config = make_config()
    connection = connect(config)
    monkeypatch.setenv("FRESHBARS_DSN", "{}")
    ensure_tables(config, connection)
    assert require_tables(config, connection) is True
    monkeypatch.delenv("FRESHBARS_DSN")
    assert require_tables(config, connection) is False
    connection.close()


@pytest.mark.parametrize("days", [0, 1])
def test_a_refresh_of_an_old_database_keeps_its_rows_and_equals_a_rebuild(old, days):
    rows = ["cmc_price_bars_1d", *(family.table for family in (*BAR_FAMILIES.values(), *EMA_FAMILIES.values()))]
    for _ in range(days):
        ask(
            old,
            f"INSERT INTO {HISTORY} SELECT id, timestamp + interval '1 day', name, source_file, load_ts + interval '1 hour', "
            "timeopen + interval '1 day', timeclose + interval '1 day', timehigh + interval '1 day', timelow + interval "
            f"'1 day', open, high * 1.5, low, close * 1.25, volume, marketcap FROM {HISTORY} h WHERE id = 11 AND "
            f"timestamp = (SELECT max(timestamp) FROM {HISTORY} WHERE id = h.id)",
        )
    before = marks(old, rows)
    assert all(not outcome.problems for outcome in refresh(old))
    after = marks(old, rows)
    for name in rows:
        # 13 is the asset whose EMAs are behind: a preview at their end may be replaced. 11 ends on a Sunday.
        kept = {key for key, mark in before[name].items() if after[name].get(key) == mark}
        gone = {key for key in before[name].keys() - kept if key[0] != 13}
        assert gone == set(), f"{name}: rows that are as they were are not written again"
        assert len(after[name]) >= len(before[name])
    newest = [
        ask(old, f"SELECT max({time}) FROM {table} WHERE id = 13")
        for table, time in (("cmc_ema_multi_tf", "ts"), ("cmc_price_bars_1d", "timestamp"))
    ]
    assert newest[0] == newest[1], "the EMAs that lagged have caught up"
    refreshed = contents(old)
    empty(old)
    refresh(old)
    assert contents(old) == refreshed
