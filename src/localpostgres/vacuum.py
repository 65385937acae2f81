"""Vacuuming before the server stops. It rarely stays up long enough for autovacuum, which checks once a minute."""

import logging
import os
import struct
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from localpostgres.client import connect

log = logging.getLogger("localpostgres")
# Autovacuum's rule: a fraction of the table and some rows. Smaller tables can wait.
DEAD_PART, CHANGED_PART, FEW = 0.2, 0.1, 5_000
# Seconds for all tables together, so that the process that stops the server ends soon. What is left over is done the
# next time; a table that is interrupted keeps what was done.
BUDGET = 20.0
# Statistics for the planner need row counts only; at the default of 100, analyzing takes five times as long as vacuuming.
PRECISION = 20
SEGMENT = 1 << 24
# n_live_tup and n_dead_tup are what the last sessions reported when they ended. A table that was never analyzed has
# reltuples = -1, also after a crash that cost the server its statistics.
DUE = f"""
SELECT quote_ident(s.schemaname) || '.' || quote_ident(s.relname), s.n_dead_tup > {FEW} + {DEAD_PART} * s.n_live_tup
FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
WHERE s.n_dead_tup > {FEW} + {DEAD_PART} * s.n_live_tup
   OR s.n_mod_since_analyze > {FEW} + {CHANGED_PART} * s.n_live_tup
   OR (c.reltuples < 0 AND pg_relation_size(c.oid) > 1000000)
ORDER BY s.n_dead_tup DESC
"""


def vacuum_changed(url: str, data: Path, note: Path, budget: float = BUDGET) -> None:
    """Vacuum the tables with many dead rows and analyze those that changed much.

    note: a file that keeps the position in the write-ahead log of the last time. If next to nothing was written since,
    no connection is opened: that alone takes longer than the rest of the server's end.
    """
    if note.exists() and note.read_text() == _log_segment(data):
        return
    done: list[str] = []
    left_over = False
    options = f"-c default_statistics_target={PRECISION}"
    with closing(connect(url, data, application_name="localpostgres vacuum", options=options)) as connection:
        began = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(DUE)
            for table, dead in cursor.fetchall():
                left = budget - (time.monotonic() - began)
                if left <= 0:
                    left_over = True
                    break
                cursor.execute("SELECT set_config('statement_timeout', %s, false)", (f"{left * 1000:.0f}",))
                what = "VACUUM (ANALYZE, SKIP_LOCKED, BUFFER_USAGE_LIMIT 0)" if dead else "ANALYZE (SKIP_LOCKED)"
                try:
                    cursor.execute(f"{what} {table}")
                except psycopg2.errors.QueryCanceled:
                    left_over = True
                    break
                done.append(table)
    log.debug("vacuumed or analyzed in %.2f s: %s", time.monotonic() - began, ", ".join(done) or "nothing")
    if not left_over:
        note.write_text(_log_segment(data))


def _log_segment(data: Path) -> str:
    """The file of the write-ahead log that is being written; each holds 16 MB.

    Files prepared for later lie beside it. Those in use begin with the address that their name stands for.
    """
    for name in sorted((name for name in os.listdir(data / "pg_wal") if len(name) == 24), reverse=True):
        with (data / "pg_wal" / name).open("rb") as file:
            (address,) = struct.unpack("=8xQ", file.read(16))
        if address == (int(name[8:16], 16) << 32) + int(name[16:], 16) * SEGMENT:
            return name
    return ""
