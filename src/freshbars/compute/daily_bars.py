"""Daily bars: from source rows to validated bars and rejects, and back as the input of every later stage."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from freshbars.compute.instants import DAY_US, NO_INSTANT, instant, local_days, microseconds
from freshbars.errors import AssetError

_INSTANTS = ("timestamp", "time_open", "time_close", "time_high", "time_low")
_PRICES = ("open", "high", "low", "close")
# What later stages depend on. Names and load times of the source are carried along, but change no later value.
DAILY = np.dtype([(name, "i8") for name in _INSTANTS] + [(name, "f8") for name in (*_PRICES, "volume", "market_cap")])
SOURCE = np.dtype([*DAILY.descr, ("load_ts", "i8"), ("nulls", "i4")])

REASONS = (
    "null_timestamp",
    "null_time_open_or_close",
    "null_open_or_close",
    "non_finite_price",
    "time_open_after_time_close",
    "timestamp_outside_window",
    "duplicate_timestamp",
)
_ALPHABETICAL = np.argsort(np.argsort(REASONS))


@dataclass
class Built:
    """Columns of an asset's bars and rejects, named like those of their tables, and the bars as later stages read them."""

    bars: dict[str, object]
    rejects: dict[str, object]
    daily: np.ndarray


def build(rows: np.ndarray, names: list[str | None], files: list[str | None], timezone: str) -> Built:
    """Validate one asset's source rows (dtype SOURCE, in the order of ``source_query``).

    Every row becomes a bar or a reject. Raises AssetError for two bars on one local day, and for a bar in a year that
    is none of the calendar's.
    """
    timestamp, start, end, high_at, low_at = (rows[name] for name in _INSTANTS)
    opened, high, low, close = (rows[name] for name in _PRICES)
    stated = {name: (rows["nulls"] & 1 << bit) == 0 for bit, name in enumerate(_PRICES)}
    infinite = [stated[name] & ~np.isfinite(rows[name]) for name in _PRICES]
    tests = [
        timestamp == NO_INSTANT,
        (start == NO_INSTANT) | (end == NO_INSTANT),
        ~stated["open"] | ~stated["close"],
        np.logical_or.reduce(infinite),
        start > end,
        (timestamp < start) | (timestamp > end),
    ]
    reason = np.select(tests, np.arange(len(tests)), -1)
    # Of several good rows with one timestamp the latest load wins; the query sorts by load time.
    good = np.flatnonzero(reason < 0)
    superseded = good[:-1][timestamp[good[:-1]] == timestamp[good[1:]]]
    reason[superseded] = len(tests)

    has_time = timestamp != NO_INSTANT
    rank = np.cumsum(has_time & np.r_[True, timestamp[1:] != timestamp[:-1]]) if len(rows) else np.zeros(0, int)
    columns = {
        "time_open": start,
        "time_close": end,
        "volume": np.where(np.isfinite(rows["volume"]), rows["volume"], np.nan),
        "market_cap": np.where(np.isfinite(rows["market_cap"]), rows["market_cap"], np.nan),
        "src_name": np.array(names, object),
        "src_load_ts": rows["load_ts"],
        "src_file": np.array(files, object),
    }

    with np.errstate(invalid="ignore"):
        wrong_high = (high_at < start) | (high_at > end)
        wrong_low = (low_at < start) | (low_at > end)
        top = np.where(wrong_high & (high_at != NO_INSTANT), np.maximum(opened, close), high)
        bottom = np.where(wrong_low & (low_at != NO_INSTANT), np.minimum(opened, close), low)
        highest = np.fmax(np.fmax(top, opened), np.fmax(close, bottom))
        lowest = np.fmin(np.fmin(bottom, opened), np.fmin(close, top))
    repaired = (stated["high"] & (highest != top)) | (stated["low"] & (lowest != bottom))
    bar = reason < 0
    bars = {
        "timestamp": timestamp,
        "bar_seq": rank,
        **columns,
        "time_high": np.where(wrong_high, np.where(close >= opened, end, start), high_at),
        "time_low": np.where(wrong_low, np.where(close <= opened, end, start), low_at),
        "open": opened,
        "high": highest,
        "low": lowest,
        "close": close,
        "repaired_timehigh": wrong_high,
        "repaired_timelow": wrong_low,
        "repaired_ohlc": repaired,
    }
    bars = {name: values[bar] for name, values in bars.items()}
    for name in ("timestamp", "time_open", "time_close"):
        for far in bars[name][(bars[name] < _YEAR_2) | (bars[name] > _YEAR_9999)][:1].tolist():
            year = 2000 + far / DAY_US / 365.2425
            raise AssetError(f"a source row has its {name} in the year {year:.0f}; correct the row, or remove it")
    bars |= {"tf": "1D", "is_partial_start": False, "is_partial_end": False, "is_missing_days": False}

    bad = np.flatnonzero(~bar)
    bad = bad[np.lexsort((_ALPHABETICAL[reason[bad]], timestamp[bad]))]
    keys = list(zip(timestamp[bad].tolist(), reason[bad].tolist(), strict=True))
    rejects = {
        "timestamp": timestamp[bad],
        "reason": [REASONS[code] for code in reason[bad]],
        "copy": np.array(
            [keys[: i + 1].count(key) if i and keys[i - 1] == key else 1 for i, key in enumerate(keys)], int
        ),
        "time_high": high_at[bad],
        "time_low": low_at[bad],
        **{name: rows[name][bad] for name in _PRICES},
        **{name: values[bad] for name, values in columns.items()},
    }

    daily = np.empty(len(bars["timestamp"]), DAILY)
    for name in DAILY.names:
        daily[name] = bars[name]
    daily = daily[np.argsort(daily["time_close"], kind="stable")]
    days = local_days(daily["time_close"], timezone)
    twice = np.flatnonzero(days[1:] == days[:-1])
    if len(twice):
        day = date.fromordinal(int(days[twice[0]]))
        stamps = " and ".join(f"{instant(daily['time_close'][i]):%Y-%m-%dT%H:%M:%SZ}" for i in (twice[0], twice[0] + 1))
        raise AssetError(
            f"two daily bars on {day} in {timezone} (closing {stamps}); remove one from the source or check 'timezone'"
        )
    return Built(bars, rejects, daily)


_YEAR_2, _YEAR_9999 = (microseconds(datetime(year, 1, 1, tzinfo=UTC)) for year in (2, 9999))


def digest(daily: np.ndarray) -> str:
    """Fingerprint of daily bars: what a later stage was built from. 32 hex digits, the same on every machine."""
    return hashlib.blake2b(np.ascontiguousarray(daily, DAILY).tobytes(), digest_size=16).hexdigest()


def first_difference(old: np.ndarray, new: np.ndarray) -> int | None:
    """Index of the first daily bar that differs in any bit, or None where the two histories are the same."""
    n = min(len(old), len(new))
    raw = f"V{DAILY.itemsize}"
    same = np.ascontiguousarray(old[:n]).view(raw) == np.ascontiguousarray(new[:n]).view(raw)
    if not same.all():
        return int(same.argmin())
    return None if len(old) == len(new) else n
