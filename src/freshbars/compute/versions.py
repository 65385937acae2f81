"""Versions of the mechanisms. One is raised with every change of the values that it makes: all of them are rebuilt."""

INGEST = 1
BARS_1D = 2
BARS = 1
EMAS = 1
