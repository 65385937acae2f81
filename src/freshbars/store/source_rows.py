"""The rows of the price history, as the daily stage reads them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from freshbars.compute.daily_bars import SOURCE
from freshbars.compute.instants import instant
from freshbars.database.wire_rows import copy_out_with_texts
from freshbars.store import lenient_sql
from freshbars.store.price_history import PriceHistory
from freshbars.store.source_shape import INSTANTS, NUMBERS, TEXTS


def source_rows(
    history: PriceHistory, ids: Iterable[int], after: Mapping[int, int] = MappingProxyType({})
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows of some assets (dtype SOURCE, by id and timestamp, the latest load last), their names and files.

    after: only the rows with a later timestamp than this; for all of the assets, or for none.
    """
    if not (ids := list(ids)):
        return np.empty(0, SOURCE), np.empty(0, object), np.empty(0, object)
    shape = history.shape
    column = shape.column
    # Sorting by every value makes the order a matter of content, not of where rows lie in the table.
    order = f"{shape.id}, {column['timestamp']} NULLS FIRST, {column['load_ts']} NULLS FIRST, " + ", ".join(
        column[name] for name in (*INSTANTS[1:5], *NUMBERS, *TEXTS)
    )
    if all(asset in after for asset in ids):
        # By the table's key, where it has one, asset by asset.
        listed = ", ".join(f"({asset}, timestamptz '{instant(after[asset])}')" for asset in ids)
        later = f"{column['timestamp']} > after AND {column['timestamp']} < {lenient_sql.LAST}"
        rows = (
            f"FROM (VALUES {listed}) AS k (asset, after) CROSS JOIN LATERAL (SELECT * FROM {shape.table} WHERE "
            f"{shape.key} = asset AND {later} {shape.each}) AS h ORDER BY {order}"
        )
    else:
        rows = f"FROM {shape.table} h WHERE {shape.key} = ANY('{{{','.join(map(str, ids))}}}') ORDER BY {order}"
    instants = {name: lenient_sql.possible(column[name]) for name in INSTANTS}
    for name in ("timehigh", "timelow"):
        instants[name] = lenient_sql.possible_or_outside(column[name])
    numbers = {name: f"coalesce({column[name]}, 'NaN')" for name in NUMBERS}
    nulls = " + ".join(
        f"{1 << bit} * ({column[name]} IS NULL)::int" for bit, name in enumerate(("open", "high", "low", "close"))
    )
    fields = [*(instants[name] for name in INSTANTS[:5]), *numbers.values(), instants["load_ts"], nulls]
    texts = [column[name] for name in TEXTS]
    query = f"SELECT {shape.id}, {', '.join((*fields, *texts))} {rows}"
    values, (names, files) = copy_out_with_texts(history.cursor, query, SOURCE, len(texts))
    for name in ("open", "high", "low", "close", "volume", "market_cap"):
        # A fingerprint does not distinguish zero from negative zero; neither may what is built from the rows.
        values[name] += 0.0
    for asset, steps in history.factors.items():
        for before, factor in steps:
            mine = (values["id"] == asset) & (values["timestamp"] < before)
            for name in ("open", "high", "low", "close"):
                values[name][mine] *= factor
    return values, names, files
