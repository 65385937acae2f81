"""The configuration: every key with its type, default and meaning, in one place.

What Snakemake merged from ``config.yaml``, ``--configfile`` and ``--config`` is validated as a whole before anything
runs; every mistake is reported on a line of its own. The JSON schema for editors is generated from the same keys.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.timeframe import Timeframe
from freshbars.environment import CONFIG_VARIABLE
from freshbars.errors import UserError

CONFIG_FILE = "config.yaml"


@dataclass(frozen=True)
class Key:
    """One configuration key: ``read`` turns a raw value into the checked one or raises ValueError."""

    default: Any
    doc: str
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


def _integer(low: int, high: int | None = None) -> tuple[Callable, dict]:
    def read(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            value = int(value)
        if type(value) is not int or value < low or (high is not None and value > high):
            upto = f" to {high}" if high is not None else " or more"
            raise ValueError(f"must be a whole number, {low}{upto}, not {value!r}")
        return value

    return read, {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


def _positive(value: Any) -> float:
    try:
        number = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError):
        number = -1.0
    if not 0 < number < float("inf"):
        raise ValueError(f"must be a number above 0, not {value!r}")
    return number


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ValueError(f"must be true or false, not {value!r}")


def _one_of(*choices: str) -> tuple[Callable, dict]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    return read, {"enum": list(choices)}


def _text(pattern: str, meaning: str) -> tuple[Callable, dict]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(f"must be {meaning}, not {value!r}")
        return value

    return read, {"type": "string", "pattern": f"^({pattern})$"}


def _optional(inner: tuple[Callable, dict]) -> tuple[Callable, dict]:
    read, schema = inner
    return (lambda value: None if value in (None, "", "null") else read(value)), {"anyOf": [schema, {"type": "null"}]}


def _items(value: Any) -> list:
    """A list, also where it was written as ``1,52`` on the command line."""
    if isinstance(value, str):
        return [item.strip() for item in value.strip("[]").split(",") if item.strip()]
    if isinstance(value, bool) or not isinstance(value, list | tuple | int):
        raise ValueError(f"must be a list, not {value!r}")
    return list(value) if not isinstance(value, int) else [value]


def _unique(items: list) -> tuple:
    twice = sorted({str(item) for item in items if items.count(item) > 1})
    if twice:
        raise ValueError(f"names {', '.join(twice)} twice")
    return tuple(items)


def parse_ids(value: Any) -> tuple[int, ...]:
    """Asset ids from a list, a number or ``1,52,825``. Raises ValueError for anything else, and for no id at all."""
    try:
        ids = [int(item) for item in _items(value) if not isinstance(item, bool | float)]
    except (TypeError, ValueError):
        ids = []
    if not ids or len(ids) != len(_items(value)) or min(ids) < 0:
        raise ValueError(f"must be asset ids such as 1,52,825, not {value!r}")
    if max(ids) >= 2**31:
        raise ValueError(f"asset ids are below 2147483648, not {max(ids)}")
    return tuple(sorted(set(ids)))


def _all_or_ids(value: Any) -> tuple[int, ...] | None:
    if value == "all":
        return None
    try:
        return parse_ids(value)
    except ValueError as mistake:
        raise ValueError(str(mistake).replace("must be asset ids", "must be all or asset ids")) from None


def _instant(value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"must be an instant such as 2026-03-10T06:00:00Z, not {value!r}") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"must name its time zone, as in 2026-03-10T06:00:00Z, not {str(value)!r}")
    return value.astimezone(UTC)


def _zone(value: Any) -> str:
    try:
        ZoneInfo(value)
    except Exception:
        raise ValueError(f"must be a time zone such as UTC or America/New_York, not {value!r}") from None
    return value


def _timeframes(family: str) -> tuple[Callable, dict]:
    def read(value: Any) -> tuple[Timeframe, ...]:
        timeframes = [Timeframe.parse(str(label)) for label in _items(value)]
        for timeframe in timeframes:
            BAR_FAMILIES[family].check(timeframe)
        return _unique(timeframes)

    return read, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}


def _periods(value: Any) -> tuple[int, ...]:
    read, _ = _integer(1, 100_000)
    return _unique([read(item) for item in _items(value)])


def _families(value: Any) -> tuple[str, ...]:
    for item in (items := _items(value)):
        if item not in EMA_FAMILIES:
            raise ValueError(f"'{item}' is no EMA family; there are {', '.join(EMA_FAMILIES)}")
    return _unique(items)


def _key(default: Any, doc: str, reader: Callable | tuple[Callable, dict], schema: dict | None = None) -> Key:
    read, schema = reader if isinstance(reader, tuple) else (reader, schema or {})
    return Key(default, doc, read, schema)


_IDS_SCHEMA = {"type": ["string", "integer", "array"], "items": {"type": "integer"}}
_WEEKS = (1, 2, 3, 4, 6, 8, 10)


def _defaults(family: str) -> list[str]:
    weeks = {"calendar": "W_CAL_", "anchor": "W_CAL_ANCHOR_"}
    match BAR_FAMILIES[family].alignment:
        case "rolling":
            return [f"{n}D" for n in (2, 3, 5, 7, 10, 14, 21, 28, 30, 60, 90, 180, 365)]
        case "calendar":
            rest = [f"{n}M_CAL" for n in (1, 2, 3, 6, 9, 12)] + [f"{n}Y_CAL" for n in (1, 2, 3, 4)]
        case _:
            rest = [f"{n}M_CAL_ANCHOR" for n in (1, 2, 3, 6, 12)] + [f"{n}Y_CAL_ANCHOR" for n in (1, 2, 4)]
    return [f"{n}{weeks[BAR_FAMILIES[family].alignment]}{BAR_FAMILIES[family].scheme}" for n in _WEEKS] + rest


KEYS: dict[str, Key | dict[str, Key]] = {
    "ids": _key("all", "Assets to refresh: all, or ids such as [1, 52, 825].", _all_or_ids, _IDS_SCHEMA),
    "source": {
        "kind": _key(
            "exports",
            "Where daily rows come from: exports (a folder of CSV files) or table (another program fills it).",
            _one_of("exports", "table"),
        ),
        "exports": _key("example/exports", "Folder of CSV exports, for kind exports.", _text(".+", "a folder")),
        "assets": _key(
            "example/assets.csv",
            "CSV file with the columns id, symbol, name: which asset a file or an id is. May be null for kind table.",
            _optional(_text(".+", "a file")),
        ),
        "table": _key(
            "cmc_price_histories7",
            "Table of daily rows, filled from the exports or by another program; may be schema.table.",
            _text(r"(\w+\.)?\w+", "a table or schema.table"),
        ),
    },
    "schema": _key(
        "public", "Database schema of all tables that Freshbars writes.", _text(r"[a-z_]\w*", "a lower-case name")
    ),
    "timezone": _key("UTC", "Time zone whose calendar days the bars follow.", _zone, {"type": "string"}),
    "as_of": _key(
        None,
        "Instant that freshness is judged at, as 2026-03-10T06:00:00Z; null is now.",
        _optional((_instant, {"type": "string", "format": "date-time"})),
    ),
    "staleness_hours": _key(
        48,
        "An asset is fresh while its newest daily bar is at most this many hours older than as_of.",
        _positive,
        {"type": "number", "exclusiveMinimum": 0},
    ),
    "skip_stale_check": _key(
        False, "true computes EMAs for stale and future assets as well.", _flag, {"type": "boolean"}
    ),
    "refresh_bars": _key(True, "false refreshes EMAs only, on the bars as they are.", _flag, {"type": "boolean"}),
    "rebuild": _key(
        None,
        "Asset ids to rebuild from scratch in this run, or all; meant for --config rebuild=1,52.",
        _optional((lambda value: value if value == "all" else parse_ids(value), _IDS_SCHEMA)),
    ),
    "bars": {
        name: _key(
            _defaults(name),
            f"Timeframes of the family {name}, like {family.example}; an empty list switches it off.",
            _timeframes(name),
        )
        for name, family in BAR_FAMILIES.items()
    },
    "emas": {
        "families": _key(
            list(EMA_FAMILIES),
            f"EMA families to compute, of {', '.join(EMA_FAMILIES)}.",
            _families,
            {"type": "array", "items": {"enum": list(EMA_FAMILIES)}, "uniqueItems": True},
        ),
        "periods": _key(
            [9, 10, 21, 50, 100, 200],
            "EMA periods, in bars.",
            _periods,
            {"type": "array", "items": {"type": "integer", "minimum": 1}, "uniqueItems": True},
        ),
    },
    "validate_sample": _key(
        20,
        "validate rebuilds so many assets in memory and compares every value; null for all assets.",
        _optional(_integer(0)),
    ),
    "restatement_wave": _key(
        0.1,
        "Assets that one load must restate to be called a wave: below 1 a share of all (at least 3), else a number.",
        _positive,
        {"type": "number", "exclusiveMinimum": 0},
    ),
    "verbose": _key(False, "true tells on the console what happens to each asset.", _flag, {"type": "boolean"}),
    "shards": _key(
        1,
        "Jobs per family: assets are split by id modulo this, so that more cores can work on one family.",
        _integer(1, 1000),
    ),
}


class Config(SimpleNamespace):
    """The checked configuration; attributes are named like the keys, sections are nested."""

    @property
    def raw(self) -> str:
        """The configuration as it was given, as JSON: what ``load`` reads back."""
        return self._raw

    def wants(self, asset: int) -> bool:
        """Whether an asset is one of those to refresh."""
        return self.ids is None or asset in self.ids

    def rebuilds(self, asset: int) -> bool:
        """Whether an asset is to be rebuilt from scratch."""
        return self.rebuild == "all" or (self.rebuild is not None and asset in self.rebuild)


def _read(keys: Mapping, given: Any, path: str, problems: list[str]) -> SimpleNamespace:
    values = {}
    if given is None:
        given = {}
    if not isinstance(given, Mapping):
        problems.append(f"{path.rstrip('.')} must hold {', '.join(keys)}, not {given!r}")
        given = {}
    for unknown in sorted(str(name) for name in given if name not in keys):
        where = path.rstrip(".") or "the configuration"
        problems.append(f"unknown key {path}{unknown}; {where} knows {', '.join(keys)}")
    for name, key in keys.items():
        if isinstance(key, dict):
            values[name] = _read(key, given.get(name), f"{path}{name}.", problems)
            continue
        try:
            values[name] = key.read(given.get(name, key.default))
        except ValueError as mistake:
            problems.append(f"{path}{name} {mistake}")
    return SimpleNamespace(**values)


def validate(given: Mapping[str, Any]) -> Config:
    """The checked configuration. Raises UserError that lists every mistake, one a line."""
    problems: list[str] = []
    values = _read(KEYS, given, "", problems)
    if not problems:
        for name in values.emas.families:
            if not getattr(values.bars, EMA_FAMILIES[name].bars) and not EMA_FAMILIES[name].has_1d:
                problems.append(f"emas.families names {name}, but bars.{EMA_FAMILIES[name].bars} is empty")
        if values.source.kind == "exports" and values.source.assets is None:
            problems.append("source.assets must name a file: it tells which asset an export belongs to")
    if problems:
        raise UserError("\n".join(f"configuration: {problem}" for problem in problems))
    return Config(**vars(values), _raw=json.dumps(given, default=str, sort_keys=True))


def load() -> Config:
    """The configuration of this run: what the Snakefile handed over, else ``config.yaml`` of the working directory."""
    if CONFIG_VARIABLE in os.environ:
        return validate(json.loads(os.environ[CONFIG_VARIABLE]))
    # Builders of a run get here seldom, and start faster without it.
    import yaml

    try:
        given = yaml.safe_load(Path(CONFIG_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"no {CONFIG_FILE} in {Path.cwd().name}: run in the project's folder") from None
    except yaml.YAMLError as error:
        raise UserError(f"{CONFIG_FILE} is not YAML: {error}".replace("\n", " ")) from None
    return validate(given or {})


def json_schema() -> dict[str, Any]:
    """The JSON schema of ``config.yaml``, for editors."""

    def node(keys: Mapping) -> dict[str, Any]:
        properties = {
            name: node(key) if isinstance(key, dict) else {"description": key.doc, "default": key.default, **key.schema}
            for name, key in keys.items()
        }
        return {"type": "object", "additionalProperties": False, "properties": properties}

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Freshbars", **node(KEYS)}
