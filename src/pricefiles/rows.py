"""The row type of days and of actions, and the order of rows."""

from datetime import date

import numpy as np

from pricefiles.errors import FileError
from pricefiles.instants import DAY_US, instant

# One day. Instants are microseconds since 2000-01-01 UTC, NO_INSTANT where none is stated; unknown numbers are NaN.
ROW = np.dtype(
    [(name, "i8") for name in ("timestamp", "timeopen", "timeclose", "timehigh", "timelow")]
    + [(name, "f8") for name in ("open", "high", "low", "close", "volume", "marketcap")]
)
# A stated split or dividend: the day (since 2000-01-01) from which prices follow it, the number of new shares for an old
# one (1 if there is no split), and the dividend (0 if there is none).
ACTION = np.dtype([("day", "i8"), ("split", "f8"), ("dividend", "f8")])


def same(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each pair of rows (dtype ROW) whether they agree in every bit."""
    raw = f"V{ROW.itemsize}"
    return np.ascontiguousarray(some, ROW).view(raw) == np.ascontiguousarray(others, ROW).view(raw)


def in_order(
    file: str, rows: np.ndarray, names: np.ndarray, lines: np.ndarray, rank: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Rows and names with their days ascending, each day once, and warnings.

    Of two lines about one day the one of the higher ``rank`` stays. Raises FileError where two lines of equal rank
    contradict each other.
    """
    days = rows["timestamp"] // DAY_US
    steps = np.diff(days)
    if (steps > 0).all():
        return rows, names, []
    if (steps < 0).all():
        return rows[::-1], names[::-1], []
    rank = np.zeros(len(rows), np.int8) if rank is None else rank
    order = np.lexsort((lines, -rank, days))
    rows, names, lines, days, rank = rows[order], names[order], lines[order], days[order], rank[order]
    again = np.flatnonzero(days[1:] == days[:-1]) + 1
    if not len(again):
        return rows, names, []
    differs = again[~(same(rows[again], rows[again - 1]) & (names[again] == names[again - 1]))]
    equal = differs[rank[differs] == rank[differs - 1]]
    if len(equal):
        first, second = sorted(int(lines[i]) for i in (equal[0] - 1, equal[0]))
        raise FileError(
            file, second, f"contradicts line {first} about the day {day_of(rows[equal[0]])}; download it again"
        )
    found = []
    if len(differs):
        i = differs[0]
        more = f" (and {len(differs) - 1} days more)" if len(differs) > 1 else ""
        found.append(
            f"the day {day_of(rows[i])} appears twice with different values, on lines {lines[i - 1]} and {lines[i]}; the "
            f"one in milliseconds is taken{more}"
        )
    return np.delete(rows, again), np.delete(names, again), found


def day_of(row: np.void) -> date:
    """The UTC day of a row's timestamp."""
    return instant(row["timestamp"]).date()
