"""The tables of runs: what ran, what it found and did, whom it alerted, and the version of all tables."""

from freshbars.database.columns import BIGINT, INSTANT, INTEGER, JSON, TEXT, Table, col, need

SCHEMA_VERSION = "freshbars_schema"

RUN_TABLES = (
    Table(
        "freshbars_runs",
        (
            col("run_id", TEXT, "one for each call of Snakemake", key=True),
            need("started", INSTANT, "when the run began to work"),
            col("finished", INSTANT, "when its summary was made; NULL for a run that never got that far"),
            need("target", TEXT, "what was asked for"),
            col("outcome", TEXT, "ok or failed; NULL while it runs, and for good if it was killed"),
            col("summary", JSON, "the summary, as in results/"),
            col("seq", BIGINT, "order of the runs, whatever the clock said; NULL for runs of earlier versions"),
        ),
        "Runs that had work to do.",
    ),
    Table(
        "freshbars_source",
        (
            col("run_id", TEXT, "the run", key=True),
            need("scanned_at", INSTANT, "when the source was read"),
            need("fingerprints", JSON, "by asset: number of source rows and the sum of their hashes"),
        ),
        "What the newest run found in its source table when it was planned, so that its builders need not read it again.",
    ),
    Table(
        "freshbars_alerts",
        (
            col("target", TEXT, "kind and short hash of the Apprise URL", key=True),
            col("key", TEXT, "identifies the problem; the same while it lasts", key=True),
            col("since", INSTANT, "when the target was notified", key=True),
            need("message", TEXT, "what it was sent"),
            col(
                "over",
                INSTANT,
                "when it was notified that this is over; NULL while it lasts; equal to since for an event",
            ),
            col("what", TEXT, "what is wrong, in a few words"),
        ),
        "Alerts that were delivered.",
    ),
    Table(
        "freshbars_steps",
        (
            col("run_id", TEXT, "the run", key=True),
            col("rule", TEXT, "ingest, bars_1d, bars or emas", key=True),
            col("family", TEXT, "family, or empty", key=True),
            col("shard", INTEGER, "shard, or 0", key=True),
            need("started", INSTANT, "when the job began"),
            need("finished", INSTANT, "when it ended"),
            need("rows_written", BIGINT, "rows written"),
            need("rows_deleted", BIGINT, "rows deleted"),
            need("assets_changed", INTEGER, "assets whose rows changed"),
            need("outcome", TEXT, "ok, or failed if an asset or a file failed"),
            col("error", TEXT, "what failed"),
            need("code_version", TEXT, "version of the code that ran"),
        ),
        "Jobs of the runs.",
    ),
    Table(
        SCHEMA_VERSION,
        (
            need(
                "version", INTEGER, "of the tables, the highest counts; a database without this table is of version 1"
            ),
            need("migrated_at", INSTANT, "when the tables were made or brought to this version"),
        ),
        "The version of the tables, and those that they had before.",
    ),
)
