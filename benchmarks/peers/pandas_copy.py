"""pandas: rebuild everything, COPY it as CSV into new tables, and swap them in.

python pandas_copy.py URL FOLDER PERIODS
"""

import io
import sys

import numpy as np
import pandas as pd
import psycopg2


def ema(frame: pd.DataFrame, period: int) -> pd.DataFrame:
    """The seeded EMA of each asset's closes: from the period-th value on."""
    by_asset = frame.groupby("id")["close"]
    n = by_asset.cumcount()
    x = frame["close"].where(n != period - 1, by_asset.rolling(period).mean().droplevel(0))
    kept = frame.loc[n >= period - 1, ["id", "ts"]].assign(period=period)
    values = x[kept.index].groupby(kept["id"]).ewm(span=period, adjust=False).mean()
    return kept.assign(ema=values.droplevel(0))[["id", "period", "ts", "ema"]]


def copy_and_swap(cursor, name: str, frame: pd.DataFrame) -> None:
    """Write a table anew beside the old one, and let it take the old one's place."""
    kinds = {"id": "int", "period": "int", "ts": "timestamptz"}
    key = "id, ts" if name == "p_bar" else "id, period, ts"
    columns = ", ".join(f"{column} {kinds.get(column, 'float8')}" for column in frame)
    cursor.execute(f"DROP TABLE IF EXISTS {name}_new; CREATE TABLE {name}_new ({columns}, PRIMARY KEY ({key}))")
    text = io.StringIO()
    frame.sort_values(key.split(", ")).to_csv(text, index=False, header=False)
    text.seek(0)
    cursor.copy_expert(f"COPY {name}_new FROM STDIN (FORMAT csv)", text)
    cursor.execute(f"DROP TABLE IF EXISTS {name}; ALTER TABLE {name}_new RENAME TO {name}")


def main(url: str, periods: list[int]) -> None:
    """Read the prices, compute, write."""
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        prices = (
            "SELECT id, extract(epoch FROM timestamp) AS ts, open, high, low, close, volume FROM cmc_price_histories7"
        )
        text = io.StringIO()
        cursor.copy_expert(f"COPY ({prices}) TO STDOUT (FORMAT csv, HEADER)", text)
        text.seek(0)
        day = pd.read_csv(text).sort_values(["id", "ts"], ignore_index=True)
        day["ts"] = pd.to_datetime((day["ts"] * 1000).round().astype(np.int64), unit="ms", utc=True)
        monday = day["ts"].dt.floor("D") - pd.to_timedelta(day["ts"].dt.weekday, unit="D")
        week = day.groupby(["id", monday.rename("monday")]).agg(
            ts=("ts", "last"), open=("open", "first"), high=("high", "max"), low=("low", "min"), close=("close", "last"),
            volume=("volume", "sum"), days=("ts", "size"),
        )  # fmt: skip
        week = week[week["days"] == 7].reset_index().drop(columns=["monday", "days"])
        copy_and_swap(cursor, "p_day", pd.concat([ema(day, period) for period in periods]))
        copy_and_swap(cursor, "p_bar", week)
        copy_and_swap(cursor, "p_week", pd.concat([ema(week, period) for period in periods]))


if __name__ == "__main__":
    main(sys.argv[1], [int(period) for period in sys.argv[3].split(",")])
