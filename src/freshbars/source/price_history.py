"""The price history, whoever fills it: its columns, which assets it has, their fingerprints."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from freshbars.compute.instants import instant
from freshbars.config import Config
from freshbars.database.columns import source_table
from freshbars.database.connection import Cursor
from freshbars.errors import UserError
from freshbars.source.exclusions import mark, read_exclusions
from freshbars.store import lenient_sql
from freshbars.store.fingerprint import Fingerprint, summed

REQUIRED = ("id", "timestamp", "timeopen", "timeclose", "open", "high", "low", "close")
INSTANTS = ("timestamp", "timeopen", "timeclose", "timehigh", "timelow", "load_ts")
NUMBERS = ("open", "high", "low", "close", "volume", "marketcap")
TEXTS = ("name", "source_file")
_KINDS = {INSTANTS: "timestamptz", NUMBERS: "float8", TEXTS: "text"}


class Source:
    """The price-history table of a configuration, read through one cursor.

    Columns that a foreign table may lack (name, source_file, load_ts, timehigh, timelow, volume, marketcap) read as
    NULL. Raises UserError where the table or a column that bars need is missing.
    """

    def __init__(self, config: Config, cursor: Cursor) -> None:
        self.cursor = cursor
        self.exclusions = read_exclusions(config)
        schema, name = source_table(config)
        self.table = f'"{schema}"."{name}"'
        cursor.execute(
            "SELECT attname, coalesce(nullif(t.typbasetype, 0), t.oid)::regtype::text, attnotnull FROM pg_attribute JOIN "
            "pg_type t ON t.oid = atttypid WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            (self.table,),
        )
        has = {name: (kind, needed) for name, kind, needed in cursor}
        if not has:
            raise UserError(f"there is no table {schema}.{name} (source.table) in the database")
        missing = [column for column in REQUIRED if column not in has]
        if missing:
            raise UserError(
                f"table {schema}.{name} (source.table) lacks {', '.join(missing)}; daily rows need {', '.join(REQUIRED)}"
            )
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_index JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[0] "
            "WHERE indrelid = to_regclass(%s) AND indisvalid AND indpred IS NULL AND attname = 'id')",
            (self.table,),
        )
        # SQL behind a subquery for each asset: with an index it is looked up asset by asset; without one, or in a view,
        # that would read everything again for each, and the server joins instead.
        self.each = "OFFSET 0" if cursor.fetchone()[0] else ""
        kinds = {name: kind for name, (kind, _) in has.items()}
        # The id of a row's asset, NULL if it belongs to none, and what it is looked up by.
        self.id, self.key = lenient_sql.as_id('"id"', kinds["id"]), lenient_sql.key('"id"', kinds["id"])
        self._may_stray = not (lenient_sql.is_whole(kinds["id"]) and has["id"][1])
        version = cursor.connection.server_version
        self.column = {name: f"NULL::{kind}" for some, kind in _KINDS.items() for name in some}
        for name in self.column.keys() & kinds.keys():
            if name in INSTANTS:
                self.column[name] = lenient_sql.as_instant(f'"{name}"', kinds[name], version)
            elif name in NUMBERS:
                self.column[name] = lenient_sql.as_number(f'"{name}"', kinds[name])
            else:
                self.column[name] = f'"{name}"::text COLLATE "C"'

    def fingerprints(
        self, shard: int = 0, shards: int = 1, until: Mapping[int, int] = MappingProxyType({}), ids: Iterable[int] = ()
    ) -> dict[int, tuple[Fingerprint, Fingerprint]]:
        """For each asset of a shard a fingerprint of its rows, and one of those up to the instant in ``until``.

        A fingerprint changes when any value of any row does, or the asset's exclusions. Those of some rows and of the
        rest add up.
        ids: only these assets, where some are named.
        """
        known = {asset: instant(value) for asset, value in until.items()}
        # Of one shard each row is: a condition would be taken to leave few, which are then sorted on disk.
        which = f"({self.id} %% {shards} + {shards}) %% {shards} = {shard}" if shards > 1 else f"{self.id} IS NOT NULL"
        some = f" AND {self.key} = ANY('{{{','.join(map(str, ids))}}}')" if ids else ""
        self.cursor.execute(
            f"SELECT {self.id}, coalesce({self.stamp} <= k.until, false), count(*), sum({self._hash(self.column)}) FROM "
            f"{self.table} h LEFT JOIN unnest(%s::int[], %s::timestamptz[]) AS k (asset, until) ON {self.key} = k.asset "
            f"WHERE {which}{some} GROUP BY 1, 2",
            (list(known), list(known.values())),
        )
        found: dict[int, tuple[Fingerprint, Fingerprint]] = {}
        for asset, is_old, count, total in self.cursor:
            every, old = found.get(asset, (Fingerprint(), Fingerprint()))
            part = Fingerprint(count, int(total))
            found[asset] = every + part, part if is_old else old
        # Days that a person excludes are as good as other rows.
        marks = {asset: Fingerprint(0, mark(days)) for asset, days in self.exclusions.items() if asset in found}
        return found | {asset: tuple(one + marks[asset] for one in found[asset]) for asset in marks}

    def fingerprints_after(self, until: Mapping[int, int]) -> dict[int, Fingerprint]:
        """For each asset that has rows after an instant the fingerprint of these."""
        if not until:
            return {}
        known = ", ".join(f"({asset}, timestamptz '{instant(value)}')" for asset, value in until.items())
        stamp = self.column["timestamp"]
        self.cursor.execute(
            f"SELECT asset, count(*), sum(hash) FROM (VALUES {known}) AS k (asset, until) CROSS JOIN LATERAL (SELECT "
            f"{self._hash(self.column)} AS hash FROM {self.table} WHERE {self.key} = asset AND {stamp} > until AND {stamp} < "
            f"{lenient_sql.LAST} {self.each}) AS later GROUP BY asset"
        )
        return {asset: Fingerprint(count, int(total)) for asset, count, total in self.cursor}

    def vendor_fingerprint(self) -> tuple[int, int, str]:
        """Assets, rows and fingerprint of all that the vendor stated: without what a load adds to it."""
        found = self.stated()
        if not found:
            return 0, 0, ""
        every = summed(found.values())
        return len(found), every.rows, every.short

    def stated(self, ids: Iterable[int] = ()) -> dict[int, Fingerprint]:
        """For each asset, or some, the fingerprint of what the vendor stated."""
        stated = self.column.keys() - {"load_ts", "source_file", "name"}
        some = f"WHERE {self.key} = ANY('{{{','.join(map(str, ids))}}}')" if ids else ""
        self.cursor.execute(
            f"SELECT {self.id}, count(*), sum({self._hash(stated)}) FROM {self.table} {some} GROUP BY 1"
        )
        return {asset: Fingerprint(count, int(total)) for asset, count, total in self.cursor}

    @property
    def stamp(self) -> str:
        """SQL for a row's timestamp; rows without one come before all others."""
        return lenient_sql.possible(self.column["timestamp"])

    def _hash(self, columns: Iterable[str]) -> str:
        """SQL for the hash of a row; the sum of them is a fingerprint of rows.

        A sum, because an exclusive-or does not see a pair of equal rows change. Hashed twice, because the server's hash
        of a record is linear in the hashes of its columns: two rows that exchange their values would leave the sum as it
        was. Instants as seconds, because the server folds the 64 bits of an instant into 32 before it hashes them.
        """
        row = ", ".join(
            f"date_part('epoch', {self.column[n]})" if n in INSTANTS else self.column[n] for n in sorted(columns)
        )
        return f"hashtextextended(hash_record_extended(ROW({self.id}, {row}), 0)::text, 0)"

    def ids(self) -> set[int]:
        """All assets of the table."""
        self.cursor.execute(f"SELECT DISTINCT {self.id} FROM {self.table}")
        return {asset for (asset,) in self.cursor if asset is not None}

    def strays(self) -> tuple[int, list[str]]:
        """How many rows belong to no asset, because their id is none, and what the first of them say."""
        if not self._may_stray:
            return 0, []
        self.cursor.execute(
            f'SELECT count(*) OVER (), left("id"::text, 40), left("timestamp"::text, 40) FROM {self.table} WHERE '
            f"{self.id} IS NULL ORDER BY 2 NULLS FIRST, 3 NULLS FIRST LIMIT 3"
        )
        rows = self.cursor.fetchall()
        named = [f"id {asset or 'NULL'} at {at or 'NULL'}" for _, asset, at in rows]
        return (rows[0][0], named) if rows else (0, [])


def by_shard(fingerprints: Mapping[int, Fingerprint], shards: int) -> dict[int, tuple[int, int, str]]:
    """For each shard its assets, rows and fingerprint, of the fingerprints of single assets."""
    found: dict[int, list[Fingerprint]] = {}
    for asset, one in fingerprints.items():
        found.setdefault(asset % shards, []).append(one)
    sums = {shard: summed(some) for shard, some in found.items()}
    return {shard: (len(found[shard]), every.rows, every.short) for shard, every in sums.items()}


def stray_words(source: Source) -> str:
    """What to say of the rows that belong to no asset; empty without any."""
    count, named = source.strays()
    if not count:
        return ""
    shown = "; ".join(named) + (" ..." if count > len(named) else "")
    what = "1 row belongs" if count == 1 else f"{count} rows belong"
    name = source.table.replace('"', "")
    return f"{name}: {what} to no asset, because an id is a whole number of 32 bits: {shown}"
