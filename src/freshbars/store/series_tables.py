"""The tables of timeframe bars and of EMAs: one of rows and one of states for each family.

Their rows are written in ``refresh/stage.py`` and deleted by ``store/deletes.py``, like those of every table.
"""

from typing import NamedTuple

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.series import Series
from freshbars.database.tables import TABLES, Table


class SeriesTable(NamedTuple):
    """The tables of a family. time: the column of a row's instant, the close of its daily bar."""

    rows: Table
    time: str
    has_periods: bool

    @property
    def name(self) -> str:
        """The table of rows."""
        return self.rows.name

    @property
    def state(self) -> str:
        """The table of states."""
        return f"{self.rows.name}_state"


_BARS = {name: SeriesTable(TABLES[family.table], "time_close", False) for name, family in BAR_FAMILIES.items()}
_EMAS = {name: SeriesTable(TABLES[family.table], "ts", True) for name, family in EMA_FAMILIES.items()}


def series_table(rule: str, name: str) -> SeriesTable:
    """The tables of a family of bars or of EMAs."""
    return (_BARS if rule == "bars" else _EMAS)[name]


def table_of(series: Series) -> SeriesTable:
    """The tables of the family of some series."""
    return series_table(series.rule, series.name)
