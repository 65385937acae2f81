"""What an audit finds, and what its checks look at: the run, and batches of assets with what is stored of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from freshbars.compute import daily_bars as daily
from freshbars.compute.daily_bars import Built
from freshbars.compute.instants import instant, local_days
from freshbars.config import Config
from freshbars.database.tables import BARS_1D
from freshbars.refresh.daily_stage import source_digest
from freshbars.refresh.series_stage import Stage, State
from freshbars.source.price_history import Source, source_rows
from freshbars.state.daily import DailyState, read_daily, read_states

SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """What is wrong (``error``) or worth knowing (``note``); the message says what, where, and what to do."""

    check: str
    severity: str
    table: str
    asset: int | None
    tf: str | None
    day: date | None
    message: str


@dataclass
class Audit:
    """The first findings of each check and severity, the number of all (``found``), and how much was checked."""

    findings: list[Finding] = field(default_factory=list)
    found: Counter = field(default_factory=Counter)
    assets: int = 0
    series: int = 0
    rows: int = 0
    rebuilt_assets: int = 0
    rebuilt_rows: int = 0

    @property
    def errors(self) -> int:
        """Number of errors, listed or not."""
        return sum(number for (_, severity), number in self.found.items() if severity == "error")

    @property
    def ok(self) -> bool:
        """Whether there is no error; notes may be."""
        return not self.errors

    def add(self, finding: Finding) -> None:
        """Count a finding, and list it where its check has few so far."""
        key = (finding.check, finding.severity)
        self.found[key] += 1
        if self.found[key] <= SHOWN:
            self.findings.append(finding)

    def as_dict(self) -> dict[str, object]:
        """All of it for JSON; ``left_out`` counts the findings that are not listed."""
        return {
            "ok": self.ok,
            "errors": self.errors,
            "notes": self.found.total() - self.errors,
            "checked": {"assets": self.assets, "series": self.series, "rows": self.rows},
            "rebuilt": {"assets": self.rebuilt_assets, "rows": self.rebuilt_rows},
            "findings": [asdict(one) | {"day": one.day and one.day.isoformat()} for one in self.findings],
            "left_out": {" ".join(key): n - SHOWN for key, n in sorted(self.found.items()) if n > SHOWN},
        }


def lines(found: Audit) -> list[str]:
    """The audit for a person: notes, then errors, then what was checked."""
    told = [f"{one.severity}: {one.message}" for one in sorted(found.findings, key=lambda one: one.severity != "note")]
    more = [
        f"{severity}: {n - SHOWN} more of the check '{check}'"
        for (check, severity), n in found.found.items()
        if n > SHOWN
    ]
    checked = f"{found.rows:,} rows in {found.series:,} series of {found.assets:,} assets"
    rebuilt = f"{found.rebuilt_rows:,} rows of {found.rebuilt_assets:,} assets compared with a rebuild, bit by bit"
    return [*told, *more, f"validate: {checked} checked, {rebuilt}: {found.errors} errors"]


@dataclass
class Run:
    """What all batches share. ``leftovers`` counts the rows of series that are not configured."""

    config: Config
    cursor: Any
    source: Source
    prints: dict[int, str]
    stages: list[Stage]
    sample: set[int]
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

    run: Run
    ids: list[int]
    span: str
    histories: dict[tuple[int, str], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    @cached_property
    def states(self) -> dict[int, DailyState]:
        """The states of the daily bars."""
        return read_states(self.run.cursor, self.ids)

    @cached_property
    def stored(self) -> dict[int, np.ndarray]:
        """The daily bars."""
        return read_daily(self.run.cursor, self.ids)

    @cached_property
    def digests(self) -> dict[int, str]:
        """Their fingerprints."""
        return {asset: daily.digest(history) for asset, history in self.stored.items()}

    @cached_property
    def current(self) -> set[int]:
        """Assets whose daily bars were built from the source as it is."""
        prints = {a: source_digest(self.run.config, self.run.prints[a]) for a in self.ids if a in self.run.prints}
        return {asset for asset, state in self.states.items() if state.source_digest == prints.get(asset)}

    @cached_property
    def rebuilt(self) -> dict[int, Built]:
        """Daily bars built again: of the sample, and of every asset whose stored ones are not what was written."""
        suspect = {asset for asset, state in self.states.items() if state.bars_digest != self.digests.get(asset)}
        rows = source_rows(self.run.source, sorted(self.current & (self.run.sample | suspect)))
        return {asset: daily.build(*rest, self.run.config.timezone) for asset, *rest in rows}

    def history(self, asset: int, digest: str) -> tuple[np.ndarray, np.ndarray] | None:
        """The daily bars with this digest and their local days: the stored ones, else those built again, else None."""
        if (asset, digest) not in self.histories:
            stored = self.digests.get(asset) == digest
            history = self.stored[asset] if stored else self.rebuilt[asset].daily if asset in self.rebuilt else None
            if history is not None and daily.digest(history) == digest:
                days = local_days(history["time_close"], self.run.config.timezone)
                self.histories[asset, digest] = history, days
        return self.histories.get((asset, digest))

    @cached_property
    def of_stage(self) -> dict[Stage, tuple[dict[int, State], dict[int, dict]]]:
        """For each stage its states, and of each series: number of rows, the first, and rows without a daily bar."""
        result = {}
        for stage in self.run.stages:
            series: dict[int, dict] = {}
            period = "period" if stage.rule == "emas" else "0 AS period"
            for asset, tf, number, rows, first, orphans in self.run.select(
                "SELECT id, tf, period, count(*), min(time_close), count(*) FILTER (WHERE d.id IS NULL) "
                f"FROM (SELECT id, tf, {period}, {stage.time} AS time_close FROM {stage.table.name} WHERE {self.span}) s "
                f"LEFT JOIN (SELECT DISTINCT id, time_close FROM {BARS_1D} WHERE {self.span}) d USING (id, time_close) "
                "GROUP BY 1, 2, 3"
            ):
                series.setdefault(asset, {})[tf, number] = rows, first, orphans
                self.run.audit.series += 1
                self.run.audit.rows += rows
                if (tf, number) not in stage.wanted:
                    column, value = ("tf", f"'{tf}'") if tf not in stage.timeframes else ("period", number)
                    self.run.leftovers[stage, f"{column} = {value}"] += rows
            result[stage] = stage.states(self.run.cursor, self.ids), series
        return result

    def built(self) -> Iterator[tuple[Stage, int, State, np.ndarray, np.ndarray]]:
        """Each stage's asset whose daily bars, as it was built from them, are at hand; with these and their days."""
        for asset in self.ids:
            for stage, (states, _) in self.of_stage.items():
                state = states.get(asset)
                if state and state.version == stage.version and (history := self.history(asset, state.built_from)):
                    yield stage, asset, state, *history
