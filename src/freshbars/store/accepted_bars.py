"""The accepted daily bars of an asset, read from what was known at its accepted frontier."""

from collections.abc import Mapping

import numpy as np

from freshbars.compute.daily_bars import DAILY, chained
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.database.connection import Cursor
from freshbars.store.daily_bars import read_daily
from freshbars.store.frontier import ALL, Frontier
from freshbars.store.known_bars import relation_at
from freshbars.store.revisions import COLUMNS


def read_accepted(cursor: Cursor, asset: int, frontier: Frontier) -> np.ndarray | None:
    """The accepted daily bars of an asset (dtype DAILY), or None if the database does not know them any more."""
    if not frontier.digest:
        return np.empty(0, DAILY)
    found = read_daily(cursor, [asset], accepted_relation({asset: frontier})).get(asset, np.empty(0, DAILY))
    return found if frontier.digest == chained("", found) else None


def accepted_relation(frontiers: Mapping[int, Frontier]) -> str:
    """SQL for the accepted daily bars of some assets, with the columns of their table."""
    return f"({' UNION ALL '.join(_accepted(asset, frontier) for asset, frontier in frontiers.items())}) AS accepted"


def believed_relation(stored: str, accepted: Mapping[int, Frontier], until: Mapping[int, int]) -> str:
    """SQL for the daily bars of a relation, where some assets have their accepted bars only.

    until: of other assets the newest close that counts.
    """
    names = ", ".join((*(f'"{name}"' for name in COLUMNS), "ingested_at"))
    limits = "".join(f" AND (id <> {asset} OR {_closing_by(newest)})" for asset, newest in until.items())
    others = f"SELECT {names} FROM {stored} WHERE id <> ALL('{{{','.join(map(str, accepted))}}}'){limits}"
    held = [f"SELECT {names} FROM ({_accepted(asset, frontier)}) AS one" for asset, frontier in accepted.items()]
    return f"({' UNION ALL '.join([others, *held])}) AS believed"


def _accepted(asset: int, frontier: Frontier) -> str:
    at = instant(frontier.at)
    bars = f"SELECT * FROM {relation_at(at, None, {asset: at})}"
    return f"{bars} WHERE {_closing_by(frontier.until)}"


def _closing_by(until: int) -> str:
    if until == ALL:
        return "true"
    return f"time_close <= timestamptz '{'-infinity' if until == NO_INSTANT else instant(until)}'"
