"""Summaries, alerts and the report page."""
