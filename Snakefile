"""Freshbars: daily price bars and their EMAs, kept fresh in PostgreSQL."""

from snakemake.utils import min_version

from freshbars.workflow.jobs import FRESHNESS, REPORT, SUMMARIES
from freshbars.workflow.snakefile import Workflow, command

min_version("9.27")


configfile: "config.yaml"


report: "report/workflow.rst"


# A job is due when its trigger is not the one in its marker; Workflow says so. Triggers take `output` so that Snakemake
# counts them as derived, and does not compare them a second time (for which it would import pandas, if installed).
FRESHBARS = Workflow(config, workflow)


# What jobs on other machines need to know of their run; no password is in it.
envvars:
    "FRESHBARS_RUN",
    "FRESHBARS_CONFIG",
    "FRESHBARS_DATABASE",
    "FRESHBARS_SOURCE",
    "FRESHBARS_SESSIONS",
    "FRESHBARS_LOCK",


wildcard_constraints:
    family=r"[a-z_]+|v2",
    shard=r"\d+",
    target=r"[a-z]+",


onstart:
    FRESHBARS.begin()


onsuccess:
    FRESHBARS.end("ok")


onerror:
    FRESHBARS.end("failed")


# -- targets; show_targets, plan and validate at the end are targets, too ------------------------------------------------


rule all:
    input:
        FRESHBARS.results("all"),
        SUMMARIES.format(target="all"),


rule ingest:
    input:
        SUMMARIES.format(target="ingest"),


rule bars:
    input:
        FRESHBARS.results("bars"),
        SUMMARIES.format(target="bars"),


rule freshness:
    input:
        FRESHBARS.results("freshness"),
        SUMMARIES.format(target="freshness"),


rule emas:
    input:
        FRESHBARS.results("emas"),
        SUMMARIES.format(target="emas"),


rule report:
    input:
        REPORT,
        SUMMARIES.format(target="all"),


# -- builders ------------------------------------------------------------------------------------------------------------


rule load_exports:
    input:
        lambda wildcards: FRESHBARS.exports(),
    output:
        "results/markers/ingest.json",
    log:
        "logs/ingest.log",
    resources:
        db=1,
    params:
        trigger=lambda wildcards, output: FRESHBARS.trigger("ingest"),
    message:
        "Loading new and changed exports"
    shell:
        command("load_exports", "--trigger {params.trigger:q} --output {output:q}")


rule build_bars_1d:
    input:
        lambda wildcards: FRESHBARS.history(wildcards.shard),
    output:
        "results/markers/bars_1d.{shard}.json",
    log:
        "logs/bars_1d.{shard}.log",
    resources:
        db=2,
    params:
        trigger=lambda wildcards, output: FRESHBARS.trigger(
            "bars_1d", shard=wildcards.shard
        ),
    message:
        "Building 1D bars, shard {wildcards.shard}"
    shell:
        command(
            "build_bars_1d",
            "--shard {wildcards.shard}",
            "--trigger {params.trigger:q} --output {output:q}",
        )


rule build_bars:
    input:
        lambda wildcards: FRESHBARS.daily_bars(wildcards.family, wildcards.shard),
    output:
        "results/markers/bars_{family}.{shard}.json",
    log:
        "logs/bars_{family}.{shard}.log",
    resources:
        db=2,
    params:
        trigger=lambda wildcards, output: FRESHBARS.trigger(
            "bars", wildcards.family, wildcards.shard
        ),
    message:
        "Building {wildcards.family} bars, shard {wildcards.shard}"
    shell:
        command(
            "build_bars",
            "--family {wildcards.family} --shard {wildcards.shard}",
            "--trigger {params.trigger:q} --output {output:q}",
        )


rule check_freshness:
    input:
        lambda wildcards: FRESHBARS.bar_markers(),
    output:
        report(FRESHNESS, caption="report/freshness.rst", category="Freshness"),
    log:
        "logs/freshness.log",
    localrule: True
    resources:
        db=1,
    params:
        trigger=lambda wildcards, output: FRESHBARS.trigger("freshness"),
    message:
        "Checking which assets are fresh"
    shell:
        command(
            "check_freshness",
            "--inputs {input:q} --trigger {params.trigger:q} --output {output:q}",
        )


rule build_emas:
    input:
        lambda wildcards: FRESHBARS.ema_inputs(wildcards.family, wildcards.shard),
        freshness=FRESHNESS,
    output:
        "results/markers/emas_{family}.{shard}.json",
    log:
        "logs/emas_{family}.{shard}.log",
    resources:
        db=2,
    params:
        trigger=lambda wildcards, output: FRESHBARS.trigger("emas", wildcards.family),
    message:
        "Building {wildcards.family} EMAs, shard {wildcards.shard}"
    shell:
        command(
            "build_emas",
            "--family {wildcards.family} --shard {wildcards.shard}",
            "--freshness {input.freshness:q}",
            "--trigger {params.trigger:q} --output {output:q}",
        )


# -- what people read ----------------------------------------------------------------------------------------------------


rule summarize:
    input:
        lambda wildcards: FRESHBARS.summarized(wildcards.target),
    output:
        report(SUMMARIES, caption="report/summary.rst", category="Summary"),
    log:
        "logs/summary_{target}.log",
    localrule: True
    resources:
        db=1,
    message:
        "Summing up"
    shell:
        command(
            "summarize",
            "--target {wildcards.target} --inputs {input:q} --output {output:q}",
        )


rule write_report:
    input:
        FRESHBARS.results("all"),
        freshness=FRESHNESS,
    output:
        report(REPORT, caption="report/report.rst", category="Report"),
    log:
        "logs/report.log",
    localrule: True
    resources:
        db=1,
    message:
        "Writing the report"
    shell:
        command("write_report", "--freshness {input.freshness:q} --output {output:q}")


rule show_targets:
    default_target: True
    log:
        "logs/targets.log",
    localrule: True
    message:
        "Name a target: nothing is refreshed by accident"
    shell:
        '"$FRESHBARS_PYTHON" "$FRESHBARS_SCRIPTS/show_targets.py" | tee {log:q}'


rule plan:
    log:
        "logs/plan.log",
    localrule: True
    resources:
        db=1,
    params:
        output=FRESHBARS.place("results/plan.json"),
    message:
        "Planning: what a run would do for each asset"
    shell:
        command("plan", "--output {params.output:q}")


rule validate:
    log:
        "logs/validate.log",
    localrule: True
    resources:
        db=1,
    params:
        output=FRESHBARS.place("results/validate.json"),
    message:
        "Validating what is stored"
    shell:
        command("validate", "--output {params.output:q}")
