"""What the guide shows of reading runs: its Python and its commands, the README's plot, and the example."""

import csv
import re
import runpy
import shlex
import shutil
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import matplotlib
import pandas
import polars
import pytest
import yaml

import freshbars
from freshbars import cli
from freshbars.database.connection import connect
from freshbars.refresh.daily_stage import DailyStage
from freshbars.refresh.runner import refresh
from freshbars.source.ingest import ingest
from freshbars.store import runs
from project import ROOT


@pytest.fixture(autouse=True)
def here(make_config, tmp_path, monkeypatch) -> None:
    """The working directory is one in which the example's daily bars are stored, since the start of 2026."""
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "example", "example")
    given = yaml.safe_load((ROOT / "config.yaml").read_text())
    config = make_config(**given | {"schema": make_config().schema})
    Path("config.yaml").write_text(config.raw)
    assert not ingest(config).problems
    assert not refresh(config, DailyStage(config), 0).problems
    with closing(connect(config)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("UPDATE cmc_price_bars_1d SET ingested_at = '2026-01-01T00:00:00Z'")
        cursor.execute("UPDATE freshbars_schema SET migrated_at = '2026-01-01T00:00:00Z'")
        runs.begin(cursor, "1", "all")
        runs.close(cursor, "1", "ok", "{}")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL)


def script(monkeypatch, path: Path, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", [str(path), *arguments])
    runpy.run_path(str(path), run_name="__main__")


def test_the_python_of_the_page_runs():
    names: dict[str, object] = {}
    for block in blocks("docs/reading.md", "python"):
        exec(block, names)
    assert {"AUR", "GEM"} < set(names["prices"].columns)
    assert isinstance(names["finished"], polars.DataFrame)
    assert names["finished"].columns == ["date", "9", "21"]
    assert list(names["best"]) == ["symbol", "gain"]
    assert len(names["best"]) == 7
    assert len(names["day"]) > 400
    everything = freshbars.open().emas(None, "1W_CAL_ISO", 21)
    assert pandas.read_parquet("weekly.parquet").equals(everything.to_pandas())
    last = freshbars.open().emas("AUR", "1W_CAL_ISO", 21)
    assert names["before"].equals(names["earlier"])
    assert names["before"].num_rows == last.num_rows, "all of it was known"


def backtest(number: int) -> dict[str, object]:
    names: dict[str, object] = {}
    every = blocks("docs/backtests.md", "python")
    for block in dict.fromkeys([every[0], every[number]]):
        exec(block, names)
    return names


def test_a_backtest_with_pandas_never_looks_ahead():
    names = backtest(0)
    close, held = names["close"], names["held"]
    assert close["HYD"].isna().sum() > 100, "a stock among assets that trade every day"
    assert close["AUR"].isna().sum() < 100
    for symbol in ("AUR", "HYD"):
        rows = freshbars.open().emas(symbol, "1W_CAL_ISO", 9, rows="daily").to_pandas()
        known = dict(zip(pandas.to_datetime(rows["date"]), rows["ema"], strict=True))
        days = close.index[close[symbol].notna()]
        for day in close.index[1:]:
            # What is held was decided at the newest close before.
            before = [one for one in days[days < day][-1:] if one in known]
            expected = float(any(close[symbol][one] > known[one] for one in before))
            assert held[symbol][day] == expected, (symbol, day)
    assert names["growth"]["AUR"] > 0


def test_a_backtest_with_vectorbt():
    pytest.importorskip("vectorbt")
    names = backtest(1)
    trades = names["portfolio"].trades.records_readable
    assert len(trades) > 10
    assert (names["held"].shift(1).fillna(0) <= 1).all().all()


def test_a_backtest_with_backtrader():
    pytest.importorskip("backtrader")
    names = backtest(2)
    assert abs(names["worth"] - 1_000_000) > 100, "it traded"
    assert len(names["days"]) > 500


def test_the_commands_of_the_page_run(capsys):
    (commands,) = blocks("docs/reading.md", "sh")
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "freshbars"
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert not ended.value.code
    out = capsys.readouterr().out
    assert re.search(r"^id +symbol +name +calendar +first_day +last_day", out)
    assert re.search(r"901 +AUR +Aurora", out)
    assert re.search(r"written: weekly.csv, [\d,]+ rows", out)
    db = freshbars.open()
    stored = db.emas(["AUR", "BOR"], "1W_CAL_ISO", [9, 21], rows="daily").to_pandas()
    assert len(pandas.read_csv("weekly.csv")) == len(stored)
    with Path("weekly.csv").open(newline="") as file:
        assert [float(line["ema"]) for line in csv.DictReader(file)] == stored["ema"].tolist()
    parts = duckdb.sql("SELECT id, symbol, ts, ema FROM 'weekly/*/*.parquet' ORDER BY id, ts").fetchall()
    whole = db.emas(None, "1W_CAL_ISO", 21)
    assert [(one[0], one[1], one[3]) for one in parts] == list(
        zip(*(whole[name].to_pylist() for name in ("id", "symbol", "ema")), strict=True)
    )
    assert not list(Path().rglob(".*.parquet*")), "no draft is left"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["NOBODY"], "no asset has the symbol or alias 'NOBODY'"),
        (["runs", "--wide", "ema"], "reading runs takes no --wide"),
        (["AUR,BOR", "--wide", "ema"], "there is no column of numbers 'ema'; there are open"),
        (["daily", "AUR", "--output", "x.xlsx"], "x.xlsx: write to a file .csv or .parquet, or to a folder"),
        (["AUR", "7D", "nine"], "periods: each must be a whole number"),
        (["emas", "AUR", "7D"], "reading emas takes ASSETS TIMEFRAME PERIODS, not AUR 7D"),
        (["AUR", "7D", "9", "21"], "reading emas takes ASSETS TIMEFRAME PERIODS, not AUR 7D 9 21"),
        (["AUR", "--rows", "daily"], "reading daily takes no --rows"),
    ],
)
def test_a_mistake_is_one_line(capsys, arguments, words):
    with pytest.raises(SystemExit) as ended:
        cli.main(["read", *arguments])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_the_example_and_the_readme_plot(monkeypatch, capsys):
    script(monkeypatch, ROOT / "example/look_ahead.py", "AUR", "plot.png")
    said = re.fullmatch(r"plot.png: on (\d+) of (\d+) days a join by week .*\n", capsys.readouterr().out)
    assert 0 < int(said[1]) < int(said[2])
    assert Path("plot.png").read_bytes()[:4] == b"\x89PNG"
    (block,) = (block for block in blocks("README.md", "python") if "freshbars" in block)
    matplotlib.pyplot.close("all")
    names: dict[str, object] = {}
    exec(block, names)
    assert len(names["axes"].lines) == 3
    matplotlib.pyplot.close("all")
