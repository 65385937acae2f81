"""Load new and changed CSV exports into the price-history table."""

import os

import freshbars.startup  # noqa: F401
from freshbars.config import Config
from freshbars.environment import SESSIONS_VARIABLE
from freshbars.source.ingest import IngestResult, ingest
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job
from freshbars.workflow.triggers import of_ingest


def main() -> None:
    args = arguments(__doc__)

    def work(config: Config, _: object) -> IngestResult:
        outcome = ingest(config)
        # The marker is of what was read, not of what lay there when the run was planned.
        args.trigger = of_ingest(config, outcome.seen, os.environ.get(SESSIONS_VARIABLE, ""))
        return outcome

    build(Job("ingest"), args, work)


if __name__ == "__main__":
    main()
