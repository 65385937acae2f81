"""How the page writes instants, ages, values and names."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo


def who(asset: object, names: Mapping[int, str]) -> str:
    """An asset by symbol and id, or whatever else a message is about."""
    name = names.get(int(asset)) if str(asset).isdecimal() else None
    return f"{name} ({asset})" if name and name != str(asset) else str(asset)


def clean(text: str) -> str:
    """A message without the folders of this machine and the passwords of URLs, which are nobody else's business."""
    text = re.sub(r"://[^@\s/]+@", "://", text)
    return re.sub(r"(?<![\w./:])/(?:[\w.@+-]+/)+", "…/", text)


def time(moment: datetime | str, zone: ZoneInfo | None = None) -> str:
    """An instant to the minute."""
    moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{moment.astimezone(zone or UTC):%Y-%m-%d %H:%M %Z}"


def age(hours: float | None) -> str:
    """An age in hours or days; of a negative one how far it is ahead."""
    if hours is None:
        return "never"
    words = f"{abs(hours):,.0f} h" if abs(hours) < 72 else f"{abs(hours) / 24:,.0f} d"
    return f"{words} ahead" if hours < 0 else words


def seconds(span: float | None) -> str:
    """A time that something took."""
    if span is None:
        return "-"
    if span < 100:
        return f"{span:.1f} s"
    return f"{span / 60:.0f} min" if span < 6000 else f"{span / 3600:.1f} h"


def exact(value: object) -> str:
    """A stored value to its last digit."""
    if value is None:
        return "unknown"
    if isinstance(value, int | float) and abs(value) < 1e18:
        return f"{Decimal(repr(value)):,f}"
    return re.sub(r"^(\d{4}-\d\d-\d\d [\d:.]+)\+00:00$", r"\1 UTC", str(value))
