"""Build the 1D bars of one shard from the price history."""

import freshbars.startup  # noqa: F401
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job


def main() -> None:
    args = arguments(__doc__, "shard")
    build(
        Job("bars_1d", shard=args.shard),
        args,
        lambda config, connections: refresh(config, DailyStage(config), args.shard, connections=connections),
    )


if __name__ == "__main__":
    main()
