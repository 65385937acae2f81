"""The result of a load of exports: files read and refused, rows written, warnings."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import psycopg2

from freshbars.compute.instants import instant
from freshbars.inputs.assets import Asset
from freshbars.job_result import JobResult
from freshbars.source.file_digests import Seen
from pricefiles.errors import FileError
from pricefiles.price_file import FilePart

log = logging.getLogger("freshbars")
# So many loaded files have a line of their own on the console.
SHOWN = 20


@dataclass
class IngestResult(JobResult):
    """What a load read (``seen``) and did: file names, and rows of each asset.

    ``problems`` holds refused files and failed assets.
    """

    seen: Seen | None = None
    loaded: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[FileError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    inserted: dict[int, int] = field(default_factory=dict)
    updated: dict[int, int] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)

    def warn(self, text: str) -> None:
        """Log a warning and keep it for the summary."""
        log.warning("%s", text)
        self.warnings.append(text)

    def warn_restored(self, asset: int, days: Sequence[date]) -> None:
        """Warn of days that another program had changed."""
        if days:
            listed = ", ".join(map(str, days[:5])) + (" ..." if len(days) > 5 else "")
            counted_days = "1 day" if len(days) == 1 else f"{len(days)} days"
            self.warn(f"asset {asset}: another program changed or deleted {counted_days}; restored: {listed}")

    def count(self, asset: int, counts: np.ndarray, moved: int) -> None:
        """Add what was written of an asset. counts: days inserted and updated by each file; moved: to other hours."""
        for held, n in zip((self.inserted, self.updated), counts.sum(axis=0), strict=True):
            held[asset] = held.get(asset, 0) + int(n)
        if moved:
            self.removed[asset] = self.removed.get(asset, 0) + moved
        # A changed row is deleted here, kept among the revisions, and written anew.
        self.deleted = sum(self.updated.values()) + sum(self.removed.values())
        self.written = sum(self.inserted.values()) + sum(self.updated.values())
        if counts.any() or moved:
            words = f"{self.inserted[asset]} days new, {self.updated[asset]} changed"
            words += f", {moved} moved to other hours" if moved else ""
            self.changed[asset] = words

    def announce(self, asset: Asset, part: FilePart, inserted: int, updated: int) -> None:
        """Note a loaded file: the first ones on the console, the others and parts of files with many assets in the log."""
        if part.symbol is None:
            self.loaded.append(part.file)
        first, last = (instant(part.rows["timestamp"][i]).date() for i in (0, -1))
        series = "" if part.format.stated else f", of {part.series}"
        if len(self.loaded) == SHOWN + 1 and part.symbol is None:
            log.info("%d files are listed; further files are listed in the log only", SHOWN)
        log.log(
            logging.INFO if len(self.loaded) <= SHOWN and part.symbol is None else logging.DEBUG,
            "%s: asset %d (%s), %d days from %s to %s, %d new, %d changed%s",
            part.file, asset.id, asset.symbol, len(part.rows), first, last, inserted, updated, series,
        )  # fmt: skip

    def refuse(self, error: FileError) -> None:
        """Note a file that is not loaded."""
        log.error("%s", error)
        self.refused.append(error)
        self.problems[error.file] = error.where

    @contextmanager
    def refusing(self, name: str) -> Iterator[None]:
        """Refuse a file that cannot be read, whatever is in it; all others go on."""
        try:
            yield
        except FileError as error:
            self.refuse(error)
        except psycopg2.Error:
            raise
        except Exception as error:
            log.debug("%s", name, exc_info=error)
            reason = f"cannot be read: {type(error).__name__}: {error}".splitlines()[0][:200]
            self.refuse(FileError(name, None, reason))
