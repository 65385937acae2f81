"""Reading: any series as an Arrow table, computed from the daily bars as they are or as they were known at an instant."""
