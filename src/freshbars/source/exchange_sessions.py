"""The sessions of exchanges as the library ``exchange_calendars`` knows them. It brings pandas along: loaded only to ask it."""

import warnings
from contextlib import suppress
from datetime import date

import numpy as np

from freshbars.compute.instants import DAY_2000, DAY_US
from freshbars.compute.sessions import UNIX_DAY, Sessions
from freshbars.errors import UserError

# From when on, if the exchange's rules say so.
FIRST = date(1900, 1, 1)


class UnbuiltCalendar(Exception):  # noqa: N818
    """A calendar that the library knows and cannot build."""


def from_library(name: str, year: int, asset: int) -> Sessions:
    """The sessions of a calendar. Raises UserError for one that the library does not know, and UnbuiltCalendar."""
    # Loads pandas, which takes longer than most builders work.
    import exchange_calendars
    from exchange_calendars.errors import CalendarError

    with warnings.catch_warnings():
        # What pandas thinks of the library's code.
        warnings.simplefilter("ignore")
        try:
            kind = exchange_calendars.get_calendar(name)
        except Exception as error:
            if not isinstance(error, CalendarError | ValueError) or name in exchange_calendars.get_calendar_names():
                raise UnbuiltCalendar(f"{type(error).__name__}: {error}"[:120]) from None
            raise UserError(
                f"asset {asset} follows the calendar {name} (source.assets), which exchange_calendars does not know "
                f"({str(error)[:80]}): write a code such as XNYS, XLON or XTKS, or leave it empty for an asset that trades "
                "every day"
            ) from None
        least, most = (bound and bound.date() for bound in (kind.bound_min(), kind.bound_max()))
        end = min(most or date.max, date(year, 12, 31))
        # Some rules of some exchanges do not reach far back; then twenty years are what there is.
        with suppress(ValueError):
            kind = exchange_calendars.get_calendar(name, start=str(max(least or FIRST, FIRST)), end=str(end))
        schedule = kind.schedule
    days = schedule.index.to_numpy().astype("datetime64[D]").astype(np.int64) + UNIX_DAY
    hours = (schedule[column].dt.tz_convert(None).to_numpy("datetime64[us]") for column in ("open", "close"))
    opens, closes = (instants.astype(np.int64) - (DAY_2000 - UNIX_DAY) * DAY_US for instants in hours)
    # A session closes on its own date in UTC: by its date a day of one file is known as that of another.
    start = (days - DAY_2000) * DAY_US
    return Sessions(name, days, opens, np.clip(closes, start, start + DAY_US - 1000))


def changes(old: Sessions | None, new: Sessions) -> str:
    """What a fill does to a calendar, for a person."""
    if old is None:
        return f"{len(new.days)} sessions to {_day(new.days[-1])}"
    gone, come = np.setdiff1d(old.days, new.days), np.setdiff1d(new.days, old.days)
    same = np.intersect1d(old.days, new.days)
    moved = same[np.logical_or.reduce([
        getattr(old, name)[np.isin(old.days, same)] != getattr(new, name)[np.isin(new.days, same)]
        for name in ("opens", "closes")
    ])]  # fmt: skip
    changes = [
        f"{len(days)} {words} ({_day(days[0])}{' to ' + _day(days[-1]) if len(days) > 1 else ''})"
        for days, words in ((gone, "sessions taken out"), (come, "added"), (moved, "with other hours"))
        if len(days)
    ]
    return f"{', '.join(changes)}"


def _day(day: int) -> str:
    return str(date.fromordinal(int(day)))
