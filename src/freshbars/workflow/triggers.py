"""Why a job would run: all that it depends on besides its input files, as one sentence.

A marker keeps the sentence that it was made for; the job is due when it changes, and shows both.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b

from freshbars.compute import versions
from freshbars.compute.families import EMA_FAMILIES
from freshbars.config import Config
from freshbars.errors import UserError
from freshbars.plausibility.thresholds import VERSION
from freshbars.source.assets import assets_of
from freshbars.source.confirmations import mark as confirmation_mark
from freshbars.source.confirmations import read_confirmations
from freshbars.source.exclusions import mark, read_exclusions
from freshbars.source.file_digests import Seen
from freshbars.workflow.jobs import Job

# Assets, rows and digest of a shard of the source table.
Fingerprint = tuple[int, int, str]


class Triggers:
    """The triggers of all jobs.

    fingerprints, seen, sessions: read the source table's, what lies in the folder of exports, and what stands for the sessions
    of the assets; each is called where it is needed.
    """

    def __init__(
        self,
        config: Config,
        fingerprints: Callable[[], Mapping[int, Fingerprint]],
        seen: Callable[[], Seen],
        sessions: Callable[[], str] = str,
    ) -> None:
        self._config, self._fingerprints, self._seen, self._sessions = config, fingerprints, seen, sessions

    def of(self, job: Job) -> str:
        """The trigger of a job that leaves a marker."""
        config, family = self._config, job.family
        where, days = f"of {some(config.ids)}", self._days
        match job.rule:
            case "ingest":
                return of_ingest(config, self._seen(), self._sessions())
            case "bars_1d":
                return f"1D bars v{versions.BARS_1D}, {days}, {where}, {self._source(job.shard)}{self._believed}"
            case "bars":
                where += self._rows("bars")
                return f"{family} bars v{versions.BARS}, {days}, {where}: {self._labels(family)}"
            case "emas":
                periods = " ".join(map(str, config.emas.periods))
                of = f"periods {periods} of {self._labels(EMA_FAMILIES[family].bars)}"
                version = f"v{versions.BARS}.{versions.EMAS}, {days}"
                return f"{family} EMAs {version}, {where}{self._rows('emas')}: {of}"
        raise AssertionError(job)

    def change(self, job: Job, before: str | None) -> str:
        """What is new since a marker was made for another trigger."""
        if job.rule == "ingest" and (files := self._seen().some_changed):
            return f"new or changed exports: {files}"
        return changed(before, self.of(job))

    def of_freshness(self) -> str:
        """The trigger of the freshness report: its settings, and the day where it is judged as of now."""
        config = self._config
        as_of = f"{config.as_of:%Y-%m-%dT%H:%M:%SZ}" if config.as_of else f"today, {datetime.now(UTC):%Y-%m-%d}"
        lenient = ", stale assets let through" if config.skip_stale_check else ""
        limit = f"within {config.staleness_hours:g} hours"
        # A file of assets that cannot be read is a matter of the jobs that need it.
        with suppress(UserError):
            if retired := [asset for asset, one in assets_of(config).items() if one.retired]:
                limit += f", retired {some(retired)}"
        return (
            f"freshness of {some(config.ids)} as of {as_of}, {limit}{lenient}{self._days.removeprefix(config.timezone)}"
        )

    @cached_property
    def _days(self) -> str:
        """What says which days there are: the time zone, and the calendars."""
        return ", ".join(filter(None, (self._config.timezone, self._sessions())))

    @cached_property
    def _believed(self) -> str:
        """What implausible bars are judged by."""
        text = f", suspects v{VERSION} {self._config.suspects}"
        if confirmed := read_confirmations(self._config):
            days = sum(map(len, confirmed.values()))
            marks = b"".join(asset.to_bytes(8) + confirmation_mark(some) for asset, some in sorted(confirmed.items()))
            text += f" without {days} confirmed {'day' if days == 1 else 'days'} ({blake2b(marks, digest_size=4).hexdigest()})"
        return text

    def _rows(self, rule: str) -> str:
        return ", finished rows only" if getattr(self._config.rows, rule) == "finished" else ""

    def _labels(self, bars: str) -> str:
        return " ".join(timeframe.label for timeframe in getattr(self._config.bars, bars))

    def _source(self, shard: int) -> str:
        source = f"from {self._config.source.table}"
        if self._config.source.kind == "table":
            assets, rows, digest = self._fingerprints().get(shard, (0, 0, "none"))
            source += f" with {assets} assets, {rows} rows, fingerprint {digest}"
        elif exclusions := read_exclusions(self._config):
            days = [day for some in exclusions.values() for day in some]
            what = "day" if len(days) == 1 else "days"
            source += f" without {len(days)} excluded {what} ({sum(map(mark, exclusions.values())) % 2**32:08x})"
        return source


def of_ingest(config: Config, seen: Seen, sessions: str) -> str:
    """The trigger of the load of the exports: of their content, whatever their times say."""
    days = ", ".join(filter(None, (config.timezone, sessions)))
    return f"ingest v{versions.INGEST} into {config.source.table}, {days}, of {seen}"


def changed(before: str | None, now: str) -> str:
    """A changed trigger in words."""
    return f"it was made for '{before}', and now it is '{now}'"


def some(ids: Iterable[int] | None) -> str:
    """Assets for a person, and different for different assets."""
    if ids is None:
        return "all assets"
    listed = ",".join(map(str, ids))
    if len(listed) <= 60:
        return f"assets {listed}"
    return f"{len(tuple(ids))} assets ({blake2b(listed.encode(), digest_size=4).hexdigest()})"
