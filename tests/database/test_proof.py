"""Certificates: equal if and only if the data are, whatever way they came; a changed cell is found and named."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import reduce
from pathlib import Path
from random import Random

import pytest

from freshbars.config import Config
from freshbars.database.connection import address, connect
from freshbars.errors import UserError
from freshbars.proof.certificate import Certificate
from freshbars.proof.compare import Side, compare
from freshbars.proof.declarations import DATA, RECORD, covered
from freshbars.proof.digest import Digest
from freshbars.proof.opening import certified
from histories import begin
from support import FEW, refresh, store

DOC = (Path(__file__).parents[2] / "docs/proof.md").read_text(encoding="utf-8")
KINDS = {"int4": "int", "int8": "int", "float8": "float", "timestamptz": "instant", "date": "day", "bool": "bool"}


@contextmanager
def side(config: Config) -> Iterator[Side]:
    with certified(config, address()) as found:
        yield found


def certificate(config: Config) -> Certificate:
    with side(config) as found:
        return found.certificate


def ask(config: Config, query: str) -> list[tuple]:
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []


def history(seed: int, days: int | None = None) -> list[dict]:
    random = Random(seed)
    return [one for asset in (1, 7, -3) for one in begin(random, asset)[:days]]


def test_equal_data_have_an_equal_root_whatever_way_they_came(make_config):
    at_once = make_config(**FEW)
    store(at_once, history(3))
    refresh(at_once)
    whole = certificate(at_once)
    by_day = make_config(**FEW, shards=3)
    ask(by_day, "; ".join(f"DELETE FROM {name}" for name in _filled(by_day)))
    for days in (20, 41, None):
        store(by_day, history(3, days))
        refresh(by_day)
    again = certificate(by_day)
    assert again.roots[DATA] == whole.roots[DATA]
    assert again.roots[RECORD] != whole.roots[RECORD], "they were loaded at different times"
    assert whole.rows(DATA) > 1000


def _filled(config: Config) -> list[str]:
    """Every table of ours but the version of the schema."""
    names = ask(
        config, "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    )
    return [f'"{name}"' for (name,) in names if name != "freshbars_schema"]


def test_a_plain_reader_of_the_guide_gets_the_same_digests(make_config):
    config = make_config(**FEW)
    store(config, history(4))
    refresh(config)
    place: dict = {}
    exec(re.search(r"```python\n(.*?)```", DOC, re.DOTALL)[1], place)
    compared = 0
    with side(config) as found, closing(connect(config)) as connection, connection.cursor() as cursor:
        cursor.execute("SET timezone = 'UTC'")
        for one in covered(config):
            parts = found.certificate.tables[one.root][one.name]
            kinds = {name: KINDS.get(one.table.c[name].type, "text") for name in one.columns}
            fields = ", ".join(f'"{name}"' for name in one.columns)
            text = io.StringIO()
            cursor.copy_expert(f"COPY (SELECT {fields} FROM {one.table.name}) TO STDOUT (FORMAT csv, HEADER)", text)
            text.seek(0)
            assert place["digest"](one.name, kinds, text) == str(reduce(Digest.__add__, parts.values(), Digest())), (
                one.name
            )
            compared += bool(parts)
    assert compared >= 10


@pytest.mark.parametrize("share", [0.15, pytest.param(1.0, marks=pytest.mark.slow)])
def test_each_changed_cell_is_found_and_named(make_config, share):
    config = make_config(**FEW)
    store(config, history(5))
    refresh(config)
    random, before = Random(5), certificate(config)
    changed = {"float8": "{c} + 1e-9 * (abs({c}) + 1)", "int4": "{c} + 1", "int8": "{c} + 1", "bool": "NOT {c}",
               "timestamptz": "{c} + interval '1 ms'", "date": "{c} + 1", "text": "{c} || 'x'"}  # fmt: skip
    tried = 0
    for one in covered(config):
        parts = before.tables[one.root][one.name]
        key = set(one.table.key)
        for name in one.columns:
            if not parts or name in key or one.table.c[name].type not in changed or random.random() > share:
                continue
            with closing(connect(config)) as connection, connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT ctid FROM {one.table.name} WHERE "{name}" IS NOT NULL OFFSET %s LIMIT 1',
                    (random.randint(0, 9),),
                )
                if not (row := cursor.fetchone()):
                    continue
                expression = changed[one.table.c[name].type].format(c=f'"{name}"')
                cursor.execute(f'UPDATE {one.table.name} SET "{name}" = {expression} WHERE ctid = %s', row)
                connection.commit()
                with side(config) as after:
                    found = list(compare(Side("before", before), after, (one.root,)))
                    assert one.name in {difference.table for difference in found}, (one.name, name)
                    assert after.certificate.roots[one.root] != before.roots[one.root]
            tried += 1
            before = certificate(config)
    assert tried >= 60 * share / 2


def test_two_databases_are_compared_down_to_the_row(make_config):
    config = make_config(**FEW)
    store(config, history(6))
    refresh(config)
    with side(config) as a:
        rows = ask(config, "SELECT id, period, ts, ema FROM cmc_ema_multi_tf WHERE tf = '7D' ORDER BY 1, 2, 3 LIMIT 1")
        ((asset, period, ts, ema),) = rows
        ask(
            config,
            f"UPDATE cmc_ema_multi_tf SET ema = 1.5 WHERE id = {asset} AND tf = '7D' AND period = {period} AND ts = '{ts}'",
        )
        ask(
            config,
            "DELETE FROM cmc_price_bars_1d b WHERE id = 7 AND timestamp = "
            "(SELECT max(timestamp) FROM cmc_price_bars_1d WHERE id = b.id)",
        )
        with side(config) as b:
            found = {one.table: one for one in compare(a, b, (DATA,))}
    assert found.keys() == {"cmc_ema_multi_tf", "cmc_price_bars_1d"}
    told = found["cmc_ema_multi_tf"]
    assert (told.series, told.parts, told.values) == (f"{asset}/7D/{period}", 1, {"ema": (ema, 1.5)})
    assert f"ema {ema!r} | 1.5" in str(told)
    assert found["cmc_price_bars_1d"].values == {"row": ("there", "missing")}


def test_a_certificate_is_read_back_and_a_changed_one_refused(make_config, tmp_path):
    config = make_config(**FEW)
    store(config, history(8))
    refresh(config)
    found, file = certificate(config), tmp_path / "certificate.json"
    file.write_text(json.dumps(found.as_dict()))
    assert Certificate.read(file) == found
    content = found.as_dict()
    parts = content["tables"]["data"]["cmc_price_bars_1d"]
    first = next(iter(parts))
    parts[first][1] = "0" * 32
    for text, words in (
        (json.dumps(content), "was changed"),
        ("{}", "is no certificate"),
        (json.dumps({"format": 9}), "format 9"),
    ):
        file.write_text(text)
        with pytest.raises(UserError, match=words):
            Certificate.read(file)
    with pytest.raises(UserError, match="cannot be read"):
        Certificate.read(tmp_path / "none")
