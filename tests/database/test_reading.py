"""Reading: what is stored and what is not, for each day what was finished by its close, and all of it as it was known."""

import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import freshbars
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, EMA_VALUES
from freshbars.compute.instants import instant
from freshbars.compute.series import Series
from freshbars.config import Config
from freshbars.database.connection import address, connect
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.reading.arguments import bar_series, ema_series
from freshbars.reading.database import Database
from freshbars.reading.series import answered
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.store import runs
from freshbars.store.daily_bars import read_daily
from freshbars.store.series_tables import table_of
from histories import MUTATIONS, begin
from support import FEW, refresh, row, stages, store

SYMBOLS = "id,symbol,name\n1,BTC,Bitcoin\n2,ETH,Ether\n30,TWIN,One\n31,TWIN,Two\n40,NONE,Without bars\n"
MONDAY = date(2024, 1, 1)
# Of each family one that is not configured in FEW, and a period that is not.
OTHERS = {
    "multi_tf": ("5D", "1D"), "v2": ("5D", "1D"), "cal_us": ("2W_CAL_US", "1M_CAL"), "cal_iso": ("1W_CAL_ISO",),
    "cal_anchor_us": ("1M_CAL_ANCHOR",), "cal_anchor_iso": ("1W_CAL_ANCHOR_ISO", "1M_CAL_ANCHOR"),
}  # fmt: skip


def ask(config: Config, query: str, *values: object) -> list[tuple]:
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []


def spelled(value: object) -> object:
    """A value so that two are equal only in every bit."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.hex() if isinstance(value, float) else value


# What readers add to the columns of a table, and their names of EMAs of calendar families, by the table's own.
ADDED = {"symbol", "date", "seed_weight"}


def own_columns(table: pa.Table) -> dict[str, str]:
    """The columns of an answer that a table has, each with its name there."""
    both = "ema_daily" in table.column_names
    values = {name: f"{name}_bar" for name in EMA_VALUES} | {f"{name}_daily": name for name in EMA_VALUES}
    return {name: values.get(name, name) if both else name for name in table.column_names if name not in ADDED}


def rows_of(table: pa.Table) -> list[tuple]:
    names = list(own_columns(table))
    return [tuple(spelled(one[name]) for name in names) for one in table.to_pylist()]


def stored(config: Config, table: str, like: pa.Table, where: str = "true") -> list[tuple]:
    """The rows of a table as an answer must give them."""
    names = list(own_columns(like).values())
    fields = ", ".join("ingested_at" if name == "known_from" else f'"{name}"' for name in names)
    key = ", ".join(name for name in ("id", "tf", "period", "timestamp", "ts", "time_close") if name in names)
    key = key.replace("tf", 'tf COLLATE "C"')
    return [
        tuple(map(spelled, one)) for one in ask(config, f"SELECT {fields} FROM {table} WHERE {where} ORDER BY {key}")
    ]


def everything(db: Database, known_at: datetime | None = None) -> dict[object, pa.Table]:
    """Every table that FEW configures, read."""
    found: dict[object, pa.Table] = {"daily": db.daily(known_at=known_at)}
    for stage in stages(db.config):
        for tf in stage.series.timeframes:
            asked = {"family": stage.name, "rows": "all", "known_at": known_at}
            one = (
                db.emas(None, tf, stage.series.periods, **asked) if stage.rule == "emas" else db.bars(None, tf, **asked)
            )
            found[stage.table.name, tf] = one
    return found


def dumped(db: Database) -> dict[object, list[tuple]]:
    """What the tables hold of the same now."""
    found = {}
    for key, answer in everything(db).items():
        table, where = (BARS_1D, "true") if key == "daily" else (key[0], f"tf = '{key[1]}'")
        found[key] = stored(db.config, table, answer, where)
    return found


def run(config: Config, number: int) -> datetime:
    """A refresh as a run; when it ended."""
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        runs.begin(cursor, str(number), "all")
    assert not any(outcome.problems for outcome in refresh(config))
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        runs.close(cursor, str(number), "ok", "{}")
    return ask(config, "SELECT finished FROM freshbars_runs WHERE run_id = %s", str(number))[0][0]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 9))])
def test_every_past_run_is_read_as_its_tables_were(make_config, seed):
    random = Random(seed)
    config = make_config(**FEW)
    db = Database(config, address())
    histories = {asset: begin(random, asset) for asset in (1, 2, 30)}
    past = []
    for number in range(6):
        store(config, [one for history in histories.values() for one in history])
        rebuild = {"rebuild": "all"} if number == 3 else {}
        at = run(make_config(**FEW, **rebuild), number)
        past.append((at, dumped(db), rows_of(db.assets().drop_columns(["freshness", "reason"]))))
        if number == 2:
            # The server's clock is set back by an hour: what it wrote so far lies ahead of it.
            hour = "+ interval '1 hour'"
            for table, *columns in (
                (BARS_1D, "ingested_at"), (f"{BARS_1D}_state", "last_run_ts"), ("freshbars_schema", "migrated_at"),
                (f"{BARS_1D}_revisions", "known_from", "known_until"), ("freshbars_runs", "started", "finished"),
            ):  # fmt: skip
                ask(config, f"UPDATE {table} SET {', '.join(f'{name} = {name} {hour}' for name in columns)}")
            past = [(at + timedelta(hours=1), *rest) for at, *rest in past]
            daily = stored(config, BARS_1D, db.daily())
            past[-1][1]["daily"] = daily
            for _, tables, _ in past[:-1]:
                tables["daily"] = [
                    (*one[:-1], spelled(datetime.fromisoformat(one[-1]) + timedelta(hours=1)))
                    for one in tables["daily"]
                ]
        for asset, history in histories.items():
            for _ in range(random.randint(1, 2)):
                changed = (
                    MUTATIONS[random.choice(sorted(MUTATIONS))](random, asset, history)
                    if history
                    else begin(random, asset)
                )
                histories[asset] = history = changed
    assert ask(config, f"SELECT count(*) > 20 FROM {BARS_1D}_revisions") == [(True,)]
    assert len({json.dumps(tables["daily"]) for _, tables, _ in past}) == len(past), "each run changed something"
    for at, tables, assets in past:
        assert {key: rows_of(answer) for key, answer in everything(db, at).items()} == tables
        known = db.assets(known_at=at).drop_columns(["freshness", "reason"])
        assert [one for one in rows_of(known) if one[-1]] == [one for one in assets if one[-1]]
    assert rows_of(db.daily(known_at=at)) == rows_of(db.daily())


def test_a_loader_that_stamps_every_row_anew_leaves_no_revisions(make_config):
    config = make_config()
    rows = [row(1, MONDAY + timedelta(days=i), 10.0 + i) for i in range(20)]
    store(config, rows)
    first = run(config, 1)
    before = ask(config, f"SELECT timestamp, ingested_at FROM {BARS_1D} ORDER BY 1")
    store(
        config,
        [one | {"load_ts": datetime.now(UTC), "close": 11.0 if i == 5 else one["close"]} for i, one in enumerate(rows)],
    )
    run(config, 2)
    after = ask(config, f"SELECT timestamp, ingested_at FROM {BARS_1D} ORDER BY 1")
    assert [i for i in range(20) if after[i] != before[i]] == [5]
    assert ask(config, f"SELECT timestamp, close FROM {BARS_1D}_revisions") == [(rows[5]["timestamp"], 15.0)]
    assert ask(config, f"SELECT count(*) FROM {BARS_1D} WHERE src_load_ts > now() - interval '1 hour'") == [(20,)]
    db = Database(config, address())
    assert db.daily(1, known_at=first)["close"].to_pylist() == [one["close"] for one in rows]


@pytest.fixture
def few(make_config) -> Database:
    """Three assets with gaps, refreshed with FEW; the last one rests on weekends."""
    config = make_config(**FEW)
    random = Random(5)
    days = [MONDAY + timedelta(days=i) for i in range(130)]
    held = {1: days, 2: [d for d in days if random.random() > 0.3], 3: [d for d in days[2:] if d.weekday() < 5]}
    store(config, [row(asset, d, random.uniform(5, 90)) for asset, some in held.items() for d in some])
    refresh(config)
    return Database(config, address())


def test_what_is_not_configured_is_as_if_it_were(few, make_config):
    tfs = {
        name: list(dict.fromkeys([*FEW["bars"][name], *(tf for tf in OTHERS[name] if tf != "1D")]))
        for name in BAR_FAMILIES
    }
    answers = []
    for name, labels in OTHERS.items():
        for tf in labels:
            for rows in ("all", "finished"):
                finished = "" if rows == "all" else " AND NOT roll"
                where = f"tf = '{tf}' AND period IN (3, 4)" + finished
                answers.append((EMA_FAMILIES[name].table, where, few.emas(None, tf, [4, 3], family=name, rows=rows)))
                if name in BAR_FAMILIES and tf != "1D":
                    where = f"tf = '{tf}'" + finished.replace("roll", "is_partial_end")
                    answers.append((BAR_FAMILIES[name].table, where, few.bars(None, tf, family=name, rows=rows)))
    before = [rows_of(answer) for *_, answer in answers]
    config = make_config(bars=tfs, emas={"families": list(EMA_FAMILIES), "periods": [3, 4]})
    refresh(config)
    for (table, where, answer), rows in zip(answers, before, strict=True):
        assert rows, (table, where)
        assert rows == stored(config, table, answer, where), (table, where)


def test_a_day_never_has_a_value_that_needed_a_later_one(few):
    with closing(connect(few.config)) as connection, connection.cursor() as cursor:
        histories = read_daily(cursor, [2, 3])
    taken_later = 0
    for name, labels in OTHERS.items():
        for tf in labels:
            asked = [(*ema_series(few.config, tf, [2, 3], name), few.emas, ([2, 3],), "ema")]
            if name in BAR_FAMILIES and tf != "1D":
                asked.append((*bar_series(few.config, tf, name), few.bars, (), "close"))
            for series, answer, periods, value in asked:
                # One asset has gaps, the other rests on weekends.
                asset = len(tf) % 2 + 2
                for history in (histories[asset],):
                    final = answer(asset, tf, *periods, family=name).to_pylist()
                    final = {(one[table_of(series).time], one.get("period")): one[value].hex() for one in final}
                    days: dict[datetime, set] = {}
                    for one in answer(asset, tf, *periods, family=name, rows="daily").to_pylist():
                        bar = one["time_close"], one.get("period")
                        assert bar[0] <= one["ts"]
                        assert one[value].hex() == final[bar]
                        days.setdefault(one["ts"], set()).add((*bar, one[value].hex()))
                    for k in range(1, len(history) + 1):
                        close = history["time_close"][k - 1]
                        assert days.get(instant(close), set()) == last_day(series, history[:k], close, value)
                    on_time = {bar[:2] for ts, bars in days.items() for bar in bars if bar[0] == ts}
                    taken_later += len(final.keys() - on_time)
    assert taken_later > 20, "bars whose last day is missing are finished by a later day"


def last_day(series: Series, history: np.ndarray, close: int, value: str) -> set[tuple]:
    """What the last day of a history has: the close of the bar, the period and the value of each series."""
    found = set()
    for block in answered(series, {1: history}, "daily"):
        for i in np.flatnonzero(block["ts"] == close):
            period = int(block["period"][i]) if "period" in block else None
            found.add((instant(block["time_close"][i]), period, float(block[value][i]).hex()))
    return found


@pytest.fixture
def site(make_config, tmp_path, monkeypatch) -> Database:
    """A working directory in which two assets have bars, opened from elsewhere."""
    (tmp_path / "assets.csv").write_text(SYMBOLS)
    config = make_config(
        source={"kind": "table", "table": "history", "assets": "assets.csv"}, as_of="2024-02-20T00:00:00Z"
    )
    (tmp_path / "config.yaml").write_text(config.raw)
    store(config, [row(asset, MONDAY + timedelta(days=i), 10.0 * asset + i) for asset in (1, 2) for i in range(50)])
    assert not refresh_one(config, DailyStage(config), 0).problems
    return freshbars.open(tmp_path)


def test_the_form_of_answers(site):
    table = site.emas(["ETH", 1], "7D", [3, 2])
    assert table.schema.names[:8] == ["id", "symbol", "date", "ts", "tf", "period", "ema", "seed_weight"]
    kinds = {
        "id": pa.int32(),
        "symbol": pa.string(),
        "ts": pa.timestamp("us", "UTC"),
        "roll": pa.bool_(),
        "ema": pa.float64(),
    }
    assert {name: table.schema.field(name).type for name in kinds} == kinds
    key = list(zip(*(table[name].to_pylist() for name in ("id", "symbol", "period", "ts")), strict=True))
    assert key == sorted(key)
    assert {one[:3] for one in key} == {(1, "BTC", 2), (1, "BTC", 3), (2, "ETH", 2), (2, "ETH", 3)}
    assert table["d2"].null_count == 8, "the first two of each series have no second difference"
    bars = site.bars("BTC", "1W_CAL_ISO")
    assert bars.schema.field("last_missing_day").type == pa.date32()
    assert bars["time_close"].to_pylist()[0] == datetime(2024, 1, 7, 23, 59, 59, 999000, UTC)
    assert site.bars("NONE", "7D").num_rows == 0
    assert site.bars("NONE", "7D").schema == site.bars(None, "7D").schema


def test_a_span_cuts_the_result_and_not_the_computation(site):
    whole = site.emas("BTC", "7D", 2).to_pylist()
    for since, until in (("2024-01-28", "2024-02-10"), (date(2024, 1, 28), date(2024, 2, 10)),
                         ("2024-01-28T00:00:00Z", datetime(2024, 2, 11, tzinfo=UTC) - timedelta(microseconds=1))):  # fmt: skip
        cut = site.emas("BTC", "7D", 2, since=since, until=until).to_pylist()
        assert cut == [one for one in whole if "2024-01-28" <= f"{one['ts']:%Y-%m-%d}" <= "2024-02-10"]
        assert len(cut) == 2
    assert site.daily("BTC", since="2024-02-19")["close"].to_pylist() == [59.0]
    daily = site.emas("BTC", "7D", 2, rows="daily", since="2024-02-16")
    assert [f"{ts:%d}" for ts in daily["ts"].to_pylist()] == ["16", "17", "18", "19"]
    assert [f"{ts:%d}" for ts in daily["time_close"].to_pylist()] == ["11", "11", "18", "18"]


def test_batches_are_the_same_rows_and_leave_nothing_open(site, monkeypatch):
    monkeypatch.setattr("freshbars.refresh.stage.BATCH_DAYS", 50)
    reader = site.daily(batches=True)
    assert isinstance(reader, pa.RecordBatchReader)
    some = list(reader)
    assert [set(one["id"].to_pylist()) for one in some] == [{1}, {2}]
    assert pa.Table.from_batches(some) == site.daily()
    unread = site.daily(batches=True)
    next(unread)
    unbegun = site.daily(batches=True)
    unbegun.close()
    del reader, unread, unbegun
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'freshbars reading'"
    assert ask(site.config, query) == [(0,)]


def test_assets(site):
    found = site.assets().to_pylist()
    assert [(one["id"], one["symbol"], one["bars"], one["freshness"]) for one in found] == [
        (1, "BTC", 50, "fresh"), (2, "ETH", 50, "fresh"), (30, "TWIN", 0, "no_state"), (31, "TWIN", 0, "no_state"),
        (40, "NONE", 0, "no_state"),
    ]  # fmt: skip
    assert (found[0]["name"], found[0]["first_day"], found[0]["last_day"]) == ("Bitcoin", MONDAY, date(2024, 2, 19))


def test_a_symbol_is_found_in_any_case_and_by_alias(site, tmp_path):
    (tmp_path / "assets.csv").write_text("id,symbol,name,aliases\n1,BTC,Bitcoin,XBT|btc-usd\n2,btc,Other,\n31,T,Two,\n")
    for asked, asset in (("BTC", 1), ("btc", 2), ("xbt", 1), ("BTC-USD", 1), ("t", 31)):
        assert site.daily(asked, since="2024-02-19")["id"].to_pylist() == [asset][: asset < 30]
    with pytest.raises(UserError, match="Btc names the assets 1, 2: ask for one of them by its id"):
        site.daily("Btc")
    with pytest.raises(UserError, match=r"alias 'nvda'; assets\(\) lists all assets"):
        site.daily("nvda")


def test_several_timeframes_in_one_answer(site):
    tfs = ["1W_CAL_ISO", "7D", "1M_CAL"]
    found = site.emas(None, tfs, [3, 2], rows="all")
    assert found.schema.names[:8] == ["id", "symbol", "date", "ts", "tf", "period", "ema", "seed_weight"]
    for tf in tfs:
        one = site.emas(None, tf, [2, 3], rows="all")
        part = found.filter(pc.equal(found["tf"], tf))
        assert part.select(one.column_names).to_pylist() == one.to_pylist()
    assert found["id"].to_pylist() == sorted(found["id"].to_pylist())
    rolling = found.filter(pc.equal(found["tf"], "7D"))
    assert rolling["ema_daily"].null_count == len(rolling) > 0, "only calendar families carry an EMA on daily"
    assert found["ema"].null_count == 0
    bars = site.bars("ETH", ["1M_CAL", "3D"])
    assert bars["tf"].to_pylist() == ["1M_CAL"] + ["3D"] * 16
    assert site.bars("NONE", ["1M_CAL", "3D"]).num_rows == 0


@pytest.mark.parametrize("rows", ["finished", "all", "daily"])
@pytest.mark.parametrize(
    ("tf", "family"), [("7D", None), ("1W_CAL_ISO", None), ("1W_CAL_ANCHOR_US", None), ("2D", "v2")]
)
def test_the_seed_has_the_weight_that_a_change_of_it_shows(few, tf, family, rows):
    """The seed is the mean of the first closes: a change of one of them moves the EMA by the weight of the seed."""
    asked = {"family": family, "rows": rows}
    before = few.emas(1, tf, [2, 5], **asked).to_pylist()
    first = few.emas(1, tf, [2, 5], family=family).to_pylist()
    if family is None:
        closes = few.bars(1, tf).to_pylist()
        moved = closes[0]["date"]
    else:
        moved = MONDAY
    with closing(connect(few.config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(f"UPDATE {BARS_1D} SET close = close + 1000 WHERE id = 1 AND timestamp::date = %s", (moved,))
    after = few.emas(1, tf, [2, 5], **asked).to_pylist()
    assert len(before) == len(after) > 20
    seeds = {period: next(one["ts"] for one in first if one["period"] == period) for period in (2, 5)}
    for old, new in zip(before, after, strict=True):
        seed = old["period"] * (2 if family == "v2" else 1)
        assert new["ema"] - old["ema"] == pytest.approx(old["seed_weight"] * 1000 / seed, rel=1e-6, abs=1e-9)
        assert 0 < old["seed_weight"] <= 1
        assert (old["seed_weight"] == 1) == (old.get("time_close", old["ts"]) == seeds[old["period"]])


def test_every_row_has_its_trading_day(few):
    daily = few.daily().to_pylist()
    assert all(one["date"] == one["time_close"].date() for one in daily)
    for found in (few.bars(None, "7D", rows="all"), few.emas(None, "7D", 2, rows="daily")):
        time = "ts" if "ts" in found.column_names else "time_close"
        assert all(one["date"] == one[time].date() for one in found.to_pylist())


def test_a_wide_table_has_a_column_for_each_asset(few):
    closes = {(one["date"], one["id"]): one["close"] for one in few.daily().to_pylist()}
    wide = few.wide("close")
    assert wide.column_names == ["date", "1", "2", "3"]
    assert wide["date"].to_pylist() == sorted({day for day, _ in closes})
    for asset in (1, 2, 3):
        assert wide[str(asset)].to_pylist() == [closes.get((day, asset)) for day in wide["date"].to_pylist()]
    assert wide["3"].null_count > 20, "where an asset rests there is no value"
    emas = few.wide("ema", [3, 1], "7D", 3)
    assert emas.column_names == ["date", "3", "1"]
    long = few.emas(3, "7D", 3, rows="daily").to_pylist()
    filled = {day: value for day, value in zip(emas["date"].to_pylist(), emas["3"].to_pylist(), strict=True) if value}
    assert filled == {one["date"]: one["ema"] for one in long}
    with pytest.raises(UserError, match="several rows on a date"):
        few.wide("ema", 1, ["7D", "3D"], 3, rows="all")


def test_a_wide_table_names_its_columns_by_symbol(site):
    (days, *_), *columns = site.wide("high", ["eth", "BTC", "NONE"]).to_pydict().items()
    assert days == "date"
    assert [name for name, _ in columns] == ["ETH", "BTC", "NONE"]
    assert set(columns[2][1]) == {None}
    assert site.wide("close", [30, 31]).column_names == ["date", "TWIN 30", "TWIN 31"]


def test_days_and_instants_of_other_libraries(site):
    pandas = pytest.importorskip("pandas")
    whole = site.daily("BTC")
    expected = site.daily("BTC", since="2024-02-10", until="2024-02-12")
    assert expected.num_rows == 3
    frame = whole.to_pandas()
    for first, last in (
        (pandas.Timestamp("2024-02-10"), pandas.Timestamp("2024-02-12")),
        (frame["time_close"].iloc[40], frame["time_close"].iloc[42]),
        tuple(frame["time_close"].dt.tz_convert(None).to_numpy()[[40, 42]]),
        (frame["date"].iloc[40], np.datetime64("2024-02-12")),
        (whole["time_close"][40], whole["date"][42]),
        (datetime(2024, 2, 10), datetime(2024, 2, 12)),
    ):
        assert site.daily("BTC", since=first, until=last) == expected
    with pytest.raises(UserError, match="since must"):
        site.daily("BTC", since=pandas.NaT)
    with pytest.raises(UserError, match="must name its time zone"):
        site.daily("BTC", since=pandas.Timestamp("2024-02-10 10:00"))
    now = pandas.Timestamp.now(tz="America/New_York")
    assert site.daily("BTC", known_at=now).num_rows == site.daily("BTC", known_at=date(2999, 1, 1)).num_rows == 50


def test_runs_are_listed_and_the_last_one_is_read(make_config):
    config = make_config()
    db = Database(config, address())
    ends = []
    for number in range(3):
        store(config, [row(1, MONDAY + timedelta(days=i), 10.0 + i + number) for i in range(5 + number)])
        ends.append(run(config, number))
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        runs.begin(cursor, "at work", "all")
    store(config, [row(1, MONDAY + timedelta(days=i), 50.0 + i) for i in range(9)])
    refresh(config)
    found = db.runs().to_pylist()
    assert [one["run_id"] for one in found] == ["0", "1", "2", "at work"]
    assert [one["finished"] for one in found] == [*ends, None]
    assert db.daily(1, known_at="last run")["close"].to_pylist() == [12.0 + i for i in range(7)]
    assert db.daily(1, known_at=found[0]["finished"]).num_rows == 5
    assert db.assets(known_at="last run")["bars"].to_pylist() == [7]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (lambda db: db.daily("BTCC"), r"no asset has the symbol or alias 'BTCC'; did you mean 'BTC'\?"),
        (lambda db: db.daily(["BTC", 77]), r"there is no asset 77; assets\(\) lists"),
        (lambda db: db.daily("TWIN"), "TWIN names the assets 30, 31: ask for one of them by its id"),
        (lambda db: db.daily(1.5), "there is no asset 1.5"),
        (lambda db: db.daily([None]), "by its symbol, alias or id, not by None"),
        (lambda db: db.bars("BTC", "2W"), r"'2W': .* weeks, months and years follow the calendar \(2W_CAL_ISO, 3M_CAL\)"),
        (lambda db: db.bars("BTC", "2W_CAL"), "'2W_CAL': weeks, and only weeks, name their scheme"),
        (lambda db: db.bars("BTC", "weekly"), "'weekly' is not a timeframe: write 7D"),
        (lambda db: db.bars("BTC", "1D"), r"ask for daily\(\)"),
        (lambda db: db.emas("BTC", "7D", 0), "periods: each must be a whole number, 1 to 100000, not 0"),
        (lambda db: db.emas("BTC", "7D", []), "periods: each must name at least one"),
        (lambda db: db.emas("BTC", "7D", 9, family="cal_us"), "no emas of the family 'cal_us', only of multi_tf and v2"),
        (lambda db: db.emas("BTC", "7D", 9, rows="weekly"), "rows must be finished, all or daily, not 'weekly'"),
        (lambda db: db.daily("BTC", since="2024-01-28T00:00:00"), "since must name its time zone, as in 2026-03-10T06:00:00Z"),
        (lambda db: db.daily("BTC", until="2024-02-31"), "until must be a day such as 2026-03-01"),
        (lambda db: db.daily("BTC", known_at="2024-01-28T05:00:00"), "known_at must name its time zone"),
        (lambda db: db.wide("colour", "BTC"), "no column of numbers 'colour'; there are open, high, low, close"),
        (lambda db: db.emas("BTC", [], 9), "timeframes: name at least one"),
        (lambda db: db.daily("BTC", known_at="last run"), "known_at: no run has finished yet"),
        (lambda db: db.daily("BTC", known_at="2024-01-28T00:00:00Z"), "nothing was loaded before 20.*; ask for a later"),
    ],
)  # fmt: skip
def test_a_bad_request_gets_one_sentence(site, what, words):
    with pytest.raises(UserError, match=words) as error:
        what(site)
    assert "\n" not in str(error.value)


def test_a_bad_place_gets_one_sentence(tmp_path, make_bare_config):
    with pytest.raises(UserError, match="nowhere is no working directory"):
        freshbars.open(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"no config.yaml in"):
        freshbars.open(tmp_path)
    (tmp_path / "config.yaml").write_text(make_bare_config().raw)
    with pytest.raises(UserError, match="nothing is stored yet"):
        freshbars.open(tmp_path).daily()


def test_a_first_load_counts_as_known_by_its_delay(site, make_config):
    ask(site.config, "UPDATE history SET close = 999, high = 999 WHERE id = 1 AND timestamp::date = '2024-01-10'")
    store(site.config, [
        *(row(1, MONDAY + timedelta(days=i), 999.0 if i == 9 else 10.0 + i) for i in range(50)),
        *(row(2, MONDAY + timedelta(days=i), 20.0 + i) for i in range(50)),
    ])  # fmt: skip
    assert not refresh_one(site.config, DailyStage(site.config), 0).problems
    early = "2024-01-20T06:00:00Z"
    with pytest.raises(UserError, match="publication_delay"):
        site.daily("BTC", known_at=early)
    given = json.loads(site.config.raw) | {"publication_delay": 6.0}
    delayed = Database(make_config(**given), address())
    found = delayed.daily("1" and 1, known_at=early)
    assert found["close"].to_pylist() == [10.0 + i for i in range(19)], "as it was first loaded, up to six hours before"
    assert found["assumed"].to_pylist() == [True] * 19
    assert delayed.daily(1, known_at="2024-01-20T05:59:59Z").num_rows == 18
    assert set(delayed.emas(1, "7D", 2, rows="daily", known_at=early)["assumed"].to_pylist()) == {True}
    now = delayed.daily(1, known_at=datetime.now(UTC))
    assert (now["close"].to_pylist()[9], set(now["assumed"].to_pylist())) == (999.0, {False})
    assert "assumed" not in delayed.daily(1).column_names


def test_before_a_database_kept_what_bars_were_nothing_is_known(site):
    (before,) = ask(site.config, f"SELECT max(ingested_at) FROM {BARS_1D}")[0]
    ask(site.config, "UPDATE freshbars_schema SET migrated_at = now()")
    with pytest.raises(UserError, match="nothing was loaded before"):
        site.daily(known_at=before)
    assert site.daily(known_at=datetime.now(UTC)).num_rows == 100
