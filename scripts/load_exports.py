"""Load new and changed CSV exports into the price-history table."""

from freshbars.source.ingest import ingest
from freshbars.workflow.builder import arguments, build
from freshbars.workflow.jobs import Job


def main() -> None:
    build(Job("ingest"), arguments(__doc__), lambda config, _: ingest(config))


if __name__ == "__main__":
    main()
