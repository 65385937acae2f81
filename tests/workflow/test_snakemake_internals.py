"""Each private part of Snakemake that we use, tried in a running one: a failure names the part that an upgrade broke."""

import json
import subprocess
import sys

import pytest

SNAKEFILE = """
import json
import logging

from freshbars.workflow.snakemake_internals import Snakemake

inside = Snakemake(workflow)
seen = {
    "is_main_process": inside.is_main,
    "touch": inside.is_touch,
    "non_local_exec": inside.is_remote,
    "is_main_snakefile": not inside.is_module,
    "modify_path": inside.place("made.txt"),
}


class Console(logging.Handler):
    def __init__(self, usual):
        super().__init__()
        seen["DefaultStreamHandler"] = usual.filter(logging.makeLogRecord({}))

    def emit(self, record):
        match getattr(record, "event", None):
            case "run_info":
                seen["stats"] = record.stats
            case "job_info":
                seen["rule_msg"] = record.rule_msg
            case "progress":
                seen["progress"] = [record.done, record.total]


inside.print_through(Console)


def asked(wildcards):
    seen["executor_plugin"] = inside.is_run
    if config.get("force"):
        inside.force("made.txt")
    inside.add_hooks(started, lambda: None, lambda: None)
    return "in.txt"


def started():
    seen["needrun_jobs"] = sorted(inside.outputs_to_make())


onsuccess:
    inside.stop_waiting()
    print("SEEN", json.dumps(seen))


rule make:
    input:
        asked,
    output:
        "made.txt",
    message: "Making"
    params:
        trigger=lambda wildcards, output: config.get("trigger", "made of a"),
    shell:
        "echo made >> made.txt"
"""
PARTS = {
    "is_main_process": True,
    "touch": False,
    "executor_plugin": True,
    "non_local_exec": False,
    "is_main_snakefile": True,
    "modify_path": "made.txt",
    "needrun_jobs": ["made.txt"],
    "DefaultStreamHandler": True,
    "stats": {"make": 1, "total": 1},
    "rule_msg": "Making",
    "progress": [1, 1],
}


@pytest.mark.workflow
def test_the_private_parts_of_snakemake_are_as_we_know_them(tmp_path):
    (tmp_path / "Snakefile").write_text(SNAKEFILE)
    (tmp_path / "in.txt").touch()

    def snakemake(*arguments: str) -> tuple[str, dict]:
        command = [sys.executable, "-m", "snakemake", "--cores", "1", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        text = done.stdout + done.stderr
        assert done.returncode == 0, text
        told = [line for line in text.splitlines() if line.startswith("SEEN")]
        return text, json.loads(told[0].removeprefix("SEEN")) if told else {}

    _, seen = snakemake()
    for part, value in PARTS.items():
        assert seen.get(part) == value, f"snakemake_internals: {part} is {seen.get(part)!r}, not {value!r}"
    text, _ = snakemake("--dry-run", "--config", "trigger=b")
    assert "Nothing to be done" in text, f"params that take `output` are compared: a trigger is shown twice\n{text}"
    text, seen = snakemake("--verbose", "--config", "force=1")
    assert seen.get("needrun_jobs") == ["made.txt"], f"snakemake_internals: dag.forcefiles forces nothing\n{text}"
    assert "Job 0: Making" in text, "if more is asked for, nothing stands before the handler for the console"
