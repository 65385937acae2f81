"""The tables: every column with its type and meaning, created on first use, never dropped."""

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.database.calendar_tables import CALENDAR_TABLES
from freshbars.database.checkpoint_tables import CHECKPOINT_TABLES
from freshbars.database.columns import (
    BIGINT,
    BOOLEAN,
    BYTES,
    DATE,
    DATES,
    DOUBLE,
    INSTANT,
    INTEGER,
    INTEGERS,
    TEXT,
    TEXTS,
    Column,
    Table,
)
from freshbars.database.columns import (
    col as _col,
)
from freshbars.database.columns import (
    need as _need,
)
from freshbars.database.run_tables import RUN_TABLES
from freshbars.database.suspect_tables import SUSPECT_TABLES

TABLES: dict[str, Table] = {table.name: table for table in (*CALENDAR_TABLES, *CHECKPOINT_TABLES)}
HISTORY = "cmc_price_histories7"
BARS_1D = "cmc_price_bars_1d"


def _table(name: str, *columns: Column, comment: str, unique: tuple[str, ...] = ()) -> None:
    TABLES[name] = Table(name, columns, comment, unique=unique)


def _label(key: bool) -> Column:
    return Column("tf", TEXT, "timeframe" if key else "always 1D", key, nullable=False, bytewise=True)


def _id() -> Column:
    return _col("id", INTEGER, "asset", key=True)


def _written() -> Column:
    return Column("ingested_at", INSTANT, "when the row was written", nullable=False, stamped=True)


def _state() -> Column:
    # Doubles of prices look random to a compressor: it would take its time with each, and save nothing.
    doc = "what later days depend on, versioned and with a digest of its own; NULL: computed from scratch at the next refresh"
    return Column("state", BYTES, doc, storage="EXTERNAL")


def _ohlc(required: bool = True) -> list[Column]:
    make = _need if required else _col
    return [make(name, DOUBLE, f"{name} price") for name in ("open", "high", "low", "close")]


def source_columns() -> list[Column]:
    """The columns of a price history besides its key, as every loader of the stack writes them."""
    return [
        _col("name", TEXT, "name as the vendor gives it"),
        _col("source_file", TEXT, "file that the row came from"),
        _col("load_ts", INSTANT, "when the row was loaded"),
        _col("timeopen", INSTANT, "first instant of the day"),
        _col("timeclose", INSTANT, "last instant of the day"),
        _col("timehigh", INSTANT, "when the high was reached"),
        _col("timelow", INSTANT, "when the low was reached"),
        *_ohlc(required=False),
        _col("volume", DOUBLE, "traded volume of the day; NULL unknown"),
        _col("marketcap", DOUBLE, "market capitalisation at the close; NULL unknown"),
    ]


def history(schema: str, name: str) -> Table:
    """The price-history table under its configured name."""
    columns = (
        _id(),
        _col("timestamp", INSTANT, "the day's stamp, its close", key=True),
        *source_columns(),
    )
    return Table(name, columns, "Daily source rows, as loaded from the exports.", schema)


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
        _col("volume", DOUBLE, "volume; NULL unknown"),
        _col("market_cap", DOUBLE, "market capitalisation; NULL unknown"),
        _col("src_name", TEXT, "name of the source row"),
        _col("src_load_ts", INSTANT, "load_ts of the source row"),
        _col("src_file", TEXT, "source_file of the source row"),
    ]


_table(
    f"{HISTORY}_revisions",
    _id(),
    _col("timestamp", INSTANT, "day of the restated row", key=True),
    _col("replaced_at", INSTANT, "load_ts of the row that replaced it", key=True),
    *source_columns(),
    _col("cause", TEXT, "why it was replaced: vendor, rescaled or calendar; NULL vendor, before causes were kept"),
    comment="What a source row said before it was replaced; load_ts is when that was loaded.",
)
_table(
    f"{HISTORY}_events",
    _id(),
    _col("seq", INTEGER, "1, 2, 3 ... in the order of the events", key=True),
    _need("at", INSTANT, "when"),
    _need("cause", TEXT, "rescaled, calendar (other hours), unload or repair"),
    _col("file", TEXT, "the file that was loaded or unloaded"),
    _col("factor", DOUBLE, "new close / old close of a rescaling"),
    _col("first_day", DATE, "first day that changed"),
    _col("last_day", DATE, "last day that changed"),
    _col("days", INTEGER, "days that changed"),
    comment="What happened to the price history of an asset as a whole, which is no restatement of single days.",
)
_table(
    f"{HISTORY}_files",
    _col("content", TEXT, "SHA-256 of the file", key=True),
    _id(),
    _need("file", TEXT, "name of the file when it was first loaded"),
    _need("first_ts", INSTANT, "first day of the file"),
    _need("last_ts", INSTANT, "last day of the file"),
    _need("n_rows", INTEGER, "days in the file"),
    _need("missing_days", DATES, "UTC days between the first and the last that the file lacks"),
    _need("load_ts", INSTANT, "when it was loaded"),
    _col("origin", TEXT, "vendor/quote currency/adjustment of its prices; NULL CoinMarketCap, before others were read"),
    _col("placed", TEXT, "time zone or calendar that gave its days their hours; NULL the file states them itself"),
    comment="Exports that were loaded: by content, so that none is read twice.",
)
_table(
    f"{HISTORY}_bulk",
    _col("content", TEXT, "SHA-256 of the file", key=True),
    _need("file", TEXT, "name of the file when it was last read"),
    _need("last_ts", INSTANT, "last day of the file"),
    _need("assets", INTEGERS, "assets whose parts were loaded; each has a row among the loaded files"),
    _need("others", TEXTS, "what symbols may be called that belonged to no asset, in lower case"),
    _col("owners", TEXT, "digest of the assets' symbols when the file was read; NULL if a part of it was not loaded"),
    _col("placed", TEXT, "time zone and calendars that gave its days their hours; NULL the file states them itself"),
    comment="Files with many assets that were loaded: who is in each, so that none is read again in vain.",
)
_table(
    f"{HISTORY}_loaded",
    _id(),
    _need("fingerprint", TEXT, "of its rows as the last load left them; empty if they are not those of its files"),
    comment="The price history as loads left it: what differs was changed by another program.",
)
_BAR = (
    _id(),
    _col("timestamp", INSTANT, "timestamp of the source row", key=True),
    _label(key=False),
    _need("bar_seq", INTEGER, "dense rank of timestamp among all of the asset's source rows"),
    *_times(required=True),
    *_ohlc(),
    *_carried(),
    *[_need(name, BOOLEAN, "always false") for name in ("is_partial_start", "is_partial_end", "is_missing_days")],
    _need("repaired_timehigh", BOOLEAN, "timehigh was missing or outside the day"),
    _need("repaired_timelow", BOOLEAN, "timelow was missing or outside the day"),
    _need("repaired_ohlc", BOOLEAN, "a stated high or low contradicted the other prices"),
)
_table(BARS_1D, *_BAR, _written(), comment="Validated daily bars.")
_table(
    f"{BARS_1D}_revisions",
    *_BAR,
    _col("known_from", INSTANT, "ingested_at of the bar", key=True),
    _need("known_until", INSTANT, "when it was replaced or deleted"),
    _col(
        "cause",
        TEXT,
        "why: vendor, rescaled, calendar, adjustment, exclusion, unload, repair or version; NULL vendor, "
        "before causes were kept",
    ),
    comment="Daily bars as they were, each until it was replaced or deleted.",
    unique=("known_until", "id", "timestamp"),
)
_table(
    f"{BARS_1D}_rejects",
    _need("id", INTEGER, "asset"),
    _col("timestamp", INSTANT, "timestamp of the source row; may be NULL"),
    _need("reason", TEXT, "why the row is no bar"),
    _need("copy", INTEGER, "1, or 2, 3 ... where rows share id, timestamp and reason"),
    *_times(required=False),
    *_ohlc(required=False),
    *_carried(),
    _written(),
    comment="Source rows that are not bars, with the reason.",
    unique=("id", "timestamp", "reason", "copy"),
)
_table(
    f"{BARS_1D}_state",
    _id(),
    _col("last_src_ts", INSTANT, "timestamp of the newest bar; NULL where every row was rejected"),
    _col("daily_min_seen", INSTANT, "timestamp of the oldest bar"),
    _need("last_run_ts", INSTANT, "when the asset was last built"),
    _need("last_upserted", INTEGER, "bars written then"),
    _need("last_repaired_timehigh", INTEGER, "bars with a repaired time of the high"),
    _need("last_repaired_timelow", INTEGER, "bars with a repaired time of the low"),
    _need("last_rejected", INTEGER, "rejected source rows"),
    _need("n_bars", INTEGER, "bars stored"),
    _need("source_digest", TEXT, "fingerprint of the source rows that the bars were built from"),
    _need("bars_digest", TEXT, "fingerprint of the bars, by which later stages know what they were built from"),
    _state(),
    _col("frontier", BYTES, "the last daily bars that EMAs may use, with a digest of its own; NULL holds the asset"),
    _col("held_from", INSTANT, "time_close of the first bar that EMAs may not use; NULL where they may use all"),
    comment="What the daily bars of each asset were built from.",
)
_table(
    f"{BARS_1D}_changes",
    _id(),
    _col("seq", INTEGER, "1, 2, 3 ... in the order of the changes", key=True),
    _need("digest_before", TEXT, "bars_digest before the change; empty for no bars"),
    _need("digest_after", TEXT, "bars_digest after the change"),
    _need("from_ts", INSTANT, "time_close of the first day that differs"),
    _col("next_ts", INSTANT, "time_close of the first bar at or after from_ts before the change; NULL for none"),
    _need("changed_at", INSTANT, "when"),
    _col("mark", TEXT, "fingerprint of the entry, which shows that no other program changed it"),
    comment="Every change of an asset's daily bars, with the first day that later stages rewrite.",
)
for _family in BAR_FAMILIES.values():
    _table(
        _family.table,
        _id(),
        _label(key=True),
        _col("time_close", INSTANT, "close of this snapshot's daily bar", key=True),
        _need("bar_seq", INTEGER, "number of the bar, 1 for the asset's first; calendar families count empty windows"),
        _need("time_open", INSTANT, "1 ms after the last close of the bar before"),
        _need("time_high", INSTANT, "when the high was reached; the earliest day wins a tie"),
        _need("time_low", INSTANT, "when the low was reached; the earliest day wins a tie"),
        _need("open", DOUBLE, "open of the bar's first day"),
        _need("high", DOUBLE, "highest high so far"),
        _need("low", DOUBLE, "lowest low so far"),
        _need("close", DOUBLE, "close of this day"),
        _need("volume", DOUBLE, "sum so far; an unknown day counts as 0"),
        _col("market_cap", DOUBLE, "last known within the bar"),
        _need(
            "tf_days",
            INTEGER,
            "n of a rolling timeframe, else days of the window; sessions where the asset has a calendar",
        ),
        _need("pos_in_bar", INTEGER, "rolling: number of the daily bar; calendar: day of the window"),
        _need("count_days", INTEGER, "daily bars in the bar so far"),
        _need("count_days_remaining", INTEGER, "tf_days - pos_in_bar"),
        _need("count_missing_days", INTEGER, "days without a daily bar so far"),
        _need("count_missing_days_start", INTEGER, "of those, before the bar's first daily bar"),
        _need("count_missing_days_interior", INTEGER, "of those, after it"),
        _col("first_missing_day", DATE, "first day without a daily bar"),
        _col("last_missing_day", DATE, "last day without a daily bar"),
        _need("is_missing_days", BOOLEAN, "count_missing_days > 0"),
        _need("is_partial_start", BOOLEAN, "the window began before the asset did"),
        _need("is_partial_end", BOOLEAN, "false on the canonical row: the final snapshot of a finished bar"),
        _written(),
        comment=f"Snapshots of {_family.alignment} bars, one for each daily bar in them.",
    )
for _family in EMA_FAMILIES.values():
    _derivatives = [
        _col("d1", DOUBLE, "first difference over canonical rows; NULL elsewhere"),
        _col("d2", DOUBLE, "second difference over canonical rows; NULL elsewhere"),
        _col("d1_roll", DOUBLE, "first difference over all rows"),
        _col("d2_roll", DOUBLE, "second difference over all rows"),
    ]
    if _family.kind == "both":
        _derivatives += [
            _need("ema_bar", DOUBLE, "EMA of canonical closes, previewed between them"),
            *[_col(f"{one.name}_bar", DOUBLE, f"{one.name} of ema_bar") for one in _derivatives],
        ]
    _table(
        _family.table,
        _id(),
        _label(key=True),
        _col("period", INTEGER, "EMA period, in bars", key=True),
        _col("ts", INSTANT, "time_close of the daily bar", key=True),
        _need("tf_days", INTEGER, "nominal days of the timeframe"),
        _need("roll", BOOLEAN, "false on canonical rows"),
        _need("ema", DOUBLE, "the EMA"),
        *_derivatives,
        _written(),
        comment=f"EMAs of the family {_family.name}, one row for each daily bar from the first defined value on.",
    )
for _family in (*BAR_FAMILIES.values(), *EMA_FAMILIES.values()):
    _table(
        f"{_family.table}_state",
        _id(),
        _need("built_from", TEXT, "bars_digest of the daily bars that the series were built from"),
        _col("built_before", TEXT, "bars_digest of these but for the newest; NULL: the next refresh reads all of them"),
        _need("version", TEXT, "of the computation, with the time zone of its calendar"),
        _need("tfs", TEXTS, "timeframes that are built"),
        *([_need("periods", INTEGERS, "EMA periods that are built")] if "_ema_" in _family.table else []),
        _need("last_ts", INSTANT, "newest daily bar that is built in"),
        _need("n_rows", BIGINT, "rows of the series"),
        _need("built_at", INSTANT, "when the asset was last written"),
        _state(),
        comment="What the series of each asset were built from.",
    )
_table(
    "dim_timeframe",
    _label(key=True),
    _need("label", TEXT, "in words"),
    _need("base_unit", TEXT, "D, W, M or Y"),
    _need("tf_qty", INTEGER, "number of base units"),
    _need("tf_days_nominal", INTEGER, "days as EMA formulas count them: D 1, W 7, M 30, Y 365, times tf_qty"),
    _need("tf_days_min", INTEGER, "days of the shortest window"),
    _need("tf_days_max", INTEGER, "days of the longest window"),
    _need("alignment_type", TEXT, "rolling, calendar or anchor"),
    _col("calendar_scheme", TEXT, "US or ISO for weeks"),
    _need("allow_partial_start", BOOLEAN, "whether the first bar may begin inside its window"),
    _need("is_canonical", BOOLEAN, "true: each of its finished bars has a canonical row"),
    _need("sort_order", INTEGER, "from short to long"),
    comment="The configured timeframes, for joins.",
)
_table(
    "dim_asset",
    _id(),
    _need("symbol", TEXT, "symbol of the file of assets, else the id"),
    _col("name", TEXT, "name of the file of assets"),
    _need("timezone", TEXT, "time zone whose calendar days its bars follow"),
    comment="The assets that have source rows, for joins.",
)
TABLES |= {table.name: table for table in (*RUN_TABLES, *SUSPECT_TABLES)}
