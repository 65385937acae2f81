"""A file into an export: the lines of the one reader, placed on their days and checked."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pricefiles.checks import begins_late, sparse, swapped, unslipped
from pricefiles.currency_pairs import pairs
from pricefiles.declaration import NUMBERS, STATED, Format
from pricefiles.errors import FileError
from pricefiles.files import read_bytes, unpacked
from pricefiles.formats.registry import BUILT_IN
from pricefiles.instants import DAY_US, NO_INSTANT
from pricefiles.price_file import ROW, FilePart, PriceFile, in_order
from pricefiles.price_series import PriceSeries
from pricefiles.reader import Table, read_table
from pricefiles.trading_day import DayHours, place, stamp_rank

# No computer's instant: PostgreSQL and datetime both reach further, but not with every offset.
_FIRST, _LAST = (
    np.datetime64(day, "D").astype(int) * DAY_US - 946_684_800_000_000 for day in ("0001-01-03", "9999-12-29")
)


def read(
    path: Path,
    data: bytes | None = None,
    *,
    name: str | None = None,
    content: str = "",
    formats: Sequence[Format] = (),
    timezone: str = "UTC",
    hours: DayHours | None = None,
) -> PriceFile:
    """The days of a file (of ``data``, where that was read already). Raises FileError for a file that is not flawless.

    name: what messages call the file. content: its SHA-256, if that is known.
    formats: those of the configuration, which come before the built-in ones.
    timezone: whose midnights bound the days of a file that gives dates only; ``hours`` instead, where an asset has them.
    """
    file = name or path.name
    data = read_bytes(path, file) if data is None else data
    content = content or hashlib.sha256(data).hexdigest()
    table = read_table(file, unpacked(file, data), (*formats, *BUILT_IN))
    del data
    format_ = table.layout.format
    rows = np.empty(len(table), ROW)
    for role in NUMBERS:
        rows[role] = table.column(role)
        if role in format_.zero:
            rows[role][rows[role] == 0] = np.nan
    placed, rank, found = None, None, []
    if format_.stated:
        for role in STATED:
            rows[role] = _stated(table, role)
    else:
        _, rows["timeopen"], rows["timeclose"], placed = place(table, timezone, hours)
        rows["timestamp"] = rows["timeclose"]
        rows["timehigh"] = rows["timelow"] = NO_INSTANT
        rank = stamp_rank(table)
        unslipped(table, rows)
        found = [*begins_late(table), *swapped(table, rows), *sparse(rows)]
    series, symbols = _series(table)
    if format_.stated:
        names = np.array(table.names or [None] * len(rows), object)
        names[names == ""] = None
    else:
        names = np.full(len(rows), str(series), object)
    rows, names, twice = in_order(file, rows, names, table.lines, rank)
    days = rows["timestamp"] // DAY_US
    part = FilePart(file, content, rows, names, days, series, placed, symbols, (*twice, *found))
    return PriceFile(file, content, {None: part})


def _stated(table: Table, role: str) -> np.ndarray:
    """The instants of a role. Raises FileError for a line without a timestamp, or of a day that no calendar holds."""
    values = table.column(role)
    empty = values == NO_INSTANT
    if role == "timestamp" and empty.any():
        raise table.error(empty.argmax(), "column timestamp is empty: it says which day the line is")
    far = ~empty & ((values < _FIRST) | (values > _LAST))
    if far.any():
        raise table.error(far.argmax(), f"column {table.layout.name(role)} holds a day at the end of the calendar")
    return values


def _series(table: Table) -> tuple[PriceSeries, tuple[str, ...]]:
    """What series of prices a file holds, and the symbols that its lines name. Raises FileError for several assets."""
    format_ = table.layout.format
    symbols = {symbol.strip().upper(): line for symbol, line in table.texts.get("symbol", {}).items() if symbol.strip()}
    if len(symbols) > 1:
        first, second = sorted(symbols.items(), key=lambda item: item[1])[:2]
        raise FileError(
            table.file, second[1], f"is of {second[0]}, line {first[1]} is of {first[0]}: write a file for each asset"
        )
    quote = format_.quote
    named = {name for name in table.names if name}
    if format_.stated and len(named) == 1:
        quote = named.pop()
    stated = re.fullmatch(r"open \((\w+)\)", table.layout.name("open").casefold())
    if stated:
        quote = stated[1].upper()
    bases = []
    for symbol in (*table.layout.symbols, *symbols):
        base, its = (pairs(symbol) or [(symbol, "")])[0]
        if format_.vendor == "cryptodatadownload" or "/" in symbol:
            quote = its or quote
        bases.append(base if its else symbol)
    return PriceSeries(format_.vendor, quote, format_.adjustment), tuple(bases)
