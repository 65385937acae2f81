"""The ledger of files with many assets: one row a file, so that a morning reads as many rows as there are files."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.database.tables import HISTORY

BULK = f"{HISTORY}_bulk"


class BulkFile(NamedTuple):
    """What the ledger says of a file with many assets.

    assets: those whose parts are loaded. owners: the digest of the assets' symbols when it was read, None if a part of it
    was not loaded. placed: the time zone and calendars that gave its days their hours, None where it states them itself.
    """

    content: str
    name: str
    last_ts: datetime
    assets: frozenset[int]
    owners: str | None
    placed: str | None


def bulk_files(cursor: Cursor) -> dict[str, BulkFile]:
    """All files with many assets by content."""
    cursor.execute("SELECT to_regclass(%s)", (BULK,))
    if cursor.fetchone()[0] is None:
        return {}
    cursor.execute(f"SELECT content, file, last_ts, assets, owners, placed FROM {BULK}")
    return {row[0]: BulkFile(*row[:3], frozenset(row[3]), *row[4:]) for row in cursor}


def holding(cursor: Cursor, labels: Iterable[str]) -> set[str]:
    """The contents with a symbol that belonged to no asset and may be called one of these, in lower case."""
    cursor.execute(f"SELECT content FROM {BULK} WHERE others && %s::text[]", (list(labels),))
    return {content for (content,) in cursor}


def write_bulk(cursor: Cursor, file: BulkFile, others: Iterable[str]) -> None:
    """Enter a file, or what is known of it now."""
    cursor.execute(
        f"INSERT INTO {BULK} (content, file, last_ts, assets, others, owners, placed) "
        "VALUES (%s, %s, %s, %s, %s::text[], %s, %s) ON CONFLICT (content) DO UPDATE SET file = EXCLUDED.file, "
        "last_ts = EXCLUDED.last_ts, assets = EXCLUDED.assets, others = EXCLUDED.others, owners = EXCLUDED.owners, "
        "placed = EXCLUDED.placed",
        (file.content, file.name, file.last_ts, sorted(file.assets), list(others), file.owners, file.placed),
    )


def note_owners(cursor: Cursor, contents: Iterable[str], owners: str) -> None:
    """Note that these files hold nothing for the present assets' symbols."""
    cursor.execute(f"UPDATE {BULK} SET owners = %s WHERE content = ANY(%s)", (owners, list(contents)))


def forget_part(cursor: Cursor, content: str, asset: int) -> None:
    """Take an asset's part out of a file; the file itself with its last part."""
    cursor.execute(
        f"UPDATE {BULK} SET assets = array_remove(assets, %s), owners = NULL WHERE content = %s", (asset, content)
    )
    cursor.execute(f"DELETE FROM {BULK} WHERE content = %s AND assets = '{{}}'", (content,))


def forget_asset(cursor: Cursor, asset: int) -> None:
    """Take an asset's parts out of all files, which are then read again."""
    cursor.execute(
        f"UPDATE {BULK} SET assets = array_remove(assets, %s), owners = NULL WHERE %s = ANY(assets)", (asset, asset)
    )
