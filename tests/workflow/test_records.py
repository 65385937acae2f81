"""What runs leave behind: markers and reports as files, steps in the history."""

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest

from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.environment import RUN_VARIABLE
from freshbars.job_result import JobResult
from freshbars.refresh.freshness import AssetFreshness, Freshness, Status
from freshbars.store import runs
from freshbars.store.shards import ShardContents
from freshbars.workflow import markers
from freshbars.workflow.jobs import Job
from freshbars.workflow.markers import Marker
from freshbars.workflow.trigger import Trigger, changes

DAILY = Marker(
    Job("bars_1d", shard=3),
    ShardContents(2, 9, "abc", 1, 0, 4),
    Trigger("1", source="prices"),
    {"7": "two bars on a day"},
    {},
)
EMAS = Marker(Job("emas", "v2"), ShardContents(2, 9, "abc"), Trigger("1.1", periods="2 3"), {}, {"5": "behind"})


@pytest.mark.parametrize("marker", [DAILY, EMAS], ids=["daily bars", "emas"])
def test_a_marker_is_read_as_it_was_written(marker, tmp_path):
    markers.write(tmp_path / "m.json", marker.as_dict())
    assert markers.read(tmp_path / "m.json") == marker
    keys = {"rule", "family", "shard", "assets", "rows", "digest", "trigger", "problems", "skipped"}
    counted = {"rejects", "repaired_timehigh", "repaired_timelow"} if marker is DAILY else set()
    assert marker.as_dict().keys() == keys | counted


def test_a_trigger_is_handed_on_as_it_is_and_differs_part_by_part():
    before = Trigger("1.1", "UTC", None, "all assets", timeframes="7D", periods="2 3", kept_rows="all")
    assert Trigger.from_text(str(before)) == before
    assert changes(before, before) == ""
    now = before._replace(periods="2 3 5", sessions="XNYS 1a2b")
    assert (
        changes(before, now)
        == "the calendars changed from none to XNYS 1a2b, and the periods changed from 2 3 to 2 3 5"
    )
    for other in ("multi_tf EMAs v1.1, UTC", {"version": "1", "unknown": "x"}, None):
        assert changes(Trigger.from_dict(other), now).startswith("its marker does not say what it was made from")


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"digest": "x"}', '{"rule": 1'])
def test_what_is_no_marker_is_none(text, tmp_path):
    (tmp_path / "m.json").write_text(text)
    assert markers.read(tmp_path / "m.json") is None
    assert markers.read(tmp_path / "absent.json") is None


def test_a_freshness_report_is_read_as_it_was_written():
    asset = AssetFreshness(
        52, "XRP", datetime(2026, 3, 9, 23, 59, 59, tzinfo=UTC), 6.0, Status.FRESH, "its newest bar is 6.0 hours old"
    )
    stale = AssetFreshness(1, "BTC", None, None, Status.NO_STATE, "no rows in the source")
    report = Freshness(datetime(2026, 3, 10, 6, tzinfo=UTC), 48, False, (asset, stale), (52,), (1,))
    assert Freshness.from_dict(json.loads(json.dumps(report.as_dict()))) == report
    assert report.skipped == (stale,)


def test_what_a_job_does_when_it_is_run_again_is_added_up(make_config, monkeypatch):
    monkeypatch.setenv(RUN_VARIABLE, "the run")
    config = make_config()
    with closing(connect(config)) as connection:
        ensure_tables(config, connection)
        first = JobResult(written=7, deleted=2, changed={1: "append", 2: "append"}, problems={3: "broken"})
        for outcome in (first, JobResult(written=5, changed={3: "append"})):
            runs.note_step(connection, "bars", "multi_tf", 0, datetime.now(UTC), outcome)
        with connection.cursor() as cursor:
            assert runs.rows_by_job(cursor, "the run") == {("bars", "multi_tf", 0): (12, 2)}
            (step,) = runs.steps_by_family(cursor, "the run")
            assert (step["changed"], step["failed"]) == (3, False), "what failed at first is done now"
