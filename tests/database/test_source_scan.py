"""Builders go by what the plan found in the source: the result is that of looking again."""

from contextlib import closing
from datetime import date, timedelta

import pytest

from freshbars.context import Context
from freshbars.database.connection import connect
from freshbars.environment import RUN_VARIABLE
from freshbars.store.source_scan import record_scan
from support import FEW, contents, empty, refresh, row, store

START = date(2024, 2, 20)


def history(asset: int, days: int) -> list[dict]:
    return [row(asset, START + timedelta(days=i), 100 + asset + i % 7) for i in range(days)]


@pytest.mark.parametrize("kind", ["table", "view", "key"])
def test_a_refresh_by_the_plans_scan_is_a_rebuild(make_config, monkeypatch, kind):
    base = make_config(**FEW)
    store(base, history(1, 40) + history(2, 40) + history(3, 40))
    config = base
    with closing(connect(base)) as connection, connection, connection.cursor() as cursor:
        if kind == "view":
            cursor.execute("CREATE VIEW prices AS SELECT * FROM history")
            config = make_config(**FEW, source={"kind": "table", "table": "prices"})
        elif kind == "key":
            cursor.execute("ALTER TABLE history ADD PRIMARY KEY (id, timestamp)")
    refresh(config)

    def planned(run: str) -> None:
        monkeypatch.setenv(RUN_VARIABLE, run)
        with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
            record_scan(
                cursor,
                run,
                {a: every for a, (every, _) in Context(config).price_history(cursor).fingerprints().items()},
            )

    def check() -> None:
        with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
            source = Context(config).price_history(cursor)
            every = {asset: one for asset, (one, _) in source.fingerprints().items()}
            assert source.scan() == (every, source.vendor_fingerprint()), "a load reads both at once"
        refreshed = contents(config)
        empty(config)
        monkeypatch.delenv(RUN_VARIABLE)
        refresh(config)
        assert contents(config) == refreshed

    # Asset 1 gets days, 2 is restated, 3 stays as it is.
    restated = [r | ({"close": 42.0} if i == 9 else {}) for i, r in enumerate(history(2, 40))]
    store(base, history(1, 43) + restated + history(3, 40))
    planned("one")
    outcome, *_ = refresh(config)
    assert {asset: words.split(":")[0] for asset, words in outcome.changed.items()} == {1: "append", 2: "rewrite"}
    check()

    # Behind the back of the plan an old row changes, and new ones come: the next plan sees what is left to do.
    store(base, history(1, 44) + restated + history(3, 40))
    planned("two")
    later = [r | ({"close": 7.0} if i == 3 else {}) for i, r in enumerate(history(1, 46))]
    store(base, later + restated + history(3, 41))
    assert not any(outcome.problems for outcome in refresh(config))
    planned("three")
    assert not any(outcome.problems for outcome in refresh(config))
    check()
