"""A seeded fuzzer over files of all formats: no traceback, no hang, and no value that the file does not say."""

import random
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from test_exports import NAMED, csv_text, days
from vendors import GOLDEN

from freshbars.compute.instants import instant
from freshbars.source.formats.cells import money
from freshbars.source.formats.parse import parse_export
from freshbars.source.origin import FileError

NASTY = [
    "", "-", "0", "-1", "1e999", "nan", "NaN", "inf", "1_0", "1,5", "1.5", "1.234,5", "٣", "null", "x" * 300, '"', '""', "'",
    "$5", "5K", "2024-02-30", "0001-01-01", "9999-12-31", "01/02/2024", "31.12.9999", "99999999", "-99999999999",
    "9" * 30, "\ufeff",
    "\u202e", "2024-02-29T23:59:59.999+23:59",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", " 7 ",
    "\t", "+3", ".5", "5.", "0x1F", "1e5", "Feb 30, 2024", "<html>", "{}", "=1+1", "\r",
]  # fmt: skip


def seeds() -> dict[str, bytes]:
    files = {kind: golden.data for kind, golden in GOLDEN.items()}
    files["coinmarketcap"] = csv_text(days(date(2024, 2, 27), [1, 2.5, 3]))
    files["coinmarketcap plain"] = csv_text(days(date(2024, 2, 27), [1, 2.5, 3]), NAMED, ",", "\r\n", False, False)
    start = date(2024, 1, 1)
    body = "".join(f"{start + timedelta(days=i)},10.5,12.25,9.75,11,5.5,{1000 + i}\n" for i in range(60))
    files["yahoo, sixty days"] = b"Date,Open,High,Low,Close,Adj Close,Volume\n" + body.encode()
    return files


def mutate(draw: random.Random, data: bytes) -> bytes:
    """One to three changes of cells, lines or bytes."""
    for _ in range(draw.randint(1, 3)):
        data = draw.choice((_cell, _cell, _line, _bytes))(draw, data)
    return data


def _cell(draw: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw.randrange(len(lines))
    mark = b";" if b";" in lines[at] else b","
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


SEEDS = seeds()


def numbers_by_line(data: bytes) -> list[set[float]]:
    """For each line every number that it may be said to hold, in either decimal sign."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        pieces = set(re.split('[";\t]', line))
        pieces |= {cell for piece in pieces for cell in piece.split(",")}
        held = set()
        for piece in pieces:
            for sign in ".,":
                with suppress(ValueError):
                    held.add(money(piece.strip(), sign))
        found.append(held)
    return found


def attack(n: int, seed: int) -> Iterator[tuple[str, bytes, object]]:
    draw = random.Random(seed)
    kinds = list(SEEDS)
    for i in range(n):
        kind = kinds[i % len(kinds)]
        data = mutate(draw, SEEDS[kind])
        start = time.perf_counter()
        try:
            result: object = parse_export(Path("BTC.csv"), data)
        except FileError as refusal:
            result = refusal
        assert time.perf_counter() - start < 10, (kind, data)
        yield kind, data, result


def check(n: int, seed: int) -> tuple[int, int]:
    """How many mutations were loaded and refused, all of them rightly."""
    loaded = refused = 0
    for kind, data, result in attack(n, seed):
        if isinstance(result, FileError):
            refused += 1
            assert result.file == "BTC.csv"
            assert result.reason, kind
            assert "Error" not in result.reason, (kind, data, result.reason)
            continue
        loaded += 1
        lines = numbers_by_line(data)
        for row in result.rows:
            values = [row[role].item() for role in ("open", "high", "low", "close", "volume", "marketcap")]
            told = {value for value in values if value == value}
            assert any(told <= line for line in lines), (kind, data, values)
        # Days are days, in order, and can be told.
        assert (result.days[1:] > result.days[:-1]).all()
        assert instant(result.rows["timestamp"][0]) <= instant(result.rows["timestamp"][-1])
    return loaded, refused


def test_a_thousand_mutations():
    loaded, refused = check(1000, 13)
    # A fuzzer all of whose files are refused, or none, shows nothing.
    assert loaded > 50
    assert refused > 200


@pytest.mark.slow
def test_twenty_thousand_mutations():
    loaded, refused = check(20_000, 2026)
    assert loaded > 1000
    assert refused > 4000
