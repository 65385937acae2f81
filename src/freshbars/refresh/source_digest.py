"""What the daily bars of an asset depend on, as one text that their state keeps."""

from freshbars.compute import versions
from freshbars.compute.sessions import Sessions, end_of_year
from freshbars.config import Config
from freshbars.store.fingerprint import Fingerprint


def source_digest(config: Config, fingerprint: Fingerprint | str, sessions: Sessions | None, until: int) -> str:
    """What the daily bars of an asset depend on: its source rows, the time zone, its sessions, and how bars are made.

    until: the timestamp of its newest row. Later sessions change no bar, and so not this.
    """
    calendar = "" if sessions is None else f"{sessions.mark(end_of_year(until, 1))} "
    return f"{versions.BARS_1D} {config.timezone} {calendar}{fingerprint}"
