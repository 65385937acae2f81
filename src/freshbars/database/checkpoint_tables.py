"""The table of checkpoints: states of series along their histories."""

from freshbars.database.columns import BYTES, INSTANT, INTEGER, TEXT, Column, Table

CHECKPOINTS = "cmc_series_checkpoints"


def _key(name: str, kind: str, comment: str) -> Column:
    return Column(name, kind, comment, primary_key=True, nullable=False)


CHECKPOINT_TABLES = (
    Table(
        CHECKPOINTS,
        (
            _key("series", TEXT, "table of the series"),
            _key("id", INTEGER, "asset"),
            _key("last_ts", INSTANT, "time_close of the last daily bar of a year"),
            Column("built_before", TEXT, "bars_digest of the daily bars before that one", nullable=False),
            Column(
                "state", BYTES, "what that day and later ones depend on, sealed", nullable=False, storage="EXTERNAL"
            ),
        ),
        "States of series, one for each asset, family and year: a change of an old day starts from the one before it.",
    ),
)
