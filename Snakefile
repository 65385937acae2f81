"""Freshbars: daily price bars and their EMAs, kept fresh in PostgreSQL."""

from freshbars.workflow.snakefile import FRESHNESS, Workflow


configfile: "config.yaml"


report: "report/workflow.rst"


FRESHBARS = Workflow(config)


wildcard_constraints:
    family=r"[a-z_]+|v2",
    shard=r"\d+",
    target=r"[a-z]+",


onstart:
    FRESHBARS.begin(workflow.dag_settings.targets)


onsuccess:
    FRESHBARS.end("ok")


onerror:
    FRESHBARS.end("failed")


rule show_targets:
    default_target: True
    log:
        "logs/targets.log",
    message:
        "Name a target: nothing is refreshed by accident"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.show_targets | tee {log:q}'


rule all:
    input:
        FRESHBARS.results("all"),
        "results/summary/all.json",


rule ingest:
    input:
        "results/summary/ingest.json",


rule bars:
    input:
        FRESHBARS.results("bars"),
        "results/summary/bars.json",


rule freshness:
    input:
        FRESHBARS.results("freshness"),
        "results/summary/freshness.json",


rule emas:
    input:
        FRESHBARS.results("emas"),
        "results/summary/emas.json",


rule load_exports:
    input:
        FRESHBARS.exports(),
    output:
        "results/markers/ingest.json",
    log:
        "logs/ingest.log",
    params:
        trigger=FRESHBARS.trigger("ingest"),
    message:
        "Loading new and changed exports"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.load_exports'
        " --trigger {params.trigger:q} --output {output:q} --log {log:q}"


rule build_bars_1d:
    input:
        FRESHBARS.source_marker(),
    output:
        "results/markers/bars_1d.{shard}.json",
    log:
        "logs/bars_1d.{shard}.log",
    params:
        trigger=lambda wildcards: FRESHBARS.trigger("bars_1d", shard=wildcards.shard),
    message:
        "Building 1D bars, shard {wildcards.shard}"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.build_bars_1d --shard {wildcards.shard}'
        " --trigger {params.trigger:q} --output {output:q} --log {log:q}"


rule build_bars:
    input:
        "results/markers/bars_1d.{shard}.json",
    output:
        "results/markers/bars_{family}.{shard}.json",
    log:
        "logs/bars_{family}.{shard}.log",
    params:
        trigger=lambda wildcards: FRESHBARS.trigger(
            "bars", wildcards.family, wildcards.shard
        ),
    message:
        "Building {wildcards.family} bars, shard {wildcards.shard}"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.build_bars --family {wildcards.family} --shard {wildcards.shard}'
        " --trigger {params.trigger:q} --output {output:q} --log {log:q}"


rule check_freshness:
    input:
        FRESHBARS.bar_markers(),
    output:
        report(FRESHNESS, caption="report/freshness.rst", category="Freshness"),
    log:
        "logs/freshness.log",
    params:
        trigger=FRESHBARS.trigger("freshness"),
    message:
        "Checking which assets are fresh"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.check_freshness --inputs {input:q} --output {output:q} --log {log:q}'


rule build_emas:
    input:
        lambda wildcards: FRESHBARS.ema_inputs(wildcards.family, wildcards.shard),
        freshness=FRESHNESS,
    output:
        "results/markers/emas_{family}.{shard}.json",
    log:
        "logs/emas_{family}.{shard}.log",
    params:
        trigger=lambda wildcards: FRESHBARS.trigger("emas", wildcards.family),
    message:
        "Building {wildcards.family} EMAs, shard {wildcards.shard}"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.build_emas --family {wildcards.family} --shard {wildcards.shard}'
        " --freshness {input.freshness:q} --trigger {params.trigger:q} --output {output:q} --log {log:q}"


rule summarize:
    input:
        lambda wildcards: FRESHBARS.true_results(wildcards.target, workflow.persistence),
    output:
        report(
            "results/summary/{target}.json",
            caption="report/summary.rst",
            category="Summary",
        ),
    log:
        "logs/summary_{target}.log",
    message:
        "Summing up"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.summarize --target {wildcards.target} --inputs {input:q} --output {output:q} --log {log:q}'


rule report:
    input:
        "results/report.html",
        "results/summary/all.json",


rule write_report:
    input:
        lambda wildcards: FRESHBARS.true_results("all", workflow.persistence),
    output:
        report("results/report.html", caption="report/report.rst", category="Report"),
    log:
        "logs/report.log",
    message:
        "Writing the report"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.write_report --freshness results/freshness.json --output {output:q} --log {log:q}'


rule plan:
    log:
        "logs/plan.log",
    message:
        "Planning: what a run would do for each asset"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.plan --output results/plan.json --log {log:q}'


rule validate:
    log:
        "logs/validate.log",
    message:
        "Validating what is stored"
    shell:
        '"$FRESHBARS_PYTHON" -m freshbars.scripts.validate --output results/validate.json --log {log:q}'
