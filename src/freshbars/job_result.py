"""What a job did, asset by asset: whatever happens to one stays with it."""

import logging
import time
from dataclasses import dataclass, field

from freshbars.database.connection import Connection
from freshbars.errors import UserError

log = logging.getLogger("freshbars")


PROGRESS_SECONDS = 5.0


@dataclass
class Outcome:
    """What a job did. ``problems`` and ``skipped``: why each asset (or file) failed or was skipped."""

    written: int = 0
    deleted: int = 0
    changed: dict[int, str] = field(default_factory=dict)
    problems: dict[int | str, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)


class isolated:  # noqa: N801
    """What goes wrong with an asset is noted and stays with it; only a lost database ends the job."""

    def __init__(self, outcome: Outcome, asset: int, *connections: Connection) -> None:
        self._outcome, self._asset, self._connections = outcome, asset, connections

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, trace) -> bool:
        if error is None or not isinstance(error, Exception) or any(c.closed for c in self._connections):
            return False
        if isinstance(error, UserError):
            message = str(error)
        else:
            message = f"{kind.__name__}: {str(error).strip() or 'no message'}".splitlines()[0]
            log.debug("asset %s", self._asset, exc_info=(kind, error, trace))
        self._outcome.problems[self._asset] = message
        log.error("asset %s failed: %s", self._asset, message)
        return True


class Progress:
    """Says every few seconds how far a job is; of a short one nothing but in its log."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = self._reported = time.monotonic()
        if total:
            log.debug("%s: %d %s to do", what, total, "asset" if total == 1 else "assets")

    def step(self, outcome: Outcome, assets: int = 1) -> None:
        """Count some assets."""
        self._done += assets
        now = time.monotonic()
        spent = max(now - self._began, 1e-3)
        if now - self._reported < PROGRESS_SECONDS and self._done < self._total:
            return
        self._reported = now
        left = spent / self._done * (self._total - self._done)
        log.log(
            logging.INFO if spent >= PROGRESS_SECONDS else logging.DEBUG, "%s: %d of %d assets, %s rows, %s rows/s%s",
            self._what, self._done, self._total, f"{outcome.written:,}", f"{outcome.written / spent:,.0f}",
            f", {left:.0f} s left" if left else f", done in {spent:.1f} s",
        )  # fmt: skip
