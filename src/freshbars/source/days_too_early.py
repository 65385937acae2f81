"""Assets of a source table whose days seem to be a day too early."""

from collections.abc import Collection

import numpy as np

from freshbars.compute.instants import NO_INSTANT
from pricefiles.file_warnings import days_too_early

# So many days show which weekdays a table holds.
NEWEST = 250


def assets_with_days_too_early(rows: np.ndarray, timezone: str, without: Collection[int] = ()) -> str | None:
    """A warning if the newest days of assets in a source table appear to run from Sunday to Thursday; None if none do.

    without: assets that have a calendar, which are not looked at.
    """
    found = {}
    for asset in np.unique(rows["id"]).tolist():
        stamps = rows["timestamp"][rows["id"] == asset]
        if asset not in without and (words := days_too_early(stamps[stamps > NO_INSTANT][-NEWEST:], timezone)):
            found[asset] = words
    if not found:
        return None
    first, *others = found
    return f"asset {first}{f' (and {len(others)} more)' if others else ''}: {found[first]}"
