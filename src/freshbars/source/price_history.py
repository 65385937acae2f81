"""The price history, whoever fills it: its columns, which assets it has, their fingerprints."""

from collections.abc import Iterable, Iterator

import numpy as np

from freshbars.compute.daily_bars import SOURCE
from freshbars.config import Config
from freshbars.database.copy_format import copy_out
from freshbars.database.tables import source_table
from freshbars.errors import UserError

REQUIRED = ("id", "timestamp", "timeopen", "timeclose", "open", "high", "low", "close")
INSTANTS = ("timestamp", "timeopen", "timeclose", "timehigh", "timelow", "load_ts")
NUMBERS = ("open", "high", "low", "close", "volume", "marketcap")
TEXTS = ("name", "source_file")


class Source:
    """The price-history table of a configuration, read through one cursor.

    Columns that a foreign table may lack (name, source_file, load_ts, timehigh, timelow, volume, marketcap) read as
    NULL. Raises UserError where the table or a column that bars need is missing.
    """

    def __init__(self, config: Config, cursor) -> None:
        self.cursor = cursor
        schema, name = source_table(config)
        self.table = f'"{schema}"."{name}"'
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            (self.table,),
        )
        has = {row[0] for row in cursor}
        if not has:
            raise UserError(f"there is no table {schema}.{name} (source.table) in the database")
        missing = [column for column in REQUIRED if column not in has]
        if missing:
            raise UserError(
                f"table {schema}.{name} (source.table) lacks {', '.join(missing)}; daily rows need {', '.join(REQUIRED)}"
            )
        self.column = {
            **{column: self._expression(column, "timestamptz", has) for column in INSTANTS},
            **{column: self._expression(column, "float8", has) for column in NUMBERS},
            **{column: self._expression(column, 'text COLLATE "C"', has) for column in TEXTS},
        }

    @staticmethod
    def _expression(column: str, kind: str, has: set[str]) -> str:
        name = kind.split()[0]
        return f'"{column}"::{kind}' if column in has else f"NULL::{name}"

    def fingerprints(self, shard: int, shards: int) -> dict[int, str]:
        """For each asset of a shard a fingerprint of its rows that changes when any value of any row does."""
        self.cursor.execute(
            f"SELECT id::int, count(*), {self._sum(self.column)} FROM {self.table} WHERE id %% %s = %s GROUP BY id",
            (shards, shard),
        )
        return {asset: f"{count}:{total}" for asset, count, total in self.cursor}

    def shard_fingerprints(self, shards: int, with_loads: bool = True) -> dict[int, tuple[int, int, str]]:
        """For each shard: assets, rows and fingerprint; without what a load adds to the vendor's values if so wished."""
        counted = self.column if with_loads else self.column.keys() - {"load_ts", "source_file", "name"}
        # By asset first: counting distinct assets in one go would sort every row.
        self.cursor.execute(
            "SELECT id %% %s, count(*), sum(rows)::bigint, sum(total) FROM (SELECT id::int, count(*) AS rows, "
            f"{self._sum(counted)} AS total FROM {self.table} GROUP BY id) AS one GROUP BY 1",
            (shards,),
        )
        return {shard: (assets, rows, f"{int(total) % 2**64:016x}") for shard, assets, rows, total in self.cursor}

    def _sum(self, columns: Iterable[str]) -> str:
        """SQL for the sum of the rows' hashes.

        A sum, for an exclusive-or does not see a pair of equal rows change. Hashed twice, for the server's hash of a
        record is linear in the hashes of its columns: two rows that exchange their values would leave the sum alone.
        """
        row = ", ".join(["id::int", *(self.column[name] for name in sorted(columns))])
        return f"sum(hashtextextended(hash_record_extended(ROW({row}), 0)::text, 0))"

    def ids(self) -> set[int]:
        """All assets of the table."""
        self.cursor.execute(f"SELECT DISTINCT id::int FROM {self.table}")
        return {row[0] for row in self.cursor}


def source_rows(source: Source, ids: list[int]) -> Iterator[tuple[int, np.ndarray, list, list]]:
    """For each asset: id, its rows (dtype SOURCE, in timestamp order, the latest load last), names and files."""
    column = source.column
    # Sorting by every value makes the order a matter of content, not of where rows lie in the table.
    order = f"id, {column['timestamp']} NULLS FIRST, {column['load_ts']} NULLS FIRST, " + ", ".join(
        column[name] for name in (*INSTANTS[1:5], *NUMBERS, *TEXTS)
    )
    where = f"WHERE id = ANY('{{{','.join(map(str, ids))}}}')"
    instants = {name: f"coalesce(nullif({column[name]}, 'infinity'), '-infinity')" for name in INSTANTS}
    # An infinite time of an extreme is not unknown, it is outside the day.
    for name in ("timehigh", "timelow"):
        instants[name] = (
            f"coalesce(CASE WHEN isfinite({column[name]}) IS FALSE THEN 'infinity' ELSE {column[name]} END, '-infinity')"
        )
    numbers = {name: f"coalesce({column[name]}, 'NaN')" for name in NUMBERS}
    nulls = " + ".join(
        f"{1 << bit} * ({column[name]} IS NULL)::int" for bit, name in enumerate(("open", "high", "low", "close"))
    )
    fields = [*(instants[name] for name in INSTANTS[:5]), *numbers.values(), instants["load_ts"], nulls]
    values = copy_out(
        source.cursor,
        f"SELECT id::int, {', '.join(fields)} FROM {source.table} {where} ORDER BY {order}",
        np.dtype([("id", "i4"), *SOURCE.descr]),
    )
    for name in ("open", "high", "low", "close", "volume", "market_cap"):
        # A fingerprint does not tell a zero from a negative one; neither may what is built from the rows.
        values[name] += 0.0
    source.cursor.execute(
        f"SELECT {column['name']}, {column['source_file']} FROM {source.table} {where} ORDER BY {order}"
    )
    texts = source.cursor.fetchall()
    ids_found, starts = np.unique(values["id"], return_index=True)
    ends = np.append(starts[1:], len(values))[: len(starts)]
    for asset, start, end in zip(ids_found.tolist(), starts, ends, strict=True):
        names, files = zip(*texts[start:end], strict=True)
        yield asset, values[start:end][list(SOURCE.names)].astype(SOURCE), list(names), list(files)
