"""What a user would write instead: pandas with to_sql, and row-wise upserts; and Freshbars on the same rows."""

import time

from sqlalchemy import create_engine, make_url, text

from freshbars.compute.families import BAR_FAMILIES
from freshbars.config import validate
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.refresh.series_stage import SeriesStage
from workbench import HISTORY, Project

TABLE = "cmc_ema_multi_tf"
KEY = ("id", "tf", "period", "ts")
VALUES = ("tf_days", "roll", "ema", "d1", "d2", "d1_roll", "d2_roll")


def compare(project: Project, ewm_rows: int, upsert_rows: int) -> tuple[float, dict[str, float]]:
    """Rows per second of 1D EMAs: ours, and others' by what they are. Reading the prices is in it, but for upserts."""
    import pandas as pd

    no_bars = {"bars": {name: [] for name in BAR_FAMILIES}, "emas": {"families": ["multi_tf"]}, "schema": "ours"}
    config = validate(project.settings | no_bars)
    ids = list(range(1, 1 + min(len(project.held), -(-ewm_rows // (project.days * len(config.emas.periods))))))
    with project.library():
        refresh_one(config, DailyStage(config), 0)
        project.settle()
        began = time.perf_counter()
        rows = refresh_one(config, SeriesStage(config, "emas", "multi_tf"), 0, set(ids)).written
        ours = rows / (time.perf_counter() - began)

    engine = create_engine(make_url(project.url).set(drivername="postgresql+psycopg2"))
    query = f"SELECT id, timestamp AS ts, close FROM {HISTORY} WHERE id <= {len(ids)} ORDER BY id, timestamp"
    rates = {}
    for method in (None, "multi"):
        _empty_table(project)
        began = time.perf_counter()
        closes = pd.read_sql(query, engine).groupby("id")
        frame = pd.concat(_series(part, period) for _, part in closes for period in config.emas.periods)
        frame.to_sql("theirs", engine, if_exists="append", index=False, method=method, chunksize=5_000)
        rates[f"pandas ewm and to_sql (method {method}, the faster one)"] = len(frame) / (time.perf_counter() - began)
        both = project.select(f"SELECT count(*) FROM theirs JOIN ours.{TABLE} USING ({', '.join(KEY)})")[0][0]
        if not both == rows == len(frame):
            raise RuntimeError(f"of our {rows} and their {len(frame)} rows only {both} are the same")
    best = max(rates, key=rates.get)

    some = frame.head(upsert_rows).to_dict("records")
    statement = text(
        f"INSERT INTO theirs ({', '.join(KEY + VALUES)}) VALUES ({', '.join(f':{name}' for name in KEY + VALUES)}) "
        f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in VALUES)}"
    )
    _empty_table(project)
    began = time.perf_counter()
    with engine.begin() as connection:
        connection.execute(statement, some)
    upserts = len(some) / (time.perf_counter() - began)
    engine.dispose()
    return ours, {best: rates[best], "SQLAlchemy row-wise upserts (values computed before)": upserts}


def _empty_table(project: Project) -> None:
    with project.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS theirs")
        cursor.execute(f"CREATE TABLE theirs (LIKE ours.{TABLE} INCLUDING ALL)")
    project.settle()


def _series(part, period: int):
    """The EMA rows of one asset and period as pandas makes them: seeded by the first close, not by a mean."""
    ema = part["close"].ewm(span=period, adjust=False, min_periods=period).mean()
    first = ema.diff()
    rows = part[["id", "ts"]].assign(tf="1D", period=period, tf_days=1, roll=False, ema=ema, d1=first, d2=first.diff())
    return rows.assign(d1_roll=rows["d1"], d2_roll=rows["d2"])[list(KEY + VALUES)].dropna(subset="ema")
