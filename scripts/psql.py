"""Open psql on the configured database, also on the embedded one: python scripts/psql.py -c "SELECT 1"."""

import sys

from freshbars.db import resolve_db_url
from freshbars.embedded import psql
from freshbars.job import reporting

with reporting(None):
    sys.exit(psql(sys.argv[1:], resolve_db_url()))
