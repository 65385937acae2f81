"""What the checks look at: the scope of an audit, and batches of assets with what is stored of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from freshbars.compute.daily_bars import Built, build, chained
from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.compute.sessions import Calendars, trading_days
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.refresh.daily_changes import legacy_digest
from freshbars.refresh.daily_stage import source_digest
from freshbars.refresh.series_stage import SeriesStage
from freshbars.store.daily_bars import read_daily
from freshbars.store.daily_state import DailyState, read_states
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.price_history import PriceHistory
from freshbars.store.series_state import SeriesState, read_series
from freshbars.store.source_rows import source_rows
from freshbars.validate.findings import Audit, Finding


@dataclass
class Scope:
    """What all batches share. ``leftovers`` counts the rows of series that are not configured."""

    context: Context
    config: Config
    cursor: Cursor
    source: PriceHistory
    prints: dict[int, Fingerprint]
    stages: list[SeriesStage]
    sample: set[int]
    calendars: Calendars
    audit: Audit = field(default_factory=Audit)
    leftovers: Counter = field(default_factory=Counter)

    def finding(
        self, check: str, table: str, what: str, asset: int | None = None, tf: str | None = None, period: int = 0,
        at: datetime | int | None = None, todo: str = "", note: bool = False,
    ) -> Finding:  # fmt: skip
        """A finding whose message begins with the place. at: an instant, or that in microseconds."""
        moment = at if at is None or isinstance(at, datetime) else instant(at)
        day = None if moment is None else moment.astimezone(ZoneInfo(self.config.timezone)).date()
        place = (table, f"asset {asset}" if asset is not None else "", tf, f"period {period}" if period else "", day)
        todo = todo or f"run once with --config rebuild={asset}"
        message = f"{', '.join(str(part) for part in place if part)}: {what}; {todo}"
        return Finding(check, "note" if note else "error", table, asset, tf, day, message)

    def select(self, query: str) -> list[tuple]:
        """All rows of a query."""
        self.cursor.execute(query)
        return self.cursor.fetchall()


@dataclass
class Batch:
    """Some assets that the states or the source know (``ids``), and the span of ids in which no others lie."""

    scope: Scope
    ids: list[int]
    span: str
    histories: dict[tuple[int, str], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    @cached_property
    def states(self) -> dict[int, DailyState]:
        """The states of the daily bars."""
        return read_states(self.scope.cursor, self.ids)

    @cached_property
    def stored(self) -> dict[int, np.ndarray]:
        """The daily bars."""
        return read_daily(self.scope.cursor, self.ids)

    @cached_property
    def digests(self) -> dict[int, str]:
        """Their fingerprints."""
        found = {asset: chained("", history) for asset, history in self.stored.items()}
        for asset, history in self.stored.items():
            state = self.states.get(asset)
            if state and state.sealed is None and state.bars_digest == legacy_digest(history):
                # A database of the first version that no run has brought up to date yet.
                found[asset] = state.bars_digest
        return found

    @cached_property
    def current(self) -> set[int]:
        """Assets whose daily bars were built from the source as it is."""
        config, prints, calendars = self.scope.config, self.scope.prints, self.scope.calendars
        found = set()
        for asset, state in self.states.items():
            tail = state.tail(asset)
            now = source_digest(config, prints.get(asset, ""), calendars.get(asset), tail.until if tail else NO_INSTANT)
            if asset in prints and state.source_digest == now:
                found.add(asset)
        return found

    @cached_property
    def rebuilt(self) -> Built:
        """Daily bars built again: of the sample, and of every asset whose stored ones are not what was written."""
        suspect = {asset for asset, state in self.states.items() if state.bars_digest != self.digests.get(asset)}
        self.again = sorted(self.current & (self.scope.sample | suspect))
        source, scope = self.scope.source, self.scope
        rows = source_rows(source, self.again)
        return build(*rows, scope.config.timezone, exclusions=scope.context.exclusions, calendars=scope.calendars)

    def history(self, asset: int, digest: str) -> tuple[np.ndarray, np.ndarray] | None:
        """The daily bars with this digest and their local days: the stored ones, else those built again, else None."""
        if (asset, digest) not in self.histories:
            history = self.stored[asset] if self.digests.get(asset) == digest else self.rebuilt.daily(asset)
            if digest in (chained("", history), self.digests.get(asset)) and len(history):
                days = trading_days(history, self.scope.config.timezone, self.scope.calendars.get(asset))
                self.histories[asset, digest] = history, days
        return self.histories.get((asset, digest))

    @cached_property
    def of_stage(self) -> dict[SeriesStage, tuple[dict[int, SeriesState], dict[int, dict]]]:
        """For each stage its states, and of each series: number of rows, the first, rows without a daily bar.

        Last, where not every day has a row, the sum of their instants, as ``microseconds`` counts: which days have one.
        """
        result = {}
        for stage in self.scope.stages:
            series: dict[int, dict] = {}
            period = "period" if stage.rule == "emas" else "0 AS period"
            instants = "sum(extract(epoch FROM time_close) - 946684800) * 1000000" if stage.finished_only else "0"
            for asset, tf, number, rows, *rest in self.scope.select(
                f"SELECT id, tf, period, count(*), min(time_close), count(*) FILTER (WHERE d.id IS NULL), {instants} "
                f"FROM (SELECT id, tf, {period}, {stage.time} AS time_close FROM {stage.table.name} WHERE {self.span}) s "
                f"LEFT JOIN (SELECT DISTINCT id, time_close FROM {BARS_1D} WHERE {self.span}) d USING (id, time_close) "
                "GROUP BY 1, 2, 3"
            ):
                series.setdefault(asset, {})[tf, number] = rows, *rest
                self.scope.audit.series += 1
                self.scope.audit.rows += rows
                if (tf, number) not in stage.wanted:
                    column, value = ("tf", f"'{tf}'") if tf not in stage.timeframes else ("period", number)
                    self.scope.leftovers[stage, f"{column} = {value}"] += rows
            result[stage] = read_series(self.scope.cursor, stage.state_table, self.ids), series
        return result

    def built(self) -> Iterator[tuple[SeriesStage, int, SeriesState, np.ndarray, np.ndarray]]:
        """Each stage's asset whose daily bars, as it was built from them, are at hand; with these and their days."""
        for asset in self.ids:
            for stage, (states, _) in self.of_stage.items():
                state = states.get(asset)
                if not state:
                    continue
                version = stage.version_of(self.scope.calendars.get(asset), state.tfs, state.last_ts)
                if state.version == version and (history := self.history(asset, state.built_from)):
                    yield stage, asset, state, *history


def of_series(stage: SeriesStage, asset: int, tfs: Iterable[str], periods: tuple[int, ...]) -> str:
    """SQL for the rows of some series of an asset."""
    some = f" AND period = ANY('{{{','.join(map(str, periods))}}}')" if stage.rule == "emas" else ""
    return f"id = {asset} AND tf = ANY('{{{','.join(tfs)}}}'){some}"
