"""Write the generated parts of the guide and the JSON schema again: python tools/make_reference.py.

They describe every configuration key, table and column, from the code. A page keeps the text that people write; the
generated part is between two comments.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, EMA_VALUES
from freshbars.config import KEYS, Key, json_schema
from freshbars.database.tables import HISTORY, TABLES, Column, Table, history
from freshbars.database.views import DESCRIBED, VIEWS
from pricefiles.declaration import Format
from pricefiles.formats.common import DAILY
from pricefiles.formats.registry import BUILT_IN

SCHEMA_FILE = "config.schema.json"
BEGIN = "<!-- {name}: made by tools/make_reference.py, not by hand -->"
END = "<!-- end of {name} -->"


def files(root: Path) -> dict[Path, str]:
    """What each file with generated content must hold."""
    pages = {
        "configuration.md": {"keys": keys_table()},
        "tables.md": {"overview": overview(), "columns": columns()},
        "formats.md": {"formats": formats_table()},
    }
    result = {root / SCHEMA_FILE: json.dumps(json_schema(), indent=2) + "\n"}
    for name, parts in pages.items():
        text = (root / "docs" / name).read_text(encoding="utf-8")
        for part, content in parts.items():
            text = filled(text, part, content)
        result[root / "docs" / name] = text
    return result


def filled(text: str, name: str, content: str) -> str:
    """The text with this content between the two comments of that name. Raises ValueError if they are missing."""
    begin, end = BEGIN.format(name=name), END.format(name=name)
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"the page must hold {begin} and {end} once")
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n\n{content}\n\n{end}{rest.partition(end)[2]}"


# -- formats of files ---------------------------------------------------------------------------------------------------


def formats_table() -> str:
    """The table of built-in formats, a row a vendor and adjustment."""
    head = ("vendor", "formats", "prices", "days", "many assets", "what may surround a symbol", "pairs")
    groups: dict[tuple[str, str], list[Format]] = {}
    for one in BUILT_IN:
        groups.setdefault((one.vendor, one.adjustment), []).append(one)
    return _table(head, [_vendor(vendor, adjustment, some) for (vendor, adjustment), some in groups.items()])


def _vendor(vendor: str, adjustment: str, formats: list[Format]) -> tuple[str, ...]:
    columns = (_days, _many, _pairs)
    days, many, pairs = (", ".join(dict.fromkeys(filter(None, map(column, formats)))) for column in columns)
    patterns = dict.fromkeys(pattern for one in formats for pattern in one.names if pattern not in DAILY)
    names = ", ".join(f"`{_shortened(pattern)}`" for pattern in patterns)
    return f"`{vendor}`", ", ".join(one.name for one in formats), adjustment, days, many, names, pairs


def _days(one: Format) -> str:
    if one.stated or one.midnights:
        return f"midnights in {one.midnights}" if one.midnights else "instants"
    return f"{one.zone} days" if one.zone else "as dated"


def _many(one: Format) -> str:
    return "columns by symbol" if one.wide else "a column of symbols" if "symbol" in one.columns else ""


def _pairs(one: Format) -> str:
    return "" if not one.quotes else "`BTCUSD`, `BTC-USD`" if one.pairs else "`BTC-USD`"


def _shortened(pattern: str) -> str:
    """A pattern for people, whose long lists of words are cut."""
    pattern = re.sub(r"\\d\{(\d+)\}", lambda match: "0" * int(match[1]), pattern).replace("\\.", ".")
    pattern = pattern.replace("(-\\d\\d){0,2}", "(-00(-00))")
    return re.sub(r"\(([^()|]+\|[^()|]+\|[^()|]+)\|[^()]*\)", r"(\1|...)", pattern)


# -- configuration -----------------------------------------------------------------------------------------------------


def leaves(tree: Mapping[str, Any] = KEYS, path: str = "") -> Iterator[tuple[str, Key]]:
    """Every configuration key by its full name, as ``source.kind``."""
    for name, key in tree.items():
        if isinstance(key, Key):
            yield f"{path}{name}", key
        else:
            yield from leaves(key, f"{path}{name}.")


def keys_table() -> str:
    """The table of all keys."""
    rows = [(f"`{name}`", _allowed(key.schema), f"`{_spelled(key.default)}`", key.doc) for name, key in leaves()]
    return _table(("key", "allowed", "default", "meaning"), rows)


def _allowed(schema: Mapping[str, Any]) -> str:
    """A JSON schema of one value in words."""
    match schema:
        case {"anyOf": [inner, {"type": "null"}]}:
            return f"{_allowed(inner)}, or `null`"
        case {"anyOf": [{"enum": choices}, {"type": "object"}]}:
            return f"{_allowed({'enum': choices})}, or one for `bars` and one for `emas`"
        case {"enum": choices}:
            return ", ".join(f"`{choice}`" for choice in choices)
        case {"type": "boolean"}:
            return "`true`, `false`"
        case {"type": "integer", "minimum": low, "maximum": high}:
            return f"whole number, {low} to {high}"
        case {"type": "integer", "minimum": low}:
            return f"whole number, {low} or more"
        case {"type": "integer"}:
            return "whole number"
        case {"type": "number"}:
            return "number above 0"
        case {"type": "array", "items": {"enum": choices}}:
            return f"list of {_allowed({'enum': choices})}"
        case {"type": "array", "items": {"type": "integer"}}:
            return "list of whole numbers"
        case {"type": "array"}:
            return "list of labels"
        case {"type": "string", "format": "date-time"}:
            return "instant with its time zone"
        case {"type": "string"}:
            return "text"
        case {"type": [*kinds]} if "array" in kinds:
            return "`all`, a whole number, or a list of them"
    raise ValueError(f"no words for the schema {schema}")


def _spelled(value: object) -> str:
    """A default as it is written in config.yaml."""
    if isinstance(value, list):
        return f"[{', '.join(map(_spelled, value))}]"
    return value if isinstance(value, str) else json.dumps(value)


# -- tables ------------------------------------------------------------------------------------------------------------


def tables() -> list[Table]:
    """All tables, the price history first."""
    return [history("", HISTORY), *TABLES.values()]


def overview() -> str:
    """What each table and view holds, with its key."""
    rows = [(_link(table.name, _heading(group)), _key(table), table.comment) for group in _groups() for table in group]
    rows += [
        (
            _link(name, name),
            "",
            _FOR_PEOPLE.get(name) or f"All families of {_OF[name]} in one, with `alignment_source`.",
        )
        for name in VIEWS
    ]
    return _table(("table", "key", "holds"), rows)


def columns() -> str:
    """The columns of each table and view; tables with the same columns share a section."""
    sections = []
    for group in _groups():
        others = ", ".join(f"`{table.name}`" for table in group[1:])
        text = f"### {_heading(group)}\n\n"
        text += f"The same columns in {others}.\n\n" if others else f"{group[0].comment}\n\n"
        sections.append(text + _table(("column", "type", "NULL", "meaning"), map(_row, group[0].columns)))
    for name in VIEWS:
        sections.append(f"### {name}\n\n" + _table(("column", "type", "meaning"), _view_rows(name)))
    return "\n\n".join(sections)


_OF = {"cmc_price_bars_multi_tf_u": "timeframe bars", "cmc_ema_multi_tf_u": "EMAs"}
_FOR_PEOPLE = {
    "freshbars_bars": "Finished bars of all timeframes, by symbol and date.",
    "freshbars_emas": "EMAs of finished bars as others compute them, by symbol and date; without the family v2.",
}


def _groups() -> list[list[Table]]:
    """Tables with the same columns together."""
    found: dict[tuple, list[Table]] = {}
    for table in tables():
        found.setdefault(tuple(map(_row, table.columns)), []).append(table)
    return list(found.values())


def _heading(group: list[Table]) -> str:
    return group[0].name


def _key(table: Table) -> str:
    return ", ".join(f"`{name}`" for name in table.key)


def _row(column: Column) -> tuple[str, str, str, str]:
    return f"`{column.name}`", type_name(column), "yes" if column.nullable else "", column.comment or ""


def _view_rows(view: str) -> Iterator[tuple[str, str, str]]:
    if view in DESCRIBED:
        yield from ((f"`{name}`", *said) for name, said in DESCRIBED[view].items())
        return
    families = BAR_FAMILIES if _OF[view] == "timeframe bars" else EMA_FAMILIES
    found: dict[str, list[tuple[str, Column]]] = {}
    for name, family in families.items():
        for column in TABLES[family.table].columns:
            found.setdefault(column.name, []).append((name, column))
    for name, holders in found.items():
        if families is EMA_FAMILIES and (own := name.removesuffix("_bar")) in EMA_VALUES:
            what = "textbook EMA of the family" if own == "ema" else found[own][0][1].comment or ""
            yield (
                f"`{name}`",
                "double precision",
                what if own == name else f"the same as {own}; NULL in `multi_tf`, `v2`",
            )
            continue
        lacking = [f"`{family}`" for family in families if family not in [holder for holder, _ in holders]]
        note = f"; NULL in {', '.join(lacking)}" if lacking else ""
        yield f"`{name}`", type_name(holders[0][1]), (holders[0][1].comment or "") + note
    yield "`alignment_source`", "text", "the family: " + ", ".join(f"`{name}`" for name in families)
    for name in EMA_VALUES if families is EMA_FAMILIES else ():
        what = (
            "the EMA that calendar families carry on daily: ema of their tables" if name == "ema" else f"{name} of it"
        )
        yield f"`{name}_daily`", "double precision", f"{what}; NULL in `multi_tf`, `v2`"


def type_name(column: Column) -> str:
    """A column's type, as PostgreSQL abbreviates it."""
    return _SPELLED.get(column.type, column.type)


_SPELLED = {
    "int4": "integer", "int8": "bigint", "float8": "double precision", "bool": "boolean", "_text": "text[]",
    "_int4": "integer[]", "_date": "date[]",
}  # fmt: skip


def _link(text: str, heading: str) -> str:
    return f"[`{text}`](#{heading})"


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def main() -> None:
    for path, text in files(Path()).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path}")


if __name__ == "__main__":
    main()
