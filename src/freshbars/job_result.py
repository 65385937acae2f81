"""The result of a job, and how the failure of one asset is kept from the others."""

import logging
import time
from dataclasses import dataclass, field

from freshbars.database.connection import Connection
from freshbars.errors import UserError

log = logging.getLogger("freshbars")
PROGRESS_SECONDS = 5.0


@dataclass
class JobResult:
    """Rows written and deleted by a job, and the reason for each asset it changed, failed or skipped.

    ``problems`` may also name files.
    """

    written: int = 0
    deleted: int = 0
    changed: dict[int, str] = field(default_factory=dict)
    problems: dict[int | str, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)

    def fail(self, asset: int, reason: str) -> None:
        """Record and log that an asset failed, once."""
        if asset not in self.problems:
            log.error("asset %s: %s", asset, reason)
            self.problems[asset] = reason


class isolated:  # noqa: N801
    """Records an asset's error in the job's result and goes on; only a lost database connection ends the job."""

    def __init__(self, result: JobResult, asset: int, *connections: Connection) -> None:
        self._result, self._asset, self._connections = result, asset, connections

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
        self._result.problems[self._asset] = message
        log.error("asset %s failed: %s", self._asset, message)
        return True


class Progress:
    """Logs the progress of a job every few seconds. A short job is logged at debug level only."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = self._reported = time.monotonic()
        if total:
            log.debug("%s: %d %s to do", what, total, "asset" if total == 1 else "assets")

    def step(self, result: JobResult, assets: int = 1) -> None:
        """Count some more assets as done."""
        self._done += assets
        now = time.monotonic()
        spent = max(now - self._began, 1e-3)
        if now - self._reported < PROGRESS_SECONDS and self._done < self._total:
            return
        self._reported = now
        left = spent / self._done * (self._total - self._done)
        log.log(
            logging.INFO if spent >= PROGRESS_SECONDS else logging.DEBUG, "%s: %d of %d assets, %s rows, %s rows/s%s",
            self._what, self._done, self._total, f"{result.written:,}", f"{result.written / spent:,.0f}",
            f", {left:.0f} s left" if left else f", done in {spent:.1f} s",
        )  # fmt: skip
