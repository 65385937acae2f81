"""ClickHouse inside Python (chdb): read the prices, compute everything anew, and write Parquet files.

python clickhouse_chdb.py URL FOLDER PERIODS
"""

import os
import sys
from pathlib import Path

import adbc_driver_postgresql.dbapi as adbc
import pyarrow.parquet as parquet
from chdb.session import Session

BARS = """
SELECT id, max(p.ts) AS ts, argMin(p.open, p.ts) AS open, max(p.high) AS high, min(p.low) AS low,
       argMax(p.close, p.ts) AS close, sum(p.volume) AS volume
FROM file('{folder}/prices.parquet') AS p GROUP BY id, toStartOfWeek(p.ts, 1) HAVING count() = 7 ORDER BY id, ts
INTO OUTFILE '{folder}/p_bar.new' TRUNCATE FORMAT Parquet
"""
EMA = """
SELECT id, period, t AS ts, e AS ema FROM (
    SELECT id, period, arraySort(groupArray((ts, close))) AS rows, arrayMap(r -> r.2, rows) AS x,
           arrayFold((s, v) -> arrayPushBack(s, 2 / (period + 1) * v + (1 - 2 / (period + 1)) * s[-1]),
                     arraySlice(x, period + 1), [arrayAvg(arraySlice(x, 1, period))]) AS emas,
           arrayMap(r -> r.1, arraySlice(rows, period)) AS stamps
    FROM (SELECT id, assumeNotNull(p.ts) AS ts, assumeNotNull(p.close) AS close, toInt32(arrayJoin({periods})) AS period
          FROM file('{folder}/{source}', 'Parquet') AS p)
    GROUP BY id, period HAVING length(rows) >= period
) ARRAY JOIN emas AS e, stamps AS t ORDER BY id, period, ts
INTO OUTFILE '{folder}/{name}.new' TRUNCATE FORMAT Parquet
"""


def main(url: str, folder: Path, periods: list[int]) -> None:
    """Read the prices, compute, write."""
    with adbc.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, timestamp AS ts, open, high, low, close, volume FROM cmc_price_histories7")
        parquet.write_table(cursor.fetch_arrow_table(), folder / "prices.parquet")
    session = Session()
    session.query(BARS.format(folder=folder))
    for name, source in (("p_day", "prices.parquet"), ("p_week", "p_bar.new")):
        session.query(EMA.format(folder=folder, name=name, source=source, periods=periods))
    for name in ("p_day", "p_bar", "p_week"):
        os.replace(folder / f"{name}.new", folder / f"{name}.parquet")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [int(period) for period in sys.argv[3].split(",")])
