"""New days through the database: rows and states are those of a rebuild, and nothing else is written."""

from datetime import date, timedelta
from random import Random

import pytest

from support import FEW, contents, empty, refresh, row, store

EVERY = FEW | {"emas": {"families": [*FEW["emas"]["families"], "cal_iso"], "periods": [1, 2, 3]}}


def lives(seed: int) -> list[dict]:
    """Rows of three assets, one without weekends, one with gaps, one that begins late."""
    random, rows = Random(seed), []
    for asset, (first, gaps) in enumerate(((0, 0.0), (3, 0.4), (25, 0.1)), 1):
        for i in range(first, 60):
            day = date(2023, 12, 18) + timedelta(days=i)
            if random.random() >= gaps and (asset > 1 or day.weekday() < 5):
                rows.append(row(asset, day, round(random.uniform(1, 99), 2)))
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_pieces_are_the_whole(make_config, seed):
    config, rows, random = make_config(**EVERY), lives(seed), Random(seed)
    days = sorted({r["timestamp"] for r in rows})
    ends = sorted({*random.sample(range(1, len(days)), 9), len(days)})
    for end in ends:
        store(config, [r for r in rows if r["timestamp"] <= days[end - 1]])
        assert not any(outcome.problems for outcome in refresh(config))
    pieces = contents(config)
    empty(config)
    refresh(config)
    whole = contents(config)
    for name in whole:
        assert pieces[name] == whole[name], name
