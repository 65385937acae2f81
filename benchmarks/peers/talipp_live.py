"""talipp kept alive: a process that remembers its indicators, and adds what is newer than all it has seen.

python talipp_live.py URL FOLDER PERIODS, then a line on standard input for each refresh
"""

import io
import sys
from collections import defaultdict

import psycopg2
from talipp.indicators import EMA

TABLES = {
    "p_day": "id int, period int, ts timestamptz, ema float8, PRIMARY KEY (id, period, ts)",
    "p_bar": "id int, ts timestamptz, open float8, high float8, low float8, close float8, volume float8, PRIMARY KEY (id, ts)",
    "p_week": "id int, period int, ts timestamptz, ema float8, PRIMARY KEY (id, period, ts)",
}


class Live:
    """The indicators of all assets, and the newest day that they have seen."""

    def __init__(self, url: str, periods: list[int]) -> None:
        self.connection, self.seen = psycopg2.connect(url), "-infinity"
        self.day = defaultdict(lambda: {period: EMA(period) for period in periods})
        self.week = defaultdict(lambda: {period: EMA(period) for period in periods})
        self.open_week = defaultdict(list)
        with self.connection, self.connection.cursor() as cursor:
            for name, columns in TABLES.items():
                cursor.execute(f"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({columns})")

    def refresh(self) -> None:
        """Add the new days."""
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, timestamp, open, high, low, close, volume FROM cmc_price_histories7 WHERE timestamp > %s "
                "ORDER BY timestamp, id",
                (self.seen,),
            )
            rows = {name: [] for name in TABLES}
            for asset, ts, *prices in cursor:
                self.seen = ts
                self.add(rows["p_day"], self.day[asset], asset, ts, prices[3])
                week = self.open_week[asset]
                if ts.weekday() == 0:
                    week.clear()
                week.append(prices)
                if ts.weekday() == 6 and len(week) == 7:
                    opens, highs, lows, closes, volumes = zip(*week, strict=True)
                    rows["p_bar"].append((asset, ts, opens[0], max(highs), min(lows), closes[-1], sum(volumes)))
                    self.add(rows["p_week"], self.week[asset], asset, ts, closes[-1])
            for name, new in rows.items():
                text = "".join("\t".join(map(str, row)) + "\n" for row in new)
                cursor.copy_expert(f"COPY {name} FROM STDIN", io.StringIO(text))

    @staticmethod
    def add(rows: list, emas: dict[int, EMA], asset: int, ts, close: float) -> None:
        """Add a close to an asset's indicators, and the rows that this gives."""
        for period, ema in emas.items():
            ema.add(close)
            if ema[-1] is not None:
                rows.append((asset, period, ts, ema[-1]))


if __name__ == "__main__":
    live = Live(sys.argv[1], [int(period) for period in sys.argv[3].split(",")])
    for _ in sys.stdin:
        live.refresh()
        print("done", flush=True)
