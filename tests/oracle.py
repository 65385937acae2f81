"""The obvious answers to DESIGN.md sections 4 to 6, in plain Python; and histories to ask about.

Rows are dicts, instants are datetimes, days are dates, NULL is None. Nothing here is fast, and nothing here comes from
freshbars: windows are found by walking the calendar day by day, EMAs by a loop for each row.
"""

import math
import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

ONE_DAY = timedelta(days=1)
MS = timedelta(milliseconds=1)
OHLC = ("open", "high", "low", "close")
NULLS = {r"src_name|src_file": None, r".*day": -(2**31), r"time|ts|.*load_ts": -(2**63), r"": math.nan}


# Section 4: daily bars


def daily_bars(rows: list[dict], timezone: str = "UTC") -> tuple[list[dict], list[dict]]:
    """Bars in the order of their timestamps, and rejects in any order."""
    stamps = sorted({row["timestamp"] for row in rows} - {None})
    rank = {stamp: number for number, stamp in enumerate(stamps, 1)}
    good: dict[datetime, dict] = {}
    rejects = []
    for row in sorted(rows, key=oldest_load_first):
        reason = fault(row)
        stamp = row["timestamp"]
        if reason is None and stamp in good:
            rejects.append({**good[stamp], "reason": "duplicate_timestamp"})
        if reason is None:
            good[stamp] = row
        else:
            rejects.append({**row, "reason": reason})
    zone = ZoneInfo(timezone)
    return [
        {
            "timestamp": stamp,
            "tf": "1D",
            "bar_seq": rank[stamp],
            "day": good[stamp]["timeclose"].astimezone(zone).date(),
            "is_partial_start": False,
            "is_partial_end": False,
            "is_missing_days": False,
            **repaired(good[stamp]),
            **carried(good[stamp]),
        }
        for stamp in stamps
        if stamp in good
    ], [
        {
            "timestamp": row["timestamp"],
            "reason": row["reason"],
            "time_high": row["timehigh"],
            "time_low": row["timelow"],
            **{name: row[name] for name in OHLC},
            **carried(row),
        }
        for row in rejects
    ]


def oldest_load_first(row: dict) -> datetime:
    return row["load_ts"] or datetime.min.replace(tzinfo=UTC)


def fault(row: dict) -> str | None:
    """Why the row is no bar, the first reason of the list that holds."""
    start, end = row["timeopen"], row["timeclose"]
    if row["timestamp"] is None:
        return "null_timestamp"
    if start is None or end is None:
        return "null_time_open_or_close"
    if row["open"] is None or row["close"] is None:
        return "null_open_or_close"
    if not all(math.isfinite(row[name]) for name in OHLC if row[name] is not None):
        return "non_finite_price"
    if start > end:
        return "time_open_after_time_close"
    if not start <= row["timestamp"] <= end:
        return "timestamp_outside_window"
    if row["close"] == 0:
        return "zero_close"
    if row["load_ts"] and start - timedelta(days=2) <= row["load_ts"] < end:
        return "day_not_over"
    return None


def repaired(row: dict) -> dict:
    """Prices and times of the extremes of a row that is a bar."""
    start, end, opened, close = (row[name] for name in ("timeopen", "timeclose", "open", "close"))
    zero_open, opened = opened == 0, opened or close
    high, high_at, low, low_at = row["high"] or None, row["timehigh"], row["low"] or None, row["timelow"]
    states = high is not None, low is not None
    wrong_high = high_at is None or not start <= high_at <= end
    if wrong_high:
        high = high if high_at is None else max(opened, close)
        high_at = end if close >= opened else start
    wrong_low = low_at is None or not start <= low_at <= end
    if wrong_low:
        low = low if low_at is None else min(opened, close)
        low_at = end if close <= opened else start
    known = [price for price in (high, opened, close, low) if price is not None]
    top, bottom = max(known), min(known)
    return {
        "open": opened, "high": top, "low": bottom, "close": close, "time_high": high_at, "time_low": low_at,
        "repaired_timehigh": wrong_high, "repaired_timelow": wrong_low,
        "repaired_ohlc": zero_open or (states[0] and top != high) or (states[1] and bottom != low),
    }  # fmt: skip


def carried(row: dict) -> dict:
    """What bars and rejects take from the source row as it is."""
    known = {
        name: row[name] if row[name] is not None and math.isfinite(row[name]) else None
        for name in ("volume", "marketcap")
    }
    return {
        "time_open": row["timeopen"], "time_close": row["timeclose"],
        "volume": known["volume"], "market_cap": known["marketcap"],
        "src_name": row["name"], "src_load_ts": row["load_ts"], "src_file": row["source_file"],
    }  # fmt: skip


# Section 5: timeframe bars


def calendar_windows(tf: str, first: date, last: date) -> dict[date, tuple[int, date, date]]:
    """Number, first and last day of the window of each day of the asset's life that lies in one."""
    n, unit = int(re.match(r"\d+", tf)[0]), re.search("[WMY]", tf)[0]
    sunday = tf.endswith("_US")

    def unit_begins(day: date) -> bool:
        return {"W": day.weekday() == (6 if sunday else 0), "M": day.day == 1, "Y": (day.month, day.day) == (1, 1)}[
            unit
        ]

    def block_begins(day: date) -> bool:
        if not unit_begins(day):
            return False
        weeks = (day - (date(1970, 1, 4) if sunday else date(1970, 1, 5))).days // 7
        return {"W": weeks, "M": day.month - 1, "Y": day.year}[unit] % n == 0

    day, starts, units = first, [], 0
    if "ANCHOR" in tf:
        while not block_begins(day):
            day -= ONE_DAY
    while not starts or starts[-1] <= last:
        if unit_begins(day):
            if block_begins(day) if "ANCHOR" in tf else units % n == 0:
                starts.append(day)
            units += 1
        day += ONE_DAY
    result = {}
    for number, (start, following) in enumerate(pairwise(starts), 1):
        for day in days_between(max(start, first), following):
            result[day] = (number, start, following - ONE_DAY)
    return result


def days_between(start: date, end: date) -> list[date]:
    """The days from start on, without end."""
    return [start + ONE_DAY * i for i in range((end - start).days)]


def snapshot_rows(tf: str, bars: list[dict]) -> list[dict]:
    """A row for each daily bar that is in a bar of the timeframe. ``bars`` have a ``day`` and are sorted by it."""
    rolling = "CAL" not in tf
    n = int(re.match(r"\d+", tf)[0])
    first_day = bars[0]["day"]
    windows = {} if rolling else calendar_windows(tf, first_day, bars[-1]["day"])
    rows: list[dict] = []
    for i, bar in enumerate(bars):
        day, following = bar["day"], bars[i + 1]["day"] if i + 1 < len(bars) else None
        if not rolling and day not in windows:
            continue
        number, start, end = (i // n + 1, None, None) if rolling else windows[day]
        if not rows or rows[-1]["bar_seq"] != number:
            time_open = (rows[-1]["time_close"] if rows else bar["time_close"] - ONE_DAY) + MS
            high = low = None
            count, volume, cap = 0, 0.0, None
            missing = [] if rolling else days_between(max(start, first_day), day)
            at_start, opened = len(missing), bar["open"]
        else:
            missing = missing + days_between(bars[i - 1]["day"] + ONE_DAY, day)
        if high is None or bar["high"] > high:
            high, time_high = bar["high"], bar["time_high"]
        if low is None or bar["low"] < low:
            low, time_low = bar["low"], bar["time_low"]
        count += 1
        volume += bar["volume"] or 0.0
        cap = cap if bar["market_cap"] is None else bar["market_cap"]
        length = n if rolling else (end - start).days + 1
        position = count if rolling else (day - start).days + 1
        last_seen = following is not None and not rolling and windows[following][0] > number
        rows.append({
            "tf": tf, "bar_seq": number, "time_open": time_open, "time_close": bar["time_close"],
            "time_high": time_high, "time_low": time_low, "open": opened, "high": high, "low": low,
            "close": bar["close"], "volume": volume, "market_cap": cap, "tf_days": length, "pos_in_bar": position,
            "count_days": count, "count_days_remaining": length - position, "count_missing_days": len(missing),
            "count_missing_days_start": at_start, "count_missing_days_interior": len(missing) - at_start,
            "first_missing_day": missing[0] if missing else None, "last_missing_day": missing[-1] if missing else None,
            "is_missing_days": missing != [], "is_partial_start": "ANCHOR" in tf and start < first_day,
            "is_partial_end": not (position == length or last_seen),
        })  # fmt: skip
    return rows


# Section 6: EMAs


def ema(values: list[float], period: int) -> list[float | None]:
    """The seeded EMA, None before ``period`` values."""
    result: list[float | None] = []
    weight = 2 / (period + 1)
    for i, value in enumerate(values):
        if i + 1 < period:
            result.append(None)
        elif i + 1 == period:
            result.append(sum(values[:period]) / period)
        else:
            result.append(weight * value + (1 - weight) * result[-1])
    return result


def canonical_instants(snapshots: list[dict]) -> list[datetime]:
    """Closes of the daily bars that finish a bar."""
    return [row["time_close"] for row in snapshots if not row["is_partial_end"]]


def ema_rows(family: str, tf: str, period: int, bars: list[dict], canonical: list[datetime]) -> list[dict]:
    """The rows of one series of a family. ``canonical``: the closes that finish a bar."""
    nominal = int(re.match(r"\d+", tf)[0]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[re.search("[DWMY]", tf)[0]]
    closes = {bar["time_close"]: bar["close"] for bar in bars}
    of_bars = dict(zip(canonical, ema([closes[ts] for ts in canonical], period), strict=True))
    of_days = dict(zip(closes, ema(list(closes.values()), nominal * period), strict=True))
    rows = []
    newest = value = value_bar = None
    for ts, close in closes.items():
        newest = of_bars.get(ts) if ts in of_bars else newest
        if family == "v2":
            value = of_days[ts]
        elif family == "multi_tf":
            weight = 2 / (period + 1)
            value = newest if newest is None or ts in of_bars else weight * close + (1 - weight) * newest
        elif newest is not None:
            weight = 1 - (1 - 2 / (period + 1)) ** (1 / nominal) if "anchor" in family else 2 / (nominal * period + 1)
            value = newest if value is None else weight * close + (1 - weight) * value
            value_bar = newest if ts in of_bars else weight * close + (1 - weight) * value_bar
        if value is not None:
            row = {"tf": tf, "period": period, "ts": ts, "tf_days": nominal, "roll": ts not in of_bars, "ema": value}
            rows.append(row if value_bar is None else row | {"ema_bar": value_bar})
    for name in ("ema", "ema_bar"):
        if rows and name in rows[0]:
            suffix = name.removeprefix("ema")
            for row in rows:
                row[f"d1{suffix}"] = row[f"d2{suffix}"] = None
            difference(rows, name, f"d1_roll{suffix}", f"d2_roll{suffix}")
            difference([row for row in rows if not row["roll"]], name, f"d1{suffix}", f"d2{suffix}")
    return rows


def difference(rows: list[dict], name: str, first: str, second: str) -> None:
    """Add first and second differences of a column over these rows."""
    for i, row in enumerate(rows):
        row[first] = row[name] - rows[i - 1][name] if i >= 1 else None
        row[second] = row[first] - rows[i - 1][first] if i >= 2 else None


# Between these rows and arrays: instants are microseconds since 2000, days are days since 2000


def plain(name: str, value: object) -> object:
    """A value as arrays hold it."""
    if isinstance(value, datetime):
        return (value - datetime(2000, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if isinstance(value, date):
        return (value - date(2000, 1, 1)).days
    if value is None:
        return next(null for names, null in NULLS.items() if re.match(names, name))
    return value


def array(rows: list[dict], dtype: np.dtype) -> np.ndarray:
    """Rows as a structured array."""
    return np.array([tuple(plain(name, row[name]) for name in dtype.names) for row in rows], dtype)


def source_array(rows: list[dict], dtype: np.dtype) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Source rows as they come from the database: by asset and timestamp, NULL first, the latest load last."""
    rows = sorted(rows, key=lambda row: (row["id"], plain("timestamp", row["timestamp"]), oldest_load_first(row)))
    renamed = [
        {**row, "time_open": row["timeopen"], "time_close": row["timeclose"], "time_high": row["timehigh"],
         "time_low": row["timelow"], "market_cap": row["marketcap"],
         "nulls": sum(1 << bit for bit, name in enumerate(OHLC) if row[name] is None)}
        for row in rows
    ]  # fmt: skip
    texts = (np.array([row[name] for row in rows], object) for name in ("name", "source_file"))
    return array(renamed, dtype), *texts


def assert_same(columns: dict[str, object], rows: list[dict], tolerance: float = 0.0) -> None:
    """The columns hold exactly these rows; EMAs may be off by the tolerance."""
    if not rows:
        assert all(np.size(values) == 0 for values in columns.values() if isinstance(values, np.ndarray)), columns
        return
    assert sorted(columns) == sorted(rows[0])
    largest = max((abs(row["ema"]) for row in rows), default=0.0) if tolerance else 0.0
    for name, values in columns.items():
        actual = np.broadcast_to(np.asarray(values), len(rows)) if np.ndim(values) == 0 else np.asarray(values)
        stated = [row[name] for row in rows]
        assert len(actual) == len(rows), f"{len(actual)} rows, not {len(rows)}"
        if actual.dtype.kind == "f":
            expected = np.array(stated, float)
            with np.errstate(invalid="ignore"):
                # A difference of EMAs is as exact as the EMAs are.
                near = tolerance * (largest if name.startswith("d") else np.abs(expected))
                same = (
                    (actual == expected) | (np.abs(actual - expected) <= near) | (np.isnan(actual) & np.isnan(expected))
                )
        else:
            expected = np.array([plain(name, value) for value in stated])
            same = actual == expected
        if not same.all():
            i = int(same.argmin())
            raise AssertionError(f"{name} of row {i} is {actual[i]!r}, not {expected[i]!r}: {rows[i]}")


# Questions


def thrifty(names: Iterable[str]) -> list:
    """Families for tests that take long: the US ones, whose weeks begin a day earlier, are left to the slow tests."""
    return [pytest.param(name, marks=[pytest.mark.slow] * name.endswith("_us")) for name in names]


def tries(examples: int) -> settings:
    """The same examples in every run; FRESHBARS_TRIES=10 tries ten times as many, other ones each time."""
    factor = int(os.environ.get("FRESHBARS_TRIES", "0"))
    return settings(
        max_examples=examples * factor or max(examples // 3, 5), deadline=None, derandomize=not factor, database=None,
        suppress_health_check=[HealthCheck.differing_executors, HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip


def labels(alignment: str, scheme: str | None) -> list[str]:
    """Timeframes of a family, short and long."""
    if alignment == "rolling":
        return [f"{n}D" for n in (1, 2, 3, 5, 7, 30, 365)]
    suffix = "_CAL_ANCHOR" if alignment == "anchor" else "_CAL"
    months = (1, 2, 3, 4, 6, 12) if alignment == "anchor" else (1, 2, 3, 5, 9, 12, 30)
    return (
        [f"{n}W{suffix}_{scheme}" for n in (1, 2, 3, 10, 53)]
        + [f"{n}M{suffix}" for n in months]
        + [f"{n}Y{suffix}" for n in (1, 2, 3, 4, 10)]
    )


@st.composite
def day_lists(draw, max_size: int = 60) -> list[date]:
    """Days of an asset's life around 1970, leap days or today, with gaps of up to years, with weekends or without."""
    day = draw(st.dates(date(1968, 1, 1), date(2031, 1, 1)))
    n = draw(st.integers(1, max_size))
    steps = draw(st.sampled_from([[1], [1, 1, 1, 1, 1, 2, 4], [1, 1, 12, 45], [1, 1, 1, 1, 1, 1, 2, 45, 400]]))
    days = [day]
    for step in draw(st.lists(st.sampled_from(steps), min_size=n - 1, max_size=n - 1)):
        days.append(days[-1] + step * ONE_DAY)
    if draw(st.booleans()):
        days = [day for day in days if day.weekday() < 5] or [date(2024, 1, 5)]
    return days


# When a day ends in a zone, on its clock; None for midnight.
CLOSINGS = {"UTC": None, "America/New_York": time(16)}


@st.composite
def histories(draw, max_size: int = 60) -> tuple[str, list[dict]]:
    """A time zone and daily bars in it: prices often tie, some volumes and market caps are unknown."""
    zone = draw(st.sampled_from([*CLOSINGS]))
    return zone, draw(bars_in(zone, max_size))


@st.composite
def bars_in(draw, zone: str, max_size: int = 60) -> list[dict]:
    """Daily bars of an asset in a zone."""
    closing, days = CLOSINGS[zone], draw(day_lists(max_size))
    random = Random(draw(st.integers(0, 10_000)))
    step = random.choice((1.0, 0.1, 1234.5678))
    bars = []
    for day in days:
        opened, close = (random.randint(2, 6) * step for _ in range(2))
        end = datetime.combine(day, closing or time(), ZoneInfo(zone)).astimezone(UTC)
        end += ONE_DAY - MS if closing is None else timedelta()
        bars.append({
            "day": day, "timestamp": end, "time_open": end - timedelta(hours=23), "time_close": end,
            "time_high": end - timedelta(minutes=random.randrange(1380)),
            "time_low": end - timedelta(minutes=random.randrange(1380)),
            "open": opened, "close": close,
            "high": max(opened, close) + random.randint(0, 1) * step,
            "low": min(opened, close) - random.randint(0, 1) * step,
            "volume": random.choice((None, 0.0, random.random() * 1e9)),
            "market_cap": random.choice((None, random.random() * 1e12)),
        })  # fmt: skip
    return bars
