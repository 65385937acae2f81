"""Which asset a symbol in a file with many assets is of: by symbol or alias alone, never by name."""

from collections.abc import Mapping
from hashlib import blake2b

from freshbars.inputs.assets import Asset
from pricefiles.declaration import Format
from pricefiles.file_names import symbol_readings


class Symbols:
    """Symbols and aliases of assets. unclear: symbols that two assets have, and why they are nobody's."""

    def __init__(self, assets: Mapping[int, Asset]) -> None:
        self._assets = assets
        self._symbols: dict[str, dict[int, Asset]] = {}
        self.unclear: dict[str, str] = {}
        # The same symbols are in one file after the other.
        self._owners: dict[tuple[str, str], int | None] = {}
        self._spellings: dict[tuple[str, str], tuple[str, ...]] = {}
        for asset in assets.values():
            for label in (asset.symbol, *asset.aliases):
                for spelling in {label, label.casefold() if _one_case(label) else label}:
                    self._symbols.setdefault(spelling, {})[asset.id] = asset

    @property
    def digest(self) -> str:
        """A digest of what symbols in files with many assets may mean."""
        every = sorted((asset.id, asset.symbol, *asset.aliases) for asset in self._assets.values())
        return blake2b(repr(every).encode(), digest_size=12).hexdigest()

    @property
    def labels(self) -> list[str]:
        """All symbols and aliases, in lower case."""
        return sorted({label.casefold() for label in self._symbols})

    def of_symbol(self, symbol: str, format_: Format) -> Asset | None:
        """The asset that a symbol in a file with many means: by symbol or alias alone; None if it is nobody's.

        Symbols that differ in case alone may be two. Raises ValueError if two assets fit.
        """
        for reading in symbol_readings(symbol, format_):
            found = self._symbols.get(reading.label)
            if not found and _one_case(reading.label):
                found = self._symbols.get(reading.label.casefold())
            if found and len(found) > 1:
                raise ValueError(f"may be asset {' and '.join(map(str, found))}: both have it as symbol or alias")
            if found:
                return next(iter(found.values()))
        return None

    def owner(self, symbol: str, format_: Format) -> int | None:
        """The id of the one asset that a symbol in a file with many means; None where none does, or two do."""
        key = symbol, format_.name
        if key not in self._owners:
            self._owners[key] = None
            try:
                asset = self.of_symbol(symbol, format_)
                self._owners[key] = asset and asset.id
            except ValueError as error:
                self.unclear[symbol] = str(error)
        return self._owners[key]

    def spellings(self, symbol: str, format_: Format) -> tuple[str, ...]:
        """What a symbol in a file with many may be called, in lower case."""
        key = symbol, format_.name
        if key not in self._spellings:
            self._spellings[key] = tuple(one.label.casefold() for one in symbol_readings(symbol, format_))
        return self._spellings[key]


def _one_case(label: str) -> bool:
    return label in (label.upper(), label.lower())
