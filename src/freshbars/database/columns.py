"""What a table is: its columns with type and meaning, as plain data."""

from dataclasses import dataclass, field
from typing import NamedTuple

from freshbars.config import Config

# Column types under the names by which the server's catalog knows them.
INTEGER, BIGINT, DOUBLE, TEXT, BOOLEAN, INSTANT, DATE = "int4", "int8", "float8", "text", "bool", "timestamptz", "date"
JSON, INTEGERS, TEXTS, DATES, BYTES = "jsonb", "_int4", "_text", "_date", "bytea"


class Column(NamedTuple):
    """A column: its type as the server's catalog names it, and what it means."""

    name: str
    type: str
    comment: str
    primary_key: bool = False
    nullable: bool = True
    # Filled in by the server with the time of the transaction.
    stamped: bool = False
    # Compared byte by byte: several times faster in an index than a language's collation.
    bytewise: bool = False
    # How the server keeps a long value, where that is not as usual for the type: EXTERNAL is uncompressed.
    storage: str | None = None


def col(name: str, type_: str, doc: str, key: bool = False) -> Column:
    """A column that may be NULL, or one of the key."""
    return Column(name, type_, doc, key, nullable=not key)


def need(name: str, type_: str, doc: str) -> Column:
    """A column that is never NULL."""
    return Column(name, type_, doc, nullable=False)


@dataclass(frozen=True, eq=False)
class Table:
    """A table; without a schema it lies in the configured one. ``unique`` names the key where it is no primary key.

    Plain data: builders, which start often, need not load SQLAlchemy for it. ``database.ddl`` creates tables.
    """

    name: str
    columns: tuple[Column, ...]
    comment: str
    schema: str | None = None
    unique: tuple[str, ...] = ()
    c: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "c", {column.name: column for column in self.columns})

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that identify a row."""
        return tuple(column.name for column in self.columns if column.primary_key) or self.unique


def source_table(config: Config) -> tuple[str, str]:
    """Schema and name of the price-history table."""
    schema, _, name = config.source.table.rpartition(".")
    return schema or config.schema, name
