"""``freshbars confirm``: lists what is implausible, and writes confirmations that release an asset."""

from datetime import timedelta
from pathlib import Path

import pytest
from test_suspects import FIRST, begun, config, history, status, times

from freshbars import cli
from freshbars.refresh.freshness import Status
from support import store

__all__ = ["config"]


@pytest.fixture
def confirm(tmp_path, monkeypatch, capsys):
    """A function that runs the command in this process: exit code and what it prints."""
    monkeypatch.chdir(tmp_path)

    def call(config, *arguments: str) -> tuple[int, str]:
        Path("config.yaml").write_text(config.raw)
        with pytest.raises(SystemExit) as ended:
            cli.main(["confirm", *arguments])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out + said.err

    return call


def test_what_is_implausible_is_listed_and_confirmed_as_it_is(config, confirm):
    rows = history()
    one = begun(config, rows, 110)
    assert confirm(one) == (0, "Nothing is implausible.\n")
    wrong = times(rows, 8, 110)
    store(one, wrong)
    assert status(one).status == Status.SUSPECT
    day = FIRST + timedelta(days=110)
    code, listed = confirm(one)
    assert code == 0
    assert f"on {day}" in listed
    assert confirm(one, "1", str(day + timedelta(days=1)))[0] == 1, "nothing is implausible on the day after"
    code, said = confirm(one, "1", "--note", "a takeover, announced")
    assert (code, f'1,{day},true,{wrong[110]["close"]!r},"a takeover, announced"' in said) == (0, True), said
    assert status(one).status == Status.FRESH
    assert confirm(one) == (0, "Nothing is implausible.\n")


def test_a_factor_takes_the_place_of_what_the_day_said_before(config, confirm):
    one = config()
    store(one, history(5))
    config.confirmed.write_text("id,day,kind,value,note\n2,2024-01-01,true,5.0,kept\n1,2024-01-31,true,1.0,\n")
    assert confirm(one, "1", "--rescale", "2024-01-31", "0.01")[0] == 0
    assert confirm(one, "1", "--split", "2024-02-01", "4")[0] == 0
    assert config.confirmed.read_text().splitlines() == [
        "id,day,kind,value,note", "2,2024-01-01,true,5.0,kept", "1,2024-01-31,rescale,0.01,", "1,2024-02-01,split,4.0,",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1", "--rescale", "2024-01-31", "1"], "--rescale takes a positive factor other than 1, not 1"),
        (["1", "--rescale", "soon", "2"], "--rescale takes a day and a factor, as 2026-03-09 10"),
        (["1", "--split", "2024-01-31", "ten"], "--split takes a day and a factor"),
    ],
)
def test_a_mistake_is_one_line(config, confirm, arguments, words):
    before = config.confirmed.read_text()
    code, said = confirm(config(), *arguments)
    assert (code, words in said, said.count("\n")) == (1, True, 1), said
    assert config.confirmed.read_text() == before


def test_without_a_file_in_the_configuration_it_says_where_to_name_one(config, confirm):
    one = config(source={"kind": "table", "table": "history"})
    code, said = confirm(one, "1", "--rescale", "2024-01-31", "2")
    assert (code, "name one in source.confirmed" in said) == (1, True)


def test_all_that_one_load_raised_is_confirmed_at_once(config, confirm):
    rows = [history(100, asset, asset) for asset in (1, 2, 3)]
    one = config()
    store(one, [row for some in rows for row in some[:90]])
    assert status(one).status == Status.FRESH
    bad = [{**row, "source_file": "bad.csv"} for some in rows[:2] for row in times(some, 100, 90)[90:]]
    other = [{**row, "source_file": "other.csv"} for row in times(rows[2], 100, 90)[90:]]
    store(one, [row for some in rows for row in some[:90]] + bad + other)
    assert status(one).status == Status.SUSPECT
    assert confirm(one, "--load", "none.csv")[0] == 1
    assert confirm(one, "--load", "bad.csv")[0] == 0
    assert [status(one, asset).status for asset in (1, 2, 3)] == [Status.FRESH, Status.FRESH, Status.SUSPECT]
