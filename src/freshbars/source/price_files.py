"""Files as ``pricefiles`` reads them, with what the configuration and the assets' calendars say."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from freshbars.compute.sessions import Calendars
from freshbars.compute.timeframe import DAY_2000
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.source.described_formats import formats_of
from freshbars.source.exchange_zones import ZONES
from pricefiles.declaration import Format
from pricefiles.errors import FileError
from pricefiles.formats.registry import BUILT_IN
from pricefiles.price_file import FilePart, PriceFile
from pricefiles.price_series import PriceSeries
from pricefiles.reading import Recognised, read, recognise
from pricefiles.trading_day import Sessions


class PriceFiles:
    """Reads files under a configuration; ``calendars`` hold the sessions of each asset that has them."""

    def __init__(self, config: Config, calendars: Calendars) -> None:
        self._formats, self._timezone, self._calendars = formats_of(config), config.timezone, calendars

    def recognise(self, path: Path, name: str) -> Recognised:
        """The format of a file. Raises FileError for a file that has none."""
        return recognise(path, name=name, formats=self._formats)

    def of_vendor(self, vendor: str) -> list[Format]:
        """The formats of a vendor's files, also of those that an earlier version took for that vendor's."""
        every = (*self._formats, *BUILT_IN)
        return [one for one in every if vendor in (one.vendor, PriceSeries(one.vendor).formerly.vendor)]

    def read(self, path: Path, data: bytes | None, name: str, content: str = "", asset: int | None = None) -> FilePart:
        """The days of a file of one asset. Raises FileError for a file that is not flawless."""
        how = {"formats": self._formats, "timezone": self._timezone, "sessions": self.sessions(asset)}
        return read(path, data, name=name, content=content, **how).only

    def read_many(
        self, path: Path, data: bytes | None, name: str, content: str, owner: Callable[[str], int | None]
    ) -> PriceFile:
        """The days of a file of many assets; ``owner`` gives the asset of a symbol, None for one that nobody follows."""
        return read(
            path, data, name=name, content=content, formats=self._formats, timezone=self._timezone,
            sessions=lambda symbol: self.sessions(owner(symbol)), symbols=lambda symbol: owner(symbol) is not None,
        )  # fmt: skip

    def sessions(self, asset: int | None) -> Sessions | None:
        """The sessions of an asset; None if it trades every day."""
        held = self._calendars.get(asset) if asset is not None else None
        return held and Sessions(held.days - DAY_2000, held.opens, held.closes, ZONES.get(held.name))


@contextmanager
def as_user_error():
    """Turns the error of a file into one that is shown as a sentence."""
    try:
        yield
    except FileError as error:
        raise UserError(str(error)) from None
