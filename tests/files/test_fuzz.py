"""A seeded fuzzer over files of all formats: no traceback, no hang, and each value is what its own cell says."""

import gzip
import io
import math
import random
import time
import zipfile
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import plain_reading
import pytest
from test_exports import NAMED, csv_text, days
from vendors import GOLDEN

from freshbars.compute.instants import instant
from freshbars.config import validate
from freshbars.inputs.described_formats import formats_of
from pricefiles import pieces
from pricefiles.errors import FileError
from pricefiles.fast_csv import Irregular
from pricefiles.price_file import FilePart, PriceFile
from pricefiles.reading import read as read_file

NASTY = [
    "", "-", "0", "-1", "1e999", "nan", "NaN", "inf", "1_0", "1,5", "1.5", "1.234,5", "٣", "null", "x" * 300, '"', '""', "'",
    "$5", "5K", "2024-02-30", "0001-01-01", "9999-12-31", "01/02/2024", "31.12.9999", "99999999", "-99999999999",
    "9" * 30, "\ufeff", "9007199254740993", "123456789012345678", "0.000000000000000001", "12.25", "11.0000000000000001",
    "\u202e", "2024-02-29T23:59:59.999+23:59",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", " 7 ",
    "\t", "+3", ".5", "5.", "0x1F", "1e5", "Feb 30, 2024", "<html>", "{}", "=1+1", "\r",
]  # fmt: skip
GERMAN = {"date": "Tag", "open": "Erster", "high": "Hoch", "low": "Tief", "close": "Schluss", "volume": "Stück"}
FORMATS = formats_of(
    validate(
        {"source": {"formats": [
            {"name": "german", "columns": GERMAN, "date": "%d.%m.%Y", "delimiter": ";", "decimal": ","},
            {"name": "bare", "columns": {"date": 1, "open": 3, "high": 4, "low": 5, "close": 6, "volume": 7}, "width": 8,
             "date": "compact", "delimiter": "\t"},
        ]}}
    )
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Files by format: each as text, though those of ``PACKS`` will be packed."""
    files = {kind: golden.data for kind, golden in GOLDEN.items()}
    files["coinmarketcap"] = csv_text(days(date(2024, 2, 27), [1, 2.5, 3]))
    files["coinmarketcap plain"] = csv_text(days(date(2024, 2, 27), [1, 2.5, 3]), NAMED, ",", "\r\n", False, False)
    start = date(2024, 1, 1)
    body = "".join(f"{start + timedelta(days=i)},10.5,12.25,9.75,11,5.5,{1000 + i}\n" for i in range(60))
    files["yahoo, sixty days"] = b"Date,Open,High,Low,Close,Adj Close,Volume\n" + body.encode()
    files["german"] = (
        "Tag;Stück;Erster;Hoch;Tief;Schluss\n28.02.2024;1.500;10,5;12,25;9,75;11\n29.02.2024;2.500,0;11;11,5;10,125;10,25"
    ).encode()
    files["bare"] = (
        b"20240228\tx\t10.5\t12.25\t9.75\t11\t1500\t0\n20240229\tx\t11\t11.5\t10.125\t10.25\t2500\t0\n"
        b"20240301\tx\t11\t11.5\t10.125\t10.25\t2500\t0\n"
    )
    return files | {f"yahoo as {kind}": files["yahoo"] for kind in PACKS}


def as_zip(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("AAPL.csv", data)
    return packed.getvalue()


def as_parquet(data: bytes) -> bytes:
    """The cells as Parquet: numbers where a column holds nothing else, else texts."""
    import pyarrow as pa
    from pyarrow import parquet

    header, *rows = [line.split(",") for line in data.decode("utf-8", "replace").split("\n")]
    columns = {}
    for name, cells in zip(header, zip(*(row for row in rows if len(row) == len(header)), strict=True), strict=False):
        try:
            columns[name] = [float(cell) for cell in cells]
        except ValueError:
            columns[name] = list(cells)
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


PACKS = {"gz": gzip.compress, "zip": as_zip} | ({"parquet": as_parquet} if find_spec("pyarrow") else {})
SEEDS = seeds()


def mutated(draw: random.Random, kind: str) -> bytes:
    """A file with one to three changes of cells, lines or bytes; of a packed one sometimes of the pack."""
    data, pack = SEEDS[kind], PACKS.get(kind.rpartition(" ")[2])
    if pack and draw.randrange(3) == 0:
        return _bytes(draw, pack(data))
    for _ in range(draw.randint(1, 3)):
        data = draw.choice((_cell, _cell, _line, _bytes))(draw, data)
    return pack(data) if pack else data


def _cell(draw: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw.randrange(len(lines))
    mark = next((mark for mark in (b";", b"\t") if mark in lines[at]), b",")
    cells = lines[at].split(mark)
    cells[draw.randrange(len(cells))] = draw.choice(NASTY).encode()
    lines[at] = mark.join(cells)
    return b"\n".join(lines)


def _line(draw: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    match draw.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at][: draw.randrange(len(lines[at]) + 1)]
        case 4:
            lines.insert(at, draw.choice(NASTY).encode())
        case 5:
            # A line of another vendor's file.
            lines.insert(at, draw.choice(draw.choice(list(SEEDS.values())).split(b"\n")))
    return b"\n".join(lines)


def _bytes(draw: random.Random, data: bytes) -> bytes:
    at = draw.randrange(len(data) + 1)
    match draw.randrange(4):
        case 0:
            return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + draw.randint(1, 9) :]
        case 2:
            return data[:at] + bytes(draw.choices(b'0123456789.,-;"\n\r /:eEKMB$', k=draw.randint(1, 4))) + data[at:]
        case _:
            return data[:at]


def read(data: bytes) -> FilePart | FileError:
    start = time.perf_counter()
    try:
        return read_file(Path("BTC.csv"), data, formats=FORMATS).only
    except FileError as refusal:
        return refusal
    finally:
        assert time.perf_counter() - start < 10, data


def irregular(*_) -> None:
    raise Irregular


def check(n: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many mutations were loaded and refused, all of them rightly."""
    draw, kinds, loaded = random.Random(seed), list(SEEDS), 0
    for i in range(n):
        kind = kinds[i % len(kinds)]
        data = mutated(draw, kind)
        result = read(data)
        with monkeypatch.context() as patch:
            patch.setattr(pieces, "regular", irregular)
            parsed = read(data)
        if isinstance(result, FileError):
            assert result.file == "BTC.csv"
            assert result.reason, kind
            assert "Error" not in result.reason, (kind, data, result.reason)
            assert str(parsed) == str(result), (kind, data)
            continue
        loaded += 1
        assert parsed.rows.tobytes() == result.rows.tobytes(), (kind, data)
        assert any(agrees(result, said) for said in plain_reading.readings(data, result.series.vendor)), (kind, data)
        # Days are days, in order, and can be read.
        assert (result.days[1:] > result.days[:-1]).all()
        assert instant(result.rows["timestamp"][0]) <= instant(result.rows["timestamp"][-1])
    return loaded, n - loaded


def agrees(export: FilePart, said: dict[date, list[tuple]]) -> bool:
    """Whether an export has each day that a plain reading has, and no other, and of each what one of its lines says."""
    stated = {instant(row["timestamp"]).date(): row for row in export.rows}
    return stated.keys() == said.keys() and all(
        tuple(None if math.isnan(row[role]) else row[role].item() for role in plain_reading.ROLES[1:]) in said[day]
        for day, row in stated.items()
    )


@pytest.mark.parametrize("kind", SEEDS)
def test_a_plain_reading_of_each_format_is_what_is_loaded(kind):
    pack = PACKS.get(kind.rpartition(" ")[2])
    data = pack(SEEDS[kind]) if pack else SEEDS[kind]
    export = read_file(Path("BTC.csv"), data, formats=FORMATS).only
    assert any(agrees(export, said) for said in plain_reading.readings(data, export.series.vendor))
    # A value in another cell of its line, or of the line below, is noticed.
    rows = export.rows.copy()
    for other in ("high", "close"):
        export.rows["open"] = rows[other]
        assert not any(agrees(export, said) for said in plain_reading.readings(data, export.series.vendor)) or (
            rows["open"].tolist() == rows[other].tolist() or math.isnan(rows["open"][0])
        )


def test_a_thousand_mutations(monkeypatch):
    loaded, refused = check(1000, 13, monkeypatch)
    # A fuzzer all of whose files are refused, or none, shows nothing.
    assert loaded > 50
    assert refused > 200


@pytest.mark.slow
def test_twenty_thousand_mutations(monkeypatch):
    loaded, refused = check(20_000, 2026, monkeypatch)
    assert loaded > 1000
    assert refused > 4000


# -- files with many assets ------------------------------------------------------------------------------------------------

SYMBOLS = ("AAA", "Bb.B", "CCC")
MANY = {
    "long": b"ticker,volume,open,close,high,low,window_start,transactions\n"
    + b"\n".join(
        f"{symbol},{10 + day},{day + 5},{day + 6},{day + 8},{day + 4},{1709096400 + 86400 * day}000000000,1".encode()
        for day in range(4)
        for symbol in SYMBOLS
    ),
    "bulk": b"Code,Exchange,Date,Open,High,Low,Close,Adjusted_close,Volume\n"
    + b"\n".join(
        f"{symbol},US,2024-02-{day + 20},{day + 5},{day + 8},{day + 4},{day + 6},1,{10 + day}".encode()
        for symbol in SYMBOLS
        for day in range(4)
    ),
    "wide": b"Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume\nTicker,A,B,A,B,A,B,A,B,A,B\nDate,,,,,,,,,,\n"
    + b"\n".join(f"2024-02-{day + 20},6,7,8,9,4,5,5,6,{day},{day}".encode() for day in range(4)),
}


def read_many(data: bytes, **how) -> PriceFile | FileError:
    try:
        return read_file(Path("many.csv"), data, **how)
    except FileError as refusal:
        return refusal


def alone(kind: str, data: bytes, symbol: str) -> PriceFile | FileError:
    """The file without the lines, or the columns, of all other symbols."""
    rows = [line.split(",") for line in data.decode(errors="surrogateescape").split("\n") if line.strip(" ,;")]
    if kind == "wide":
        head = next((row for row in rows[:2] if row[0].strip().lower() == "ticker"), rows[1])
        kept = [
            [cell for i, cell in enumerate(row) if not i or (head[i : i + 1] and head[i].strip().upper() == symbol)]
            for row in rows
        ]
    else:
        names = [".".join(cell.strip() for cell in row[:2]) if kind == "bulk" else row[0].strip() for row in rows]
        kept = [row for i, (row, name) in enumerate(zip(rows, names, strict=True)) if not i or name == symbol]
    return read_many("\n".join(map(",".join, kept)).encode(errors="surrogateescape"))


def check_many(n: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """How many mutated files were refused, and how many parts of the others were loaded and refused, all of them rightly."""
    draw, kinds, whole, loaded, refused = random.Random(seed), list(MANY), 0, 0, 0
    for i in range(n):
        kind = kinds[i % len(kinds)]
        data = MANY[kind]
        for _ in range(draw.randint(1, 2)):
            data = draw.choice((_cell, _cell, _cell, _line, _bytes))(draw, data)
        result = read_many(data)
        with monkeypatch.context() as patch:
            patch.setattr(pieces, "regular", irregular)
            parsed = read_many(data)
        if isinstance(result, FileError):
            assert str(parsed) == str(result), (kind, data)
            assert "Error" not in result.reason, (kind, data, result.reason)
            whole += 1
            continue
        assert parsed.parts.keys() == result.parts.keys(), (kind, data)
        assert {s: str(e) for s, e in parsed.refused.items()} == {s: str(e) for s, e in result.refused.items()}
        for symbol, part in result.parts.items():
            assert parsed.parts[symbol].rows.tobytes() == part.rows.tobytes(), (kind, data)
            assert (part.days[1:] > part.days[:-1]).all()
            loaded += 1
            # What is asked for alone is the same, whatever is wrong with the others.
            if symbol is not None:
                asked = read_many(data, symbols={symbol})
                assert asked.parts[symbol].rows.tobytes() == part.rows.tobytes(), (kind, data)
            # A file of the symbol alone begins with the first line of the whole: that must be its header.
            if symbol is not None and b'"' not in data and b"\r" not in data and data.splitlines()[0].strip():
                single = alone(kind, data, symbol)
                assert not isinstance(single, FileError), (kind, data, symbol, single)
                own = single.parts.get(symbol) or single.parts[None]
                # A day without a value is no line of a wide file's symbol, but one of a file of its own.
                stated = (
                    ~np.isnan(own.rows["close"]) if kind == "wide" and len(own.rows) != len(part.rows) else slice(None)
                )
                assert own.rows[stated].tobytes() == part.rows.tobytes(), (kind, data, symbol)
        refused += len(result.refused)
    return whole, loaded, refused


def test_two_hundred_mutations_of_files_with_many_assets(monkeypatch):
    whole, loaded, refused = check_many(200, 7, monkeypatch)
    assert loaded > 200
    assert refused > 20
    assert whole > 10


@pytest.mark.slow
def test_ten_thousand_mutations_of_files_with_many_assets(monkeypatch):
    check_many(10_000, 2026, monkeypatch)
