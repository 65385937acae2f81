"""Build the EMAs of one family and shard, for the assets that the freshness report calls fresh."""

import json
from pathlib import Path

from freshbars.refresh.freshness import get_fresh_ids
from freshbars.refresh.runner import refresh
from freshbars.refresh.series_stage import SeriesStage
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job

args = arguments(__doc__, "family", "shard", "freshness")
fresh = get_fresh_ids(json.loads(Path(args.freshness).read_text(encoding="utf-8")))
build(
    Job("emas", args.family, args.shard),
    args,
    lambda config: refresh(config, SeriesStage(config, "emas", args.family), args.shard, fresh),
)
