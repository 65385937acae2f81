"""How the daily bars of an asset changed: for the log of changes, and in words."""

from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from freshbars.compute.daily_bars import DAILY, chained, digests, first_difference
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.store.change_log import UNKNOWN, Entry
from freshbars.store.daily_state import DailyState

EMPTY = ""


class DailyChange(NamedTuple):
    """How the daily bars of an asset changed.

    entry: in the log of changes, if there is one. words: for people. first: the number of the first bar that differs.
    digest: the fingerprint of all bars as they are now.
    """

    entry: Entry | None
    words: str
    first: int | None
    digest: str


def change(state: DailyState | None, old: np.ndarray, new: np.ndarray, rebuilt: bool = False) -> DailyChange:
    """How daily bars changed.

    state: that of the old bars (dtype DAILY). rebuilt: whatever was stored is not relied on.
    """
    before = (state.bars_digest or EMPTY) if state else EMPTY
    words, k = describe(old, new), first_difference(old, new)
    chain = digests(EMPTY, new)
    digest, common = chain[-1].hex(), len(new) if k is None else k
    if rebuilt or (before != chained(chain[common].hex(), old[common:]) and before != legacy_digest(old)):
        # Where another program changed the table, it is unknown what later stages were built from. An entry that leads
        # nowhere makes them build from scratch.
        before, old, k = UNKNOWN, old[:0], 0 if len(new) else None
    if k is not None:
        start = min(int(bars["time_close"][k]) for bars in (old, new) if k < len(bars))
        entry = Entry(before, digest, start, int(old["time_close"][k]) if k < len(old) else None)
        return DailyChange(entry, words, k, digest)
    if before != digest:
        # The same bars under a fingerprint of the present kind, or none where another program left some.
        entry = Entry(before, digest, int(new["time_close"][-1]) + 1 if len(new) else 0, None)
        return DailyChange(entry, words, k, digest)
    return DailyChange(None, words, k, digest)


def legacy_digest(bars: np.ndarray) -> str:
    """The fingerprint of daily bars as databases of the first version have it."""
    raw = np.ascontiguousarray(bars, DAILY).tobytes()
    return blake2b(raw, digest_size=16).hexdigest() if len(bars) else EMPTY


def days_after(n: int, close: int) -> str:
    """New days in words; close: of the newest bar before them."""
    after = f" after {instant(close):%Y-%m-%d}" if close != NO_INSTANT else ""
    return f"{n} new {'day' if n == 1 else 'days'}{after}"


def describe(old: np.ndarray, new: np.ndarray) -> str:
    """What changed between two histories of daily bars, in words."""
    k = first_difference(old, new)
    if k is None:
        return "only names or load times changed"
    if not len(old):
        return f"{len(new)} bars from scratch"
    if k == len(old):
        return days_after(len(new) - k, int(old["time_close"][-1]))
    if k == len(new):
        return f"{len(old) - k} days gone from {instant(old['time_close'][k]):%Y-%m-%d} on"
    was, now = old[k], new[k]
    day = f"{instant(min(was['time_close'], now['time_close'])):%Y-%m-%d}"
    if was["time_close"] != now["time_close"]:
        return (
            f"from {day} on ({'a day was removed' if was['time_close'] < now['time_close'] else 'a day was filled in'})"
        )
    name = next(name for name in ("close", "open", "high", "low", "volume", "market_cap", *DAILY.names)
                if was[name].tobytes() != now[name].tobytes())  # fmt: skip
    shown = (instant(v) if name.startswith("time") else f"{v:.12g}" for v in (was[name], now[name]))
    return f"from {day} on (restated: {name} {' to '.join(map(str, shown))})"
