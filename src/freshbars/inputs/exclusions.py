"""The file of exclusions: days of the source that are no bars, because a person says so."""

import re
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from pathlib import Path

from freshbars.config import Config
from freshbars.errors import InputFileError, UserError
from freshbars.inputs.assets import csv_lines

COLUMNS = ("id", "day", "reason")
# For each asset the excluded days (proleptic ordinals) with what is noted as the reason of their rejects.
Exclusions = Mapping[int, Mapping[int, str]]


def read_exclusions(config: Config) -> Exclusions:
    """The exclusions of the configuration. Raises UserError, with file and line, for what cannot be read."""
    if config.source.exclusions is None:
        return {}
    path = Path(config.source.exclusions)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{path} (source.exclusions) cannot be read: {error}; write one with the columns id, day, reason, or set "
            "source.exclusions to null"
        ) from None
    lines = {number: [cell.strip() for cell in cells] for number, cells in csv_lines(path.name, text) if any(cells)}
    header = tuple(cell.lower() for cell in lines.pop(min(lines))) if lines else COLUMNS
    if header != COLUMNS:
        raise InputFileError(path.name, 1, "the header must be id,day,reason")
    found: dict[int, dict[int, str]] = {}
    for line, cells in lines.items():
        if len(cells) != 3 or not re.fullmatch(r"[0-9]{1,9}", cells[0]) or not cells[2]:
            raise InputFileError(path.name, line, "must hold an id, a day as 2026-03-09 and a reason")
        try:
            day = date.fromisoformat(cells[1]).toordinal()
        except ValueError:
            raise InputFileError(path.name, line, f"day must be a date as 2026-03-09, not {cells[1]!r}") from None
        days = found.setdefault(int(cells[0]), {})
        if day in days:
            raise InputFileError(
                path.name, line, f"the day {cells[1]} of asset {cells[0]} is excluded already; remove one"
            )
        days[day] = f"excluded: {cells[2]}"
    return found


def mark(days: Mapping[int, str]) -> int:
    """What the exclusions of an asset add to the fingerprint of its rows."""
    return int.from_bytes(blake2b(repr(sorted(days.items())).encode(), digest_size=7).digest(), "big")
