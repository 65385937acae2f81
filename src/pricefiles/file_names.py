"""What a file's name says: what may be a symbol in it, in which currency its prices are, and which window it promises.

A format declares what its vendor puts around a symbol as patterns: regular expressions, without regard to case, in which
``<label>`` stands for the symbol, ``<quote>`` for one of the format's quote currencies, ``<date>`` for a date, and
``<since>`` and ``<until>`` for the window of days that the file covers. Nothing else is ever removed from a name, but for
endings and the number of a repeated download.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

from pricefiles.declaration import Format

_DATE = r"(?:\d{1,2}[._]\d{1,2}[._]\d{4}|\d{4}[._-]\d{1,2}[._-]\d{1,2}|\d{8})"
_STEM = re.compile(r"(?P<label>.+?)(?: ?\(\d+\))?(?:\.(?:csv|txt|tsv|parquet|zip|gz)){1,2}", re.IGNORECASE)
# Assets in whose price others may be stated. A name such as ETHBTC must be an alias; these then name the quote.
_COINS = ("BTC", "ETH", "BNB", "XBT")


class Reading(NamedTuple):
    """A way to read a label: the symbol or name of an asset, and the quote currency if it is a pair."""

    label: str
    quote: str = ""


def readings(file_name: str, format_: Format) -> list[Reading]:
    """The ways to read a file's name, the whole of it first. The name may be preceded by folders."""
    # macOS takes letters and their accents apart.
    name = normalize("NFC", PurePosixPath(file_name).name)
    match = _STEM.fullmatch(name)
    return symbol_readings(match["label"] if match else name, format_)


def symbol_readings(label: str, format_: Format) -> list[Reading]:
    """The ways to read a label, the whole of it first: without the format's decorations, and as a pair."""
    found = [Reading(label)]
    # What each reading may still lose: nothing is removed twice.
    left = [_patterns(format_)]
    for (label, quote), patterns in zip(found, left, strict=True):
        rests = [] if quote else [*_shorter(label, patterns), *((pair, []) for pair in _pairs(label, format_))]
        for rest, others in rests:
            if rest not in found:
                found.append(rest)
                left.append(others)
    return found + [
        Reading(format_.renamed[r.label.upper()], r.quote) for r in found if r.label.upper() in format_.renamed
    ]


def _shorter(label: str, patterns: list[re.Pattern]) -> Iterator[tuple[Reading, list[re.Pattern]]]:
    """A label without one of its decorations, and the patterns of the others."""
    for pattern in patterns:
        if match := pattern.fullmatch(label):
            rest = Reading(match["label"], (match.groupdict().get("quote") or "").upper())
            yield rest, [other for other in patterns if other is not pattern]


def _pairs(label: str, format_: Format) -> Iterator[Reading]:
    """The ways to split a label into an asset and a quote currency: at a separator, else where the format has pairs."""
    if match := re.fullmatch(rf"(.+)[-_/: ]({'|'.join(format_.quotes) or '(?!)'})", label, re.IGNORECASE):
        yield Reading(match[1], match[2].upper())
    elif format_.pairs:
        for quote in format_.quotes:
            if len(label) > len(quote) and label.upper().endswith(quote):
                yield Reading(label[: -len(quote)], quote)


def quote_of(label: str, bases: Iterable[str], format_: Format) -> str:
    """The quote currency of a label that is a pair of one of ``bases``; empty if it is none."""
    for base in bases:
        rest = label.upper().removeprefix(base.upper())
        if rest != label.upper() and (rest := rest.lstrip("-_/: ")) in (*format_.quotes, *_COINS):
            return rest
    return ""


def windows(file_name: str, format_: Format) -> list[tuple[date, date]]:
    """The windows that a file's name may promise: one for each way to read its dates, none if it has none."""
    name = PurePosixPath(file_name).name
    stem = match["label"] if (match := _STEM.fullmatch(name)) else name
    found = (pattern.fullmatch(stem) for pattern in _patterns(format_) if "until" in pattern.groupindex)
    match = next((match for match in found if match and match["since"]), None)
    if not match:
        return []
    dates = [[int(part) for part in re.split("[._-]", match[name])] for name in ("since", "until")]
    if {len(parts) for parts in dates} != {3}:
        return []
    orders: Sequence[tuple[int, ...]] = [(2, 1, 0)] if "." in match["since"] else [(2, 0, 1), (2, 1, 0)]
    result = []
    for order in [(0, 1, 2)] if dates[0][0] > 31 else orders:
        with suppress(ValueError):
            since, until = (date(*(parts[i] for i in order)) for parts in dates)
            result.append((since, until))
    return result


def _patterns(format_: Format) -> list[re.Pattern]:
    return [_pattern(pattern, format_.quotes) for pattern in format_.names]


@cache
def _pattern(pattern: str, quotes: tuple[str, ...]) -> re.Pattern:
    parts = {
        "<label>": "(?P<label>.+?)", "<quote>": rf"(?P<quote>{'|'.join(quotes)})", "<date>": _DATE,
        "<since>": f"(?P<since>{_DATE})", "<until>": f"(?P<until>{_DATE})",
    }  # fmt: skip
    for token, expression in parts.items():
        pattern = pattern.replace(token, expression)
    return re.compile(pattern, re.IGNORECASE)
