"""Instants as arrays hold them: int64 microseconds since 2000-01-01 UTC."""

from datetime import UTC, date, datetime, timedelta

# An instant that is not stated: the smallest value.
NO_INSTANT = -(2**63)
DAY_US = 86_400_000_000
HOUR_US = DAY_US // 24
# Proleptic ordinal of the day from which days are counted.
DAY_2000 = date(2000, 1, 1).toordinal()
_EPOCH_2000 = datetime(2000, 1, 1, tzinfo=UTC)


def instant(microseconds: int) -> datetime:
    """The instant that many microseconds after 2000-01-01 UTC."""
    return _EPOCH_2000 + timedelta(microseconds=int(microseconds))


def microseconds(moment: datetime) -> int:
    """Inverse of ``instant``."""
    return (moment - _EPOCH_2000) // timedelta(microseconds=1)


def iso_day(day: int) -> str:
    """A day, counted from 2000-01-01, as messages write it."""
    return str(date.fromordinal(DAY_2000 + int(day)))
