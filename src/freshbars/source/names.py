"""Of which asset a file is: by its folder, else by its name without what vendors put around a symbol."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from unicodedata import normalize

from freshbars.source.assets import Asset
from pricefiles.currency_pairs import MONEY, pairs
from pricefiles.errors import FileError
from pricefiles.file_names import FILE_NAME

# What Investing.com calls a history in its languages.
_HISTORY = (
    "Historische Daten|Données Historiques|Datos Históricos|Dati Storici|Dados Históricos|Historische Gegevens|"
    "Dane Historyczne|Geçmiş Verileri|Прошлые данные"
)
_SUFFIXES = re.compile(
    r"(?P<rest>.+?)(?:"
    r"[-_ ]1d(?:-\d{4}(?:-\d\d){0,2})?"  # Binance: BTCUSDT-1d-2024-12
    r"|_1440|_d|_day"  # Kraken, Stooq, CryptoDataDownload
    r"|, ?(?:1D|D)(?:_[0-9a-f]{5})?|_1D_[0-9a-f]{5}"  # TradingView: BINANCE_BTCUSDT, 1D
    r"| (?:Stock Price |ETF Stock Price )?Histor(?:y|ical Data)"  # Investing.com
    rf"| (?:- )?(?:{_HISTORY})"
    r"|\.(?:us|uk|de|jp|hk|hu|pl|v)"  # Stooq: aapl.us
    r"|[-_ ](?:daily|usd-max|max|history|historical|prices|ohlcv|data))",
    re.IGNORECASE,
)
_EXCHANGES = (
    "binance|binanceus|bitfinex|bitstamp|bittrex|bybit|cexio|coinbase|cryptocom|deribit|exmo|ftx|gateio|gemini|hitbtc|huobi|"
    "itbit|kraken|kucoin|mexc|okcoin|okex|okx|poloniex|upbit|nasdaq|nyse|amex|arca|lse|xetr|euronext|gpw|tse|hkex|asx|tsx"
)
_PREFIXES = re.compile(
    rf"(?:coin_|daily_(?:adjusted_)?|currency_daily_|HistoricalData[-_ ]|"
    rf"(?:{_HISTORY})(?: (?:de|del|di|da|do|van))? |(?:{_EXCHANGES})[_:])(?P<rest>.+)",
    re.IGNORECASE,
)
# TradingView puts any exchange before a symbol, and the interval behind.
_TRADINGVIEW = re.compile(r"[A-Z0-9_]+?_(?P<rest>[^_]+), ?(?:1D|D)(?:_[0-9a-f]{5})?")
# Kraken's names of its first currencies.
RENAMED = {"xbt": "btc", "xdg": "doge"}


class Names:
    """Labels of assets, looked up at once however many assets there are."""

    def __init__(self, assets: Mapping[int, Asset]) -> None:
        self._assets = assets
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
        """The assets that a label may mean: as it is written, else however it is spaced and capitalised, else by alias."""
        plain = _plain(label)
        for found in (self._exact.get(label), self._plain.get(plain), self._alias.get(plain)):
            if found:
                return list(found.values())
        renamed = RENAMED.get(plain)
        return list(self._plain.get(renamed, {}).values()) if renamed else []

    def of(self, name: str) -> Asset:
        """The asset of a file, by its name below the folder of exports, such as ``BTC/anything.csv`` or ``1_BTC.csv``.

        Raises FileError where no asset fits, more than one does, or folder, id and name contradict each other.
        """
        path = PurePosixPath(name)
        folder = next(filter(None, map(self._folder, reversed(path.parts[:-1]))), None)
        label, fits, stated = self._file(path.name)
        if folder:
            others = [asset for asset in fits if asset.id != folder.id]
            if others and len(others) == len(fits):
                raise FileError(
                    name,
                    None,
                    f"lies in the folder of {folder.symbol}, but its name says {others[0].symbol}; move or rename it",
                )
            return folder
        if len(fits) == 1:
            return fits[0]
        if fits:
            ids = " and ".join(str(asset.id) for asset in fits)
            raise FileError(
                name, None, f"{label!r} may be asset {ids}; rename the file to {fits[0].id}_{fits[0].symbol}.csv"
            )
        if stated:
            rest = label.partition("_")[2]
            raise FileError(
                name, None, f"asset {stated.id} is {stated.symbol} ({stated.name}), not {rest!r}; rename it"
            )
        raise FileError(
            name, None,
            f"no asset has the name or symbol {label!r}; add it to the file of assets (or as an alias there), rename the "
            "export to <id>_<symbol>.csv, or put it into a folder named by the symbol",
        )  # fmt: skip

    def quote(self, name: str, asset: Asset) -> str:
        """The quote currency that a file's name states, as BTCUSDT does for the asset BTC; empty if it states none."""
        for label in labels(PurePosixPath(name).name):
            if label in (asset.symbol, asset.name):
                return ""
            for base, quote in pairs(label):
                if asset in self.named(base):
                    return quote
        return ""

    def _folder(self, part: str) -> Asset | None:
        if re.fullmatch(r"[0-9]+", part) and int(part) in self._assets:
            return self._assets[int(part)]
        found = self.named(part)
        return found[0] if len(found) == 1 else None

    def _file(self, name: str) -> tuple[str, list[Asset], Asset | None]:
        """The label of a file's name, the assets that it may mean, and the one whose id it begins with."""
        label, *shorter = labels(name)
        numbered = re.fullmatch(r"([0-9]+)_(.+)", label)
        stated = self._assets.get(int(numbered[1])) if numbered else None
        if stated:
            rests = labels(f"{numbered[2]}.csv")
            if any(stated in fits(rest) for fits in (self.named, self._priced) for rest in rests):
                return label, [stated], stated
        if fits := self.named(label):
            return label, fits, stated
        if stated:
            return label, [], stated
        for rest in shorter:
            if fits := self.named(rest):
                return label, fits, None
        for rest in (label, *shorter):
            if fits := self._priced(rest):
                return label, fits, None
        return label, [], None

    def _priced(self, label: str) -> list[Asset]:
        """The assets whose price in money a pair may be; in another asset it must be an alias."""
        return next((fits for base, quote in pairs(label) if quote in MONEY and (fits := self.named(base))), [])


def labels(file_name: str) -> list[str]:
    """What of a file's name may be a symbol or a name: the whole first, then ever less of it."""
    # macOS takes letters and their accents apart.
    file_name = normalize("NFC", file_name)
    match = FILE_NAME.fullmatch(file_name)
    found = [match["label"] if match else file_name]
    for label in found:
        for rest in _shorter(label):
            if rest not in found:
                found.append(rest)
    return found


def _shorter(label: str) -> Iterator[str]:
    for pattern in (_TRADINGVIEW, _SUFFIXES, _PREFIXES):
        if match := pattern.fullmatch(label):
            yield match["rest"]


def _plain(label: str) -> str:
    return re.sub(r"[\s_/-]+", "", label).casefold()
