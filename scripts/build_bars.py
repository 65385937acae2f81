"""Build the timeframe bars of one family and shard from the 1D bars."""

from freshbars.job import arguments, build
from freshbars.markers import Job
from freshbars.refresh import refresh_stage
from freshbars.stage import Stage

args = arguments(__doc__, "family", "shard")
build(
    Job("bars", args.family, args.shard),
    args,
    lambda config: refresh_stage(config, Stage(config, "bars", args.family), args.shard),
)
