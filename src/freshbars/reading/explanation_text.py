"""An explanation as a person reads it."""

from collections.abc import Iterator

from freshbars.compute import versions
from freshbars.compute.families import EMA_FAMILIES
from freshbars.reading.explanation import Explanation

NEWEST = 5


def lines(one: Explanation, everything: bool = False) -> Iterator[str]:
    """The explanation, line by line. everything: all closes and all that is special, not the newest only."""
    found = one.derivation
    who = f"{one.symbol} ({one.asset})" if one.symbol else f"asset {one.asset}"
    known = f", as known at {one.known_at:%Y-%m-%dT%H:%M:%SZ}" if one.known_at else ""
    yield f"{who}, EMA {one.period} of {one.timeframe} on {one.day}{known}: {one.value!r}"
    yield f"  {_about(one)}"
    yield f"  {_recursion(one)}"
    yield ""
    yield "  day              close    weight  said by"
    n = len(found.rows)
    stepped = n - found.seed
    shown = range(n) if everything else range(max(n - NEWEST, found.seed if stepped >= NEWEST else 0), n)
    for i in reversed(shown):
        at = one.instants[i]
        yield f"  {one.days[i]} {found.closes[i]:14.8g} {_share(found.weights[i]):>9}  {_said_by(one, at)}"
    if not everything:
        first = shown.start
        if first > found.seed:
            rest = found.weights[found.seed : first].sum()
            yield f"  and {first - found.seed} closes before them, back to {one.days[found.seed]}: {_share(rest)}"
        mean = found.closes[: found.seed].mean()
        yield (
            f"  seed: the mean {mean:.8g} of the first {found.seed} closes, {one.days[0]} to {one.days[found.seed - 1]}: "
            f"{_share(found.seed_weight)}"
        )
    yield from _special(one, everything)
    yield ""
    yield f"  computed again from these closes: {found.value!r}, {_verdict(one)}"


def _share(weight: float) -> str:
    return f"{weight:.4%}" if weight >= 1e-6 else f"{weight:.0e}"


def _about(one: Explanation) -> str:
    days = f"sessions of {one.calendar}" if one.calendar else f"days in {one.timezone}"
    return f"{_bar(one)}; {days}; family {one.family}, column {one.column}, formula version {versions.EMAS}"


def _bar(one: Explanation) -> str:
    kind = EMA_FAMILIES[one.family].kind
    if one.finished or kind == "days":
        return "its bar is finished" if one.finished else "an EMA of daily closes"
    if kind == "both":
        return "its bar is not finished: daily closes carry on the value of the last finished one"
    return "its bar is not finished: the newest close counts as if it finished it"


def _recursion(one: Explanation) -> str:
    """The recursion, with each smoothing in the order of use."""
    steps = list(dict.fromkeys(one.derivation.smoothing.tolist()))
    if not steps:
        return "the first value: the mean of the first closes"
    formulas = [f"ema = {a:.6g} * close + {1 - a:.6g} * ema before" for a in steps]
    return " for finished bars, then ".join(formulas)


def _said_by(one: Explanation, at: int) -> str:
    origin = one.origins.get(at)
    if origin is None:
        return ""
    loaded = f"{origin.loaded:%Y-%m-%d %H:%M}" if origin.loaded else f"stored {origin.known_from:%Y-%m-%d %H:%M}"
    before = one.earlier.get(at)
    changed = f"; {before[-1].close:.8g} until {before[-1].known_until:%Y-%m-%d %H:%M}" if before else ""
    return f"{origin.file or 'the source table'}, {loaded}{changed}"


def _special(one: Explanation, everything: bool) -> Iterator[str]:
    by_instant = dict(zip(one.instants, one.days, strict=True))
    restated = [day for at, day in by_instant.items() if any(old.close for old in one.earlier.get(at, ()))]
    for what, days in (
        ("replaced since they were first stored", restated),
        ("in the source, but no bars", [f"{r.day} ({r.reason})" for r in one.rejects]),
    ):
        if days:
            named = days if everything else days[-4:]
            more = f" and {len(days) - len(named)} more" if len(days) > len(named) else ""
            yield f"  {what}: {', '.join(map(str, named))}{more}"


def _verdict(one: Explanation) -> str:
    if one.stored is None:
        return "not stored as of then" if one.known_at else "which is not stored"
    return "the stored value to the last bit" if one.stored == one.derivation.value else f"BUT {one.stored!r} IS STORED"
