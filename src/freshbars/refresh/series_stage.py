"""The stages of timeframe bars and EMAs: 1D bars in, the rows of all series of a family out."""

from collections.abc import Iterable, Sequence

from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.compute.sessions import Sessions
from freshbars.database.connection import Cursor
from freshbars.refresh.decision import Action, Decision, calendar_words
from freshbars.refresh.series import Series
from freshbars.refresh.series_batch import SeriesBatch
from freshbars.refresh.stage import StoredBars, Work
from freshbars.store.change_log import Change, ChangeLog
from freshbars.store.daily_state import row_versions
from freshbars.store.series_state import SeriesState, read_series


class SeriesStage(Series):
    """The stage of a family."""

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> Work:
        """What to do for each asset of a shard; reads only.

        fresh: the assets that may get EMAs; None for all. Others keep what they have, but lose it with their bars.
        """
        config, cursor = self.config, bars.cursor
        daily = {asset: s for asset, s in bars.states().items() if s.bars_digest and asset % config.shards == shard}
        known = {a: s for a, s in read_series(cursor, self.state_table).items() if a % config.shards == shard}
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
            appends = decision.action in (Action.APPEND, Action.NOTHING, Action.DELETE)
            work.days[asset] = 1 if appends else daily[asset].n_bars
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
        if state.version.partition("; ")[0] != self.version:
            return Decision(asset, Action.BUILD, f"built by '{state.version}', now '{self.version}'")
        new = frozenset(self.wanted - state.series)
        change = None
        if state.version != self.version_of(sessions, state.tfs, state.last_ts):
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
        if self.wanted != state.series:
            return Decision(asset, Action.FORGET, f"no longer configured: {_labels(state.series - self.wanted)}")
        return Decision(asset, Action.NOTHING)

    def _bars_behind(self, bars: StoredBars, ids: Sequence[int], digests: dict[int, str]) -> dict[int, str]:
        """Why EMAs cannot be computed on the bars as they are, for each asset of which that is so."""
        if self.rule == "bars" or bars.series_follow or not getattr(self.config.bars, self.bars):
            return {}
        base = SeriesStage(self.config, "bars", self.bars)
        states, found = read_series(bars.cursor, base.state_table, ids), {}
        for asset in ids:
            state = states.get(asset)
            if state is None or (state.built_from, state.version) != (
                digests.get(asset),
                base.version_of(bars.calendars.get(asset), state.tfs, state.last_ts),
            ):
                found[asset] = f"its {base.name} bars are behind its 1D bars; refresh the bars first"
            elif missing := base.timeframes.keys() - set(state.tfs):
                found[asset] = f"its {base.name} bars lack {', '.join(sorted(missing))}; refresh the bars first"
        return found

    def batch(self, bars: StoredBars, work: Work, ids: Sequence[int]) -> SeriesBatch:
        """The work for some assets."""
        return SeriesBatch(self, bars, work, ids)

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""
        return row_versions(cursor, self.state_table, ids)


def _labels(series: Iterable[tuple[str, int]]) -> str:
    tfs = sorted({tf for tf, _ in series})
    periods = sorted({period for _, period in series if period})
    some = ", ".join(tfs[:6]) + (f" and {len(tfs) - 6} more" if len(tfs) > 6 else "")
    return some + (f" with periods {', '.join(map(str, periods))}" if periods else "")
