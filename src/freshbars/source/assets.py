"""The file that lists the assets, and of which of them an export is, by its name."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from freshbars.config import Config
from freshbars.errors import UserError

_DATE = r"\d{1,2}[._]\d{1,2}[._]\d{4}|\d{4}[._-]\d{1,2}[._-]\d{1,2}"
_FILE_NAME = re.compile(
    rf"(?P<label>.+?)(?:_(?P<since>{_DATE})-(?P<until>{_DATE}))?(?:_historical_data_coinmarketcap)?(?: ?\(\d+\))?\.csv",
    re.IGNORECASE,
)


class FileError(UserError):
    """One file cannot be taken: its name (never a path), the line where there is one, and the reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}{f', line {line}' if line else ''}: {reason}")


@dataclass(frozen=True)
class Asset:
    """One line of the file of assets."""

    id: int
    symbol: str
    name: str


def read_assets(path: Path) -> dict[int, Asset]:
    """The assets by id. Raises UserError, with file and line, for a file that does not list each id once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError(
            f"there is no file {path} (source.assets): write one with the columns id, symbol, name, one asset a line"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name} (source.assets) cannot be read: {error}") from None
    lines = {number: cells for number, cells in csv_lines(path.name, text) if any(cells)}
    header = [cell.strip().lower() for cell in lines.pop(min(lines))] if lines else []
    if not {"id", "symbol", "name"} <= set(header):
        raise FileError(path.name, 1, "the header must name the columns id, symbol, name")
    found: dict[int, tuple[int, Asset]] = {}
    for line, cells in lines.items():
        if len(cells) != len(header):
            raise FileError(path.name, line, f"has {len(cells)} cells, the header has {len(header)}")
        given = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
        if not re.fullmatch(r"[0-9]{1,10}", given["id"]) or int(given["id"]) >= 2**31:
            raise FileError(path.name, line, f"id must be a whole number below 2147483648, not {given['id']!r}")
        if not given["symbol"] or not given["name"]:
            raise FileError(path.name, line, f"asset {given['id']} needs a symbol and a name")
        asset = Asset(int(given["id"]), given["symbol"], given["name"])
        if asset.id in found:
            raise FileError(path.name, line, f"asset {asset.id} is already on line {found[asset.id][0]}; remove one")
        found[asset.id] = line, asset
    if not found:
        raise FileError(path.name, None, "lists no asset; write one a line as id,symbol,name")
    return {asset.id: asset for _, asset in found.values()}


def asset_of(file_name: str, assets: Mapping[int, Asset]) -> Asset:
    """The asset of an export by its file name: vendor's name with dates, ``1_BTC.csv`` or ``BTC.csv``.

    Raises FileError where no asset fits, more than one does, or the id in the name contradicts the rest of it.
    """
    match = _FILE_NAME.fullmatch(file_name)
    label = match["label"] if match else Path(file_name).stem
    numbered = re.fullmatch(r"([0-9]+)_(.+)", label)
    stated = assets.get(int(numbered[1])) if numbered else None
    if stated and stated in _named(numbered[2], assets):
        return stated
    fits = _named(label, assets)
    if len(fits) == 1:
        return fits[0]
    if fits:
        ids = " and ".join(str(asset.id) for asset in fits)
        raise FileError(
            file_name, None, f"{label!r} may be asset {ids}; rename the file to {fits[0].id}_{fits[0].symbol}.csv"
        )
    if stated:
        raise FileError(
            file_name, None, f"asset {stated.id} is {stated.symbol} ({stated.name}), not {numbered[2]!r}; rename it"
        )
    raise FileError(
        file_name, None,
        f"no asset has the name or symbol {label!r}; add it to the file of assets, or rename the export to <id>_<symbol>.csv",
    )  # fmt: skip


def _named(label: str, assets: Mapping[int, Asset]) -> list[Asset]:
    """The assets that a label may mean: as it is written, else however it is spaced and capitalised."""
    exact = [asset for asset in assets.values() if label in (asset.symbol, asset.name)]
    return exact or [a for a in assets.values() if _plain(label) in (_plain(a.symbol), _plain(a.name))]


def _plain(label: str) -> str:
    return re.sub(r"[\s_-]+", "", label).casefold()


def promised(file_name: str) -> list[tuple[date, date]]:
    """The windows that a file name may promise: one for each way to read its dates, none where it has none."""
    match = _FILE_NAME.fullmatch(file_name)
    if not match or not match["since"]:
        return []
    dates = [[int(part) for part in re.split("[._-]", match[name])] for name in ("since", "until")]
    orders = [(2, 1, 0)] if "." in match["since"] else [(2, 0, 1), (2, 1, 0)]
    windows = []
    for order in [(0, 1, 2)] if dates[0][0] > 31 else orders:
        with suppress(ValueError):
            since, until = (date(*(parts[i] for i in order)) for parts in dates)
            windows.append((since, until))
    return windows


def csv_files(folder: Path) -> list[Path]:
    """The CSV files of a folder by name, without hidden ones."""
    return sorted(f for f in folder.iterdir() if f.suffix.lower() == ".csv" and f.name[0] != "." and f.is_file())


def csv_lines(file: str, text: str) -> Iterable[tuple[int, list[str]]]:
    """Line numbers and cells, by the delimiter that the first line uses."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise FileError(file, reader.line_num, f"is no CSV: {error}; the file is damaged") from None


def symbols_of(config: Config) -> dict[int, str]:
    """Symbols by asset, as the file of assets gives them; empty without one."""
    path = config.source.assets
    if path is None or (config.source.kind == "table" and not Path(path).exists()):
        return {}
    return {asset: entry.symbol for asset, entry in read_assets(Path(path)).items()}
