"""The parts of Snakemake that are not its public interface, all of them: an upgrade that breaks one breaks it here.

``tests/workflow/test_snakemake_internals.py`` names the part that broke.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any


class Snakemake:
    """The running Snakemake: ``workflow`` is the variable of that name in a Snakefile."""

    def __init__(self, workflow: Any) -> None:
        self._workflow = workflow
        # While a module is read, its modifier is the present one; its prefix is needed later.
        self._modifier = workflow.modifier

    # -- what kind of process this is ------------------------------------------------------------------------------

    @property
    def is_main(self) -> bool:
        """False in the processes that Snakemake starts for single jobs, on this machine or another."""
        return self._workflow.is_main_process

    @property
    def is_run(self) -> bool:
        """Whether jobs are going to be executed: no dry run, summary or picture, no ``--touch``. Not known before the DAG."""
        workflow = self._workflow
        return workflow.executor_plugin is not None and not workflow.dryrun and not workflow.touch

    @property
    def is_touch(self) -> bool:
        """Whether files are only touched (``--touch``)."""
        return self._workflow.touch

    @property
    def is_remote(self) -> bool:
        """Whether jobs are given to an executor that may run them on other machines."""
        return self._workflow.non_local_exec

    @property
    def is_module(self) -> bool:
        """Whether the Snakefile is used as a module of another workflow."""
        return not self._modifier.is_main_snakefile()

    @property
    def is_renamed(self) -> bool:
        """Whether the workflow that uses the Snakefile gives its rules other names: it is a part of something larger."""
        return self._modifier.local_rulename_modifier is not None

    # -- files and jobs --------------------------------------------------------------------------------------------

    def place(self, path: str) -> str:
        """Where a result lies: a module may have a ``prefix``."""
        return str(self._modifier.modify_path(path))

    def force(self, path: str) -> None:
        """Have the job that makes a file run, whatever Snakemake remembers; to be called from an input function."""
        self._workflow.dag.forcefiles.add(path)

    def outputs_to_make(self) -> set[str]:
        """The outputs of all jobs that are going to run."""
        return {str(path) for job in self._workflow.dag.needrun_jobs() for path in job.output}

    # -- what is printed -------------------------------------------------------------------------------------------

    def print_through(self, wrap: Callable[[logging.Handler], logging.Handler]) -> None:
        """Put a handler before the one for the console; not in a dry run, nor if a person asked for more or for another."""
        settings = self._workflow.output_settings
        if settings.dryrun or settings.verbose or settings.debug_dag:
            return
        logger = logging.getLogger("snakemake.logging")
        for handler in logger.handlers[:]:
            if handler.name == "DefaultStreamHandler":
                logger.removeHandler(handler)
                logger.addHandler(wrap(handler))

    # -- before and after ------------------------------------------------------------------------------------------

    def add_hooks(self, start: Callable[[], None], success: Callable[[], None], error: Callable[[], None]) -> None:
        """Have functions called at the start and the end of a run, before the Snakefile's own handlers.

        A module's ``onstart``, ``onsuccess`` and ``onerror`` are not called by Snakemake. Does nothing when called again.
        """
        if getattr(self._workflow, "_freshbars_hooks", False):
            return
        self._workflow._freshbars_hooks = True
        for name, ours in (("_onstart", start), ("_onsuccess", success), ("_onerror", error)):
            setattr(self._workflow, name, _both(ours, getattr(self._workflow, name)))

    def stop_waiting(self) -> None:
        """End the timers by which Snakemake counts jobs per second: it would wait for the last one before it ends."""
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.cancel()


def _both(ours: Callable[[], None], theirs: Callable[[Any], None]) -> Callable[[Any], None]:
    def handler(log: Any) -> None:
        ours()
        theirs(log)

    return handler
