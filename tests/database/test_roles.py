"""The roles that the guide describes, made by its own statements: owner, program and reader."""

import os
import re
from contextlib import closing, contextmanager

import psycopg2
import pytest

from freshbars.config import validate
from freshbars.database.connection import connect
from freshbars.database.doctor import examine, healthy
from freshbars.database.migrations import ensure_tables, require_tables, statements
from project import ROOT

ROLES = ("freshbars_owner", "freshbars", "quant")


def guide() -> list[str]:
    """The SQL of the guide's section, block by block."""
    page = (ROOT / "docs/databases.md").read_text(encoding="utf-8").partition("### Roles for owner")[2]
    return re.findall(r"^```sql\n(.*?)^```", page.partition("\n### ")[0], re.MULTILINE | re.DOTALL)


class Place:
    """A database with the guide's three roles, all under names of this process."""

    def __init__(self, server: str) -> None:
        self._server = server
        self.suffix = f"_{os.getpid()}"
        self.name = f"prices{self.suffix}"

    def sql(self, text: str) -> str:
        """The guide's words with this place's names; the schema keeps its own."""
        text = re.sub(r"\b(prices|quant|freshbars_owner)\b", rf"\1{self.suffix}", text)
        return re.sub(r"(ROLE|TO) freshbars\b", rf"\1 freshbars{self.suffix}", text)

    def url(self, role: str, database: str | None = None) -> str:
        url = re.sub(r"//[^@]*@", f"//{role}@", self._server)
        return re.sub(r"/postgres(?=\?|$)", f"/{database or self.name}", url)

    @contextmanager
    def admin(self, database: str):
        with closing(psycopg2.connect(self.url("postgres", database))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor


@pytest.fixture
def place(server, monkeypatch):
    place = Place(server)
    owner, within, _ = guide()
    with place.admin("postgres") as cursor:
        for statement in filter(str.strip, place.sql(owner).split(";")):
            cursor.execute(statement)
    with place.admin(place.name) as cursor:
        cursor.execute(place.sql(within))
    monkeypatch.setenv("TARGET_DB_URL", place.url(f"freshbars{place.suffix}"))
    yield place
    with place.admin("postgres") as cursor:
        cursor.execute(f"DROP DATABASE {place.name} WITH (FORCE)")
        for role in ROLES[::-1]:
            cursor.execute(f"DROP ROLE {role}{place.suffix}")


CONFIG = {"schema": "freshbars", "source": {"kind": "exports"}}


def test_the_program_creates_and_alters_what_the_owner_owns_and_the_reader_reads_it(place):
    config = validate(CONFIG)
    assert healthy(examine(config))
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'freshbars'")
            assert cursor.fetchall() == [(f"freshbars_owner{place.suffix}",)]
            cursor.execute("ALTER TABLE cmc_price_bars_1d ADD COLUMN later int")
    found = examine(config)
    assert healthy(found), [*map(str, found)]
    with closing(psycopg2.connect(place.url(f"quant{place.suffix}"))) as reader, reader.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM freshbars.freshbars_emas, freshbars.cmc_price_bars_1d")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("DELETE FROM freshbars.cmc_price_bars_1d")


def test_tables_that_a_dba_created_for_the_owner_are_the_programs(place):
    config = validate(CONFIG)
    with place.admin(place.name) as cursor:
        cursor.execute(";".join(statements(config, owner=f"freshbars_owner{place.suffix}")))
        cursor.execute(place.sql("GRANT SELECT ON ALL TABLES IN SCHEMA freshbars TO quant"))
    found = examine(config)
    assert healthy(found), [*map(str, found)]
    with closing(connect(config)) as connection:
        assert require_tables(config, connection)


def test_a_wrong_owner_is_named_and_the_statement_helps_until_an_upgrade(place):
    """Tables that a DBA created as himself, for a program that is no member of anything."""
    config = validate(CONFIG)
    program = f"freshbars{place.suffix}"
    with place.admin(place.name) as cursor:
        cursor.execute(";".join(statements(config)))
        cursor.execute(f"ALTER ROLE {program} IN DATABASE {place.name} RESET role")
        cursor.execute(f"REVOKE freshbars_owner{place.suffix} FROM {program}")
        cursor.execute(f"GRANT USAGE ON SCHEMA freshbars TO {program}")
        wrong = next(one for one in examine(config) if one.todo)
        assert "which postgres owns" in wrong.found
        cursor.execute(wrong.statement)
        found = examine(config)
        assert healthy(found), [*map(str, found)]
        assert any("postgres owns them, as whom the first run after an upgrade" in one.found for one in found)
        with closing(connect(config)) as connection:
            ensure_tables(config, connection)
        cursor.execute("UPDATE freshbars.freshbars_schema SET version = version - 1")
        wrong = next(one for one in examine(config) if one.todo)
        assert "earlier version" in wrong.found
        assert "has to connect as their owner, postgres" in wrong.todo
        cursor.execute(f"DROP OWNED BY {program}")
