"""What a folder of histories holds: for each file its vendor and days, and a line for the file of assets."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset, read_assets, table_of
from freshbars.source.names import Names
from freshbars.source.stated_files import FileReader
from pricefiles.errors import FileError
from pricefiles.file_names import readings, symbol_readings
from pricefiles.files import csv_files, shown_name
from pricefiles.price_file import FilePart
from pricefiles.rows import day_of

# Columns of the file of assets.
COLUMNS = ("id", "symbol", "name", "aliases", "calendar", "vendor")
# Exchanges by the endings that Yahoo and Stooq give to symbols.
_CALENDARS = {
    "US": "XNYS",
    "L": "XLON",
    "UK": "XLON",
    "DE": "XETR",
    "PA": "XPAR",
    "T": "XTKS",
    "HK": "XHKG",
    "PL": "XWAR",
}
# Vendors whose symbols without an ending are mostly of New York. ``plain`` may be anybody's; a wrong calendar shows.
_AMERICAN = {"yahoo", "nasdaq", "alphavantage", "tiingo", "polygon", "databento", "eodhd", "googlefinance", "plain"}


@dataclass(frozen=True)
class Proposal:
    """A file, or a symbol in a file with many: its asset (proposed, where ``known`` is false), or why it would be refused.

    symbols: how many a file with many holds, and how many of them are of known assets.
    """

    file: str
    asset: Asset | None
    known: bool
    calendar: str = ""
    series: str = ""
    days: int = 0
    first: date | None = None
    last: date | None = None
    refused: str = ""
    symbols: tuple[int, int] | None = None


def proposals(config: Config, folder: Path, symbols: Collection[str] = ()) -> list[Proposal]:
    """What each file of a folder is, by name.

    symbols: which ones of files with many are proposed, as names or patterns such as ``BRK*``. Raises UserError where there
    is no such folder, or it holds no history.
    """
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder}")
    files = csv_files(folder, config.source.follow_links)
    if not files:
        raise UserError(f"the folder {folder} holds no history (CSV, txt, gz, zip or Parquet)")
    assets: dict[int, Asset] = {}
    if config.source.assets and Path(config.source.assets).exists():
        assets = read_assets(Path(config.source.assets), may_be_empty=True)
    found, names, reader = [], Names(assets), FileReader(config, None, {})
    for path in files:
        name = shown_name(path.relative_to(folder))
        try:
            format_ = reader.recognise(path, name)
            if reader.may_hold_many(path, name) and (many := _many(reader, names, path, name, symbols)):
                for one in many:
                    if one.asset:
                        one = replace(one, asset=replace(one.asset, id=max(assets, default=0) + 1))
                        assets[one.asset.id] = one.asset
                    found.append(one)
                names = Names(assets)
                continue
            export = reader.read(None, path, None, name).part
        except FileError as error:
            found.append(Proposal(name, None, False, refused=error.where))
            continue
        try:
            asset, known = names.of(name, format_).asset, True
        except FileError:
            asset, known = _proposed(export, max(assets, default=0) + 1), False
            # The next file of the same symbol is of the same asset.
            if same := next((a for a in assets.values() if a.symbol.casefold() == asset.symbol.casefold()), None):
                asset = replace(same, aliases=tuple(dict.fromkeys((*same.aliases, *asset.aliases))))
            assets[asset.id] = asset
            names = Names(assets)
        first, last = day_of(export.rows[0]), day_of(export.rows[-1])
        calendar = "" if _trades_on_weekends(export) else _calendar(name, export.symbols, export.series.vendor)
        found.append(Proposal(name, asset, known, calendar, str(export.series), len(export.rows), first, last))
    return [replace(p, asset=assets.get(p.asset.id, p.asset)) if p.asset else p for p in found]


def _many(reader: FileReader, names: Names, path: Path, name: str, symbols: Collection[str]) -> list[Proposal]:
    """What a file with many assets is: itself, and each symbol that is asked for and of no asset. Empty if it has one."""
    format_ = reader.recognise(path, name)
    wanted = {True: 0, False: 0}

    def asked(symbol: str) -> bool:
        known = names.symbols.owner(symbol, format_) is not None
        wanted[known] += 1
        return not known and any(fnmatchcase(one.label, p) for p in symbols for one in symbol_readings(symbol, format_))

    file = reader.read_many(path, None, name, "", lambda _: None, lru_cache(None)(asked))
    if sum(wanted.values()) < 2 and not symbols:
        return []
    found = [Proposal(name, None, True, series=format_.vendor, symbols=(sum(wanted.values()), wanted[True]))]
    for symbol, part in file.parts.items():
        label = min((one.label for one in symbol_readings(symbol, format_)), key=len)
        calendar = "" if _trades_on_weekends(part) else _calendar(symbol, part.symbols, part.series.vendor)
        span = day_of(part.rows[0]), day_of(part.rows[-1])
        found.append(Proposal(name, Asset(0, label, label), False, calendar, str(part.series), len(part.rows), *span))
    return found


def _trades_on_weekends(part: FilePart) -> bool:
    return any(day_of(row).weekday() > 4 for row in part.rows[-28:])


def _proposed(export: FilePart, number: int) -> Asset:
    """An asset for a file that is of none: named by its lines, else by its name without what its format declares."""
    read = readings(export.file, export.format)
    label = min((one.label for one in read if not one.quote), key=len)
    of_lines = [one for symbol in export.symbols for one in symbol_readings(symbol, export.format)]
    # The shortest reading has no decoration and no quote currency left; the last of them is not the vendor's own word.
    symbol = min((one.label for one in reversed(of_lines or read)), key=len).upper()
    fits = Names({number: Asset(number, symbol, symbol)})
    return Asset(number, symbol, symbol, () if any(fits.named(one.label) for one in read) else (label,))


def _calendar(name: str, symbols: tuple[str, ...], vendor: str) -> str:
    """The exchange whose sessions a history without weekends follows: by its symbol's ending, else by its vendor."""
    for label in (*symbols, PurePosixPath(name).stem.upper()):
        ending = label.rpartition(".")[2].upper()
        if ending in _CALENDARS:
            return _CALENDARS[ending]
    return "XNYS" if vendor in _AMERICAN else ""


def shown(found: list[Proposal]) -> str:
    """The proposals as text: a line a file, and the lines for the file of assets that are missing."""
    width = max(len(p.file) for p in found)
    lines = []
    for p in found:
        what = f"refused: {p.refused}"
        if p.symbols:
            what = (
                f"{p.symbols[0]} symbols, {p.symbols[1]} of them of known assets, {p.series}; --symbols proposes others"
            )
        elif p.asset:
            new = "" if p.known else " (new)"
            what = f"{p.asset.symbol}{new}, {p.series}, {p.days} days from {p.first} to {p.last}"
        lines.append(f"{p.file:{width}}  {what}")
    if new := _new_lines(found):
        head = "For the file of assets (--write adds them); change ids, names and calendars as you like:"
        lines += ["", head, "", _csv(list(COLUMNS), new).rstrip()]
    several = [
        f"{line['symbol']} has files of {' and of '.join(_origins(found, line['id']))}: only {line['vendor']} would be loaded"
        for line in new
        if line["vendor"]
    ]
    return "\n".join([*lines, *(["", *several] if several else [])])


def write(found: list[Proposal], path: Path) -> list[str]:
    """Add what is missing to the file of assets, which is made if there is none; the symbols added or given an alias.

    Columns and lines that are there already are kept; ``read_assets`` took the file when the proposals were made.
    """
    header, lines = list(COLUMNS), {}
    if path.exists():
        header, given = table_of(path.name, path.read_text(encoding="utf-8-sig"))
        lines = {int(line["id"]): line for line in given.values()}
    new = _new_lines(found)
    for line in new:
        there = lines.setdefault(line["id"], line)
        there["aliases"] = line["aliases"]
    columns = [*header, *(column for column in COLUMNS if column not in header)]
    if new:
        path.write_text(_csv(columns, lines.values()), encoding="utf-8")
    return [line["symbol"] for line in new]


def _new_lines(found: list[Proposal]) -> list[dict[str, Any]]:
    """A line for each asset that is proposed, or gets an alias."""
    new = {p.asset.id: p for p in found if p.asset and not p.known}
    lines = []
    for p in new.values():
        one, origins = p.asset, _origins(found, p.asset.id)
        # That of the newest data; whoever means to mix others with it writes them there.
        vendor = origins[0] if len(origins) > 1 else ""
        values = (one.id, one.symbol, one.name, "|".join(one.aliases), p.calendar, vendor)
        lines.append(dict(zip(COLUMNS, values, strict=True)))
    return lines


def _origins(found: list[Proposal], asset: int) -> list[str]:
    """The series of an asset's files: first that of the newest data, among equals that of the longest history."""
    held = sorted((p for p in found if p.asset and p.asset.id == asset), key=lambda p: (p.last, p.days), reverse=True)
    return list(dict.fromkeys(p.series for p in held))


def _csv(columns: list[str], lines: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()
