"""PostgreSQL: connections, tables, locks, the wire format; knows nothing of bars."""
