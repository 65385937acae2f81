"""Polars with ADBC: rebuild everything, COPY it into new tables, and swap them in.

python polars_adbc.py URL FOLDER PERIODS
"""

import sys

import adbc_driver_postgresql.dbapi as adbc
import polars as pl


def ema(frame: pl.DataFrame, period: int) -> pl.DataFrame:
    """The seeded EMA of each asset's closes: from the period-th value on."""
    n = pl.int_range(pl.len()).over("id")
    seed = pl.col("close").head(period).mean().over("id")
    return (
        frame.filter(pl.len().over("id") >= period)
        .with_columns(n=n, x=pl.when(n == period - 1).then(seed).otherwise(pl.col("close")))
        .filter(pl.col("n") >= period - 1)
        .select(
            "id", pl.lit(period).alias("period"), "ts", ema=pl.col("x").ewm_mean(span=period, adjust=False).over("id")
        )
    )


def main(url: str, periods: list[int]) -> None:
    """Read the prices, compute, write."""
    with adbc.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, timestamp AS ts, open, high, low, close, volume FROM cmc_price_histories7")
        day = pl.from_arrow(cursor.fetch_arrow_table()).sort("id", "ts")
        week = (
            day.group_by("id", week=pl.col("ts").dt.truncate("1w"), maintain_order=True)
            .agg(
                pl.col("ts").last(), pl.col("open").first(), pl.col("high").max(), pl.col("low").min(),
                pl.col("close").last(), pl.col("volume").sum(), days=pl.len(),
            )
            .filter(pl.col("days") == 7)
        )  # fmt: skip
        tables = {
            "p_day": pl.concat([ema(day, period) for period in periods]),
            "p_bar": week.select("id", "ts", "open", "high", "low", "close", "volume"),
            "p_week": pl.concat([ema(week, period) for period in periods]),
        }
        for name, frame in tables.items():
            key = "id, ts" if name == "p_bar" else "id, period, ts"
            columns = [
                f"{c} {'int' if c in ('id', 'period') else 'timestamptz' if c == 'ts' else 'float8'}"
                for c in frame.columns
            ]
            cursor.execute(f"DROP TABLE IF EXISTS {name}_new")
            cursor.execute(f"CREATE TABLE {name}_new ({', '.join(columns)}, PRIMARY KEY ({key}))")
            narrow = frame.with_columns(pl.col(c).cast(pl.Int32) for c in ("id", "period") if c in frame.columns)
            cursor.adbc_ingest(f"{name}_new", narrow.sort(key.split(", ")).to_arrow(), mode="append")
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute(f"ALTER TABLE {name}_new RENAME TO {name}")
        connection.commit()


if __name__ == "__main__":
    main(sys.argv[1], [int(period) for period in sys.argv[3].split(",")])
