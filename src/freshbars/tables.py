"""The tables: every column with its type and meaning, created on first use, never dropped."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeEngine

from freshbars.families import BAR_FAMILIES, EMA_FAMILIES

METADATA = MetaData()
# Labels compare byte by byte: several times faster in an index than a language's collation.
LABEL = Text(collation="C")
INSTANT = DateTime(timezone=True)

HISTORY = "cmc_price_histories7"
BARS_1D = "cmc_price_bars_1d"


def _col(name: str, type_: TypeEngine, doc: str, key: bool = False, **options: object) -> Column:
    return Column(name, type_, comment=doc, primary_key=key, autoincrement=False, **options)


def _id() -> Column:
    return _col("id", Integer, "asset", key=True)


def _written() -> Column:
    return _col("ingested_at", INSTANT, "when the row was written", server_default=func.now(), nullable=False)


def _need(name: str, type_: TypeEngine, doc: str) -> Column:
    return _col(name, type_, doc, nullable=False)


def _ohlc(required: bool = True) -> list[Column]:
    make = _need if required else _col
    return [make(name, Double, f"{name} price") for name in ("open", "high", "low", "close")]


def source_columns() -> list[Column]:
    """The columns of a price history besides its key, as every loader of the stack writes them."""
    return [
        _col("name", Text, "name as the vendor gives it"),
        _col("source_file", Text, "file that the row came from"),
        _col("load_ts", INSTANT, "when the row was loaded"),
        _col("timeopen", INSTANT, "first instant of the day"),
        _col("timeclose", INSTANT, "last instant of the day"),
        _col("timehigh", INSTANT, "when the high was reached"),
        _col("timelow", INSTANT, "when the low was reached"),
        *_ohlc(required=False),
        _col("volume", Double, "traded volume of the day; NULL unknown"),
        _col("marketcap", Double, "market capitalisation at the close; NULL unknown"),
    ]


def history(schema: str, name: str) -> Table:
    """The price-history table under its configured name."""
    return Table(
        name,
        MetaData(schema),
        _id(),
        _col("timestamp", INSTANT, "the day's stamp, its close", key=True),
        *source_columns(),
        comment="Daily source rows, as loaded from the exports.",
    )


def _times(required: bool) -> list[Column]:
    make = _need if required else _col
    return [
        make("time_open", INSTANT, "first instant of the day"),
        make("time_close", INSTANT, "last instant of the day"),
        make("time_high", INSTANT, "when the high was reached"),
        make("time_low", INSTANT, "when the low was reached"),
    ]


def _carried() -> list[Column]:
    return [
        _col("volume", Double, "volume; NULL unknown"),
        _col("market_cap", Double, "market capitalisation; NULL unknown"),
        _col("src_name", Text, "name of the source row"),
        _col("src_load_ts", INSTANT, "load_ts of the source row"),
        _col("src_file", Text, "source_file of the source row"),
    ]


Table(
    f"{HISTORY}_revisions",
    METADATA,
    _id(),
    _col("timestamp", INSTANT, "day of the restated row", key=True),
    _col("replaced_at", INSTANT, "load_ts of the row that replaced it", key=True),
    *source_columns(),
    comment="What a source row said before the vendor restated it; load_ts is when that was loaded.",
)
Table(
    f"{HISTORY}_files",
    METADATA,
    _col("content", Text, "SHA-256 of the file", key=True),
    _id(),
    _need("file", Text, "name of the file when it was first loaded"),
    _need("first_ts", INSTANT, "first day of the file"),
    _need("last_ts", INSTANT, "last day of the file"),
    _need("n_rows", Integer, "days in the file"),
    _need("missing_days", ARRAY(Date), "UTC days between the first and the last that the file lacks"),
    _need("load_ts", INSTANT, "when it was loaded"),
    comment="Exports that were loaded: by content, so that none is read twice.",
)
Table(
    BARS_1D,
    METADATA,
    _id(),
    _col("timestamp", INSTANT, "timestamp of the source row", key=True),
    _need("tf", LABEL, "always 1D"),
    _need("bar_seq", Integer, "dense rank of timestamp among all of the asset's source rows"),
    *_times(required=True),
    *_ohlc(),
    *_carried(),
    _need("is_partial_start", Boolean, "always false"),
    _need("is_partial_end", Boolean, "always false"),
    _need("is_missing_days", Boolean, "always false"),
    _need("repaired_timehigh", Boolean, "timehigh was missing or outside the day"),
    _need("repaired_timelow", Boolean, "timelow was missing or outside the day"),
    _need("repaired_ohlc", Boolean, "a stated high or low contradicted the other prices"),
    _written(),
    comment="Validated daily bars.",
)
_rejects = Table(
    f"{BARS_1D}_rejects",
    METADATA,
    Column("id", Integer, nullable=False, comment="asset"),
    _col("timestamp", INSTANT, "timestamp of the source row; may be NULL"),
    _need("reason", Text, "why the row is no bar"),
    _need("copy", Integer, "1, or 2, 3 ... where rows share id, timestamp and reason"),
    *_times(required=False),
    *_ohlc(required=False),
    *_carried(),
    _written(),
    comment="Source rows that are not bars, with the reason.",
)
Index(f"{BARS_1D}_rejects_key", *(_rejects.c[name] for name in ("id", "timestamp", "reason", "copy")), unique=True)
Table(
    f"{BARS_1D}_state",
    METADATA,
    _id(),
    _col("last_src_ts", INSTANT, "timestamp of the newest bar; NULL where every row was rejected"),
    _col("daily_min_seen", INSTANT, "timestamp of the oldest bar"),
    _need("last_run_ts", INSTANT, "when the asset was last built"),
    _need("last_upserted", Integer, "bars written then"),
    _need("last_repaired_timehigh", Integer, "bars with a repaired time of the high"),
    _need("last_repaired_timelow", Integer, "bars with a repaired time of the low"),
    _need("last_rejected", Integer, "rejected source rows"),
    _need("n_bars", Integer, "bars stored"),
    _need("source_digest", Text, "fingerprint of the source rows that the bars were built from"),
    _need("bars_digest", Text, "fingerprint of the bars, by which later stages know what they were built from"),
    comment="What the daily bars of each asset were built from.",
)
Table(
    f"{BARS_1D}_changes",
    METADATA,
    _id(),
    _col("seq", Integer, "1, 2, 3 ... in the order of the changes", key=True),
    _need("digest_before", Text, "bars_digest before the change; empty for no bars"),
    _need("digest_after", Text, "bars_digest after the change"),
    _need("from_ts", INSTANT, "time_close of the first day that differs"),
    _col("next_ts", INSTANT, "time_close of the first bar at or after from_ts before the change; NULL for none"),
    _need("changed_at", INSTANT, "when"),
    comment="Every change of an asset's daily bars: tells later stages the first day to rewrite.",
)
for _family in BAR_FAMILIES.values():
    Table(
        _family.table,
        METADATA,
        _id(),
        _col("tf", LABEL, "timeframe", key=True),
        _col("time_close", INSTANT, "close of this snapshot's daily bar", key=True),
        _need("bar_seq", Integer, "number of the bar, 1 for the asset's first; calendar families count empty windows"),
        _need("time_open", INSTANT, "1 ms after the last close of the bar before"),
        _need("time_high", INSTANT, "when the high was reached; the earliest day wins a tie"),
        _need("time_low", INSTANT, "when the low was reached; the earliest day wins a tie"),
        _need("open", Double, "open of the bar's first day"),
        _need("high", Double, "highest high so far"),
        _need("low", Double, "lowest low so far"),
        _need("close", Double, "close of this day"),
        _need("volume", Double, "sum so far; an unknown day counts as 0"),
        _col("market_cap", Double, "last known within the bar"),
        _need("tf_days", Integer, "n of a rolling timeframe, else calendar days of the window"),
        _need("pos_in_bar", Integer, "rolling: number of the daily bar; calendar: day of the window"),
        _need("count_days", Integer, "daily bars in the bar so far"),
        _need("count_days_remaining", Integer, "tf_days - pos_in_bar"),
        _need("count_missing_days", Integer, "days without a daily bar so far"),
        _need("count_missing_days_start", Integer, "of those, before the bar's first daily bar"),
        _need("count_missing_days_interior", Integer, "of those, after it"),
        _col("first_missing_day", Date, "first day without a daily bar"),
        _col("last_missing_day", Date, "last day without a daily bar"),
        _need("is_missing_days", Boolean, "count_missing_days > 0"),
        _need("is_partial_start", Boolean, "the window began before the asset did"),
        _need("is_partial_end", Boolean, "false on the canonical row: the final snapshot of a finished bar"),
        _written(),
        comment=f"Snapshots of {_family.alignment} bars, one for each daily bar in them.",
    )
for _family in EMA_FAMILIES.values():
    _derivatives = [
        _col("d1", Double, "first difference over canonical rows; NULL elsewhere"),
        _col("d2", Double, "second difference over canonical rows; NULL elsewhere"),
        _col("d1_roll", Double, "first difference over all rows"),
        _col("d2_roll", Double, "second difference over all rows"),
    ]
    if _family.kind == "both":
        _derivatives += [
            _need("ema_bar", Double, "EMA of canonical closes, previewed between them"),
            _col("d1_bar", Double, "d1 of ema_bar"),
            _col("d2_bar", Double, "d2 of ema_bar"),
            _col("d1_roll_bar", Double, "d1_roll of ema_bar"),
            _col("d2_roll_bar", Double, "d2_roll of ema_bar"),
        ]
    Table(
        _family.table,
        METADATA,
        _id(),
        _col("tf", LABEL, "timeframe", key=True),
        _col("period", Integer, "EMA period, in bars", key=True),
        _col("ts", INSTANT, "time_close of the daily bar", key=True),
        _need("tf_days", Integer, "nominal days of the timeframe"),
        _need("roll", Boolean, "false on canonical rows"),
        _need("ema", Double, "the EMA"),
        *_derivatives,
        _written(),
        comment=f"EMAs of the family {_family.name}, one row for each daily bar from the first defined value on.",
    )
for _family in (*BAR_FAMILIES.values(), *EMA_FAMILIES.values()):
    Table(
        f"{_family.table}_state",
        METADATA,
        _id(),
        _need("built_from", Text, "bars_digest of the daily bars that the series were built from"),
        _need("version", Text, "of the computation, with the time zone of its calendar"),
        _need("tfs", ARRAY(Text), "timeframes that are built"),
        *(
            [_need("periods", ARRAY(Integer), "EMA periods that are built")]
            if _family.name in EMA_FAMILIES and "ema" in _family.table
            else []
        ),
        _need("last_ts", INSTANT, "newest daily bar that is built in"),
        _need("n_rows", BigInteger, "rows of the series"),
        _need("built_at", INSTANT, "when the asset was last written"),
        comment="What the series of each asset were built from.",
    )
Table(
    "dim_timeframe",
    METADATA,
    _col("tf", LABEL, "timeframe", key=True),
    _need("label", Text, "in words"),
    _need("base_unit", Text, "D, W, M or Y"),
    _need("tf_qty", Integer, "number of base units"),
    _need("tf_days_nominal", Integer, "days as EMA formulas count them: D 1, W 7, M 30, Y 365, times tf_qty"),
    _need("tf_days_min", Integer, "days of the shortest window"),
    _need("tf_days_max", Integer, "days of the longest window"),
    _need("alignment_type", Text, "rolling, calendar or anchor"),
    _col("calendar_scheme", Text, "US or ISO for weeks"),
    _need("allow_partial_start", Boolean, "whether the first bar may begin inside its window"),
    _need("is_canonical", Boolean, "true: each of its finished bars has a canonical row"),
    _need("sort_order", Integer, "from short to long"),
    comment="The configured timeframes, for joins.",
)
Table(
    "freshbars_runs",
    METADATA,
    _col("run_id", Text, "one for each call of Snakemake", key=True),
    _need("started", INSTANT, "when the run began to work"),
    _col("finished", INSTANT, "when its summary was made; NULL for a run that never came so far"),
    _need("target", Text, "what was asked for"),
    _col("outcome", Text, "ok or failed; NULL while it runs, and for ever where it was killed"),
    _col("summary", JSONB, "the summary, as in results/"),
    comment="Runs that had work to do.",
)
Table(
    "freshbars_alerts",
    METADATA,
    _col("target", Text, "whom: kind and short hash of the Apprise URL", key=True),
    _col("key", Text, "what is wrong; the same while it lasts", key=True),
    _col("since", INSTANT, "when the target was told", key=True),
    _need("message", Text, "what it was told"),
    _col("over", INSTANT, "when it was told that this is over; NULL while it lasts; since for an event"),
    comment="Alerts that were delivered.",
)
Table(
    "freshbars_steps",
    METADATA,
    _col("run_id", Text, "the run", key=True),
    _col("rule", Text, "ingest, bars_1d, bars or emas", key=True),
    _col("family", Text, "family, or empty", key=True),
    _col("shard", Integer, "shard, or 0", key=True),
    _need("started", INSTANT, "when the job began"),
    _need("finished", INSTANT, "when it ended"),
    _need("rows_written", BigInteger, "rows written"),
    _need("rows_deleted", BigInteger, "rows deleted"),
    _need("assets_changed", Integer, "assets whose rows changed"),
    _need("outcome", Text, "ok, or failed where an asset or a file failed"),
    _col("error", Text, "what failed"),
    _need("code_version", Text, "version of the code that ran"),
    comment="Jobs of the runs.",
)
