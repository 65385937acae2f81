"""What a run hands to its builders, which are processes of their own: the names of environment variables."""

# How the process of a run tells its builders which database it found, and that its tables are in order.
DSN_VARIABLE = "FRESHBARS_DSN"
# How the Snakefile hands the merged configuration to the builders, which run in processes of their own.
CONFIG_VARIABLE = "FRESHBARS_CONFIG"
# The name of the run, for its jobs to note down.
RUN_VARIABLE = "FRESHBARS_RUN"
PYTHON_VARIABLE = "FRESHBARS_PYTHON"
# The database process that holds the lock of the run, for its builders to see whether it still does.
LOCK_VARIABLE = "FRESHBARS_LOCK"
