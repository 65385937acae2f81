"""What may be asked: assets, timeframes, periods and instants as people write them. Each mistake is one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from freshbars import config_values as values
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.instants import microseconds
from freshbars.compute.timeframe import Timeframe
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.refresh.series import Series

ROWS = ("finished", "all", "daily")


def asset_ids(asked: Any, known: Iterable[int], symbols: Mapping[int, str]) -> list[int]:
    """The ids of assets named by symbol or id, one or several; None asks for all that are ``known``."""
    known = sorted(known)
    if asked is None:
        return known
    one = isinstance(asked, str | int) or not isinstance(asked, Iterable)
    return sorted({_asset_id(item, known, symbols) for item in ([asked] if one else asked)})


def _asset_id(asked: Any, known: list[int], symbols: Mapping[int, str]) -> int:
    if isinstance(asked, str):
        found = [asset for asset, symbol in symbols.items() if symbol == asked]
        if len(found) > 1:
            raise UserError(
                f"{asked} is the symbol of assets {', '.join(map(str, found))}: ask for one of them by its id"
            )
        if not found:
            near = get_close_matches(asked.upper(), symbols.values(), 1) or list(symbols.values())[:1]
            hint = f"did you mean {near[0]!r}?" if near else "no file lists symbols (source.assets), so ask by id"
            raise UserError(f"no asset has the symbol {asked!r}; {hint}")
        return found[0]
    try:
        asset = int(asked)
    except (TypeError, ValueError):
        raise UserError(f"an asset is asked for by its symbol or id, not by {asked!r}") from None
    if asset != asked or isinstance(asked, bool) or (asset not in known and asset not in symbols):
        raise UserError(f"there is no asset {asked!r}; assets() lists those that there are")
    return asset


def bar_series(config: Config, timeframe: Any, family: str | None) -> Series:
    """The bars of a timeframe, configured or not."""
    if timeframe == "1D":
        raise UserError("bars of 1D are the daily bars themselves: ask for daily()")
    return _series(config, "bars", _timeframe(timeframe), family, BAR_FAMILIES, ())


def ema_series(config: Config, timeframe: Any, periods: Any, family: str | None) -> Series:
    """The EMAs of a timeframe and some periods, configured or not."""
    try:
        wanted = values.periods(
            list(periods) if isinstance(periods, Iterable) and not isinstance(periods, str) else periods
        )
        if not wanted:
            raise ValueError("must name at least one")
    except ValueError as mistake:
        raise UserError(f"periods: each {mistake}") from None
    return _series(config, "emas", _timeframe(timeframe), family, EMA_FAMILIES, wanted)


def _timeframe(label: Any) -> Timeframe:
    try:
        return Timeframe.parse(str(label))
    except ValueError as mistake:
        raise UserError(str(mistake)) from None


def _series(
    config: Config, rule: str, timeframe: Timeframe, family: str | None, families: Mapping, periods: tuple[int, ...]
) -> Series:
    bars = [
        n
        for n, f in BAR_FAMILIES.items()
        if (f.alignment, timeframe.scheme or f.scheme) == (timeframe.alignment, f.scheme)
    ]
    # A timeframe without a scheme has the same values in both.
    able = [name for name, one in families.items() if getattr(one, "bars", name) in bars]
    if family is not None and family not in able:
        raise UserError(
            f"{timeframe.label} has no {rule} of the family {family!r}; it has those of {' and '.join(able)}"
        )
    name = family or able[0]
    bars = getattr(families[name], "bars", name)
    wanted = () if timeframe.label == "1D" else (timeframe,)
    config = replace(
        config,
        bars=replace(config.bars, **{bars: wanted}),
        emas=replace(config.emas, periods=periods or config.emas.periods),
    )
    return Series(config, rule, name).only([timeframe.label], periods or (0,))


def one_of_rows(rows: str) -> str:
    """Which rows of a series: finished, all or daily."""
    if rows not in ROWS:
        raise UserError(f"rows must be {', '.join(ROWS[:-1])} or {ROWS[-1]}, not {rows!r}")
    return rows


def instant(name: str, given: Any) -> datetime | None:
    """An instant that names its time zone, or None."""
    try:
        return None if given is None else values.instant(given)
    except ValueError as mistake:
        raise UserError(f"{name} {mistake}") from None


def one_day(given: Any) -> date | None:
    """A day, or None."""
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise UserError(f"a day is asked for as 2026-03-01, not as {given!r}") from None


def span(config: Config, since: Any, until: Any) -> tuple[int, int]:
    """The instants since and until which rows are wanted, both included; a date means its day in the configured zone."""
    zone, last = ZoneInfo(config.timezone), 2**63 - 1

    def bound(name: str, given: Any, days: int) -> int | None:
        if isinstance(given, str) and len(given) == len("2026-03-01"):
            try:
                given = date.fromisoformat(given)
            except ValueError:
                raise UserError(f"{name} must be a day such as 2026-03-01 or an instant, not {given!r}") from None
        if isinstance(given, date) and not isinstance(given, datetime):
            midnight = datetime.combine(given + timedelta(days=days), time(), zone)
            return microseconds(midnight) - days
        return None if given is None else microseconds(instant(name, given))

    first, end = bound("since", since, 0), bound("until", until, 1)
    return -last if first is None else first, last if end is None else end
