"""Assets that follow the calendar of an exchange, from their files to their EMAs and their freshness."""

import logging
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from freshbars.compute.instants import DAY_2000, instant
from freshbars.compute.sessions import Sessions
from freshbars.database.connection import address, connect, reading
from freshbars.database.tables import BARS_1D
from freshbars.errors import UserError
from freshbars.reading.database import Database
from freshbars.refresh import plan
from freshbars.refresh.freshness import check_bar_freshness
from freshbars.source import calendars, exchange_sessions
from freshbars.source.exchange_sessions import from_library
from freshbars.source.ingest import ingest
from freshbars.validate.audit import audit
from support import FEW, contents, empty, marks, refresh, row, stages, store

pytest.importorskip("exchange_calendars")
DATA = Path(__file__).parents[3] / "shared" / "data"
SERIES = {
    "bars": {
        "multi_tf": ["5D"],
        "cal_us": ["1W_CAL_US"],
        "cal_iso": ["1W_CAL_ISO", "1M_CAL"],
        "cal_anchor_us": [],
        "cal_anchor_iso": ["1Y_CAL_ANCHOR"],
    },
    "emas": {"families": ["cal_iso", "v2"], "periods": [9]},
}


@pytest.fixture(scope="module")
def library() -> dict[str, Sessions]:
    """What the library knows since 2001, asked once for all tests."""
    every = [from_library(name, datetime.now(UTC).year + 5, 1) for name in ("XNYS", "XLON")]
    return {one.name: cut(one, one.days >= date(2001, 1, 1).toordinal()) for one in every}


@pytest.fixture
def world(library, monkeypatch):
    """The library as a test makes it: its calendars, and its version."""
    known = dict(library)
    monkeypatch.setattr(exchange_sessions, "from_library", lambda name, year, asset: known[name])
    return known


def library_is(monkeypatch, version: str | None) -> None:
    monkeypatch.setattr(calendars, "_filled_by", lambda year: version)


def cut(sessions: Sessions, kept: np.ndarray) -> Sessions:
    return replace(sessions, **{name: getattr(sessions, name)[kept] for name in ("days", "opens", "closes")})


def without(sessions: Sessions, day: date) -> Sessions:
    return cut(sessions, sessions.days != day.toordinal())


def with_session(sessions: Sessions, day: date) -> Sessions:
    at = int(np.searchsorted(sessions.days, day.toordinal()))
    shift = (day.toordinal() - int(sessions.days[at - 1])) * 86_400_000_000
    parts = {
        name: np.insert(getattr(sessions, name), at, getattr(sessions, name)[at - 1] + shift)
        for name in ("opens", "closes")
    }
    return replace(sessions, days=np.insert(sessions.days, at, day.toordinal()), **parts)


def ask(config, query: str) -> list[tuple]:
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []


def valid(config) -> list[str]:
    with closing(connect(config)) as connection, reading(connection) as cursor:
        return [finding.message for finding in audit(config, cursor, None).findings]


@pytest.mark.skipif(not (DATA / "equities").is_dir(), reason="the real prices (shared/data) are not on this machine")
def test_weeks_and_months_of_real_stocks_end_with_their_last_session(tmp_path, make_config, world):
    """Apple, an index, a stock of London and Bitcoin in one database, against a group-by over sessions."""
    folder, assets = tmp_path / "exports", tmp_path / "assets.csv"
    folder.mkdir()
    (folder / "1_BTC.csv").write_bytes(next(DATA.glob("chunks/Bitcoin_01.03.2013*")).read_bytes())
    assets.write_text("id,symbol,name\n1,BTC,Bitcoin\n")
    source = {"kind": "exports", "exports": str(folder), "assets": str(assets), "table": "cmc_price_histories7"}
    config = make_config(source=source, **SERIES)
    assert not ingest(config).problems
    refresh(config)
    names = [BARS_1D, *(stage.table.name for stage in stages(config))]
    alone = marks(config, names)

    (folder / "AAPL.csv").write_bytes((DATA / "equities/AAPL.csv").read_bytes())
    for symbol, name, first in (("IDX", "XNYS", date(2012, 10, 1)), ("VOD", "XLON", date(2015, 3, 30))):
        days = [date.fromordinal(int(day)) for day in world[name].days]
        lines = [f"{d},{10 + i % 7},{20 + i % 5},{5 + i % 3},{11 + i % 9},{11 + i % 9},{1000 + i}" for i, d in enumerate(days)
                 if first <= d < first + timedelta(days=500)]  # fmt: skip
        (folder / f"{symbol}.csv").write_text("Date,Open,High,Low,Close,Adj Close,Volume\n" + "\n".join(lines) + "\n")
    assets.write_text(
        "id,symbol,name,calendar\n1,BTC,Bitcoin,\n7,AAPL,Apple,XNYS\n8,IDX,An index,XNYS\n9,VOD,Vodafone,XLON\n"
    )
    assert not ingest(config).problems
    assert not any(outcome.problems for outcome in refresh(config))
    assert not ask(config, f"SELECT * FROM {BARS_1D}_rejects")
    again = marks(config, names)
    for name in names:
        assert {key: mark for key, mark in again[name].items() if key[0] == 1} == alone[name]

    for asset, name in ((7, "XNYS"), (8, "XNYS"), (9, "XLON")):
        sessions = world[name]
        held = ask(
            config, f"SELECT time_close, open, high, low, close, volume FROM {BARS_1D} WHERE id = {asset} ORDER BY 1"
        )
        days = [bar[0].date() for bar in held]
        inside = (sessions.days >= days[0].toordinal()) & (sessions.days <= days[-1].toordinal())
        assert [day.toordinal() for day in days] == sessions.days[inside].tolist()
        assert [bar[0] for bar in held] == [instant(close) for close in sessions.closes[inside]]
        every = [date.fromordinal(int(day)) for day in sessions.days]
        for table, tf, unit in (
            ("cmc_price_bars_multi_tf_cal_iso", "1W_CAL_ISO", lambda day: day.isocalendar()[:2]),
            ("cmc_price_bars_multi_tf_cal_iso", "1M_CAL", lambda day: (day.year, day.month)),
            ("cmc_price_bars_multi_tf_cal_us", "1W_CAL_US", lambda day: (day + timedelta(days=1)).isocalendar()[:2]),
        ):
            whole = {key: list(group) for key, group in groupby(every, unit)}
            expected = []
            for key, group in groupby(held, lambda bar, unit=unit: unit(bar[0].date())):
                bars = list(group)
                if [bar[0].date() for bar in bars] == whole[key]:
                    volume = 0.0
                    for bar in bars:
                        volume += bar[5]
                    expected.append((
                        bars[-1][0], bars[0][1], max(b[2] for b in bars), min(b[3] for b in bars), bars[-1][4], volume,
                        len(bars), 0, 0,
                    ))  # fmt: skip
            found = ask(
                config,
                "SELECT time_close, open, high, low, close, volume, tf_days, count_days_remaining, count_missing_days "
                f"FROM {table} WHERE id = {asset} AND tf = '{tf}' AND NOT is_partial_end ORDER BY 1",
            )
            assert found == expected, (asset, tf)
            assert len(found) > 15
            missing = f"SELECT count(*) FROM {table} WHERE id = {asset} AND count_missing_days <> 0"
            assert ask(config, missing) == [(0,)]
    # Apple's history ends on a Friday, which no later bar follows: its week is finished.
    last = "cmc_price_bars_multi_tf_cal_iso WHERE id = 7 AND tf = '1W_CAL_ISO' AND NOT is_partial_end"
    assert ask(config, f"SELECT max(time_close) FROM {last}") == [(datetime(2018, 1, 19, 21, tzinfo=UTC),)]
    assert ask(config, "SELECT DISTINCT tf_days FROM cmc_price_bars_multi_tf WHERE id = 7") == [(5,)]
    assert not valid(config)
    assert not any(outcome.written or outcome.deleted for outcome in (ingest(config), *refresh(config)))


def stock(asset: int, day: date, close: float = 10.0, hour: int = 21) -> dict:
    """A row with the hours of New York's winter."""
    opened = datetime(day.year, day.month, day.day, 14, 30, tzinfo=UTC)
    closed = opened.replace(hour=hour, minute=0)
    return row(asset, day, close, timeopen=opened, timeclose=closed, timestamp=closed, timehigh=closed, timelow=opened)


@pytest.fixture
def make_table(tmp_path, make_config, world):
    """A function that makes configurations of a source table whose assets 7 and 8 follow XNYS, and 1 none."""
    (tmp_path / "assets.csv").write_text("id,symbol,name,calendar\n1,BTC,Bitcoin,\n7,AAA,A,XNYS\n8,BBB,B,XNYS\n")
    source = {"kind": "table", "table": "history", "assets": str(tmp_path / "assets.csv")}
    return lambda **given: make_config(**{"source": source, **FEW, **given})


def statuses(config) -> dict[int, tuple[str, str]]:
    with closing(connect(config)) as connection, reading(connection) as cursor:
        report = check_bar_freshness(config, cursor, {})
        expected = plan.make(config, cursor).report.as_dict()
    assert report == expected
    return {asset["id"]: (asset["status"], asset["reason"]) for asset in report["assets"]}


def test_monday_is_fresh_with_fridays_bar_and_stale_without(make_table):
    """Thanksgiving is no session, and the Friday after it closes early."""
    config = make_table()
    days = [date(2026, 11, 16) + timedelta(days=i) for i in range(5)]
    store(config, [*(stock(7, day) for day in days), *(stock(8, day) for day in days[:-1]), row(1, days[-1], 5.0)])
    refresh(config)
    monday = make_table(as_of="2026-11-23T13:00:00Z")
    found = statuses(monday)
    assert found[7][0] == "fresh"
    assert "it has every session to Friday 2026-11-20" in found[7][1]
    assert found[8] == (
        "stale",
        "its session of Friday 2026-11-20 is 40.0 hours overdue; it closed 2026-11-20T21:00:00Z",
    )
    assert found[1][0] == "stale"
    assert [statuses(make_table(as_of=as_of))[8][0] for as_of in ("2026-11-21T20:59:59Z", "2026-11-21T21:00:01Z")] == [
        "fresh",
        "stale",
    ]
    # For an asset that trades every day the same rule is the present one: 48 hours after its newest close.
    assert [statuses(make_table(as_of=as_of))[1][0] for as_of in ("2026-11-22T23:59:59Z", "2026-11-23T00:00:01Z")] == [
        "fresh",
        "stale",
    ]
    more = [date(2026, 11, day) for day in (23, 24, 25)]
    store(config, [stock(7, day) for day in (*days, *more)])
    refresh(config)
    assert statuses(make_table(as_of="2026-11-27T12:00:00Z"))[7][0] == "fresh"
    assert statuses(make_table(as_of="2026-11-28T18:01:00Z"))[7][1].startswith(
        "its session of Friday 2026-11-27 is 0.0 hours"
    )


def check_is_rebuild(config) -> None:
    """The plan counts what a refresh then does, and that is what a rebuild makes."""
    with closing(connect(config)) as connection, reading(connection) as cursor:
        planned = plan.make(config, cursor)
    outcomes = refresh(config)
    assert not any(outcome.problems for outcome in outcomes)
    assert sum(step.rows for step in planned.steps) == sum(outcome.written for outcome in outcomes)
    assert any(outcome.written for outcome in outcomes)
    found = contents(config)
    assert not valid(config)
    empty(config)
    refresh(config)
    assert contents(config) == found


def test_a_calendar_that_is_corrected_is_a_rebuild_of_what_it_touches(make_table, world, monkeypatch, caplog):
    days = [
        date.fromordinal(int(day))
        for day in world["XNYS"].days
        if date(2025, 11, 3).toordinal() <= day < date(2026, 3, 1).toordinal()
    ]
    config = make_table(as_of="2026-03-01T00:00:00Z", staleness_hours=10_000)
    store(config, [stock(asset, day, 10.0 + i) for i, day in enumerate(days) for asset in (1, 7)])
    refresh(config)
    before = marks(config, [BARS_1D, *(stage.table.name for stage in stages(config))])

    # Sessions that are added after all windows under way, as every year: nothing is written.
    world["XNYS"] = with_session(world["XNYS"], date(2031, 12, 27))
    library_is(monkeypatch, "another library")
    with caplog.at_level(logging.INFO, "freshbars"):
        outcomes = refresh(config)
    assert not any(outcome.written or outcome.deleted or outcome.changed for outcome in outcomes)
    assert "1 added (2031-12-27)" in caplog.text
    assert marks(config, list(before)) == before

    # A day of mourning that the library did not know: its bar is a reject, and no day is missing.
    world["XNYS"] = without(world["XNYS"], date(2026, 1, 9))
    library_is(monkeypatch, "a third")
    check_is_rebuild(config)
    rejected = ask(config, f"SELECT id, timestamp, reason FROM {BARS_1D}_rejects")
    assert rejected == [(7, datetime(2026, 1, 9, 21, tzinfo=UTC), "no_session")]

    # A special Saturday: it becomes the last session of its week, which lacks it.
    world["XNYS"] = with_session(world["XNYS"], date(2026, 2, 14))
    library_is(monkeypatch, "a fourth")
    check_is_rebuild(config)
    week = "cmc_price_bars_multi_tf_cal_us WHERE id = 7 AND time_close = '2026-02-13T21:00Z'"
    assert ask(config, f"SELECT tf_days, pos_in_bar, is_partial_end FROM {week}") == [(6, 5, False)]

    # The asset follows none any more.
    Path(config.source.assets).write_text("id,symbol,name\n1,BTC,Bitcoin\n7,AAA,A\n")
    check_is_rebuild(config)
    assert not ask(config, f"SELECT * FROM {BARS_1D}_rejects")


def test_other_hours_place_a_file_of_dates_anew(tmp_path, make_config, world, monkeypatch):
    folder, assets = tmp_path / "exports", tmp_path / "assets.csv"
    folder.mkdir()
    days = [date(2026, 3, day) for day in (5, 6, 7, 9, 10)]  # Summer time begins on the 8th; the 7th is a Saturday.
    lines = "".join(f"{day},1,2,1,2,2,5\n" for day in days)
    (folder / "AAA.csv").write_text("Date,Open,High,Low,Close,Adj Close,Volume\n" + lines)
    assets.write_text("id,symbol,name,calendar\n7,AAA,A,XNYS\n")
    source = {"kind": "exports", "exports": str(folder), "assets": str(assets), "table": "cmc_price_histories7"}
    config = make_config(source=source, **FEW)

    def closes() -> list[str]:
        ingest(config)
        refresh(config)
        return [f"{close:%d %H:%M}" for (close,) in ask(config, f"SELECT time_close FROM {BARS_1D} ORDER BY 1")]

    def waiting() -> list[str]:
        with closing(connect(config, "tests")) as connection, reading(connection) as cursor:
            return plan.make(config, cursor).waiting_files

    assert closes() == ["05 21:00", "06 21:00", "09 20:00", "10 20:00"]
    assert waiting() == []
    assert ask(config, f"SELECT reason, timestamp::date FROM {BARS_1D}_rejects") == [("no_session", date(2026, 3, 7))]
    assert not ingest(config).loaded
    early = world["XNYS"].days == date(2026, 3, 6).toordinal()
    world["XNYS"] = replace(
        world["XNYS"], closes=np.where(early, world["XNYS"].closes - 3 * 3_600_000_000, world["XNYS"].closes)
    )
    library_is(monkeypatch, "another library")
    assert waiting() == ["AAA.csv"]
    assert closes() == ["05 21:00", "06 18:00", "09 20:00", "10 20:00"]
    assert not ingest(config).loaded
    assets.write_text("id,symbol,name,calendar\n7,AAA,A,\n")
    assert waiting() == ["AAA.csv"]
    assert closes() == ["05 23:59", "06 23:59", "07 23:59", "09 23:59", "10 23:59"]


def test_stored_sessions_need_no_library(make_table, monkeypatch):
    config = make_table()
    store(config, [stock(7, date(2026, 1, 5))])
    refresh(config)

    def unwanted(*arguments):
        raise AssertionError("the library was loaded")

    monkeypatch.setattr(exchange_sessions, "from_library", unwanted)
    store(config, [stock(7, date(2026, 1, day)) for day in (5, 6, 10)])
    refresh(config)
    library_is(monkeypatch, None)
    store(config, [stock(7, date(2026, 1, day)) for day in (5, 6, 7, 10)])
    refresh(config)
    assert ask(config, f"SELECT count(*) FROM {BARS_1D}") == [(3,)]
    ask(config, "DELETE FROM freshbars_sessions WHERE session > '2026-01-31'")
    with pytest.raises(
        UserError, match=r"sessions of it end 2026-01-30: install .*pip install 'freshbars\[sessions\]'"
    ):
        refresh(config)


def test_a_session_that_is_written_by_hand_counts_until_the_library_changes(make_table, monkeypatch):
    """Where the library is wrong, the table is put right."""
    config = make_table()
    store(config, [stock(7, date(2026, 1, day)) for day in (9, 10, 12)])
    refresh(config)
    rejects = f"SELECT reason, timestamp::date FROM {BARS_1D}_rejects"
    assert ask(config, rejects) == [("no_session", date(2026, 1, 10))]
    ask(
        config, "INSERT INTO freshbars_sessions VALUES ('XNYS', '2026-01-10', '2026-01-10T14:30Z', '2026-01-10T21:00Z')"
    )
    refresh(config)
    assert ask(config, rejects) == []
    library_is(monkeypatch, "another library")
    refresh(config)
    assert ask(config, rejects) == [("no_session", date(2026, 1, 10))]


def test_a_calendar_that_nobody_knows_is_one_sentence(tmp_path, make_config):
    (tmp_path / "assets.csv").write_text("id,symbol,name,calendar\n7,AAA,A,XNYZ\n")
    config = make_config(source={"kind": "table", "table": "history", "assets": str(tmp_path / "assets.csv")}, **FEW)
    store(config, [stock(7, date(2026, 1, 5))])
    with pytest.raises(UserError, match=r"asset 7 follows the calendar XNYZ .* does not know"):
        refresh(config)


def test_a_calendar_that_the_library_cannot_build_stops_its_own_assets_alone(make_table, world, monkeypatch, caplog):
    days = [date.fromordinal(int(day)) for day in world["XNYS"].days if 739_000 <= day < 739_030]
    config = make_table(as_of="2026-03-01T00:00:00Z", staleness_hours=100_000)
    store(config, [stock(asset, day, 10.0 + i) for i, day in enumerate(days) for asset in (1, 7)])

    def broken(name, year, asset):
        raise exchange_sessions.UnbuiltCalendar("ValueError: special dates are not sessions")

    monkeypatch.setattr(exchange_sessions, "from_library", broken)
    daily, *rest = refresh(config)
    words = (
        "it follows the calendar XNYS (source.assets), which exchange_calendars cannot build (ValueError: special dates"
    )
    assert {asset: reason[: len(words)] for asset, reason in daily.problems.items()} == {7: words}
    assert list(daily.changed) == [1]
    assert not any(outcome.problems for outcome in rest)
    with closing(connect(config)) as connection, reading(connection) as cursor:
        planned = [(step.id, step.stage, step.action) for step in plan.make(config, cursor).steps]
    assert planned[0] == (7, "1D bars", "fail")

    # Sessions that are stored and reach far enough are used.
    monkeypatch.setattr(exchange_sessions, "from_library", lambda name, year, asset: world[name])
    assert not any(outcome.problems for outcome in refresh(config))
    monkeypatch.setattr(exchange_sessions, "from_library", broken)
    library_is(monkeypatch, "another library")
    store(config, [stock(asset, day, 10.0 + i) for i, day in enumerate(days[:-1]) for asset in (1, 7)])
    with caplog.at_level(logging.WARNING, "freshbars"):
        outcomes = refresh(config)
    assert not any(outcome.problems for outcome in outcomes)
    assert list(outcomes[0].changed) == [1, 7]
    assert "its stored sessions are used, which end 20" in caplog.text
    assert not valid(config)


def test_what_the_library_knows(library):
    """Holidays, early closes, summer time, the days after 2001-09-11, and that a session closes on its own date."""
    xnys = library["XNYS"]
    hours = {
        day: f"{instant(close):%H:%M}" for day, close in zip(xnys.days.tolist(), xnys.closes.tolist(), strict=True)
    }
    assert hours[date(2026, 11, 27).toordinal()] == "18:00"
    assert (hours[date(2026, 3, 6).toordinal()], hours[date(2026, 3, 9).toordinal()]) == ("21:00", "20:00")
    assert (
        not {date(2026, 11, 26).toordinal(), date(2001, 9, 12).toordinal(), date(2026, 11, 28).toordinal()}
        & hours.keys()
    )
    for name in ("XNZE", "24/5"):
        sessions = from_library(name, 2027, 1)
        assert ((sessions.closes // 86_400_000_000 + DAY_2000) == sessions.days).all()
        assert (sessions.opens[1:] > sessions.closes[:-1]).all()


def test_what_is_read_follows_the_calendar_too(make_table):
    days = [date(2026, 9, 1) + timedelta(days=i) for i in range(100)]
    config = make_table()
    # Thanksgiving is missing: no session, so that nothing is lacking.
    store(
        config,
        [
            stock(7, d, 50.0 + i % 9)
            for i, d in enumerate(days)
            if d.weekday() < 5 and (d.month, d.day) not in ((9, 7), (11, 26))
        ],
    )
    refresh(config)
    db = Database(config, address())
    names = ("ts", "period", "ema", "ema_daily", "roll")
    read = db.emas(7, "1W_CAL_US", [2, 3], rows="all").select(names).to_pylist()
    stored = ask(
        config,
        "SELECT ts, period, ema_bar, ema, roll FROM cmc_ema_multi_tf_cal_us WHERE id = 7 AND tf = '1W_CAL_US' "
        "ORDER BY period, ts",
    )
    assert [tuple(one[name] for name in names) for one in read] == stored
    assert len(stored) > 80
    fridays = [one for one in db.bars("AAA", "1W_CAL_US", rows="daily").to_pylist() if f"{one['ts']:%a}" == "Fri"]
    assert len(fridays) > 10
    assert all(one["time_close"] == one["ts"] for one in fridays), "a week is finished at Friday's close"
    assert [one["calendar"] for one in db.assets().to_pylist()] == [None, "XNYS", "XNYS"]
