"""What a run found in its source table when it was planned: its builders go by that and read only what is new."""

import json
from collections.abc import Mapping

from freshbars.database.connection import Cursor
from freshbars.store.fingerprint import Fingerprint

TABLE = "freshbars_source"


def record_scan(cursor: Cursor, run_id: str, fingerprints: Mapping[int, Fingerprint]) -> None:
    """Keep the fingerprints of a run, and those of no other."""
    texts = {asset: str(one) for asset, one in fingerprints.items()}
    cursor.execute(f"DELETE FROM {TABLE}")
    cursor.execute(f"INSERT INTO {TABLE} VALUES (%s, now(), %s)", (run_id, json.dumps(texts)))


def read_scan(cursor: Cursor, run_id: str) -> dict[int, Fingerprint | None] | None:
    """The fingerprints by asset, or None if this run recorded none."""
    cursor.execute(f"SELECT fingerprints FROM {TABLE} WHERE run_id = %s", (run_id,))
    row = cursor.fetchone()
    return None if row is None else {int(asset): Fingerprint.read(value) for asset, value in row[0].items()}
