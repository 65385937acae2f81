"""What the page says of repairs, rejects and restatements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.reports.page.words import exact
from freshbars.source import restatements
from freshbars.source.restatements import GONE, Restatement
from freshbars.store.rejects import RejectCount, RepairCount, count_by_asset, count_repairs

REJECTED_DAYS = 5
# So many restated days are looked at, and so many rows listed; a load that restated more days of an asset has one row.
LOOKED_AT, LISTED, SINGLE = 5_000, 100, 3


class Quality(NamedTuple):
    """Repairs and rejects of an asset. repairs: of times of highs, of times of lows, of the order of prices."""

    asset: int
    name: str
    repairs: tuple[int, int, int]
    rejects: list[RejectCount]


def quality(config: Config, cursor: Cursor, names: Mapping[int, str]) -> tuple[list[Quality], int]:
    """The assets with repairs or rejects, and the number of assets whose vendor states no times of highs and lows.

    Every bar of these is repaired for that reason, which says nothing of the asset: it does not count.
    """
    repaired = count_repairs(cursor)
    rejected: dict[int, list[RejectCount]] = {}
    for one in count_by_asset(cursor, config.timezone, REJECTED_DAYS):
        rejected.setdefault(one.asset, []).append(one)
    found, untimed = [], 0
    for asset, name in names.items():
        repairs = repaired.get(asset, RepairCount())
        if repairs.bars and repairs.timehigh == repairs.timelow == repairs.bars:
            repairs, untimed = repairs._replace(timehigh=0, timelow=0), untimed + 1
        if any(repairs[:3]) or asset in rejected:
            found.append(Quality(asset, name, repairs[:3], rejected.get(asset, [])))
    return found, untimed


@dataclass
class Restated:
    """Days of an asset that one load restated: of one day its values, of several what they have in common."""

    asset: int
    name: str
    replaced_at: datetime
    days: list[date] = field(default_factory=list)
    gone: int = 0
    values: list[tuple[str, str, str]] = field(default_factory=list)
    fields: dict[str, None] = field(default_factory=dict)
    close_change: float | None = None

    @property
    def size(self) -> int:
        """Number of days."""
        return len(self.days)

    def add(self, one: Restatement, day: date) -> None:
        """Take a restated value in."""
        if day not in self.days[-1:]:
            self.days.append(day)
        if one.field == GONE:
            self.gone += 1
            return
        self.values.append((one.field, exact(one.old), exact(one.new)))
        self.fields[one.field] = None
        if one.field == "close" and one.change is not None:
            self.close_change = max(self.close_change or 0.0, one.change, key=abs)


def restated(config: Config, cursor: Cursor, names: Mapping[int, str]) -> list[Restated]:
    """The latest restatements, the newest first: a row for each day, or for all days where one load restated many."""
    loads: dict[tuple[int, datetime], dict[date, list[Restatement]]] = {}
    zone = ZoneInfo(config.timezone)
    for one in restatements.read(config, cursor, ids=names, most=LOOKED_AT):
        day = one.day.astimezone(zone).date()
        loads.setdefault((one.asset, one.replaced_at), {}).setdefault(day, []).append(one)
    found = []
    for (asset, at), days in loads.items():
        rows = [days] if len(days) > SINGLE else [{day: some} for day, some in days.items()]
        for row in rows:
            found.append(Restated(asset, names[asset], at))
            for day, some in sorted(row.items()):
                for one in some:
                    found[-1].add(one, day)
    return found[:LISTED]
