"""Which asset a file, or a symbol in a file, is of: nothing is guessed."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from freshbars.inputs.assets import Asset
from freshbars.source.symbols import Symbols
from pricefiles.declaration import Format
from pricefiles.errors import FileError
from pricefiles.file_names import Reading, quote_of, readings, symbol_readings


class Owner(NamedTuple):
    """The asset of a file, and the quote currency that the file's name states; empty if it states none."""

    asset: Asset
    quote: str = ""


class Names:
    """Labels of assets, looked up at once however many assets there are. symbols: for files with many assets."""

    def __init__(self, assets: Mapping[int, Asset]) -> None:
        self._assets, self.symbols = assets, Symbols(assets)
        self._exact: dict[str, dict[int, Asset]] = {}
        self._plain: dict[str, dict[int, Asset]] = {}
        self._alias: dict[str, dict[int, Asset]] = {}
        for asset in assets.values():
            for label in (asset.symbol, asset.name):
                self._exact.setdefault(label, {})[asset.id] = asset
                self._plain.setdefault(_plain(label), {})[asset.id] = asset
            for alias in asset.aliases:
                self._alias.setdefault(_plain(alias), {})[asset.id] = asset

    def named(self, label: str) -> list[Asset]:
        """The assets that a label means: as it is written, else however it is spaced and capitalised, else by alias."""
        plain = _plain(label)
        for found in (self._exact.get(label), self._plain.get(plain), self._alias.get(plain)):
            if found:
                return list(found.values())
        return []

    def __contains__(self, asset: int) -> bool:
        return asset in self._assets

    def meant(self, symbol: str, format_: Format) -> list[Asset]:
        """The assets that a symbol in a file of one asset may mean."""
        return [owner.asset for owner in self._fits(symbol_readings(symbol, format_))]

    def of(self, name: str, format_: Format) -> Owner:
        """The owner of a file, by its name below the folder of exports, such as ``BTC/anything.csv`` or ``1_BTC.csv``.

        format_: that of the file, which declares what may surround a symbol in a name. Raises FileError where no asset
        fits, more than one does, or folder, id and name contradict each other.
        """
        path = PurePosixPath(name)
        folder = next(filter(None, map(self._folder, reversed(path.parts[:-1]))), None)
        read = readings(name, format_)
        fits = self._fits(read)
        if folder:
            if fits and folder not in [owner.asset for owner in fits]:
                raise FileError(
                    name,
                    None,
                    f"lies in the folder of {folder.symbol}, but its name says {fits[0].asset.symbol}; move or rename it",
                )
            return Owner(folder, self._quote(read, folder, format_))
        if owner := self._numbered(name, read[0].label, format_):
            return owner
        if len({owner.asset for owner in fits}) == 1:
            return Owner(fits[0].asset, fits[0].quote or self._quote(read, fits[0].asset, format_))
        raise self._unclear(name, min((one.label for one in read if not one.quote), key=len), fits)

    def _fits(self, read: Iterable[Reading]) -> list[Owner]:
        """What readings of a label may mean: the literal one if it fits, else all that do."""
        owners = [[Owner(asset, reading.quote) for asset in self.named(reading.label)] for reading in read]
        whole = next(iter(owners), [])
        plain = [o for some, reading in zip(owners, read, strict=True) if not reading.quote for o in some]
        return whole or plain or list(dict.fromkeys(owner for some in owners for owner in some))

    def _numbered(self, name: str, label: str, format_: Format) -> Owner | None:
        """The asset whose id the name begins with. Raises FileError if the rest of the name is not of that asset."""
        numbered = re.fullmatch(r"([0-9]{1,10})_(.+)", label)
        asset = self._assets.get(int(numbered[1])) if numbered else None
        if not asset or self.named(label):
            return None
        rest = symbol_readings(numbered[2], format_)
        owner = next((o for reading in rest for o in self._fits([reading]) if o.asset == asset), None)
        if not owner:
            raise FileError(
                name, None, f"asset {asset.id} is {asset.symbol} ({asset.name}), not {numbered[2]!r}; rename it"
            )
        return Owner(asset, owner.quote or self._quote(rest, asset, format_))

    def _quote(self, read: Iterable[Reading], asset: Asset, format_: Format) -> str:
        """The quote currency that one of these readings states of an asset's price."""
        for reading in read:
            if reading.label in (asset.symbol, asset.name) and not reading.quote:
                return ""
            if reading.quote and asset in self.named(reading.label):
                return reading.quote
            if quote := quote_of(reading.label, (asset.symbol, asset.name), format_):
                return quote
        return ""

    def _folder(self, part: str) -> Asset | None:
        if re.fullmatch(r"[0-9]{1,10}", part) and int(part) in self._assets:
            return self._assets[int(part)]
        found = self.named(part)
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _unclear(name: str, label: str, fits: list[Owner]) -> FileError:
        """Why a file's name does not say which asset it is of."""
        if not fits:
            return FileError(
                name,
                None,
                f"no asset has the name or symbol {label!r}; add it to the file of assets (or as an alias there), rename "
                "the export to <id>_<symbol>.csv, or put it into a folder named by the symbol",
            )
        ids = " and ".join(str(asset.id) for asset in dict.fromkeys(owner.asset for owner in fits))
        first = fits[0].asset
        return FileError(
            name,
            None,
            f"{label!r} may be asset {ids}; write {label} as an alias of the one that is meant in the file of assets, or "
            f"rename the file to {first.id}_{first.symbol}.csv",
        )


def _plain(label: str) -> str:
    return re.sub(r"[\s_/-]+", "", label).casefold()
