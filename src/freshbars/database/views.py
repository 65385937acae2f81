"""The unified views: all families in one, distinguished by ``alignment_source``."""

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.database.tables import TABLES


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


VIEWS = {"cmc_price_bars_multi_tf_u": _union(BAR_FAMILIES), "cmc_ema_multi_tf_u": _union(EMA_FAMILIES)}
