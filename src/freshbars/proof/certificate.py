"""Certificates: what a database holds, as one root for its data and one for its record, and the digests below them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from freshbars import __version__
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.errors import UserError
from freshbars.proof.declarations import DATA, RECORD, Covered, covered
from freshbars.proof.digest import Digest, hashes, summed, text_words, words_of
from freshbars.store.table_rows import TableRows, read_table_rows

FORMAT = 1
# A series and a calendar year; the series of asset 901, 7D and period 9 is called 901/7D/9.
Part = tuple[str, int]
# By root, table and part.
Tables = Mapping[str, Mapping[str, Mapping[Part, Digest]]]


@dataclass(frozen=True)
class Certificate:
    """The digests of a database, and the roots that they give."""

    tables: Tables
    roots: Mapping[str, str]

    def rows(self, root: str) -> int:
        """How many rows are below a root."""
        return sum(one.rows for parts in self.tables[root].values() for one in parts.values())

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        below = {
            root: {
                table: {f"{series} {year}": [one.rows, str(one)] for (series, year), one in sorted(parts.items())}
                for table, parts in tables.items()
            }
            for root, tables in self.tables.items()
        }
        return {"format": FORMAT, "program": __version__, **self.roots, "tables": below}

    @classmethod
    def read(cls, path: Path) -> "Certificate":
        """Of a file. Raises UserError for one that is no certificate, or was changed."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise UserError(
                    f"{path} is a certificate of format {content['format']}; this program knows format {FORMAT}"
                )
            tables = {
                root: {
                    table: {_part(key): Digest.of(rows, text) for key, (rows, text) in parts.items()}
                    for table, parts in content["tables"][root].items()
                }
                for root in (DATA, RECORD)
            }
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise UserError(f"{path} is no certificate; freshbars certify --json writes one") from None
        found = cls(tables, {root: content.get(root, "") for root in (DATA, RECORD)})
        if found.roots != roots(tables):
            raise UserError(f"{path} was changed: its digests do not give its roots; certify the database again")
        return found


def certify(config: Config, cursor: Cursor) -> Certificate:
    """The certificate of a database, computed from its rows. Memory: the rows of some assets in one table."""
    tables: dict[str, dict[str, dict[Part, Digest]]] = {DATA: {}, RECORD: {}}
    for one in covered(config):
        tables[one.root][one.name] = dict(_parts(one, cursor))
    return Certificate(tables, roots(tables))


def roots(tables: Tables) -> dict[str, str]:
    """The roots: each the SHA-256 of a line for every part below it, in order."""
    return {root: sha256("".join(sorted(_lines(below))).encode()).hexdigest() for root, below in tables.items()}


def _lines(tables: Mapping[str, Mapping[Part, Digest]]) -> Iterator[str]:
    for table, parts in tables.items():
        for (series, year), one in parts.items():
            yield f"{table} {series} {year} {one.rows} {one}\n"


def _parts(one: Covered, cursor: Cursor) -> Iterator[tuple[Part, Digest]]:
    for some in read_table_rows(cursor, one.table, one.columns, one.series, one.time):
        n = len(some.null)
        keys = [some.values[name] for name in one.series]
        changes = [np.flatnonzero(values[1:] != values[:-1]) + 1 for values in (*keys, some.year)]
        starts = np.unique(np.concatenate([[0], *changes])).astype(np.int64) if n else np.zeros(0, np.int64)
        digests = summed(row_hashes(one, some), starts)
        for start, digest in zip(starts.tolist(), digests, strict=True):
            yield (series_name(one, some, start), int(some.year[start])), digest


def row_hashes(one: Covered, some: TableRows) -> np.ndarray:
    """The hash of each row: two by n words."""
    words = {}
    for name, values in some.values.items():
        if name in some.texts:
            known = np.array([(0, 0), *map(text_words, some.texts[name])], np.uint64)
            words[name] = known[values].T
        else:
            words[name] = [words_of(values)]
    return hashes(one.name, words, some.null, len(some.null))


def series_name(one: Covered, some: TableRows, row: int) -> str:
    """The name of the series that a row belongs to."""
    values = (
        some.texts[name][some.values[name][row] - 1] if name in some.texts else str(some.values[name][row])
        for name in one.series
    )
    return "/".join(values) or "all"


def _part(key: str) -> Part:
    series, _, year = key.rpartition(" ")
    return series, int(year)
