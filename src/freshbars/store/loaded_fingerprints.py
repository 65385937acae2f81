"""The fingerprint of each asset's price history as the last load left it."""

from freshbars.database.connection import Cursor
from freshbars.database.tables import HISTORY
from freshbars.store.fingerprint import Fingerprint

LOADED = f"{HISTORY}_loaded"


def read_loaded(cursor: Cursor) -> dict[int, Fingerprint | None]:
    """By asset; None where the rows were not those of the asset's files."""
    cursor.execute(f"SELECT id, fingerprint FROM {LOADED}")
    return {asset: Fingerprint.read(text) for asset, text in cursor}


def delete_loaded(cursor: Cursor, asset: int) -> None:
    """Forget an asset's fingerprint."""
    cursor.execute(f"DELETE FROM {LOADED} WHERE id = %s", (asset,))


def write_loaded(cursor: Cursor, asset: int, fingerprint: Fingerprint | None) -> None:
    """Store an asset's fingerprint; None where its rows are not those of its files."""
    cursor.execute(
        f"INSERT INTO {LOADED} VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET fingerprint = EXCLUDED.fingerprint",
        (asset, "" if fingerprint is None else str(fingerprint)),
    )
