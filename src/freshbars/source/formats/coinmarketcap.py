"""CSV exports as CoinMarketCap's "download data" button writes them: the days of a file.

Only reads files; nothing here knows the database. A file is taken whole or refused with the line and the reason.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np

from freshbars.compute.instants import NO_INSTANT, instant, microseconds
from freshbars.source.assets import FileError, csv_lines, promised
from freshbars.source.price_history import INSTANTS, NUMBERS

# What is kept of a line, besides its name. Instants are microseconds since 2000-01-01 UTC.
ROW = np.dtype([(name, "i8") for name in INSTANTS if name != "load_ts"] + [(name, "f8") for name in NUMBERS])
DAY_US = 86_400_000_000
JUMP = 20
# CoinMarketCap's own windows end up to two days before the day that the file name promises.
TOLERATED_DAYS = 3
# Downloads were cut at this many days for years. A longer file that starts late is of an asset that began late.
VENDOR_CUT = 400


@dataclass(frozen=True)
class Export:
    """The days of one file in their order: ``rows`` of dtype ROW, and the vendor's ``name`` of each (str or None).

    ``days`` are the UTC days of the timestamps, counted from 2000-01-01; ``content`` is the file's SHA-256.
    """

    file: str
    content: str
    rows: np.ndarray
    names: np.ndarray
    days: np.ndarray


def parse_export(path: Path, data: bytes | None = None) -> Export:
    """The days of a file (of ``data``, where that was read already). Raises FileError for a file that is not flawless.

    Columns are found by name, so that any generation of the header will do; others than those of ROW and ``name``
    are passed over. An empty cell is NULL. So is zero volume or market capitalisation: the vendor's way to write
    "unknown" (in real files volume up to 2013, market capitalisation up to 2021), which a true zero cannot be told from.
    """
    file = path.name
    data = read_bytes(path) if data is None else data
    try:
        # The codec utf-8-sig would count the place of an error without the BOM.
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FileError(file, data.count(b"\n", 0, error.start) + 1, "is not UTF-8 text; download it again") from None
    if not text.strip():
        raise FileError(file, None, "is empty; download it again")
    if text.lstrip()[0] in "<{" or "\0" in text:
        start = _shown(text.lstrip().splitlines()[0])
        raise FileError(file, 1, f"is a saved web page or error, no export: {start}; download it again")
    numbers, records = [], []
    for number, cells in csv_lines(file, text):
        # A line without a cell is an empty line.
        if any(cells) or len(cells) > 1:
            numbers.append(number)
            records.append(cells)
    at = _columns(file, numbers[0], records[0])
    for number, cells in zip(numbers, records, strict=True):
        if len(cells) != len(records[0]):
            raise FileError(
                file, number, f"has {len(cells)} cells, the header has {len(records[0])}: the file is damaged"
            )
    if len(records) == 1:
        raise FileError(file, None, "holds no day, only a header; download it again")
    lines = np.array(numbers[1:])
    cells = list(zip(*records[1:], strict=True))
    rows = np.empty(len(lines), ROW)
    wrong = []
    for column in ROW.names:
        read, meaning = (_instant, "instant with a time zone") if ROW[column] == "i8" else (_number, "number")
        try:
            rows[column] = [read(cell) for cell in cells[at[column]]]
        except ValueError:
            i, cell = next((i, cell) for i, cell in enumerate(cells[at[column]]) if _fails(read, cell))
            wrong.append(
                (numbers[i + 1], f"column {records[0][at[column]]} holds {_shown(cell)}, which is no {meaning}")
            )
    if wrong:
        raise FileError(file, *min(wrong))
    if (unstamped := rows["timestamp"] == NO_INSTANT).any():
        raise FileError(
            file, int(lines[unstamped.argmax()]), "column timestamp is empty: it says which day the line is"
        )
    for column in ("volume", "marketcap"):
        rows[column][rows[column] == 0] = np.nan
    named = cells[at["name"]] if "name" in at else [""] * len(rows)
    return _in_order(
        file, hashlib.sha256(data).hexdigest(), rows, np.array([name or None for name in named], object), lines
    )


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises FileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(path.name, None, f"cannot be read: {error.strerror}") from None


def _columns(file: str, line: int, header: list[str]) -> dict[str, int]:
    """Where each column stands."""
    plain = [cell.strip().lower() for cell in header]
    missing = [column for column in ROW.names if column not in plain]
    if len(missing) == len(ROW.names):
        raise FileError(file, line, f"is no export: the first line is {_shown(';'.join(header))}; download it again")
    if missing:
        raise FileError(file, line, f"lacks the column {', '.join(missing)}")
    twice = [column for column in (*ROW.names, "name") if plain.count(column) > 1]
    if twice:
        raise FileError(file, line, f"has the column {', '.join(twice)} twice")
    return {column: plain.index(column) for column in (*ROW.names, "name") if column in plain}


# The same instants stand in several columns and in the files of all assets.
@lru_cache(1 << 15)
def _instant(cell: str) -> int:
    if not cell:
        return NO_INSTANT
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is None:
        raise ValueError
    return microseconds(moment)


def _number(cell: str) -> float:
    if not cell:
        return math.nan
    number = float(cell)
    # float() also reads nan, inf, 1_000 and the digits of other scripts.
    if not math.isfinite(number) or "_" in cell or not cell.isascii():
        raise ValueError
    return number


def _fails(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except ValueError:
        return True
    return False


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _in_order(file: str, content: str, rows: np.ndarray, names: np.ndarray, lines: np.ndarray) -> Export:
    """The export with its days ascending, each once. Raises FileError where two lines contradict each other."""
    order = np.lexsort((lines, rows["timestamp"] // DAY_US))
    rows, names, lines = rows[order], names[order], lines[order]
    days = rows["timestamp"] // DAY_US
    again = np.flatnonzero(days[1:] == days[:-1]) + 1
    differs = again[~(same(rows[again], rows[again - 1]) & (names[again] == names[again - 1]))]
    if len(differs):
        first, second = sorted(int(lines[i]) for i in (differs[0] - 1, differs[0]))
        raise FileError(
            file, second, f"contradicts line {first} about the day {_day(rows[differs[0]])}; download it again"
        )
    return Export(file, content, np.delete(rows, again), np.delete(names, again), np.delete(days, again))


def same(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each pair of rows (dtype ROW) whether they agree in every bit."""
    raw = f"V{ROW.itemsize}"
    return np.ascontiguousarray(some, ROW).view(raw) == np.ascontiguousarray(others, ROW).view(raw)


def _day(row: np.void) -> date:
    return instant(row["timestamp"]).date()


def doubts(export: Export, until: datetime) -> list[str]:
    """What is possible, but hardly right, one line a kind. ``until``: no day should end later than this instant."""
    found = []
    priced = export.rows[~np.isnan(export.rows["close"])]
    low, high = (pick(priced["close"][1:], priced["close"][:-1]) for pick in (np.minimum, np.maximum))
    jumps = np.flatnonzero((high >= JUMP * low) & (high != low)) + 1
    if len(jumps):
        before, after = priced[jumps[0] - 1], priced[jumps[0]]
        more = f" (and {len(jumps) - 1} more)" if len(jumps) > 1 else ""
        found.append(f"the close goes from {before['close']:.10g} to {after['close']:.10g} on {_day(after)}{more}")
    if export.rows["timestamp"][-1] > microseconds(until):
        found.append(f"ends in the future, on {_day(export.rows[-1])}")
    windows = [_lacking(export, *window, until.date()) for window in promised(export.file)]
    # 9_2_2022 may be September or February: the reading that the file comes closest to is meant.
    if windows and max((best := min(windows))[1]) > TOLERATED_DAYS:
        found.append(best[2])
    return found


def _lacking(export: Export, since: date, until: date, today: date) -> tuple[int, tuple[int, ...], str]:
    """How many days of a promised window the file lacks: in all, of a kind that counts, and in words."""
    first, last, n = _day(export.rows[0]), _day(export.rows[-1]), len(export.rows)
    start = max((first - since).days, 0)
    end = max((min(until, today) - last).days, 0)
    between = int(export.days[-1] - export.days[0]) + 1 - n
    words = f"its name promises {since} to {until}, it holds {first} to {last}"
    words += f" without {between} days" if between else ""
    return start + end, (start if n <= VENDOR_CUT else 0, end, between), words
