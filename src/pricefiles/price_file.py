"""What a file says: for each symbol its days, and which series of prices they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np

from pricefiles.declaration import Format
from pricefiles.errors import FileError
from pricefiles.price_series import PriceSeries
from pricefiles.rows import ACTION


@dataclass(frozen=True)
class FilePart:
    """The days of one symbol in a file, ascending: ``rows`` of dtype ROW, and the vendor's ``name`` of each (str or None).

    symbol: None in a file of one asset. days: the UTC days of the timestamps, counted from 2000-01-01. content: the file's
    SHA-256. placed: the time zone that gave the days their hours; None where the file states instants itself. symbols: what
    the file's lines call the asset. actions: stated splits and dividends, dtype ACTION. windows: the days that the file's
    name may promise. dated: whether the days are dates, not instants. warnings: what is odd, one line a kind.
    """

    file: str
    content: str
    format: Format
    rows: np.ndarray
    names: np.ndarray
    days: np.ndarray
    series: PriceSeries
    symbol: str | None = None
    placed: str | None = None
    symbols: tuple[str, ...] = ()
    actions: np.ndarray = field(default_factory=lambda: np.empty(0, ACTION))
    windows: tuple[tuple[date, date], ...] = ()
    dated: bool = True
    in_sessions: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PriceFile:
    """A file: its parts by symbol, with the one key None where the file is of one asset.

    refused: symbols whose part has a flaw, and which. others: the symbols that were not asked for. modified: the file's
    time; None if its bytes were handed over.
    """

    file: str
    content: str
    format: Format
    parts: Mapping[str | None, FilePart]
    refused: Mapping[str, FileError] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    modified: datetime | None = None

    @property
    def only(self) -> FilePart:
        """The part of a file of one asset. Raises FileError for a file of several, or none."""
        if len(self.parts) == 1 and not self.refused and not self.others:
            return next(iter(self.parts.values()))
        symbols = sorted(filter(None, {*self.parts, *self.refused, *self.others}))
        raise FileError(self.file, None, f"holds {len(symbols)} assets ({', '.join(symbols[:3])} ...), not one")
