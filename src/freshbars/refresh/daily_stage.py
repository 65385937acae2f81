"""The stage of the daily bars: source rows in, 1D bars and rejects out, with every change of the bars in the log."""

import logging
from collections.abc import Sequence

from freshbars.compute.sessions import Sessions
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.environment import run_id
from freshbars.refresh.daily_batch import DailyBatch
from freshbars.refresh.decision import Action, Decision
from freshbars.refresh.judgement import must_be_judged
from freshbars.refresh.source_digest import source_digest
from freshbars.refresh.stage import StoredBars, Work
from freshbars.store.daily_state import STATE, DailyState, read_states, row_versions
from freshbars.store.fingerprint import Fingerprint
from freshbars.store.price_history import PriceHistory, stray_words
from freshbars.store.source_scan import read_scan

log = logging.getLogger("freshbars")


class DailyStage:
    """The 1D bars of a configuration."""

    rule, name, lock = "bars_1d", "", BARS_1D

    def __init__(self, config: Config) -> None:
        self.config, self.context = config, Context(config)

    def decide(self, bars: StoredBars, shard: int, fresh: set[int] | None = None) -> Work:
        """What to do for each asset of a shard; reads only."""
        config = self.config
        source = self.context.price_history(bars.cursor)
        if shard == 0 and (stray := stray_words(source)):
            log.warning("freshbars: %s: %s", source.name, stray)
        states = {
            asset: state
            for asset, state in read_states(bars.cursor).items()
            if asset % config.shards == shard and config.wants(asset)
        }
        prints = self._prints(source, bars.cursor, shard, states)
        work = Work(states=states, digests={asset: now for asset, (now, _) in prints.items()})
        calendars = bars.calendars
        for asset in sorted(prints.keys() | states.keys()):
            state = states.get(asset)
            now, old = prints.get(asset, (None, None))
            if problem := bars.calendar_problems.get(asset):
                decision = Decision(asset, Action.FAIL, problem)
            else:
                decision = self._decide(asset, state, now, old, calendars.get(asset))
            work.decisions[asset] = decision
            work.days[asset] = 1 if decision.action in (Action.APPEND, Action.DELETE) or now is None else now.rows
        return work

    def _prints(
        self, source: PriceHistory, cursor: Cursor, shard: int, states: dict[int, DailyState]
    ) -> dict[int, tuple[Fingerprint, Fingerprint]]:
        """For each asset the fingerprint of its rows, and of those that its state knows.

        What the run found when it was planned is believed, as far as it shows that old rows are as they were: only new
        ones are read. Where an old row changed since, the next run will see that fingerprints do not add up.
        """
        config = self.config
        tails = {asset: tail for asset, state in states.items() if (tail := state.tail(asset)) is not None}
        until = {asset: tail.until for asset, tail in tails.items()}
        scan = read_scan(cursor, run_id())
        if scan is None:
            found = source.fingerprints(shard, config.shards, until)
        else:
            seen = {asset: value for asset, value in scan.items() if asset % config.shards == shard}
            known = tails.keys() & seen.keys()
            old = {asset: tails[asset].settled or states[asset].fingerprint for asset in known}
            found = {asset: (seen[asset], old[asset]) for asset in known if states[asset].fingerprint == seen[asset]}
            later = source.fingerprints_after({asset: until[asset] for asset in old.keys() - found.keys()})
            sums = {asset: old[asset] + more for asset, more in later.items()}
            found |= {asset: (total, old[asset]) for asset, total in sums.items() if total == seen[asset]}
            rest = seen.keys() - found.keys()
            found |= source.fingerprints(shard, config.shards, until, rest) if rest else {}
        return {asset: both for asset, both in found.items() if config.wants(asset)}

    def _decide(
        self,
        asset: int,
        state: DailyState | None,
        now: Fingerprint | None,
        old: Fingerprint | None,
        sessions: Sessions | None,
    ) -> Decision:
        if now is None:
            return Decision(asset, Action.DELETE, "gone from the source")
        if self.config.rebuilds(asset):
            return Decision(asset, Action.BUILD, "a rebuild was asked for")
        if state is None:
            return Decision(asset, Action.BUILD, "never built")
        if (tail := state.tail(asset)) is None:
            return Decision(asset, Action.REWRITE, "its state is of an earlier version, or damaged")
        if state.source_digest == source_digest(self.config, now, sessions, tail.until):
            if must_be_judged(self.config, self.context.confirmations, asset, state):
                return Decision(asset, Action.JUDGE, "what is believed of its prices is to be judged again")
            return Decision(asset, Action.NOTHING)
        built_from = source_digest(self.config, state.fingerprint, sessions, tail.until)
        if state.source_digest == built_from and old == (tail.settled or state.fingerprint):
            return Decision(asset, Action.APPEND, "new source rows")
        return Decision(asset, Action.REWRITE, "source rows changed")

    def described(self, work: Work) -> list[tuple[int, str, str | None, str]]:
        """Id, symbol, name and time zone of each asset that has source rows."""
        listed = self.context.assets
        found = {asset: listed.get(asset) for asset in work.digests}
        return [
            (asset, one.symbol if one else str(asset), one and one.name, self.config.timezone)
            for asset, one in found.items()
        ]

    def batch(self, bars: StoredBars, work: Work, ids: Sequence[int]) -> "DailyBatch":
        """The work for some assets."""
        return DailyBatch(self.context, bars, work, ids)

    def versions(self, cursor: Cursor, ids: Sequence[int]) -> dict[int, str]:
        """What changes when a process writes the state of an asset."""
        return row_versions(cursor, STATE, ids)


__all__ = ["DailyBatch", "DailyStage"]
