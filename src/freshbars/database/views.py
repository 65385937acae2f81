"""The views: all families in one, distinguished by ``alignment_source``; and what people ask for, by symbol and date."""

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
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
    },
}


def _union(families: dict) -> str:
    tables = {name: TABLES[family.table] for name, family in families.items()}
    # Every column of any family; a family without it gives NULL.
    columns = {column.name: column.type for table in tables.values() for column in table.columns}
    selects = []
    for name, table in tables.items():
        fields = [
            f'"{column}"' if column in table.c else f'NULL::{kind} AS "{column}"' for column, kind in columns.items()
        ]
        selects.append(f"SELECT {', '.join(fields)}, '{name}'::text AS alignment_source FROM \"{table.name}\"")
    return "\nUNION ALL ".join(selects)


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
        f"SELECT id, tf, period, ts, roll, {family.textbook} AS ema, '{name}'::text AS alignment_source FROM {family.table}"
        for name, family in EMA_FAMILIES.items()
        if family.kind != "days"
    ]


VIEWS = {
    "cmc_price_bars_multi_tf_u": _union(BAR_FAMILIES),
    "cmc_ema_multi_tf_u": _union(EMA_FAMILIES),
    "freshbars_bars": _for_people("freshbars_bars", "time_close", _bars(), "is_partial_end"),
    "freshbars_emas": _for_people("freshbars_emas", "ts", _emas(), "roll"),
}
