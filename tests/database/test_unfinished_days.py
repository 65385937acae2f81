"""A vendor who ships the day under way: it is no bar, finishes nothing, and costs an append the next morning."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from test_exchanges import ask

from freshbars.database.tables import BARS_1D
from freshbars.refresh.decision import Action
from support import FEW, contents, empty, marks, refresh, row, store

FIRST = date(2026, 1, 5)


def day_of(n: int) -> date:
    return FIRST + timedelta(days=n)


def history(days: int, unfinished: bool, close: float = 7.0, asset: int = 1) -> list[dict]:
    """Rows of some days; after them, if ``unfinished``, the day under way, stated at noon."""
    rows = [row(asset, day_of(i), 50.0 + i % 7) for i in range(days)]
    if unfinished:
        noon = datetime(*day_of(days).timetuple()[:3], 12, tzinfo=UTC)
        rows.append(row(asset, day_of(days), close, load_ts=noon))
    return rows


def rejected(config) -> list[tuple]:
    return ask(config, f"SELECT timestamp::date, reason FROM {BARS_1D}_rejects ORDER BY 1")


def actions(outcome) -> set[str]:
    return {words.partition(":")[0] for words in outcome.changed.values()}


def test_each_morning_with_the_day_under_way_is_an_append(make_config):
    config = make_config(**FEW)
    store(config, history(40, True))
    refresh(config)
    assert rejected(config) == [(day_of(40), "day_not_over")]
    for n in (41, 42, 43):
        store(config, history(n, True, close=float(n)))
        daily, *_ = outcomes = refresh(config)
        assert (actions(daily), daily.written) == ({Action.APPEND}, 2), "a bar, and the reject of the day under way"
        assert rejected(config) == [(day_of(n), "day_not_over")]
        assert not any(outcome.written for outcome in refresh(config)), "nothing new, nothing to do"
        assert all(actions(outcome) <= {Action.APPEND} for outcome in outcomes)
    found = contents(config)
    assert ask(config, f"SELECT count(*) FROM {BARS_1D}_revisions") == [(0,)]
    empty(config)
    refresh(config)
    assert contents(config) == found


@pytest.mark.parametrize("seed", range(6))
def test_a_history_with_days_under_way_is_refreshed_as_it_is_rebuilt(make_config, seed):
    """Mornings of all kinds: the day is stated again with or without a change, left out, or stays as it was."""
    config, random = make_config(**FEW), Random(seed)
    rows = {asset: history(30, random.random() < 0.7, asset=asset) for asset in (1, 2)}
    days = dict.fromkeys(rows, 30)
    for _ in range(7):
        store(config, [one for some in rows.values() for one in some])
        assert not any(outcome.problems for outcome in refresh(config))
        found = contents(config)
        before = marks(config, [BARS_1D])
        assert not any(outcome.written for outcome in refresh(config))
        assert marks(config, [BARS_1D]) == before
        empty(config)
        refresh(config)
        assert contents(config) == found
        for asset in rows:
            days[asset] += random.randrange(3)
            old = rows[asset][-1]
            rows[asset] = history(days[asset], random.random() < 0.7, random.random(), asset)
            if random.random() < 0.3:
                # The half day stays for ever, because the next piece begins a day later.
                rows[asset] = [old if one["timestamp"] == old["timestamp"] else one for one in rows[asset]]
