"""Files of every vendor: recognised by content, read to the bit, and refused where they cannot be right."""

import csv
import gzip
import io
import math
import random
import resource
import struct
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from pathlib import Path

import numpy as np
import pytest
from test_exports import REAL, csv_text, days
from vendors import BOTH, GOLDEN, MS1, MS2

from freshbars.compute.instants import DAY_US, NO_INSTANT, instant
from pricefiles import fast_csv, pieces
from pricefiles.cells import money, numbers
from pricefiles.errors import FileError
from pricefiles.formats.registry import BUILT_IN
from pricefiles.price_file import FilePart
from pricefiles.reading import read as read_file
from pricefiles.trading_day import Sessions

VENDORS = REAL / "vendors"


def parse(data: bytes | str, name: str = "BTC.csv", **more) -> FilePart:
    return read_file(Path(name), data if isinstance(data, bytes) else data.encode(), **more).only


def instant_day(*day: int) -> int:
    return (date(*day) - date(2000, 1, 1)).days


def said(export: FilePart) -> tuple[tuple, ...]:
    """Each day's date, prices and volume."""
    found = []
    for row in export.rows:
        values = [
            None if math.isnan(v) else v for v in (row[c].item() for c in ("open", "high", "low", "close", "volume"))
        ]
        found.append((str(instant(row["timestamp"]).date()), *values))
    return tuple(found)


@pytest.mark.parametrize("kind", GOLDEN)
def test_every_format_is_recognised_and_says_what_it_says(kind):
    golden = GOLDEN[kind]
    export = parse(golden.data)
    assert export.series.stored == golden.series
    assert said(export) == golden.days
    assert export.warnings == ()
    # Nobody says when the extremes were reached; the day's stamp is its close.
    assert (export.rows["timehigh"] == NO_INSTANT).all()
    assert (export.rows["timelow"] == NO_INSTANT).all()
    assert (export.rows["timestamp"] == export.rows["timeclose"]).all()
    assert (export.rows["timeclose"] - export.rows["timeopen"] == DAY_US - 1000).all()


def test_every_format_has_a_golden_file():
    golden = {parse(golden.data).format.name for golden in GOLDEN.values()}
    assert golden | {"coinmarketcap"} == {format_.name for format_ in BUILT_IN}


@pytest.mark.parametrize("kind", GOLDEN)
def test_the_order_of_lines_and_the_way_lines_end_mean_nothing(kind):
    data = GOLDEN[kind].data.replace(b"\r\n", b"\n")
    assert parse(data.replace(b"\n", b"\r\n")).rows.tobytes() == parse(data).rows.tobytes()
    assert parse(data.rstrip() + b"\n\n").rows.tobytes() == parse(data).rows.tobytes()
    lines = data.rstrip().split(b"\n")
    turned = b"\n".join([*lines[:-2], lines[-1], lines[-2]])
    assert parse(turned).rows.tobytes() == parse(data).rows.tobytes()


def test_quotes_around_cells_mean_nothing():
    for golden in GOLDEN.values():
        text = golden.data.decode("utf-8-sig")
        delimiter = "\t" if "\t" in text else ","
        out = io.StringIO()
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        csv.writer(out, quoting=csv.QUOTE_ALL, delimiter=delimiter).writerows(rows)
        assert parse(out.getvalue()).rows.tobytes() == parse(golden.data).rows.tobytes()


def test_files_packed_as_gz_and_zip_are_read():
    data = GOLDEN["binance"].data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("BTCUSDT-1d-2024-02.csv", data)
        archive.writestr("readme.txt", "by Binance")
    for some in (gzip.compress(data), packed.getvalue()):
        export = parse(some)
        assert said(export) == BOTH
        assert export.content != parse(data).content


def test_parquet_is_read_to_the_bit_or_says_what_it_needs(monkeypatch):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    closes = [0.1 + 0.2, 1e-7]
    table = pa.table(
        {
            "Open": closes, "High": closes, "Low": closes, "Close": closes, "Adj Close": closes, "Volume": [1, None],
            "Date": [datetime(2024, 2, 28), datetime(2024, 2, 29)],
        }
    )  # fmt: skip
    out = io.BytesIO()
    parquet.write_table(table, out)
    export = parse(out.getvalue())
    assert export.rows["close"].tolist() == closes
    assert said(export)[1][-1] is None
    with pytest.raises(FileError, match="Parquet file that cannot be read"):
        parse(out.getvalue()[:-20])


def test_parquet_is_bounded_before_it_is_unpacked():
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    one = pa.array([1.5]).dictionary_encode()
    column = pa.DictionaryArray.from_arrays(pa.array(np.zeros(1 << 24, np.int8)), one.dictionary)
    out = io.BytesIO()
    parquet.write_table(pa.table(dict.fromkeys("abcdefghij", column)), out)
    assert len(out.getvalue()) < 1 << 20
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileError, match="holds more than the 256 MiB"):
        parse(out.getvalue())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start < 100 << 10


def test_parquet_holds_instants_with_their_offset_and_unknown_values():
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    stamps = pa.array([datetime(2024, 2, 28, 5, tzinfo=UTC), datetime(2024, 2, 29, 5, tzinfo=UTC)])
    prices = {name: [values[i] for values in BOTH] for i, name in enumerate(("Open", "High", "Low", "Close"), 1)}
    table = pa.table(prices | {"Volume": [1500.0, math.nan], "Adj Close": [1, 2]})
    table = table.append_column("__index_level_0__", stamps.cast(pa.timestamp("ns", "America/New_York")))
    out = io.BytesIO()
    parquet.write_table(table, out)
    assert said(parse(out.getvalue())) == (BOTH[0], (*BOTH[1][:5], None))


def test_parquet_without_pyarrow_is_a_sentence(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(FileError, match=r"needs pyarrow: install it .*or write the file as CSV"):
        parse(b"PAR1 and so on")


# -- the very files of the vendors --------------------------------------------------------------------------------------

FILES = sorted(f for f in [*VENDORS.rglob("*"), *REAL.glob("equities/*.csv")] if f.suffix in (".csv", ".txt"))
# Column names by role, as a plain reader would look for them.
PLAIN = {
    "date": ("Date", "Data", "<DATE>", "timestamp", "date", "time", "Price"),
    "open": ("Open", "open", "Otwarcie", "<OPEN>"),
    "high": ("High", "high", "Najwyzszy", "<HIGH>"),
    "low": ("Low", "low", "Najnizszy", "<LOW>"),
    "close": ("Close", "close", "Zamkniecie", "<CLOSE>", "Close/Last", "Price"),
    "volume": ("Volume", "volume", "Wolumen", "<VOL>", "Volume BTC", "Vol."),
}


def plainly(file: Path) -> dict[date, list[tuple]]:
    """Prices and volumes of a file by day, read with nothing but the csv module and float."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = [row for row in csv.reader(opened) if row]
    if file.parent.name == "kraken":
        at = dict(zip(PLAIN, (0, 1, 2, 3, 4, 5), strict=True))
    else:
        rows = rows[1:] if "ryptoDataDownload" in rows[0][-1] else rows
        header = rows[0]
        at = {role: next((header.index(n) for n in names if n in header), None) for role, names in PLAIN.items()}
        rows = rows[3:] if header[0] == "Price" else rows[1:]
        if header[0] == "Price":
            at["date"], at["close"] = 0, header.index("Close")
    found: dict[date, list[tuple]] = {}
    for row in rows:
        cells = [row[at[role]] if at[role] is not None else "" for role in list(PLAIN)[1:]]
        found.setdefault(plain_day(row[at["date"]], file), []).append(tuple(map(plain_number, cells)))
    return found


def plain_day(cell: str, file: Path) -> date:
    if file.parent.name == "kraken":
        return datetime.fromtimestamp(int(cell), UTC).date()
    if "/" in cell:
        return datetime.strptime(cell, "%m/%d/%Y").date()
    return date.fromisoformat(cell[:10] if "-" in cell else f"{cell[:4]}-{cell[4:6]}-{cell[6:]}")


def plain_number(cell: str) -> float | None:
    cell = cell.replace(",", "").replace("$", "")
    if cell in ("", "null", "-"):
        return None
    return float(cell[:-1] + {"K": "e3", "M": "e6", "B": "e9"}[cell[-1]]) if cell[-1] in "KMB" else float(cell)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_price_and_volume_of_a_real_file_is_what_the_file_says(file):
    if file.parent.name in ("refuse", "binance"):
        with pytest.raises(FileError, match=r"gives no open, high and low|line 2: .*hourly"):
            read_file(file)
        return
    export, expected = read_file(file).only, plainly(file)
    assert len(export.rows) == len(expected)
    for row in said(export):
        given = expected[date.fromisoformat(row[0])]
        if file.parent.name == "kaggle":
            given = [tuple(v or None if i == 4 else v for i, v in enumerate(values)) for values in given]
        # A day that CryptoDataDownload holds twice: the first stands in milliseconds.
        assert row[1:] == given[0]
        assert len(given) == 1 or len(export.warnings) == 1


# -- what is refused, by name, line and reason --------------------------------------------------------------------------

Y = "Date,Open,High,Low,Close,Adj Close,Volume\n"


def yahoo(*dates: str, rest: str = "2,3,1,2,2,7") -> str:
    return Y + "\n".join(f"{day},{rest}" for day in dates)


def daily(n: int, step: int = 1) -> list[str]:
    return [str(date(2024, 1, 1) + timedelta(days=i * step)) for i in range(n)]


REFUSED = {
    "only quotes": ('""\n""', None, "is empty"),
    "html": ("<!doctype html><html>", 1, "saved web page"),
    "json list": ('[{"a": 1}]', 1, "saved web page or error"),
    "no prices": ("Date,Close,Volume\n2024-01-01,1,2", 1, "gives no open, high and low"),
    "a column lacks": ("Date,Open,High,Close,Adj Close,Volume\n2024-01-01,1,2,3,4,5", 1, "lacks the column low of yahoo"),
    "unknown": ("a,b,c,d\n1,2,3,4", 1, r"first line, of 4 cells, is no known header.*source\.formats"),
    "unknown column": ("timestamp,open,high,low,close,volume,trades", 1, "of alphavantage, and column 7 besides"),
    "a limit": ("Exceeded the daily hits limit", 1, "is not an export"),
    "intraday": (yahoo("2024-02-28 09:30:00-05:00", "2024-02-28 10:30:00-05:00"), 3, "hourly data or shorter"),
    "kraken's minutes": ("1709078400,2,3,1,2,5,1\n1709078460,2,3,1,2,5,1", 2, "hourly data or shorter"),
    "kraken's weeks": ("\n".join(f"{1709078400 + 604800 * i},2,3,1,2,5,1" for i in range(8)), 2, "weekly data"),
    "a lone apostrophe": ("Date,Close/Last,Volume,Open,High,Low\n02/29/2024,$2,7,$2,$3,'", 2, "column Low holds"),
    "header only": (Y, None, "holds no day"),
    "the end of the calendar": (yahoo("9999-12-31T23:59:59-14:00"), 2, "column Date holds a day at the end of the calendar"),
    "its beginning": (yahoo("0001-01-01"), 2, "column Date holds a day at the end of the calendar"),
    "header of symbols only": (GOLDEN["polygon"].data.split(b"\n")[0], None, "holds no day"),
    "header by symbol only": (b"\n".join(GOLDEN["yfinance"].data.split(b"\n")[:3]), None, "holds no day"),
    "cells slip": (yahoo(*daily(3)) + "\n2024-01-04,2,3,1,2,7", 5, "has 6 cells, the header has 7"),
    "thousands comma": (yahoo(*daily(2)) + "\n2024-01-03,1,234,1235,1233,1234,1234", 4, "out of place|columns slip"),
    "volume in close": (yahoo(*daily(3)) + "\n2024-01-04,2,3,1,46964900,2,2", 5, "columns slip here"),
    "order turns": (
        yahoo(*daily(9)) + "".join(f"\n2024-02-0{i},2,1,3,4,2,7" for i in range(1, 5)), 11, "columns slip here",
    ),
    "hourly": (yahoo("2024-01-01 00:00", "2024-01-01 01:00"), 3, "holds 01:00 .* where line 2 holds 00:00.*hourly"),
    "a time of day": (yahoo("2024-01-01 00:00", "2024-01-02 00:00", "2024-01-03 16:00"), 4, "holds the time 16:00"),
    "weekly": (yahoo(*daily(6, 7)), 3, "weekly data"),
    "monthly": (yahoo(*[f"2024-0{m}-01" for m in range(1, 8)]), 3, "monthly data"),
    "word in price": (yahoo("2024-01-01", rest="2,x,1,2,2,7"), 2, "column High holds 'x', which is not a number"),
    "underscore": (yahoo("2024-01-01", rest="2,3_0,1,2,2,7"), 2, "column High holds '3_0'"),
    "infinity": (yahoo("2024-01-01", rest="2,inf,1,2,2,7"), 2, "column High holds 'inf'"),
    "overflow": (yahoo("2024-01-01", rest="2,1e999,1,2,2,7"), 2, "column High holds '1e999'"),
    "arabic digits": (yahoo("2024-01-01", rest="2,٣,1,2,2,7"), 2, "column High holds '٣'"),
    "no such day": (yahoo("2024-01-01", "2023-02-29"), 3, "column Date holds '2023-02-29', which is not a date"),
    "no date": (yahoo("2024-01-01", ""), 3, "column Date is empty"),
    "spelled unlike": (yahoo("2024-01-01", "01/02/2024"), 3, "column Date holds '01/02/2024'"),
    "ambiguous": (yahoo("03/04/2024"), 2, "may be 2024-03-04 or 2024-04-03, and no line of the file decides"),
    "no order fits": (yahoo("13/01/2024", "01/14/2024"), 3, "not .*/.*/year"),
    "contradiction": (yahoo("2024-01-01") + "\n2024-01-01,2,3,1,2.5,2,7", 3, "contradicts line 2 about the day"),
    "hourly klines": (f"{MS1},1,2,1,1,5,{MS1 + 3_599_999},5,5,5,5,0", 1, "covers 1:00:00"),
    "weekly klines": (f"{MS1},1,2,1,1,5,{MS1 + 7 * 86_400_000 - 1},5,5,5,5,0", 1, "covers 7 days"),
    "kraken at noon": ("1709121600,1,2,1,1,5,5", 1, "begins at 12:00 UTC"),
    "stamp and date differ": (
        GOLDEN["cryptodatadownload capitals"].data.replace(b"2024-02-28 ", b"2024-02-27 "), 2,
        "date 2024-02-27 beside the stamp of 2024-02-28",
    ),
    "stooq hourly": (GOLDEN["stooq bulk"].data.replace(b",D,", b",60,"), 2, "period '60', not daily"),
    "column twice": ("Date,Open,High,Low,Close,Close,Adj Close,Volume\n", 1, "column close twice"),
    "damaged gz": (gzip.compress(GOLDEN["yahoo"].data)[:-9], None, "damaged gz"),
    "not a zip": (b"PK\x03\x04 but no more", None, "cannot be unpacked"),
    "bytes": (b"Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-01,\xff,3,1,2,2,7", 2, "is not UTF-8"),
    "bad quote": (yahoo("2024-01-01").replace(",7", ',"7'), 2, "is not valid CSV"),
    "german undecided": (
        '"Date","Price","Open","High","Low"\n"27.12.2024","1.234","1.234","1.234","1.234"', 2, "leaves open whether",
    ),
    "german mixed": (
        GOLDEN["investing in German"].data.replace(b"980,25", b"980.25"), 3, "column Zuletzt holds '980.25'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_right_is_refused_by_name_line_and_reason(case):
    data, line, reason = REFUSED[case]
    with pytest.raises(FileError, match=reason) as caught:
        parse(data)
    assert (caught.value.file, caught.value.line) == ("BTC.csv", line)


def test_a_date_that_may_be_two_is_decided_over_the_whole_file():
    american = [f"{d:%m/%d/%Y}" for d in (date(2024, 1, 1) + timedelta(days=i) for i in range(12))]
    european = [f"{d:%d/%m/%Y}" for d in (date(2024, 1, 1) + timedelta(days=i) for i in range(12))]
    # No day is above 12: only the order of lines shows it.
    for dates in (american, european, european[::-1]):
        export = parse(yahoo(*dates))
        assert [row[0] for row in said(export)] == daily(12)
    assert said(parse(yahoo("03/03/2024")))[0][0] == "2024-03-03"
    # One day above 12 decides, in whatever order.
    assert [row[0] for row in said(parse(yahoo("02/01/2024", "13/01/2024", "01/01/2024")))] == [
        "2024-01-01", "2024-01-02", "2024-01-13",
    ]  # fmt: skip


def test_a_day_that_stands_twice_is_what_the_milliseconds_say():
    golden = GOLDEN["cryptodatadownload"].data
    again = golden + b"\n1709164800.0,2024-02-29,BTC/USDT,1,2,1,1.5,9,13,NULL"
    for data in (
        again,
        golden.replace(b"tradecount\n", b"tradecount\n1709164800.0,2024-02-29,BTC/USDT,1,2,1,1.5,9,13,NULL\n"),
    ):
        export = parse(data)
        assert said(export) == BOTH
        assert len(export.warnings) == 1
        assert "the day 2024-02-29 appears twice with different values" in export.warnings[0]
    with pytest.raises(FileError, match="contradicts"):
        parse(golden + f"\n{MS2},2024-02-29 00:00:00,BTC/USDT,1,2,1,1.5,9,13,5".encode())


def test_volumes_that_change_places_are_a_warning_and_stay_as_they_are():
    text = "unix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n"
    text += "1709164800,2024-02-29 00:00:00,BTC/USD,60000,60000,60000,60000,10,600000\n"
    text += "1709078400,2024-02-28 00:00:00,BTC/USD,60000,60000,60000,60000,660000,11"
    export = parse(text)
    assert export.rows["volume"].tolist() == [660000, 10]
    [warning] = export.warnings
    assert warning.startswith("Volume BTC and Volume USD seem to have changed places on 1 days, first on line 3")


def test_days_of_an_exchange_that_begin_at_another_hour_are_loaded_with_a_warning():
    text = "Unix Timestamp,Date,Symbol,Open,High,Low,Close,Volume\n"
    text += "1586404800000,2020-04-09 04:00:00,BTCUSD,2,3,1,2,5\n1586318400000,2020-04-08 04:00:00,BTCUSD,2,3,1,2,5"
    export = parse(text)
    assert [row[0] for row in said(export)] == ["2020-04-08", "2020-04-09"]
    assert export.warnings == ("its days begin at 04:00; loaded as the UTC days that its dates name",)


def test_an_index_that_begins_with_months_is_loaded_with_a_warning():
    months = [f"{year}-{month:02}-28" for year in (2021, 2022) for month in range(1, 13)]
    export = parse("Date,Open,High,Low,Close\n" + "\n".join(f"{day},1,1,1,1" for day in [*months, *daily(30)]))
    assert len(export.rows) == 54
    assert export.warnings[0].startswith("its first 24 days, from 2021-01-28 on, are a week or more apart")


def test_days_that_a_file_only_dates_go_from_midnight_to_midnight_in_the_time_zone():
    rows = parse(GOLDEN["yahoo"].data, timezone="America/New_York").rows
    assert [instant(rows[c][0]) for c in ("timeopen", "timeclose", "timestamp")] == [
        datetime(2024, 2, 28, 5, tzinfo=UTC), *[datetime(2024, 2, 29, 4, 59, 59, 999000, UTC)] * 2,
    ]  # fmt: skip
    export = parse(yahoo("2024-03-10"), timezone="America/New_York")
    # The day on which summer time begins has 23 hours.
    assert export.rows["timeclose"][0] - export.rows["timeopen"][0] == 23 * DAY_US // 24 - 1000
    assert export.placed == "America/New_York"
    # Exchanges of currencies have UTC days wherever one lives.
    kraken = parse(GOLDEN["kraken"].data, timezone="America/New_York")
    assert kraken.rows.tobytes() == parse(GOLDEN["kraken"].data).rows.tobytes()
    assert kraken.placed is None


def test_a_calendar_may_give_the_hours_of_days():
    days = np.array([instant_day(2024, 2, 28), instant_day(2024, 2, 29)])
    rows = parse(GOLDEN["yahoo"].data, sessions=Sessions(days, days * DAY_US + 1, days * DAY_US + 2)).rows
    assert (rows["timestamp"] % DAY_US).tolist() == [2, 2]


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [("27.41K", ".", 27410.0), ("1.2M", ".", 1.2e6), ("3,93B", ",", 3.93e9), ("$1,234.5", ".", 1234.5), ("-0,5", ",", -0.5),
     ("1.234.567,8", ",", 1234567.8), ("2\u202f620,00", ",", 2620.0), ("1e-7", ".", 1e-7), ("4.35K", ".", 4350.0)],
)  # fmt: skip
def test_numbers_as_people_write_them(cell, decimal, value):
    assert money(cell, decimal) == value


@pytest.mark.parametrize(
    ("cell", "decimal"), [("1,23", "."), ("1.234,5", "."), ("12,34,567", "."), ("1eK", "."), ("K", "."), ("1.2.3", ",")]
)
def test_numbers_that_nobody_writes(cell, decimal):
    with pytest.raises(ValueError):  # noqa: PT011 (the reader adds what is wrong)
        money(cell, decimal)


def test_a_large_file_is_read_in_pieces_with_the_right_lines(monkeypatch):
    lines = yahoo(*daily(500)).split("\n")
    whole = parse("\n".join(lines))
    lines[400] = lines[400].replace(",7", ",x")
    for size in (100, 1000):
        monkeypatch.setattr(fast_csv, "_PIECE", size)
        monkeypatch.setattr(pieces, "_ROWS", size // 20)
        assert parse(yahoo(*daily(500))).rows.tobytes() == whole.rows.tobytes()
        assert parse(yahoo(*daily(500)).replace(",2,7", ',"2",7')).rows.tobytes() == whole.rows.tobytes()
        with pytest.raises(FileError, match="line 401: column Volume"):
            parse("\n".join(lines))


def test_coinmarketcap_is_still_coinmarketcap():
    export = parse(csv_text(days(date(2024, 2, 27), [1, 2])))
    assert (export.series.stored, export.placed) == ("coinmarketcap/2781/", None)


# -- numbers to the last bit ---------------------------------------------------------------------------------------------


def hostile_decimals(n: int) -> list[str]:
    """Decimals that are hard to round: halfway between two doubles, a digit above or below, near 2^53, long, tiny, huge."""
    draw, found = (
        random.Random(53),
        ["9007199254740992", "9007199254740993", "9007199254740.993", ".5", "5.", "0.0", "007"],
    )
    for _ in range(n):
        value = struct.unpack("d", struct.pack("Q", draw.randrange(950, 1100) << 52 | draw.getrandbits(52)))[0]
        half = (Decimal(value) + Decimal(math.nextafter(value, math.inf))) / 2
        found += [
            repr(value), f"{half:f}", f"{half:f}1", f"{half:.17g}", f"{half:.16g}", f"{draw.random():.{draw.randrange(19)}f}",
            f"{draw.getrandbits(54)}", f"{draw.getrandbits(56) / 16:.{draw.randrange(5)}f}",
            f"{draw.getrandbits(60)}e{draw.randrange(-320, 280)}", f"{draw.randrange(10**6)}.{draw.randrange(10**9)}",
        ]  # fmt: skip
    return found


def test_hostile_decimals_are_read_as_float_reads_them():
    with localcontext(prec=1200):
        cells = hostile_decimals(3000)
    [piece] = fast_csv.grids("".join(f"{cell},x\n" for cell in cells).encode(), 0, ",", 2)
    values, plain = piece.decimals(0)
    expected = np.array([float(cell) for cell in cells])
    assert values[plain].tobytes() == expected[plain].tobytes()
    assert 0.3 < plain.mean() < 0.7
    assert numbers(piece, 0, frozenset(), None).tobytes() == expected.tobytes()
    # What float would read too, but no vendor writes, is left to the reader of single cells.
    odd = ["1_0", "1e5", "inf", "nan", "+3", "-3", " 7", "7 ", "٣", "", ".", "1.2.3", "1..", "0x1", "1" * 19, "/", ":"]
    [piece] = fast_csv.grids("".join(f"{cell},x\n" for cell in odd).encode(), 0, ",", 2)
    assert not piece.decimals(0)[1].any()
