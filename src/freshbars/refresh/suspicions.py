"""Implausible bars in words, for all who show them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from math import log10

from freshbars.plausibility.findings import Kind, Outcome
from freshbars.store.suspects import Suspect


def described(suspect: Suspect) -> str:
    """What is implausible, on which day, with the prices."""
    return f"{_WORDS[suspect.kind](suspect)} on {suspect.day}"


def unrecorded(asset: int, newest: datetime) -> Suspect:
    """Stands for a record of accepted bars that turned out damaged since the bars were judged."""
    nan = float("nan")
    return Suspect(asset, newest, Kind.UNRECORDED, newest.date(), nan, nan, nan, Outcome.HOLD)


def _prices(one: Suspect) -> str:
    return f"the close goes from {one.expected:.10g} to {one.observed:.10g}"


def _step(one: Suspect) -> str:
    return f"{_prices(one)}, {times(one.factor)}"


def times(factor: float) -> str:
    """A factor for a person: 100 times, 1/100, down 44 %."""
    if factor >= 2:
        return f"{factor:.4g} times as much"
    if 0 < factor <= 0.5:
        return f"1/{1 / factor:.4g} of it"
    return f"{'up' if factor > 1 else 'down'} {abs(factor - 1):.0%}"


def _power_of_ten(factor: float) -> str:
    power = round(log10(factor))
    return f"{10**power:,} times as much" if power > 0 else f"1/{10**-power:,} of it"


_WORDS: Mapping[Kind, Callable[[Suspect], str]] = {
    Kind.JUMP: _step,
    Kind.UNIT: lambda one: f"{_prices(one)}, about {_power_of_ten(one.factor)} (another unit?)",
    Kind.SPLIT: lambda one: f"{_step(one)} (a split?)",
    Kind.GAP: lambda one: f"{_step(one)}, and nothing was traded between",
    Kind.FOREIGN: lambda one: f"{_step(one)} (prices of another asset?)",
    Kind.RESCALED: lambda one: (
        f"days are restated at {one.factor:.6g} times their price, older ones are not, from the close"
    ),
    Kind.SPIKE: lambda one: f"{_step(one)}, and comes back",
    Kind.EXTREMES: lambda one: f"an extreme of {one.observed:.10g} is out of proportion to {one.expected:.10g}",
    Kind.REPEATED: lambda one: "a block of days stands a second time, first",
    Kind.UNRECORDED: lambda one: (
        "the record of the bars that EMAs may use is missing or damaged; confirm the newest bar,"
    ),
    Kind.FROZEN: lambda one: f"the close has been {one.observed:.10g} without any volume for a month, newest",
}
