"""What loaded files said against what is there: rows that another program changed, and files that are unloaded."""

from contextlib import closing
from datetime import timedelta

import pytest
from test_ingest import HISTORY, START, Shop, days, shop, some

from freshbars.context import Context
from freshbars.database.connection import connect, reading
from freshbars.errors import UserError
from freshbars.source import unload as module
from freshbars.source.ingest import CHANGED, ingest
from freshbars.validate.audit import audit

__all__ = ["shop"]


def tampered(shop: Shop) -> list[int]:
    """The assets of which validate says that another program changed their source rows."""
    with closing(connect(shop.config)) as connection, reading(connection) as cursor:
        found = audit(shop.config, cursor, 0).findings
    return [one.asset for one in found if (one.check, one.severity) == ("loaded", "error")]


def call(shop: Shop, verb, what) -> str:
    with closing(connect(shop.config)) as connection:
        return verb(Context(shop.config), connection, what)


def everything(shop: Shop) -> tuple:
    """All that a load leaves, but for when and from where."""
    columns = "id, timestamp, name, open, high, low, close, volume, marketcap, timeopen, timeclose, timehigh, timelow"
    files = shop.ask(f"SELECT content, id, file FROM {HISTORY}_files ORDER BY 1")
    revisions = shop.ask(f"SELECT {columns} FROM {HISTORY}_revisions ORDER BY 1, 2")
    return files, shop.ask(f"SELECT {columns} FROM {HISTORY} ORDER BY 1, 2"), shop.digest(), revisions


# -- rows that another program changed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {} SET close = close + 1 WHERE id = 1 AND close = 2",
        "UPDATE {} SET timehigh = timehigh + interval '1 ms' WHERE id = 1 AND close = 2",
        "DELETE FROM {} WHERE id = 1 AND close = 2",
        "UPDATE {} SET timestamp = timestamp - interval '1 second' WHERE id = 1 AND close = 2",
    ],
)
def test_a_changed_row_is_restored_and_reported(shop, change):
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    shop.put("XRP.csv", days(START, [4, 5, 6]))
    ingest(shop.config)
    before = everything(shop)
    assert tampered(shop) == []
    shop.ask(change.format(HISTORY))
    assert tampered(shop) == [1]
    outcome = ingest(shop.config)
    assert outcome.warnings == ["asset 1: another program changed or deleted 1 day; restored: 2024-02-28"]
    assert (outcome.problems, list(outcome.changed)) == ({}, [1])
    assert everything(shop) == before, "no vendor said what the other program wrote: it is no revision either"
    assert tampered(shop) == []
    assert ingest(shop.config).loaded == []


def test_a_change_is_restored_where_a_newer_file_comes_at_once(shop):
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    ingest(shop.config)
    shop.ask(f"UPDATE {HISTORY} SET close = 7 WHERE close = 2")
    shop.put("1_BTC.csv", days(START + timedelta(days=2), [3.5, 4]))
    assert ingest(shop.config).problems == {}
    assert shop.closes() == {0: 1, 1: 2, 2: 3.5, 3: 4}
    assert tampered(shop) == []


def test_what_no_file_at_hand_contradicts_is_an_error_until_it_is_accepted(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    ingest(shop.config)
    shop.put("BTC.csv", days(START + timedelta(days=1), [2, 3]))
    ingest(shop.config)
    shop.ask(f"UPDATE {HISTORY} SET close = 7 WHERE close = 1")
    for _ in range(2):
        assert ingest(shop.config).problems == {1: CHANGED}, (
            "of the first day only the first file spoke, and it is gone"
        )
        assert tampered(shop) == [1]
    assert call(shop, module.accept, 1) == "asset 1: its 3 rows are taken as they are"
    assert (ingest(shop.config).problems, tampered(shop)) == ({}, [])
    assert shop.closes() == {0: 7, 1: 2, 2: 3}
    # A file that speaks of every day settles it as well.
    shop.ask(f"UPDATE {HISTORY} SET close = 8 WHERE close = 7")
    shop.put("1_BTC.csv", days(START, [1, 2, 3, 4]))
    assert (ingest(shop.config).problems, tampered(shop)) == ({}, [])
    assert shop.closes() == {0: 1, 1: 2, 2: 3, 3: 4}


def test_a_change_where_all_files_are_gone_is_reported(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    shop.put("XRP.csv", days(START, [4, 5]))
    ingest(shop.config)
    (shop.folder / "BTC.csv").unlink()
    assert ingest(shop.config).problems == {}
    shop.ask(f"INSERT INTO {HISTORY} (id, timestamp, close) VALUES (1, '2020-01-01', 1)")
    assert ingest(shop.config).problems == {1: CHANGED}
    with pytest.raises(UserError, match="no rows of asset 5"):
        call(shop, module.accept, 5)


def test_a_database_that_never_noted_what_was_loaded_is_believed_once(shop):
    shop.put("BTC.csv", days(START, [1, 2]))
    shop.put("XRP.csv", days(START, [4, 5]))
    ingest(shop.config)
    (shop.folder / "BTC.csv").unlink()
    shop.ask(f"DELETE FROM {HISTORY}_loaded")
    assert ingest(shop.config).problems == {}
    shop.ask(f"UPDATE {HISTORY} SET close = 7 WHERE close = 1")
    assert tampered(shop) == [1]


# -- unloaded files -----------------------------------------------------------------------------------------------------


def test_an_unloaded_file_leaves_everything_as_if_it_had_never_come(shop):
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    ingest(shop.config)
    shop.put("Bitcoin.csv", some({1: 2, 2: 3, 3: 4}))
    ingest(shop.config)
    expected = everything(shop)
    # A damaged date (days from tomorrow on are refused) would rank this file above all others for ever.
    shop.put("1_BTC.csv", some({-1: 9, 0: 9, 2: 3, 3: 9, 30: 9}))
    ingest(shop.config)
    shop.put("1_Bitcoin.csv", some({2: 5, 3: 5}))
    ingest(shop.config)
    assert shop.closes() == {-1: 9, 0: 9, 1: 2, 2: 3, 3: 9, 30: 9}
    with pytest.raises(UserError, match=r"1_BTC.csv is still in .*remove it"):
        call(shop, module.unload, "1_BTC.csv")
    (shop.folder / "1_BTC.csv").unlink()
    said = call(shop, module.unload, "1_BTC.csv")
    assert said.startswith(
        "1_BTC.csv is unloaded: of its 5 days 2 are gone from the price history of asset 1, 3 are again"
    )
    assert shop.closes() == {0: 1, 1: 2, 2: 5, 3: 5}, "what was not heard beside it is heard now"
    assert tampered(shop) == []
    assert ingest(shop.config).loaded == []
    (shop.folder / "1_Bitcoin.csv").unlink()
    call(shop, module.unload, "1_Bitcoin.csv")
    assert everything(shop) == expected


def test_what_gone_files_said_is_taken_from_the_revisions(shop):
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    ingest(shop.config)
    shop.put("BTC.csv", days(START + timedelta(days=1), [8, 3, 9]))
    ingest(shop.config)
    (shop.folder / "BTC.csv").unlink()
    with pytest.raises(UserError, match="name one of these by its first column"):
        call(shop, module.unload, "BTC.csv")
    [(content,)] = shop.ask(f"SELECT content FROM {HISTORY}_files ORDER BY load_ts DESC LIMIT 1")
    call(shop, module.unload, content[:8])
    assert shop.closes() == {0: 1, 1: 2, 2: 3}
    assert shop.ask(f"SELECT * FROM {HISTORY}_revisions") == []
    with pytest.raises(UserError, match=r"no file nobody\.csv was ever loaded"):
        call(shop, module.unload, "nobody.csv")


def test_a_file_whose_rows_are_needed_and_not_known_is_asked_for(shop):
    shop.put("1_BTC.csv", some({0: 9, 5: 9}))
    ingest(shop.config)
    shop.put("BTC.csv", some({0: 1, 2: 1}))
    ingest(shop.config)
    for file in shop.folder.iterdir():
        file.unlink()
    before = everything(shop)
    with pytest.raises(
        UserError, match=r"what BTC.csv states for 2024-02-27 is not known any more: put that file back"
    ):
        call(shop, module.unload, "1_BTC.csv")
    assert everything(shop) == before
    shop.put("BTC.csv", some({0: 1, 2: 1}))
    call(shop, module.unload, "1_BTC.csv")
    assert shop.closes() == {0: 1, 2: 1}


def test_what_a_row_says_of_its_load_is_not_trusted(shop):
    """A row is unloaded with its file although another program changed its load time or its file's name."""
    shop.put("BTC.csv", days(START, [1, 2, 3]))
    ingest(shop.config)
    shop.put("Bitcoin.csv", days(START, [1, 8, 8, 9]))
    ingest(shop.config)
    (shop.folder / "Bitcoin.csv").unlink()
    (shop.folder / "BTC.csv").unlink()
    shop.ask(f"UPDATE {HISTORY} SET load_ts = load_ts - interval '1 hour' WHERE close = 8")
    shop.ask(f"UPDATE {HISTORY} SET source_file = 'BTC.csv' WHERE close = 9")
    call(shop, module.unload, "Bitcoin.csv")
    assert shop.closes() == {0: 1, 1: 2, 2: 3}
    assert tampered(shop) == []
