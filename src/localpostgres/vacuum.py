"""What autovacuum does for a server that stays up: the embedded one stops with each run, before autovacuum's turn comes."""

import logging
import os
import struct
import time
from contextlib import closing
from pathlib import Path

import psycopg2

log = logging.getLogger("freshbars")
# As autovacuum has it, a part of the table and some rows; below that, a table can wait.
DEAD_PART, CHANGED_PART, FEW = 0.2, 0.1, 5_000
# Seconds for all tables of one run, so that its end is never far; the rest has its turn in the next one. A table that is
# not finished in that time keeps what was done of it.
BUDGET = 20.0
# Of 100 by default, at which analyzing takes five times as long as vacuuming; numbers of rows are what matters here.
PRECISION = 20
SEGMENT = 1 << 24
# n_live_tup and n_dead_tup are as the last processes reported them when they ended; a table that was never analyzed has
# reltuples -1, also where a crash has cost the server its statistics.
DUE = f"""
SELECT quote_ident(s.schemaname) || '.' || quote_ident(s.relname), s.n_dead_tup > {FEW} + {DEAD_PART} * s.n_live_tup
FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
WHERE s.n_dead_tup > {FEW} + {DEAD_PART} * s.n_live_tup
   OR s.n_mod_since_analyze > {FEW} + {CHANGED_PART} * s.n_live_tup
   OR (c.reltuples < 0 AND pg_relation_size(c.oid) > 1000000)
ORDER BY s.n_dead_tup DESC
"""


def vacuum_changed(url: str, data: Path, note: Path, budget: float = BUDGET) -> None:
    """Vacuum the tables with many dead rows, and analyze those that changed much, of the server of a data folder.

    note: a file that keeps how far the write-ahead log was the last time. A run that wrote next to nothing is not even
    asked, because a connection only for this takes longer than all the rest of the server's end.
    """
    if note.exists() and note.read_text() == _log_segment(data):
        return
    done: list[str] = []
    left_over = False
    options = f"-c default_statistics_target={PRECISION}"
    with closing(psycopg2.connect(url, application_name="freshbars vacuum", options=options)) as connection:
        connection.autocommit = True
        began = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(DUE)
            for table, dead in cursor.fetchall():
                left = budget - (time.monotonic() - began)
                if left <= 0:
                    left_over = True
                    break
                cursor.execute("SELECT set_config('statement_timeout', %s, false)", (f"{left * 1000:.0f}",))
                try:
                    cursor.execute(
                        f"{'VACUUM (ANALYZE, SKIP_LOCKED, BUFFER_USAGE_LIMIT 0)' if dead else 'ANALYZE (SKIP_LOCKED)'} {table}"
                    )
                except psycopg2.errors.QueryCanceled:
                    left_over = True
                    break
                done.append(table)
    log.debug("vacuumed or analyzed in %.2f s: %s", time.monotonic() - began, ", ".join(done) or "nothing")
    if not left_over:
        note.write_text(_log_segment(data))


def _log_segment(data: Path) -> str:
    """The file of the write-ahead log that is being written; each holds 16 MB.

    Files that are prepared for later lie beside it: only those in use begin with the address that their name stands for.
    """
    for name in sorted((name for name in os.listdir(data / "pg_wal") if len(name) == 24), reverse=True):
        with (data / "pg_wal" / name).open("rb") as file:
            (address,) = struct.unpack("=8xQ", file.read(16))
        if address == (int(name[8:16], 16) << 32) + int(name[16:], 16) * SEGMENT:
            return name
    return ""
