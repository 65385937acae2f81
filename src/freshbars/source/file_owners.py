"""Which asset each file of the folder of exports is of: the format first, the name second."""

from pathlib import Path
from typing import NamedTuple

from freshbars.source.names import Names
from freshbars.source.stated_files import FileReader
from freshbars.store.loaded_files import KnownFile
from pricefiles.errors import FileError
from pricefiles.price_series import PriceSeries


class Claim(NamedTuple):
    """A file and the asset that it is of; the quote currency that its name states, empty if it states none.

    asset: None for a file that may hold many assets.
    """

    path: Path
    name: str
    asset: int | None
    quote: str = ""


def claim_of(reader: FileReader, names: Names, path: Path, name: str, known: KnownFile | None) -> Claim:
    """The claim of a file. Raises FileError for one that has no known format, or is of no asset or of two.

    known: what the ledger says of its content. A file that is loaded stays with its asset, unless its name says another.
    A file whose name says nothing, but whose lines or header have symbols, may hold many assets.
    """
    if known is None:
        try:
            owner = names.of(name, reader.recognise(path, name))
        except FileError:
            if reader.may_hold_many(path, name):
                return Claim(path, name, None)
            raise
        return Claim(path, name, owner.asset.id, owner.quote)
    for format_ in reader.formats_of_vendor(PriceSeries.read(known.series).vendor):
        try:
            owner = names.of(name, format_)
        except FileError:
            continue
        return Claim(path, name, owner.asset.id, owner.quote)
    if known.asset not in names:
        raise FileError(name, None, f"was loaded as asset {known.asset}, which is not in the file of assets any more")
    return Claim(path, name, known.asset)
