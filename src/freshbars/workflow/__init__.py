"""Snakemake's side: jobs, triggers, markers, builders."""
