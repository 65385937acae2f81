"""The house: which room may know which, and how long things may be. See the design, "The house"."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE, CLASS, SCRIPT = 350, 150, 40
# Of Python, the charts of the page aside. The first version had 6,600 for one vendor's files and no sessions, revisions,
# migrations or reading; what is added beyond this has to be worth it, or to replace something.
LINES, NOT_COUNTED = 15_900, {"freshbars.reports.page.charts"}

# What each room may import besides itself. Modules that lie in no room are rooms of their own, named like them.
GROUND = {"errors", "environment"}
DATABASE = GROUND | {"config", "compute"}
STATE = DATABASE | {"database", "outcome", "freshbars"}
SOURCE = STATE | {"state"}
REFRESH = SOURCE | {"source"}
WORKFLOW = SOURCE | {"source"}
TOP = REFRESH | {"refresh", "workflow"}
MAY = {
    # What freshbars.open needs when it is called.
    "freshbars": {"errors", "reading"},
    "errors": set(),
    "environment": set(),
    "compute": {"errors"},
    "config_values": {"errors", "compute"},
    "config_formats": {"config_values"},
    "config": GROUND | {"compute", "config_values", "config_formats"},
    "outcome": GROUND | {"database"},
    "database": DATABASE,
    "state": STATE,
    "source": SOURCE,
    "refresh": REFRESH,
    "workflow": WORKFLOW,
    "reading": REFRESH | {"refresh", "config_values"},
    "validate": TOP,
    "reports": TOP,
}
# Who else may use what comes from outside.
ONLY_IN = {"sqlalchemy": "database", "snakemake": "workflow"}
NOT_IN_COMPUTE = {"psycopg2", "sqlalchemy", "snakemake"}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW)|ALTER TABLE|COPY) ")

# What breaks a rule today. It must shrink: what is put right has to be taken out, and nothing is put in.
KNOWN: set[str] = set()


def sources() -> dict[str, str]:
    """The text of each module by its full name; a package goes by its own."""
    found = {}
    for path in sorted((ROOT / "src/freshbars").rglob("*.py")):
        parts = path.relative_to(ROOT / "src").with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path.read_text()
    return found


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


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
            yield name if name.split(".")[0] == "freshbars" else name.split(".")[0]


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
    found, graph = set(), {}
    for module, text in modules.items():
        tree, here = ast.parse(text), room(module)
        used = set(imports(module, tree, modules))
        graph[module] = {name for name in used if name.startswith("freshbars")} - {module}
        for name in sorted(used):
            there = room(name)
            if name.split(".")[0] != "freshbars":
                if here != ONLY_IN.get(name, here) or (here == "compute" and name in NOT_IN_COMPUTE):
                    found.add(f"{module} must not import {name}")
            elif here not in MAY:
                found.add(f"{module} lies in no room: say in this test what {here} may import")
            elif there != here and there not in MAY[here]:
                found.add(f"{module} must not import {name}")
        if here == "compute" and any(SQL.search(string) for string in texts(tree)):
            found.add(f"{module} holds SQL")
        if len(text.splitlines()) > FILE:
            found.add(f"{module} has more than {FILE} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.end_lineno - node.lineno + 1 > CLASS:
                found.add(f"{module}: the class {node.name} has more than {CLASS} lines")
    found |= {f"{', '.join(sorted(circle))} import each other" for circle in circles(graph)}
    if sum(len(text.splitlines()) for module, text in modules.items() if module not in NOT_COUNTED) > LINES:
        found.add(f"src/freshbars has more than {LINES} lines")
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
    assert {room(module) for module in sources()} == set(MAY)


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"compute.emas": "from freshbars.config import Config"}, "compute.emas must not import freshbars.config"),
        ({"compute.emas": "def f():\n    import psycopg2"}, "compute.emas must not import psycopg2"),
        ({"compute.emas": "x = f'SELECT {1} FROM t'"}, "compute.emas holds SQL"),
        ({"database.url": "from freshbars.state import daily", "state.daily": ""}, "must not import freshbars.state.daily"),
        ({"database.url": "from freshbars.outcome import Outcome"}, "database.url must not import freshbars.outcome"),
        ({"state.runs": "import freshbars.workflow.jobs"}, "state.runs must not import freshbars.workflow.jobs"),
        ({"source.ingest": "from freshbars import refresh", "refresh": ""}, "must not import freshbars.refresh"),
        ({"refresh.plan": "from freshbars.workflow import jobs", "workflow.jobs": ""}, "not import freshbars.workflow.jobs"),
        ({"workflow.run": "from freshbars.refresh.plan import make"}, "workflow.run must not import freshbars.refresh.plan"),
        ({"workflow.run": "import freshbars.reports.alerts"}, "workflow.run must not import freshbars.reports.alerts"),
        ({"validate.audit": "import freshbars.reports.page.build"}, "validate.audit must not import freshbars.reports"),
        ({"state.runs": "import sqlalchemy as sa"}, "state.runs must not import sqlalchemy"),
        ({"source.ingest": "from snakemake.io import IOFile"}, "source.ingest must not import snakemake"),
        ({"attic.old": "import freshbars.config"}, "attic.old lies in no room"),
        (
            {"state.a": "from freshbars.state import b", "state.b": "import freshbars.state.c",
             "state.c": "def f():\n    from freshbars.state.a import x"},
            "freshbars.state.a, freshbars.state.b, freshbars.state.c import each other",
        ),
        ({"state.a": "\n" * 351}, "freshbars.state.a has more than 350 lines"),
        ({"state.a": "class A:\n" + "    x = 1\n" * 150}, "freshbars.state.a: the class A has more than 150 lines"),
        ({f"state.m{n}": "\n" * 350 for n in range(46)}, "src/freshbars has more than 15900 lines"),
    ],
)  # fmt: skip
def test_a_breach_is_seen(modules, words):
    found = broken({f"freshbars.{name}": text for name, text in modules.items()})
    assert [breach for breach in found if words in breach], found


def test_what_is_allowed_is_no_breach():
    fine = {
        "freshbars": "__version__ = '1'",
        "freshbars.compute.emas": '"""SELECT is a word, COPY too."""\nimport numpy\nfrom freshbars.errors import UserError',
        "freshbars.database.ddl": "import sqlalchemy as sa\nfrom freshbars.compute import emas",
        "freshbars.state.runs": "from freshbars import __version__\nfrom freshbars.database.ddl import create",
        "freshbars.workflow.jobs": "def f():\n    from snakemake.io import IOFile\nfrom freshbars.state import runs",
        "freshbars.reports.alerts": "from freshbars.workflow.jobs import f\nimport freshbars.refresh.plan",
        "freshbars.state.long": "class A:\n" + "    x = 1\n" * 149,
        "freshbars.state.longest": "\n" * 350,
    }
    assert broken(fine) == set()
