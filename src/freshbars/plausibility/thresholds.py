"""Every number that the checks use. docs/plausibility.md states the measurement that each comes from."""

from typing import NamedTuple

# Raised with every change of a threshold or of a check: suspects are a function of it, so it is among the triggers of a run.
VERSION = 1


class Thresholds(NamedTuple):
    """Thresholds of all checks. Factors are ratios of prices, widths multiples of the asset's own daily volatility.

    Volatility is robust: the larger of 1.4826 times the median and 1 / 1.645 times the ninth decile of the absolute log
    returns of up to ``window`` bars before the one that is judged.
    """

    window: int = 60
    # An asset with fewer bars before the judged one is young: its volatility is not known yet.
    young: int = 30
    least_volatility: float = 0.005

    jump: float = 3.5
    jump_young: float = 10.0
    # A bar whose range reaches the close before it shows the market on its way: it takes a larger factor to be disbelieved.
    jump_traded: float = 7.5
    jump_width: float = 7.0
    # After more than ``jump_rest`` days without a bar the width grows with the square root of the days, up to this many.
    jump_rest: int = 4
    jump_days: int = 30

    units: tuple[float, ...] = (10.0, 100.0, 1_000.0, 10_000.0, 1_000_000.0, 100_000_000.0)
    unit_width: float = 3.0
    unit_tolerance: float = 0.05

    splits: tuple[float, ...] = (2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 15.0, 20.0)
    split_width: float = 18.0
    split_tolerance: float = 2.5
    split_nearness: float = 0.1

    # An asset trades without a break if at most this share of its bars does not reach the close before.
    gap_share: float = 0.05
    gap_seen: float = 0.002
    gap: float = 1.25
    gap_width: float = 4.0
    # One that rests at night opens anywhere: it takes more.
    gap_rested: float = 1.9
    gap_rested_width: float = 20.0

    # Another asset's rows: a step that the asset hardly makes, while far less is traded than ever: news makes volume rise.
    other_width: float = 6.0
    other: float = 1.05
    other_less: float = 5.0
    other_spread: float = 5.0

    spike: float = 1.35
    spike_width: float = 12.0
    spike_back: float = 2.0
    spike_days: int = 5

    extreme: float = 6.0
    extreme_young: float = 50.0
    extreme_width: float = 12.0

    repeated: int = 3
    repeated_unstated: int = 5

    foreign_days: int = 5
    foreign_share: float = 0.4
    foreign_move: float = 0.003

    rescaled_days: int = 5
    rescaled_tolerance: float = 0.002

    frozen: int = 30


THRESHOLDS = Thresholds()
