"""The audit: compares what is stored with itself, with the source and with a rebuild."""
