"""Rows of an asset whose old days changed: each is held against the stored one, and only those that differ are replaced."""

from collections.abc import Iterator

import numpy as np

from freshbars.compute.instants import NO_DAY, NO_INSTANT, instant
from freshbars.database.connection import Cursor
from freshbars.database.copy_format import WIRE, copy_out
from freshbars.database.tables import BOOLEAN, DATE, DOUBLE, INSTANT
from freshbars.refresh.decision import Decision
from freshbars.refresh.series import Series
from freshbars.refresh.stage import Columns, Delete, Step

# Rows that are compared at once.
ROWS = 1 << 16
_NULL = {DOUBLE: "'NaN'", INSTANT: "'-infinity'", DATE: "'-infinity'"}
_BLANK = {INSTANT: NO_INSTANT, DATE: NO_DAY}


class Rewriter:
    """Compares an asset's new rows with the stored ones after the instant ``cut``; None for all of them."""

    def __init__(
        self,
        stage: Series,
        cursor: Cursor,
        asset: int,
        cut: int | None,
        decision: Decision,
    ) -> None:
        self.stage, self.cursor, self.asset, self.decision = stage, cursor, asset, decision
        self.labels = list(stage.timeframes)
        self.cut = None if cut is None else instant(cut)
        columns = [c for c in stage.table.columns if c.name not in ("id", "tf") and not c.stamped]
        self.dtype = np.dtype(
            [("tf", "i4")]
            + [(c.name, "?" if c.type == BOOLEAN else np.dtype(WIRE[c.type]).newbyteorder("=")) for c in columns]
        )
        self.fields = ", ".join(
            f'coalesce("{c.name}", {_NULL[c.type]})' if c.nullable and c.type in _NULL else f'"{c.name}"'
            for c in columns
        )

    def steps(self, blocks: Iterator[Columns]) -> Iterator[Step]:
        """What is to be written. blocks: the new rows in the order of the key, timeframes by number."""
        rows, n, first = [], 0, 0
        for columns in blocks:
            rows.append(self._records(columns))
            n += len(rows[-1])
            upto = int(rows[-1]["tf"][-1])
            if n >= ROWS and upto > first:
                # The last timeframe may go on in the next block.
                together = np.concatenate(rows)
                cut = int(np.searchsorted(together["tf"], upto))
                yield from self._step(together[:cut], first, upto)
                rows, n, first = [together[cut:]], len(together) - cut, upto
        yield from self._step(np.concatenate(rows) if rows else np.empty(0, self.dtype), first, len(self.labels))

    def _records(self, columns: Columns) -> np.ndarray:
        made = np.empty(len(columns["id"]), self.dtype)
        for name in self.dtype.names:
            made[name] = columns[name]
        return made

    def _step(self, new: np.ndarray, first: int, upto: int) -> Iterator[Step]:
        """The differing rows of the timeframes from number ``first`` up to ``upto``."""
        stage, labels = self.stage, self.labels[first:upto]
        added = {(self.labels.index(tf), period) for tf, period in self.decision.new_series if tf in labels}
        later = f" AND {stage.time} > '{self.cut}'" if self.cut else ""
        quoted = f"'{{{','.join(self.labels)}}}'::text[]"
        stored = copy_out(
            self.cursor,
            f"SELECT array_position({quoted}, tf) - 1, {self.fields} FROM {stage.table.name} WHERE id = {self.asset} AND "
            f"tf = ANY('{{{','.join(labels)}}}'){later}{stage.of_periods}",
            self.dtype,
        )
        deletes = []
        if added:
            of = [(int(t), p) for t, p in added]
            pairs = stored["period"] if "period" in self.dtype.names else np.zeros(len(stored), int)
            old = np.array(
                [(t, p) not in added for t, p in zip(stored["tf"].tolist(), pairs.tolist(), strict=True)], bool
            )
            stored = stored[old]
            for t, p in sorted(of):
                of_period = f" AND period = {p}" if stage.rule == "emas" else ""
                query = f"DELETE FROM {stage.table.name} WHERE id = %s AND tf = %s{of_period}"
                deletes.append(Delete(query, (self.asset, self.labels[t]), self.asset))
        write, drop = self._differences(new, stored)
        if len(drop):
            deletes.append(self._delete(stored, drop, labels, later + stage.of_periods, bool(added)))
        yield Step(stage.table, deletes, self._columns(new[write]))

    def _differences(self, new: np.ndarray, stored: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of the new rows that are not stored in every bit, and of the stored ones that must go."""
        both = np.concatenate([new, stored])
        for name in self.dtype.names:
            if self.dtype[name].kind == "f":
                both[name][np.isnan(both[name])] = np.nan
        key = [name for name in (self.stage.time, "period", "tf") if name in self.dtype.names]
        order = np.lexsort([both[name] for name in key])
        packed = np.ascontiguousarray(both).view(f"V{self.dtype.itemsize}")[order]
        twin = np.zeros(len(both), bool)
        same = packed[1:] == packed[:-1]
        twin[order[1:][same]] = twin[order[:-1][same]] = True
        alone = ~twin
        return np.flatnonzero(alone[: len(new)]), np.flatnonzero(alone[len(new) :])

    def _delete(self, stored: np.ndarray, drop: np.ndarray, labels: list[str], which: str, added: bool) -> Delete:
        """Delete rows by their keys; all at once if every one that was compared must go."""
        table, time = self.stage.table.name, self.stage.time
        if len(drop) == len(stored) and not added:
            return Delete(
                f"DELETE FROM {table} WHERE id = %s AND tf = ANY(%s){which}", (self.asset, labels), self.asset
            )
        rows = stored[drop]
        values = [[self.labels[t] for t in rows["tf"]], [instant(at) for at in rows[time].tolist()]]
        kinds, names = "%s::text[], %s::timestamptz[]", "tf, at"
        if self.stage.rule == "emas":
            values, kinds, names = [*values, rows["period"].tolist()], f"{kinds}, %s::int[]", "tf, at, period"
        of_period = " AND t.period = k.period" if self.stage.rule == "emas" else ""
        query = (
            f"DELETE FROM {table} t USING unnest({kinds}) AS k ({names}) WHERE t.id = %s AND t.tf = k.tf AND "
            f"t.{time} = k.at{of_period}"
        )
        return Delete(query, (*values, self.asset), self.asset)

    def _columns(self, rows: np.ndarray) -> Iterator[Columns]:
        labels = np.array([tf.encode() for tf in self.labels])
        for at in range(0, len(rows), ROWS):
            some = rows[at : at + ROWS]
            yield {
                "id": np.full(len(some), self.asset),
                "tf": labels[some["tf"]],
                **{name: some[name] for name in self.dtype.names if name != "tf"},
            }
