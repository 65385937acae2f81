"""Readers for the values of the configuration. Each returns the checked value or raises ValueError.

A reader that takes arguments comes with the JSON schema of the values that it accepts.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.timeframe import Timeframe

# A snapshot of a bar for each day, or only the last one of each finished bar.
ROWS = ("all", "finished")
# A reader, and the JSON schema of the values that it accepts.
Reader = tuple[Callable[[Any], Any], dict[str, Any]]


def integer(low: int, high: int | None = None) -> Reader:
    """A whole number of at least ``low`` and at most ``high`` (None: no limit). Digits as text count, for the command line."""

    def read(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            value = int(value)
        if type(value) is not int or value < low or (high is not None and value > high):
            upto = f" to {high}" if high is not None else " or more"
            raise ValueError(f"must be a whole number, {low}{upto}, not {value!r}")
        return value

    return read, {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


def positive(value: Any) -> float:
    """A finite number above 0."""
    try:
        number = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError):
        number = -1.0
    if not 0 < number < float("inf"):
        raise ValueError(f"must be a number above 0, not {value!r}")
    return number


def flag(value: Any) -> bool:
    """``true`` or ``false``, also as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ValueError(f"must be true or false, not {value!r}")


def one_of(*choices: str) -> Reader:
    """One of these words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    return read, {"enum": list(choices)}


def text(pattern: str, meaning: str) -> Reader:
    """Text that matches a pattern. meaning: what error messages call such a text."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(f"must be {meaning}, not {value!r}")
        return value

    return read, {"type": "string", "pattern": f"^({pattern})$"}


def optional(inner: Reader) -> Reader:
    """What ``inner`` reads, or None for null."""
    read, schema = inner
    return (lambda value: None if value in (None, "", "null") else read(value)), {"anyOf": [schema, {"type": "null"}]}


def items(value: Any) -> list:
    """A list, or one written as ``1,52`` on the command line."""
    if isinstance(value, str):
        return [item.strip() for item in value.strip("[]").split(",") if item.strip()]
    if isinstance(value, bool) or not isinstance(value, list | tuple | int):
        raise ValueError(f"must be a list, not {value!r}")
    return list(value) if not isinstance(value, int) else [value]


def unique(found: list) -> tuple:
    """The items of a list. Raises ValueError if one is named twice."""
    twice = sorted({str(item) for item in found if found.count(item) > 1})
    if twice:
        raise ValueError(f"names {', '.join(twice)} twice")
    return tuple(found)


def parse_ids(value: Any, expected: str = "asset ids") -> tuple[int, ...]:
    """Asset ids from a list, a number or ``1,52,825``, sorted. Raises ValueError for anything else, also for no id."""
    try:
        ids = [int(item) for item in items(value) if not isinstance(item, bool | float)]
    except (TypeError, ValueError):
        ids = []
    if not ids or len(ids) != len(items(value)) or min(ids) < 0:
        raise ValueError(f"must be {expected} such as 1,52,825, not {value!r}")
    if max(ids) >= 2**31:
        raise ValueError(f"asset ids are below 2147483648, not {max(ids)}")
    return tuple(sorted(set(ids)))


def all_or_ids(value: Any) -> tuple[int, ...] | None:
    """Asset ids; None for ``all``."""
    return None if value == "all" else parse_ids(value, "all or asset ids")


def instant(value: Any) -> datetime:
    """An instant in UTC. Raises ValueError if no time zone is given."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"must be an instant such as 2026-03-10T06:00:00Z, not {value!r}") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"must name its time zone, as in 2026-03-10T06:00:00Z, not {str(value)!r}")
    return value.astimezone(UTC)


def zone(value: Any) -> str:
    """The name of a time zone that exists."""
    try:
        ZoneInfo(value)
    except Exception:
        raise ValueError(f"must be a time zone such as UTC or America/New_York, not {value!r}") from None
    return value


def timeframes(family: str) -> Reader:
    """Timeframes of a family, none twice."""

    def read(value: Any) -> tuple[Timeframe, ...]:
        timeframes = [Timeframe.parse(str(label)) for label in items(value)]
        for timeframe in timeframes:
            BAR_FAMILIES[family].check(timeframe)
        return unique(timeframes)

    return read, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}


def periods(value: Any) -> tuple[int, ...]:
    """EMA periods, none twice."""
    read, _ = integer(1, 100_000)
    return unique([read(item) for item in items(value)])


class Rows(NamedTuple):
    """The rows of bars and of EMAs that are stored: ``all`` or ``finished``."""

    bars: str
    emas: str


def rows(value: Any) -> Rows:
    """One word for both, or a mapping with a word for each; one that is left out means all."""
    given = value if isinstance(value, dict) else {"bars": value, "emas": value}
    if given.keys() - set(Rows._fields) or any(word not in ROWS for word in given.values()):
        raise ValueError(f"must be {' or '.join(ROWS)}, or {{bars: finished, emas: all}}, not {value!r}")
    return Rows(**({"bars": "all", "emas": "all"} | given))


def families(value: Any) -> tuple[str, ...]:
    """Names of EMA families, none twice."""
    for item in (found := items(value)):
        if item not in EMA_FAMILIES:
            raise ValueError(f"'{item}' is not an EMA family; choose from {', '.join(EMA_FAMILIES)}")
    return unique(found)
