"""A folder that ``freshbars new`` made, with the rules of one's own that the guide shows."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from anywhere import TINY, query, snakemake

from freshbars.workflow import scaffold
from project import NOTHING, ROOT

pytestmark = pytest.mark.workflow
HEADER = "Date,Open,High,Low,Close,Adj Close,Volume\n"


def blocks() -> tuple[str, str, str]:
    """The Python of the guide's section: the rules, a download of whole files, one of an archive by day."""
    page = (ROOT / "docs/own-data.md").read_text(encoding="utf-8").partition("## Files that a script downloads")[2]
    rules, whole, archive = re.findall(r"^```python\n(.*?)^```", page.partition("\n## ")[0], re.MULTILINE | re.DOTALL)
    return rules, whole, archive


def uncommented(text: str) -> str:
    """The Snakefile with its example in use."""
    before, first, after = text.partition("# from datetime")
    return before + re.sub(r"^# ?", "", first + after, flags=re.MULTILINE)


def line(day: date, close: float) -> str:
    return f"{day},{close},{close + 1},{close - 1},{close + 0.5},{close + 0.5},1000\n"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A server of a folder's files on this machine; its URL."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    handler.func.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def project(make_project):
    """For its schema and environment."""
    return make_project("usual")


@pytest.fixture
def folder(project, tmp_path) -> Path:
    folder = tmp_path / "own"
    scaffold.make(folder)
    given = yaml.safe_load((folder / "config.yaml").read_text()) | TINY
    given |= {"as_of": None, "schema": project.schema, "skip_stale_check": True}
    (folder / "config.yaml").write_text(yaml.safe_dump(given))
    (folder / "assets.csv").write_text("id,symbol,name\n1,AAA,First\n2,BBB,Second\n")
    return folder


def test_the_guide_shows_the_example_of_the_snakefile():
    rules = blocks()[0]
    assert uncommented(scaffold.SNAKEFILE).endswith(rules)


def test_the_snakefile_is_formatted():
    snakefmt = pytest.importorskip("snakefmt.formatter")
    parser = pytest.importorskip("snakefmt.parser.parser")
    import io

    assert snakefmt.Formatter(parser.Snakefile(io.StringIO(scaffold.SNAKEFILE))).get_formatted() == scaffold.SNAKEFILE


@pytest.mark.slow
def test_a_download_runs_once_a_day_before_the_load(project, folder, tmp_path, at_server):
    """Its files load in the same run, and so do those that a person puts beside them afterwards."""
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(40)]
    (tmp_path / "site").mkdir()
    for symbol, close in (("AAA", 50.0), ("BBB", 60.0)):
        (tmp_path / f"site/{symbol}.csv").write_text(HEADER + "".join(line(day, close) for day in days))
    (folder / "Snakefile").write_text(uncommented(scaffold.SNAKEFILE))
    (folder / "fetch.py").write_text(blocks()[1])
    with served(tmp_path / "site") as url:
        environment = project.environment | {"PRICES_URL": url}
        text = snakemake(folder, environment, "all")
        assert text.index("Downloading prices") < text.index("Loading new and changed exports")
        assert query(at_server, f"SELECT count(*) FROM {project.schema}.cmc_price_bars_1d") == [(80,)]
        assert NOTHING in snakemake(folder, environment, "all")
        (folder / "exports/AAA").mkdir()
        (folder / "exports/AAA/more.csv").write_text(HEADER + line(date(2026, 2, 10), 51.0))
        text = snakemake(folder, environment, "all")
    assert "freshbars: ingest is due: new or changed exports: AAA/more.csv" in text
    assert "Downloading" not in text
    assert query(at_server, f"SELECT count(*) FROM {project.schema}.cmc_price_bars_1d") == [(81,)]
    text = snakemake(folder, environment | {"PRICES_URL": f"{url}/nowhere"}, "all", "--forcerun", "download", ok=False)
    assert "Error in rule download" in text


@pytest.mark.slow
def test_an_archive_of_files_by_day(project, folder, tmp_path, at_server):
    """Days that are not published are passed over, and what has come meanwhile is added by the next download."""
    today = date.today()

    def publish(back: int) -> None:
        for symbol, close in (("AAA", 50.0), ("BBB", 60.0)):
            file = tmp_path / f"site/{symbol}/{today - timedelta(days=back)}.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(HEADER + line(today - timedelta(days=back), close + back))

    for back in (9, 8, 7, 4, 3):
        publish(back)
    (folder / "Snakefile").write_text(uncommented(scaffold.SNAKEFILE))
    (folder / "fetch.py").write_text(blocks()[2])
    with served(tmp_path / "site") as url:
        environment = project.environment | {"PRICES_URL": url}
        snakemake(folder, environment, "all")
        stored = f"SELECT id, count(*) FROM {project.schema}.cmc_price_bars_1d GROUP BY 1 ORDER BY 1"
        assert query(at_server, stored) == [(1, 5), (2, 5)]
        publish(2)
        snakemake(folder, environment, "all", "--forcerun", "download")
        assert query(at_server, stored) == [(1, 6), (2, 6)]
