"""Splits that a file of raw prices states itself: without them its days are on two scales."""

from dataclasses import replace

import numpy as np

from freshbars.compute.instants import DAY_US, instant
from freshbars.inputs.assets import Asset
from pricefiles.errors import FileError
from pricefiles.price_file import FilePart

RAW, SPLITS = "raw", "splits"


def with_splits(asset: Asset, part: FilePart) -> FilePart:
    """The part on one scale: prices before each stated split divided by its factor, volumes multiplied.

    Raises FileError for raw prices with a split inside where the file of assets does not say that they are to be adjusted,
    and for prices that are not raw where it does.
    """
    is_raw = part.series.adjustment == RAW
    if asset.adjust and not is_raw:
        raise FileError(
            part.file, None,
            f"is of {part.series}, whose prices are not raw; take {asset.adjust!r} out of the column adjust of {asset.symbol}",
        )  # fmt: skip
    actions = part.actions
    inside = actions[(actions["split"] != 1) & (actions["day"] > part.days[0]) & (actions["day"] <= part.days[-1])]
    if not is_raw or not len(inside):
        return part
    if asset.adjust != SPLITS:
        first = inside[0]
        raise FileError(
            part.file, None,
            f"holds raw prices and states a split of {first['split']:g} on {instant(first['day'] * DAY_US).date()}: its days "
            f"are on two scales; write {SPLITS} into the column adjust of {asset.symbol} in the file of assets to have the "
            "days before divided, or load prices that are adjusted for splits",
        )  # fmt: skip
    factor = np.prod([np.where(part.days < one["day"], one["split"], 1.0) for one in inside], axis=0)
    rows = part.rows.copy()
    for name in ("open", "high", "low", "close"):
        rows[name] /= factor
    rows["volume"] *= factor
    return replace(part, rows=rows)
