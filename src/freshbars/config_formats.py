"""The key ``source.formats``: how a vendor's file that is not known is described, checked as far as words go."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from freshbars import config_values as values

DATES = ("auto", "iso", "compact", "mdy", "dmy", "spelled", "epoch")
_NEEDED = ("date", "open", "high", "low", "close")
_ROLES = (*_NEEDED, "volume", "marketcap", "symbol")


def _columns(value: Any) -> dict[str, str | int]:
    if not isinstance(value, Mapping) or any(role not in _ROLES for role in value):
        raise ValueError(
            f"must map {', '.join(_ROLES)} to names of columns, or to their numbers from 1 on, not {value!r}"
        )
    if missing := [role for role in _NEEDED if role not in value]:
        raise ValueError(f"lacks {', '.join(missing)}")
    kinds = {type(name) for name in value.values()}
    if kinds not in ({str}, {int}) or any(
        name in ("", 0) or (kinds == {int} and not 0 < name < 1000) for name in value.values()
    ):
        raise ValueError(
            f"must all be names of columns, or all numbers from 1 on (a file without a header), not {value!r}"
        )
    if len(set(value.values())) < len(value):
        raise ValueError(f"names a column twice: {dict(value)!r}")
    return dict(value)


def _date(value: Any) -> str:
    if value in DATES or (isinstance(value, str) and "%" in value):
        return value
    raise ValueError(f"must be one of {', '.join(DATES)}, or a pattern such as %d.%m.%Y, not {value!r}")


def _name(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"[\w.-]+( [\w.-]+)*", value):
        return value
    raise ValueError(f"must be a name without special signs, not {value!r}")


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and value and all(isinstance(word, str) and word.strip() for word in value):
        return tuple(value)
    raise ValueError(f"must be a list of words such as ['#N/A'], not {value!r}")


def _files(value: Any) -> tuple[str, ...]:
    patterns = _words(value)
    if wrong := [pattern for pattern in patterns if pattern.count("<label>") != 1]:
        raise ValueError(f"must each hold <label>, where a file's name has the symbol, not {wrong[0]!r}")
    return patterns


def _one(*choices: str) -> Callable[[Any], Any]:
    return values.one_of(*choices)[0]


_READERS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "columns": _columns,
    "date": _date,
    "delimiter": _one(",", ";", "\t", "|"),
    "decimal": _one(".", ","),
    "zone": values.zone,
    "volume": _one("exact", "zero_unknown"),
    "width": values.integer(5, 1000)[0],
    "missing": _words,
    "files": _files,
}


def read(value: Any) -> tuple[dict[str, Any], ...]:
    """The described formats, checked. Raises ValueError that names the format and the key that is wrong."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(f"must be a list of formats, not {value!r}")
    found: list[dict[str, Any]] = []
    for n, given in enumerate(value, 1):
        if not isinstance(given, Mapping) or not {"name", "columns"} <= set(given):
            raise ValueError(f"entry {n} must have a name and columns, not {given!r}")
        if unknown := [str(key) for key in given if key not in _READERS]:
            raise ValueError(
                f"entry {n} has the unknown key {', '.join(unknown)}; a format knows {', '.join(_READERS)}"
            )
        checked = {}
        for key, raw in given.items():
            try:
                checked[key] = _READERS[key](raw)
            except ValueError as mistake:
                raise ValueError(f"entry {n}, {key} {mistake}") from None
        if checked["name"] in [other["name"] for other in found]:
            raise ValueError(f"entry {n} has the name {checked['name']} of an earlier one")
        found.append(checked)
    return tuple(found)


SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "columns"],
        "properties": {
            "name": {"type": "string"},
            "columns": {
                "type": "object",
                "additionalProperties": False,
                "required": list(_NEEDED),
                "properties": {role: {"type": ["string", "integer"]} for role in _ROLES},
            },
            "date": {"type": "string"},
            "delimiter": {"enum": [",", ";", "\t", "|"]},
            "decimal": {"enum": [".", ","]},
            "zone": {"type": "string"},
            "volume": {"enum": ["exact", "zero_unknown"]},
            "width": {"type": "integer", "minimum": 5, "maximum": 1000},
            "missing": {"type": "array", "items": {"type": "string"}},
            "files": {"type": "array", "items": {"type": "string"}},
        },
    },
}
