"""Freshbars keeps daily price bars and their EMAs fresh in PostgreSQL."""
