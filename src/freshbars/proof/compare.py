"""Two databases compared: from the roots down to the first differing row of each table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from freshbars.compute.instants import instant
from freshbars.config import Config
from freshbars.database.columns import BOOLEAN, DATE, INSTANT
from freshbars.database.connection import Cursor
from freshbars.proof.certificate import Certificate, Part, row_hashes
from freshbars.proof.declarations import DATA, RECORD, Covered, covered
from freshbars.proof.digest import Digest
from freshbars.store.table_rows import TableRows, read_series_rows

ROOTS = (DATA, RECORD)
# The rows of a part by key: their hash, and their values as people read them.
Rows = tuple[Covered, dict[tuple[str, ...], tuple[bytes, dict[str, Any]]]]


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its certificate and, where it is a database, a cursor on it."""

    name: str
    certificate: Certificate
    config: Config | None = None
    cursor: Cursor | None = None


@dataclass(frozen=True)
class Difference:
    """A table that differs: how many of its parts, the first of them, and, where both sides are databases, its first row.

    row: what identifies it. values: column by column what each side holds; None for a side without the row.
    """

    root: str
    table: str
    parts: int
    series: str
    year: int
    row: Mapping[str, Any] | None = None
    values: Mapping[str, tuple[Any, Any]] | None = None

    def __str__(self) -> str:
        where = f"{self.series}, {self.year}" if self.year else self.series
        more = f" (and {self.parts - 1:,} more)" if self.parts > 1 else ""
        text = f"{self.table}: {where}{more}"
        if self.row is None:
            return text
        key = ", ".join(f"{name} {_shown(value)}" for name, value in self.row.items())
        if not self.values:
            return f"{text}: {key}"
        changed = "; ".join(f"{name} {_shown(a)} | {_shown(b)}" for name, (a, b) in self.values.items())
        return f"{text}: {key}: {changed}"


def compare(a: Side, b: Side, wanted: tuple[str, ...] = ROOTS) -> Iterator[Difference]:
    """The tables in which two sides differ, each with its first difference; nothing if they agree."""
    for root in wanted:
        one, other = a.certificate.tables[root], b.certificate.tables[root]
        for table in sorted(one.keys() | other.keys()):
            mine, its = one.get(table, {}), other.get(table, {})
            differing = sorted(
                part for part in mine.keys() | its.keys() if mine.get(part, Digest()) != its.get(part, Digest())
            )
            if differing:
                yield _difference(a, b, root, table, differing)


def _difference(a: Side, b: Side, root: str, table: str, differing: list[Part]) -> Difference:
    series, year = differing[0]
    found = Difference(root, table, len(differing), series, year)
    mine, its = (_rows(side, table, series, year) for side in (a, b))
    first = _first_row(mine, its) if mine and its else None
    return found if first is None else Difference(root, table, len(differing), series, year, *first)


def _rows(side: Side, table: str, series: str, year: int) -> Rows | None:
    """The rows of a part by key: their hash, and their values as people read them."""
    if side.cursor is None or side.config is None:
        return None
    one = next((one for one in covered(side.config) if one.name == table), None)
    if one is None:
        return None
    some = read_series_rows(side.cursor, one.table, one.columns, one.series, one.time, series)
    hashes = row_hashes(one, some)
    key = [name for name in one.table.key or one.columns if name in one.columns]
    found = {}
    for i in np.flatnonzero(some.year == year).tolist():
        values = _values(one, some, i)
        found[tuple(str(values[name]) for name in key)] = (hashes[:, i].tobytes(), values)
    return one, found


def _values(one: Covered, some: TableRows, row: int) -> dict[str, Any]:
    names, values = sorted(some.values), dict[str, Any]()
    for name in some.values:
        kind, value = one.table.c[name].type, some.values[name][row]
        if int(some.null[row]) >> names.index(name) & 1:
            values[name] = None
        elif name in some.texts:
            values[name] = some.texts[name][value - 1]
        elif kind == INSTANT:
            values[name] = instant(int(value)) if abs(int(value)) < 2**62 else "infinity"
        elif kind == DATE:
            values[name] = instant(int(value) * 86_400_000_000).date()
        else:
            values[name] = bool(value) if kind == BOOLEAN else value.item()
    return values


def _first_row(a: Rows, b: Rows) -> tuple[dict[str, Any], dict[str, tuple[Any, Any]]] | None:
    (one, mine), (_, its) = a, b
    for key in sorted(mine.keys() | its.keys()):
        have, want = mine.get(key), its.get(key)
        if have and want and have[0] == want[0]:
            continue
        _, values = have or want or (b"", {})
        row = {name: values[name] for name in one.table.key or one.columns if name in values}
        if not (have and want):
            return row, {"row": ("there" if have else "missing", "there" if want else "missing")}
        differing = {
            name: (have[1][name], want[1][name]) for name in have[1] if repr(have[1][name]) != repr(want[1].get(name))
        }
        return row, differing
    return None


def _shown(value: Any) -> str:
    return repr(value) if isinstance(value, float) else "NULL" if value is None else str(value)
