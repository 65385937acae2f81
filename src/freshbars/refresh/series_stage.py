"""The stages of timeframe bars and EMAs: 1D bars in, the rows of all series of a family out."""

from collections.abc import Iterable, Sequence

from freshbars.compute.instants import DAY_US, NO_INSTANT, instant
from freshbars.compute.sessions import Sessions
from freshbars.config import Config
from freshbars.database.connection import Cursor
from freshbars.refresh.decision import Action, Decision, calendar_words
from freshbars.refresh.definition import series_of
from freshbars.refresh.series_batch import SeriesBatch
from freshbars.refresh.stage import StoredBars, Work
from freshbars.store.change_log import Change, ChangeLog
from freshbars.store.daily_state import row_versions
from freshbars.store.series_state import SeriesState, read_series
from freshbars.store.series_tables import series_table

# How many daily bars are read besides those that changed: a change starts from the end of the year before.
YEAR = 366


class SeriesStage:
    """The stage of a family: ``series`` is its definition, ``table`` where its rows lie."""

    def __init__(self, config: Config, rule: str, name: str) -> None:
        self.config, self.rule, self.name = config, rule, name
        self.series, self.table = series_of(config, rule, name), series_table(rule, name)
        self.lock = self.table.name

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> Work:
        """What to do for each asset of a shard; reads only.

        fresh: the assets that may get EMAs; None for all. Others keep what they have, but lose it with their bars.
        """
        config, cursor = self.config, bars.cursor
        daily = {asset: s for asset, s in bars.states().items() if s.bars_digest and asset % config.shards == shard}
        known = {a: s for a, s in read_series(cursor, self.table.state).items() if a % config.shards == shard}
        ids = sorted(asset for asset in daily.keys() | known.keys() if config.wants(asset))
        digests = {asset: state.bars_digest for asset, state in daily.items()}
        states = {asset: state for asset, state in known.items() if config.wants(asset)}
        calendars = bars.calendars
        changes = bars.changes([a for a, s in states.items() if digests.get(a) not in (None, s.built_from)])
        work = Work(states=states, digests=digests)
        behind = self._bars_behind(bars, ids, digests)
        for asset in ids:
            digest, state = digests.get(asset), states.get(asset)
            if digest and fresh is not None and asset not in fresh:
                continue
            if digest and asset in behind:
                work.decisions[asset] = Decision(asset, Action.SKIP, behind[asset])
                continue
            decision = self.decide_one(asset, digest, state, changes, calendars.get(asset))
            work.decisions[asset] = decision
            work.days[asset] = _days(decision, state, daily[asset].n_bars if digest else 0)
        return work

    def decide_one(
        self, asset: int, digest: str | None, state: SeriesState | None, log: ChangeLog, sessions: Sessions | None
    ) -> Decision:
        """What to do for an asset whose daily bars have this digest (None if it has none)."""
        if digest is None:
            return (
                Decision(asset, Action.DELETE, "its daily bars are gone") if state else Decision(asset, Action.NOTHING)
            )
        if self.config.rebuilds(asset):
            return Decision(asset, Action.BUILD, "a rebuild was asked for")
        if state is None:
            return Decision(asset, Action.BUILD, "never built")
        series = self.series
        if not series.version.differs_in_sessions_only(state.version):
            return Decision(asset, Action.BUILD, f"built by '{state.version}', now '{series.version}'")
        new = frozenset(series.wanted - state.series)
        change = None
        if state.version != str(series.version_of(sessions, state.tfs, state.last_ts)):
            return Decision(
                asset, Action.REWRITE, calendar_words(sessions and sessions.name), Change(NO_INSTANT, None), new
            )
        if state.built_from != digest:
            change = log.since(asset, state.built_from)
            if change is None:
                return Decision(asset, Action.BUILD, "no record of what changed since it was built")
            if change.from_ts > state.last_ts:
                words = f"new days after {instant(state.last_ts):%Y-%m-%d}"
                return Decision(asset, Action.APPEND, words, change, new)
            words = f"daily bars changed from {instant(change.from_ts):%Y-%m-%d} on"
            return Decision(asset, Action.REWRITE, words, change, new)
        if new:
            return Decision(asset, Action.EXTEND, f"new series: {_labels(new)}", None, new)
        if series.wanted != state.series:
            return Decision(asset, Action.FORGET, f"no longer configured: {_labels(state.series - series.wanted)}")
        return Decision(asset, Action.NOTHING)

    def _bars_behind(self, bars: StoredBars, ids: Sequence[int], digests: dict[int, str]) -> dict[int, str]:
        """Why EMAs cannot be computed on the bars as they are, for each asset of which that is so."""
        if self.rule == "bars" or bars.series_follow or not getattr(self.config.bars, self.series.bars):
            return {}
        base = series_of(self.config, "bars", self.series.bars)
        states, found = read_series(bars.cursor, series_table("bars", base.name).state, ids), {}
        for asset in ids:
            state = states.get(asset)
            if state is None or (state.built_from, state.version) != (
                digests.get(asset),
                str(base.version_of(bars.calendars.get(asset), state.tfs, state.last_ts)),
            ):
                found[asset] = f"its {base.name} bars are behind its 1D bars; refresh the bars first"
            elif missing := base.timeframes.keys() - set(state.tfs):
                found[asset] = f"its {base.name} bars lack {', '.join(sorted(missing))}; refresh the bars first"
        return found

    def batch(self, bars: StoredBars, work: Work, ids: Sequence[int]) -> SeriesBatch:
        """The work for some assets."""
        return SeriesBatch(self.series, self.table, bars, work, ids)

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""
        return row_versions(cursor, self.table.state, ids)


def _days(decision: Decision, state: SeriesState | None, n_bars: int) -> int:
    """How many daily bars the work on an asset takes in, about."""
    if decision.action in (Action.NOTHING, Action.DELETE):
        return 1
    resumes = state is not None and state.built_before is not None and not decision.new_series
    if not resumes or decision.action not in (Action.APPEND, Action.REWRITE) or decision.change.from_ts == NO_INSTANT:
        return n_bars
    changed = max(state.last_ts - decision.change.from_ts, 0) // DAY_US
    return min(n_bars, changed + YEAR if changed else 1)


def _labels(series: Iterable[tuple[str, int]]) -> str:
    tfs = sorted({tf for tf, _ in series})
    periods = sorted({period for _, period in series if period})
    some = ", ".join(tfs[:6]) + (f" and {len(tfs) - 6} more" if len(tfs) > 6 else "")
    return some + (f" with periods {', '.join(map(str, periods))}" if periods else "")
