"""What every stage after the daily bars shares: decide what to do for an asset, then do it in one transaction.

A stage's state says from which daily bars its series were built (``built_from``, their digest). The log of changes of
the daily bars, walked back from the newest entry to that digest, tells the first day that differs. The same decision
is executed by the builders and printed by the plan.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from freshbars.compute import emas as ema
from freshbars.compute import timeframe_bars as bars
from freshbars.compute import versions
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES, BarFamily, EmaFamily
from freshbars.compute.instants import instant, local_days, microseconds
from freshbars.compute.timeframe import DAILY, Timeframe
from freshbars.compute.windows import length_range
from freshbars.config import Config
from freshbars.database.connection import Connection
from freshbars.database.copy_format import Rows, copy_in, encode
from freshbars.database.tables import TABLES
from freshbars.database.transactions import transaction
from freshbars.errors import AssetError
from freshbars.state.change_log import Change, ChangeLog

# Rows that are computed and encoded at once.
BLOCK = 1 << 12
DESCRIPTION = (
    "tf", "label", "base_unit", "tf_qty", "tf_days_nominal", "tf_days_min", "tf_days_max", "alignment_type",
    "calendar_scheme", "allow_partial_start", "is_canonical", "sort_order",
)  # fmt: skip


class State(NamedTuple):
    """What is stored of one asset in one stage."""

    built_from: str
    version: str
    tfs: tuple[str, ...]
    periods: tuple[int, ...]
    last_ts: int
    n_rows: int

    @property
    def series(self) -> set[tuple[str, int]]:
        """All pairs of timeframe and period that are built; bars have the one period 0."""
        return {(tf, period) for tf in self.tfs for period in self.periods}


@dataclass(frozen=True)
class Decision:
    """What a refresh does for one asset in one stage.

    action: nothing, build (everything), rewrite (from ``change.from_ts`` on), append, extend (new series only), forget
    (series that are no longer configured), delete (the asset has no bars any more) or skip.
    """

    asset: int
    action: str
    reason: str = ""
    change: Change | None = None
    new_series: frozenset[tuple[str, int]] = frozenset()


class Stage:
    """One family of timeframe bars or of EMAs, as a configuration wants it."""

    def __init__(self, config: Config, rule: str, name: str) -> None:
        self.rule = rule
        self.name = name
        self.timezone = config.timezone
        self.family: BarFamily | EmaFamily = BAR_FAMILIES[name] if rule == "bars" else EMA_FAMILIES[name]
        self.bars = name if rule == "bars" else self.family.bars
        timeframes: tuple[Timeframe, ...] = getattr(config.bars, self.bars)
        if rule == "emas" and self.family.has_1d:
            timeframes = (DAILY, *timeframes)
        # In the order of the key: rows that arrive sorted fill the pages of its index.
        self.timeframes = {timeframe.label: timeframe for timeframe in sorted(timeframes, key=lambda one: one.label)}
        self.periods = tuple(sorted(config.emas.periods)) if rule == "emas" else (0,)
        self.version = f"{rule} {versions.BARS}{f'.{versions.EMAS}' if rule == 'emas' else ''} in {config.timezone}"
        self.table = TABLES[self.family.table]
        self.state_table = f"{self.family.table}_state"
        self.time = "time_close" if rule == "bars" else "ts"

    @cached_property
    def wanted(self) -> set[tuple[str, int]]:
        """All pairs of timeframe and period that the configuration asks for."""
        return {(tf, period) for tf in self.timeframes for period in self.periods}

    def describe_timeframes(self, connection: Connection) -> None:
        """Write the timeframes into dim_timeframe, where they are not there as they should be."""
        wanted = {label: self._description(timeframe) for label, timeframe in self.timeframes.items()}
        with connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(DESCRIPTION)} FROM dim_timeframe WHERE tf = ANY(%s)", (list(wanted),))
            stored = {row[0]: row for row in cursor}
        wrong = {label: values for label, values in wanted.items() if stored.get(label) != values}
        if not wrong:
            return
        with transaction(connection, "dim_timeframe", 0) as cursor:
            cursor.execute("DELETE FROM dim_timeframe WHERE tf = ANY(%s)", (list(wrong),))
            for values in wrong.values():
                cursor.execute(
                    f"INSERT INTO dim_timeframe ({', '.join(DESCRIPTION)}) VALUES ({', '.join(['%s'] * len(values))})",
                    values,
                )

    @staticmethod
    def _description(timeframe: Timeframe) -> tuple:
        shortest, longest = length_range(timeframe)
        return (
            timeframe.label, str(timeframe), timeframe.unit, timeframe.n, timeframe.nominal_days, shortest, longest,
            timeframe.alignment, timeframe.scheme, timeframe.alignment == "anchor", True, timeframe.nominal_days,
        )  # fmt: skip

    def states(self, cursor, ids: Sequence[int]) -> dict[int, State]:
        """The stored states of the assets that have one."""
        periods = "periods" if self.rule == "emas" else "'{0}'::int[]"
        cursor.execute(
            f"SELECT id, built_from, version, tfs, {periods}, last_ts, n_rows FROM {self.state_table} WHERE id = ANY(%s)",
            (list(ids),),
        )
        return {
            row[0]: State(row[1], row[2], tuple(row[3]), tuple(row[4]), microseconds(row[5]), row[6]) for row in cursor
        }

    def decide(self, asset: int, digest: str | None, state: State | None, log: ChangeLog, rebuild: bool) -> Decision:
        """What to do for an asset whose daily bars have this digest (None where it has none)."""
        if digest is None:
            return Decision(asset, "delete", "its daily bars are gone") if state else Decision(asset, "nothing")
        if rebuild:
            return Decision(asset, "build", "a rebuild was asked for")
        if state is None:
            return Decision(asset, "build", "never built")
        if state.version != self.version:
            return Decision(asset, "build", f"built by '{state.version}', now '{self.version}'")
        new = frozenset(self.wanted - state.series)
        change = None
        if state.built_from != digest:
            change = log.since(asset, state.built_from)
            if change is None:
                return Decision(asset, "build", "no record of what changed since it was built")
            if change.from_ts > state.last_ts:
                return Decision(asset, "append", f"new days after {instant(state.last_ts):%Y-%m-%d}", change, new)
            return Decision(
                asset, "rewrite", f"daily bars changed from {instant(change.from_ts):%Y-%m-%d} on", change, new
            )
        if new:
            return Decision(asset, "extend", f"new series: {_labels(new)}", None, new)
        if self.wanted != state.series:
            return Decision(asset, "forget", f"no longer configured: {_labels(state.series - self.wanted)}")
        return Decision(asset, "nothing")

    def work(self, decision: Decision, days: np.ndarray, instants: np.ndarray) -> dict[str, dict[int, int]]:
        """For each timeframe and period the number of the daily bar that its rows are written from; n for no row."""
        n = len(days)
        if decision.action in ("delete", "forget", "nothing", "skip"):
            return {}
        if decision.action == "build":
            return {tf: dict.fromkeys(self.periods, 0) for tf in self.timeframes}
        k, old_next = n, None
        if decision.change:
            k = int(np.searchsorted(instants, decision.change.from_ts))
            if decision.change.next_ts is not None:
                old_next = int(local_days(np.array([decision.change.next_ts]), self.timezone)[0])
        result = {}
        for tf, timeframe in self.timeframes.items():
            start = k
            if decision.change and bars.finish_changed(timeframe, days, k, old_next):
                start = k - 1
            result[tf] = {period: 0 if (tf, period) in decision.new_series else start for period in self.periods}
        return result

    def rows_to_write(self, decision: Decision, history: np.ndarray) -> int:
        """How many rows a decision would write."""
        days = local_days(history["time_close"], self.timezone)
        return sum(n for _, n in self.rows(history, days, self.work(decision, days, history["time_close"])))

    def encoded(self, asset: int, history: np.ndarray, days: np.ndarray, work: dict) -> Iterator[Rows]:
        """The rows to write, block by block, in the order of the table's key."""
        return (encode(self.table, {"id": asset, **columns}, n) for columns, n in self.rows(history, days, work))

    def rows(
        self, history: np.ndarray, days: np.ndarray, work: dict[str, dict[int, int]]
    ) -> Iterator[tuple[dict[str, np.ndarray], int]]:
        """The columns of the rows to write and how many they are, block by block, in the order of the table's key."""
        due = [tf for tf, starts in work.items() if min(starts.values()) < len(days)]
        if due:
            make = self._bar_rows if self.rule == "bars" else self._ema_rows
            yield from make(due, history, days, work)

    def _bar_rows(
        self, tfs: list[str], history: np.ndarray, days: np.ndarray, work: dict[str, dict[int, int]]
    ) -> Iterator[tuple[dict[str, np.ndarray], int]]:
        """Snapshot rows, timeframe after timeframe."""
        parts, n = [], 0
        for tf in tfs:
            since = work[tf][0]
            layout = bars.lay_out(self.timeframes[tf], days, since)
            columns = bars.snapshots(self.timeframes[tf], history, days, layout)
            parts.append({name: values[max(since - layout.first, 0) :] for name, values in columns.items()})
            n += len(parts[-1]["time_close"])
            if n >= BLOCK or tf == tfs[-1]:
                yield {name: np.concatenate([part[name] for part in parts]) for name in columns}, n
                parts, n = [], 0

    def _ema_rows(
        self, tfs: list[str], history: np.ndarray, days: np.ndarray, work: dict[str, dict[int, int]]
    ) -> Iterator[tuple[dict[str, np.ndarray], int]]:
        """EMA rows, series after series, each from its start or its first defined value on."""
        timeframes = [self.timeframes[tf] for tf in tfs]
        canonical = ema.canonical_rows(timeframes, days)
        values = ema.values(self.family, timeframes, self.periods, history["close"], canonical)
        starts = [start for tf in tfs for start in work[tf].values()]
        first = np.maximum(starts, np.isnan(values["ema"]).sum(axis=0))
        counts = np.maximum(len(history) - first, 0)
        series = np.repeat(np.arange(len(starts)), counts)
        row = np.arange(len(series)) - np.repeat(np.cumsum(counts) - counts - first, counts)
        columns = ema.Columns(values, canonical)
        labels = np.array([tf.encode() for tf in tfs])
        nominal = np.array([timeframe.nominal_days for timeframe in timeframes])
        for at in range(0, max(len(row), 1), BLOCK):
            these, of = row[at : at + BLOCK], series[at : at + BLOCK]
            which = of // len(self.periods)
            yield (
                {
                    "tf": labels[which],
                    "period": np.array(self.periods)[of % len(self.periods)],
                    "ts": history["time_close"][these],
                    "tf_days": nominal[which],
                    "roll": ~canonical[these, which],
                    **columns.at(these, of),
                },
                len(these),
            )

    def write(
        self, cursor, decision: Decision, state: State | None, history: np.ndarray | None, digest: str | None
    ) -> tuple[int, int]:
        """Carry out a decision in the caller's transaction. Returns the numbers of rows written and deleted."""
        asset = decision.asset
        if decision.action == "delete":
            cursor.execute(f"DELETE FROM {self.state_table} WHERE id = %s", (asset,))
            cursor.execute(f"DELETE FROM {self.table.name} WHERE id = %s", (asset,))
            return 0, cursor.rowcount
        instants = history["time_close"]
        days = local_days(instants, self.timezone)
        if (np.diff(days) < 1).any():
            raise AssetError(f"two of its stored 1D bars lie on one day in {self.timezone}; mend its 1D bars first")
        work = self.work(decision, days, instants)
        fresh_start = state is None or decision.action == "build"
        counted = deleted = 0
        for (cut, periods, new), tfs in self._cuts(decision, state, work, instants).items():
            rows = self._delete(cursor, asset, tfs, periods, cut)
            deleted += rows
            counted += 0 if new else rows
        written = self._copy(cursor, self.encoded(asset, history, days, work))
        kept = 0 if fresh_start else state.n_rows - counted - self._forgotten(cursor, asset, state)
        self._save(cursor, asset, digest, instant(instants[-1]), kept + written)
        return written, deleted

    def _cuts(
        self, decision: Decision, state: State | None, work: dict, instants: np.ndarray
    ) -> dict[tuple, list[str]]:
        """Timeframes by what is to be deleted of them: rows later than an instant (None for all) of some periods."""
        cuts: dict[tuple, list[str]] = {}
        for tf, starts in work.items():
            for new in (False, True):
                chosen = {p: k for p, k in starts.items() if ((tf, p) in decision.new_series) == new}
                start = min(chosen.values(), default=len(instants))
                cut = int(instants[start - 1]) if start else None
                # Nothing is stored beyond the newest day that is built in.
                beyond = (
                    state is not None
                    and not new
                    and decision.action != "build"
                    and cut is not None
                    and cut >= state.last_ts
                )
                if chosen and not beyond:
                    cuts.setdefault((cut, tuple(chosen), new), []).append(tf)
        return cuts

    def _delete(self, cursor, asset: int, tfs: list[str], periods: tuple[int, ...], cut: int | None) -> int:
        query, values = f"DELETE FROM {self.table.name} WHERE id = %s AND tf = ANY(%s)", [asset, tfs]
        if self.rule == "emas":
            query, values = f"{query} AND period = ANY(%s)", [*values, list(periods)]
        if cut is not None:
            query, values = f"{query} AND {self.time} > %s", [*values, instant(cut)]
        cursor.execute(query, values)
        return cursor.rowcount

    def _copy(self, cursor, blocks: Iterator[Rows]) -> int:
        first = next(blocks, None)
        if first is None:
            return 0
        written = 0

        def bodies() -> Iterator[bytes]:
            nonlocal written
            for rows in chain([first], blocks):
                written += len(rows)
                yield rows.body

        copy_in(cursor, self.table, first.names, bodies())
        return written

    def _forgotten(self, cursor, asset: int, state: State) -> int:
        """Rows of series that are no longer configured: they stay where they are, but are kept up to date no more."""
        total = 0
        for tf, period in sorted(state.series - self.wanted):
            of_period = f" AND period = {period}" if self.rule == "emas" else ""
            cursor.execute(f"SELECT count(*) FROM {self.table.name} WHERE id = %s AND tf = %s{of_period}", (asset, tf))
            total += cursor.fetchone()[0]
        return total

    def _save(self, cursor, asset: int, digest: str, last: datetime, n_rows: int) -> None:
        values = {
            "id": asset, "built_from": digest, "version": self.version, "tfs": sorted(self.timeframes),
            "last_ts": last, "n_rows": n_rows,
        }  # fmt: skip
        if self.rule == "emas":
            values["periods"] = list(self.periods)
        upsert(cursor, self.state_table, values, stamp="built_at")


def upsert(cursor, table: str, values: dict[str, object], stamp: str) -> None:
    """Write the one state row of an asset; ``stamp`` is the column that gets the time."""
    names = [*values, stamp]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(values))}, now()) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names[1:])}",
        list(values.values()),
    )


def _labels(series: Iterable[tuple[str, int]]) -> str:
    tfs = sorted({tf for tf, _ in series})
    periods = sorted({period for _, period in series if period})
    some = ", ".join(tfs[:6]) + (f" and {len(tfs) - 6} more" if len(tfs) > 6 else "")
    return some + (f" with periods {', '.join(map(str, periods))}" if periods else "")
