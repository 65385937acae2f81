"""Builders: one script for each rule, named like it, run as ``python -m freshbars.scripts.<rule>``."""
