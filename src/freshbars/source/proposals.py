"""What a folder of histories holds: for each file its vendor and days, and a line for the file of assets."""

import csv
import io
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.source.assets import Asset, read_assets
from freshbars.source.export import day_of
from freshbars.source.files import csv_files, shown_name
from freshbars.source.formats.configured import formats_of
from freshbars.source.formats.parse import parse_export
from freshbars.source.names import Names, labels
from freshbars.source.origin import FileError
from freshbars.source.pairs import pairs

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


@dataclass(frozen=True)
class Proposal:
    """One file: its asset (proposed, where ``known`` is false), what it is of, or why it would be refused."""

    file: str
    asset: Asset | None
    known: bool
    calendar: str = ""
    origin: str = ""
    days: int = 0
    first: date | None = None
    last: date | None = None
    refused: str = ""


def proposals(config: Config, folder: Path) -> list[Proposal]:
    """What each file of a folder is, by name. Raises UserError where there is no such folder, or it holds no history."""
    if not folder.is_dir():
        raise UserError(f"there is no folder {folder}")
    files = csv_files(folder)
    if not files:
        raise UserError(f"the folder {folder} holds no history (CSV, txt, gz, zip or Parquet)")
    assets: dict[int, Asset] = {}
    if config.source.assets and Path(config.source.assets).exists():
        assets = read_assets(Path(config.source.assets))
    found, names, formats = [], Names(assets), formats_of(config)
    for path in files:
        name = shown_name(path.relative_to(folder))
        try:
            export = parse_export(path, name=name, formats=formats, timezone=config.timezone)
        except FileError as error:
            found.append(Proposal(name, None, False, refused=error.where))
            continue
        try:
            asset, known = names.of(name), True
        except FileError:
            asset, known = _proposed(name, export.symbols, max(assets, default=0) + 1), False
            # The next file of the same symbol is of the same asset.
            if same := next((a for a in assets.values() if a.symbol.casefold() == asset.symbol.casefold()), None):
                asset = replace(same, aliases=tuple(dict.fromkeys((*same.aliases, *asset.aliases))))
            assets[asset.id] = asset
            names = Names(assets)
        first, last = day_of(export.rows[0]), day_of(export.rows[-1])
        weekend = any(day_of(row).weekday() > 4 for row in export.rows[-28:])
        calendar = "" if weekend else _calendar(name, export.symbols, export.origin.vendor)
        found.append(Proposal(name, asset, known, calendar, str(export.origin), len(export.rows), first, last))
    return [replace(p, asset=assets.get(p.asset.id, p.asset)) if p.asset else p for p in found]


def _proposed(name: str, symbols: tuple[str, ...], number: int) -> Asset:
    """An asset for a file that no asset fits: named by its lines, else by its folder, else by the file's name."""
    path = PurePosixPath(name)
    whole, *shorter = labels(path.name)
    label = shorter[-1] if shorter else whole
    base = (pairs(label) or [(label, "")])[0][0]
    symbol = re.sub(r"\.[A-Z]{1,2}$", "", symbols[0]) if symbols else base.upper()
    aliases = () if label.casefold() == symbol.casefold() else (label,)
    return Asset(number, symbol, symbol, aliases)


def _calendar(name: str, symbols: tuple[str, ...], vendor: str) -> str:
    """The exchange whose sessions a history without weekends follows: by its symbol's ending, else by its vendor."""
    for label in (*symbols, PurePosixPath(name).stem.upper()):
        ending = label.rpartition(".")[2].upper()
        if ending in _CALENDARS:
            return _CALENDARS[ending]
    return "XNYS" if vendor in ("yahoo", "nasdaq", "alphavantage", "tiingo") else ""


def shown(found: list[Proposal]) -> str:
    """The proposals as text: a line a file, and the lines for the file of assets that are missing."""
    width = max(len(p.file) for p in found)
    lines = []
    for p in found:
        what = f"refused: {p.refused}"
        if p.asset:
            new = "" if p.known else " (new)"
            what = f"{p.asset.symbol}{new}, {p.origin}, {p.days} days from {p.first} to {p.last}"
        lines.append(f"{p.file:{width}}  {what}")
    new = {p.asset.id: p for p in found if p.asset and not p.known}
    if not new:
        return "\n".join(lines)
    out, several = io.StringIO(), []
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "symbol", "name", "aliases", "calendar", "vendor"])
    for p in new.values():
        held = sorted((q for q in found if q.asset and q.asset.id == p.asset.id), key=lambda q: -q.days)
        origins = list(dict.fromkeys(q.origin for q in held))
        # The longest history; whoever means to mix others with it writes them there.
        vendor = origins[0] if len(origins) > 1 else ""
        if vendor:
            several.append(f"{p.asset.symbol} has files of {' and of '.join(origins)}: only {vendor} would be loaded")
        writer.writerow([p.asset.id, p.asset.symbol, p.asset.name, "|".join(p.asset.aliases), p.calendar, vendor])
    lines += ["", "For the file of assets; change ids, names and calendars as you like:", "", out.getvalue().rstrip()]
    return "\n".join([*lines, *(["", *several] if several else [])])
