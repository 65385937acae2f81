"""Versions of the mechanisms. One is raised with every change of the values that it makes: all of them are rebuilt."""

from typing import NamedTuple

INGEST = 1
BARS_1D = 2
BARS = 1
EMAS = 1


class SeriesVersion(NamedTuple):
    """How a family's series are computed, as states keep it in text. sessions: the mark of an asset's calendar."""

    rule: str
    timezone: str
    finished_only: bool
    sessions: str | None = None

    def __str__(self) -> str:
        mechanism = f"{BARS}.{EMAS}" if self.rule == "emas" else str(BARS)
        words = f"{self.rule} {mechanism} in {self.timezone}" + (_FINISHED if self.finished_only else "")
        return words if self.sessions is None else f"{words}; {self.sessions}"

    def differs_in_sessions_only(self, stored: str) -> bool:
        """Whether a stored version is this one, its sessions aside."""
        plain = str(self._replace(sessions=None))
        return stored == plain or stored.startswith(f"{plain}; ")


_FINISHED = ", finished rows only"


def keeps_finished_only(stored: str) -> bool:
    """Whether a stored version of series is one of finished rows only."""
    return _FINISHED in stored
