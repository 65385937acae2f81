"""What must hold of each row of a series, in SQL."""

from collections.abc import Iterator, Sequence

import numpy as np

from freshbars.compute.sessions import trading_days
from freshbars.database.tables import Table
from freshbars.refresh.daily_batch import BARS
from freshbars.refresh.series import FINISHED
from freshbars.validate.batch import Batch
from freshbars.validate.findings import Finding

# What must hold of each row of a series; "was" and "next" columns are those of the rows before and after it.
# NaN is above every number for the server, so that a bound on either side makes all four prices finite.
_PRICES = "low > '-infinity' AND low <= least(open, close) AND greatest(open, close) <= high AND high < 'infinity'"


_DAILY_LAGS = "lag(bar_seq) OVER w AS was_seq"


_DAILY_RULES = {
    "its prices are not finite, or not low <= open, close <= high": _PRICES,
    "its window is not finite": "isfinite(time_open) AND isfinite(time_close)",
    "timestamp is not within time_open to time_close": "timestamp BETWEEN time_open AND time_close",
    "time_high is not within time_open to time_close": "time_high BETWEEN time_open AND time_close",
    "time_low is not within time_open to time_close": "time_low BETWEEN time_open AND time_close",
    "bar_seq does not grow with timestamp": "bar_seq > coalesce(was_seq, 0)",
    "its tf is not 1D": "tf = '1D'",
}


_BAR_LAGS = """lag(bar_seq) OVER w AS was_seq, lag(time_open) OVER w AS was_open, lag(time_close) OVER w AS was_close,
    lag(count_days) OVER w AS was_days, lead(bar_seq) OVER w AS next_seq"""


_BAR_RULES = {
    "its prices are not finite, or not low <= open, close <= high": _PRICES,
    "bar_seq falls": "bar_seq >= coalesce(was_seq, 1)",
    "it is canonical, but its bar goes on after it": "is_partial_end OR next_seq IS DISTINCT FROM bar_seq",
    "it is canonical, but its bar is not finished": "is_partial_end OR next_seq IS NOT NULL OR pos_in_bar = tf_days",
    "it ends a finished bar, but is not canonical": """
        NOT is_partial_end OR coalesce(next_seq = bar_seq, pos_in_bar < tf_days)""",
    "the row before it is not that of the day before: count_days leaps": """
        count_days = CASE WHEN bar_seq = was_seq THEN was_days + 1 ELSE 1 END""",
    "time_open is not 1 ms after the last close of the bar before": """
        time_open = CASE WHEN bar_seq = was_seq THEN was_open
        ELSE coalesce(was_close, time_close - interval '24 hours') + interval '1 ms' END""",
}


_NO_LEAP = {"a bar before it is missing: bar_seq leaps": "bar_seq <= coalesce(was_seq, 0) + 1"}


# Where finished bars alone are stored.
_FINISHED_RULES = {
    "its prices are not finite, or not low <= open, close <= high": _PRICES,
    "it is a preview, and finished bars alone are stored": "NOT is_partial_end",
    "bar_seq does not grow": "bar_seq > coalesce(was_seq, 0)",
    "time_open is not 1 ms after the last close of the bar before": """
        was_close IS NULL OR time_open = was_close + interval '1 ms'""",
}


def row_rules(batch: Batch) -> Iterator[Finding]:
    """Prices in order, instants within their window; bars follow one another, finished ones with one canonical row."""
    yield from _broken(batch, "daily", BARS, "timestamp", _DAILY_RULES, _DAILY_LAGS)
    for stage in batch.scope.stages:
        if stage.rule == "bars":
            rules = _FINISHED_RULES if stage.finished_only else _BAR_RULES
            rules = rules | _NO_LEAP if stage.family.alignment == "rolling" else rules
            # What was built before 'rows' changed follows other rules, until the next run.
            others = [a for a, s in batch.of_stage[stage][0].items() if (FINISHED in s.version) != stage.finished_only]
            yield from _broken(
                batch, "snapshots", stage.table, stage.time, rules, _BAR_LAGS, tuple(stage.timeframes), others
            )
    for asset, history in batch.stored.items():
        days = trading_days(history, batch.scope.config.timezone, batch.scope.calendars.get(asset))
        for i in np.flatnonzero(days[1:] == days[:-1])[:1]:
            yield batch.scope.finding(
                "daily", BARS.name, "two bars on one day", asset, "1D", at=history["time_close"][i]
            )


def _broken(
    batch: Batch,
    check: str,
    table: Table,
    at: str,
    rules: dict[str, str],
    lags: str,
    tfs: tuple[str, ...] = (),
    others: Sequence[int] = (),
) -> Iterator[Finding]:
    """For each series and rule the first row that breaks it; of each row only the first rule that it breaks counts."""
    cases = " ".join(f"WHEN ({must}) IS NOT TRUE THEN {i}" for i, must in enumerate(rules.values()))
    some = f" AND tf = ANY('{{{','.join(tfs)}}}')" if tfs else ""
    some += f" AND id <> ALL('{{{','.join(map(str, others))}}}')" if others else ""
    for asset, tf, rule, first, rows in batch.scope.select(
        f"SELECT id, tf, rule, min(at), count(*) FROM (SELECT id, tf, {at} AS at, CASE {cases} END AS rule FROM (SELECT *, "
        f"{lags} FROM {table.name} WHERE {batch.span}{some} WINDOW w AS (PARTITION BY id, tf ORDER BY {at})) r) s "
        "WHERE rule IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 4"
    ):
        what = list(rules)[rule] + (f" (nor are {rows - 1} more rows right)" if rows > 1 else "")
        yield batch.scope.finding(check, table.name, what, asset, tf, at=first)
