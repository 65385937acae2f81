"""Snakemake that starts in a moment: a process imports it once, and forks for each command.

The import takes a second, which is most of what a dry run takes. Nothing of Freshbars is imported before the fork.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# What `snakemake` itself imports before it reads its command line, and for any dry run.
PRELOADED = (
    "snakemake.cli", "snakemake.api", "snakemake.workflow", "snakemake.dag", "snakemake.scheduling.job_scheduler",
    "snakemake_executor_plugin_cluster_generic",
)  # fmt: skip
_server: subprocess.Popen | None = None


def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float) -> tuple[int, str]:
    """The exit code of `snakemake arguments`, and what it wrote to its standard output and then to its error output."""
    with tempfile.TemporaryDirectory() as outputs:
        files = [os.path.join(outputs, name) for name in ("stdout", "stderr")]
        command = {"arguments": [*arguments], "folder": str(folder), "environment": {**environment}, "outputs": files}
        code = _asked(command, timeout)
        return code, "".join(Path(file).read_text(encoding="utf-8", errors="replace") for file in files)


def _asked(command: dict, timeout: float) -> int:
    global _server
    if _server is None:
        _server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
        )
        atexit.register(_stop)
    _server.stdin.write(json.dumps(command) + "\n")
    _server.stdin.flush()
    with selectors.DefaultSelector() as selector:
        selector.register(_server.stdout, selectors.EVENT_READ)
        if not selector.select(timeout):
            _stop()
            raise TimeoutError(f"snakemake did not end within {timeout:g} s: {command['arguments']}")
    return int(_server.stdout.readline())


def _stop() -> None:
    global _server
    if _server is not None:
        _server.kill()
        _server.communicate()
        _server = None


def _serve() -> None:
    """Fork for each command on standard input; the exit codes go to standard output."""
    for name in PRELOADED:
        with suppress(ImportError):
            __import__(name)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            answers.close()
            return _become(**json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
    return None


def _become(arguments: list[str], folder: str, environment: dict[str, str], outputs: list[str]) -> None:
    """What `python -m snakemake` is, in this process."""
    from snakemake.cli import main

    for number, file in enumerate(("/dev/null", *outputs)):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.argv = ["snakemake", *arguments]
    main()


if __name__ == "__main__":
    _serve()
