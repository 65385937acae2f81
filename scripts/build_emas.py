"""Build the EMAs of one family and shard, for the assets that the freshness report calls fresh."""

from pathlib import Path

import freshbars.startup  # noqa: F401
from freshbars.refresh import freshness
from freshbars.refresh.runner import refresh
from freshbars.refresh.series_stage import SeriesStage
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job


def main() -> None:
    args = arguments(__doc__, "family", "shard", "freshness")
    fresh = set(freshness.read_report(Path(args.freshness)).fresh_ids)
    build(
        Job("emas", args.family, args.shard),
        args,
        lambda config, connections: refresh(
            config, SeriesStage(config, "emas", args.family), args.shard, fresh, connections=connections
        ),
    )


if __name__ == "__main__":
    main()
