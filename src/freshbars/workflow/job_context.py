"""What a job, perhaps on another machine, takes over from its run: the configuration and the database."""

import json
import os
from typing import Any

from freshbars.config import of_run
from freshbars.environment import CONFIG_VARIABLE, DATABASE_VARIABLE, RUN_VARIABLE, adopt
from freshbars.errors import UserError


def handed_config() -> dict[str, Any]:
    """The configuration that a run handed to the Snakemake process of a job. Raises UserError if it handed none."""
    if not os.environ.get(RUN_VARIABLE) or (handed := of_run()) is None:
        raise UserError(
            f"this job was started without the environment of its run ({RUN_VARIABLE}, {CONFIG_VARIABLE}, "
            f"{DATABASE_VARIABLE}): it would not know its database; use an executor that passes environment variables on"
        )
    return handed


def adopt_database() -> None:
    """Use the database of the run that this process belongs to. Raises UserError if this machine cannot reach it.

    A builder that was started by hand resolves the database by itself.
    """
    if not (text := os.environ.get(DATABASE_VARIABLE)):
        return
    handed = json.loads(text)
    here = machine()
    arguments = handed["database"]["arguments"]
    if handed["host"] != here and arguments is not None and _is_local(arguments.get("host")):
        raise UserError(
            f"this job runs on {here}, and its run's database is one of {handed['host']} alone; set TARGET_DB_URL in "
            "db_config.env to an address that every machine can reach"
        )
    adopt(handed["database"])


def machine() -> str:
    """The name of this machine; without importing ``socket``, which every builder would pay for."""
    return os.uname().nodename


def _is_local(host: str | None) -> bool:
    return not host or host.startswith(("/", "@", "127.")) or host in ("localhost", "::1")
