"""What is stored of timeframes, periods and families that are no longer configured: found, and deleted when asked to."""

from collections.abc import Iterable
from dataclasses import dataclass

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.refresh.series import Series


@dataclass(frozen=True)
class Leftover:
    """Rows of a timeframe (and of EMAs a period) in a table; ``whole``: its family is switched off."""

    table: str
    tf: str
    period: int | None
    rows: int
    whole: bool

    def __str__(self) -> str:
        period = "" if self.period is None else f" period {self.period}"
        return f"{self.table} {self.tf}{period}: {self.rows:,} {'row' if self.rows == 1 else 'rows'}"


def leftovers(config: Config, cursor: Cursor) -> list[Leftover]:
    """All that is stored and not configured."""
    found = []
    for stage, on in _stages(config):
        period = "period" if stage.rule == "emas" else "NULL::int"
        where = f"WHERE NOT ({_wanted(stage)})" if on else ""
        cursor.execute(f"SELECT tf, {period}, count(*) FROM {stage.table.name} {where} GROUP BY 1, 2 ORDER BY 1, 2")
        found += [Leftover(stage.table.name, *row, not on) for row in cursor]
    return found


def delete(config: Config, cursor: Cursor, found: Iterable[Leftover]) -> int:
    """Delete them, and take them off the states, in the caller's transaction. Returns the number of rows.

    A state that still listed them is computed anew with the next days of its asset.
    """
    tables, rows = {one.table for one in found}, 0
    for stage, on in _stages(config):
        table, state = stage.table.name, stage.state_table
        if table not in tables:
            continue
        cursor.execute(f"DELETE FROM {table}" + (f" WHERE NOT ({_wanted(stage)})" if on else ""))
        rows += cursor.rowcount
        if not on:
            cursor.execute(f"DELETE FROM {state}")
            continue
        columns = {"tfs": _array(stage.timeframes, "text")}
        if stage.rule == "emas":
            columns["periods"] = _array(stage.periods, "int")
        kept = [
            f"{name} = ARRAY(SELECT unnest({name}) INTERSECT SELECT unnest({own}) ORDER BY 1)"
            for name, own in columns.items()
        ]
        listed = " OR ".join(f"NOT {name} <@ {own}" for name, own in columns.items())
        count = f"(SELECT count(*) FROM {table} t WHERE t.id = {state}.id)"
        cursor.execute(f"UPDATE {state} SET {', '.join(kept)}, state = NULL, n_rows = {count} WHERE {listed}")
    return rows


def _stages(config: Config) -> list[tuple[Series, bool]]:
    """Every family as it is configured, and whether it is switched on."""
    emas = [(Series(config, "emas", name), name in config.emas.families) for name in EMA_FAMILIES]
    bars = [(Series(config, "bars", name), bool(getattr(config.bars, name))) for name in BAR_FAMILIES]
    return [*bars, *emas]


def _wanted(stage: Series) -> str:
    return f"tf = ANY({_array(stage.timeframes, 'text')}){stage.of_periods}"


def _array(values: Iterable, kind: str) -> str:
    return f"'{{{','.join(map(str, values))}}}'::{kind}[]"
