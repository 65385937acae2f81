"""A private PostgreSQL server for a folder: it starts on first use and stops with its last user. README.md shows how."""
