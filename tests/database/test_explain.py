"""Why an EMA is what it is: what is named gives the stored value by plain arithmetic, before and after a restatement."""

import json
from contextlib import closing
from datetime import date, timedelta
from math import fsum
from random import Random

import pytest

import freshbars.cli
from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.database.connection import address, connect
from freshbars.errors import UserError
from freshbars.reading.database import Database
from freshbars.reading.explanation_text import lines
from histories import begin
from support import FEW, refresh, row, store

FIRST = date(2024, 1, 1)
EVERY = {
    "bars": FEW["bars"] | {"cal_anchor_us": ["1W_CAL_ANCHOR_US"]},
    "emas": {"families": list(EMA_FAMILIES), "periods": [2, 5]},
}


def recomputed(told: dict) -> float:
    """The value, from the JSON alone and by no code of the project."""
    seed = [one["close"] for one in told["closes"] if one["smoothing"] is None]
    ema = fsum(seed) / len(seed)
    for one in told["closes"][len(seed) :]:
        ema = one["smoothing"] * one["close"] + (1 - one["smoothing"]) * ema
    return ema


def values(config: Config, family: str) -> list[tuple]:
    """Asset, timeframe, period, local day and value of all stored rows of a family, and of calendar families its column."""
    found = []
    with closing(connect(config)) as connection, connection.cursor() as cursor:
        for column in ("ema", "ema_bar") if EMA_FAMILIES[family].kind == "both" else ("ema",):
            name = EMA_FAMILIES[family].public_name(column)
            cursor.execute(
                f"SELECT id, tf, period, (ts AT TIME ZONE 'UTC')::date, '{name}', {column} FROM "
                f"{EMA_FAMILIES[family].table} ORDER BY 1, 2, 3, 4"
            )
            found += cursor.fetchall()
    return found


@pytest.mark.parametrize("family", EMA_FAMILIES)
def test_the_json_alone_gives_the_stored_bits(make_config, family):
    random, config = Random(family), make_config(**EVERY)
    store(config, [one for asset in (1, 2) for one in begin(random, asset)] + _walk(3, 70))
    refresh(config)
    db, rows = Database(config, address()), values(config, family)
    some = {(a, t, p, c): None for a, t, p, _, c, _ in rows}
    firsts = [next(one for one in rows if (one[0], one[1], one[2], one[4]) == key) for key in some]
    for asset, tf, period, day, column, stored in [
        *random.sample(firsts, min(8, len(firsts))),
        *random.sample(rows, min(25, len(rows))),
    ]:
        told = json.loads(json.dumps(db.explain(asset, tf, period, day, family=family, column=column).as_dict()))
        where = (asset, tf, period, day, column)
        assert recomputed(told) == told["recomputed"] == told["stored"] == told["value"] == stored, where
        assert abs(fsum(one["weight"] for one in told["closes"]) - 1) < 1e-12, where


def test_a_restated_day_is_named_and_the_past_is_explained_as_it_was(make_config):
    config = make_config(**EVERY)
    store(config, _walk(1, 60))
    refresh(config)
    db = Database(config, address())
    before = db.explain(1, "1D", 5)
    at = db.daily(1)["known_from"].to_pylist()[0]
    changed = _walk(1, 60)
    changed[50] = row(1, FIRST + timedelta(days=50), 77.0)
    store(config, changed)
    refresh(config)
    after = db.explain(1, "1D", 5)
    assert after.value != before.value == db.explain(1, "1D", 5, known_at=at + timedelta(microseconds=1)).value
    (restated,) = [one for one in after.as_dict()["closes"] if "earlier" in one]
    assert (restated["day"], restated["close"]) == ("2024-02-20", 77.0)
    assert [one["close"] for one in restated["earlier"]] == [pytest.approx(_close(50))]
    said = "\n".join(lines(after))
    assert "replaced since they were first stored: 2024-02-20" in said
    assert "the stored value to the last bit" in said
    assert len(said.splitlines()) <= 16, "a page for a person, not a dump"


def test_a_value_that_was_tampered_with_is_not_explained_away(make_config):
    config = make_config(**EVERY)
    store(config, _walk(1, 40))
    refresh(config)
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("UPDATE cmc_ema_multi_tf SET ema = ema + 1 WHERE tf = '1D' AND period = 5 AND NOT roll")
    found = Database(config, address()).explain(1, "1D", 5)
    assert found.value == found.derivation.value + 1
    assert "BUT" in "\n".join(lines(found))


def test_what_has_no_value_is_said(make_config):
    config = make_config(**EVERY)
    store(config, _walk(1, 40))
    refresh(config)
    db = Database(config, address())
    for asked, words in (
        ((1, "7D", 21), "begins with the first 21 finished bars, and there are 5"),
        ((1, "1D", 5, "2024-03-01"), "no daily bar of 2024-03-01; the nearest are of 2024-02-09"),
        ((1, "1D", 5, "yesterday"), "day must be a day such as 2026-03-01, not 'yesterday'"),
        ((9, "1D", 5), "there is no asset 9"),
    ):
        with pytest.raises(UserError, match=words):
            db.explain(*asked)
    with pytest.raises(UserError, match="EMAs of multi_tf have ema, not 'ema_bar'"):
        db.explain(1, "1D", 5, column="ema_bar")
    assert "explain" in freshbars.cli.COMMANDS


def _close(i: int) -> float:
    return 100 + 7 * ((i * 37) % 11) / 3


def _walk(asset: int, days: int) -> list[dict]:
    return [row(asset, FIRST + timedelta(days=i), _close(i)) for i in range(days)]
