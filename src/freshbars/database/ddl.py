"""Create the schema, the tables and the views that are missing. Loaded only then: it brings SQLAlchemy along."""

from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema

from freshbars.database.connection import Connection
from freshbars.database.tables import Table
from freshbars.database.views import VIEWS

TYPES = {
    "int4": sa.Integer(),
    "int8": sa.BigInteger(),
    "float8": sa.Double(),
    "text": sa.Text(),
    "bool": sa.Boolean(),
    "timestamptz": sa.DateTime(timezone=True),
    "date": sa.Date(),
    "jsonb": JSONB(),
    "_int4": ARRAY(sa.Integer()),
    "_text": ARRAY(sa.Text()),
    "_date": ARRAY(sa.Date()),
}


def create(opened: Callable[[], Connection], tables: Iterable[Table], schema: str) -> None:
    """Create tables (and their schemas) that are missing, and all views, in one transaction.

    opened: makes the connection, as every other one is made; SQLAlchemy would open it in its own way.
    """
    engine = sa.create_engine("postgresql+psycopg2://", creator=opened, poolclass=NullPool)
    with engine.begin() as connection:
        # IF NOT EXISTS would ask for the right to create schemas where there is nothing to create.
        present = set(sa.inspect(connection).get_schema_names())
        for name in sorted({schema, *(table.schema for table in tables if table.schema)} - present):
            connection.execute(CreateSchema(name))
        for table in tables:
            sa_table(table, schema).create(connection, checkfirst=True)
        connection.exec_driver_sql(f'SET LOCAL search_path TO "{schema}"')
        for name, query in VIEWS.items():
            connection.exec_driver_sql(f'CREATE OR REPLACE VIEW "{name}" AS {query}')


def sa_table(table: Table, schema: str) -> sa.Table:
    """The table as SQLAlchemy declares it."""
    made = sa.Table(table.name, sa.MetaData(table.schema or schema), comment=table.comment)
    for column in table.columns:
        kind = sa.Text(collation="C") if column.bytewise else TYPES[column.type]
        made.append_column(
            sa.Column(
                column.name,
                kind,
                primary_key=column.primary_key,
                autoincrement=False,
                nullable=column.nullable,
                server_default=sa.func.now() if column.stamped else None,
                comment=column.comment,
            )
        )
    if table.unique:
        sa.Index(f"{table.name}_key", *(made.c[name] for name in table.unique), unique=True)
    return made
