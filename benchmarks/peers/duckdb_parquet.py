"""DuckDB: read the prices, compute everything anew, and write Parquet files.

python duckdb_parquet.py URL FOLDER PERIODS
"""

import os
import sys
from pathlib import Path

import adbc_driver_postgresql.dbapi as adbc
import duckdb

BARS = """
CREATE TABLE p_bar AS
SELECT id, max(ts) AS ts, arg_min(open, ts) AS open, max(high) AS high, min(low) AS low, arg_max(close, ts) AS close,
       sum(volume ORDER BY ts) AS volume
FROM p GROUP BY id, date_trunc('week', ts AT TIME ZONE 'UTC') HAVING count(*) = 7
"""
# One step of the recursion takes all assets one value further.
EMA = """
CREATE TABLE {name} AS
WITH RECURSIVE numbered AS MATERIALIZED (
    SELECT id, ts, close, row_number() OVER (PARTITION BY id ORDER BY ts) AS n FROM {source}
),
seeded AS (SELECT id, period, avg(close) AS ema FROM numbered, (SELECT unnest($periods) AS period)
           WHERE n <= period GROUP BY ALL HAVING count(*) = period),
series AS (
    SELECT id, period::BIGINT AS n, period, ema FROM seeded
    UNION ALL
    SELECT s.id, s.n + 1, s.period, 2.0::DOUBLE / (s.period + 1) * x.close + (1 - 2.0::DOUBLE / (s.period + 1)) * s.ema
    FROM series s JOIN numbered x ON x.id = s.id AND x.n = s.n + 1
)
SELECT id, period, ts, ema FROM series JOIN numbered USING (id, n) ORDER BY id, period, ts
"""


def main(url: str, folder: Path, periods: list[int]) -> None:
    """Read the prices, compute, write."""
    with adbc.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, timestamp AS ts, open, high, low, close, volume FROM cmc_price_histories7")
        prices = cursor.fetch_arrow_table()
    db = duckdb.connect()
    db.register("p", prices)
    db.execute("SET TimeZone = 'UTC'")
    db.execute(BARS)
    for name, source in (("p_day", "p"), ("p_week", "p_bar")):
        db.execute(EMA.format(name=name, source=source), {"periods": periods})
    for name in ("p_day", "p_bar", "p_week"):
        db.execute(f"COPY {name} TO '{folder}/{name}.new' (FORMAT parquet)")
    for name in ("p_day", "p_bar", "p_week"):
        os.replace(folder / f"{name}.new", folder / f"{name}.parquet")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [int(period) for period in sys.argv[3].split(",")])
