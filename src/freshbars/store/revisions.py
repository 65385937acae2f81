"""What daily bars were before they were replaced or deleted: each with since when and until when it was known.

Only the daily stage writes them: ``store/deletes.py`` inserts a bar here in the statement that deletes it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from freshbars.database.connection import Cursor
from freshbars.database.run_tables import SCHEMA_VERSION
from freshbars.database.tables import BARS_1D, TABLES
from freshbars.store.causes import Cause

REVISIONS = f"{BARS_1D}_revisions"
# The version of the tables that this one came with.
VERSION = 5
COLUMNS = tuple(column.name for column in TABLES[BARS_1D].columns if not column.stamped)
# What a load says of itself, not of the day: a bar that differs in nothing else is the same bar.
_OF_THE_LOAD = {"src_name", "src_load_ts", "src_file"}


def clock(cursor: Cursor, ids: Iterable[int]) -> datetime:
    """When a transaction writes the bars of some assets: the server's time, but after all that was written of them before.

    A server's clock may be set back; what was known at the end of a run must not change either.
    """
    cursor.execute(
        "WITH asked AS (SELECT unnest(%s::int[]) AS id), gone AS (SELECT id FROM asked EXCEPT SELECT id FROM "
        f"{BARS_1D}_state), written (at) AS (SELECT last_run_ts FROM {BARS_1D}_state JOIN asked USING (id) "
        f"UNION ALL SELECT known_until FROM {REVISIONS} JOIN gone USING (id) "
        f"UNION ALL SELECT ingested_at FROM {BARS_1D} JOIN gone USING (id) UNION ALL SELECT finished FROM freshbars_runs) "
        "SELECT greatest(now(), max(at) + interval '1 microsecond') FROM written",
        (list(ids),),
    )
    return cursor.fetchone()[0]


def keep_unchanged(cursor: Cursor, ids: Iterable[int], at: datetime) -> None:
    """Let bars that were replaced by the same ones at this instant be known from when they were first.

    Otherwise a vendor who stamps all rows anew each day would fill the revisions.
    """
    one, other = (", ".join(f'{t}."{name}"' for name in COLUMNS if name not in _OF_THE_LOAD) for t in "rb")
    cursor.execute(
        f"WITH same AS (DELETE FROM {REVISIONS} r USING {BARS_1D} b WHERE r.known_until = %s AND r.id = ANY(%s) "
        f"AND b.id = r.id AND b.timestamp = r.timestamp AND ROW({one}) IS NOT DISTINCT FROM ROW({other}) "
        "RETURNING r.id, r.timestamp, r.known_from) "
        f"UPDATE {BARS_1D} b SET ingested_at = same.known_from FROM same WHERE b.id = same.id AND "
        "b.timestamp = same.timestamp",
        (at, list(ids)),
    )


def note_causes(cursor: Cursor, causes: Mapping[int, Cause], at: datetime) -> None:
    """Store why the bars of some assets were replaced at this instant; of excluded days the exclusion is the cause."""
    cursor.execute(
        f"UPDATE {REVISIONS} r SET cause = CASE WHEN EXISTS (SELECT 1 FROM {BARS_1D}_rejects x WHERE x.id = r.id AND "
        "x.timestamp = r.timestamp AND x.reason LIKE 'excluded: %%') THEN %s ELSE k.cause END "
        "FROM unnest(%s::int[], %s::text[]) AS k (id, cause) WHERE r.id = k.id AND r.known_until = %s",
        (Cause.EXCLUSION.value, list(causes), [one.value for one in causes.values()], at),
    )


def kept_since(cursor: Cursor) -> datetime:
    """Since when this database keeps what bars were: it may be older than this table."""
    cursor.execute(f"SELECT min(migrated_at) FROM {SCHEMA_VERSION} WHERE version >= %s", (VERSION,))
    return cursor.fetchone()[0]
