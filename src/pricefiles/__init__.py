"""Daily price files of any vendor, read into days: bytes in, rows out. Knows no database and no configuration."""

from importlib import import_module

_PUBLIC = {
    "read": "reading", "recognise": "reading", "PriceFile": "price_file", "FilePart": "price_file", "Format": "declaration",
    "PriceSeries": "price_series", "Sessions": "trading_day", "FileError": "errors", "ROW": "rows", "ACTION": "rows",
    "BUILT_IN": "formats.registry",
}  # fmt: skip
__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> object:
    # Programs that only need the error or a type start without the reader.
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
