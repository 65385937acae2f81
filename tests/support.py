"""What several tests need: source rows, and what a refresh made of them."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.instants import microseconds
from freshbars.config import Config
from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.database.transactions import two_connections
from freshbars.job_result import JobResult
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.refresh.series_stage import SeriesStage
from freshbars.store.revisions import COLUMNS as COLUMNS_OF_BARS
from freshbars.store.revisions import REVISIONS

COLUMNS = (
    "id", "timestamp", "name", "source_file", "load_ts", "timeopen", "timeclose", "timehigh", "timelow",
    "open", "high", "low", "close", "volume", "marketcap",
)  # fmt: skip
# A family of each kind, with few timeframes.
FEW = {
    "bars": {
        "multi_tf": ["3D", "7D"],
        "cal_us": ["1W_CAL_US"],
        "cal_iso": ["1M_CAL"],
        "cal_anchor_us": [],
        "cal_anchor_iso": ["2W_CAL_ANCHOR_ISO"],
    },
    "emas": {"families": ["multi_tf", "v2", "cal_us", "cal_anchor_iso"], "periods": [2, 3]},
}
# Most tests have prices that no market makes: only those about plausibility look at them.
ANY_PRICE = {"suspects": "off"}
# When something was written is all that may differ between a refresh and a rebuild.
STAMPS = {"ingested_at", "built_at", "last_run_ts", "last_upserted", "changed_at", "frontier"}


def row(asset: int, day: date, close: float, **other: object) -> dict:
    """A plausible source row; ``other`` overrides columns."""
    opened = datetime(day.year, day.month, day.day, tzinfo=UTC)
    closed = opened + timedelta(days=1, milliseconds=-1)
    values = {
        "id": asset, "timestamp": closed, "name": "2781", "source_file": "test.csv",
        "load_ts": max(datetime(2026, 1, 1, tzinfo=UTC), closed + timedelta(hours=1)), "timeopen": opened, "timeclose": closed,
        "timehigh": opened + timedelta(hours=5), "timelow": opened + timedelta(hours=9),
        "open": close * 0.99, "high": close * 1.02, "low": close * 0.97, "close": close,
        "volume": 1000.0 + close, "marketcap": close * 1e6,
    }  # fmt: skip
    return values | other


def store(config: Config, rows: list[dict]) -> None:
    """Replace the source table (without a key, as other programs make them) by these rows."""
    connection = connect(config)
    ensure_tables(config, connection)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {config.schema}.history (id int, timestamp timestamptz, name text, source_file "
            "text, load_ts timestamptz, timeopen timestamptz, timeclose timestamptz, timehigh timestamptz, timelow "
            "timestamptz, open float8, high float8, low float8, close float8, volume float8, marketcap float8)"
        )
        cursor.execute(f"DELETE FROM {config.schema}.history")
        copy_into(cursor, f"{config.schema}.history", ([row[name] for name in COLUMNS] for row in rows))
    connection.close()


def copy_into(cursor, table: str, rows: Iterable[Sequence]) -> None:
    """Add rows of values, in the order of the table's columns."""
    text = io.StringIO()
    for values in rows:
        text.write("\t".join("\\N" if value is None else escaped(str(value)) for value in values) + "\n")
    text.seek(0)
    cursor.copy_expert(f"COPY {table} FROM STDIN", text)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def stages(config: Config) -> list[SeriesStage]:
    """All stages after the daily bars that the configuration switches on, in the order of a run."""
    found = [SeriesStage(config, "bars", name) for name in BAR_FAMILIES if getattr(config.bars, name)]
    return found + [SeriesStage(config, "emas", name) for name in EMA_FAMILIES if name in config.emas.families]


def refresh(config: Config, fresh: set[int] | None = None) -> list[JobResult]:
    """All stages of all shards, one after the other, in this process and through the same connections.

    Connections of its own for each stage, as builders have them, would take most of the time.
    """
    with two_connections(config, "refresh") as pair:
        outcomes = [refresh_one(config, DailyStage(config), shard, None, pair) for shard in range(config.shards)]
        for stage in stages(config):
            allowed = fresh if stage.rule == "emas" else None
            outcomes += [refresh_one(config, stage, shard, allowed, pair) for shard in range(config.shards)]
    return outcomes


def contents(config: Config, *names: str) -> dict[str, list[tuple]]:
    """All rows of the tables (bars, rejects, EMAs and states where none is named), sorted, without their stamps."""
    names = names or tuple(
        name for name in TABLES
        if name.startswith(("cmc_price_bars", "cmc_ema")) and name not in (f"{BARS_1D}_changes", f"{BARS_1D}_revisions")
    )  # fmt: skip
    result = {}
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        for name in names:
            columns = [f'"{c.name}"::text' for c in TABLES[name].columns if c.name not in STAMPS]
            cursor.execute(f"SELECT {', '.join(columns)} FROM {name}")
            result[name] = sorted(cursor.fetchall(), key=repr)
    connection.close()
    return result


def revise(cursor, asset: int, day: date, close: float, until: datetime, gone: bool = False) -> None:
    """Let a stored bar have had another close until an instant; gone: or let it be taken back then."""
    fields = ", ".join("%(close)s" if name == "close" else f'b."{name}"' for name in COLUMNS_OF_BARS)
    where = "b.id = %(asset)s AND b.timestamp::date = %(day)s"
    given = {"asset": asset, "day": day, "close": close, "until": until}
    cursor.execute(
        f"INSERT INTO {REVISIONS} SELECT {fields}, coalesce(max(known_until), %(until)s - interval '1 day'), %(until)s "
        f"FROM {BARS_1D} b LEFT JOIN {REVISIONS} r USING (id, timestamp) WHERE {where} GROUP BY b.id, b.timestamp",
        given,
    )
    change = f"DELETE FROM {BARS_1D} b" if gone else f"UPDATE {BARS_1D} b SET ingested_at = %(until)s"
    cursor.execute(f"{change} WHERE {where}", given)


def micros(day: date) -> int:
    """The close of a day of ``row``, in the unit of the arrays."""
    return microseconds(row(1, day, 1.0)["timeclose"])


def empty(config: Config) -> None:
    """Delete every row of the configuration's schema, the source's aside: as before the first refresh."""
    connection = connect(config)
    ensure_tables(config, connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("; ".join(f"DELETE FROM {name}" for name in TABLES if name.startswith("cmc_")))
    connection.close()


def marks(config: Config, names: list[str]) -> dict[str, dict[tuple, tuple]]:
    """For each table its rows by id, tf, period and time: who wrote them, where, and whether a bar is canonical."""
    result = {}
    connection = connect(config)
    with connection, connection.cursor() as cursor:
        for name in names:
            has = {column.name for column in TABLES[name].columns}
            key = [part for part in ("id", "period") if part in has]
            key[1:1] = ["tf"] if "tf" in has and name != BARS_1D else []
            time = next((part for part in ("timestamp", "ts", "time_close") if part in has), None)
            key += [f"coalesce(\"{part}\"::text, '')" for part in (time, *({"reason", "copy"} & has)) if part]
            flag = next((flag for flag in ("roll", "is_partial_end") if flag in has), "NULL")
            cursor.execute(f"SELECT xmin::text, ctid::text, {flag}, {', '.join(key)} FROM {name}")
            result[name] = {row[3:]: row[:3] for row in cursor}
    connection.close()
    return result
