"""Histories as the csv module, Decimal and strptime read them: slow, short, and without a line of Freshbars."""

import csv
import gzip
import io
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import product

ROLES = ("date", "open", "high", "low", "close", "volume", "marketcap")
# What columns are called, the likeliest first; "price" is a date beside a column close (yfinance), else the close.
NAMES = {
    "date": "date|data|datum|datetime|<date>|window_start|ts_event|time|timestamp|open[_ ]time|tag|price",
    "open": r"open( \(\w+\))?|<open>|otwarcie|eröffn\.|erster",
    "high": r"high( \(\w+\))?|<high>|najwyzszy|hoch",
    "low": r"low( \(\w+\))?|<low>|najnizszy|tief",
    "close": r"close( \(\w+\))?|<close>|zamkniecie|close/last|zuletzt|schluss|price",
    "volume": r"volume( (?!usd|ma)\S+)?|<tickvol>|<vol>|wolumen|vol\.|stück",
    "marketcap": "marketcap",
}
# Files without a header, by vendor.
PLACES = {
    "kraken": dict(zip(ROLES, (0, 1, 2, 3, 4, 5), strict=False)),
    "binance": dict(zip(ROLES, (0, 1, 2, 3, 4, 5), strict=False)),
    "metatrader": dict(zip(ROLES, (0, 2, 3, 4, 5, 6), strict=False)),
    "bare": dict(zip(ROLES, (0, 2, 3, 4, 5, 6), strict=False)),
}
# Vendors whose eight digits are a date; those of the others are seconds.
COMPACT = {"stooq", "bare", "plain"}
UNKNOWN = {"", "null", "nan", "n/a", "none", "-", "--"}


def readings(data: bytes, vendor: str) -> Iterator[dict[date, list[tuple]]]:
    """What a file may say, by day: one reading for each decimal sign and each order of day and month."""
    if vendor == "databento" and re.search(rb"\n\d{19},", data):
        vendor += " in whole numbers"
    rows = list(_rows(data))
    at, begin = _header(rows) or (PLACES[vendor], 0)
    rows = [row for row in rows[begin:] if row[0].strip().lower() not in ("ticker", "date") or not row[0]]
    for sign, order in product(".,", "md"):
        found: dict[date, list[tuple]] = {}
        with suppress(ValueError, IndexError, InvalidOperation, OverflowError):
            for row in rows:
                values = tuple(_value(row[at[role]], role, vendor, sign) if role in at else None for role in ROLES[1:])
                found.setdefault(_day(row[at["date"]].strip(), order, vendor), []).append(values)
            yield found


def _rows(data: bytes) -> Iterator[list[str]]:
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read(next(name for name in archive.namelist() if "readme" not in name))
    elif data[:4] == b"PAR1":
        from pyarrow import parquet

        table = parquet.read_table(io.BytesIO(data)).to_pydict()
        yield list(table)
        for row in zip(*table.values(), strict=True):
            yield ["" if value is None or value != value else str(value) for value in row]
        return
    text = re.sub(r'\A((""|[ \t\r,;])*\n)+', "", data.decode("utf-8-sig"))
    head = text.split("\n")[:8]
    delimiter = next((mark for mark in ";\t" if any(line.count(mark) > 3 for line in head)), ",")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if "".join(row).strip() or len(row) > 1:
            yield row


def _header(rows: list[list[str]]) -> tuple[dict[str, int], int] | None:
    for n, row in enumerate(rows[:6]):
        names = [" ".join(cell.split()).casefold() for cell in row]
        at = {}
        for role, pattern in NAMES.items():
            for one in re.split(r"\|(?![^(]*\))", pattern):
                if role not in at and (places := [i for i, name in enumerate(names) if re.fullmatch(one, name)]):
                    at[role] = places[0]
        if {"open", "high", "low"} <= at.keys():
            # The first column of yfinance's older downloads has no name.
            return {"date": 0} | at, n + 1
    return None


def _value(cell: str, role: str, vendor: str, sign: str) -> float | None:
    text = cell.strip().lower()
    if text in UNKNOWN:
        return None
    text = re.sub("[ \u00a0\u202f']", "", text).removeprefix("$")
    factor = Decimal({"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}.get(text[-1], 1))
    text = text[:-1] if factor != 1 else text
    text = text.replace("," if sign == "." else ".", "").replace(sign, ".")
    with suppress(InvalidOperation):
        value = float(Decimal(text) * factor) if factor != 1 else float(text)
        if math.isfinite(value):
            if vendor == "databento in whole numbers" and role != "volume":
                return value / 1e9
            return None if vendor == "coinmarketcap" and role in ("volume", "marketcap") and not value else value
    raise ValueError(cell)


def _day(cell: str, order: str, vendor: str) -> date:
    if vendor in COMPACT and re.fullmatch(r"\d{8}", cell):
        return datetime.strptime(cell, "%Y%m%d").date()
    if match := re.match(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)", cell):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := re.match(r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", cell):
        first, second = int(match[1]), int(match[3])
        day_first = match[2] == "." or order == "d"
        return date(int(match[4]), second if day_first else first, first if day_first else second)
    if match := re.fullmatch(r"(-?\d+)(\.0*)?", cell):
        value = int(match[1])
        unit = 10 ** (0 if abs(value) < 10**11 else 3 if abs(value) < 10**14 else 6 if abs(value) < 10**17 else 9)
        if vendor == "tradingview" and value % 86_400 in (22 * 3600, 21 * 3600):
            # 17:00 in New York, where the next day of currencies begins.
            value += 86_400
        return date(1970, 1, 1) + timedelta(days=value // (86_400 * unit))
    words = re.findall(r"[A-Za-z]+|\d+", cell)
    if words[0].isdigit():
        words[:2] = words[1::-1]
    return datetime.strptime(f"{words[0][:3]} {words[1]} {words[2]}", "%b %d %Y").date()
