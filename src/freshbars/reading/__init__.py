"""Reading: any series as an Arrow table, computed from the daily bars as they are now or were known at an instant."""
