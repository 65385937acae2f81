"""Instants and days as arrays hold them: int64 microseconds since 2000-01-01 UTC, proleptic ordinals."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from freshbars.compute.timeframe import DAY_2000

if TYPE_CHECKING:
    import numpy as np

# NULL in arrays of instants and of days: the smallest value.
NO_INSTANT = -(2**63)
NO_DAY = -(2**31)
_EPOCH_2000 = datetime(2000, 1, 1, tzinfo=UTC)
DAY_US = 86_400_000_000


def local_days(instants: "np.ndarray", timezone: str) -> "np.ndarray":
    """The calendar day in ``timezone`` of each instant, as proleptic ordinals."""
    if timezone == "UTC":
        return instants // DAY_US + DAY_2000
    # Processes that compute nothing start faster without it.
    import numpy as np

    zone = ZoneInfo(timezone)
    return np.array([instant(value).astimezone(zone).toordinal() for value in instants.tolist()], np.int64)


def years(instants: "np.ndarray") -> "np.ndarray":
    """The year in UTC of each instant."""
    import numpy as np

    moments = np.datetime64("2000-01-01", "us") + instants.astype("timedelta64[us]")
    return moments.astype("datetime64[Y]").astype(np.int64) + 1970


def instant(microseconds: int) -> datetime:
    """The instant that many microseconds after 2000-01-01 UTC."""
    return _EPOCH_2000 + timedelta(microseconds=int(microseconds))


def microseconds(moment: datetime) -> int:
    """Inverse of ``instant``."""
    return (moment - _EPOCH_2000) // timedelta(microseconds=1)


def age(hours: float) -> str:
    """A span of time for a person: in hours up to three days, then in days."""
    return f"{hours:.1f} hours" if hours <= 72 else f"{hours / 24:,.1f} days"
