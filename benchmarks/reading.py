"""How fast files are read: rows of one process's time, beside the csv module, pyarrow and Polars; and a full folder."""

import csv
import io
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import date, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from cases import Result
from freshbars.config import validate
from freshbars.source.ingest import ingest
from pricefiles.reading import read
from workbench import Project

# For each kind: delimiter, cells of a line, and places of its numbers.
KINDS = {
    "kraken": (",", 7, (1, 2, 3, 4, 5)),
    "yahoo": (",", 7, (1, 2, 3, 4, 6)),
    "coinmarketcap": (";", 12, range(5, 11)),
}
HEADERS = {
    "kraken": "",
    "yahoo": "Date,Open,High,Low,Close,Adj Close,Volume\n",
    "coinmarketcap": "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp\n",
}


def history(kind: str, days: int, seed: int = 7) -> bytes:
    """A file of a kind: a random walk, spelled as the vendor spells it."""
    draw, close, lines = random.Random(seed), 100.0, []
    for n in range(days):
        opened, close = close, max(1.0, close * (1 + draw.gauss(0, 0.01)))
        high, low, volume = max(opened, close) * 1.01, min(opened, close) * 0.99, draw.random() * 1e7
        prices, day = (opened, high, low, close), date(1971, 1, 1) + timedelta(days=n)
        if kind == "kraken":
            cells = [f"{(n + 365) * 86_400}", *(f"{price:.1f}" for price in prices), f"{volume:.8f}", str(n % 999)]
        elif kind == "yahoo":
            cells = [f"{day}", *(f"{price:.6f}" for price in (*prices, close * 0.9)), f"{volume:.0f}"]
        else:
            clocks = ["00:00:00.000", "23:59:59.999"]
            clocks += [f"{draw.randrange(24):02}:{draw.randrange(60):02}:00.000" for _ in range(2)]
            stamps = [f'"{day}T{clock}Z"' for clock in clocks]
            cells = [*stamps, '"2781"', *(f"{price:.10f}" for price in prices), f"{volume:.2f}", f"{close * 1e7:.2f}"]
            cells.append(stamps[1])
        lines.append(KINDS[kind][0].join(cells))
    return (HEADERS[kind] + "\n".join(lines)).encode()


def with_csv(data: bytes, delimiter: str, places: tuple[int, ...]) -> np.ndarray:
    """The numbers as the csv module and float read them."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))
    return np.array([[float(row[place]) for row in rows] for place in places])


def with_pyarrow(data: bytes, delimiter: str, width: int, places: tuple[int, ...]) -> np.ndarray:
    """The numbers as pyarrow reads them, in one thread; dates and instants as text."""
    import pyarrow as pa
    from pyarrow import csv as reader

    names = [str(i) for i in range(width)]
    table = reader.read_csv(
        pa.BufferReader(data),
        reader.ReadOptions(use_threads=False, column_names=names),
        reader.ParseOptions(delimiter=delimiter),
        reader.ConvertOptions(column_types={n: pa.float64() if int(n) in places else pa.string() for n in names}),
    )
    return np.array([table[str(place)].to_numpy() for place in places])


def with_polars(data: bytes, delimiter: str, width: int, places: tuple[int, ...]) -> np.ndarray:
    """The numbers as Polars reads them; dates and instants as text."""
    import polars as pl

    schema = {str(i): pl.Float64 if i in places else pl.String for i in range(width)}
    frame = pl.read_csv(data, has_header=False, separator=delimiter, schema=schema)
    return np.array([frame[str(place)].to_numpy() for place in places])


def cpu(act: Callable[[], object]) -> float:
    """Seconds of a process's time."""
    began = time.process_time()
    act()
    return time.process_time() - began


def compare(rows: int, files: int, tries: int) -> Iterator[Result]:
    """Rows per second of a process's time for each kind, over the csv module; and a folder of files with nothing new.

    Ours is whole: recognised, dates and instants read, placed on days, checked. The others read numbers alone.
    """
    others = {name: read for name, read in (("pyarrow", with_pyarrow), ("polars", with_polars)) if find_spec(name)}
    for kind, (delimiter, width, places) in KINDS.items():
        data = history(kind, rows)
        body = data[len(HEADERS[kind]) :]
        readers = {
            "freshbars": partial(read, Path("BTC.csv"), data),
            "csv": partial(with_csv, body, delimiter, places),
        }
        readers |= {name: partial(read, body, delimiter, width, places) for name, read in others.items()}
        took = dict.fromkeys(readers, np.inf)
        # In turns: what else the machine does hits all alike.
        for _ in range(tries):
            took |= {name: min(took[name], cpu(read)) for name, read in readers.items()}
        base = rows / took["csv"]
        words = f"reading {kind}, {rows:,} rows in a file, of a process's time: over the csv module and float"
        yield Result(words, "rows/s", rows / took["freshbars"], base, ">= 500000 rows/s")
        for name in others:
            yield Result(f"the same with {name}, numbers alone", "rows/s", rows / took[name], base)
    for module in ("numpy", *(f"{name}.csv" if name == "pyarrow" else name for name in others)):
        yield Result(f"start of Python with {module}, of a process's time", "ms", start(module, tries))
    loaded, again, work = folder(files, 30)
    yield Result(f"{files:,} new files of 30 days", "s", loaded)
    yield Result(f"{files:,} files, none of them new", "s", again, None, "<= 2 s")
    yield Result("the same, of a process's time", "s", work)


def start(module: str, tries: int) -> float:
    """Milliseconds of a process's time to start Python and import a module, best of several."""
    command = [sys.executable, "-c", f"import time, {module}; print(time.process_time())"]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(tries)) * 1e3


def folder(files: int, days: int) -> tuple[float, float, float]:
    """Seconds to load so many files, to find that nothing of them is new, and of a process's time for the latter."""
    with Project(1, 30) as project, chdir(project.path):
        exports = project.path / "exports"
        exports.mkdir()
        # What the digests of files are remembered in.
        Path("results").mkdir(exist_ok=True)
        lines = ["id,symbol,name"]
        for n in range(1, files + 1):
            (exports / f"{n}_A{n}.csv").write_bytes(history("yahoo", days, n))
            lines.append(f"{n},A{n},Asset {n}")
        (project.path / "assets.csv").write_text("\n".join(lines))
        source = {"kind": "exports", "exports": str(exports), "assets": str(project.path / "assets.csv")}
        config = validate({"source": source, "schema": "exports"})
        with project.library(as_builder=False):
            began = time.perf_counter()
            ingest(config)
            loaded = time.perf_counter() - began
            # The digest of a file that changed within the last second is not remembered.
            time.sleep(1.5)
            ingest(config)
            began, began_cpu = time.perf_counter(), time.process_time()
            outcome = ingest(config)
            again, again_cpu = time.perf_counter() - began, time.process_time() - began_cpu
    if len(outcome.known) != files or outcome.written:
        raise RuntimeError(f"of {files} files {len(outcome.known)} are known")
    return loaded, again, again_cpu
