"""How the tables and the views are created. Loaded only then: it brings SQLAlchemy along."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from freshbars.database.columns import Table
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
    "bytea": sa.LargeBinary(),
}


def create_table(table: Table, schema: str) -> list[str]:
    """The statements that create a table with its index and comments. Its schema is there."""
    made: list[str] = []

    def note(statement: sa.schema.ExecutableDDLElement, *_: object, **__: object) -> None:
        made.append(str(statement.compile(dialect=engine.dialect)))

    # They are run without arguments, where a per cent sign of a comment stands for itself.
    engine = sa.create_mock_engine("postgresql://", note, paramstyle="named")
    declared = sa_table(table, schema)
    declared.create(engine, checkfirst=False)
    return made + [
        f"ALTER TABLE {declared.fullname} ALTER COLUMN {column.name} SET STORAGE {column.storage}"
        for column in table.columns
        if column.storage
    ]


def comments(table: Table) -> list[str]:
    """The statements that say what a table and its columns mean, in the current schema."""
    said = {f"TABLE {table.name}": table.comment}
    said |= {f'COLUMN {table.name}."{column.name}"': column.comment for column in table.columns}
    return [f"COMMENT ON {what} IS '{words.replace(chr(39), chr(39) * 2)}'" for what, words in said.items()]


def create_views() -> list[str]:
    """The statements that create all views anew in the current schema."""
    return [f'CREATE OR REPLACE VIEW "{name}" AS {query}' for name, query in VIEWS.items()]


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
