"""Logs: what goes to the console, to a job's own file and to that of the day, by many processes at once."""

import json
import logging
import subprocess
import sys
from datetime import date, datetime

import pytest

from freshbars.environment import CONFIG_VARIABLE
from freshbars.errors import UserError
from freshbars.workflow import logs


@pytest.fixture
def logger():
    found = logging.Logger("test")
    yield found
    for handler in found.handlers:
        handler.close()


def attach(logger, file, **options):
    for handler in logs.handlers(file, **options):
        logger.addHandler(handler)


def today() -> str:
    return f"{date.today()}.log"


def test_own_file_is_rewritten_and_the_days_file_is_appended_to(tmp_path, logger, capsys):
    file = tmp_path / "logs" / "bars_cal_us.0.log"
    for number in (1, 2):
        attach(logger, file)
        logger.info("run %d", number)
        logger.debug("detail %d", number)
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
            handler.close()
    own = file.read_text()
    assert "run 2" in own
    assert "detail 2" in own
    assert "run 1" not in own
    lines = (tmp_path / "logs/daily" / today()).read_text().splitlines()
    assert [line.split("bars_cal_us.0: ")[1] for line in lines] == ["run 1", "detail 1", "run 2", "detail 2"]
    assert [line.split()[2] for line in lines] == ["INFO", "DEBUG"] * 2
    assert capsys.readouterr().err.splitlines() == ["run 1", "run 2"]


def test_verbose_tells_the_console_more(tmp_path, logger, capsys):
    attach(logger, tmp_path / "a.log", verbose=True)
    logger.debug("asset 52: append 3 days")
    assert capsys.readouterr().err == "asset 52: append 3 days\n"


def test_without_a_file_there_is_only_the_console(tmp_path, logger, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    attach(logger, None)
    logger.info("seen")
    assert capsys.readouterr().err == "seen\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "expected"), [({}, False), ({"verbose": True}, True), ({"nonsense": 1}, False), (None, False)]
)
def test_verbose_comes_from_the_configuration(monkeypatch, tmp_path, given, expected):
    if given is None:
        monkeypatch.delenv(CONFIG_VARIABLE, raising=False)
        monkeypatch.chdir(tmp_path)
    else:
        monkeypatch.setenv(CONFIG_VARIABLE, json.dumps(given))
    assert logs.wants_verbose() is expected


def test_the_day_of_a_record_names_the_file_and_a_traceback_stays_together(tmp_path, logger):
    handler = logs.DayFile(tmp_path, "50%s")
    logger.addHandler(handler)
    for hour, day in ((23, 22), (0, 23), (1, 23)):
        record = logger.makeRecord("test", logging.ERROR, "", 0, "first\nsecond", (), None)
        record.created = datetime(2026, 11, day, hour, 59).timestamp()
        logger.handle(record)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2026-11-22.log", "2026-11-23.log"]
    lines = (tmp_path / "2026-11-23.log").read_text().splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("ERROR   50%s: first")
    assert lines[1] == "    second"


WRITER = """
import logging, sys
from pathlib import Path
from freshbars.workflow import logs
logger = logging.Logger("w")
logger.addHandler(logs.DayFile(Path(sys.argv[1]), sys.argv[2]))
sys.stdin.readline()
for number in range(400):
    logger.info("%s %d %s", sys.argv[2], number, sys.argv[2] * 9000)
"""


def test_processes_at_once_never_mix_their_lines(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, name], stdin=subprocess.PIPE) for name in "abc"
    ]
    for writer in writers:
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    assert [writer.wait(30) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.stdin.close()
    seen = {name: [] for name in "abc"}
    for line in (tmp_path / today()).read_text().splitlines():
        name, number, text = line.split(": ", 1)[1].split(" ")
        assert text == name * 9000
        seen[name].append(int(number))
    assert seen == {name: list(range(400)) for name in "abc"}


def test_pruning_keeps_thirty_days_and_everything_else(tmp_path):
    folder = tmp_path / "daily"
    folder.mkdir()
    for name in ("2026-10-23.log", "2026-10-24.log", "2025-12-31.log", "2026-11-23.log", "notes.log", "2026-10-01.txt"):
        (folder / name).touch()
    assert logs.prune(tmp_path, today=date(2026, 11, 23)) == ["2025-12-31.log", "2026-10-23.log"]
    assert sorted(file.name for file in folder.iterdir()) == [
        "2026-10-01.txt", "2026-10-24.log", "2026-11-23.log", "notes.log",
    ]  # fmt: skip
    assert logs.prune(tmp_path / "nowhere") == []


def test_where_nothing_can_be_written_is_said_before_anything_is_made(tmp_path):
    logs.require_writable(tmp_path / "results/markers", tmp_path / "logs")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "logs").write_text("a file")
    with pytest.raises(UserError, match=r"logs.* cannot be written: Not a directory; make room or give access"):
        logs.require_writable(tmp_path / "results", tmp_path / "logs")


@pytest.mark.parametrize(("options", "why"), [("size=16k", "No space left on device"), ("ro", "Read-only file system")])
def test_a_full_or_read_only_folder_is_named(tmp_path, options, why):
    if subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "x", tmp_path], capture_output=True, check=False
    ).returncode:
        pytest.skip("this user may mount nothing")
    code = f"from pathlib import Path; from freshbars.workflow.logs import *; require_writable(Path({str(tmp_path)!r}))"
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o "$1" x "$2" && exec "$3" -c "$4"', "sh", options, tmp_path,
         sys.executable, code], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"{tmp_path.name} cannot be written: {why}; make room or give access" in done.stderr


def test_what_steers_a_terminal_is_spelled_out_everywhere(tmp_path, logger, capsys):
    attach(logger, tmp_path / "a.log")
    logger.error("asset 1 (%s): %s", "\x1b[31mRED\x07", "\u202ecsv.exe \udcff\r")
    told = "asset 1 (\\x1b[31mRED\\x07): \\u202ecsv.exe \\udcff\\r\n"
    for text in (capsys.readouterr().err, (tmp_path / "a.log").read_text(), (tmp_path / "daily" / today()).read_text()):
        assert text.endswith(told)
