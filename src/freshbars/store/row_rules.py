"""Rules for the rows of the bar tables, in SQL, and the rows that break them.

A rule maps what is wrong with a row to a condition that every sound row meets. Columns that begin with ``was_`` and
``next_`` are those of the rows before and after it in the same series.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from freshbars.database.connection import Cursor
from freshbars.store.audit import Span, array

# PostgreSQL sorts NaN above every number, so that one bound on either side makes all four prices finite.
_PRICES = {
    "its prices are not finite, or not low <= open, close <= high": (
        "low > '-infinity' AND low <= least(open, close) AND greatest(open, close) <= high AND high < 'infinity'"
    )
}
_DAILY_LAGS = "lag(bar_seq) OVER w AS was_seq"
_BAR_LAGS = """lag(bar_seq) OVER w AS was_seq, lag(time_open) OVER w AS was_open, lag(time_close) OVER w AS was_close,
    lag(count_days) OVER w AS was_days, lead(bar_seq) OVER w AS next_seq"""


class RowRules(NamedTuple):
    """Rules for the rows of a table. time: the column that orders them. lags: SQL for the columns of their neighbours."""

    time: str
    lags: str
    rules: Mapping[str, str]


DAILY = RowRules(
    "timestamp",
    _DAILY_LAGS,
    _PRICES
    | {
        "its window is not finite": "isfinite(time_open) AND isfinite(time_close)",
        "timestamp is not within time_open to time_close": "timestamp BETWEEN time_open AND time_close",
        "time_high is not within time_open to time_close": "time_high BETWEEN time_open AND time_close",
        "time_low is not within time_open to time_close": "time_low BETWEEN time_open AND time_close",
        "bar_seq does not grow with timestamp": "bar_seq > coalesce(was_seq, 0)",
        "its tf is not 1D": "tf = '1D'",
    },
)
SNAPSHOTS = RowRules(
    "time_close",
    _BAR_LAGS,
    _PRICES
    | {
        "bar_seq falls": "bar_seq >= coalesce(was_seq, 1)",
        "it is canonical, but its bar goes on after it": "is_partial_end OR next_seq IS DISTINCT FROM bar_seq",
        "it is canonical, but its bar is not finished": """
            is_partial_end OR next_seq IS NOT NULL OR pos_in_bar = tf_days""",
        "it ends a finished bar, but is not canonical": """
            NOT is_partial_end OR coalesce(next_seq = bar_seq, pos_in_bar < tf_days)""",
        "the row of the day before is missing: count_days jumps": """
            count_days = CASE WHEN bar_seq = was_seq THEN was_days + 1 ELSE 1 END""",
        "time_open is not 1 ms after the last close of the bar before": """
            time_open = CASE WHEN bar_seq = was_seq THEN was_open
            ELSE coalesce(was_close, time_close - interval '24 hours') + interval '1 ms' END""",
    },
)
# Where only finished bars are stored.
FINISHED = RowRules(
    "time_close",
    _BAR_LAGS,
    _PRICES
    | {
        "it is a preview, but only finished bars are stored": "NOT is_partial_end",
        "bar_seq does not grow": "bar_seq > coalesce(was_seq, 0)",
        "time_open is not 1 ms after the last close of the bar before": """
            was_close IS NULL OR time_open = was_close + interval '1 ms'""",
    },
)
# Rolling bars have no empty windows.
_NO_JUMP = {"a bar before it is missing: bar_seq jumps": "bar_seq <= coalesce(was_seq, 0) + 1"}


def bar_rules(finished_only: bool, rolling: bool) -> RowRules:
    """The rules for the bars of a family."""
    rules = FINISHED if finished_only else SNAPSHOTS
    return rules._replace(rules={**rules.rules, **_NO_JUMP}) if rolling else rules


class BrokenRule(NamedTuple):
    """A rule that ``rows`` rows of a series break, and the instant of the first."""

    asset: int
    tf: str
    what: str
    first: datetime
    rows: int


def broken_rules(
    cursor: Cursor, table: str, rules: RowRules, span: Span, tfs: Iterable[str] | None = None, but: Iterable[int] = ()
) -> list[BrokenRule]:
    """The rules that rows of some assets break. Of each row only the first rule that it breaks counts.

    tfs: of these timeframes; None for all. but: without these assets.
    """
    cases = " ".join(f"WHEN ({must}) IS NOT TRUE THEN {i}" for i, must in enumerate(rules.rules.values()))
    where = span.where + (f" AND tf = ANY({array(tfs, 'text')})" if tfs is not None else "")
    where += f" AND id <> ALL({array(but, 'int')})"
    at, words = rules.time, list(rules.rules)
    cursor.execute(
        f"SELECT id, tf, rule, min(at), count(*) FROM (SELECT id, tf, {at} AS at, CASE {cases} END AS rule FROM (SELECT *, "
        f"{rules.lags} FROM {table} WHERE {where} WINDOW w AS (PARTITION BY id, tf ORDER BY {at})) r) s "
        "WHERE rule IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 4"
    )
    return [BrokenRule(asset, tf, words[rule], first, rows) for asset, tf, rule, first, rows in cursor]
