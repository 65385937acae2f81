"""The steps that bring a database of an earlier version to the present one.

A step says what its day needed and is never changed again: it names tables itself instead of asking the declarations,
which go on. Whatever it adds, the declarations hold from that day on as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """From the version before to ``version``: statements that run in one transaction, on the configured schema.

    adds: the columns by table, with their types, that a database before this step may lack. ``also``: what comes after
    adding them.
    """

    version: int
    adds: Mapping[str, Mapping[str, str]]
    also: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """What the step runs. A table may be missing: it is made afterwards, in the present form."""
        return (
            *(
                f"ALTER TABLE IF EXISTS {table} ADD COLUMN IF NOT EXISTS {column} {kind}"
                for table, columns in self.adds.items()
                for column, kind in columns.items()
            ),
            *self.also,
        )


_FAMILIES = ("multi_tf", "multi_tf_cal_us", "multi_tf_cal_iso", "multi_tf_cal_anchor_us", "multi_tf_cal_anchor_iso")
_STATES_2 = (
    "cmc_price_bars_1d_state",
    *(f"cmc_price_bars_{name}_state" for name in _FAMILIES),
    *(f"cmc_ema_{name}_state" for name in (*_FAMILIES, "multi_tf_v2")),
)

# From 2 on, without gaps: the tables of the first release are version 1.
STEPS = (
    Step(
        2,
        {table: {"state": "bytea"} for table in _STATES_2},
        # Doubles of prices look random to a compressor: it would take its time with each, and save nothing.
        tuple(f"ALTER TABLE IF EXISTS {table} ALTER COLUMN state SET STORAGE EXTERNAL" for table in _STATES_2),
    ),
    # Files of several vendors: of what series of prices each is, and what gave its days their hours.
    Step(3, {"cmc_price_histories7_files": {"origin": "text", "placed": "text"}}),
    # Sessions of exchanges: tables of their own, and states of assets that follow one, which earlier code cannot read.
    Step(4, {}),
    # From here on a daily bar that is replaced or deleted is kept: cmc_price_bars_1d_revisions, a new table.
    Step(5, {}),
    # The order of runs, which a wrong clock confuses.
    Step(6, {"freshbars_runs": {"seq": "bigint"}}),
    # What shows that an entry is as it was written; earlier ones have none.
    Step(7, {"cmc_price_bars_1d_changes": {"mark": "text"}}),
    # What an alert was about, for the message that it is over; earlier ones have their message only.
    Step(8, {"freshbars_alerts": {"what": "text"}}),
    # Why the assets of a calendar cannot be built, where the library fails.
    Step(9, {"freshbars_calendars": {"problem": "text"}}),
    # Checkpoints of series, a new table, and what tells whether a state can be resumed from when its newest day changes.
    Step(10, {table: {"built_before": "text"} for table in _STATES_2[1:]}),
    # Which daily bars EMAs may use. States that were written before were believed: they are accepted as they are.
    Step(11, {"cmc_price_bars_1d_state": {"frontier": "bytea", "held_from": "timestamptz"}}),
    # Files with many assets: a new table.
    Step(12, {}),
    # Why rows and bars were replaced, and what happened to a history as a whole, a new table.
    Step(13, {"cmc_price_histories7_revisions": {"cause": "text"}, "cmc_price_bars_1d_revisions": {"cause": "text"}}),
)
