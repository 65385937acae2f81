"""Real price histories: everything that the library makes of them is what the oracle makes of them.

The oracle is slow, so each asset gets a part of the shipped timeframes, in turn; every timeframe is checked on two
assets or three, of which at least one is long.
"""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import pytest

from folds import written
from freshbars.compute.daily_bars import DAILY, SOURCE, build
from freshbars.compute.families import BAR_FAMILIES, EMA_FAMILIES
from freshbars.config import validate
from freshbars.refresh.series_stage import SeriesStage
from oracle import (
    MS,
    ONE_DAY,
    array,
    assert_same,
    canonical_instants,
    daily_bars,
    ema_rows,
    snapshot_rows,
    source_array,
)

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = [*sorted(DATA.glob("exports/*.csv"), key=lambda file: -file.stat().st_size), DATA / "equities" / "AAPL.csv"]
PARTS = 6
# In bytes.
LONG = 350_000
CONFIG = validate({})
STAGES = [SeriesStage(CONFIG, "bars", name) for name in BAR_FAMILIES]
STAGES += [SeriesStage(CONFIG, "emas", name) for name in EMA_FAMILIES]

pytestmark = pytest.mark.skipif(len(FILES) < 2, reason=f"the real price histories are not in {DATA}")


def read(file: Path) -> list[dict]:
    """The source rows of an export or of the stock's history."""
    text = file.read_text(encoding="utf-8-sig")
    load = {"id": 1, "load_ts": datetime(2026, 3, 10, tzinfo=UTC), "source_file": file.name}
    rows = []
    for line in csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text else ","):
        cell = {name.lower(): value for name, value in line.items()}
        numbers = {name: float(cell[name]) for name in ("open", "high", "low", "close", "volume")}
        if "date" in cell:
            opened = datetime.combine(date.fromisoformat(cell["date"]), time(), UTC)
            closed = opened + ONE_DAY - MS
            times = {"timeopen": opened, "timeclose": closed, "timestamp": closed, "timehigh": None, "timelow": None}
            rows.append(load | numbers | times | {"name": None, "marketcap": None})
        else:
            names = ("timestamp", "timeopen", "timeclose", "timehigh", "timelow")
            times = {name: datetime.fromisoformat(cell[name]) for name in names}
            rows.append(load | numbers | times | {"name": cell.get("name"), "marketcap": float(cell["marketcap"])})
    return rows


def one(number: int) -> object:
    """A test's parameter; long histories take the oracle its time."""
    marks = [pytest.mark.slow] if FILES[number].stat().st_size > LONG else []
    return pytest.param(number, marks=marks, id=FILES[number].stem.split("_historical")[0])


@pytest.mark.parametrize("number", [one(i) for i in range(len(FILES))] if len(FILES) > 1 else [])
def test_daily_bars_timeframe_bars_and_emas(number):
    rows = read(FILES[number])
    built = build(*source_array(rows, SOURCE), "UTC")
    bars, rejects = daily_bars(rows)
    assert len(bars) + len(rejects) == len(rows)
    built.bars["tf"] = built.bars["tf"].astype(str)
    assert_same(built.bars, [{"id": 1} | {name: value for name, value in bar.items() if name != "day"} for bar in bars])
    assert sorted(built.rejects["reason"]) == sorted(reject["reason"] for reject in rejects)
    daily = built.daily(1)
    assert daily.tobytes() == array(bars, DAILY).tobytes()

    snapshots = cache(lambda label: snapshot_rows(label, bars))
    for stage in STAGES:
        chosen = [label for i, label in enumerate(stage.series.timeframes) if i % PARTS == number % PARTS]
        for label, columns in written(stage, daily, chosen).items():
            if stage.rule == "bars":
                assert_same(columns, snapshots(label))
            else:
                finished = canonical_instants(snapshots(label))
                series = (ema_rows(stage.name, label, period, bars, finished) for period in stage.series.periods)
                assert_same(columns, [row for rows in series for row in rows], 1e-9)


@pytest.mark.parametrize("label", ["1W_CAL_US", "1W_CAL_ISO", "1M_CAL", "1W_CAL_ANCHOR_ISO", "1M_CAL_ANCHOR"])
def test_a_stock_without_weekends_finishes_every_week_and_month_once(label):
    rows = read(FILES[-1])
    daily = build(*source_array(rows, SOURCE), "UTC").daily(1)
    days = [row["timestamp"].date() for row in rows]
    if "W" in label:
        weeks = [day - ONE_DAY * (day.isoweekday() % 7 if "US" in label else day.weekday()) for day in days]
    else:
        weeks = [day.replace(day=1) for day in days]
    whole = Counter(week for week in weeks if week >= days[0] or "ANCHOR" in label)
    del whole[weeks[-1]]  # 2018-01-19, a Friday in January: not finished
    stage = next(stage for stage in STAGES if label in stage.series.timeframes)
    columns = written(stage, daily, [label])[label]
    finished = ~columns["is_partial_end"]
    assert columns["count_days"][finished].tolist() == list(whole.values())
    assert len(whole) > (600 if "W" in label else 150)
