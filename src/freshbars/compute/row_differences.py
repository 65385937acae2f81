"""One comparison of two sets of rows: which of either have no twin that is the same in every bit."""

from collections.abc import Mapping, Sequence

import numpy as np


def lone_rows(
    some: Mapping[str, np.ndarray], others: Mapping[str, np.ndarray], key: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Two masks: the rows of each set that the other one lacks, or has with another value.

    Both have the same columns, arrays of numbers or bytes of equal length in each set; one NaN is like another. ``key``
    identifies a row within its set, the column that varies fastest last.
    """
    if all(np.array_equal(some[name], others[name]) for name in key):
        # Row by row: the usual case, and several times faster than to sort them.
        lone = np.zeros(len(some[key[0]]), bool)
        for name, values in some.items():
            lone |= _bits(values) != _bits(others[name])
        return lone, lone
    n = len(some[key[0]])
    both = {name: np.concatenate([some[name], others[name]]) for name in some}
    rows = np.empty(n + len(others[key[0]]), [(name, _bits(values).dtype) for name, values in both.items()])
    for name, values in both.items():
        rows[name] = _bits(values)
    order = np.lexsort([both[name] for name in reversed(key)])
    packed = rows.view(f"V{rows.dtype.itemsize}")[order]
    lone = np.ones(len(rows), bool)
    same = packed[1:] == packed[:-1]
    lone[order[1:][same]] = lone[order[:-1][same]] = False
    return lone[:n], lone[n:]


def _bits(values: np.ndarray) -> np.ndarray:
    """Values that are equal only if they agree in every bit."""
    if values.dtype.kind != "f":
        return values
    return np.where(np.isnan(values), np.nan, values).view(np.int64)
