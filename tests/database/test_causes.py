"""Why bars were replaced: only what the vendor states anew is a restatement."""

from contextlib import closing
from datetime import date, timedelta

import pytest
from test_ingest import HISTORY, Shop, shop
from test_rescalings import FIRST, put, walk

from freshbars.context import Context
from freshbars.database.connection import connect, reading
from freshbars.database.tables import BARS_1D
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.source.ingest import ingest
from freshbars.source.restatements import read
from freshbars.source.unload import unload

__all__ = ["shop"]


def refresh(config, stage, shard: int):
    return refresh_one(config, stage(config), shard)


def built(shop: Shop, **given) -> dict[str, int]:
    """Load and build. The revisions that were written, by cause."""
    before = causes(shop)
    config = shop.configure(**given)
    ingest(config)
    for shard in range(config.shards):
        assert not refresh(config, DailyStage, shard).problems
    return {cause: n - before.get(cause, 0) for cause, n in causes(shop).items() if n > before.get(cause, 0)}


def causes(shop: Shop) -> dict[str, int]:
    if not shop.ask(f"SELECT to_regclass('{BARS_1D}_revisions')")[0][0]:
        return {}
    return dict(shop.ask(f"SELECT cause, count(*) FROM {BARS_1D}_revisions GROUP BY 1"))


def restated(shop: Shop) -> set[date]:
    with closing(connect(shop.config)) as connection, reading(connection) as cursor:
        return {one.day.date() for one in read(shop.config, cursor)}


@pytest.fixture
def loaded(shop):
    """Sixty days that are built."""
    put(shop, "BTC.csv", walk(60))
    built(shop)
    return shop


def test_a_restated_day_is_the_vendors(loaded):
    closes = walk(60)
    closes[41] *= 1.01
    put(loaded, "1_BTC.csv", closes)
    assert built(loaded) == {"vendor": 1}
    assert restated(loaded) == {FIRST + timedelta(days=41)}
    assert loaded.ask(f"SELECT cause FROM {HISTORY}_revisions") == [("vendor",)]


def test_a_new_scale_of_the_whole_history_is_one_event(loaded):
    put(loaded, "1_BTC.csv", walk(60) / 1000)
    assert built(loaded) == {"rescaled": 60}
    assert restated(loaded) == set()
    [(file, factor, days)] = loaded.ask(f"SELECT file, factor, days FROM {HISTORY}_events WHERE cause = 'rescaled'")
    assert (file, days) == ("1_BTC.csv", 60)
    assert factor == pytest.approx(0.001)


def test_another_time_zone_restates_nothing(loaded):
    assert built(loaded, timezone="Asia/Tokyo") == {"calendar": 60}
    assert restated(loaded) == set()
    assert loaded.ask(f"SELECT DISTINCT cause FROM {HISTORY}_revisions") == [("calendar",)]


def test_an_unloaded_file_restates_nothing(loaded):
    closes = walk(60)
    closes[[7, 41]] *= 1.01
    put(loaded, "1_BTC.csv", closes)
    assert built(loaded) == {"vendor": 2}
    (loaded.folder / "1_BTC.csv").unlink()
    with closing(connect(loaded.config)) as connection:
        unload(Context(loaded.config), connection, "1_BTC.csv")
    assert built(loaded) == {"unload": 2}


def configured(shop: Shop, **given):
    source = {"kind": "exports", "exports": str(shop.folder), "assets": str(shop.assets), "table": HISTORY}
    return shop.make_config(source=source | given.pop("source", {}), **given)


def test_an_excluded_day_restates_nothing(loaded, tmp_path):
    exclusions = tmp_path / "exclusions.csv"
    exclusions.write_text(f"id,day,reason\n1,{FIRST + timedelta(days=9)},wrong\n")
    refresh(configured(loaded, source={"exclusions": str(exclusions)}), DailyStage, 0)
    assert causes(loaded) == {"exclusion": 1}
    assert restated(loaded) == set()


def test_a_repair_of_bars_restates_nothing(loaded):
    loaded.ask(f"UPDATE {BARS_1D} SET close = close + 1 WHERE id = 1 AND bar_seq = 5")
    closes = walk(61)
    closes[3] *= 1.01
    put(loaded, "BTC.csv", closes)
    config = configured(loaded)
    ingest(config)
    refresh(config, DailyStage, 0)
    assert set(causes(loaded)) == {"repair"}


def test_a_rebuild_of_bars_that_another_program_changed_is_a_repair(loaded):
    loaded.ask(f"UPDATE {BARS_1D} SET close = close + 1 WHERE id = 1 AND bar_seq = 5")
    refresh(configured(loaded, rebuild="all"), DailyStage, 0)
    assert set(causes(loaded)) == {"repair"}
