"""The guide: nothing is undocumented, generated parts are those of the code, and what is shown exists."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
import yaml

import make_reference as reference
from freshbars import config
from freshbars.cli import COMMANDS
from freshbars.config import KEYS, json_schema, validate
from freshbars.database import url
from freshbars.database.tables import HISTORY
from freshbars.database.views import VIEWS
from freshbars.errors import UserError
from freshbars.reports import alerts
from freshbars.workflow.jobs import all_jobs
from project import ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
TEXT = {page: page.read_text(encoding="utf-8") for page in PAGES}
NAMES = {page: str(page.relative_to(ROOT)) for page in PAGES}


def doc(name: str) -> str:
    return TEXT[ROOT / "docs" / name]


def each_page(function):
    return pytest.mark.parametrize("page", PAGES, ids=NAMES.values())(function)


# -- what there is, by the code ----------------------------------------------------------------------------------


def rules() -> dict[str, bool]:
    """The rules of the Snakefile, and whether each is a target: a rule without an output."""
    blocks = re.split(r"^rule ", (ROOT / "Snakefile").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {block.partition(":")[0]: not re.search(r"^    output:", block, re.MULTILINE) for block in blocks}


def rows(text: str) -> dict[str, list[str]]:
    """The rows of all tables of a text by their first cell."""
    cells = (
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines() if line[:1] == "|"
    )
    return {row[0]: row[1:] for row in cells if row}


def sections(text: str) -> dict[str, str]:
    """The text under each heading."""
    parts = re.split(r"^#+ (.+)$", prose(text), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# -- nothing is undocumented ------------------------------------------------------------------------------------------


def test_every_target_is_documented():
    targets = {name for name, is_target in rules().items() if is_target}
    assert targets >= {"all", "ingest", "bars", "freshness", "emas", "plan", "validate", "show_targets"}
    assert {f"`{name}`" for name in targets} == rows(sections(doc("operations.md"))["Targets"]).keys() - {
        "target",
        "---",
    }


def test_every_key_is_documented():
    documented = rows(sections(doc("configuration.md"))["Every key"])
    for name, key in reference.leaves():
        assert documented[f"`{name}`"][-1] == key.doc


def test_every_environment_variable_is_documented():
    documented = rows(sections(doc("configuration.md"))["Environment variables"])
    assert {f"`{name}`" for name in (*url.ENV_NAMES, alerts.VARIABLE)} <= documented.keys()
    assert url.ENV_FILE in doc("configuration.md")
    assert config.CONFIG_VARIABLE in doc("configuration.md")


def test_every_table_and_column_is_documented():
    page, overview = sections(doc("tables.md")), rows(sections(doc("tables.md"))["Overview"])
    tables = reference.tables()
    assert HISTORY in {table.name for table in tables}
    for table in tables:
        place = re.search(rf"^\| \[`{table.name}`\]\(#(\w+)\) \|", doc("tables.md"), re.MULTILINE)
        assert place, table.name
        assert overview[f"[`{table.name}`](#{place[1]})"][-1] == table.comment
        documented = rows(page[place[1]])
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name} has no comment"
            assert documented[f"`{column.name}`"][-1].replace("\\|", "|") == column.comment


def test_every_view_and_column_is_documented():
    page = sections(doc("tables.md"))
    for name, query in VIEWS.items():
        columns = re.findall(r'"(\w+)"(?=,| FROM)', query.split("UNION ALL")[0])
        # New columns come after it in a view that others may depend on.
        columns = [column for column in dict.fromkeys(columns) if column != "alignment_source"]
        documented = rows(page[name])
        assert [f"`{column}`" for column in columns] == [
            cell for cell in documented if cell[0] == "`" and cell != "`alignment_source`"
        ], name
        assert all(row[-1] for row in documented.values())


def test_every_page_is_in_the_index():
    listed = set(re.findall(r"\]\((\w[\w-]*\.md)\)", doc("README.md")))
    assert listed == {page.name for page in PAGES if page.parent.name == "docs"} - {"README.md"}


# -- generated parts and the schema -----------------------------------------------------------------------------------


def test_generated_parts_are_those_of_the_code():
    for path, text in reference.files(ROOT).items():
        stored = path.read_text(encoding="utf-8")
        assert stored == text, f"{path.relative_to(ROOT)} is out of date: run python tools/make_reference.py"


def test_a_page_without_the_place_for_the_generated_part_is_refused():
    begin, end = reference.BEGIN.format(name="keys"), reference.END.format(name="keys")
    assert reference.filled(f"a\n{begin}\nold\n{end}\nb", "keys", "new") == f"a\n{begin}\n\nnew\n\n{end}\nb"
    with pytest.raises(ValueError, match="once"):
        reference.filled(f"{begin}\n{begin}\n{end}", "keys", "new")
    with pytest.raises(ValueError, match="once"):
        reference.filled("nothing", "keys", "new")


class PlainLoader(yaml.SafeLoader):
    """YAML as editors read it: an instant is text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.fixture(scope="module")
def checker():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema(), format_checker=jsonschema.FormatChecker())


def test_the_shipped_configuration_is_valid_by_the_schema(checker):
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    checker.validate(yaml.load(text, PlainLoader))
    checker.validate({})


def test_every_default_is_valid_by_its_schema(checker):
    for name, key in reference.leaves():
        given: object = key.default
        for part in reversed(name.split(".")):
            given = {part: given}
        checker.validate(given)


@pytest.mark.parametrize(
    "given",
    [
        {"stalenes_hours": 3},
        {"source": {"kind": "csv"}},
        {"source": "exports"},
        {"source": {"table": "a.b.c"}},
        {"schema": "Robert'); DROP"},
        {"staleness_hours": 0},
        {"shards": 0},
        {"skip_stale_check": "yes"},
        {"bars": {"weekly": []}},
        {"bars": {"multi_tf": "7D, 14D"}},
        {"emas": {"families": ["v3"]}},
        {"emas": {"periods": [0]}},
        {"emas": {"periods": [9, 9]}},
        {"rows": "canonical"},
        {"rows": {"bars": "finished", "ema": "all"}},
    ],
)
def test_the_schema_refuses_what_the_check_refuses(checker, given):
    assert not checker.is_valid(given)
    if given != {"bars": {"multi_tf": "7D, 14D"}}:  # fine on a command line
        with pytest.raises(UserError):
            validate(given)


# -- what the pages show exists ---------------------------------------------------------------------------------------


def prose(text: str) -> str:
    return re.sub(r"^( *)```.*?^\1```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@each_page
def test_relative_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(TEXT[page])):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def code(text: str) -> Iterator[str]:
    """Lines of blocks of code, and code within lines."""
    for block in re.findall(r"^( *)```\w*\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL):
        yield from block[1].splitlines()
    rest = prose(text)
    yield from re.findall(r"^ {4,}(\S.*)$", rest, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", rest)


def commands(text: str) -> Iterator[list[str]]:
    """What is given to ``snakemake`` in each command line of a text."""
    for line in code(text):
        for part in re.split(r"&&|;|\|", line):
            found = re.match(r"\s*(?:\$ )?(?:ExecStart=)?(?:\S*/)?snakemake\s+(\S.*)$", part)
            if found:
                yield shlex.split(re.sub(r"\s\d?>.*", "", found[1]), comments=True)


WITH_VALUE = {
    "--cores", "--configfile", "--report", "--rerun-triggers", "--snakefile", "--directory", "--workflow-profile", "--logger",
    "--resources",
}  # fmt: skip
WITHOUT = {"-n", "--forceall", "--touch", "--lint"}


def check_command(words: list[str]) -> None:
    """Fail for a target, a rule, an option or a configuration key that does not exist."""
    given = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    words = [*words]
    while words:
        word = words.pop(0)
        if word in WITH_VALUE:
            words.pop(0)
        elif word == "--config":
            while words and not words[0].startswith("-"):
                name, _, value = words.pop(0).partition("=")
                assert name in KEYS, f"no key {name}"
                if value != "...":
                    value = yaml.safe_load(value)
                    given[name] = given[name] | value if isinstance(value, dict) else value
        elif word == "--forcerun":
            while words and not words[0].startswith("-"):
                name = words.pop(0)
                assert name in rules(), f"no rule {name}"
        elif word.startswith("results/markers/"):
            assert word in {str(job.marker) for job in all_jobs(validate(given))}, f"{word} is the marker of no job"
        elif word not in WITHOUT:
            assert rules().get(word), f"{word} is no target, or an option that this test does not know"
    validate(given)


@each_page
def test_commands_name_targets_and_keys_that_exist(page):
    for words in commands(TEXT[page]):
        try:
            check_command(words)
        except (AssertionError, IndexError, KeyError, UserError) as wrong:
            if words[:4] != ["-n", "all", "--config", "stalenes_hours=24"]:  # shown as a mistake
                pytest.fail(f"snakemake {' '.join(words)}: {wrong}")


def test_the_check_of_commands_finds_what_is_wrong():
    text = "`snakemake --cores 4 bars`\n\n```sh\n.venv/bin/snakemake -n all --config ids=1,52  # why\n"
    text += "cd x && snakemake emas > log 2>&1\n```\n\n    $ snakemake all\n"
    assert list(commands(text)) == [["-n", "all", "--config", "ids=1,52"], ["emas"], ["all"], ["--cores", "4", "bars"]]
    for wrong in (
        ["everything"],
        ["all", "--config", "idz=1"],
        ["all", "--config", "staleness_hours=soon"],
        ["--fast"],
    ):
        with pytest.raises((AssertionError, UserError)):
            check_command(wrong)


@each_page
def test_files_that_are_named_exist(page):
    text = TEXT[page].partition("## Scripts that became commands")[0]
    for name in re.findall(r"\b(?:scripts|benchmarks|src|profiles|tools)/[\w/.-]*\w", text):
        assert (ROOT / name).exists(), name


@each_page
def test_commands_that_are_named_exist(page):
    """Where ``freshbars`` begins a command, a subcommand follows."""
    for line in code(TEXT[page]):
        for found in re.finditer(r"(?:^|&& |; |[$`(/])\s*freshbars (?=[a-z])(\S+)(.*)", line):
            assert found[1] in COMMANDS, line


def test_every_command_is_documented():
    documented = rows(sections(doc("operations.md"))["Commands"])
    assert {f"`freshbars {name}`" for name in COMMANDS} == documented.keys() - {"command", "---"}
    old = {path.partition(" ")[0] for path in re.findall(r"scripts/operate/(\w+)\.py", doc("upgrading.md"))}
    assert len(old) == 11
    assert old - {"loaded", "check_last_run"} < COMMANDS.keys()


def test_functions_that_were_kept_are_where_the_guide_says():
    kept = re.findall(r"^\| `(\w+)` \| `(freshbars\.[\w.]+)` \|", doc("migrating.md"), re.MULTILINE)
    assert {name for name, _ in kept} == {"parse_ids", "resolve_db_url", "check_bar_freshness", "get_fresh_ids"}
    for name, module in kept:
        assert callable(getattr(import_module(module), name)), f"{module}.{name}"


@each_page
def test_no_path_of_this_machine_and_no_password(page):
    assert not re.search(r"/(?:work|tmp|root|home)/", TEXT[page])
    assert str(Path.home()) not in TEXT[page] or Path.home() == Path("/")
