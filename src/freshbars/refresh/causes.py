"""Why the daily bars of an asset are replaced: the first that applies."""

from collections.abc import Mapping

from freshbars.compute import versions
from freshbars.compute.sessions import Calendars
from freshbars.config import Config
from freshbars.refresh.source_digest import source_digest
from freshbars.store.causes import Cause
from freshbars.store.change_log import UNKNOWN, Entry
from freshbars.store.daily_state import DailyState


def cause_of(
    config: Config, asset: int, state: DailyState | None, entry: Entry | None, calendars: Calendars,
    events: Mapping[int, Cause],
) -> Cause:  # fmt: skip
    """The cause of replaced bars.

    state: that of the bars of before. entry: how they changed. events: causes of what happened to the source rows since.
    """
    if state is None:
        return Cause.REPAIR
    if entry and entry.before == UNKNOWN and not config.rebuilds(asset):
        return Cause.REPAIR
    tail = state.tail(asset)
    if tail and state.fingerprint:
        if not state.source_digest.startswith(f"{versions.BARS_1D} "):
            return Cause.VERSION
        if state.source_digest != source_digest(config, state.fingerprint, calendars.get(asset), tail.until):
            return Cause.CALENDAR
    return events.get(asset, Cause.VENDOR)
