"""Build the EMAs of one family and shard, for the assets that the freshness report calls fresh."""

import json
from pathlib import Path

from freshbars.freshness import get_fresh_ids
from freshbars.job import arguments, build
from freshbars.markers import Job
from freshbars.refresh import refresh_stage
from freshbars.stage import Stage

args = arguments(__doc__, "family", "shard", "freshness")
fresh = get_fresh_ids(json.loads(Path(args.freshness).read_text(encoding="utf-8")))
build(
    Job("emas", args.family, args.shard),
    args,
    lambda config: refresh_stage(config, Stage(config, "emas", args.family), args.shard, fresh),
)
