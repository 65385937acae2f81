"""Say what a run of everything would do for each asset; writes nothing to the database."""

from contextlib import closing

import freshbars.startup  # noqa: F401
from freshbars.config import load
from freshbars.database.connection import connect, reading
from freshbars.database.migrations import require_tables
from freshbars.database.run_lock import warning_of_other_run
from freshbars.refresh import plan
from freshbars.workflow import markers
from freshbars.workflow.builder import arguments, log, reporting


def main() -> None:
    args = arguments(__doc__)
    with reporting(args.log):
        config = load()
        with closing(connect(config, "plan")) as connection:
            # Where nothing is stored yet the plan says so.
            require_tables(config, connection)
            if warning := warning_of_other_run(connection, config):
                log.warning("freshbars: %s", warning)
            with reading(connection) as cursor:
                made = plan.make(config, cursor)
        log.info("\n".join(plan.lines(made)))
        if args.output:
            markers.write(args.output, plan.as_dict(made))


if __name__ == "__main__":
    main()
