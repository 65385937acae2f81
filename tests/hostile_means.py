"""What the hostile driver strikes with: the files of vendors, a death at any statement, an exchange with any holidays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from unittest import mock

import numpy as np
import psycopg2
import psycopg2.extensions

from freshbars.compute.instants import DAY_2000, DAY_US
from freshbars.compute.sessions import Sessions

Day = tuple[float, float, float, float, int]


def coinmarketcap(days: dict[date, Day]) -> str:
    head = "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp"
    return "\n".join([head, *(
        f'"{d}T00:00:00.000Z";"{d}T23:59:59.999Z";"{d}T05:00:00.000Z";"{d}T09:00:00.000Z";"2781";'
        f'{o};{h};{low};{c};{v};{v * 9};"{d}T23:59:59.999Z"' for d, (o, h, low, c, v) in sorted(days.items(), reverse=True)
    )])  # fmt: skip


def yahoo(days: dict[date, Day]) -> str:
    rows = (f"{d},{o},{h},{low},{c},{c},{v}" for d, (o, h, low, c, v) in sorted(days.items()))
    return "\n".join(["Date,Open,High,Low,Close,Adj Close,Volume", *rows])


def stooq(days: dict[date, Day]) -> str:
    rows = (f"{d},{o},{h},{low},{c},{v}" for d, (o, h, low, c, v) in sorted(days.items()))
    return "\r\n".join(["Date,Open,High,Low,Close,Volume", *rows, ""])


def kraken(days: dict[date, Day]) -> str:
    midnight = lambda d: int(datetime(d.year, d.month, d.day, tzinfo=UTC).timestamp())  # noqa: E731
    return "\n".join(f"{midnight(d)},{o},{h},{low},{c},{v},7" for d, (o, h, low, c, v) in sorted(days.items()))


@dataclass(frozen=True)
class Vendor:
    """An asset as its vendor sells it. weekends: whether it trades on them."""

    symbol: str
    write: Callable[[dict[date, Day]], str]
    weekends: bool


VENDORS = {
    1: Vendor("BTC", coinmarketcap, True),
    2: Vendor("AAPL", yahoo, False),
    3: Vendor("ETH", kraken, True),
    4: Vendor("MSFT", stooq, False),
}


@dataclass
class File:
    """A file that was made. load: the load that took it, 0 before; gone: whether it was unloaded."""

    asset: int
    name: str
    data: str
    present: bool = True
    load: int = 0
    gone: bool = False


class Killed(BaseException):
    """Nobody catches it, and every connection is closed as it is: what the server sees of a killed process."""


@contextmanager
def killed_at(k: int) -> Iterator[None]:
    """The process dies at its k-th statement, or before or after a commit, if it comes so far."""
    left = count(k, -1)

    def event() -> None:
        if next(left) == 1:
            raise Killed

    class Cursor(psycopg2.extensions.cursor):
        def execute(self, *arguments: object) -> None:
            event()
            super().execute(*arguments)

        def copy_expert(self, *arguments: object) -> None:
            event()
            super().copy_expert(*arguments)

    class Connection(psycopg2.extensions.connection):
        def cursor(self) -> Cursor:
            return super().cursor(cursor_factory=Cursor)

        def commit(self) -> None:
            event()
            super().commit()
            event()

    with (
        mock.patch.object(psycopg2, "connect", partial(psycopg2.connect, connection_factory=Connection)),
        suppress(Killed),
    ):
        yield


def weekdays(name: str, skipped: frozenset[int] = frozenset()) -> Sessions:
    """The calendar of an exchange that opens from Monday to Friday, from 14:30 to 21:00 UTC."""
    first = date(2020, 1, 1).toordinal()
    days = [day for day in range(first, first + 4000) if (day - 1) % 7 < 5 and day not in skipped]
    start = (np.array(days, np.int64) - DAY_2000) * DAY_US + DAY_US * 29 // 48
    return Sessions(name, np.array(days, np.int64), start, start + DAY_US * 13 // 48)
