"""The one comparison of two sets of rows, beside what is obvious."""

from random import Random

import numpy as np
import pytest

from freshbars.compute.row_differences import lone_rows

VALUES = (0.0, -0.0, float("nan"), -float("nan"), 1.5)
DTYPES = {"asset": "i8", "time": "i8", "x": "f8", "flag": "?", "tf": "S2"}


def columns(rows: list[tuple]) -> dict[str, np.ndarray]:
    return {name: np.array([row[i] for row in rows], dtype) for i, (name, dtype) in enumerate(DTYPES.items())}


def spelled(row: tuple) -> str:
    return repr(tuple("nan" if value != value else value for value in row))


@pytest.mark.parametrize("seed", range(40))
def test_lone_rows_are_those_that_the_other_set_lacks(seed):
    random = Random(seed)

    def change(row: tuple) -> tuple:
        return (*row[:2], random.choice(VALUES), random.random() < 0.5, random.choice((b"7D", b"1W")))

    keys = sorted({(random.randrange(3), random.randrange(6)) for _ in range(12)})
    some = [change(key) for key in keys]
    others = [row if random.random() < 0.5 else change(row) for row in some]
    if seed % 2:
        others = [row for row in others if random.random() < 0.7] + [change((9, i)) for i in range(random.randrange(3))]
    for one, other, found in zip((some, others), (others, some),
                                 lone_rows(columns(some), columns(others), ("asset", "time")), strict=True):  # fmt: skip
        known = {spelled(row) for row in other}
        assert found.tolist() == [spelled(row) not in known for row in one]
