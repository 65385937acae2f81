"""Build the 1D bars of one shard from the price history."""

from freshbars.job import arguments, build
from freshbars.markers import Job
from freshbars.refresh import refresh_daily

args = arguments(__doc__, "shard")
build(Job("bars_1d", shard=args.shard), args, lambda config: refresh_daily(config, args.shard))
