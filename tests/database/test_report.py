"""The report: what it says is what the database holds, and it opens in a real browser without any network."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import accumulate
from math import floor
from pathlib import Path

import numpy as np
import pytest

from freshbars.config import Config
from freshbars.database.connection import connect, reading
from freshbars.plausibility.findings import Kind, Outcome
from freshbars.refresh.freshness import AssetFreshness, Freshness, Status, judge
from freshbars.reports.page import build as report
from freshbars.reports.page import changes, charts
from freshbars.reports.page.attention import attention
from freshbars.store.chart_rows import BAR
from freshbars.store.suspects import Suspect, write_suspects
from project import ROOT
from support import refresh, revise, row, store

PAGE = ROOT / "src/freshbars/reports/page"
LAST = date(2026, 3, 9)
DAY = timedelta(days=1)
SETTINGS = {
    "ids": [1, 52, 77, 1027],
    "as_of": "2026-03-10T06:00:00Z",
    "bars": {
        "multi_tf": ["3D", "7D"],
        "cal_us": [],
        "cal_iso": ["1M_CAL", "1W_CAL_ISO"],
        "cal_anchor_us": [],
        "cal_anchor_iso": [],
    },
    "emas": {"families": ["multi_tf", "v2", "cal_iso"], "periods": [2, 5, 21]},
}
SYMBOLS = {1: "BTC", 52: "<u>&amp;", 77: "OLD"}
RUN = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
SECRET = "postgresql://me:pa55word@db/x"


def closes(asset: int, n: int, first: float) -> list[float]:
    draw = np.random.default_rng(asset)
    return (first * np.exp(np.cumsum(draw.normal(0, 0.04, n)))).tolist()


def fill(config: Config) -> None:
    """Three assets with bars (one stale, one tiny with faults), a run with a failure, and a wave of restatements."""
    rows = [row(1, LAST - k * DAY, close) for k, close in enumerate(closes(1, 300, 70_000.0))]
    rows += [row(52, LAST - k * DAY, close) for k, close in enumerate(closes(52, 100, 3.2e-7))]
    rows += [row(77, date(2025, 12, 1) - k * DAY, close) for k, close in enumerate(closes(77, 40, 12.0))]
    rows[305] |= {"timehigh": None}
    rows[306] |= {"timelow": None}
    rows[310] |= {"close": None}
    store(config, rows)
    refresh(config)
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for asset, days_ago, replaced, close in (
            (1, 3, RUN - timedelta(days=9), 6.31), (1, 3, RUN - timedelta(days=5), 6.3), (1, 3, RUN, 6.29),
            (52, 8, RUN, 1.25e-07), (77, 100, RUN, 12.5),
        ):  # fmt: skip
            revise(cursor, asset, LAST - days_ago * DAY, close, replaced, gone=asset == 77)
        cursor.execute("UPDATE cmc_price_bars_1d_state SET n_bars = n_bars - 1 WHERE id = 77")
        for k, outcome in enumerate(("failed", "ok", None)):
            started = RUN - timedelta(days=k)
            cursor.execute(
                "INSERT INTO freshbars_runs VALUES (%s, %s, %s, 'all', %s, NULL)",
                (f"run {k}", started, outcome and started + timedelta(seconds=90), outcome),
            )
        for shard, (outcome, error) in enumerate([("ok", None), ("failed", f"77: no /home/me/it.csv in {SECRET} <q>")]):
            cursor.execute(
                "INSERT INTO freshbars_steps VALUES ('run 0', 'bars', 'multi_tf', %s, %s, %s, 1200, 34, 5, %s, %s, '1')",
                (shard, RUN, RUN + timedelta(seconds=30), outcome, error),
            )


@contextmanager
def page_of(config: Config):
    """The page, and a cursor on what it was made from."""
    with closing(connect(config)) as connection, reading(connection) as cursor:
        found = judge(config, cursor, {})
        assets = tuple(replace(asset, symbol=SYMBOLS.get(asset.id, "")) for asset in found.assets)
        found = replace(found, assets=assets)
        yield report.build(config, cursor, found), cursor


@pytest.fixture
def config(make_config) -> Config:
    made = make_config(**SETTINGS)
    fill(made)
    return made


class Text(HTMLParser):
    """The words of each section of the page, and the addresses that the page refers to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections, self.addresses, self._now, self._skip = {"": ""}, [], "", False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.addresses += [
            given[name] for name in ("src", "href", "action", "data", "poster", "srcset") if name in given
        ]
        self._skip = tag in ("script", "style")
        if tag in ("td", "th"):
            self.handle_data(" ")
        if tag == "section":
            self._now = given["id"]
            self.sections[self._now] = ""

    def handle_endtag(self, tag):
        self._skip = False
        self._now = "" if tag == "section" else self._now

    def handle_data(self, text):
        if not self._skip:
            self.sections[self._now] += re.sub(r"\s+", " ", text)


def embedded(html: str, name: str) -> str:
    return re.search(rf'<script type="[a-z/]+" id="{name}">(.*?)</script>', html, re.DOTALL)[1]


def unpacked(html: str, asset: int) -> list[dict]:
    """An asset's charts as the page shows them: for each day the prices and EMAs."""
    packed = json.loads(zlib.decompress(base64.b64decode(embedded(html, f"series-{asset}"))))
    shown = [chart["emas"] for chart in json.loads(embedded(html, "data"))["charts"]]
    return [chart and unpack(chart, [p for _, p in emas]) for chart, emas in zip(packed, shown, strict=True)]


def unpack(chart: dict, periods: list[int]) -> dict:
    days = list(accumulate(chart["d"]))
    if chart["x"] is None:
        return {
            "days": days,
            "prices": list(zip(*chart["p"], strict=True)),
            "emas": chart["e"],
            "under_way": chart["u"],
        }
    value = lambda n: None if n is None else float(f"{n}e{-chart['x']}")  # noqa: E731
    prices, wholes, close = [], [], 0
    for steps in zip(*chart["p"], strict=True):
        opened = close + steps[0]
        close = opened + steps[3]
        wholes.append(close)
        prices.append(tuple(map(value, (opened, opened + steps[1], opened + steps[2], close))))
    emas = []
    for steps, period in zip(chart["e"], periods, strict=True):
        emas.append([])
        whole = None
        for step, close in zip(steps, wholes, strict=True):
            if step is not None:
                whole = step + (0 if whole is None else floor(whole + 2 / (period + 1) * (close - whole) + 0.5))
            emas[-1].append(None if step is None else value(whole))
    return {"days": days, "prices": prices, "emas": emas, "under_way": chart["u"]}


def six(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def test_library_is_as_it_was_released_and_its_licence_is_kept():
    notice = (PAGE / "lightweight-charts.NOTICE").read_text()
    assert re.search(r"sha256: +(\w+)", notice)[1] == hashlib.sha256((PAGE / report.LIBRARY).read_bytes()).hexdigest()
    assert f"v{re.search(r'version: (.+)', notice)[1]}" in (PAGE / report.LIBRARY).read_text()[:200]
    assert "Apache License" in (PAGE / "lightweight-charts.LICENSE").read_text()


def test_page_refers_to_nothing_outside(config):
    with page_of(config) as (html, _):
        links = [address for address in Text(html).addresses if not address.startswith(("#", "data:,"))]
        assert links == ["https://www.tradingview.com/"]
        own = html.replace((PAGE / report.LIBRARY).read_text(), "")
        assert set(re.findall(r"https?:[^\s\"'<]*", own)) == set(links)
        assert not re.search(r"url\(|@import|\bimport\(|fetch\(|XMLHttpRequest|WebSocket", own)
        assert "default-src 'none'" in html


def test_page_tells_no_secret_and_no_path_and_escapes_what_it_shows(config):
    with page_of(config) as (html, _):
        assert "pa55word" not in html
        assert "/home/me" not in html
        assert "…/it.csv" in html
        assert str(Path.cwd()) not in html
        assert os.environ["TARGET_DB_URL"] not in html
        assert "<u>" not in html
        assert "<q>" not in html
        assert "<u>&amp;" in Text(html).sections["attention"] + Text(html).sections["restatements"]
        assert "<u>&amp;" in json.loads(embedded(html, "data"))["assets"]["symbol"]


def test_words_agree_with_the_database(config):
    with page_of(config) as (html, cursor):
        words = Text(html).sections
        assert "2026-03-10 06:00 UTC" in words[""]
        assert re.search(
            r"2 of 4\s*$|assets fresh 2 of 4", words[""].split("On this page")[0].replace("fresh2", "fresh 2")
        )
        for name, table in (("daily bars", "cmc_price_bars_1d"), ("EMA rows", "cmc_ema_multi_tf_u")):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert f"{cursor.fetchone()[0]:,} {name}" in words["run"]
        assert re.search(r"»restated +the last run +3 days of 3 assets restated by the vendor", words["attention"])
        assert re.search(r"1 stale.*1 without bars.*2 fresh", words["freshness"])
        assert "bars multi_tf" in words["run"]
        assert "2,400 rows written, 68 deleted" in words["run"]
        assert re.search(r"✕failed +bars multi_tf, shard 1 +77: no …/it.csv in postgresql://db/x", words["attention"])
        assert re.search(r"○without bars +1027 +no rows in the source", words["attention"])
        assert re.search(r"!stale +OLD \(77\) +its newest bar is", words["attention"])
        assert re.search(r"<u>&amp; +1 +1 +0 +1 +1 null_open_or_close 2026-02-27", words["quality"])
        assert "BTC" not in words["quality"]
        cursor.execute("SELECT close FROM history WHERE id = 1 AND timestamp::date = %s", (LAST - 3 * DAY,))
        now = f"{cursor.fetchone()[0]!r}"
        said = words["restatements"].replace(",", "")
        assert "5 days of prices" in said
        assert f"close 6.29 → {now} " in said
        assert "close 6.31 → 6.3 " in said
        assert "the day is gone" in said
        assert "close 0.000000125 → " in said
        assert re.search(r"failed +all +90.0 s +2,400 +68 +1 of 2", words["runs"])
        assert "not finished" in words["runs"]


def test_restatements_are_counted_by_the_day_they_were_loaded(config):
    with page_of(config) as (html, _):
        epoch = date(1970, 1, 1)
        days = [[str(epoch + day * DAY), rows, n] for day, rows, n in json.loads(embedded(html, "data"))["restated"]]
        assert days == [["2026-03-01", 1, 1], ["2026-03-05", 1, 1], ["2026-03-10", 3, 3]]


@pytest.mark.parametrize("asset", [1, 52, 77])
def test_charts_show_the_stored_bars_and_emas(config, asset):
    with page_of(config) as (html, cursor):
        labels = json.loads(embedded(html, "data"))["charts"]
        assert [chart["label"] for chart in labels] == ["1D · daily", "7D · multi_tf", "1W_CAL_ISO · cal_iso"]
        for shape, chart in zip(labels, unpacked(html, asset), strict=True):
            tf, family = shape["label"].split(" · ")
            if family == "daily":
                table, where = "cmc_price_bars_1d", "true"
            else:
                table = "cmc_price_bars_multi_tf" + ("" if family == "multi_tf" else "_cal_iso")
                newest = f"(SELECT max(time_close) FROM {table} WHERE id = %(id)s AND tf = %(tf)s)"
                where = f"(NOT is_partial_end OR time_close = {newest})"
            cursor.execute(
                f"SELECT time_close, open, high, low, close FROM {table} WHERE id = %(id)s AND tf = %(tf)s AND {where} "
                "ORDER BY time_close",
                {"id": asset, "tf": tf},
            )
            stored = cursor.fetchall()
            epoch = date(1970, 1, 1)
            assert chart["days"] == [(closed.date() - epoch).days for closed, *_ in stored]
            assert chart["prices"] == [tuple(map(six, prices)) for _, *prices in stored]
            assert shape["emas"]
            for (name, period), values in zip(shape["emas"], chart["emas"], strict=True):
                cursor.execute(
                    "SELECT ts, ema FROM cmc_ema_multi_tf_u WHERE alignment_source = %s AND id = %s "
                    "AND tf = %s AND period = %s",
                    (name, asset, tf, period),
                )
                emas = dict(cursor)
                assert values == [six(emas.get(closed)) for closed, *_ in stored], (shape["label"], name, period)
        assert not unpacked(html, asset)[0]["under_way"]


def bars_of(prices: np.ndarray) -> np.ndarray:
    bars = np.zeros(len(prices), BAR)
    bars["at"] = np.arange(len(prices)) * 86_400_000_000
    for name in "ohlc":
        bars[name] = prices
    bars["done"] = True
    return bars


@pytest.mark.parametrize(
    "prices",
    [
        [1e-12, 3.3e-12, 2e-9],
        [123456789.5, 98765432.1, 1e9],
        [1e-9, 1e9],
        [0.0, 1.5],
        [1e-30, 2e-30],
        [-3.25, 37.63, 0.1],
        [0.0],
    ],
)
def test_packing_keeps_six_digits_of_any_price(prices):
    emas = np.array([np.nan, *prices[1:]])
    chart = unpack(json.loads(json.dumps(charts._pack(bars_of(np.array(prices)), [(2, emas)], "UTC"))), [2])
    assert chart["prices"] == [(six(p),) * 4 for p in prices]
    assert chart["emas"] == [[None, *map(six, prices[1:])]]


def packed_size(daily: int, other: int) -> float:
    """Bytes of an asset's charts: 1D with EMAs of two families, which are the same there, and a timeframe of each family."""
    total = 0
    for n, families in ((daily, 2), (other, 2), *[(other, 1)] * 4):
        prices = np.array(closes(n, n, 100.0))
        bars = bars_of(prices)
        bars["o"], bars["h"], bars["l"] = np.r_[prices[0], prices[:-1]], prices * 1.0213, prices * 0.9787
        emas = []
        for period in charts.PERIODS:
            weight = 2 / (period + 1)
            emas.append((period, np.array(list(accumulate(prices, lambda e, x, w=weight: w * x + (1 - w) * e)))))
        packed = charts._pack(bars, emas * families, "UTC")
        total += len(zlib.compress(json.dumps(packed, separators=(",", ":")).encode(), 9)) * 4 / 3
    return total


def test_a_thousand_assets_stay_within_fifteen_kilobytes_each():
    limits = charts.limits_of(1000)
    assert limits.assets == 1000
    assert limits.daily >= 365
    assert charts.limits_of(6).daily == charts.MOST
    assert packed_size(limits.daily, limits.bars) < 15_000


def many(n: int) -> Freshness:
    """A freshness report of many assets, of which two thirds need attention for their own reasons."""
    states = (Status.FRESH, Status.FRESH, Status.STALE, Status.FUTURE, Status.NO_STATE, Status.FAILED)
    assets = tuple(
        AssetFreshness(k, f"S{k}X", None, k / 7, states[k % 6], f"its newest bar is {k / 7:.1f} hours old")
        for k in range(1, n + 1)
    )
    skipped = tuple(asset.id for asset in assets if asset.status != Status.FRESH)
    return Freshness(datetime(2026, 3, 10, 6, tzinfo=UTC), 48, False, assets, (), skipped)


def test_ten_thousand_assets_stay_within_six_megabytes(make_config, tmp_path):
    listed = "".join(f"{k},S{k}X,The asset number {k} of ten thousand\n" for k in range(1, 10_001))
    (tmp_path / "assets.csv").write_text("id,symbol,name\n" + listed)
    source = {"kind": "table", "table": "history", "assets": str(tmp_path / "assets.csv")}
    config = make_config(**SETTINGS | {"ids": "all", "source": source})
    store(config, [])
    with closing(connect(config)) as connection, reading(connection) as cursor:
        html = report.build(config, cursor, many(10_000))
    limits = charts.limits_of(10_000)
    total = len(html.encode()) + limits.assets * packed_size(limits.daily, limits.bars)
    assert total < 6_000_000


def test_what_is_equal_but_for_its_subject_is_grouped(config):
    with page_of(config) as (_, cursor):
        failures = [{"job": "ingest", "what": f"f{k}.csv", "reason": "is empty"} for k in range(40)]
        last = {"state": "failed", "started": RUN, "summary": {"failures": failures}}
        found = attention(config, cursor, many(7), last, {k: f"S{k}" for k in range(1, 8)}, "")
    group = found[0]
    assert (group.status, group.word, group.reason, group.more) == (Status.FAILED, "failed", "is empty", 28)
    assert [one.name for one in group.subjects] == [f"ingest, f{k}.csv" for k in range(12)]
    assert [one.reason for one in found[1:2]] == ["its newest bar is 0.7 hours old"]


def test_days_that_one_load_restated_share_a_row(config):
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for days_ago in range(10, 30):
            revise(cursor, 1, LAST - days_ago * DAY, 1000.0 + days_ago, RUN + timedelta(hours=1))
        found = changes.restated(config, cursor, {1: "BTC", 52: "X", 77: "OLD"})
    first = found[0]
    assert (first.name, first.size, first.gone, list(first.fields)) == ("BTC", 20, 0, ["close"])
    assert (first.days[0], first.days[-1]) == (LAST - 29 * DAY, LAST - 10 * DAY)
    assert first.close_change > 1000
    assert all(one.size == 1 for one in found[1:])
    with page_of(config) as (html, _):
        said = Text(html).sections["restatements"]
    assert re.search(r"2026-02-08 to 2026-02-27 +20 days: close; a close by up to \+\S+ %", said)


def test_times_that_a_vendor_never_states_are_no_repairs(make_config):
    config = make_config(**SETTINGS)
    untimed = {"timehigh": None, "timelow": None}
    rows = [row(asset, LAST - k * DAY, 10.0 + k) | untimed for asset in (1, 52) for k in range(20)]
    rows[5] |= {"close": None}
    store(config, [*rows, *(row(77, LAST - k * DAY, 5.0) | (untimed if k == 3 else {}) for k in range(20))])
    refresh(config)
    with closing(connect(config)) as connection, reading(connection) as cursor:
        found, count = changes.quality(config, cursor, {1: "A", 52: "B", 77: "C"})
        html = report.build(config, cursor)
    assert count == 2
    assert [(one.name, one.repairs, len(one.rejects)) for one in found] == [("A", (0, 0, 0), 1), ("C", (1, 1, 0), 0)]
    assert "The vendors of 2 assets state no times" in Text(html).sections["quality"]


def test_empty_database_makes_a_page(make_config):
    config = make_config(**SETTINGS)
    store(config, [])
    with page_of(config) as (html, _):
        words = Text(html).sections
        assert "no run has been recorded" in words[""]
        assert "4 without bars" in words["freshness"]


def test_script_writes_the_page(config, tmp_path):
    file = tmp_path / "results" / "report.html"
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/write_report.py", "--output", file, "--log", tmp_path / "report.log"],
        env=os.environ | {"FRESHBARS_CONFIG": config.raw}, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Report:" in done.stderr
    assert file.read_text().startswith("<!doctype html>")


# -- in a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; its tests are skipped where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium: pip install 'freshbars[test]'")
    programs = [shutil.which("chromium"), shutil.which("chromedriver")]
    if not all(programs):
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for switch in (
            "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
            "disable-component-update", "disable-sync", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{switch}")
        options.binary_location = programs[0]
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.chrome.service.Service(programs[1])
        browser = webdriver.Chrome(options=options, service=service)
        yield browser
        browser.quit()


class View:
    """A page in the browser."""

    def __init__(self, browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def open(self, html: str, width: int = 1280, scheme: str = "light") -> None:
        (self.folder / "report.html").write_text(html)
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.browser.get("about:blank")
        self.browser.get((self.folder / "report.html").as_uri())
        self.until(
            "return document.querySelectorAll('#bars tbody tr').length > 0 || !document.querySelector('#empty').hidden"
        )

    def command(self, name: str, **arguments: object) -> None:
        self.browser.execute_cdp_cmd(name, arguments)

    def run(self, script: str, *arguments: object):
        return self.browser.execute_script(script, *arguments)

    def until(self, script: str) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.browser, 20, 0.05).until(lambda _: self.run(script))

    def choose(self, select: str, value: object) -> None:
        self.run(
            "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))",
            select, str(value),
        )  # fmt: skip

    def table(self) -> list[list[str]]:
        return self.run(
            "return [...document.querySelectorAll('#bars tr')].map(r => [...r.cells].map(c => c.textContent))"
        )

    def messages(self) -> list:
        return self.browser.get_log("browser")


@pytest.fixture
def view(chromium, tmp_path) -> View:
    chromium.get_log("browser")
    return View(chromium, tmp_path)


def test_browser_shows_what_the_database_holds(config, view):
    with page_of(config) as (html, cursor):
        view.open(html)
        assert view.messages() == []
        assert view.run("return performance.getEntriesByType('resource').length") == 0
        chips = view.run("return [...document.querySelectorAll('button.chip')].map(c => c.textContent.trim())")
        assert [re.sub(r"\s+", " ", chip) for chip in chips] == ["!1 stale", "○1 without bars", "✓2 fresh"]
        for asset in (1, 52, 77):
            view.choose("pick", asset)
            view.choose("timeframe", 0)
            cursor.execute(
                "SELECT b.time_close::date::text, open, high, low, close, e.ema FROM cmc_price_bars_1d b LEFT JOIN "
                "cmc_ema_multi_tf e ON e.id = b.id AND e.tf = '1D' AND e.period = 5 AND e.ts = b.time_close "
                "WHERE b.id = %s ORDER BY b.time_close DESC LIMIT 6",
                (asset,),
            )
            stored = [(day, [six(value) for value in values]) for day, *values in cursor]
            view.until(f"return document.querySelector('#bars tbody td')?.textContent === '{stored[0][0]}' && "
                       f"location.hash === '#{asset}'")  # fmt: skip
            head, *rows = view.table()
            columns = [*range(1, 5), head.index("EMA multi_tf 5")]
            assert [(r[0], [float(r[k].replace(",", "")) for k in columns]) for r in rows] == stored
            assert view.run("return document.querySelectorAll('#chart canvas').length") > 0
            legend = view.run(
                "return [...document.querySelectorAll('#legend b')].map(b => b.textContent.replaceAll(',', ''))"
            )
            assert legend[0] == stored[0][0]
            assert [float(text) for text in legend[1:5]] == stored[0][1][:4]
        assert view.messages() == []


def test_browser_asset_picker_timeframes_and_emas(config, view):
    with page_of(config) as (html, _):
        view.open(html)
        view.run("document.querySelector('.tile[data-asset=\"77\"]').click()")
        view.until("return document.querySelector('#pick').value === '77' && location.hash === '#77'")
        assert "newest bar" in view.run("return document.querySelector('#facts').textContent")
        view.choose("timeframe", 1)
        head, *rows = view.table()
        assert head[5:] == ["EMA multi_tf 2", "EMA multi_tf 5", "EMA multi_tf 21"]
        assert rows[0][0].endswith(" *")
        view.run(
            "document.querySelectorAll('#emas button')[3].click(); document.querySelectorAll('#emas button')[0].click()"
        )
        assert view.table()[0][5:] == ["EMA multi_tf 5", "EMA multi_tf 21", "EMA v2 2"]
        view.run("document.querySelector('#log').click(); document.querySelector('#ranges [data-bars=\"0\"]').click()")
        view.choose("pick", 1027)
        view.until("return !document.querySelector('#empty').hidden")
        assert view.run("return document.querySelector('#empty').textContent") == "No bar of this asset is stored."
        view.run("const f = document.querySelector('#filter'); f.value = 'bt'; f.dispatchEvent(new Event('input'))")
        shown = "return [...document.querySelectorAll('.tile:not([hidden]) b')].map(t => t.textContent)"
        assert view.run(shown) == ["BTC"]
        view.run(
            "document.querySelector('#filter').value = ''; document.querySelector('.chip[data-status=stale]').click()"
        )
        assert view.run(shown) == ["OLD"]
        view.run("document.querySelector('.tile:not([hidden])').focus()")
        assert "stale: its newest bar" in view.run("return document.querySelector('#tip').textContent")
        assert view.messages() == []


CONTRAST = """
const channel = (v) => (v /= 255, v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const light = (c) => {
  const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(channel);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (e) => {
  const c = getComputedStyle(e).backgroundColor;
  return c.endsWith(', 0)') ? ground(e.parentElement) : c;
};
return [...document.querySelectorAll('.chip, .tile, p, td, th, h1, h2, dt, dd, nav a, button, select, s')]
  .filter((e) => e.offsetParent && e.textContent.trim())
  .map((e) => { const a = light(getComputedStyle(e).color), b = light(ground(e));
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)]; })
  .filter(([ratio]) => ratio < 4.5)
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_browser_light_dark_wide_and_narrow(config, view, scheme, width):
    with page_of(config) as (html, _):
        view.open(html, width, scheme)
        for asset in (1, 52):
            view.choose("pick", asset)
            view.until(f"return location.hash === '#{asset}'")
            assert view.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        ground = view.run("return getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", ground))) < 200) == (scheme == "dark")
        assert view.run(CONTRAST) == []
        assert view.messages() == []


def test_browser_a_thousand_assets(make_config, view):
    config = make_config(**SETTINGS | {"ids": "all"})
    store(config, [])
    with closing(connect(config)) as connection, reading(connection) as cursor:
        html = report.build(config, cursor, many(1000))
    for width in (1280, 390):
        view.open(html, width)
        assert view.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        height = "return document.querySelector('#tiles').getBoundingClientRect().height"
        assert view.run(height) < 400
        view.run("document.querySelector('#unfold').click()")
        assert view.run(height) > 800
        assert view.run("return document.querySelectorAll('#attention tbody tr:not([hidden])').length") == 8
        view.run("document.querySelector('#attention .more').click()")
        assert view.run("return document.querySelectorAll('#attention tbody tr:not([hidden])').length") == 300
        assert "The first 300 of 667 are listed" in view.run("return document.querySelector('#attention').textContent")
        assert view.messages() == []


def test_browser_ten_thousand_assets_are_usable_soon(make_config, view):
    config = make_config(**SETTINGS | {"ids": "all"})
    store(config, [])
    with closing(connect(config)) as connection, reading(connection) as cursor:
        html = report.build(config, cursor, many(10_000))
    view.open(html)
    assert view.run("return performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart") < 6_000
    began = view.run("return performance.now()")
    view.run("const f = document.querySelector('#filter'); f.value = 's777x'; f.dispatchEvent(new Event('input'))")
    assert view.run("return [...document.querySelectorAll('.tile:not([hidden])')].map(t => t.dataset.asset)") == ["777"]
    assert view.run("return performance.now()") - began < 2_000
    assert view.messages() == []


SHOWN = "return [...document.querySelectorAll('.tile:not([hidden]) b')].map(t => t.textContent)"


def test_browser_finds_by_name_and_sorts(config, view, tmp_path):
    (tmp_path / "assets.csv").write_text("id,symbol,name\n1,BTC,Zebra\n52,XRP,Apple\n77,OLD,Mango\n1027,ETH,Banana\n")
    config = replace(config, source=replace(config.source, assets=str(tmp_path / "assets.csv")))
    with page_of(config) as (html, _):
        view.open(html)
        assert view.run(SHOWN) == ["OLD", "1027", "BTC", "<u>&amp;"]
        for by, expected in (
            ("symbol", ["1027", "<u>&amp;", "BTC", "OLD"]), ("name", ["<u>&amp;", "1027", "OLD", "BTC"]),
            ("age", ["1027", "OLD", "BTC", "<u>&amp;"]),
        ):  # fmt: skip
            view.choose("order", by)
            assert sorted(view.run(SHOWN)) == sorted(expected)
            assert view.run(SHOWN) == expected or by == "symbol"
        view.run("const f = document.querySelector('#filter'); f.value = 'zEb'; f.dispatchEvent(new Event('input'))")
        assert view.run(SHOWN) == ["BTC"]
        column = "return [...document.querySelectorAll('#run tbody tr')].map(r => r.cells[3].textContent)"
        for _ in range(2):
            view.run("document.querySelectorAll('#run th button')[3].click()")
            sorts = view.run("return document.querySelectorAll('#run th')[3].getAttribute('aria-sort')")
            numbers = [int(text.replace(",", "")) for text in view.run(column)]
            assert numbers == sorted(numbers, reverse=sorts == "descending")
        assert sorts == "descending"
        assert view.messages() == []


def test_browser_says_why_a_chart_ends(config, view):
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        for table in ("cmc_ema_multi_tf", "cmc_ema_multi_tf_v2"):
            cursor.execute(f"DELETE FROM {table} WHERE id = 77 AND ts > '2025-11-20'")
    with page_of(config) as (html, _):
        view.open(html)
        said = "return document.querySelector('#why:not([hidden])')?.textContent ?? ''"
        view.choose("pick", 77)
        view.until("return location.hash === '#77'")
        assert re.fullmatch(
            r"EMAs end on 2025-11-19, bars on 2025-12-01: an asset that is stale gets no new EMAs; its newest bar is .* old, "
            r"more than 48 hours\.",
            view.run(said),
        )
        view.choose("timeframe", 2)
        assert view.run(said).startswith("Bars and EMAs end on 2025-1")
        view.choose("pick", 1)
        view.until("return location.hash === '#1'")
        assert view.run(said) == ""
        assert view.messages() == []


def hold(config: Config, cursor, asset: int, days_ago: int, kind: Kind = Kind.UNIT) -> None:
    """Note that a stored bar holds its asset."""
    cursor.execute(
        "SELECT time_close, close FROM cmc_price_bars_1d WHERE id = %s AND timestamp::date = %s",
        (asset, LAST - days_ago * DAY),
    )
    closes, close = cursor.fetchone()
    write_suspects(
        cursor, [asset], [Suspect(asset, closes, kind, closes.date(), close, close / 100, 100.0, Outcome.HOLD)]
    )


def test_suspects_come_first_with_the_days_around_them(config, view):
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cmc_price_bars_1d SET close = close * 100 WHERE id = 1 AND timestamp::date = %s", (LAST - DAY,)
        )
        hold(config, cursor, 1, 1)
    with page_of(config) as (html, cursor):
        assert html.index('id="suspects"') < html.index('id="freshness"')
        said = Text(html).sections["suspects"]
        cursor.execute(
            "SELECT timestamp::date::text, close FROM cmc_price_bars_1d WHERE id = 1 AND timestamp::date BETWEEN %s AND %s "
            "ORDER BY 1",
            (LAST - 3 * DAY, LAST),
        )
        around = [f"{day} {close:.6g}" for day, close in cursor]
        assert len(around) == 4
        assert all(one in re.sub(r" +", " ", said) for one in around)
        assert "the close goes from" in said
        view.open(html)
        assert view.run("return document.querySelector('#suspects .odd b').textContent") == around[2].split()[1]
        line, mark = view.run(
            "const s = document.querySelector('#suspects svg'), c = s.querySelector('circle');"
            "return [s.querySelector('polyline').getAttribute('points'), [c.getAttribute('cx'), c.getAttribute('cy')]]"
        )
        points = [tuple(map(float, point.split(","))) for point in line.split()]
        assert points[-2] == tuple(map(float, mark))
        assert min(y for _, y in points) == points[-2][1], "a hundred times as much stands out"
        assert view.messages() == []
