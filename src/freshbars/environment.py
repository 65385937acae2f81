"""What a run hands to its builders, which are processes of their own: the names of environment variables.

No password is among them: what an executor keeps of a job's environment, others may read.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# The folder of the embedded server and of runs' files, in the working directory.
FOLDER = Path(".freshbars")
# What the Snakefile hands over: the merged configuration, the run's name, and the database with the machine it is seen from.
CONFIG_VARIABLE = "FRESHBARS_CONFIG"
# Linux allows 128 KiB for a variable. A longer value is in a file; then the variable is @ and the file's name.
LONGEST = 64 << 10
RUN_VARIABLE = "FRESHBARS_RUN"
DATABASE_VARIABLE = "FRESHBARS_DATABASE"
# The fingerprints of the source table, read once when the run was planned.
SOURCE_VARIABLE = "FRESHBARS_SOURCE"
# What changes when the sessions of any asset do, found once when the run was planned.
SESSIONS_VARIABLE = "FRESHBARS_SESSIONS"
# The interpreter for builders, and the folder of their scripts; each machine that starts them finds its own.
PYTHON_VARIABLE = "FRESHBARS_PYTHON"
SCRIPTS_VARIABLE = "FRESHBARS_SCRIPTS"
# The database process that holds the lock of the run, for its builders to check that it still does.
LOCK_VARIABLE = "FRESHBARS_LOCK"
# The database that a builder has taken over from its run; builders alone have it.
_ADOPTED_VARIABLE = "FRESHBARS_DSN"


def run_id() -> str:
    """The name of the run that this process belongs to; empty if it was started by hand."""
    return os.environ.get(RUN_VARIABLE, "")


def adopt(database: Mapping[str, Any]) -> None:
    """Make this process a builder of a run, on the database of that run."""
    os.environ[_ADOPTED_VARIABLE] = json.dumps(database)


def adopted() -> dict[str, Any] | None:
    """The database that this builder has taken over from its run; None for any other process."""
    text = os.environ.get(_ADOPTED_VARIABLE)
    return json.loads(text) if text else None


def is_builder() -> bool:
    """Whether this process is a builder of a run, which has made the tables and calendars ready for it."""
    return bool(os.environ.get(_ADOPTED_VARIABLE))
