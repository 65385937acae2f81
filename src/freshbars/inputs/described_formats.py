"""Formats that the configuration describes in ``source.formats``, as good as the built-in ones."""

import re
from collections.abc import Mapping
from typing import Any

from freshbars.config import Config
from pricefiles.dates import COMPACT, DMY, EPOCHS, ISO, MDY, PARTED, SPELLED
from pricefiles.declaration import UNKNOWN, Format, plain_name
from pricefiles.formats.common import DAILY

_DATES = {
    "auto": ((ISO, COMPACT, PARTED, SPELLED, EPOCHS), None),
    "iso": ((ISO,), None),
    "compact": ((COMPACT,), None),
    "mdy": ((PARTED,), MDY),
    "dmy": ((PARTED,), DMY),
    "spelled": ((SPELLED,), None),
    "epoch": ((EPOCHS,), None),
}


def formats_of(config: Config) -> tuple[Format, ...]:
    """The formats of a configuration, in its order."""
    return tuple(_format(given) for given in getattr(config.source, "formats", ()))


def _format(given: Mapping[str, Any]) -> Format:
    columns = given["columns"]
    date = given.get("date") or "auto"
    kinds, order = _DATES.get(date, ((ISO,), None))
    common = {
        "name": given["name"],
        "vendor": given["name"],
        "others": None,
        "dates": kinds,
        "order": order,
        "pattern": date if date not in _DATES else None,
        "delimiter": given.get("delimiter"),
        "decimal": given.get("decimal") or ".",
        "money": True,
        "zone": given.get("zone"),
        # The words that other formats know for an empty cell are known in these too.
        "unknown": UNKNOWN | {word.strip().lower() for word in given.get("missing") or ()},
        "names": (*map(re.escape, given.get("files") or ()), *DAILY),
        "zero": frozenset({"volume", "marketcap"} if given.get("volume") == "zero_unknown" else ()),
    }
    if not all(isinstance(place, int) for place in columns.values()):
        names = {role: re.escape(plain_name(name)) for role, name in columns.items()}
        return Format(columns=names, **common)
    # Without a header columns are counted from 1, and the last one named ends the line unless ``width`` says otherwise.
    places = [""] * (given.get("width") or max(columns.values()))
    for role, place in columns.items():
        places[place - 1] = role
    return Format(columns={role: role for role in columns}, places=tuple(places), **common)
