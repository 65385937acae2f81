"""Exports as files: which asset one is, what is read of it, and what refuses it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from freshbars.compute.instants import NO_INSTANT, instant
from freshbars.errors import UserError
from freshbars.inputs.assets import Asset, read_assets
from freshbars.source.names import Names
from pricefiles.errors import FileError
from pricefiles.file_warnings import warnings_of
from pricefiles.formats.coinmarketcap import FORMATS
from pricefiles.reading import read as read_file

REAL = Path(__file__).parents[3] / "shared" / "data"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real exports (shared/data) are not on this machine")
ASSETS = {
    a.id: a for a in (Asset(1, "BTC", "Bitcoin"), Asset(5994, "SHIB", "Shiba Inu"), Asset(3794, "ATOM", "Cosmos"))
}
OLD = (
    "timeOpen",
    "timeClose",
    "timeHigh",
    "timeLow",
    "open",
    "high",
    "low",
    "close",
    "volume",
    "marketCap",
    "timestamp",
)
NAMED = (*OLD[:4], "name", *OLD[4:])
SUPPLY = (*NAMED[:-1], "circulatingSupply", "timestamp")
CMC = FORMATS[0]
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def line(day: date, close: object, **other: object) -> dict[str, str]:
    """The cells of a day by column; ``other`` overrides some."""
    cells = {
        "timeOpen": f"{day}T00:00:00.000Z", "timeClose": f"{day}T23:59:59.999Z", "timeHigh": f"{day}T07:30:00.000Z",
        "timeLow": f"{day}T19:56:00.000Z", "name": "2781", "open": "2.5", "high": "900000", "low": "0.000125",
        "close": str(close), "volume": "14076134.88", "marketCap": "487665043.25", "circulatingSupply": "21000000",
        "timestamp": f"{day}T23:59:59.999Z",
    }  # fmt: skip
    return cells | other


def csv_text(lines: list[dict[str, str]], header=SUPPLY, delimiter=";", end="\n", quoted=True, bom=True) -> bytes:
    """The lines as the vendor writes them, in the order given: a BOM, text quoted, no final newline."""
    texts = {"timeOpen", "timeClose", "timeHigh", "timeLow", "name", "timestamp"} if quoted else set()
    body = [delimiter.join(f'"{cells[c]}"' if c in texts else cells[c] for c in header) for cells in lines]
    return (("\ufeff" if bom else "") + end.join([delimiter.join(header), *body])).encode()


def days(first: date, closes: list[object], **other: object) -> list[dict[str, str]]:
    """Lines of consecutive days from ``first`` on, newest first."""
    return [line(first + timedelta(days=i), close, **other) for i, close in enumerate(closes)][::-1]


def parse(tmp_path: Path, data: bytes, name: str = "BTC.csv"):
    file = tmp_path / name
    file.write_bytes(data)
    return read_file(file).only


START = date(2024, 2, 27)


@pytest.mark.parametrize("header", [OLD, NAMED, SUPPLY], ids=["old", "named", "supply"])
@pytest.mark.parametrize(
    "form",
    [{}, {"delimiter": ","}, {"end": "\r\n"}, {"quoted": False}, {"bom": False}, {"quoted": False, "delimiter": ","}],
    ids=str,
)
def test_every_form_of_the_vendor_reads_the_same(tmp_path, header, form):
    export = parse(tmp_path, csv_text(days(START, [1.5, "2.25E-7", 3]), header, **form))
    first = export.rows[0]
    assert export.rows["close"].tolist() == [1.5, 2.25e-7, 3.0]
    assert [instant(t).date() for t in export.rows["timestamp"]] == [START + timedelta(days=i) for i in range(3)]
    assert instant(first["timeclose"]) == datetime(2024, 2, 27, 23, 59, 59, 999000, UTC)
    assert instant(first["timeopen"]) == datetime(2024, 2, 27, tzinfo=UTC)
    assert (instant(first["timehigh"]).hour, instant(first["timelow"]).hour) == (7, 19)
    assert [first[c] for c in ("open", "high", "low", "volume", "marketcap")] == [
        2.5,
        9e5,
        0.000125,
        14076134.88,
        487665043.25,
    ]
    assert export.names.tolist() == [None if header is OLD else "2781"] * 3
    assert (export.file, len(export.content)) == ("BTC.csv", 64)


def test_order_of_lines_and_empty_lines_and_a_final_newline_mean_nothing(tmp_path):
    lines = days(START, [1, 2, 3])
    plain = parse(tmp_path, csv_text(lines))
    mixed = parse(tmp_path, csv_text([lines[1], lines[2], lines[0]]) + b"\r\n\r\n")
    assert mixed.rows.tobytes() == plain.rows.tobytes()
    assert mixed.content != plain.content


def test_empty_cells_and_unknown_volumes_are_null(tmp_path):
    cells = {"timeHigh": "", "open": "", "volume": "0", "marketCap": "0.0", "circulatingSupply": "?"}
    row = parse(tmp_path, csv_text([line(START, 0, **cells)], quoted=False)).rows[0]
    assert row["timehigh"] == NO_INSTANT
    assert np.isnan([row["open"], row["volume"], row["marketcap"]]).all()
    assert row["close"] == 0


def test_equal_days_count_once(tmp_path):
    lines = days(START, [1, 2])
    export = parse(tmp_path, csv_text([*lines, lines[0], lines[0]]))
    assert export.rows["close"].tolist() == [1, 2]
    assert export.days.tolist() == sorted(set(export.days.tolist()))


def edited(at: int, **cells: str) -> bytes:
    """Three good days with cells of line ``at`` replaced."""
    lines = days(START, [1, 2, 3])
    lines[at - 2] |= cells
    return csv_text(lines)


LINE = line(START, 1)
REFUSED = {
    "empty": (b"", None, "is empty"),
    "blank": (b"\xef\xbb\xbf\n \n", None, "is empty"),
    "header only": (csv_text([]), None, "holds no day"),
    "web page": (b"\n<!DOCTYPE html>\n<html>", 1, "saved web page"),
    "json error": (b'{"status": {"error_code": 500}}', 1, "saved web page or error"),
    "another table": (b"a;b\n1;2", 1, "is not an export of a known format: its first line, of 2 cells"),
    "missing columns": (csv_text([LINE], OLD[:7]), 1, "lacks the column timestamp, close, volume, marketcap of coinmarketcap"),
    "column twice": (csv_text([LINE], (*OLD, "close")), 1, "column close twice"),
    "a cell too few": (csv_text(days(START, [1, 2])).rsplit(b";", 1)[0], 3, "has 12 cells, the header has 13"),
    "a cell too many": (csv_text(days(START, [1, 2])) + b";7", 3, "has 14 cells"),
    "cut in a quoted cell": (csv_text(days(START, [1, 2]))[:-4], 3, "is not valid CSV"),
    "cut in a plain cell": (csv_text([LINE], quoted=False)[:-4], 2, "timestamp holds '2024-02-27T23:59:59.'.*not an instant"),
    "text in a price": (edited(3, high="n/a"), 3, "column high holds 'n/a', which is not a number"),
    "nan": (edited(4, close="NaN"), 4, "column close holds 'NaN'"),
    "infinity": (edited(4, volume="-inf"), 4, "column volume holds '-inf'"),
    "overflow": (edited(2, low="1e999"), 2, "column low holds '1e999'"),
    "underscore": (edited(2, low="1_000"), 2, "column low holds '1_000'"),
    "decimal comma": (edited(2, low="1,5"), 2, "column low holds '1,5'"),
    "bad instant": (edited(3, timeLow="2024-02-31T00:00:00.000Z"), 3, "column timeLow holds .*not an instant"),
    "instant without zone": (edited(3, timeOpen="2024-02-28T00:00:00"), 3, "column timeOpen .*time zone"),
    "no timestamp": (edited(3, timestamp=""), 3, "column timestamp is empty"),
    "long cell": (edited(3, open="x" * 500), 3, r"holds 'x{37}\.\.\.'"),
    "contradicting days": (csv_text([*days(START, [1, 2]), LINE | {"volume": "5"}]), 4, "line 3 about the day 2024-02-27"),
    "contradicting names": (csv_text([LINE, LINE | {"name": "2782"}]), 3, "contradicts line 2"),
    "two stamps of a day": (csv_text([LINE, LINE | {"timestamp": f"{START}T22:00:00Z"}]), 3, "contradicts line 2"),
    "not utf-8": (csv_text(days(START, [1, 2])) + b"\n\xff\xfe", 4, "is not UTF-8"),
    "utf-16": (csv_text(days(START, [1]), bom=False).decode().encode("utf-16-le"), 1, "is a saved web page or error"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_with_a_flaw_is_refused_with_line_and_reason(tmp_path, case):
    data, at, reason = REFUSED[case]
    with pytest.raises(FileError, match=reason) as caught:
        parse(tmp_path, data)
    assert (caught.value.file, caught.value.line) == ("BTC.csv", at)
    assert str(caught.value).startswith(f"BTC.csv, line {at}: " if at else "BTC.csv: ")
    assert str(tmp_path) not in str(caught.value)


def test_a_line_of_more_cells_than_memory_holds_is_refused_unread(tmp_path):
    with pytest.raises(FileError, match="line 2: is longer than the line of any history"):
        parse(tmp_path, csv_text(days(START, [1])) + b"," * 70_000)


def test_the_first_flawed_line_is_named(tmp_path):
    lines = days(START, [1, 2, 3])
    lines[2] |= {"timeOpen": "x"}
    lines[1] |= {"close": "y"}
    with pytest.raises(FileError, match="line 3: column close"):
        parse(tmp_path, csv_text(lines))


@pytest.mark.parametrize(
    ("name", "asset"),
    {
        "Bitcoin_7_1_2024-7_1_2025_historical_data_coinmarketcap.csv": 1,
        "Bitcoin_01.03.2013-09.04.2014_historical_data_coinmarketcap.csv": 1,
        "Bitcoin_7_1_2024-7_1_2025_historical_data_coinmarketcap (2).csv": 1,
        "Bitcoin_2024-07-01-2025-07-01_historical_data_coinmarketcap.CSV": 1,
        "Shiba Inu_7_1_2024-7_1_2025_historical_data_coinmarketcap.csv": 5994,
        "Shiba_Inu_7_1_2024-7_1_2025_historical_data_coinmarketcap.csv": 5994,
        "1_BTC.csv": 1, "1_Bitcoin_7_1_2024-7_1_2025_historical_data_coinmarketcap.csv": 1, "5994_shiba inu.csv": 5994,
        "BTC.csv": 1, "btc (1).csv": 1, "Cosmos.csv": 3794, "ATOM.csv": 3794,
    }.items(),
)  # fmt: skip
def test_the_file_name_tells_the_asset(name, asset):
    assert Names(ASSETS).of(name, CMC).asset.id == asset


@pytest.mark.parametrize(
    ("name", "reason"),
    {
        "Dogecoin_7_1_2024-7_1_2025_historical_data_coinmarketcap.csv": "no asset has the name or symbol 'Dogecoin'",
        "BTC2.csv": "no asset has",
        "2_BTC.csv": "no asset has",
        "1_ATOM.csv": r"asset 1 is BTC \(Bitcoin\), not 'ATOM'",
        "ABC.csv": "may be asset 7 and 8; write ABC as an alias of the one that is meant .*rename the file to 7_ABC.csv",
    }.items(),
)
def test_a_file_of_no_or_of_two_assets_is_refused(name, reason):
    twins = ASSETS | {7: Asset(7, "ABC", "Alphabet"), 8: Asset(8, "ABC", "Abacus")}
    with pytest.raises(FileError, match=reason):
        Names(twins).of(name, CMC)
    assert Names(twins).of("8_ABC.csv", CMC).asset.id == 8


def test_assets_are_read_in_either_dialect(tmp_path):
    file = tmp_path / "assets.csv"
    file.write_bytes(b"\xef\xbb\xbfsymbol;ID;name;rank\r\nBTC;1;Bitcoin;1\r\n\r\nSHIB; 5994;Shiba Inu;9")
    assert read_assets(file) == {1: ASSETS[1], 5994: ASSETS[5994]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the header must name the columns id, symbol, name"),
        ("id,name\n1,Bitcoin", "line 1: the header must name"),
        ("id,symbol,name", "lists no asset"),
        ("id,symbol,name\n1,BTC,Bitcoin\n2,LTC", "line 3: asset 2 needs a symbol and a name"),
        (
            "id,symbol,name\n1,AAPL,Apple,XNYS",
            "line 2: has 4 cells, the header has 3; a column more may be: .*calendar",
        ),
        ("id,symbol,name\nx,BTC,Bitcoin", "line 2: id must be a whole number below 2147483648, not 'x'"),
        ("id,symbol,name\n2147483648,BTC,Bitcoin", "line 2: id must be"),
        ("id,symbol,name\n1,B\x1b[31mC,Bitcoin", "line 2: asset 1: its symbol or name holds what cannot be printed"),
        ("id,symbol,name\n1,,Bitcoin", "line 2: asset 1 needs a symbol and a name"),
        ("id,symbol,name\n1,BTC,Bitcoin\n\n1,BTC,Bitcoin", "line 4: asset 1 is already on line 2"),
    ],
)
def test_a_flawed_file_of_assets_is_an_error_with_its_line(tmp_path, text, message):
    (tmp_path / "assets.csv").write_text(text)
    with pytest.raises(UserError, match=f"^assets.csv(, |: ){message}"):
        read_assets(tmp_path / "assets.csv")


def test_a_missing_file_of_assets_says_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"source\.assets.*write one with the columns id, symbol, name"):
        read_assets(tmp_path / "none.csv")


def doubts_of(tmp_path, first: date, closes: list, name="BTC.csv", lines=None) -> list[str]:
    return warnings_of(parse(tmp_path, csv_text(lines or days(first, closes)), name), NOW)


def test_plausible_data_raises_no_doubt(tmp_path):
    assert doubts_of(tmp_path, START, [1, 19.9, 1, "", 1.5]) == []
    assert doubts_of(tmp_path, START, [0, 0]) == []


def test_a_jump_is_doubted_once_up_or_down(tmp_path):
    assert doubts_of(tmp_path, START, [1, 2, 40, 41]) == ["the close goes from 2 to 40 on 2024-02-29"]
    assert doubts_of(tmp_path, START, [40, 2, 2, 0]) == ["the close goes from 40 to 2 on 2024-02-28 (and 1 more)"]


def test_days_in_the_future_are_doubted(tmp_path):
    assert doubts_of(tmp_path, NOW.date() - timedelta(days=2), [1, 1]) == []
    assert doubts_of(tmp_path, NOW.date() - timedelta(days=1), [1, 1]) == ["ends in the future, on 2026-03-10"]


WINDOWS = [
    # (window in the name, first day, days, whether it is doubted)
    ("9_2_2022-9_2_2023", date(2022, 9, 2), 364, False),  # the vendor's: M_D, ends two days early
    ("11_09_2022-11_09_2023", date(2022, 9, 12), 364, False),  # D_M
    ("01.03.2013-09.04.2014", date(2013, 3, 1), 405, False),
    ("2025-01-01-2025-12-31", date(2025, 1, 1), 365, False),
    ("01.03.2013-09.04.2014", date(2013, 3, 6), 400, True),  # cut at 400 days
    ("4_1_2007-7_1_2025", date(2024, 5, 28), 399, True),
    ("1_1_2010-3_9_2026", date(2024, 5, 28), 651, False),  # an asset younger than the window
    ("1_1_2024-12_31_2024", date(2024, 1, 1), 300, True),
    ("1_1_2026-12_31_2026", date(2026, 1, 1), 67, False),  # promised days that have not come yet
    ("99_99_2024-1_1_2025", date(2024, 1, 1), 3, False),
]


@pytest.mark.parametrize(("window", "first", "n", "doubted"), WINDOWS)
def test_a_window_that_the_name_promises_and_the_file_lacks_is_doubted(tmp_path, window, first, n, doubted):
    found = doubts_of(tmp_path, first, [1] * n, f"Bitcoin_{window}_historical_data_coinmarketcap.csv")
    assert len(found) == doubted
    assert all("its name promises" in text and f"it holds {first}" in text for text in found)


def test_days_missing_within_a_promised_window_are_doubted(tmp_path):
    lines = days(date(2024, 1, 1), [1] * 366)
    name = "Bitcoin_1_1_2024-12_31_2024_historical_data_coinmarketcap.csv"
    assert doubts_of(tmp_path, START, [], name, lines[:100] + lines[103:]) == []
    [found] = doubts_of(tmp_path, START, [], name, lines[:100] + lines[104:])
    assert found.endswith("it holds 2024-01-01 to 2024-12-31 without 4 days")


@needs_real
def test_real_exports_are_read_whole():
    assets = read_assets(REAL / "assets.csv")
    files = sorted(REAL.glob("exports/*.csv"))
    exports = [read_file(file).only for file in files]
    assert len({Names(assets).of(file.name, CMC).asset.id for file in files}) == len(files) == 14
    # Without a final newline a file has as many days as newlines.
    assert [len(export.rows) for export in exports] == [file.read_bytes().count(b"\n") for file in files]
    assert sum(len(export.rows) for export in exports) == 25292
    assert [export.file for export in exports if warnings_of(export, NOW)] == [
        "Litecoin_4_1_2007-7_1_2025_historical_data_coinmarketcap.csv"
    ]
