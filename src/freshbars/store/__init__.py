"""What is remembered of earlier runs: one module for the SQL of each table."""
