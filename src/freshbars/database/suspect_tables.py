"""The tables of what is not believed yet, and of what each asset's freshness was judged to be."""

from freshbars.database.columns import BOOLEAN, DATE, DOUBLE, INSTANT, INTEGER, TEXT, Table, col, need

SUSPECTS, FRESHNESS_TABLE = "cmc_price_bars_1d_suspects", "freshbars_freshness"

SUSPECT_TABLES = (
    Table(
        SUSPECTS,
        (
            col("id", INTEGER, "asset", key=True),
            col("time_close", INSTANT, "close of the implausible bar", key=True),
            col("kind", TEXT, "what is implausible, as docs/plausibility.md has it", key=True),
            need("day", DATE, "the bar's day"),
            need("observed", DOUBLE, "price found"),
            need("expected", DOUBLE, "price it was compared with"),
            need("factor", DOUBLE, "observed / expected"),
            need("outcome", TEXT, "hold: the asset gets no EMAs beyond its accepted bars; warn"),
        ),
        "Daily bars that the newest judgement of their asset found implausible.",
    ),
    Table(
        FRESHNESS_TABLE,
        (
            col("id", INTEGER, "asset", key=True),
            col("symbol", TEXT, "symbol of the file of assets"),
            need("status", TEXT, "failed, no_state, suspect, future, stale, retired or fresh"),
            need("reason", TEXT, "why it is called so"),
            need("gets_emas", BOOLEAN, "whether its EMAs are refreshed"),
            col("last_src_ts", INSTANT, "timestamp of its newest daily bar"),
            need("as_of", INSTANT, "instant that freshness was judged at"),
        ),
        "The newest freshness report, one row for each asset.",
    ),
)
