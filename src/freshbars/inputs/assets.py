"""The file that lists the assets: ids, symbols, names, and what files of them are called."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from freshbars.config import Config
from freshbars.errors import InputFileError, UserError
from pricefiles.price_series import PriceSeries

__all__ = ["Asset", "assets_of", "csv_lines", "read_assets", "symbols_of"]


@dataclass(frozen=True)
class Asset:
    """One line of the file of assets.

    aliases: further labels of its files. vendors: those whose files are taken, such as ``yahoo`` or ``binance/USDT``;
    none means any, as long as they are all of one series. Several are mixed, which is then meant. retired: no new days
    are expected. calendar: that of its exchange, such as ``XNYS``; empty for an asset that trades every day. adjust:
    ``splits`` where raw prices are to be divided by the splits that their files state.
    """

    id: int
    symbol: str
    name: str
    aliases: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    retired: bool = False
    calendar: str = ""
    adjust: str = ""

    def entry(self, series: PriceSeries) -> str | None:
        """Which of ``vendors`` a series belongs to: the one that says most of it; None where none does."""
        best, most = None, -1
        for one in (series, series.formerly):
            held = {part.casefold() for part in (one.quote, one.adjustment) if part}
            for entry in self.vendors:
                vendor, *parts = entry.casefold().split("/")
                if vendor == one.vendor.casefold() and held.issuperset(parts) and len(parts) > most:
                    best, most = entry, len(parts)
        return best


def read_assets(path: Path, may_be_empty: bool = False) -> dict[int, Asset]:
    """The assets by id. Raises UserError, with file and line, for a file that does not list each id once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError(
            f"there is no file {path} (source.assets): write one with the columns id, symbol, name, one asset a line"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name} (source.assets) cannot be read: {error}") from None
    _, lines = table_of(path.name, text)
    found: dict[int, tuple[int, Asset]] = {}
    for line, given in lines.items():
        if not re.fullmatch(r"[0-9]{1,10}", given["id"]) or int(given["id"]) >= 2**31:
            raise InputFileError(path.name, line, f"id must be a whole number below 2147483648, not {given['id']!r}")
        if not given["symbol"] or not given["name"]:
            raise InputFileError(path.name, line, f"asset {given['id']} needs a symbol and a name")
        if not all(given[column].isprintable() for column in ("symbol", "name")):
            raise InputFileError(
                path.name, line, f"asset {given['id']}: its symbol or name holds what cannot be printed"
            )
        lists = (_listed(given.get(column, "")) for column in ("aliases", "vendor"))
        retired = given.get("retired", "").lower()
        if retired not in ("", "yes", "no"):
            raise InputFileError(path.name, line, f"retired must be yes, no or empty, not {given['retired']!r}")
        if (adjust := given.get("adjust", "")) not in ("", "splits"):
            raise InputFileError(path.name, line, f"adjust must be splits or empty, not {adjust!r}")
        about = given["symbol"], given["name"], *lists, retired == "yes", given.get("calendar", ""), adjust
        asset = Asset(int(given["id"]), *about)
        if asset.id in found:
            raise InputFileError(
                path.name, line, f"asset {asset.id} is already on line {found[asset.id][0]}; remove one"
            )
        found[asset.id] = line, asset
    if not found and not may_be_empty:
        raise InputFileError(
            path.name, None,
            "lists no asset; write one a line as id,symbol,name, or let freshbars assets --write do it for your files",
        )  # fmt: skip
    return {asset.id: asset for _, asset in found.values()}


def table_of(file: str, text: str) -> tuple[list[str], dict[int, dict[str, str]]]:
    """The columns of a file of assets, in lower case, and by line number what each line says. Raises UserError."""
    lines = {number: cells for number, cells in csv_lines(file, text) if any(cells)}
    header = [cell.strip().lower() for cell in lines.pop(min(lines))] if lines else []
    if not {"id", "symbol", "name"} <= set(header):
        raise InputFileError(file, 1, "the header must name the columns id, symbol, name")
    found = {}
    for line, cells in lines.items():
        if len(cells) > len(header):
            more = ", ".join(sorted({"adjust", "aliases", "calendar", "retired", "vendor"} - set(header)))
            raise InputFileError(
                file, line, f"has {len(cells)} cells, the header has {len(header)}; a column more may be: {more}"
            )
        # What a line leaves out at its end is empty.
        found[line] = {column: cell.strip() for column, cell in zip_longest(header, cells, fillvalue="")}
    return header, found


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def csv_lines(file: str, text: str) -> Iterable[tuple[int, list[str]]]:
    """Line numbers and cells, by the delimiter that the first line uses."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InputFileError(file, reader.line_num, f"is not valid CSV: {error}; the file is damaged") from None


def assets_of(config: Config) -> dict[int, Asset]:
    """The assets of the configuration's file by id; empty without one."""
    path = config.source.assets
    if path is None or (config.source.kind == "table" and not Path(path).exists()):
        return {}
    return read_assets(Path(path))


def symbols_of(config: Config) -> dict[int, str]:
    """Symbols by asset, as the file of assets gives them; empty without one."""
    return {asset: entry.symbol for asset, entry in assets_of(config).items()}


def refuse_unknown_ids(config: Config) -> None:
    """Raise UserError if ``ids`` names an asset that no export can be of. Who fills a table may know others."""
    if config.source.kind != "exports" or config.ids is None:
        return
    if unknown := sorted(set(config.ids) - symbols_of(config).keys()):
        raise UserError(
            f"ids names {', '.join(map(str, unknown))}: not in {config.source.assets} (source.assets); "
            "correct ids, or add a line id,symbol,name for each"
        )
