"""Daily bars: from source rows to validated bars and rejects. Each row is judged by itself, and by its twins."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType

import numpy as np

from freshbars.compute.instants import DAY_US, NO_INSTANT, instant, local_days, microseconds
from freshbars.compute.sessions import EVERY_DAY, Calendars, Sessions, dates_of

_INSTANTS = ("timestamp", "time_open", "time_close", "time_high", "time_low")
_PRICES = ("open", "high", "low", "close")
# What later stages depend on. Names and load times of the source are carried along, but change no later value.
DAILY = np.dtype([(name, "i8") for name in _INSTANTS] + [(name, "f8") for name in (*_PRICES, "volume", "market_cap")])
# A source row; nulls: which of the prices are not stated, as bits.
SOURCE = np.dtype([("id", "i4"), *DAILY.descr, ("load_ts", "i8"), ("nulls", "i4")])

# A row that was stated so much before its day, or longer, was not stated then.
EARLIEST = 2 * DAY_US
NOT_OVER = "day_not_over"
REASONS = (
    "null_timestamp",
    "null_time_open_or_close",
    "null_open_or_close",
    "non_finite_price",
    "time_open_after_time_close",
    "timestamp_outside_window",
    "zero_close",
    "no_session",
    NOT_OVER,
    "duplicate_timestamp",
)
NO_EXCLUSIONS: Mapping[int, Mapping[int, str]] = MappingProxyType({})
_YEAR_2, _YEAR_9999 = (microseconds(datetime(year, 1, 1, tzinfo=UTC)) for year in (2, 9999))


@dataclass
class Built:
    """Columns of bars and rejects of several assets, named like those of their tables, in the order of id and timestamp.

    problems: assets that cannot be built, with the reason; none of their rows is among the bars and rejects.
    """

    bars: dict[str, np.ndarray]
    rejects: dict[str, np.ndarray]
    problems: dict[int, str] = field(default_factory=dict)

    def daily(self, asset: int) -> np.ndarray:
        """An asset's bars as later stages read them: dtype DAILY, in the order of time_close."""
        rows = slice(*np.searchsorted(self.bars["id"], (asset, asset + 1)))
        made = np.empty(rows.stop - rows.start, DAILY)
        for name in DAILY.names or ():
            made[name] = self.bars[name][rows]
        return made[np.argsort(made["time_close"], kind="stable")]


def build(
    rows: np.ndarray, names: np.ndarray, files: np.ndarray, timezone: str, ranks: np.ndarray | None = None,
    exclusions: Mapping[int, Mapping[int, str]] = NO_EXCLUSIONS, calendars: Calendars = EVERY_DAY,
) -> Built:  # fmt: skip
    """Validate source rows (dtype SOURCE, by id and timestamp, the latest load of a timestamp last).

    names, files: what the source says of each row, str or None. ranks: for each row how many timestamps its asset has
    before these rows. exclusions: by asset the days that are no bars, with the reason. calendars: the sessions of assets
    that trade on these only. Every row becomes a bar or a reject; an asset with two bars on one day, or with a bar in a
    year that is none of the calendar's, is a problem.
    """
    stated = {name: (rows["nulls"] & 1 << bit) == 0 for bit, name in enumerate(_PRICES)}
    known = _without_zeros(rows, stated)
    reason = _reasons(rows, stated, timezone, calendars)
    words = np.array([*REASONS, None], object)[reason]
    for i, text in _excluded(rows, reason < 0, timezone, exclusions, calendars):
        reason[i], words[i] = len(REASONS), text
    problems = _problems(rows, reason < 0, timezone, calendars)
    good = ~np.isin(rows["id"], list(problems)) if problems else np.ones(len(rows), bool)
    carried = {
        "id": rows["id"],
        **{name: known[name] for name in ("timestamp", "time_open", "time_close", "open", "close")},
        "volume": np.where(np.isfinite(rows["volume"]), rows["volume"], np.nan),
        "market_cap": np.where(np.isfinite(rows["market_cap"]), rows["market_cap"], np.nan),
        "src_name": names,
        "src_load_ts": rows["load_ts"],
        "src_file": files,
    }
    columns = {**carried, "bar_seq": _ranks(rows, ranks), **_repaired(known, stated)}
    columns["repaired_ohlc"] |= known["open"] != rows["open"]
    bars = {name: values[(reason < 0) & good] for name, values in columns.items()}
    bars |= dict.fromkeys(("is_partial_start", "is_partial_end", "is_missing_days"), np.zeros(len(bars["id"]), bool))
    bars["tf"] = np.full(len(bars["id"]), b"1D")
    return Built(bars, _rejects(rows, carried, words, np.flatnonzero((reason >= 0) & good)), problems)


def _ranks(rows: np.ndarray, before: np.ndarray | None) -> np.ndarray:
    """The dense rank of each row's timestamp among those of its asset; before: how many timestamps came before."""
    asset, timestamp = rows["id"], rows["timestamp"]
    starts = np.ones(len(rows), bool)
    starts[1:] = asset[1:] != asset[:-1]
    counted = starts.copy()
    counted[1:] |= timestamp[1:] != timestamp[:-1]
    counted &= timestamp != NO_INSTANT
    rank = np.cumsum(counted)
    others = np.repeat((rank - counted)[starts], np.diff(np.append(np.flatnonzero(starts), len(rows))))
    return rank - others + (0 if before is None else before)


def _without_zeros(rows: np.ndarray, stated: dict[str, np.ndarray]) -> np.ndarray:
    """The rows without prices of 0, which vendors write for what they do not know.

    A high or low counts as not stated, also in ``stated``; an open becomes the close.
    """
    zero = {name: stated[name] & (rows[name] == 0) for name in ("open", "high", "low")}
    if not np.logical_or.reduce(list(zero.values())).any():
        return rows
    known = rows.copy()
    known["open"][zero["open"]] = rows["close"][zero["open"]]
    for name in ("high", "low"):
        known[name][zero[name]], stated[name] = np.nan, stated[name] & ~zero[name]
    return known


def _repaired(rows: np.ndarray, stated: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Highs and lows with their times, put right where they contradict the day or its other prices, and what was."""
    start, end, high_at, low_at = (rows[name] for name in _INSTANTS[1:])
    opened, high, low, close = (rows[name] for name in _PRICES)
    with np.errstate(invalid="ignore"):
        wrong_high = (high_at < start) | (high_at > end)
        wrong_low = (low_at < start) | (low_at > end)
        top = np.where(wrong_high & (high_at != NO_INSTANT), np.maximum(opened, close), high)
        bottom = np.where(wrong_low & (low_at != NO_INSTANT), np.minimum(opened, close), low)
        highest = np.fmax(np.fmax(top, opened), np.fmax(close, bottom))
        lowest = np.fmin(np.fmin(bottom, opened), np.fmin(close, top))
    return {
        "time_high": np.where(wrong_high, np.where(close >= opened, end, start), high_at),
        "time_low": np.where(wrong_low, np.where(close <= opened, end, start), low_at),
        "high": highest,
        "low": lowest,
        "repaired_timehigh": wrong_high,
        "repaired_timelow": wrong_low,
        "repaired_ohlc": (stated["high"] & (highest != top)) | (stated["low"] & (lowest != bottom)),
    }


def _rejects(
    rows: np.ndarray, carried: Mapping[str, np.ndarray], words: np.ndarray, bad: np.ndarray
) -> dict[str, np.ndarray]:
    """The columns of the rejects, as the source states them; bad: their rows by number."""
    asset, timestamp = rows["id"], rows["timestamp"]
    bad = bad[np.lexsort((words[bad].astype(str), timestamp[bad], asset[bad]))]
    copies, seen = np.ones(len(bad), np.int64), Counter[tuple[int, int, str]]()
    for i, key in enumerate(zip(asset[bad].tolist(), timestamp[bad].tolist(), words[bad].tolist(), strict=True)):
        seen[key] += 1
        copies[i] = seen[key]
    stated = {name: rows[name] for name in ("time_high", "time_low", "open", "high", "low")}
    rejects = {name: values[bad] for name, values in {**carried, **stated}.items()}
    return rejects | {"reason": words[bad], "copy": copies}


def _excluded(
    rows: np.ndarray, bar: np.ndarray, timezone: str, exclusions: Mapping[int, Mapping[int, str]], calendars: Calendars
) -> Iterator[tuple[int, str]]:
    """The numbers of the rows that would be bars but for a person, with the reason."""
    start, end = rows["time_open"], rows["time_close"]
    for asset, days in exclusions.items():
        mine = np.flatnonzero(bar & (rows["id"] == asset) & (start >= _YEAR_2) & (end <= _YEAR_9999))
        found = dates_of(rows[mine], timezone, calendars.get(asset))
        for i, day in zip(mine.tolist(), found.tolist(), strict=True):
            if day in days:
                yield i, days[day]


def _reasons(rows: np.ndarray, stated: dict[str, np.ndarray], timezone: str, calendars: Calendars) -> np.ndarray:
    """For each row the number of the reason why it is no bar, or -1."""
    timestamp, start, end = (rows[name] for name in _INSTANTS[:3])
    tests = [
        timestamp == NO_INSTANT,
        (start == NO_INSTANT) | (end == NO_INSTANT),
        ~stated["open"] | ~stated["close"],
        np.logical_or.reduce([stated[name] & ~np.isfinite(rows[name]) for name in _PRICES]),
        start > end,
        (timestamp < start) | (timestamp > end),
        rows["close"] == 0,
    ]
    reason = np.select(tests, np.arange(len(tests)), -1)
    possible = (reason < 0) & (start >= _YEAR_2) & (end <= _YEAR_9999)
    for its, sessions in _with_sessions(rows, calendars):
        mine = np.flatnonzero(possible[its]) + its.start
        reason[mine[~sessions.hold(sessions.days_of(start[mine], end[mine], timezone))]] = len(tests)
    # A stated time long before the day says nothing about it: some tables date all of their rows back.
    unfinished = (rows["load_ts"] < end) & (rows["load_ts"] >= start - EARLIEST)
    reason[(reason < 0) & unfinished] = len(tests) + 1
    # Of several good rows with one timestamp the latest load wins.
    good = np.flatnonzero(reason < 0)
    twins = (timestamp[good[:-1]] == timestamp[good[1:]]) & (rows["id"][good[:-1]] == rows["id"][good[1:]])
    reason[good[:-1][twins]] = len(tests) + 2
    return reason


def _problems(rows: np.ndarray, bar: np.ndarray, timezone: str, calendars: Calendars) -> dict[int, str]:
    """Assets with a bar in an impossible year, or with two bars on one local day."""
    found: dict[int, str] = {}
    for name in ("timestamp", "time_open", "time_close"):
        for i in np.flatnonzero(bar & ((rows[name] < _YEAR_2) | (rows[name] > _YEAR_9999))):
            year = 2000 + int(rows[name][i]) / DAY_US / 365.2425
            words = f"a source row has its {name} in the year {year:.0f}; correct the row, or remove it"
            found.setdefault(int(rows["id"][i]), words)
    # Bars are distinguished by the day of their close, whatever their timestamps.
    some = rows[bar & ~np.isin(rows["id"], list(found))] if found else rows[bar]
    some = some[np.lexsort((some["time_close"], some["id"]))]
    days = local_days(some["time_close"], timezone)
    for its, sessions in _with_sessions(some, calendars):
        days[its] = dates_of(some[its], timezone, sessions)
    for i in np.flatnonzero((days[1:] == days[:-1]) & (some["id"][1:] == some["id"][:-1])):
        stamps = " and ".join(f"{instant(some['time_close'][j]):%Y-%m-%dT%H:%M:%SZ}" for j in (i, i + 1))
        found.setdefault(int(some["id"][i]), two_bars(int(days[i]), timezone, stamps))
    return found


def _with_sessions(rows: np.ndarray, calendars: Calendars) -> Iterator[tuple[slice, Sessions]]:
    """The rows of each asset that has a calendar; rows are in the order of id."""
    for asset in np.unique(rows["id"]).tolist() if calendars else ():
        if asset in calendars:
            yield slice(*np.searchsorted(rows["id"], (asset, asset + 1)).tolist()), calendars[asset]


def two_bars(day: int, timezone: str, stamps: str) -> str:
    """What to say if two daily bars lie on one local day (a proleptic ordinal)."""
    return (
        f"two daily bars on {date.fromordinal(day)} in {timezone} (closing {stamps}); "
        "remove one from the source or check 'timezone'"
    )


def digests(digest: str, bars: np.ndarray) -> list[bytes]:
    """The fingerprints of daily bars up to each of some, given that of those before them, which comes first.

    Each bar is hashed together with the fingerprint before it (BLAKE2b), so that an append costs what is appended.
    """
    found, raw = [bytes.fromhex(digest)], np.ascontiguousarray(bars, DAILY).tobytes()
    for at in range(0, len(raw), DAILY.itemsize):
        found.append(hashlib.blake2b(found[-1] + raw[at : at + DAILY.itemsize], digest_size=16).digest())
    return found


def chained(digest: str, bars: np.ndarray) -> str:
    """The fingerprint of daily bars, given that of those before them: 32 hex digits, empty for no bars at all."""
    return digests(digest, bars)[-1].hex()


def first_difference(old: np.ndarray, new: np.ndarray) -> int | None:
    """Index of the first daily bar that differs in any bit, or None if the two histories are the same."""
    n = min(len(old), len(new))
    raw = f"V{DAILY.itemsize}"
    same = np.ascontiguousarray(old[:n]).view(raw) == np.ascontiguousarray(new[:n]).view(raw)
    if not same.all():
        return int(same.argmin())
    return None if len(old) == len(new) else n
