"""What a run hands to its builders, which are processes of their own: the names of environment variables.

No password is among them: what an executor keeps of a job's environment, others may read.
"""

import os

# The database that a process connects to, as JSON of the driver's arguments: found once, by the process or by its run.
DSN_VARIABLE = "FRESHBARS_DSN"
# What the Snakefile hands over: the merged configuration, the run's name, and the database with the machine it is seen from.
CONFIG_VARIABLE = "FRESHBARS_CONFIG"
# The kernel takes 128 KiB a variable; what is longer than this lies in a file, whose name after @ is the value.
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
# The database process that holds the lock of the run, for its builders to see whether it still does.
LOCK_VARIABLE = "FRESHBARS_LOCK"


def run_id() -> str:
    """The name of the run that this process belongs to; empty if it was started by hand."""
    return os.environ.get(RUN_VARIABLE, "")
