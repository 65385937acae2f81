"""The file of confirmations: implausible days of which a person says that they are right."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from hashlib import blake2b
from math import isclose, isfinite
from pathlib import Path
from typing import NamedTuple

from freshbars.config import Config
from freshbars.errors import InputFileError, UserError
from freshbars.inputs.assets import csv_lines

COLUMNS = ("id", "day", "kind", "value", "note")


class ConfirmedKind(Enum):
    """What a person says of a day."""

    # The day's close is right.
    TRUE = "true"
    # The price was divided by this factor: a split, which the prices before the day do not know.
    SPLIT = "split"
    # The prices before the day are on another scale: they are multiplied by this factor.
    RESCALE = "rescale"


class Confirmation(NamedTuple):
    """What a person says of a day. value: its close, or the factor."""

    kind: ConfirmedKind
    value: float
    note: str = ""

    def holds(self, close: float, before: float) -> bool:
        """Whether the day still has the value that was confirmed. before: the close of the bar before; NaN for none."""
        if self.kind is ConfirmedKind.TRUE:
            return isclose(close, self.value, rel_tol=1e-9)
        if self.kind is ConfirmedKind.SPLIT:
            # On its day a stock trades as well: the step is that of the split to within a fifth.
            return isclose(before / close, self.value, rel_tol=0.2)
        return False


# For each asset the confirmed days (proleptic ordinals).
Confirmations = Mapping[int, Mapping[int, Confirmation]]


def read_confirmations(config: Config) -> Confirmations:
    """The confirmations of the configuration. Raises UserError, with file and line, for what cannot be read."""
    if config.source.confirmed is None:
        return {}
    path = Path(config.source.confirmed)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{path} (source.confirmed) cannot be read: {error}; write one with the columns {', '.join(COLUMNS)}, or set "
            "source.confirmed to null"
        ) from None
    found: dict[int, dict[int, Confirmation]] = {}
    for asset, day, confirmation, line in _lines(path.name, text):
        days = found.setdefault(asset, {})
        if day in days:
            shown = date.fromordinal(day)
            raise InputFileError(path.name, line, f"the day {shown} of asset {asset} is confirmed already; remove one")
        days[day] = confirmation
    return found


def _lines(file: str, text: str) -> Iterator[tuple[int, int, Confirmation, int]]:
    """Asset, day, confirmation and line number of each line. Raises InputFileError."""
    lines = {number: [cell.strip() for cell in cells] for number, cells in csv_lines(file, text) if any(cells)}
    header = tuple(cell.lower() for cell in lines.pop(min(lines))) if lines else COLUMNS
    if header != COLUMNS:
        raise InputFileError(file, 1, f"the header must be {','.join(COLUMNS)}")
    for line, cells in lines.items():
        if len(cells) != 5 or not re.fullmatch(r"[0-9]{1,9}", cells[0]):
            raise InputFileError(file, line, "must hold an id, a day as 2026-03-09, a kind, a value and a note")
        try:
            day = date.fromisoformat(cells[1]).toordinal()
        except ValueError:
            raise InputFileError(file, line, f"day must be a date as 2026-03-09, not {cells[1]!r}") from None
        if cells[2] not in (kinds := [kind.value for kind in ConfirmedKind]):
            raise InputFileError(file, line, f"kind must be one of {', '.join(kinds)}, not {cells[2]!r}")
        kind = ConfirmedKind(cells[2])
        yield int(cells[0]), day, Confirmation(kind, _value(file, line, kind, cells[3]), cells[4]), line


def write_confirmation(config: Config, asset: int, day: date, confirmation: Confirmation) -> str:
    """Write a confirmation into the file, in place of one of the same asset and day. Returns its line.

    Raises UserError if no file is configured, or if it cannot be read.
    """
    if config.source.confirmed is None:
        raise UserError("there is no file to write to: name one in source.confirmed, such as confirmed.csv")
    path = Path(config.source.confirmed)
    there = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    kept = [
        (str(one), date.fromordinal(when).isoformat(), said.kind.value, repr(said.value), said.note)
        for one, when, said, _ in (_lines(path.name, there) if there.strip() else ())
        if (one, when) != (asset, day.toordinal())
    ]
    new = (str(asset), day.isoformat(), confirmation.kind.value, repr(confirmation.value), confirmation.note)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *kept, new])
    path.write_text(out.getvalue(), encoding="utf-8")
    return out.getvalue().splitlines()[-1]


def _value(file: str, line: int, kind: ConfirmedKind, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    what = "the day's close" if kind is ConfirmedKind.TRUE else "a positive factor other than 1"
    wrong = not isfinite(value) or (kind is not ConfirmedKind.TRUE and (value <= 0 or value == 1))
    if wrong:
        raise InputFileError(file, line, f"value must be {what}, not {text!r}")
    return value


def mark(days: Mapping[int, Confirmation]) -> bytes:
    """Eight bytes that stand for the confirmations of an asset; notes do not count."""
    said = [(day, one.kind.value, one.value) for day, one in sorted(days.items())]
    return blake2b(repr(said).encode(), digest_size=8).digest()
