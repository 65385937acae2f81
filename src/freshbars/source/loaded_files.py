"""Loaded files: which need not be read again, and which files may be mixed for one asset."""

from collections.abc import Mapping

from freshbars.compute.instants import DAY_2000, DAY_US, microseconds
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.inputs.assets import Asset
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.loaded_files import known_files, series_of_assets
from freshbars.store.loaded_fingerprints import read_loaded
from freshbars.store.price_history import PriceHistory
from pricefiles.errors import FileError
from pricefiles.price_file import FilePart
from pricefiles.price_series import PriceSeries


class Ledger:
    """What was loaded before, as a run finds it under its configuration and calendars.

    files: the loaded files of one asset by content. series: for each asset and price series the name of one of its files.
    left: the fingerprint of each asset's rows as the last load left them, None if they were not those of its files.
    changed: the assets whose rows another program changed. misplaced: the contents whose days got their hours from another
    time zone or other sessions than the present ones. known: the contents that need not be read again: all but those of
    changed assets and the misplaced ones.
    """

    def __init__(self, config: Config, history: PriceHistory, calendars: Calendars) -> None:
        self._timezone, self._calendars = config.timezone, calendars
        self.files, self.left, held = known_files(history.cursor), read_loaded(history.cursor), history.stated()
        self.series = [(asset, name, PriceSeries.read(s)) for asset, name, s in series_of_assets(history.cursor)]
        self.changed = {asset for asset, *_ in self.series if self.left.get(asset) != held.get(asset, Fingerprint())}
        self.misplaced = {
            content
            for content, one in self.files.items()
            if one.placed not in (None, self.placed(one.asset, microseconds(one.last_ts)))
        }
        self.known = {
            content
            for content, one in self.files.items()
            if one.asset not in self.changed and content not in self.misplaced
        }

    def placed(self, asset: int, last_ts: int) -> str:
        """What gives the days of an asset's files their hours: the time zone, or the sessions up to the last day."""
        sessions = self._calendars.get(asset)
        return self._timezone if sessions is None else sessions.mark(last_ts // DAY_US + DAY_2000)


def check_unmixed(asset: Asset, file: FilePart, others: Mapping[str, PriceSeries]) -> None:
    """Refuse a file of another vendor, quote currency or adjustment than the asset's ``others`` (series by file).

    Series that several entries of the asset's vendors name may be mixed. Raises FileError.
    """
    series = file.series
    entry = asset.entry(series)
    if asset.vendors and entry is None:
        raise FileError(
            file.file, None,
            f"is of {series}, and the file of assets takes {' and '.join(asset.vendors)} for {asset.symbol}; remove the file, "
            f"or write there vendor {series} to change to it or {'|'.join((*asset.vendors, str(series)))} to mix both",
        )  # fmt: skip
    for name, other in others.items():
        its = asset.entry(other)
        if series.agrees(other) or (entry and its and entry != its):
            continue
        raise FileError(
            file.file, None,
            f"is of {series}, while {name} of the same asset {asset.symbol} is of {other}: they are not mixed by themselves; "
            f"to change the vendor, leave only the new one's files in the folder and run freshbars unload --ids {asset.id} "
            f"--all; to mix both, write vendor {other}|{series} in the file of assets",
        )  # fmt: skip
