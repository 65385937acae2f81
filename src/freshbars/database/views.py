"""The views: all families in one, distinguished by ``alignment_source``; and what people ask for, by symbol and date."""

from collections.abc import Callable, Mapping

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, EMA_VALUES
from freshbars.database.columns import Table
from freshbars.database.tables import BARS_1D, TABLES

_TRADED = ("open", "high", "low", "close", "volume", "market_cap", "time_open", "time_close")
# Columns of the views for people: type and meaning.
DESCRIBED = {
    "freshbars_bars": {
        "symbol": ("text", "symbol of the file of assets, else the id"),
        "date": ("date", "day on which the bar ended"),
        "tf": ("text", "timeframe, also 1D"),
        "open": ("double precision", "open of the bar's first day"),
        "high": ("double precision", "highest high"),
        "low": ("double precision", "lowest low"),
        "close": ("double precision", "close of the bar's last day"),
        "volume": ("double precision", "sum of the volumes; 1D: NULL unknown"),
        "market_cap": ("double precision", "last known within the bar"),
        "time_open": ("timestamptz", "1 ms after the last close of the bar before; 1D: first instant of the day"),
        "time_close": ("timestamptz", "close of the bar's last day"),
        "id": ("integer", "asset"),
        "alignment_source": ("text", "the family, or daily; a timeframe of two configured families has rows of both"),
    },
    "freshbars_emas": {
        "symbol": ("text", "symbol of the file of assets, else the id"),
        "date": ("date", "day on which the bar ended"),
        "tf": ("text", "timeframe, also 1D"),
        "period": ("integer", "EMA period, in bars"),
        "ema": ("double precision", "EMA of the closes of finished bars, as TA-Lib computes it"),
        "ts": ("timestamptz", "close of the bar's last day"),
        "id": ("integer", "asset"),
        "alignment_source": ("text", "the family; a timeframe of two configured families has rows of both"),
        "seed_weight": (
            "double precision",
            "share that the seed, the mean of the first closes, still has in ema; counted when it is asked for",
        ),
    },
}


def _union(tables: Mapping[str, Table], own: Callable[[str, str], str]) -> str:
    """All rows of some tables, by family. own: the column of a family's table behind a column of the view."""
    # Every column of any family; a family without it gives NULL.
    columns = {column.name: column.type for table in tables.values() for column in table.columns}
    if daily := [name for name in EMA_VALUES if f"{name}_bar" in columns]:
        columns |= {f"{name}_daily": columns[name] for name in daily}
    selects = []
    for name, table in tables.items():
        behind = {column: own(name, column) for column in columns}
        fields = [
            f'"{behind[column]}" AS "{column}"' if behind[column] in table.c else f'NULL::{kind} AS "{column}"'
            for column, kind in columns.items()
        ]
        # New columns come last, or the view could not be replaced while others depend on it.
        fields.insert(len(fields) - len(daily), f"'{name}'::text AS alignment_source")
        selects.append(f'SELECT {", ".join(fields)} FROM "{table.name}"')
    return "\nUNION ALL ".join(selects)


def _own_ema(family: str, column: str) -> str:
    """The column of a family's table that the view of all EMAs shows as ``column``."""
    if EMA_FAMILIES[family].kind == "both":
        return f"{column}_bar" if column in EMA_VALUES else column.removesuffix("_daily")
    return column


# Bars that EMAs may not use yet are in the tables, but not in the view for people.
_HELD = f"SELECT FROM {BARS_1D}_state s WHERE s.id = b.id AND s.held_from <= b.time_close"


def _for_people(view: str, at: str, of: list[str], unless: str) -> str:
    """Rows by symbol and date. unless: true of rows that are not final; asked outside, so that keys are used inside."""
    own = {"symbol": "a.symbol", "date": f"(b.{at} AT TIME ZONE a.timezone)::date"}
    fields = ", ".join(f'{own.get(name, f"b.{name}")} AS "{name}"' for name in DESCRIBED[view])
    return f"SELECT {fields} FROM (" + "\nUNION ALL ".join(of) + f") b JOIN dim_asset a USING (id) WHERE NOT b.{unless}"


def _bars() -> list[str]:
    tables = {"daily": BARS_1D} | {name: family.table for name, family in BAR_FAMILIES.items()}
    fields = ", ".join(("id", "tf", *_TRADED, "is_partial_end"))
    return [f"SELECT {fields}, '{name}'::text AS alignment_source FROM {table}" for name, table in tables.items()]


def _emas() -> list[str]:
    return [
        f"SELECT id, tf, period, ts, roll, {family.textbook} AS ema, '{name}'::text AS alignment_source, "
        f"{_seed_weight(family.table)} AS seed_weight FROM {family.table} e"
        for name, family in EMA_FAMILIES.items()
        if family.kind != "days"
    ]


def _seed_weight(table: str) -> str:
    """The weight of the seed in a finished row of ``e``. A query of its own: only who asks for the column pays for it."""
    # PostgreSQL treats powers below 1e-307 as errors; after so many bars the seed weighs nothing.
    return (
        "(SELECT CASE WHEN count(*) > 200 * (e.period + 1) THEN 0 ELSE power(1 - 2::float8 / (e.period + 1), count(*)) END "
        f"FROM {table} s WHERE s.id = e.id AND s.tf = e.tf AND s.period = e.period AND s.ts < e.ts AND NOT s.roll)"
    )


VIEWS = {
    "cmc_price_bars_multi_tf_u": _union(
        {n: TABLES[f.table] for n, f in BAR_FAMILIES.items()}, lambda _, column: column
    ),
    "cmc_ema_multi_tf_u": _union({n: TABLES[f.table] for n, f in EMA_FAMILIES.items()}, _own_ema),
    "freshbars_bars": f"{_for_people('freshbars_bars', 'time_close', _bars(), 'is_partial_end')} AND NOT EXISTS ({_HELD})",
    "freshbars_emas": _for_people("freshbars_emas", "ts", _emas(), "roll"),
}
