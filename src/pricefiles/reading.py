"""A file into its days: recognised, read, placed on days and checked."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pricefiles.checks import begins_late, sparse, swapped, unslipped
from pricefiles.declaration import NUMBERS, STATED, Format
from pricefiles.errors import FileError
from pricefiles.file_names import symbol_readings, windows
from pricefiles.files import head_of, read_bytes, shown_name, unpacked
from pricefiles.formats.registry import BUILT_IN
from pricefiles.instants import DAY_US, NO_INSTANT
from pricefiles.pieces import HEAD, as_text
from pricefiles.price_file import FilePart, PriceFile
from pricefiles.price_series import PriceSeries
from pricefiles.reader import read_tables
from pricefiles.recognise import layout_of
from pricefiles.rows import ACTION, ROW, in_order
from pricefiles.table import Table
from pricefiles.trading_day import Sessions, place, stamp_rank

# No computer's instant: PostgreSQL and datetime both reach further, but not with every offset.
_FIRST, _LAST = (
    np.datetime64(day, "D").astype(int) * DAY_US - 946_684_800_000_000 for day in ("0001-01-03", "9999-12-29")
)
# The sessions of each symbol; None for one that trades every day.
SessionsOf = Callable[[str | None], Sessions | None]


class Recognised(NamedTuple):
    """What the first lines of a file show: its format, the symbol they state, and whether the header names several."""

    format: Format
    symbol: str
    several: bool

    @property
    def may_hold_many(self) -> bool:
        """Whether the file has a place for symbols, so that it may hold many assets."""
        return self.several or bool(self.symbol) or "symbol" in self.format.columns


def recognise(path: Path, *, name: str | None = None, formats: Sequence[Format] = ()) -> Recognised:
    """The format of a file, by its first lines. Raises FileError for a file that has none."""
    file = name or shown_name(Path(path.name))
    layout = layout_of(file, as_text(file, head_of(path, file, HEAD)).decode(errors="ignore"), (*formats, *BUILT_IN))
    return Recognised(layout.format, layout.symbol, bool(layout.groups) and len(layout.groups) > 1)


def read(
    path: Path | str,
    data: bytes | None = None,
    *,
    name: str | None = None,
    content: str = "",
    formats: Sequence[Format] = (),
    timezone: str = "UTC",
    sessions: Sessions | SessionsOf | None = None,
    symbols: Callable[[str], bool] | Iterable[str] | None = None,
) -> PriceFile:
    """The days of a file (of ``data``, where that was read already), for each symbol in it.

    name: what messages call the file. content: its SHA-256, if that is known. formats: descriptions of further formats,
    which come before the built-in ones. timezone: whose midnights bound the days of a file that gives dates only.
    sessions: instead, those of the asset's exchange, or a function from symbols to them. symbols: which ones to read; the
    keys of the parts are then symbols even if there is only one. Raises FileError for a file that is not of a known
    format, and for a file of one asset that is not flawless; of a file of many the parts with a flaw are in ``refused``.
    """
    path = Path(path)
    file = name or path.name
    modified = None
    if data is None:
        data = read_bytes(path, file)
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    content = content or hashlib.sha256(data).hexdigest()
    wanted = symbols if symbols is None or callable(symbols) else frozenset(symbols).__contains__
    found = read_tables(file, unpacked(file, data), (*formats, *BUILT_IN), wanted)
    del data
    parts, refused = {}, dict(found.refused)
    for symbol, table in found.tables.items():
        own = sessions(symbol) if callable(sessions) and not isinstance(sessions, Sessions) else sessions
        try:
            parts[symbol] = _part(table, symbol, content, timezone, own)
        except FileError as error:
            if symbol is None:
                raise
            refused[symbol] = error
    return PriceFile(file, content, found.layout.format, parts, refused, found.others, modified)


def _part(table: Table, symbol: str | None, content: str, timezone: str, sessions: Sessions | None) -> FilePart:
    """The days of one symbol. Raises FileError if they have a flaw."""
    format_ = table.layout.format
    rows = np.empty(len(table), ROW)
    for role in NUMBERS:
        rows[role] = table.column(role)
        if role in format_.zero:
            rows[role][rows[role] == 0] = np.nan
    placed, rank, dated, found = None, None, False, []
    series, symbols = _series(table, symbol)
    names = np.full(len(rows), str(series), object)
    if format_.stated:
        for role in STATED:
            rows[role] = _stated(table, role)
        names = np.array([name or None for name in table.column("name")] if table.has("name") else [None] * len(rows))
    else:
        _, rows["timeopen"], rows["timeclose"], placed, dated = place(table, timezone, sessions)
        rows["timestamp"] = rows["timeclose"]
        rows["timehigh"] = rows["timelow"] = NO_INSTANT
        rank = stamp_rank(table)
        unslipped(table, rows)
        found = [*begins_late(table), *swapped(table, rows), *sparse(rows)]
    actions = _actions(table, rows)
    rows, names, twice = in_order(table.file, rows, names.astype(object), table.lines, rank)
    return FilePart(
        table.file, content, format_, rows, names, rows["timestamp"] // DAY_US, series, symbol, placed, symbols, actions,
        tuple(windows(table.file, format_)), dated, sessions is not None, (*twice, *found),
    )  # fmt: skip


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


def _actions(table: Table, rows: np.ndarray) -> np.ndarray:
    """The stated splits and dividends (dtype ACTION), by day."""
    if not (table.has("split") or table.has("dividend")):
        return np.empty(0, ACTION)
    found = np.empty(len(table), ACTION)
    found["day"] = rows["timestamp"] // DAY_US
    for role, nothing in (("split", 1.0), ("dividend", 0.0)):
        values = table.column(role)
        # No split is written as 0 or 1.
        found[role] = np.where(np.isnan(values) | (values == 0), nothing, values)
    found = found[(found["split"] != 1) | (found["dividend"] != 0)]
    return np.unique(found)


def _series(table: Table, symbol: str | None) -> tuple[PriceSeries, tuple[str, ...]]:
    """Which series of prices a table holds, and what its lines or its header call the asset."""
    format_, layout = table.layout.format, table.layout
    stated = [symbol] if symbol else list(table.texts("symbol"))
    if layout.groups and not symbol:
        stated = list(layout.groups)
    stated = [one for one in stated if one]
    quote = format_.quote
    named = set(table.texts("name")) - {""}
    if format_.stated and len(named) == 1:
        quote = named.pop()
    if match := re.fullmatch(r"open \((\w+)\)", layout.name("open").casefold()):
        quote = match[1].upper()
    for one in stated:
        if format_.symbol_states_quote or "/" in one:
            quote = next((reading.quote for reading in symbol_readings(one, format_) if reading.quote), quote)
    return PriceSeries(format_.vendor, quote, format_.adjustment), tuple(stated)
