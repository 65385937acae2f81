"""The price history, whoever fills it: which assets it has, and the fingerprints of their rows."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from freshbars.compute.instants import instant
from freshbars.database.connection import Cursor
from freshbars.store import lenient_sql
from freshbars.store.fingerprint import Fingerprint, summed
from freshbars.store.source_shape import INSTANTS, SourceShape

# What a load adds to what the vendor stated.
_OF_THE_LOAD = {"load_ts", "source_file", "name"}
NO_MARKS: Mapping[int, int] = MappingProxyType({})
NO_FACTORS: Mapping[int, Sequence[tuple[int, float]]] = MappingProxyType({})


class PriceHistory:
    """The price-history table, read through one cursor.

    marks: for each asset what a person's decisions about its days (exclusions, confirmations) add to its fingerprint.
    factors: for each asset instants, and by what the prices of earlier rows are multiplied when they are read.
    """

    def __init__(
        self,
        cursor: Cursor,
        shape: SourceShape,
        marks: Mapping[int, int] = NO_MARKS,
        factors: Mapping[int, Sequence[tuple[int, float]]] = NO_FACTORS,
    ) -> None:
        self.cursor, self.shape, self._marks, self.factors = cursor, shape, marks, factors

    @property
    def name(self) -> str:
        """The table's name for a person."""
        return self.shape.table.replace('"', "")

    def fingerprints(
        self, shard: int = 0, shards: int = 1, until: Mapping[int, int] = MappingProxyType({}), ids: Iterable[int] = ()
    ) -> dict[int, tuple[Fingerprint, Fingerprint]]:
        """For each asset of a shard the fingerprint of its rows, and that of those up to the instant in ``until``.

        It changes as well when a person's decisions about the asset's days do.
        ids: only these assets, where some are named.
        """
        shape = self.shape
        known = {asset: instant(value) for asset, value in until.items()}
        # Of one shard each row is: a condition would be taken to leave few, which are then sorted on disk.
        which = (
            f"({shape.id} %% {shards} + {shards}) %% {shards} = {shard}" if shards > 1 else f"{shape.id} IS NOT NULL"
        )
        some = f" AND {shape.key} = ANY('{{{','.join(map(str, ids))}}}')" if ids else ""
        self.cursor.execute(
            f"SELECT {shape.id}, coalesce({shape.stamp} <= k.until, false), count(*), sum({self._hash(shape.column)}) FROM "
            f"{shape.table} h LEFT JOIN unnest(%s::int[], %s::timestamptz[]) AS k (asset, until) ON {shape.key} = k.asset "
            f"WHERE {which}{some} GROUP BY 1, 2",
            (list(known), list(known.values())),
        )
        found: dict[int, tuple[Fingerprint, Fingerprint]] = {}
        for asset, is_old, count, total in self.cursor:
            every, old = found.get(asset, (Fingerprint(), Fingerprint()))
            part = Fingerprint(count, int(total))
            found[asset] = every + part, part if is_old else old
        marks = {asset: Fingerprint(0, mark) for asset, mark in self._marks.items() if asset in found}
        return found | {asset: tuple(one + marks[asset] for one in found[asset]) for asset in marks}

    def fingerprints_after(self, until: Mapping[int, int]) -> dict[int, Fingerprint]:
        """For each asset that has rows after an instant the fingerprint of these."""
        if not until:
            return {}
        known = ", ".join(f"({asset}, timestamptz '{instant(value)}')" for asset, value in until.items())
        shape, stamp = self.shape, self.shape.column["timestamp"]
        self.cursor.execute(
            f"SELECT asset, count(*), sum(hash) FROM (VALUES {known}) AS k (asset, until) CROSS JOIN LATERAL (SELECT "
            f"{self._hash(shape.column)} AS hash FROM {shape.table} WHERE {shape.key} = asset AND {stamp} > until AND "
            f"{stamp} < {lenient_sql.LAST} {shape.each}) AS later GROUP BY asset"
        )
        return {asset: Fingerprint(count, int(total)) for asset, count, total in self.cursor}

    def stated(self, ids: Iterable[int] = ()) -> dict[int, Fingerprint]:
        """For each asset, or some, the fingerprint of what the vendor stated: without what a load adds to it."""
        shape = self.shape
        some = f"WHERE {shape.key} = ANY('{{{','.join(map(str, ids))}}}')" if ids else ""
        self.cursor.execute(
            f"SELECT {shape.id}, count(*), sum({self._hash(shape.column.keys() - _OF_THE_LOAD)}) FROM {shape.table} {some} "
            "GROUP BY 1"
        )
        return {asset: Fingerprint(count, int(total)) for asset, count, total in self.cursor}

    def stated_of(self, asset: int) -> Fingerprint:
        """The fingerprint of what the vendor stated of one asset."""
        return self.stated([asset]).get(asset, Fingerprint())

    def scan(self) -> tuple[dict[int, Fingerprint], tuple[int, int, str]]:
        """What ``fingerprints`` gives of all rows of each asset, and ``vendor_fingerprint``, read at once."""
        shape = self.shape
        stated = self._hash(shape.column.keys() - _OF_THE_LOAD)
        self.cursor.execute(
            f"SELECT {shape.id}, count(*), sum({self._hash(shape.column)}), sum({stated}) FROM {shape.table} GROUP BY 1"
        )
        every, of_the_vendor = {}, {}
        for asset, count, total, total_stated in self.cursor:
            of_the_vendor[asset] = Fingerprint(count, int(total_stated))
            if asset is not None:
                every[asset] = Fingerprint(count, int(total) + self._marks.get(asset, 0))
        return every, _of_all(of_the_vendor)

    def vendor_fingerprint(self) -> tuple[int, int, str]:
        """Assets, rows and short fingerprint of all that the vendor stated."""
        return _of_all(self.stated())

    def _hash(self, columns: Iterable[str]) -> str:
        """SQL for the hash of a row; the sum of them is a fingerprint of rows.

        A sum, because an exclusive-or does not see a pair of equal rows change. Hashed twice, because the server's hash
        of a record is linear in the hashes of its columns: two rows that exchange their values would leave the sum as it
        was. Instants as seconds, because the server folds the 64 bits of an instant into 32 before it hashes them.
        """
        column = self.shape.column
        row = ", ".join(f"date_part('epoch', {column[n]})" if n in INSTANTS else column[n] for n in sorted(columns))
        return f"hashtextextended(hash_record_extended(ROW({self.shape.id}, {row}), 0)::text, 0)"

    def ids(self) -> set[int]:
        """All assets of the table."""
        self.cursor.execute(f"SELECT DISTINCT {self.shape.id} FROM {self.shape.table}")
        return {asset for (asset,) in self.cursor if asset is not None}

    def strays(self) -> tuple[int, list[str]]:
        """How many rows belong to no asset, because their id is none, and what the first of them say."""
        if not self.shape.may_stray:
            return 0, []
        self.cursor.execute(
            f'SELECT count(*) OVER (), left("id"::text, 40), left("timestamp"::text, 40) FROM {self.shape.table} WHERE '
            f"{self.shape.id} IS NULL ORDER BY 2 NULLS FIRST, 3 NULLS FIRST LIMIT 3"
        )
        rows = self.cursor.fetchall()
        named = [f"id {asset or 'NULL'} at {at or 'NULL'}" for _, asset, at in rows]
        return (rows[0][0], named) if rows else (0, [])


def _of_all(fingerprints: Mapping[int, Fingerprint]) -> tuple[int, int, str]:
    """Assets, rows and short fingerprint of the fingerprints of single assets."""
    if not fingerprints:
        return 0, 0, ""
    every = summed(fingerprints.values())
    return len(fingerprints), every.rows, every.short


def by_shard(fingerprints: Mapping[int, Fingerprint], shards: int) -> dict[int, tuple[int, int, str]]:
    """For each shard its assets, rows and short fingerprint, of the fingerprints of single assets."""
    found: dict[int, list[Fingerprint]] = {}
    for asset, one in fingerprints.items():
        found.setdefault(asset % shards, []).append(one)
    sums = {shard: summed(some) for shard, some in found.items()}
    return {shard: (len(found[shard]), every.rows, every.short) for shard, every in sums.items()}


def stray_words(history: PriceHistory) -> str:
    """A message about the rows that belong to no asset, without the table's name; empty without any."""
    count, named = history.strays()
    if not count:
        return ""
    shown = "; ".join(named) + (" ..." if count > len(named) else "")
    what = "1 row belongs" if count == 1 else f"{count} rows belong"
    return f"{what} to no asset, because an id is a whole number of 32 bits: {shown}"
