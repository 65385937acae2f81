"""Invented daily histories with the tails of real ones, and faults that are put into them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

BAR = np.dtype([("time_close", "i8")] + [(name, "f8") for name in ("open", "high", "low", "close", "volume")])
DAY = 86_400_000_000


@dataclass(frozen=True)
class Market:
    """A kind of asset: how it moves.

    volatility: range of daily volatilities, as standard deviations of log returns. tail: degrees of freedom of Student's t.
    crash: chance that a day moves by up to ``crashes`` (log) more. overnight: share of a day's move that happens while nothing
    trades. rests: share of days without a trade. weekends: closed. price: range of first prices.
    """

    volatility: tuple[float, float]
    tail: float
    price: tuple[float, float]
    crash: float = 0.0
    crashes: float = 0.0
    overnight: float = 0.0
    rests: float = 0.0
    gaps: float = 0.0
    weekends: bool = False
    pegged: bool = False
    digits: int = 8


MARKETS = {
    "coin": Market((0.025, 0.06), 3, (0.05, 5_000), 1 / 2_000, 0.9),
    "young coin": Market((0.05, 0.10), 3, (1e-4, 10), 1 / 1_000, 1.1),
    "token at 1e-9": Market((0.04, 0.08), 3, (1e-10, 1e-8), 1 / 1_000, 0.9),
    "stablecoin": Market((0.0005, 0.003), 3, (1, 1), 1 / 3_000, 0.12, pegged=True),
    "stock": Market((0.01, 0.025), 3.5, (5, 500), 1 / 250, 0.12, overnight=0.5, weekends=True, digits=6),
    "growth stock": Market((0.02, 0.045), 3, (2, 100), 1 / 250, 0.35, overnight=0.6, weekends=True, digits=6),
    "thin stock": Market((0.015, 0.04), 3, (0.5, 50), 1 / 400, 0.3, 0.5, 0.35, 0.05, weekends=True, digits=4),
    "currency": Market((0.003, 0.008), 4, (0.5, 150), 1 / 3_000, 0.1, overnight=0.05, weekends=True, digits=6),
}


def history(market: Market, days: int, random: np.random.Generator) -> np.ndarray:
    """A history of so many bars (dtype BAR): volatility in regimes, fat tails, single days of news."""
    base = np.exp(random.uniform(*np.log(market.volatility)))
    regime = np.exp(np.repeat(random.normal(0, 0.35, days // 60 + 1).clip(-0.7, 0.7), 60)[:days])
    shocks = random.standard_t(market.tail, days).clip(-15, 15) * np.sqrt((market.tail - 2) / market.tail)
    cluster = np.ones(days)
    for i in range(1, days):
        cluster[i] = 0.92 * cluster[i - 1] + 0.08 * min(abs(shocks[i - 1]), 4) / 0.7
    moves = base * regime * cluster * shocks
    news = random.random(days) < market.crash
    moves[news] += random.uniform(-1, 0.9, news.sum()) * market.crashes
    moves[random.random(days) < market.rests] = 0
    level = random.uniform(*np.log(market.price))
    path = level + np.cumsum(moves)
    if market.pegged:
        for i in range(1, days):
            path[i] = level + 0.7 * (path[i - 1] - level) + moves[i]
    return _bars(market, path, moves, base * regime, random)


def _bars(
    market: Market, path: np.ndarray, moves: np.ndarray, width: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    n = len(path)
    bars = np.zeros(n, BAR)
    before = np.concatenate([path[:1], path[:-1]])
    opened = before + market.overnight * (path - before) * random.uniform(0.3, 1.7, n) * (market.overnight > 0)
    spread = np.abs(random.standard_t(3, (2, n))).clip(0, 15) * width * 0.4 * (moves != 0)
    exact = {
        "open": opened, "close": path, "high": np.maximum(opened, path) + spread[0],
        "low": np.minimum(opened, path) - spread[1],
    }  # fmt: skip
    for name, logs in exact.items():
        bars[name] = rounded(np.exp(logs), market.digits)
    volume = np.exp(random.normal(random.uniform(5, 15), 0.6, n) + np.abs(moves) / width)
    bars["volume"] = np.where(moves == 0, 0, np.round(volume))
    steps = 1 + (random.random(n) < market.gaps) * random.integers(1, 12, n)
    if market.weekends:
        steps = steps + 2 * (np.arange(n) % 5 == 0)
    bars["time_close"] = np.cumsum(steps) * DAY
    return bars


def rounded(prices: np.ndarray, digits: int) -> np.ndarray:
    """Prices with so many significant digits."""
    scale = 10.0 ** (digits - 1 - np.floor(np.log10(np.abs(prices))))
    return np.round(prices * scale) / scale


def scaled(bars: np.ndarray, part: slice, factor: float) -> np.ndarray:
    """The bars with the prices of some multiplied, as they arrive in another unit."""
    found = bars.copy()
    for name in ("open", "high", "low", "close"):
        found[name][part] *= factor
    return found


Fault = Callable[[np.ndarray, np.ndarray, int, np.random.Generator], np.ndarray]


def by_factor(factor: float, length: int) -> Fault:
    """Bars from a day on are multiplied: one day, a few, or all that follow (length 0)."""

    def put(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
        return scaled(bars, slice(at, at + length if length else None), factor)

    return put


def piece_by_factor(factor: float, days: int) -> Fault:
    """A piece on another scale, which restates this many days that are stored already and adds one."""

    def put(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
        return scaled(bars, slice(at - days, None), factor)

    return put


def spliced(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
    """From a day on the rows are another asset's, which share no day with what is stored."""
    return _taken(bars, other, at)


def foreign(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
    """The same, and the file restates the 30 days before."""
    return _taken(bars, other, at - 30)


def _taken(bars: np.ndarray, other: np.ndarray, at: int) -> np.ndarray:
    found = bars.copy()
    n = min(len(bars) - at, len(other))
    for name in ("open", "high", "low", "close", "volume"):
        found[name][at : at + n] = other[name][-n:]
    return found[: at + n]


def repeated(length: int) -> Fault:
    """The days from one on are those before it once more."""

    def put(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
        found = bars.copy()
        n = min(length, len(bars) - at)
        for name in ("open", "high", "low", "close", "volume"):
            found[name][at : at + n] = bars[name][at - length : at - length + n]
        return found

    return put


def digits_swapped(place: int) -> Fault:
    """Two neighbouring digits of one close change places; place 0 is the first."""

    def put(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
        found = bars.copy()
        digits, power = f"{bars['close'][at]:.7e}".split("e")
        digits = list(digits.replace(".", ""))
        if digits[place] == digits[place + 1]:
            digits[place + 1] = str((int(digits[place]) + 1) % 10)
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        found["close"][at] = float(digits[0] + "." + "".join(digits[1:]) + "e" + power)
        return repaired(found)

    return put


def high_by(factor: float) -> Fault:
    """One high (or, below 1, one low) is off."""

    def put(bars: np.ndarray, other: np.ndarray, at: int, random: np.random.Generator) -> np.ndarray:
        found = bars.copy()
        found["high" if factor > 1 else "low"][at] *= factor
        return repaired(found)

    return put


def repaired(bars: np.ndarray) -> np.ndarray:
    """High and low reach over open and close, as daily bars repair them."""
    bars["high"] = np.maximum.reduce([bars[name] for name in ("open", "high", "low", "close")])
    bars["low"] = np.minimum.reduce([bars[name] for name in ("open", "high", "low", "close")])
    return bars


FACTORS = (1_000, 100, 10, 4, 3, 2, 3 / 2, 1.1, 0.98, 2 / 3, 1 / 2, 1 / 4, 1 / 10, 1 / 100, 1 / 1_000)
FAULTS: dict[str, Fault] = {
    **{f"one day times {factor:.4g}": by_factor(factor, 1) for factor in FACTORS},
    **{f"from a day on times {factor:.4g}": by_factor(factor, 0) for factor in FACTORS},
    **{f"a piece that overlaps, times {factor:.4g}": piece_by_factor(factor, 10) for factor in FACTORS},
    "another asset's rows, no day shared": spliced,
    "another asset's file, 30 days shared": foreign,
    **{f"a block of {n} days repeated": repeated(n) for n in (3, 5, 20)},
    **{f"digits {n + 1} and {n + 2} of a close swapped": digits_swapped(n) for n in range(3)},
    **{f"high or low times {factor:g}": high_by(factor) for factor in (1_000, 100, 10, 4, 1 / 4, 1 / 10, 1 / 100)},
}
