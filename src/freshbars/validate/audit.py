"""Validate: proves what is stored, by comparing it with itself, with the source and with a rebuild in memory."""

import logging
import time
from collections.abc import Iterator
from hashlib import blake2b

from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import Config
from freshbars.context import Context
from freshbars.database.connection import Cursor
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.refresh.series_stage import SeriesStage
from freshbars.store.audit import Span, known_assets
from freshbars.store.sessions import read_calendars
from freshbars.validate.batch import AuditBatch, Scope
from freshbars.validate.checks import CHECKS, changed_source, dimensions, left_in_tables, unique_keys
from freshbars.validate.findings import Audit, AuditFinding

log = logging.getLogger("freshbars")
BATCH = 16
PROGRESS_SECONDS = 5.0


def audit(config: Config, cursor: Cursor, sample: int | None) -> Audit:
    """Check everything that is stored of the assets in ``config.ids``.

    cursor: on one unchanging snapshot (``database.connection.reading``). sample: number of assets whose rows are
    compared with a rebuild; None for all.
    """
    families = [("bars", name) for name in BAR_FAMILIES] + [("emas", name) for name in EMA_FAMILIES]
    stages = [SeriesStage(config, rule, name) for rule, name in families]
    on = [s for s in stages if (s.name in config.emas.families if s.rule == "emas" else s.series.timeframes)]
    context = Context(config)
    source = context.price_history(cursor)
    prints = {asset: every for asset, (every, _) in source.fingerprints().items()}
    known = prints.keys() | known_assets(cursor, [stage.table.state for stage in on])
    ids = sorted(known if config.ids is None else known & set(config.ids))
    # Always the same sample, whatever the order of the ids.
    sampled = set(sorted(ids, key=lambda asset: blake2b(str(asset).encode()).digest())[:sample])
    scope = Scope(context, config, cursor, source, prints, on, sampled, read_calendars(cursor))
    scope.audit.assets = len(ids)
    everything = Span(only=config.ids)
    _add(scope, unique_keys(scope, everything), "keys")
    _add(scope, changed_source(scope), "source")
    _add(scope, dimensions(scope), "dim_timeframe")
    _check_batches(scope, ids)
    _add(scope, left_in_tables(scope, [stage for stage in stages if stage not in on], everything), "leftovers")
    return scope.audit


def _check_batches(scope: Scope, ids: list[int]) -> None:
    """Check the assets batch by batch. The spans of the batches cover all ids, also those that nothing knows."""
    began = reported = time.monotonic()
    for i in range(0, len(ids) or 1, BATCH):
        span = Span(only=scope.config.ids)
        span = span._replace(low=ids[i]) if i else span
        span = span._replace(high=ids[i + BATCH] - 1) if i + BATCH < len(ids) else span
        batch = AuditBatch(scope, ids[i : i + BATCH], span)
        for check in CHECKS:
            _add(scope, check(batch), f"assets {', '.join(map(str, batch.ids))}")
        if (now := time.monotonic()) - reported > PROGRESS_SECONDS:
            reported = now
            log.info("validate: %d of %d assets in %.0f s, %d errors", i, len(ids), now - began, scope.audit.errors)


def _add(scope: Scope, findings: Iterator[AuditFinding], what: str) -> None:
    """Add the findings. Values that only another program can have written may stop a check, but not the audit."""
    try:
        for finding in findings:
            scope.audit.add(finding)
    except (ArithmeticError, AssertionError, LookupError, ValueError, UserError) as error:
        log.debug("checking %s", what, exc_info=True)
        message = f"a check of {what} stopped ({type(error).__name__}: {error})"
        todo = "look for NULL and infinite values in all tables"
        scope.audit.add(scope.finding("readable", BARS_1D, message, todo=todo))
