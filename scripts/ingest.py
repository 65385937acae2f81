"""Load new and changed CSV exports into the price-history table."""

from freshbars.ingest import ingest
from freshbars.job import arguments, build
from freshbars.markers import Job

build(Job("ingest"), arguments(__doc__), ingest)
