"""The package by itself: symbols, actions and days of files. Needs nothing but NumPy."""

import importlib.util
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from vendors import GOLDEN

import pricefiles
from pricefiles import FileError, FilePart, PriceFile, Sessions

DAY_US = 86_400_000_000
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
PACKAGE = Path(pricefiles.__file__).parent


def read(text: str, name: str = "file.csv", **how) -> PriceFile:
    return pricefiles.read(Path(name), text.encode(), **how)


def dates(part: FilePart) -> list[date]:
    return [date(2000, 1, 1) + timedelta(days=int(day)) for day in part.days]


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def weekdays(first: date, last: date, week=range(5)) -> list[date]:
    every = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return [day for day in every if day.weekday() in week]


def sessions(days: list[date], zone: str, opens: str, closes: str) -> Sessions:
    """Sessions with these local times of day."""
    at = [
        [microseconds(datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), ZoneInfo(zone))) for day in days]
        for clock in (opens, closes)
    ]
    return Sessions(np.array([(day - EPOCH.date()).days for day in days]), *map(np.array, at), zone)


def yahoo(stamps: list[object]) -> str:
    lines = [f"{stamp},{10 + i % 7},{12 + i % 7},{9 + i % 7},{11 + i % 7},1,100" for i, stamp in enumerate(stamps)]
    return "\n".join(["Date,Open,High,Low,Close,Adj Close,Volume", *lines])


def tradingview(instants: list[datetime]) -> str:
    lines = [
        f"{int(moment.timestamp())},{10 + i % 7},{12 + i % 7},{9 + i % 7},{11 + i % 7}"
        for i, moment in enumerate(instants)
    ]
    return "\n".join(["time,open,high,low,close", *lines])


# -- symbols -------------------------------------------------------------------------------------------------------------

LONG = (
    "ticker,volume,open,close,high,low,window_start,transactions\n"
    "BRK.B,10,5,6,7,4,1709096400000000000,1\nABRpD,20,15,16,17,14,1709096400000000000,1\n"
    "BRK.B,11,6,7,8,5,1709182800000000000,1\nABRPD,30,25,26,27,24,1709182800000000000,1"
)


def test_a_long_file_is_read_by_symbol():
    file = read(LONG)
    assert file.parts.keys() == {"BRK.B", "ABRpD", "ABRPD"}
    assert file.parts["BRK.B"].rows["close"].tolist() == [6, 7]
    assert dates(file.parts["BRK.B"]) == [date(2024, 2, 28), date(2024, 2, 29)]
    assert dates(file.parts["ABRPD"]) == [date(2024, 2, 29)]
    assert (file.parts["ABRpD"].symbol, str(file.parts["ABRpD"].series)) == ("ABRpD", "polygon/raw")
    with pytest.raises(FileError, match="holds 3 assets"):
        _ = file.only


def test_only_symbols_that_are_asked_for_are_read():
    # What is wrong with the lines of others is nobody's concern.
    file = read(LONG.replace("20,15,16", "20,15,x"), symbols={"BRK.B"})
    assert (file.parts.keys(), set(file.others), file.refused) == ({"BRK.B"}, {"ABRpD", "ABRPD"}, {})
    assert read(LONG, symbols={"X"}).parts == {}
    # Of one symbol alone the key is a symbol, too.
    assert read(GOLDEN["polygon"].data.decode(), symbols={"ABRpD"}).parts.keys() == {"ABRpD"}


def test_a_part_with_a_flaw_keeps_no_other_out():
    for broken, line, reason in (
        (LONG.replace("20,15,16", "20,15,x"), 3, "column close holds 'x'"),
        (LONG + "\nABRpD,21,15,16,17,14,1709096400000000000,1", 6, "contradicts line 3"),
    ):
        file = read(broken)
        assert file.parts.keys() == {"BRK.B", "ABRPD"}
        assert (file.refused["ABRpD"].line, reason in file.refused["ABRpD"].reason) == (line, True)
    # A line with a cell too few is no matter of one symbol.
    with pytest.raises(FileError, match="line 3: has 7 cells"):
        read(LONG.replace("ABRpD,20,", "ABRpD,"))


@pytest.mark.parametrize("first", ["Price", "Ticker", ""])
def test_a_wide_file_is_read_by_symbol_in_either_order_of_its_header(first):
    """As ``yf.download([...])`` writes it, grouped by column or by ticker, with and without names of the header's lines."""
    roles = ["Adj Close", "Close", "High", "Low", "Open", "Volume"]
    values = dict(zip(roles, ["1", "11", "12", "9", "10", "100"], strict=True))
    by_ticker = first == "Ticker"
    columns = (
        [(s, r) for s in ("AAA", "b-b") for r in roles]
        if by_ticker
        else [(s, r) for r in roles for s in ("AAA", "b-b")]
    )
    symbols, names = [s for s, _ in columns], [r for _, r in columns]
    head = (
        [["Ticker", *symbols], ["Price", *names]]
        if by_ticker
        else [[first, *names], ["Ticker" if first else "", *symbols]]
    )
    row = ["2024-02-28", *(values[role] for role in names)]
    # B-B does not trade on the second day.
    other = ["2024-02-29", *("" if symbol == "b-b" else values[role] for symbol, role in columns)]
    file = read("\n".join(map(",".join, [*head, ["Date", *[""] * 12], row, other])))
    assert {symbol: len(part.rows) for symbol, part in file.parts.items()} == {"AAA": 2, "B-B": 1}
    assert file.parts["B-B"].rows[["open", "high", "low", "close", "volume"]].tolist() == [(10, 12, 9, 11, 100)]
    assert file.parts["AAA"].series.adjustment == "split-adjusted"


# -- actions -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "adjustment"),
    [
        (
            ("date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor\n"
            "2024-02-27,40,41,39,40,5,1,1,1,1,1,0.0,1.0\n2024-02-28,10,11,9,10,5,1,1,1,1,1,0.0,4.0\n"
            "2024-02-29,10,11,9,10,5,1,1,1,1,1,0.25,1.0"), "raw",
        ),
        (
            ("timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n"
            "2024-02-29,10,11,9,10,1,5,0.25,1.0\n2024-02-28,10,11,9,10,1,5,0.0,4.0\n2024-02-27,40,41,39,40,1,5,0.0,1.0"), "raw",
        ),
        (
            ("Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n2024-02-27 00:00:00-05:00,10,11,9,10,5,0.0,0.0\n"
            "2024-02-28 00:00:00-05:00,10,11,9,10,5,0.0,4.0\n2024-02-29 00:00:00-05:00,10,11,9,10,5,0.25,0.0"), "adjusted",
        ),
    ],
    ids=["tiingo", "alphavantage", "yfinance"],
)  # fmt: skip
def test_stated_splits_and_dividends_are_read(text, adjustment):
    part = read(text).only
    assert part.series.adjustment == adjustment
    days = dict(zip(dates(part), part.days.tolist(), strict=True))
    assert part.actions.tolist() == [(days[date(2024, 2, 28)], 4.0, 0.0), (days[date(2024, 2, 29)], 1.0, 0.25)]


# -- days ----------------------------------------------------------------------------------------------------------------

AUTUMN = weekdays(date(2024, 9, 2), date(2024, 11, 29))
EXCHANGES = [
    ("Asia/Seoul", "09:00", "15:30"), ("Europe/Berlin", "09:00", "17:30"), ("America/Sao_Paulo", "10:00", "17:00"),
    ("Australia/Sydney", "10:00", "16:00"), ("Pacific/Auckland", "10:00", "16:45"), ("America/New_York", "09:30", "16:00"),
    ("Asia/Kolkata", "09:15", "15:30"), ("Asia/Riyadh", "10:00", "15:00"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "opens", "closes"), EXCHANGES)
@pytest.mark.parametrize("mark", ["midnight", "open", "close"])
@pytest.mark.parametrize("spelled", ["Z", "+00:00", "own offset", "another offset", "epoch"])
def test_an_instant_that_marks_a_session_is_of_its_day_whatever_its_offset(zone, opens, closes, mark, spelled):
    clock = {"midnight": "00:00", "open": opens, "close": closes}[mark]
    week = (6, 0, 1, 2, 3) if zone == "Asia/Riyadh" else range(5)
    days = weekdays(AUTUMN[0], AUTUMN[-1], week)
    local = [datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), ZoneInfo(zone)) for day in days]
    if spelled == "epoch":
        text = tradingview(local)
    else:
        other = {"Z": UTC, "+00:00": UTC, "own offset": ZoneInfo(zone), "another offset": ZoneInfo("Asia/Tokyo")}[
            spelled
        ]
        stamps = [moment.astimezone(other).isoformat(" ") for moment in local]
        text = yahoo([stamp.replace("+00:00", "Z") if spelled == "Z" else stamp for stamp in stamps])
    part = read(text, sessions=sessions(days, zone, opens, closes)).only
    assert dates(part) == days
    assert part.warnings == ()


def test_a_session_may_open_on_the_evening_before():
    """Futures in Chicago: the session of a day opens at 17:00 of the day before."""
    zone = ZoneInfo("America/Chicago")
    opens = [datetime.combine(day - timedelta(days=1), datetime.min.time().replace(hour=17), zone) for day in AUTUMN]
    closes = [datetime.combine(day, datetime.min.time().replace(hour=16), zone) for day in AUTUMN]
    held = Sessions(
        np.array([(day - EPOCH.date()).days for day in AUTUMN]), *(np.array([*map(microseconds, o)]) for o in (opens, closes)),
        "America/Chicago",
    )  # fmt: skip
    assert dates(read(tradingview(opens), sessions=held).only) == AUTUMN


def test_currencies_of_tradingview_begin_their_day_at_17_in_new_york():
    begins = [
        datetime.combine(day - timedelta(days=1), datetime.min.time().replace(hour=17), ZoneInfo("America/New_York"))
        for day in AUTUMN
    ]
    assert dates(read(tradingview(begins)).only) == AUTUMN


def test_half_days_are_closes_of_their_sessions_or_those_of_a_spreadsheet():
    half = date(2024, 11, 29)
    clocks = [f"{day.month}/{day.day}/{day.year} {'13' if day == half else '16'}:00:00" for day in AUTUMN]
    sheet = "\n".join(["Date,Open,High,Low,Close,Volume", *(f"{clock},10,12,9,11,5" for clock in clocks)])
    assert dates(read(sheet).only) == AUTUMN
    # A later hour is no half day.
    with pytest.raises(FileError, match="holds the time 18:00 where other lines hold 16:00"):
        read(sheet.replace("13:00:00", "18:00:00"))
    held = sessions(AUTUMN, "America/New_York", "09:30", "16:00")
    held.closes[-1] -= 3 * 3600 * 1_000_000
    stamps = [f"{day} {'13' if day == half else '16'}:00:00" for day in AUTUMN]
    assert dates(read(yahoo(stamps), sessions=held).only) == AUTUMN
    with pytest.raises(FileError, match=r"line 66: holds the time 13:00.*those of the asset's calendar"):
        read(yahoo(stamps))


def test_instants_without_a_calendar_are_of_their_written_date_if_that_makes_them_midnights():
    for zone in ("Asia/Tokyo", "Europe/Athens", "America/New_York"):
        stamps = [datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).isoformat(" ") for day in AUTUMN]
        assert dates(read(yahoo(stamps)).only) == AUTUMN


def test_nanoseconds_microseconds_milliseconds_and_seconds_are_told_apart():
    for zeros in ("", "000", "000000", "000000000"):
        text = tradingview([datetime(2024, 2, 28, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC)])
        assert dates(read(re.sub(r"(?m)^(\d{10}),", rf"\g<1>{zeros},", text)).only) == [
            date(2024, 2, 28),
            date(2024, 2, 29),
        ]


# -- what is refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "root:x:0:0:root:/root:/bin/bash\ndaemon:*:19000", "top secret\nmore", "a;b;SECRET;d\n1;2;3;4",
        '{"token": "SECRET"}', "<html>SECRET", "user,password,SECRET,x\n1,2,3,4", '"SECRET\nx', "Date,Close,SECRET\n1,2,3",
        "Date,Open,High,Low,Close,SECRET\n2024-01-01,1,1,1,1,SECRET", "\0SECRET",
    ],
)  # fmt: skip
def test_no_word_of_a_file_without_a_known_format_is_quoted(text):
    with pytest.raises(FileError) as caught:
        read(text)
    for word in re.findall(r"root|bash|daemon|secret|SECRET|token|password", text):
        assert word not in str(caught.value)


# -- the package by itself ---------------------------------------------------------------------------------------------------


def test_the_readme_shows_what_works(tmp_path):
    (tmp_path / "AAPL.csv").write_bytes(GOLDEN["yahoo"].data)
    blocks = re.findall(r"```python\n(.*?)```", (PACKAGE / "README.md").read_text(), re.DOTALL)
    code = blocks[0].replace('"AAPL.csv"', repr(str(tmp_path / "AAPL.csv")))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "yahoo/split-adjusted 10.25 ()\n"


def test_every_module_can_be_imported_without_anything_but_numpy():
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py")]
    code = f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name.removesuffix('.__init__'))\n"
    code += (
        "outside = {name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names - {'numpy', 'pricefiles'}\n"
    )
    code += "print(sorted(name for name in outside if not name.startswith('_')))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {paths()!r}\n{code}"], capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


def paths() -> list[str]:
    """Where the package and NumPy are."""
    return [str(PACKAGE.parent), str(Path(importlib.util.find_spec("numpy").origin).parents[1])]
