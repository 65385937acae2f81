"""Build the timeframe bars of one family and shard from the 1D bars."""

import freshbars.startup  # noqa: F401
from freshbars.refresh.runner import refresh
from freshbars.refresh.series_stage import SeriesStage
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job


def main() -> None:
    args = arguments(__doc__, "family", "shard")
    build(
        Job("bars", args.family, args.shard),
        args,
        lambda config, connections: refresh(
            config, SeriesStage(config, "bars", args.family), args.shard, connections=connections
        ),
    )


if __name__ == "__main__":
    main()
