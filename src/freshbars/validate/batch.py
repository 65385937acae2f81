"""The scope of an audit, and batches of assets with what is stored of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from freshbars.compute.daily_bars import Built, build, chained
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.compute.sessions import Calendars, trading_days
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.refresh.daily_changes import legacy_digest
from freshbars.refresh.series_stage import SeriesStage
from freshbars.refresh.source_digest import source_digest
from freshbars.store.audit import SeriesRows, Span, series_rows
from freshbars.store.daily_bars import read_daily
from freshbars.store.daily_state import DailyState, read_states
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.price_history import PriceHistory
from freshbars.store.series_state import SeriesState, read_series
from freshbars.store.source_rows import source_rows
from freshbars.validate.findings import Audit, AuditFinding, Severity


class Unconfigured(NamedTuple):
    """Stored rows of a timeframe or of a period that is not configured."""

    table: str
    tf: str | None
    period: int | None


class StoredSeries(NamedTuple):
    """The states of a stage, and the rows of its series by timeframe and period, both by asset."""

    states: dict[int, SeriesState]
    rows: dict[int, dict[tuple[str, int], SeriesRows]]


@dataclass
class Scope:
    """What all batches share. unconfigured: counts the rows of series that are not configured."""

    context: Context
    config: Config
    cursor: Cursor
    source: PriceHistory
    prints: dict[int, Fingerprint]
    stages: list[SeriesStage]
    sample: set[int]
    calendars: Calendars
    audit: Audit = field(default_factory=Audit)
    unconfigured: Counter[Unconfigured] = field(default_factory=Counter)

    def finding(
        self, check: str, table: str, what: str, asset: int | None = None, tf: str | None = None,
        period: int | None = None, at: datetime | int | None = None, todo: str = "", note: bool = False,
    ) -> AuditFinding:  # fmt: skip
        """A finding. at: an instant, or one in microseconds since 2000. todo: by default to rebuild the asset."""
        moment = at if at is None or isinstance(at, datetime) else instant(at)
        day = None if moment is None else moment.astimezone(ZoneInfo(self.config.timezone)).date()
        todo = todo or f"run once with --config rebuild={asset}"
        return AuditFinding(check, Severity.NOTE if note else Severity.ERROR, table, asset, tf, period, day, what, todo)


@dataclass
class AuditBatch:
    """Some assets that the states or the source know (``ids``), and the span of ids in which no others lie."""

    scope: Scope
    ids: list[int]
    span: Span
    histories: dict[tuple[int, str], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    @cached_property
    def states(self) -> dict[int, DailyState]:
        """The states of the daily bars."""
        return read_states(self.scope.cursor, self.ids)

    @cached_property
    def stored(self) -> dict[int, np.ndarray]:
        """The daily bars (dtype DAILY)."""
        return read_daily(self.scope.cursor, self.ids)

    @cached_property
    def digests(self) -> dict[int, str]:
        """Fingerprints of the daily bars."""
        found = {asset: chained("", history) for asset, history in self.stored.items()}
        for asset, history in self.stored.items():
            state = self.states.get(asset)
            if state and state.sealed is None and state.bars_digest == legacy_digest(history):
                # A database of the first version that no run has brought up to date yet.
                found[asset] = state.bars_digest
        return found

    @cached_property
    def current(self) -> set[int]:
        """Assets whose daily bars were built from the source as it is now."""
        config, prints, calendars = self.scope.config, self.scope.prints, self.scope.calendars
        found = set()
        for asset, state in self.states.items():
            if asset not in prints:
                continue
            tail = state.tail(asset)
            now = source_digest(config, prints[asset], calendars.get(asset), tail.until if tail else NO_INSTANT)
            if state.source_digest == now:
                found.add(asset)
        return found

    @cached_property
    def rebuilt(self) -> Built:
        """Daily bars built again: of the sample, and of every asset whose stored bars were changed by someone else."""
        changed = {asset for asset, state in self.states.items() if state.bars_digest != self.digests.get(asset)}
        self.again = sorted(self.current & (self.scope.sample | changed))
        source, scope = self.scope.source, self.scope
        rows = source_rows(source, self.again)
        return build(*rows, scope.config.timezone, exclusions=scope.context.exclusions, calendars=scope.calendars)

    def history(self, asset: int, digest: str) -> tuple[np.ndarray, np.ndarray] | None:
        """The daily bars with this fingerprint and their local days: stored, else rebuilt, else None."""
        if (asset, digest) not in self.histories:
            history = self.stored[asset] if self.digests.get(asset) == digest else self.rebuilt.daily(asset)
            if digest in (chained("", history), self.digests.get(asset)) and len(history):
                days = trading_days(history, self.scope.config.timezone, self.scope.calendars.get(asset))
                self.histories[asset, digest] = history, days
        return self.histories.get((asset, digest))

    @cached_property
    def of_stage(self) -> dict[SeriesStage, StoredSeries]:
        """What each stage has stored of the assets."""
        result = {}
        for stage in self.scope.stages:
            rows = series_rows(
                self.scope.cursor, stage.table.rows, stage.table.time, self.span, stage.series.finished_only
            )
            result[stage] = StoredSeries(read_series(self.scope.cursor, stage.table.state, self.ids), rows)
            for series in rows.values():
                self._count(stage, series)
        return result

    def _count(self, stage: SeriesStage, series: dict[tuple[str, int], SeriesRows]) -> None:
        """Count the series of an asset, and those that are not configured."""
        for (tf, period), stored in series.items():
            self.scope.audit.series += 1
            self.scope.audit.rows += stored.rows
            if tf not in stage.series.timeframes:
                self.scope.unconfigured[Unconfigured(stage.table.name, tf, None)] += stored.rows
            elif period not in stage.series.periods:
                self.scope.unconfigured[Unconfigured(stage.table.name, None, period)] += stored.rows

    def built(self) -> Iterator[tuple[SeriesStage, int, SeriesState, np.ndarray, np.ndarray]]:
        """Each stage and asset with the daily bars that it was built from and their days, where these are at hand."""
        for asset in self.ids:
            for stage, stored in self.of_stage.items():
                state = stored.states.get(asset)
                if not state:
                    continue
                version = str(stage.series.version_of(self.scope.calendars.get(asset), state.tfs, state.last_ts))
                if state.version == version and (history := self.history(asset, state.built_from)):
                    yield stage, asset, state, *history
