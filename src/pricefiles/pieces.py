"""The lines of a text, piece by piece: fast where the text is regular, by the csv module where it is not."""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from pricefiles.cells import decimal_sign
from pricefiles.declaration import PRICES, plain_name
from pricefiles.errors import FileError
from pricefiles.fast_csv import Grid, grid_of, grids
from pricefiles.recognise import Layout

_ROWS = 50_000
# The lines before the first day take a part of this.
HEAD = 1 << 20
# The cells of such a line alone would fill the memory.
_LONG = re.compile(rb"^[^\n]{65536}", re.MULTILINE)
# Numbers of lines, and their cells.
Piece = tuple[np.ndarray, Grid]


def as_text(file: str, data: bytes) -> bytes:
    """UTF-8 without a byte order mark, lines ended by a newline. Raises FileError for what is no text."""
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            # The last character of a head may be cut.
            if len(data) != HEAD or error.start < len(data) - 4:
                line = data.count(b"\n", 0, error.start) + 1
                raise FileError(file, line, "is not UTF-8 text; download it again") from None
    if data.startswith(BOM_UTF8):
        data = data[3:]
    if b"\0" in data:
        raise FileError(file, 1, "is a saved web page or error, not an export; download it again")
    if long := _LONG.search(data):
        line = data.count(b"\n", 0, long.start()) + 1
        raise FileError(file, line, "is longer than the line of any history: the file is damaged; download it again")
    return data.replace(b"\r\n", b"\n") if b"\r\n" in data else data


def regular(data: bytes, start: int, layout: Layout) -> Iterator[Piece]:
    """Line numbers and cells of a text whose cells need not be parsed: a tenth of the time. Raises Irregular."""
    before = layout.line
    for piece in grids(data, start, layout.delimiter, layout.width):
        yield np.arange(before + 1, before + 1 + len(piece)), piece
        before += len(piece)


def irregular(file: str, text: str, layout: Layout) -> Iterator[Piece]:
    """Line numbers and cells of any text, as the csv module separates them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter, strict=True)
    wrong, done = None, False
    while not (wrong or done):
        lines, rows = [], []
        try:
            before = reader.line_num
            for cells in islice(reader, _ROWS):
                # A line without a cell is an empty line.
                if not any(cells) and len(cells) < 2:
                    continue
                if len(cells) != layout.width:
                    reason = f"has {len(cells)} cells, the header has {layout.width}: the file is damaged"
                    wrong = FileError(file, layout.line + reader.line_num, reason)
                    break
                lines.append(layout.line + reader.line_num)
                rows.append(cells)
            else:
                done = reader.line_num == before
        except csv.Error as error:
            wrong = FileError(file, layout.line + reader.line_num, f"is not valid CSV: {error}; the file is damaged")
        if rows:
            yield np.array(lines), grid_of(rows)
    if wrong:
        raise wrong


def decimal_of(file: str, layout: Layout, pieces: Callable[[], Iterator[Piece]]) -> str | None:
    """The decimal sign of numbers as people write them; None for plain ones. Raises FileError if nothing shows it."""
    format_ = layout.format
    if format_.decimal or not format_.money:
        return format_.decimal if format_.money else None
    prices = [place for role, place in layout.at.items() if role in PRICES]
    if sign := decimal_sign(piece.cells(place) for _, piece in pieces() for place in prices):
        return sign
    # No price shows it, such as 1,234 alone: it is that of the header's language.
    if plain_name(layout.name("close")) not in ("price", "close", "last"):
        return ","
    for lines, piece in pieces():
        if "." in piece.cells(layout.at["date"], slice(1))[0]:
            raise FileError(
                file, int(lines[0]), "leaves open whether its commas and points group thousands or are decimal signs; "
                "download it again in English",
            )  # fmt: skip
        break
    return "."
