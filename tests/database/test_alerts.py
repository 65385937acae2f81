"""Alerts, delivered to a local server: what is reported, how often, what happens when nobody answers, and what stays secret."""

import json
import logging
import os
import re
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from freshbars.database.connection import connect
from freshbars.database.migrations import ensure_tables
from freshbars.database.run_lock import hold_run_lock
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.freshness import AssetFreshness, Freshness, Status
from freshbars.refresh.runner import refresh as refresh_one
from freshbars.reports import alerts
from freshbars.reports.alerts import Condition, Message, compose, conditions, targets
from project import ROOT
from support import COLUMNS, revise, row, store

pytest.importorskip("apprise")


class Receiver:
    """A service that takes alerts at ``url``; it answers with ``status``."""

    def __init__(self) -> None:
        self.status, self.received = 200, []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if receiver.status == 200:
                    receiver.received.append(body)
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://user:sesame@127.0.0.1:{self.server.server_port}/token"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def taken(self) -> list[str]:
        """Titles and texts received since the last call."""
        taken = [f"{one['title']}\n{one['message']}" for one in self.received]
        self.received.clear()
        return taken


@pytest.fixture
def receivers():
    made = [Receiver(), Receiver()]
    yield made
    for one in made:
        one.stop()


@pytest.fixture
def receiver(receivers):
    return receivers[0]


class Site:
    """A folder with a configuration and a database in which runs are noted."""

    def __init__(self, config) -> None:
        self.config = config
        with closing(connect(config)) as connection:
            ensure_tables(config, connection)

    def ask(self, query: str, *values: object) -> list[tuple]:
        with closing(connect(self.config)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() if cursor.description else []

    def ran(self, failures: dict[str, str] | None = None, skipped: dict[int, str] | None = None, hours: float = 0):
        """Note a complete run, so many hours ago."""
        summary = {
            "target": "all",
            "failures": [{"job": "bars_1d", "what": who, "reason": why} for who, why in (failures or {}).items()],
            "skipped": [{"id": asset, "status": s, "reason": f"why {s}"} for asset, s in (skipped or {}).items()],
        }
        at = datetime.now(UTC) - timedelta(hours=hours)
        self.ask(
            "INSERT INTO freshbars_runs VALUES (%s, %s, %s, 'all', %s, %s)",
            f"{at:%H%M%S%f}-0", at, at, "failed" if failures else "ok", json.dumps(summary),
        )  # fmt: skip

    def wrong(self, hours: float = 26) -> list[str]:
        with closing(connect(self.config)) as connection, connection.cursor() as cursor:
            return [str(found) for found in conditions(self.config, cursor, hours, "all", datetime.now(UTC))]


@pytest.fixture
def site(make_config, tmp_path, monkeypatch) -> Site:
    monkeypatch.chdir(tmp_path)
    config = make_config(source={"kind": "exports", "exports": "x", "assets": "assets.csv"})
    (tmp_path / "config.yaml").write_text(config.raw)
    (tmp_path / "assets.csv").write_text("id,symbol,name\n1,BTC,Bitcoin\n52,XRP,XRP\n")
    return Site(config)


def test_a_failure_is_reported_once_and_so_is_its_end(site, receiver):
    site.ran({"52": "two daily bars on 2026-03-01"})
    assert alerts.run(receiver.url) == 0
    (first,) = receiver.taken()
    assert first.startswith(f"Freshbars ({site.config.schema}): 1 new problem\n")
    assert first.endswith("52 XRP failed in bars_1d: two daily bars on 2026-03-01")
    for why in ("two daily bars on 2026-03-01", "another reason"):
        site.ran({"52": why})
        assert alerts.run(receiver.url) == 0
        assert receiver.taken() == []
    site.ran()
    assert alerts.run(receiver.url) == 0
    (last,) = receiver.taken()
    assert "all problems are over" in last
    assert "Over: 52 XRP failed in bars_1d (since 20" in last
    assert alerts.run(receiver.url) == 0
    assert receiver.taken() == []
    site.ran({"52": "again"})
    assert alerts.run(receiver.url) == 0
    assert len(receiver.taken()) == 1, "what comes back is new"


def test_what_was_not_delivered_is_sent_next_time(site, receiver):
    site.ran({"52": "why"})
    receiver.status = 500
    assert [alerts.run(receiver.url) for _ in range(2)] == [1, 1]
    assert site.ask("SELECT * FROM freshbars_alerts") == []
    receiver.status = 200
    assert alerts.run(receiver.url) == 0
    assert len(receiver.taken()) == 1
    site.ran()
    receiver.status = 500
    assert alerts.run(receiver.url) == 1
    receiver.status = 200
    assert alerts.run(receiver.url) == 0
    assert "all problems are over" in receiver.taken()[0]


def test_each_target_is_sent_what_it_does_not_know(site, receivers):
    good, bad = receivers
    both = f"{good.url}, {bad.url}"
    bad.status = 500
    site.ran({"52": "why"})
    assert alerts.run(both) == 1
    assert alerts.run(both) == 1
    assert len(good.taken()) == 1, "not notified again because another target is down"
    bad.status = 200
    assert alerts.run(both) == 0
    assert (len(good.taken()), len(bad.taken())) == (0, 1)


def test_some_may_be_over_while_others_last(site, receiver):
    site.ran(skipped={1: "stale", 52: "no_state", 3: "future", 4: "failed"})
    assert alerts.run(receiver.url) == 0
    assert receiver.taken()[0].splitlines()[1:] == [
        "3 is ahead of time: why future",
        "1 BTC is stale: why stale",
        "52 XRP has no bars: why no_state",
    ]
    site.ran(skipped={52: "no_state", 3: "stale"})
    assert alerts.run(receiver.url) == 0
    title, *lines = receiver.taken()[0].splitlines()
    assert "1 new problem" in title
    assert lines[0] == "3 is stale: why stale"
    assert [line.split(" (")[0] for line in lines[1:]] == [
        "Over: 3 is ahead of time",
        "Over: 1 BTC is stale",
        "As reported before",
    ]
    assert lines[3].endswith("52 XRP has no bars")
    site.ran(skipped={52: "no_state"})
    assert alerts.run(receiver.url) == 0
    assert "1 problem is over" in receiver.taken()[0]


def test_the_freshness_report_says_more_than_the_summary(site, tmp_path):
    site.ran(skipped={1: "stale", 52: "stale"})
    (tmp_path / "results").mkdir()
    report = tmp_path / "results/freshness.json"
    assets = [AssetFreshness(1, "", None, 6.0, Status.FRESH, ""), AssetFreshness(7, "", None, 90.0, Status.STALE, "r")]
    found = Freshness(datetime.now(UTC), 48, False, tuple(assets), (1,), (7,))
    report.write_text(json.dumps(found.as_dict()))
    assert site.wrong() == ["7 is stale: r", "52 XRP is stale: why stale"]
    report.write_text("{")
    assert len(site.wrong()) == 2


def test_runs_that_never_came_or_never_ended(site):
    assert site.wrong() == ["no complete run: none of 'all' is recorded"]
    site.ran({"52": "why"}, hours=30)
    assert re.fullmatch(r"no complete run: the last of 'all' ended 30.0 hours ago \(.+ UTC\)", site.wrong()[0])
    assert site.wrong(hours=31) == ["52 XRP failed in bars_1d: why"]
    site.ask("INSERT INTO freshbars_runs VALUES ('x', now() - interval '1 hour', NULL, 'all')")
    assert "the last run never ended: that of" in site.wrong()[1]
    with closing(hold_run_lock(site.config, "run x")):
        assert site.wrong() == ["52 XRP failed in bars_1d: why"], "a run is at work"
        assert "no complete run" in site.wrong(hours=0.5)[0], "but for too long"
    site.ask("UPDATE freshbars_runs SET finished = now(), outcome = 'failed' WHERE outcome IS NULL")
    assert re.fullmatch(r"the last run ended early: that of .+ UTC, see logs/", *site.wrong())


def restate(site: Site, assets: range) -> None:
    """Restate the first of March of these assets, all at once."""
    day, names = date(2026, 3, 1), ", ".join(COLUMNS)
    with closing(connect(site.config)) as connection, connection, connection.cursor() as cursor:
        values = ", ".join(f"%({name})s" for name in COLUMNS)
        cursor.executemany(
            f"INSERT INTO cmc_price_histories7 ({names}) VALUES ({values})", [row(asset, day, 11) for asset in assets]
        )
    assert not refresh_one(site.config, DailyStage(site.config), 0).problems
    with closing(connect(site.config)) as connection, connection, connection.cursor() as cursor:
        for asset in assets:
            revise(cursor, asset, day, 10, datetime.now(UTC).replace(microsecond=0, second=0))


def test_a_wave_is_reported_once_and_is_never_over(site, receiver):
    site.ran()
    restate(site, range(3))
    assert alerts.run(receiver.url) == 0
    assert receiver.taken()[0].splitlines()[1] == (
        "wave of restatements: 3 days of 3 assets changed, the oldest 2026-03-01, a close by +10 %"
    )
    assert alerts.run(receiver.url) == 0
    site.ask("UPDATE cmc_price_bars_1d_revisions SET known_until = known_until - interval '8 days'")
    assert alerts.run(receiver.url) == 0
    assert receiver.taken() == []


def test_a_source_that_is_gone_is_one_more_problem(make_config):
    config = make_config()
    site = Site(config)
    site.ran({"52": "why"})
    assert [text.split(":")[0] for text in site.wrong()] == ["52 failed in bars_1d", "the source cannot be read"]
    store(config, [row(52, date(2026, 3, 1), 1.0)])
    assert len(site.wrong()) == 1


def test_a_lost_database_is_reported_once_and_so_is_its_return(site, receiver, monkeypatch, caplog):
    site.ran()
    url = os.environ["TARGET_DB_URL"]
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://me:hidden@127.0.0.1:1/none")
    assert [alerts.run(receiver.url) for _ in range(2)] == [2, 2]
    (said,) = receiver.taken()
    assert "nothing can be seen: cannot connect to the database" in said
    assert "hidden" not in said + caplog.text
    monkeypatch.setenv("TARGET_DB_URL", url)
    assert [alerts.run(receiver.url) for _ in range(2)] == [0, 0]
    (said,) = receiver.taken()
    assert "all problems are over\nOver: nothing could be seen" in said


def test_without_targets_or_without_apprise_it_says_so(site, receiver, monkeypatch, caplog):
    caplog.set_level("INFO")
    assert alerts.run(" , ") == 2, "cron must not find all well when nobody is notified"
    assert "no alert target: set FRESHBARS_ALERTS" in caplog.text
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert alerts.run(receiver.url) == 2
    assert "pip install -e '.[alerts]'" in caplog.text
    assert receiver.taken() == []


def test_targets_stand_beside_the_database(site, monkeypatch):
    monkeypatch.setenv(alerts.VARIABLE, "json://environment")
    assert alerts.configured() == "json://environment"
    Path("db_config.env").write_text("TARGET_DB_URL=x\nFRESHBARS_ALERTS='json://file json://other'\n")
    assert alerts.configured() == "json://file json://other"


def test_nothing_secret_is_shown_logged_or_stored(site, receiver, tmp_path):
    site.ran({"52": "why"})
    unreadable = "nosuch://user:sesame@nowhere/token"
    command = [sys.executable, "-m", "freshbars", "alert"]
    environment = os.environ | {alerts.VARIABLE: f"{receiver.url} {unreadable} sesame-token"}
    shown = ""
    for status in (500, 200):
        receiver.status = status
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        shown += done.stdout + done.stderr
    assert "no alert reached nosuch" in shown
    assert "notified: Freshbars" in shown
    kept = "".join(file.read_text() for file in tmp_path.rglob("*") if file.is_file())
    assert "52 XRP failed" in kept
    stored = str(site.ask("SELECT * FROM freshbars_alerts"))
    assert "52 XRP failed" in stored
    for secret in ("sesame", "token", "127.0.0.1", "nowhere"):
        assert secret not in shown + kept + stored
    assert "sesame" not in str(targets(environment[alerts.VARIABLE]))


def test_what_apprise_itself_says_is_kept_quiet(receiver, caplog, capsys):
    from apprise.decorators import notify

    @notify(on="shout")
    def shout(body, title, notify_type, meta, *_, **__):
        print(meta["url"])

    caplog.set_level("DEBUG")
    caplog.set_level("DEBUG", logger="apprise")
    receiver.status = 500
    text = f"{receiver.url} nosuch://user:sesame@nowhere shout://sesame"
    failures = [alerts.deliver(one, Message("title", "body", "info")) for one in targets(text)]
    assert failures == ["it rejected the message", "Apprise cannot read its URL", None]
    assert caplog.text + "".join(capsys.readouterr()) == ""
    assert logging.getLogger("freshbars").isEnabledFor(logging.ERROR), "only while a message is sent"


def test_a_trial_message(receiver, monkeypatch, caplog):
    monkeypatch.setenv("TARGET_DB_URL", "postgresql://127.0.0.1:1/none")
    assert alerts.run(receiver.url, test=True) == 0
    assert "Freshbars: a test" in receiver.taken()[0]
    receiver.status = 500
    assert alerts.run(receiver.url, test=True) == 1


@pytest.mark.parametrize("text", ["json://a/ tgram://b/c", "json://a/,tgram://b/c", " json://a/ ,\n tgram://b/c,"])
def test_targets_are_separated_by_spaces_or_commas(text):
    found = targets(text)
    assert [one.url for one in found] == ["json://a/", "tgram://b/c"]
    assert [one.name.split()[0] for one in found] == ["json", "tgram"]


def test_a_comma_within_a_target_does_not_separate():
    assert [one.url for one in targets("mailto://u:p@h?to=a@b,c@d json://x")] == [
        "mailto://u:p@h?to=a@b,c@d",
        "json://x",
    ]


def test_a_message_is_short():
    many = [Condition(f"stale:{i}", f"{i} is stale", f"for\na {i} " + "long " * 99) for i in range(900)]
    message = compose(many, [(f"{i} failed", datetime.now(UTC)) for i in range(30)], many)
    lines = message.body.splitlines()
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 240
    assert "and 888 more" in lines
    assert message.title == "Freshbars: 900 new problems"


def test_equal_failures_share_a_line():
    many = [Condition(f"failed:{i}", f"f{i}.csv failed in ingest", "is empty") for i in range(30)]
    few = [Condition(f"stale:{i}", f"{i} is stale", "since March") for i in range(3)]
    assert compose([*many, *few], [], []).body.splitlines() == [
        "f0.csv failed in ingest, and 29 more for the same reason: is empty",
        *(f"{i} is stale: since March" for i in range(3)),
    ]


def test_who_wants_no_alerts_meets_none():
    for file in [*ROOT.glob("src/freshbars/**/*.py"), *ROOT.glob("scripts/**/*.py"), ROOT / "Snakefile"]:
        text = file.read_text()
        assert not re.search(r"^(import|from) +apprise", text, re.MULTILINE), file
        if file.name not in ("alerts.py", "alert.py"):
            assert not re.search(r"import +(apprise|alerts)|freshbars\.alerts|import .*\balerts\b", text), file
