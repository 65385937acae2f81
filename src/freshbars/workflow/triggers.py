"""The triggers of all jobs under one configuration, with what was found in the source."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b

from freshbars.compute import versions
from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.inputs.assets import assets_of
from freshbars.inputs.confirmations import mark as confirmation_mark
from freshbars.inputs.confirmations import read_confirmations
from freshbars.inputs.exclusions import mark, read_exclusions
from freshbars.plausibility.thresholds import VERSION
from freshbars.source.file_digests import Seen
from freshbars.workflow.jobs import Job
from freshbars.workflow.trigger import Trigger, changes

# Assets, rows and digest of a shard of the source table.
Fingerprint = tuple[int, int, str]


class Triggers:
    """The triggers of all jobs.

    fingerprints, seen, sessions: read the source table's, what is in the folder of exports, and what stands for the
    sessions of the assets; each is called where it is needed.
    """

    def __init__(
        self,
        config: Config,
        fingerprints: Callable[[], Mapping[int, Fingerprint]],
        seen: Callable[[], Seen],
        sessions: Callable[[], str] = str,
    ) -> None:
        self._config, self._fingerprints, self._seen, self._sessions = config, fingerprints, seen, sessions

    def of(self, job: Job) -> Trigger:
        """The trigger of a job that leaves a marker."""
        config = self._config
        if job.rule == "ingest":
            return of_ingest(config, self._seen(), self._sessions())
        common = Trigger("", config.timezone, self._sessions() or None, some(config.ids))
        match job.rule:
            case "bars_1d":
                return common._replace(
                    version=f"{versions.BARS_1D}",
                    source=self._source(job.shard),
                    excluded=self._excluded(),
                    suspects=f"{config.suspects} v{VERSION}",
                    confirmed=self._confirmed(),
                )
            case "bars":
                timeframes, rows = self._labels(job.family), config.rows.bars
                return common._replace(version=f"{versions.BARS}", timeframes=timeframes, kept_rows=rows)
            case "emas":
                return common._replace(
                    version=f"{versions.BARS}.{versions.EMAS}",
                    timeframes=self._labels(EMA_FAMILIES[job.family].bars),
                    periods=" ".join(map(str, config.emas.periods)),
                    kept_rows=config.rows.emas,
                )
        raise AssertionError(job)

    def change(self, job: Job, before: Trigger | None) -> str:
        """What is new since a marker was made for another trigger; empty if nothing is."""
        change = changes(before, self.of(job))
        if change and job.rule == "ingest" and (files := self._seen().some_changed):
            return f"new or changed exports: {files}"
        return change

    def of_freshness(self) -> Trigger:
        """The trigger of the freshness report: its settings, and the day if it is judged as of now."""
        config, retired = self._config, None
        # A file of assets that cannot be read is a matter of the jobs that need it.
        with suppress(UserError):
            retired = [asset for asset, one in assets_of(config).items() if one.retired]
        lenient = ", stale assets let through" if config.skip_stale_check else ""
        return Trigger(
            "1",
            sessions=self._sessions() or None,
            assets=some(config.ids),
            as_of=f"{config.as_of:%Y-%m-%dT%H:%M:%SZ}" if config.as_of else f"today, {datetime.now(UTC):%Y-%m-%d}",
            staleness=f"{config.staleness_hours:g} hours{lenient}",
            retired=some(retired) if retired else None,
        )

    def _labels(self, bars: str) -> str:
        return " ".join(timeframe.label for timeframe in getattr(self._config.bars, bars))

    def _source(self, shard: int) -> str:
        table = self._config.source.table
        if self._config.source.kind != "table":
            return table
        assets, rows, digest = self._fingerprints().get(shard, (0, 0, "none"))
        return f"{table} with {assets} assets, {rows} rows, fingerprint {digest}"

    def _excluded(self) -> str | None:
        if self._config.source.kind == "table" or not (exclusions := read_exclusions(self._config)):
            return None
        days = sum(map(len, exclusions.values()))
        return f"{days} ({sum(map(mark, exclusions.values())) % 2**32:08x})"

    def _confirmed(self) -> str | None:
        if not (confirmed := read_confirmations(self._config)):
            return None
        days = sum(map(len, confirmed.values()))
        marks = b"".join(asset.to_bytes(8) + confirmation_mark(some) for asset, some in sorted(confirmed.items()))
        return f"{days} ({blake2b(marks, digest_size=4).hexdigest()})"


def of_ingest(config: Config, seen: Seen, sessions: str) -> Trigger:
    """The trigger of the load of the exports: their content, whatever their times say."""
    version, table = f"{versions.INGEST}", config.source.table
    return Trigger(version, config.timezone, sessions or None, source=table, exports=str(seen))


def some(ids: Iterable[int] | None) -> str:
    """Assets for a person, and different for different assets."""
    if ids is None:
        return "all assets"
    listed = ",".join(map(str, ids))
    if len(listed) <= 60:
        return f"assets {listed}"
    return f"{len(tuple(ids))} assets ({blake2b(listed.encode(), digest_size=4).hexdigest()})"
