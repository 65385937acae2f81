"""What a reader may ask for: assets, timeframes, periods and instants as people write them. Mistakes are UserErrors."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from freshbars import config_values as values
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.compute.instants import microseconds
from freshbars.compute.series import Series
from freshbars.compute.timeframe import Timeframe
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset
from freshbars.refresh.definition import series_of

ROWS = ("finished", "all", "daily")


# -- assets ------------------------------------------------------------------------------------------------------------


def asset_ids(asked: Any, known: Collection[int], listed: Mapping[int, Asset]) -> list[int]:
    """The ids of assets named by symbol, alias or id, one or several, as asked; None for all that are ``known``."""
    if asked is None:
        return sorted(known)
    return list(dict.fromkeys(_asset_id(item, known, listed) for item in several(asked)))


def several(asked: Any) -> list[Any]:
    """One value or several, as a list. A text is one value."""
    return list(asked) if isinstance(asked, Iterable) and not isinstance(asked, str) else [asked]


def _asset_id(asked: Any, known: Container[int], listed: Mapping[int, Asset]) -> int:
    if isinstance(asked, str):
        return _named(asked, listed)
    try:
        asset = int(asked)
    except (TypeError, ValueError):
        raise UserError(f"name an asset by its symbol, alias or id, not by {asked!r}") from None
    if asset != asked or isinstance(asked, bool) or (asset not in known and asset not in listed):
        raise UserError(f"there is no asset {asked!r}; assets() lists all assets")
    return asset


def _named(asked: str, listed: Mapping[int, Asset]) -> int:
    """The asset with this symbol, or else this alias, whatever the case; the exact symbol comes first."""
    wanted = asked.casefold()
    for names in (
        {asset: [one.symbol] for asset, one in listed.items() if one.symbol == asked},
        {asset: [one.symbol.casefold()] for asset, one in listed.items()},
        {asset: [alias.casefold() for alias in one.aliases] for asset, one in listed.items()},
    ):
        found = [asset for asset, its in names.items() if wanted in its or asked in its]
        if len(found) > 1:
            raise UserError(f"{asked} names the assets {', '.join(map(str, found))}: ask for one of them by its id")
        if found:
            return found[0]
    symbols = {one.symbol.casefold(): one.symbol for one in listed.values()}
    near = get_close_matches(wanted, symbols, 1)
    hint = f"did you mean {symbols[near[0]]!r}?" if near else "assets() lists all assets"
    hint = hint if listed else "no file lists symbols (source.assets), so ask by id"
    raise UserError(f"no asset has the symbol or alias {asked!r}; {hint}")


# -- series ------------------------------------------------------------------------------------------------------------


def bar_series(config: Config, timeframes: Any, family: str | None) -> list[Series]:
    """The bars of timeframes, configured or not."""
    if "1D" in (asked := several(timeframes)):
        raise UserError("bars of 1D are the daily bars: ask for daily()")
    return [_series(config, "bars", one, family, BAR_FAMILIES, ()) for one in _timeframes(asked)]


def ema_series(config: Config, timeframes: Any, periods: Any, family: str | None) -> list[Series]:
    """The EMAs of timeframes and periods, configured or not."""
    try:
        wanted = values.periods(list(map(_plain, several(periods))))
        if not wanted:
            raise ValueError("must name at least one")
    except ValueError as mistake:
        raise UserError(f"periods: each {mistake}") from None
    return [_series(config, "emas", one, family, EMA_FAMILIES, wanted) for one in _timeframes(several(timeframes))]


def _timeframes(labels: list[Any]) -> list[Timeframe]:
    try:
        found = [Timeframe.parse(str(label)) for label in dict.fromkeys(labels)]
    except ValueError as mistake:
        raise UserError(str(mistake)) from None
    if not found:
        raise UserError("timeframes: name at least one, such as 7D or 1W_CAL_ISO")
    return found


def _series(
    config: Config, rule: str, timeframe: Timeframe, family: str | None, families: Mapping, periods: tuple[int, ...]
) -> Series:
    # A timeframe without a scheme has the same values in both.
    bars = [
        name
        for name, one in BAR_FAMILIES.items()
        if (one.alignment, timeframe.scheme or one.scheme) == (timeframe.alignment, one.scheme)
    ]
    able = [name for name, one in families.items() if getattr(one, "bars", name) in bars]
    if family is not None and family not in able:
        raise UserError(f"{timeframe.label} has no {rule} of the family {family!r}, only of {' and '.join(able)}")
    name = family or able[0]
    bars = getattr(families[name], "bars", name)
    wanted = () if timeframe.label == "1D" else (timeframe,)
    config = replace(
        config,
        bars=replace(config.bars, **{bars: wanted}),
        emas=replace(config.emas, periods=periods or config.emas.periods),
    )
    return series_of(config, rule, name).only([timeframe.label], periods or (0,))


def one_of_rows(rows: str) -> str:
    """Which rows of a series: finished, all or daily."""
    if rows not in ROWS:
        raise UserError(f"rows must be {', '.join(ROWS[:-1])} or {ROWS[-1]}, not {rows!r}")
    return rows


# -- time --------------------------------------------------------------------------------------------------------------


def instant(name: str, given: Any, timezone: str) -> datetime | None:
    """An instant: one with a time zone, or the end of a day in ``timezone``; None stays None."""
    given = _moment(name, given)
    if isinstance(given, datetime) or given is None:
        return given
    return datetime.combine(given + timedelta(days=1), time(), ZoneInfo(timezone)) - timedelta(microseconds=1)


def one_day(name: str, given: Any) -> date | None:
    """A day; None stays None."""
    try:
        found = date.fromisoformat(given) if isinstance(given, str) else _moment(name, given)
    except ValueError:
        found = datetime.min
    if isinstance(found, datetime):
        raise UserError(f"{name} must be a day such as 2026-03-01, not {given!r}")
    return found


def span(timezone: str, since: Any, until: Any) -> tuple[int, int]:
    """The first and last instant of the rows that are wanted, in microseconds since 2000; a day counts as a whole."""
    last = 2**63 - 1
    first = _moment("since", since)
    if isinstance(first, date) and not isinstance(first, datetime):
        first = datetime.combine(first, time(), ZoneInfo(timezone))
    end = instant("until", until, timezone)
    return -last if first is None else microseconds(first), last if end is None else microseconds(end)


def _moment(name: str, given: Any) -> datetime | date | None:
    """A day, or an instant with its time zone, from what Python, pandas, NumPy, Polars and Arrow call one.

    A midnight without a time zone is a day. Other values of datetime64 are in UTC, as pandas' ``values`` are.
    """
    given = _plain(given)
    try:
        if isinstance(given, str) and len(given) == len("2026-03-01"):
            return date.fromisoformat(given)
        if isinstance(given, np.datetime64):
            given = given.astype("datetime64[us]").item()
            if given is not None and given.time() != time():
                given = given.replace(tzinfo=UTC)
        if isinstance(given, datetime) and given.tzinfo is None and given.time() == time():
            return given.date()
    except ValueError:
        raise UserError(f"{name} must be a day such as 2026-03-01 or an instant, not {given!r}") from None
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    try:
        return values.instant(given)
    except ValueError as mistake:
        raise UserError(f"{name} {mistake}, or be a day such as 2026-03-01") from None


def _plain(given: Any) -> Any:
    """A scalar of pandas, NumPy or Arrow as Python's; the instants of NumPy stay."""
    for name in ("to_pydatetime", "as_py"):
        if hasattr(given, name):
            return getattr(given, name)()
    return given.item() if isinstance(given, np.generic) and not isinstance(given, np.datetime64) else given
