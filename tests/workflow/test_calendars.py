"""A calendar in the file of assets, through Snakemake: what is planned, what runs, and that it ends."""

import pytest

from project import NOTHING

pytest.importorskip("exchange_calendars")


@pytest.mark.workflow
@pytest.mark.slow
def test_a_stock_gets_its_calendar(make_project):
    """Only its rows change; then nothing is to be done, and nothing asks the library again."""
    project = make_project()
    project.run("all")
    assets = project.folder / "example/assets.csv"
    lines = assets.read_text().splitlines()
    stock = next(line for line in lines if ",HYD," in line)
    with_calendar = [f"{line},{'XNYS' if line == stock else ''}" for line in lines[1:]]
    assets.write_text("\n".join([f"{lines[0]},calendar", *with_calendar]) + "\n")
    assert {"load_exports", "build_bars_1d", "build_bars", "check_freshness", "build_emas"} <= project.planned(
        "all"
    ).keys()
    assert "the sessions of its calendar XNYS changed" in project.run("plan")
    project.run("all")
    assert NOTHING in project.run("all")
    asset = next(one for one in project.json("freshness.json")["assets"] if one["id"] == 908)
    assert asset["status"] == "fresh"
    assert "it has every session to Monday 2026-03-09" in asset["reason"]
