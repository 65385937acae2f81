"""The configuration: every key with its type, default and meaning, in one place.

It is validated as a whole before anything runs, and every mistake gets a line. The JSON schema is made from the same keys.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from freshbars import config_formats
from freshbars import config_values as values
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.timeframe import Timeframe
from freshbars.config_values import parse_ids
from freshbars.environment import CONFIG_VARIABLE
from freshbars.errors import UserError

CONFIG_FILE = "config.yaml"


class Key(NamedTuple):
    """One configuration key: ``read`` turns a raw value into the checked one or raises ValueError."""

    default: Any
    doc: str
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


def _key(default: Any, doc: str, reader: Callable | tuple[Callable, dict], schema: dict | None = None) -> Key:
    read, schema = reader if isinstance(reader, tuple) else (reader, schema or {})
    return Key(default, doc, read, schema)


_FLAG = (values.flag, {"type": "boolean"})
_IDS_SCHEMA = {"type": ["string", "integer", "array"], "items": {"type": "integer"}}
_OF_BOTH = {"enum": list(values.ROWS)}
_OF_EACH = {"additionalProperties": False, "properties": dict.fromkeys(values.Rows._fields, _OF_BOTH)}
_ROWS_SCHEMA = {"anyOf": [_OF_BOTH, {"type": "object", **_OF_EACH}]}
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
    # Months and years are the same in the US and the ISO calendar: by default they are computed once.
    rest = [] if BAR_FAMILIES[family].scheme == "US" else rest
    return [f"{n}{weeks[BAR_FAMILIES[family].alignment]}{BAR_FAMILIES[family].scheme}" for n in _WEEKS] + rest


KEYS: dict[str, Key | dict[str, Key]] = {
    "ids": _key("all", "Assets to refresh: all, or ids such as [1, 52, 825].", values.all_or_ids, _IDS_SCHEMA),
    "source": {
        "kind": _key(
            "exports",
            "Where daily rows come from: exports (a folder of CSV files) or table (another program fills it).",
            values.one_of("exports", "table"),
        ),
        "exports": _key("example/exports", "Folder of CSV exports, for kind exports.", values.text(".+", "a folder")),
        "assets": _key(
            "example/assets.csv",
            "CSV file with the columns id, symbol, name: which asset a file or an id is. May be null for kind table.",
            values.optional(values.text(".+", "a file")),
        ),
        "exclusions": _key(
            None,
            "CSV file with the columns id, day, reason: days of the source that become rejects instead of bars.",
            values.optional(values.text(".+", "a file")),
        ),
        "confirmed": _key(
            None,
            "CSV file with the columns id, day, kind, value, note: implausible days that a person confirmed.",
            values.optional(values.text(".+", "a file")),
        ),
        "table": _key(
            "cmc_price_histories7",
            "Table of daily rows, filled from the exports or by another program; may be schema.table.",
            values.text(r"(\w+\.)?\w+", "a table or schema.table"),
        ),
        "formats": _key(
            [],
            "Formats of files that are not built in, each with a name and columns, as docs/formats.md describes.",
            (config_formats.read, config_formats.SCHEMA),
        ),
        "follow_links": _key(False, "true reads files through links that leave the folder of exports.", _FLAG),
    },
    "schema": _key(
        "public",
        "Database schema of all tables that Freshbars writes.",
        values.text(r"[a-z_][a-z0-9_]{0,62}", "a lower-case name"),
    ),
    "timezone": _key("UTC", "Time zone whose calendar days the bars follow.", values.zone, {"type": "string"}),
    "as_of": _key(
        None,
        "Instant at which freshness is judged, such as 2026-03-10T06:00:00Z; null means now.",
        values.optional((values.instant, {"type": "string", "format": "date-time"})),
    ),
    "staleness_hours": _key(
        48,
        "An asset is fresh while its newest daily bar is at most this many hours older than as_of.",
        values.positive,
        {"type": "number", "exclusiveMinimum": 0},
    ),
    "skip_stale_check": _key(False, "true computes EMAs for stale and future assets as well.", _FLAG),
    "suspects": _key(
        "hold",
        "Implausible new bars: hold keeps EMAs at the bars accepted so far, warn only reports them, off checks nothing.",
        values.one_of("hold", "warn", "off"),
    ),
    "refresh_bars": _key(True, "false refreshes only EMAs, from the stored bars.", _FLAG),
    "rebuild": _key(
        None,
        "Asset ids to rebuild from scratch in this run, or all; meant for --config rebuild=1,52.",
        values.optional((lambda value: value if value == "all" else parse_ids(value), _IDS_SCHEMA)),
    ),
    "bars": {
        name: _key(
            _defaults(name),
            f"Timeframes of the family {name}, like {family.example}; an empty list switches it off.",
            values.timeframes(name),
        )
        for name, family in BAR_FAMILIES.items()
    },
    "emas": {
        "families": _key(
            list(EMA_FAMILIES),
            f"EMA families to compute, of {', '.join(EMA_FAMILIES)}.",
            values.families,
            {"type": "array", "items": {"enum": list(EMA_FAMILIES)}, "uniqueItems": True},
        ),
        "periods": _key(
            [9, 10, 21, 50, 100, 200],
            "EMA periods, in bars.",
            values.periods,
            {"type": "array", "items": {"type": "integer", "minimum": 1}, "uniqueItems": True},
        ),
    },
    "rows": _key(
        "all",
        "Rows to store: all (one per day), finished (one per finished bar), or a word for each: {bars: all, emas: finished}.",
        values.rows,
        _ROWS_SCHEMA,
    ),
    "validate_sample": _key(
        20,
        "Number of assets that validate rebuilds in memory and compares value by value; null for all.",
        values.optional(values.integer(0)),
    ),
    "restatement_wave": _key(
        0.1,
        "Assets that a load must restate to count as a wave; below 1, a fraction of all assets (at least 3).",
        values.positive,
        {"type": "number", "exclusiveMinimum": 0},
    ),
    "publication_delay": _key(
        None,
        "Hours after its close at which a bar of an asset's first load counts as known; null: when it was loaded.",
        values.optional((values.positive, {"type": "number", "exclusiveMinimum": 0})),
    ),
    "verbose": _key(False, "true shows on the console what happens to each asset.", _FLAG),
    "shards": _key(
        1,
        "Jobs per family; assets are split by id modulo this number, so that several cores can work on one family.",
        values.integer(1, 1000),
    ),
}


@dataclass(frozen=True)
class SourceConfig:
    """The section ``source``."""

    kind: str
    exports: str
    assets: str | None
    table: str
    exclusions: str | None = None
    confirmed: str | None = None
    formats: tuple[Mapping[str, Any], ...] = ()
    follow_links: bool = False


@dataclass(frozen=True)
class BarsConfig:
    """The section ``bars``: the timeframes of each family."""

    multi_tf: tuple[Timeframe, ...]
    cal_us: tuple[Timeframe, ...]
    cal_iso: tuple[Timeframe, ...]
    cal_anchor_us: tuple[Timeframe, ...]
    cal_anchor_iso: tuple[Timeframe, ...]


@dataclass(frozen=True)
class EmasConfig:
    """The section ``emas``."""

    families: tuple[str, ...]
    periods: tuple[int, ...]

    def __post_init__(self) -> None:
        # Without a period no family has a series.
        if not self.periods:
            object.__setattr__(self, "families", ())


@dataclass(frozen=True)
class Config:
    """The checked configuration: an attribute for each of ``KEYS``, with None for ``null`` and for all ``ids``.

    raw: the configuration as it was given, as JSON, which ``load`` can read back.
    """

    ids: tuple[int, ...] | None
    source: SourceConfig
    schema: str
    timezone: str
    as_of: datetime | None
    staleness_hours: float
    skip_stale_check: bool
    suspects: str
    refresh_bars: bool
    rebuild: tuple[int, ...] | str | None
    bars: BarsConfig
    emas: EmasConfig
    rows: values.Rows
    validate_sample: int | None
    restatement_wave: float
    publication_delay: float | None
    verbose: bool
    shards: int
    raw: str

    def wants(self, asset: int) -> bool:
        """Whether an asset is one of those to refresh."""
        return self.ids is None or asset in self.ids

    def rebuilds(self, asset: int) -> bool:
        """Whether an asset is to be rebuilt from scratch."""
        return self.rebuild == "all" or (self.rebuild is not None and asset in self.rebuild)


_SECTIONS: dict[str, type] = {"source": SourceConfig, "bars": BarsConfig, "emas": EmasConfig}


def _read(keys: Mapping, given: Any, path: str, problems: list[str]) -> dict[str, Any]:
    """The checked values by key. Adds what is wrong to ``problems`` and leaves out these keys."""
    checked: dict[str, Any] = {}
    if given is None:
        given = {}
    if not isinstance(given, Mapping):
        problems.append(f"{path.rstrip('.')} must hold {', '.join(keys)}, not {given!r}")
        given = {}
    for unknown in sorted(str(name) for name in given if name not in keys):
        where = path.rstrip(".") or "the configuration"
        problems.append(f"unknown key {path}{unknown}; {where} has the keys {', '.join(keys)}")
    for name, key in keys.items():
        if isinstance(key, dict):
            checked[name] = _read(key, given.get(name), f"{path}{name}.", problems)
            continue
        try:
            checked[name] = key.read(given.get(name, key.default))
        except ValueError as mistake:
            problems.append(f"{path}{name} {mistake}")
    return checked


def validate(given: Mapping[str, Any]) -> Config:
    """The checked configuration. Raises UserError that lists every mistake, one a line."""
    problems: list[str] = []
    checked = _read(KEYS, given, "", problems)
    if not problems:
        sections = {name: section(**checked.pop(name)) for name, section in _SECTIONS.items()}
        config = Config(**checked, **sections, raw=json.dumps(given, default=str, sort_keys=True))
        problems = _contradictions(config)
    if problems:
        raise UserError("\n".join(f"configuration: {problem}" for problem in problems))
    return config


def _contradictions(config: Config) -> list[str]:
    """Problems of keys that are valid one by one, but not together."""
    problems = [
        f"emas.families names {name}, but bars.{EMA_FAMILIES[name].bars} is empty"
        for name in config.emas.families
        if not getattr(config.bars, EMA_FAMILIES[name].bars) and not EMA_FAMILIES[name].has_1d
    ]
    if config.source.kind == "exports" and config.source.assets is None:
        problems.append("source.assets must name a file: it says which asset an export belongs to")
    return problems


def load(files: Iterable[Path] = ()) -> Config:
    """The configuration of this run: passed on by the Snakefile, else ``config.yaml`` of the working directory.

    files: further configuration files, each overriding those before it, like Snakemake's --configfile.
    """
    if (passed_on := of_run()) is not None:
        return validate(passed_on)
    given: dict[str, Any] = {}
    for file in (Path(CONFIG_FILE), *files):
        given = _laid_over(given, _of_file(file))
    return validate(given)


def of_run() -> dict[str, Any] | None:
    """The configuration that a run passed on, directly or, if it is long, as the name of a file. None without a run."""
    text = os.environ.get(CONFIG_VARIABLE, "")
    return json.loads(Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text) if text else None


def _of_file(file: Path) -> Mapping[str, Any]:
    # Builders of a run rarely get here, and start faster without it.
    import yaml

    try:
        return yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise UserError(f"no {file} in {Path.cwd().name}: run in the project's folder") from None
    except yaml.YAMLError as error:
        raise UserError(f"{file} is not YAML: {error}".replace("\n", " ")) from None


def _laid_over(below: Any, above: Any) -> Any:
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    return {**below, **{name: _laid_over(below.get(name), value) for name, value in above.items()}}


def json_schema() -> dict[str, Any]:
    """The JSON schema of ``config.yaml``, for editors."""

    def node(keys: Mapping) -> dict[str, Any]:
        properties = {
            name: node(key) if isinstance(key, dict) else {"description": key.doc, "default": key.default, **key.schema}
            for name, key in keys.items()
        }
        return {"type": "object", "additionalProperties": False, "properties": properties}

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Freshbars", **node(KEYS)}
