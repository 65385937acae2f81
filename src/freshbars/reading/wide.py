"""Wide frames: a row for each date and a column for each asset."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from freshbars.errors import UserError
from freshbars.inputs.assets import Asset


def pivoted(answer: pa.Table, value: str, asked: list[int], listed: Mapping[int, Asset]) -> pa.Table:
    """The dates of an answer, ascending, with a column of ``value`` for each asset; NULL where an asset has no row.

    asked: the assets, in the order of the columns. A column is named by the symbol, where two assets share it by symbol
    and id, and without a symbol by the id. Raises UserError if ``value`` is no column of numbers, or if an asset has two
    rows on a date.
    """
    numbers = [field.name for field in answer.schema if pa.types.is_floating(field.type)]
    if value not in numbers:
        raise UserError(f"there is no column of numbers {value!r}; there are {', '.join(numbers)}")
    dates, row = np.unique(answer["date"].to_numpy(), return_inverse=True)
    place = {asset: i for i, asset in enumerate(asked)}
    column = np.array([place[asset] for asset in answer["id"].to_pylist()], np.int64)
    cells = np.full((len(asked), len(dates)), np.nan)
    if len(np.unique(column * len(dates) + row)) < len(row):
        raise UserError("an asset has several rows on a date: ask for one timeframe and one period")
    cells[column, row] = answer[value].to_numpy()
    arrays = [pa.array(one, from_pandas=True) for one in cells]
    return pa.table([pa.array(dates, pa.date32()), *arrays], ["date", *_names(asked, listed)])


def _names(asked: list[int], listed: Mapping[int, Asset]) -> list[str]:
    symbols = [listed[asset].symbol if asset in listed else str(asset) for asset in asked]
    return [
        symbol if symbols.count(symbol) == 1 else f"{symbol} {asset}"
        for asset, symbol in zip(asked, symbols, strict=True)
    ]
