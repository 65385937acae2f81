"""New days through the database make the rows and states of a rebuild; of known rows only previews are replaced."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest

from freshbars.refresh.tails import TailReader
from support import FEW, contents, empty, marks, refresh, row, stages, store

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


def watched(monkeypatch) -> Counter:
    """Filled with how often a family reads all daily bars of an asset."""
    read = Counter()

    def count(name: str) -> None:
        original = getattr(TailReader, name)

        def counted(self: TailReader, ids: Iterable[int]) -> dict:
            read.update((self.series.rule, self.series.name, asset) for asset in ids)
            return original(self, ids)

        monkeypatch.setattr(TailReader, name, counted)

    count("_whole")
    count("earlier")
    return read


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
def test_pieces_are_the_whole(make_config, seed, monkeypatch):
    config, rows, random = make_config(**EVERY), lives(seed), Random(seed)
    read = watched(monkeypatch)
    days = sorted({r["timestamp"] for r in rows})
    ends = sorted({*random.sample(range(1, len(days)), 9), len(days)})
    tables, before = [stage.table.name for stage in stages(config)], {}
    replaced = 0
    for end in ends:
        store(config, [r for r in rows if r["timestamp"] <= days[end - 1]])
        assert not any(outcome.problems for outcome in refresh(config))
        after = marks(config, tables)
        for name, old in before.items():
            touched = {key: (row, after[name][key]) for key, row in old.items() if after[name][key][:2] != row[:2]}
            # A canonical row takes the place of a preview.
            assert all((was[2], now[2]) == (True, False) for was, now in touched.values())
            replaced += len(touched)
        before = after
    assert replaced
    # Whole histories are read to build an asset, and where a series of EMAs is seeded.
    for (rule, name, asset), times in read.items():
        seeds = 0 if rule == "bars" else 6
        assert 1 <= times <= 1 + seeds, (rule, name, asset)
    assert max(read.values()) < len(ends) - 1
    pieces = contents(config)
    empty(config)
    refresh(config)
    whole = contents(config)
    for name in whole:
        assert pieces[name] == whole[name], name
