"""An aggregate inside PostgreSQL: no row leaves the server.

python sql_aggregate.py URL FOLDER PERIODS
"""

import sys

import psycopg2

# State: how many values, the sum of the first ones, the EMA. float8 throughout, in the order that the recursion is defined in.
AGGREGATE = """
CREATE OR REPLACE FUNCTION seeded_ema_step(s float8[], x float8, p int) RETURNS float8[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN s[1] + 1 < p THEN ARRAY[s[1] + 1, s[2] + x, NULL]
                WHEN s[1] + 1 = p THEN ARRAY[s[1] + 1, s[2] + x, (s[2] + x) / p]
                ELSE ARRAY[s[1] + 1, s[2], 2.0::float8 / (p + 1) * x + (1 - 2.0::float8 / (p + 1)) * s[3]] END $$;
CREATE OR REPLACE FUNCTION seeded_ema_value(s float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT s[3]';
CREATE OR REPLACE AGGREGATE seeded_ema(float8, int)
    (SFUNC = seeded_ema_step, STYPE = float8[], FINALFUNC = seeded_ema_value, INITCOND = '{0,0,NULL}');
"""
EMA = """
CREATE TABLE {name}_new AS
SELECT * FROM (
    SELECT id, period, ts, seeded_ema(close, period) OVER (PARTITION BY period, id ORDER BY ts) AS ema
    FROM {source} CROSS JOIN unnest(%(periods)s) AS period
) every WHERE ema IS NOT NULL;
ALTER TABLE {name}_new ADD PRIMARY KEY (id, period, ts);
"""
BARS = """
CREATE TABLE p_bar_new AS
SELECT id, max(timestamp) AS ts, (array_agg(open ORDER BY timestamp))[1] AS open, max(high) AS high, min(low) AS low,
       (array_agg(close ORDER BY timestamp DESC))[1] AS close, sum(volume ORDER BY timestamp) AS volume
FROM cmc_price_histories7 GROUP BY id, date_trunc('week', timestamp AT TIME ZONE 'UTC') HAVING count(*) = 7;
ALTER TABLE p_bar_new ADD PRIMARY KEY (id, ts);
"""


def main(url: str, periods: list[int]) -> None:
    """Compute all tables anew, in one transaction."""
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            AGGREGATE + "SET LOCAL work_mem = '256MB'; DROP TABLE IF EXISTS p_day_new, p_bar_new, p_week_new;"
        )
        cursor.execute(BARS)
        days = "(SELECT id, timestamp AS ts, close FROM cmc_price_histories7) d"
        for name, source in (("p_day", days), ("p_week", "p_bar_new")):
            cursor.execute(EMA.format(name=name, source=source), {"periods": periods})
        for name in ("p_day", "p_bar", "p_week"):
            cursor.execute(f"DROP TABLE IF EXISTS {name}; ALTER TABLE {name}_new RENAME TO {name}")


if __name__ == "__main__":
    main(sys.argv[1], [int(period) for period in sys.argv[3].split(",")])
