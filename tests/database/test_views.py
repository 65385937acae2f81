"""The views by symbol and date hold finished bars and the EMA that other programs show."""

import csv
import re
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.source.ingest import ingest
from support import refresh, row, store

APPLE = Path(__file__).parents[3] / "shared/data/equities/AAPL.csv"
WEEKLY = {
    "bars": {"multi_tf": ["7D"], "cal_us": [], "cal_iso": ["1W_CAL_ISO"], "cal_anchor_us": [], "cal_anchor_iso": []},
    "emas": {"families": ["multi_tf", "cal_iso", "v2"], "periods": [3, 21]},
}


def ask(config, query: str) -> list[tuple]:
    with closing(connect(config)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def textbook(values: list[float], period: int) -> list[float]:
    """As TA-Lib: the mean of the first values, then each new one by its weight."""
    found = [sum(values[:period]) / period]
    for value in values[period:]:
        found.append(found[-1] + 2 / (period + 1) * (value - found[-1]))
    return found


def test_finished_bars_and_their_ema_by_symbol_and_date(make_config, tmp_path):
    (tmp_path / "assets.csv").write_text("id,symbol,name\n1,AAA,First\n")
    source = {"kind": "table", "table": "history", "assets": str(tmp_path / "assets.csv")}
    config = make_config(**WEEKLY, source=source, timezone="America/New_York")
    # Days of New York end at five in the morning in UTC.
    late = timedelta(hours=5)
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(50)]
    rows = [row(asset, day, 100.0 + i % 7 + i / 10) for asset in (1, 2) for i, day in enumerate(days)]
    times = ("timestamp", "timeopen", "timeclose", "timehigh", "timelow")
    store(config, [one | {name: one[name] + late for name in times} for one in rows])
    refresh(config)
    weeks = ask(
        config, "SELECT date, close FROM freshbars_bars WHERE symbol = 'AAA' AND tf = '1W_CAL_ISO' ORDER BY date"
    )
    assert [day for day, _ in weeks] == [day for day in days if day.weekday() == 6], "Sundays, each once, finished"
    emas = ask(
        config,
        "SELECT date, ema FROM freshbars_emas WHERE symbol = 'AAA' AND tf = '1W_CAL_ISO' AND period = 3 ORDER BY date",
    )
    assert [day for day, _ in emas] == [day for day, _ in weeks[2:]]
    assert [ema for _, ema in emas] == pytest.approx(textbook([close for _, close in weeks], 3), rel=1e-15)
    assert ask(config, "SELECT DISTINCT symbol FROM freshbars_bars ORDER BY 1") == [("2",), ("AAA",)]
    weights = ask(
        config,
        "SELECT seed_weight FROM freshbars_emas WHERE symbol = 'AAA' AND tf = '1W_CAL_ISO' AND period = 3 ORDER BY ts",
    )
    assert [one for (one,) in weights] == pytest.approx([0.5**k for k in range(len(emas))])
    keys = ask(config, "SELECT count(*), count(DISTINCT (symbol, tf, period, date)) FROM freshbars_emas")
    assert keys[0][0] == keys[0][1], "what two families share stands there once"
    (tmp_path / "assets.csv").write_text("id,symbol,name\n1,NEW,First\n")
    refresh(config)
    assert ask(config, "SELECT DISTINCT symbol FROM freshbars_emas ORDER BY 1") == [("2",), ("NEW",)]


def test_ema_is_the_textbook_ema_in_every_view(make_config):
    config = make_config(**WEEKLY)
    store(config, [row(1, date(2024, 1, 1) + timedelta(days=i), 100.0 + i % 7 + i / 10) for i in range(50)])
    refresh(config)
    for family, textbook_column, daily in (
        ("cal_iso", "ema_bar", "ema"),
        ("multi_tf", "ema", "NULL"),
        ("v2", "ema", "NULL"),
    ):
        table = f"cmc_ema_multi_tf{'' if family == 'multi_tf' else f'_{family}'}"
        differences = [f"d1_roll{textbook_column[3:]}", "d1_roll" if daily == "ema" else "NULL"]
        fields = ", ".join(("tf", "period", "ts", textbook_column, daily, *differences))
        expected = ask(config, f"SELECT {fields} FROM {table} ORDER BY 1, 2, 3")
        found = ask(
            config,
            "SELECT tf, period, ts, ema, ema_daily, d1_roll, d1_roll_daily FROM cmc_ema_multi_tf_u "
            f"WHERE alignment_source = '{family}' ORDER BY 1, 2, 3",
        )
        assert len(found) >= 30
        assert found == expected
        shown = ask(config, f"SELECT count(*), bool_and(v.ema = e.{textbook_column}) FROM freshbars_emas v JOIN {table} e "
                    f"USING (id, tf, period, ts) WHERE alignment_source = '{family}'")  # fmt: skip
        assert shown in ([(0, None)], [(shown[0][0], True)])
        assert (shown[0][0] == 0) == (family == "v2")


def test_a_seed_that_weighs_next_to_nothing_weighs_nothing(make_config):
    """PostgreSQL would stop at a power that is too small to be stored."""
    config = make_config(**WEEKLY)
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        with connection, connection.cursor() as cursor:
            cursor.execute("INSERT INTO dim_asset VALUES (1, 'A', 'A', 'UTC')")
            cursor.execute(
                "INSERT INTO cmc_ema_multi_tf (id, tf, period, ts, tf_days, roll, ema) SELECT 1, '1D', p, "
                "timestamptz '2000-01-01' + i * interval '1 day', 1, false, 1 FROM generate_series(0, 900) i, "
                "unnest('{1,2,9}'::int[]) p"
            )
    found = ask(config, "SELECT period, min(seed_weight), max(seed_weight) FROM freshbars_emas GROUP BY 1 ORDER BY 1")
    assert [(period, largest) for period, _, largest in found] == [(1, 1.0), (2, 1.0), (9, 1.0)]
    assert [smallest for _, smallest, _ in found] == pytest.approx([0.0, 0.0, 0.8**900], abs=1e-300)


def test_ten_lines_of_sql_make_a_source_of_date_symbol_and_adjusted_close(make_config):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (sql,) = re.findall(r"```sql\n(CREATE TABLE symbols.*?)```", readme, re.DOTALL)
    assert len(sql.splitlines()) <= 10
    config = make_config(**WEEKLY, source={"kind": "table", "table": "daily"})
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE prices (date date, symbol text, adj_close numeric)")
            cursor.execute(
                "INSERT INTO prices SELECT date '2024-01-01' + i, s, i + 0.25 FROM generate_series(0, 49) i, "
                "unnest('{BBB,AAA}'::text[]) s"
            )
            cursor.execute(sql)
    refresh(config)
    closes = ask(config, "SELECT close FROM freshbars_bars WHERE id = 1 AND tf = '1W_CAL_ISO' ORDER BY date")
    assert closes == [(6.25 + 7 * week,) for week in range(7)]
    assert ask(config, "SELECT count(*) FROM cmc_price_bars_1d_rejects") == [(0,)]
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("UPDATE prices SET adj_close = adj_close * 2 WHERE symbol = 'AAA'")
        cursor.execute("ALTER VIEW daily RENAME TO former; CREATE MATERIALIZED VIEW daily AS SELECT * FROM former")
    refresh(config)
    assert ask(config, "SELECT max(close) FROM freshbars_bars WHERE tf = '1D' GROUP BY id ORDER BY id") == [
        (98.5,),
        (49.25,),
    ]


@pytest.mark.skipif(not APPLE.exists(), reason="the real prices (shared/data) are not on this machine")
@pytest.mark.parametrize("calendar", ["XNYS", ""])
def test_from_a_file_of_yahoo_to_the_weekly_ema_of_ta_lib(make_config, tmp_path, calendar):
    """The way of the README: the file into the folder, a line into assets.csv, a query."""
    talib = pytest.importorskip("talib")
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports/AAPL.csv").write_bytes(APPLE.read_bytes())
    (tmp_path / "assets.csv").write_text(f"id,symbol,name,calendar\n1,AAPL,Apple,{calendar}\n")
    source = {"exports": str(tmp_path / "exports"), "assets": str(tmp_path / "assets.csv")}
    config = make_config(**WEEKLY, source=source)
    assert not ingest(config).problems
    refresh(config)
    weeks: dict[date, tuple[date, float]] = {}
    for line in csv.DictReader(APPLE.read_text().splitlines()):
        day = date.fromisoformat(line["Date"])
        weeks[day - timedelta(days=day.weekday())] = day, float(line["Close"])
    # Whole weeks: the first began in the middle; of the last, only who knows the sessions knows that Friday ends it.
    whole = list(weeks.values())[1 : None if calendar else -1]
    expected = talib.EMA(np.array([close for _, close in whole]), 21)[20:]
    found = ask(
        config,
        "SELECT date, ema FROM freshbars_emas WHERE symbol = 'AAPL' AND tf = '1W_CAL_ISO' AND period = 21 ORDER BY date",
    )
    assert [day for day, _ in found] == [day for day, _ in whole[20:]]
    assert [ema for _, ema in found] == pytest.approx(expected.tolist(), rel=1e-14)
