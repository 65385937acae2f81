"""A PostgreSQL server of a folder, which starts by itself and stops with its last user."""
