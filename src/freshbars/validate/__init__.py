"""The audit: what is stored, held against itself, the source and a rebuild."""
