"""Compares what is stored with a rebuild in memory, to the last bit."""

from collections.abc import Iterator

import numpy as np

from freshbars.database.copy_format import Rows, encode, joined
from freshbars.database.tables import Table
from freshbars.database.wire_rows import value
from freshbars.refresh.daily_batch import BARS, REJECTS
from freshbars.store.audit import daily_body, series_body
from freshbars.store.series_state import read_carried
from freshbars.validate.batch import AuditBatch
from freshbars.validate.findings import AuditFinding


def rebuild(batch: AuditBatch) -> Iterator[AuditFinding]:
    """What is stored is what a rebuild in memory gives, to the last bit."""
    built, compared, cursor = batch.rebuilt, set(batch.again), batch.scope.cursor
    for asset in batch.again:
        for table, every in ((BARS, built.bars), (REJECTS, built.rejects)):
            columns = {name: values[every["id"] == asset] for name, values in every.items()}
            rows = encode(table, columns, len(columns["id"]))
            yield from _compare(batch, table, rows, daily_body(cursor, table, rows.names, asset), asset)
    for stage, asset, state, history, _ in batch.built():
        of = stage.series.only(state.tfs, state.periods)
        if asset not in batch.scope.sample or not of.wanted:
            continue
        compared.add(asset)
        columns, carry = of.rebuilt(asset, history, batch.scope.calendars)
        names = tuple(column.name for column in stage.table.rows.columns if not column.stamped)
        # Series without a first value have no rows, and none may be stored.
        blocks = [encode(stage.table.rows, one, len(one["id"])) for one in columns] or [
            Rows(names, b"", np.zeros(0, int))
        ]
        rows = joined(blocks)
        stored = series_body(cursor, stage.table.rows, rows.names, asset, of.timeframes, of.periods)
        yield from _compare(batch, stage.table.rows, rows, stored, asset)
        kept = read_carried(cursor, stage.table.state, {asset: state})
        # The check of states reports a broken seal.
        if kept.get(asset) and of.wanted == state.series and kept[asset] != carry.tobytes():
            what = "the saved state is not the one that its bars lead to"
            yield batch.scope.finding("state", stage.table.state, what, asset)
    batch.scope.audit.rebuilt_assets += len(compared)
    batch.scope.audit.behind += len(batch.scope.sample.intersection(batch.ids) - compared)


def _compare(batch: AuditBatch, table: Table, rows: Rows, stored: bytes, asset: int) -> Iterator[AuditFinding]:
    """The first row that differs. rows: as they must be; stored: as they are, in wire format."""
    batch.scope.audit.rebuilt_rows += len(rows)
    if stored == rows.body:
        return
    k = rows.common_prefix(stored)
    must, has = (_decode(table, rows.names, body, int(rows.ends[k - 1]) if k else 0) for body in (rows.body, stored))
    if must is None or has is None:
        must, what = must or has, "a row is missing" if must else "unexpected row"
    else:
        # By their spelling: a zero may differ from a zero in its sign.
        wrong = [name for name in rows.names if repr(must[name]) != repr(has[name])]
        what = ", ".join(f"{name} is {_spelled(has[name])} and must be {_spelled(must[name])}" for name in wrong[:3])
        what += f", and {n} more {'column' if n == 1 else 'columns'}" if (n := len(wrong) - 3) > 0 else ""
    at = next(must[name] for name in ("ts", "timestamp", "time_close") if name in must)
    yield batch.scope.finding("rebuild", table.name, what, asset, must.get("tf", "1D"), must.get("period"), at)


def _spelled(value: object) -> str:
    return "NULL" if value is None else str(value)


def _decode(table: Table, names: tuple[str, ...], body: bytes, at: int) -> dict[str, object] | None:
    """The row in wire format that begins at ``at``, or None at the end."""
    if at == len(body):
        return None
    row, at = {}, at + 2
    for name in names:
        width = int.from_bytes(body[at : at + 4], signed=True)
        raw = body[at + 4 : at + 4 + max(width, 0)]
        at += 4 + len(raw)
        row[name] = None if width < 0 else value(table.c[name].type, raw)
    return row
