"""Freshbars keeps daily price bars and their EMAs fresh in PostgreSQL."""

__version__ = "0.1.0"
